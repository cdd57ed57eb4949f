import pandas as pd
import pytest

from utils.chapters import annual_report_schemes as chapter
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames

YEARS = ("2011", "2012", "2013")
ROWS = [
    *zip(
        ["svar fra nøglepersoner"] * 3, ["tidligere år", "tidligere år", "januar 2014"], YEARS, [4, 8, 6], strict=True
    ),
    *zip(["etablerede isbryderordninger"] * 3, ["i alt"] * 3, YEARS, [4, 10, 12], strict=True),
    *zip(["fortrinsadgang"] * 3, ["jobsamtaler"] * 3, YEARS, [10, 20, 50], strict=True),
    *zip(["fortrinsadgang"] * 3, ["job efterfølgende"] * 3, YEARS, [1, 2, 5], strict=True),
    ("fortrinsadgang, yderpunkter", "én", "2013", 30),
    ("fortrinsadgang, yderpunkter", "en anden", "2013", 4),
    ("svar fra nøglepersoner", "om bmhandicap.dk", "2013", 100),
]
NUMBERS = pd.DataFrame(ROWS, columns=["series", "group", "period", "value"]).assign(source="S13 l.1")
FRAMES = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_annual_report_number": NUMBERS}
DATA = Frames(**FRAMES, status="synthetic", missing=())


def test_icebreakers_per_key_person_who_answered() -> None:
    df = chapter.icebreakers(DATA).data
    assert df["per_respondent"].tolist() == [1.0, 1.25, 2.0]
    assert df["persons_factor"].tolist() == [1.0, 2.5, 3.0]
    assert df["per_respondent_factor"].tolist() == [1.0, 1.25, 2.0]


def test_two_answers_and_their_two_respondents_are_left_out() -> None:
    df = chapter.interviews(DATA).set_index(["variant", "year"])
    assert df["interviews"].tolist() == [10, 20, 50, 10, 20, 16]
    assert df.loc[(chapter.TRIMMED, "2013"), "respondents"] == 4
    assert df.loc[(chapter.TRIMMED, "2013"), "per_respondent"] == 4.0
    assert df.loc[(chapter.ALL, "2013"), "job_pct"] == 10.0


@pytest.mark.parametrize(("uden_yderpunkter", "last"), [("nej", 50), ("ja", 16)])
def test_the_parameter_chooses_what_the_table_counts(uden_yderpunkter: str, last: int) -> None:
    assert chapter.priority_access(DATA, uden_yderpunkter).data["interviews"].iloc[-1] == last


def test_another_choice_is_refused() -> None:
    with pytest.raises(HkoError, match="vælg en af nej, ja"):
        chapter.priority_access(DATA, "måske")


def test_the_rise_becomes_a_fall() -> None:
    df = chapter.conclusion(DATA).data.set_index(["variant", "from_year"])
    assert df.loc[(chapter.ALL, "2012"), "change_pct"] == pytest.approx(150)
    assert df.loc[(chapter.TRIMMED, "2012"), "change_pct"] == pytest.approx(-20)
    # 20 of 8 respondents are 2.5 each, 16 of 4 are 4.
    assert df.loc[(chapter.TRIMMED, "2012"), "per_respondent_change_pct"] == pytest.approx(60)


def test_without_the_two_answers_the_report_s_number_falls(data: Frames) -> None:
    df = chapter.interviews(data).query("variant == @chapter.TRIMMED")
    assert df["interviews"].tolist() == [116, 276, 205]
    exhibit = chapter.with_and_without(data)
    assert exhibit.alt.endswith("uden de to yderpunkter falder det til 205.")
    assert exhibit.html.count("<img") == 1
