import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from utils.chapters import municipal_relations as chapter
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames
from utils.measures.bands import framework_band, size_band
from utils.measures.hours import with_outcomes

CODES = np.arange(1, 9)
RANKS = pd.Series([1, 10, 32, 33, 66, 67, 90, 98])
# Usage 0.1 … 0.8; hours rise by 10 per percentage point with a little around the line; recruitment for PA rises
# with PA hours, for HM there is nothing to see.
AROUND = np.array([0.1, -0.1, -0.1, 0.1, 0.1, -0.1, -0.1, 0.1])
DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": CODES,
        "name": [f"By {code}" for code in CODES],
        "framework_rank": RANKS.astype("Int64"),
        "framework_band": framework_band(RANKS),
        "size_band": size_band(pd.Series([39_999, 40_000, 79_999, 80_000, 100, 200, 50_000, 90_000])),
        "usage_rate_two_year_pct": 0.1 * CODES,
        "usage_rate_2019_pct": 0.05 * CODES,
        "increased_hours_pct": 10 + CODES + AROUND,
        "increased_hours_pa_pct": 10.0 + CODES,
        "increased_hours_hm_pct": 15 + AROUND,
        "recruitment_degree_pct": 50.0 + CODES,
        "recruitment_degree_pa_pct": 5 + 2 * CODES + AROUND,
        "recruitment_degree_hm_pct": [60.0, 61, 62, 63, 63, 62, 61, 60],
    }
)
# Hours before and after.
PERSONS = with_outcomes(
    pd.DataFrame(
        [
            ("PA", 1, 40.0, 80.0), ("PA", 3, 40.0, 40.0), ("PA", 4, 0.0, 0.0), ("PA", 8, 0.0, 40.0),
            ("PA", None, 0.0, 40.0),
            ("HM", 1, 40.0, 0.0), ("HM", 2, 40.0, 40.0), ("HM", 5, None, 40.0), ("HM", 6, 40.0, None),
        ],
        columns=["scheme", "municipality", "baseline_hours", "outcome_hours"],
    ).astype({"municipality": "Int64"})
)  # fmt: skip


def _frames(status: str = "synthetic", missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    """Frames of which the test needs only those named; the others are empty."""
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status=status, missing=missing)


def _data(df_by_municipality: pd.DataFrame = DF_BY_MUNICIPALITY, missing: tuple[str, ...] = ()) -> Frames:
    return _frames(missing=missing, df_by_person_scheme=PERSONS, df_by_municipality=df_by_municipality)


DATA = _data()


def test_usage_against_increased_hours() -> None:
    exhibit = chapter.usage_and_hours(DATA)
    assert exhibit.id == "k21-figur-36"
    assert list(exhibit.data.columns) == ["code", "name", "usage_rate_pct", "increased_hours_pct", "scheme"]
    assert exhibit.data["usage_rate_pct"].tolist() == pytest.approx((0.1 * CODES).tolist())
    assert set(exhibit.data["scheme"]) == {"PA+HM"}
    assert "N = 8 (PA+HM)" in exhibit.note
    # Hours rise by 1 from municipality to municipality and usage by 0.1: a slope of 10.
    assert exhibit.alt == (
        "PA+HM: jo højere anvendelsesgrad, des højere andel med øgede løntimer (hældning 10,00, p < 0,001)."
    )


def test_the_ends_of_the_axis_and_the_highest_dot_carry_their_names() -> None:
    # By 5 is lifted above the others; By 1 is leftmost, By 7 and By 8 are rightmost.
    lifted = DF_BY_MUNICIPALITY.assign(
        increased_hours_pct=DF_BY_MUNICIPALITY["increased_hours_pct"] + 50 * (CODES == 5)
    )
    figure = chapter.usage_and_hours(_data(lifted)).figure
    names = [text.get_text() for text in figure.axes[0].texts if text.get_text().startswith("By")]
    assert sorted(names) == ["By 1", "By 5", "By 7", "By 8"]
    plt.close("all")


def test_usage_of_2019_and_one_scheme() -> None:
    exhibit = chapter.usage_and_hours(DATA, "PA", "2019")
    assert exhibit.data["usage_rate_pct"].tolist() == pytest.approx((0.05 * CODES).tolist())
    assert exhibit.data["increased_hours_pct"].tolist() == (10.0 + CODES).tolist()
    assert set(exhibit.data["scheme"]) == {"PA"}


def test_recruitment_against_increased_hours_has_a_panel_a_scheme() -> None:
    exhibit = chapter.recruitment_and_hours(DATA)
    assert exhibit.id == "k21-figur-37"
    assert exhibit.data["scheme"].value_counts().to_dict() == {"PA": 8, "HM": 8}
    assert exhibit.note.startswith("Hver prik er en kommune: N = 8 (PA) og N = 8 (HM).")
    # PA: recruitment rises by 2 and hours by 1 from municipality to municipality. HM: the same up as down.
    assert exhibit.alt == (
        "PA: jo højere rekrutteringsgrad, des højere andel med øgede løntimer (hældning 0,50, p < 0,001). "
        "HM: ingen sikker sammenhæng mellem rekrutteringsgrad og andel med øgede løntimer (p = 1,000)."
    )
    assert len(exhibit.figure.axes) == 2
    plt.close("all")


def test_usage_against_recruitment() -> None:
    falling = DF_BY_MUNICIPALITY.assign(recruitment_degree_pct=90 - 5 * CODES + AROUND)
    exhibit = chapter.usage_and_recruitment(_data(falling))
    assert exhibit.id == "k21-figur-38"
    assert exhibit.alt == (
        "PA+HM: jo højere anvendelsesgrad, des lavere rekrutteringsgrad (hældning −50,00, p < 0,001)."
    )
    assert exhibit.data["recruitment_degree_pct"].iloc[0] == pytest.approx(85.1)
    assert exhibit.figure.axes
    plt.close("all")


def test_hours_that_are_the_same_everywhere_have_nothing_to_be_judged_by() -> None:
    exhibit = chapter.usage_and_hours(_data(DF_BY_MUNICIPALITY.assign(increased_hours_pct=15.0)))
    assert exhibit.alt == (
        "PA+HM: om der er en sammenhæng mellem anvendelsesgrad og andel med øgede løntimer, kan ikke afgøres."
    )


def test_a_municipality_without_a_value_is_no_dot() -> None:
    df = DF_BY_MUNICIPALITY.assign(increased_hours_pct=DF_BY_MUNICIPALITY["increased_hours_pct"].where(CODES != 3))
    exhibit = chapter.usage_and_hours(_data(df))
    assert exhibit.data["code"].tolist() == [1, 2, 4, 5, 6, 7, 8]
    assert "N = 7 (PA+HM)" in exhibit.note


def _shares(exhibit_data: pd.DataFrame, outcome: str) -> list[list[object]]:
    band = exhibit_data.columns[1]
    return exhibit_data[["scheme", band, outcome, "persons"]].to_numpy().tolist()


def test_increased_hours_by_framework_conditions() -> None:
    exhibit = chapter.share_by_band(DATA, "increased", "framework_band")
    assert exhibit.id == "k21-figur-39"
    # PA: ranks 1 and 32 have one of two, rank 33 none of one, rank 98 one of one; no municipality, no band.
    # HM: ranks 1 and 10 none of two, rank 66 has an unknown baseline and leaves, rank 67 unknown hours after: none.
    assert _shares(exhibit.data, "increased") == [
        ["PA", "vanskelige (1–32)", 1, 2], ["PA", "mellem (33–66)", 0, 1], ["PA", "gode (67–98)", 1, 1],
        ["HM", "vanskelige (1–32)", 0, 2], ["HM", "gode (67–98)", 0, 1],
    ]  # fmt: skip
    assert "N = 4 (PA) og N = 3 (HM)" in exhibit.note


def test_retained_by_framework_conditions() -> None:
    exhibit = chapter.share_by_band(DATA, "retained", "framework_band", "HM")
    assert exhibit.id == "k21-figur-40"
    # Of those with hours before: ranks 1 and 10 one of two, rank 67 none of one
    assert _shares(exhibit.data, "retained") == [["HM", "vanskelige (1–32)", 1, 2], ["HM", "gode (67–98)", 0, 1]]


def test_shares_by_size() -> None:
    exhibit = chapter.share_by_band(DATA, "increased", "size_band", "PA")
    assert exhibit.id == "k21-figur-41"
    # 39,999; 79,999; 80,000 and 90,000 inhabitants
    assert _shares(exhibit.data, "increased") == [
        ["PA", "lille (under 40.000)", 1, 1], ["PA", "mellem (40.000–79.999)", 0, 1],
        ["PA", "stor (80.000 og over)", 1, 2],
    ]  # fmt: skip
    assert exhibit.data["increased_hours_pct"].tolist() == pytest.approx([100, 0, 50])
    assert chapter.share_by_band(DATA, "retained", "size_band").id == "k21-figur-42"


def test_a_band_figure_shows_a_panel_a_scheme_and_says_its_shares() -> None:
    exhibit = chapter.share_by_band(DATA, "increased", "size_band")
    assert exhibit.alt.startswith("Andel øgede løntimer. PA: 100 pct. (lille (under 40.000)), ")
    assert len(exhibit.figure.axes) == 2
    plt.close("all")


def test_a_municipality_without_a_rank_is_in_no_band() -> None:
    df = DF_BY_MUNICIPALITY.assign(framework_band=DF_BY_MUNICIPALITY["framework_band"].where(CODES != 1))
    exhibit = chapter.share_by_band(_data(df), "increased", "framework_band", "PA")
    assert exhibit.data["persons"].sum() == 3
    assert exhibit.data[["framework_band", "persons"]].to_numpy().tolist()[0] == ["vanskelige (1–32)", 1]


def test_only_the_bands_of_the_ranks_need_the_register() -> None:
    data = _data(missing=("municipality_conditions",))
    by_rank = chapter.share_by_band(data, "increased", "framework_band")
    assert by_rank.kind == "empty" and "municipality_conditions" in by_rank.note
    assert chapter.share_by_band(data, "increased", "size_band").kind == "figure"


def test_an_unknown_scheme_is_named() -> None:
    with pytest.raises(HkoError, match=r"ordning='FA': vælg en af PA, HM, begge\."):
        chapter.share_by_band(DATA, "increased", "size_band", "FA")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "make", [chapter.usage_and_hours, chapter.recruitment_and_hours, chapter.usage_and_recruitment]
)
def test_the_extract_of_one_municipality_has_no_scatter_plot(make: object) -> None:
    outcomes = [name for name in DF_BY_MUNICIPALITY if name.startswith(("increased", "recruitment"))]
    df = DF_BY_MUNICIPALITY.assign(**{name: DF_BY_MUNICIPALITY[name].where(CODES == 7) for name in outcomes})
    exhibit = make(_data(df))  # type: ignore[operator]
    assert exhibit.kind == "empty"


def test_a_scheme_without_persons_has_an_empty_exhibit() -> None:
    only_aids = PERSONS[PERSONS["scheme"] == "HM"]
    data = _frames("register", df_by_person_scheme=only_aids, df_by_municipality=DF_BY_MUNICIPALITY)
    assert chapter.share_by_band(data, "increased", "size_band", "PA").kind == "empty"


def test_the_scheme_with_too_few_municipalities_is_left_out_and_named() -> None:
    df = DF_BY_MUNICIPALITY.assign(increased_hours_pa_pct=DF_BY_MUNICIPALITY["increased_hours_pa_pct"].where(CODES < 3))
    exhibit = chapter.recruitment_and_hours(_data(df))
    assert set(exhibit.data["scheme"]) == {"HM"}
    assert "PA vises ikke: for få kommuner (2 har tal til alle led, mindst 3 skal til)." in exhibit.note
    assert len(exhibit.figure.axes) == 1
    plt.close("all")


def test_a_band_figure_counts_its_municipalities() -> None:
    df = DF_BY_MUNICIPALITY.assign(framework_band=DF_BY_MUNICIPALITY["framework_band"].where(CODES != 1))
    # PA: persons in 3, 4 and 8 (1 has no band); 7 of the 8 municipalities have one.
    note = chapter.share_by_band(_data(df), "increased", "framework_band", "PA").note
    assert "lagt sammen over 3 af 7 kommuner" in note
