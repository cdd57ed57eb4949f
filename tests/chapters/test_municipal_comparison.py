from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from utils.chapters import municipal_comparison as comparison
from utils.frames import FRAME_NAMES, Frames

NAMES = ["Læsø", "Samsø", "Fanø", "Odder", "Vejle", "Aalborg", "Ærø", "Lemvig", "Struer", "Skive", "Herning", "Aarhus"]
CODES = [825, 741, 563, 727, 630, 851, 492, 665, 671, 779, 657, 751]
SIZES = [3.3, 3.6, 3.5, 4.3, 5.1, 5.3, 3.8, 4.3, 4.3, 4.7, 4.9, 5.5]
LAESOE, VEJLE = 825, 630


def frames(pa: list[tuple[int, int]], hm: list[tuple[int, int]] | None = None, without: int = 0) -> Frames:
    """Persons of six municipalities or twelve (increased, all) and `without` more with HM, all increased, in none.

    Everybody has hours before and after. Each person has one grant, for recruitment where hours increased.
    """
    rows = [
        (scheme, code, number < increased)
        for scheme, pairs in (("PA", pa), ("HM", hm or []))
        for code, (increased, total) in zip(CODES, pairs, strict=False) for number in range(total)
    ] + [("HM", None, True)] * without  # fmt: skip
    df = pd.DataFrame(rows, columns=["scheme", "municipality", "increased"]).astype({"municipality": "Int64"})
    df = df.assign(increased=df["increased"].astype("boolean"), retained=pd.array([True] * len(df), dtype="boolean"))
    purpose = df["increased"].map({True: "recruitment", False: "retention"})
    places = 12 if len(pa) > 6 else 6
    made = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {
        "df_by_person_scheme": df, "df_by_grant": df.assign(year=2018, purpose=purpose),
        "df_by_municipality": pd.DataFrame(
            {"code": CODES, "name": NAMES, "log10_inhabitants": SIZES, "framework_rank": pd.NA}
        ).head(places),
    }  # fmt: skip
    return Frames(**made, status="synthetic", missing=())


# 60 percent in the small and 20 in the large, of 20 persons and in Læsø of 2.
FALLING = [(0, 2), (12, 20), (12, 20), (8, 20), (5, 20), (4, 20), (11, 20), (9, 20), (8, 20), (7, 20), (6, 20), (4, 20)]
APART = [(0, 3), (1, 10), (9, 10), (2, 20), (15, 20), (40, 80)]


def row(data: Frames, kommune: int, measure: str, scheme: str = "PA") -> pd.Series:
    df = comparison.shrunken_shares(data, kommune).data.set_index(["measure", "scheme"])
    return df.loc[(measure, scheme)]


def test_counts_are_those_of_the_municipalities_and_the_country_has_also_those_without_one() -> None:
    df, count, n = comparison.counts(frames(APART, [(1, 2), (0, 0), (3, 4)], without=5), comparison.INCREASED, "HM")
    assert df["count"].tolist() == [1, 0, 3, 0, 0, 0]
    assert df["n"].tolist() == [2, 0, 4, 0, 0, 0]
    assert (count, n) == (1 + 3 + 5, 2 + 4 + 5)


def test_persons_whose_hours_are_unknown_are_not_counted() -> None:
    data = frames(APART)
    persons = data.df_by_person_scheme
    unknown = persons.assign(increased=persons["increased"].where(persons["municipality"] != VEJLE))
    df, count, n = comparison.counts(replace(data, df_by_person_scheme=unknown), comparison.INCREASED, "PA")
    assert df.set_index("code").loc[VEJLE, ["count", "n"]].tolist() == [0, 0]
    assert (count, n) == (0 + 1 + 9 + 2 + 40, 3 + 10 + 10 + 20 + 80)


def test_the_own_share_is_weighed_with_the_typical_one() -> None:
    found = row(frames(APART), VEJLE, "Øgede løntimer")
    assert found[["count", "n", "own_pct"]].tolist() == [15, 20, 75]
    weight = found["own_weight_pct"] / 100
    assert 0.5 < weight < 1
    assert found["shrunken_pct"] == pytest.approx(weight * 75 + (1 - weight) * found["typical_pct"])
    # 67 of 143 in the country, and 75 percent is grade 3: ± 18 points of 20 persons.
    assert found["country_pct"] == pytest.approx(100 * 67 / 143)
    assert (found["own_quality"], found["shrunken_quality"]) == (3, 3)


def test_three_persons_say_that_they_are_few() -> None:
    exhibit = comparison.shrunken_shares(frames(APART), LAESOE)
    assert "færre end 5 borgere eller bevillinger i kommunen; tallet siger næsten intet." in exhibit.note
    assert "Øgede løntimer, HM, Fastholdt med løntimer, HM og Rekrutteringsgrad, HM: ingen borgere" in exhibit.note


def test_recruitment_degree_counts_grants() -> None:
    assert row(frames(APART), VEJLE, "Rekrutteringsgrad")[["count", "n"]].tolist() == [15, 20]


def test_where_all_are_retained_everybody_gets_the_same_and_the_note_says_it() -> None:
    exhibit = comparison.shrunken_shares(frames(APART), VEJLE)
    found = row(frames(APART), VEJLE, "Fastholdt med løntimer")
    assert found[["shrunken_pct", "own_weight_pct", "typical_pct"]].tolist() == [100, 0, 100]
    assert "Fastholdt med løntimer, PA: kommuner, der ligner hinanden, afviger ikke mere fra hinanden" in exhibit.note


def test_a_scheme_with_too_few_municipalities_keeps_the_own_share_and_says_why() -> None:
    data = frames(APART, [(1, 2), (3, 4)])
    found = row(data, LAESOE, "Øgede løntimer", "HM")
    assert found["own_pct"] == 50 and np.isnan(found["shrunken_pct"]) and found["shrunken_quality"] == 3
    note = comparison.shrunken_shares(data, LAESOE).note
    assert "Ikke vejet sammen, fordi under 5 kommuner har tal: Øgede løntimer, HM" in note


def test_a_municipality_without_persons_has_no_share_of_its_own() -> None:
    data = frames([(0, 0), *APART[1:]])
    found = row(data, LAESOE, "Øgede løntimer")
    assert np.isnan(found["own_pct"]) and np.isnan(found["own_lower_pct"]) and found["own_quality"] == 3
    assert found["shrunken_pct"] == pytest.approx(found["typical_pct"]) and found["own_weight_pct"] == 0
    assert "nan" not in comparison.shrunken_shares(data, LAESOE).html


@pytest.mark.parametrize("pa", [[], [(3, 9)]])
def test_an_extract_with_one_municipality_or_none_says_so(pa: list[tuple[int, int]]) -> None:
    for exhibit in (comparison.shrunken_shares(frames(pa), LAESOE), comparison.all_municipalities(frames(pa))):
        assert exhibit.kind == "empty"
        assert exhibit.note == "Under 5 kommuner har borgere i udtrækket; så er der intet typisk at veje sammen med."


def test_a_small_municipality_is_weighed_with_what_is_typical_for_its_size() -> None:
    data = frames(FALLING)
    found = row(data, LAESOE, "Øgede løntimer")
    assert bool(found["typical_by_size"]) and found["typical_pct"] > 55
    assert row(data, VEJLE, "Øgede løntimer")["typical_pct"] < 30
    # Everybody is retained: no curve, and the note says that what is typical is common there.
    assert not row(data, LAESOE, "Fastholdt med løntimer")["typical_by_size"]
    note = comparison.shrunken_shares(data, LAESOE).note
    assert "Fastholdt med løntimer, PA: det typiske er fælles for alle kommuner" in note
    assert "fælles" not in comparison.all_municipalities(data).note


def test_six_municipalities_have_a_common_typical_share_and_the_notes_say_so() -> None:
    assert "PA: det typiske er fælles for alle kommuner, fordi" in comparison.all_municipalities(frames(APART)).note
    assert "Øgede løntimer, PA, Fast" in comparison.shrunken_shares(frames(APART), VEJLE).note


def test_all_municipalities_stand_with_their_number_the_highest_first() -> None:
    exhibit = comparison.all_municipalities(frames(APART))
    df = exhibit.data
    assert df["name"].tolist()[0] == "Fanø" and df["shrunken_pct"].is_monotonic_decreasing
    assert df.set_index("name").loc["Odder", ["count", "n", "own_pct"]].tolist() == [2, 20, 10]
    apart = df[(df["shrunken_lower_pct"] > df["typical_pct"]) | (df["shrunken_upper_pct"] < df["typical_pct"])]
    assert f"{len(apart)} af 6 (PA) kommuner har hele deres interval" in exhibit.alt
    assert exhibit.figure.axes[0].get_title(loc="left") == "PA"
