import pandas as pd
import pytest

from utils.chapters import annual_report as chapter
from utils.frames import FRAME_NAMES, Frames

EMPLOYED = "beskæftigelsesandel 16-64 år"
NUMBERS = pd.DataFrame(
    [
        (EMPLOYED, chapter.WITH, "2002", 50.0),
        (EMPLOYED, chapter.WITH, "2005", 53.0),
        (EMPLOYED, chapter.WITHOUT, "2002", 80.0),
        (EMPLOYED, chapter.WITHOUT, "2005", 79.5),
        ("udgifter", "personlig assistance i erhverv", "2012", 300.0),
        ("udgifter", "personlig assistance i erhverv", "2013", 330.0),
        ("udgifter", "arbejdsredskaber m.v.", "2012", 20.0),
        ("udgifter", "arbejdsredskaber m.v.", "2013", 10.0),
    ],
    columns=["series", "group", "period", "value"],
).assign(source="S13 l.1")
FRAMES = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_annual_report_number": NUMBERS}
DATA = Frames(**FRAMES, status="synthetic", missing=())


def test_the_gap_is_the_share_without_minus_the_share_with() -> None:
    df = chapter.employment(DATA).data.set_index("year")
    assert df["gap_pp"].tolist() == [30.0, 26.5]
    assert df.loc["2005", ["with_impairment_change_pp", "without_impairment_change_pp"]].tolist() == [3.0, -0.5]


def test_the_note_counts_the_periods_in_which_the_groups_parted() -> None:
    assert "i 1 af 1 perioder gik de to grupper hver sin vej" in chapter.employment(DATA).note


def test_the_totals_are_summed_and_not_read() -> None:
    df = chapter.expenditure(DATA).data.set_index(["scheme", "year"])
    assert df.loc["i alt", "expenditure_dkk_million"].tolist() == [320.0, 340.0]
    assert df.loc[("arbejdsredskaber m.v.", "2012"), "share_pct"] == pytest.approx(100 * 20 / 320)


def test_growth_is_last_by_first_minus_one() -> None:
    df = chapter.growth(DATA).set_index("scheme")
    assert df["growth_pct"].tolist() == [10.0, -50.0, 6.25]
    assert df.loc["arbejdsredskaber m.v.", ["factor", "last_increase_dkk_million", "lowest_to_highest_pct"]].tolist() == [
        0.5, -10.0, 100.0,
    ]  # fmt: skip


def test_the_index_begins_at_100() -> None:
    exhibit = chapter.expenditure_index(DATA)
    assert exhibit.data["index_2010"].tolist() == pytest.approx([100.0, 110.0, 100.0, 50.0])
    assert exhibit.alt == "Indeks i 2013 (2010 = 100): personlig assistance i erhverv 110; arbejdsredskaber m.v. 50."


def test_only_printed_numbers_lie_behind() -> None:
    made = (chapter.employment, chapter.employment_lines, chapter.expenditure, chapter.expenditure_growth)
    assert {exhibit(DATA).status for exhibit in made} == {"published"}
    assert chapter.employment_lines(DATA).html.count("<img") == 1


def test_the_report_s_own_totals_and_growth_come_out(data: Frames) -> None:
    totals = chapter.spending(data).query("scheme == 'i alt'")["expenditure_dkk_million"]
    assert totals.tolist() == [381.8, 434.6, 442.4, 475.6]
    df = chapter.growth(data).set_index("scheme")
    assert round(df.loc["personlig assistance i erhverv", "growth_pct"], 1) == 28.1
    assert df.loc["personlig assistance under efter- og videreuddannelse", "factor"] == 0.5
