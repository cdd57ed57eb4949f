import pandas as pd
import pytest
from matplotlib import pyplot as plt

from utils.chapters import typologies
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames
from utils.measures.hours import with_outcomes
from utils.publish.exhibit import Exhibit

# Hours a month before and in the third month after.
PATHS = {
    "up": (40.0, 80.0), "gain": (0.0, 40.0), "same": (40.0, 40.0), "lost": (40.0, 0.0), "none": (0.0, 0.0),
    "unknown": (None, 40.0),
}  # fmt: skip
# Municipality 7 is no case municipality; one person has no municipality.
PERSONS = {
    ("PA", 1): "up same", ("PA", 2): "gain none unknown", ("PA", 3): "same lost", ("PA", 4): "none up",
    ("PA", 5): "lost none", ("PA", 7): "up up", ("PA", None): "up",
    ("HM", 1): "up up", ("HM", 3): "none none", ("HM", 4): "same", ("HM", 5): "up lost",
}  # fmt: skip
MUNICIPALITIES = pd.DataFrame(
    {
        "code": [1, 2, 3, 4, 5, 7],
        "name": ["Aby", "Boby", "Coby", "Dyby", "Elby", "Gammelby"],
        "strategy": pd.array(["proaktiv", "proaktiv", "reaktiv", "reaktiv", "diffus", None], dtype="string"),
        "organisation": pd.array(
            ["specialiseret team", "specialiseret team", "specialiseret team", "spredt specialisering",
             "generel specialisering", None], dtype="string"
        ),
    }
)  # fmt: skip


def _frames(status: str = "synthetic", missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    """Frames of which the test needs only those named; the others are empty."""
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status=status, missing=missing)


def _data(
    persons: dict[tuple[str, int | None], str] = PERSONS,
    municipalities: pd.DataFrame = MUNICIPALITIES,
    missing: tuple[str, ...] = (),
) -> Frames:
    rows = [(scheme, code, *PATHS[path]) for (scheme, code), paths in persons.items() for path in paths.split()]
    df = pd.DataFrame(rows, columns=["scheme", "municipality", "baseline_hours", "outcome_hours"])
    df = df.astype({"municipality": "Int64", "baseline_hours": float, "outcome_hours": float})
    return _frames(missing=missing, df_by_person_scheme=with_outcomes(df), df_by_municipality=municipalities)


DATA = _data()


def _rows(exhibit: Exhibit, *columns: str) -> list[list[object]]:
    return exhibit.data[list(columns)].to_numpy().tolist()


def test_increased_hours_by_strategy() -> None:
    exhibit = typologies.share_by_type(DATA, "increased", "strategi")
    assert exhibit.id == "k21-figur-32"
    # PA: proaktiv 1 of 2 and 1 of 2 (the unknown one leaves), reaktiv 0 of 2 and 1 of 2, diffus 0 of 2
    # HM: proaktiv 2 of 2, reaktiv 0 of 2 and 0 of 1, diffus 1 of 2
    assert _rows(exhibit, "scheme", "strategy", "increased", "persons", "increased_hours_pct") == [
        ["PA", "proaktiv", 2, 4, 50.0], ["PA", "reaktiv", 1, 4, 25.0], ["PA", "diffus", 0, 2, 0.0],
        ["HM", "proaktiv", 2, 2, 100.0], ["HM", "reaktiv", 0, 3, 0.0], ["HM", "diffus", 1, 2, 50.0],
    ]  # fmt: skip
    assert "N = 10 (PA) og 7 (HM)" in exhibit.note


def test_retained_by_strategy() -> None:
    exhibit = typologies.share_by_type(DATA, "retained", "strategi", "PA")
    assert exhibit.id == "k21-figur-33"
    # Of those with hours before: proaktiv up and same of 2, reaktiv same and up of 3, diffus none of 1
    assert _rows(exhibit, "strategy", "retained", "persons") == [
        ["proaktiv", 2, 2],
        ["reaktiv", 2, 3],
        ["diffus", 0, 1],
    ]
    assert exhibit.data["retained_pct"].tolist() == pytest.approx([100, 200 / 3, 0])


def test_shares_by_organisation() -> None:
    exhibit = typologies.share_by_type(DATA, "increased", "organisering", "PA")
    assert exhibit.id == "k21-figur-34"
    # municipalities 1, 2 and 3 together: 2 of 6
    assert _rows(exhibit, "organisation", "increased", "persons") == [
        ["specialiseret team", 2, 6], ["spredt specialisering", 1, 2], ["generel specialisering", 0, 2]
    ]  # fmt: skip
    assert typologies.share_by_type(DATA, "retained", "organisering").id == "k21-figur-35"


def test_a_figure_has_bars_with_intervals_and_says_what_it_shows() -> None:
    exhibit = typologies.share_by_type(DATA, "increased", "strategi")
    assert exhibit.kind == "figure"
    assert exhibit.alt.startswith(
        "Andel øgede løntimer. Personlig assistance: 50 pct. (proaktiv), 25 pct. (reaktiv) og 0 pct. (diffus); "
    )
    # 0 of 2 by Wilson: 0 to z²/(2 + z²) = 65.76
    diffuse = exhibit.data[(exhibit.data["scheme"] == "PA") & (exhibit.data["strategy"] == "diffus")]
    assert diffuse[["lower_pct", "upper_pct"]].to_numpy().tolist() == [pytest.approx([0, 65.7620], abs=1e-4)]
    assert len(exhibit.figure.axes) == 2  # a panel a scheme
    plt.close("all")


def test_the_caveat_stands_with_the_figures() -> None:
    assert "Beskrivende" in typologies.share_by_type(DATA, "increased", "strategi").note


def test_clearly_different_types_are_said_to_be_apart() -> None:
    persons = {
        ("PA", 1): "up " * 60,
        ("PA", 3): "none " * 60,
        ("PA", 5): "up none " * 30,
        ("HM", 1): "up",
        ("HM", 3): "up",
    }
    alt = typologies.share_by_type(_data(persons), "increased", "strategi").alt
    assert alt.endswith("Intervallerne overlapper ikke alle for PA.")


def test_differences_in_percentage_points() -> None:
    exhibit = typologies.differences(DATA, "increased", "strategi")
    assert exhibit.id == "k21-figur-32-forskelle"
    # PA 50, 25 and 0; HM 100, 0 and 50
    assert _rows(exhibit, "scheme", "comparison", "difference_pp") == [
        ["PA", "proaktiv minus reaktiv", 25.0], ["PA", "proaktiv minus diffus", 50.0],
        ["PA", "reaktiv minus diffus", 25.0],
        ["HM", "proaktiv minus reaktiv", 100.0], ["HM", "proaktiv minus diffus", 50.0],
        ["HM", "reaktiv minus diffus", -50.0],
    ]  # fmt: skip


def test_permutation_over_the_case_municipalities() -> None:
    exhibit = typologies.permutation_test(DATA, "strategi")
    df = exhibit.data.set_index(["scheme", "outcome"])
    # PA increased: 1, 1, 0, 1, 0 of 2 each; two, two and one municipality: 5!/(2!·2!·1!) = 30 ways.
    # Σ events²/persons: found 4/4 + 1/4 + 0 = 1.25. The single one has 0 (2 ways): 12 ways give 1.25; it has 1
    # (3 ways): 2 of 6 divisions of the rest give 1 + 0 + 1/2 = 1.5, the others 1.0. At least 1.25: 12 + 6 of 30.
    assert df.loc[("PA", "øgede løntimer"), "p_value"] == pytest.approx(18 / 30)
    assert df["assignments"].tolist() == [30] * 4
    assert df["municipalities"].tolist() == [5] * 4
    assert df.loc[("PA", "øgede løntimer"), "persons"] == 10
    assert df.loc[("HM", "fastholdt med løntimer"), "persons"] == 5
    assert "30 måder at fordele typerne (2 proaktiv, 2 reaktiv og 1 diffus)" in exhibit.note


def test_permutation_by_organisation_has_its_own_number_of_ways() -> None:
    exhibit = typologies.permutation_test(DATA, "organisering")
    assert set(exhibit.data["assignments"]) == {20}  # 5!/(3!·1!·1!)
    assert exhibit.data["p_value"].between(1 / 20, 1).all()


def test_municipalities_within_their_type() -> None:
    exhibit = typologies.municipalities_within_types(DATA, "strategi", "PA")
    # Within a type by share, the lowest first: Coby 0 of 2 before Dyby 1 of 2.
    assert _rows(exhibit, "name", "strategy", "increased_hours_pct") == [
        ["Aby", "proaktiv", 50.0], ["Boby", "proaktiv", 50.0], ["Coby", "reaktiv", 0.0], ["Dyby", "reaktiv", 50.0],
        ["Elby", "diffus", 0.0],
    ]  # fmt: skip
    assert "0–50 pct. (reaktiv)" in exhibit.alt
    assert len(exhibit.figure.axes) == 3
    plt.close("all")


def test_study_population() -> None:
    df = typologies.study_population(DATA).data.set_index("scheme")
    # PA: 14 persons, 1 without a known baseline; 9 of 13 had hours; one of the 13 has no municipality
    names = [
        "persons",
        "baseline_unknown",
        "population",
        "with_hours",
        "population_with_municipality",
        "without_municipality",
    ]
    assert df.loc["PA", names].tolist() == [14, 1, 13, 9, 12, 1]
    assert df.loc["PA", "with_hours_pct"] == pytest.approx(900 / 13)
    assert df.loc["HM", names].tolist() == [7, 0, 7, 5, 7, 0]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: typologies.share_by_type(DATA, "increased", "type"),
            "inddeling='type': vælg en af strategi, organisering.",
        ),
        (
            lambda: typologies.share_by_type(DATA, "increased", "strategi", "FA"),
            "ordning='FA': vælg en af PA, HM, begge.",
        ),
    ],
)
def test_unknown_choices_are_named(call: object, text: str) -> None:
    with pytest.raises(HkoError) as error:
        call()  # type: ignore[operator]
    assert str(error.value) == text


@pytest.mark.parametrize(
    "call",
    [
        lambda data: typologies.share_by_type(data, "increased", "strategi"),
        lambda data: typologies.differences(data, "retained", "strategi"),
        lambda data: typologies.permutation_test(data, "strategi"),
        lambda data: typologies.municipalities_within_types(data, "strategi"),
    ],
)
def test_without_the_types_the_exhibits_say_so(call: object) -> None:
    exhibit = call(_data(missing=("municipality_types",)))  # type: ignore[operator]
    assert exhibit.kind == "empty"
    assert "municipality_types" in exhibit.note


def test_the_alt_text_of_one_scheme_does_not_speak_of_both() -> None:
    assert "begge" not in typologies.share_by_type(DATA, "increased", "strategi", "PA").alt


def test_the_note_counts_the_case_municipalities_at_hand() -> None:
    assert "5 casekommuner" in typologies.share_by_type(DATA, "increased", "strategi").note


@pytest.mark.parametrize(
    "without",
    [
        {("HM", 5)},
        {("HM", 5), ("PA", 5)},
    ],
)
def test_a_type_without_persons_has_no_difference(without: set[tuple[str, int]]) -> None:
    persons = {key: paths for key, paths in PERSONS.items() if key not in without}
    df = typologies.differences(_data(persons), "increased", "strategi").data.set_index(["scheme", "comparison"])
    assert df.loc[("HM", "proaktiv minus reaktiv"), "difference_pp"] == pytest.approx(100)
    assert pd.isna(df.loc[("HM", "proaktiv minus diffus"), "difference_pp"])


ELSEWHERE = _data({("PA", 7): "up same", ("HM", 7): "up same"})


@pytest.mark.parametrize(
    "call",
    [
        lambda: typologies.share_by_type(ELSEWHERE, "increased", "strategi"),
        lambda: typologies.differences(ELSEWHERE, "increased", "strategi"),
        lambda: typologies.municipalities_within_types(ELSEWHERE, "strategi"),
    ],
)
def test_an_extract_without_case_municipalities_has_empty_exhibits(call: object) -> None:
    assert call().kind == "empty"  # type: ignore[operator]


def test_one_type_alone_cannot_be_compared() -> None:
    alone = MUNICIPALITIES.assign(strategy=MUNICIPALITIES["strategy"].where(MUNICIPALITIES["strategy"] == "proaktiv"))
    assert typologies.permutation_test(_data(municipalities=alone), "strategi").kind == "empty"


def test_the_largest_difference_stands_with_the_permutation() -> None:
    df = typologies.permutation_test(DATA, "strategi").data.set_index(["scheme", "outcome"])["largest_difference_pp"]
    # PA 50, 25 and 0; HM 100, 0 and 50
    assert df.loc[:, "øgede løntimer"].to_dict() == pytest.approx({"PA": 50, "HM": 100})


def test_of_too_many_ways_some_are_drawn() -> None:
    codes = range(1, 26)
    many = pd.DataFrame({"code": codes, "strategy": ["proaktiv"] * 24 + ["diffus"]})
    exhibit = typologies.permutation_test(_data({("PA", code): "up" for code in codes}, many), "strategi")
    assert exhibit.note.startswith("Andelen af 9.999 tilfældigt trukne (fejlen på p står i csv-filen) af 25 måder")
    assert exhibit.data["draws"].tolist() == [9_999] * 4
    assert exhibit.data["p_value"].tolist()[0] == 1  # nobody differs


def test_without_persons_in_the_case_municipalities_nothing_is_enumerated() -> None:
    assert typologies.permutation_test(ELSEWHERE, "strategi").kind == "empty"


def test_the_overlap_of_intervals_names_the_schemes_shown() -> None:
    assert typologies.share_by_type(DATA, "increased", "strategi").alt.endswith(
        "Intervallerne overlapper for PA og HM."
    )
    one_type = _data({("PA", 1): "up same"})
    assert "overlapper" not in typologies.share_by_type(one_type, "increased", "strategi").alt
