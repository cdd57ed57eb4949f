import pandas as pd
import pytest

from utils.chapters import annual_report_survey as chapter
from utils.frames import FRAME_NAMES, Frames

QUESTION = "brug af personlig assistance siden året før"
NUMBERS = pd.DataFrame(
    [
        ("adspurgte nøglepersoner", "januar 2014", "2013", 20.0),
        ("svar fra nøglepersoner", "januar 2014", "2013", 12.0),
        ("svar fra nøglepersoner", "tidligere år", "2012", 9.0),
        (QUESTION, "steget", "2013", 58.0),
        (QUESTION, "faldet", "2013", 33.0),
    ],
    columns=["series", "group", "period", "value"],
).assign(source="S13 l.1")
FRAMES = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_annual_report_number": NUMBERS}
DATA = Frames(**FRAMES, status="synthetic", missing=())


def test_a_percentage_becomes_persons_and_the_rest_a_row() -> None:
    df = chapter.answers(DATA, QUESTION).set_index("answer")
    # 58 percent of 12 are 6.96 persons, 33 percent 3.96; 12 - 7 - 4 is 1.
    assert df["persons"].to_dict() == {"steget": 7, "faldet": 4, chapter.NOT_PRINTED: 1}
    assert df.loc["steget", "share_pct"] == pytest.approx(100 * 7 / 12)


def test_those_without_an_answer_can_move_a_share_far() -> None:
    row = chapter.answers(DATA, QUESTION).iloc[0]
    # 7 of 20 if none of the 8 had said so, 15 of 20 if all had.
    assert row[["none_pct", "all_pct"]].tolist() == [35.0, 75.0]
    assert row["none_pct"] <= row["lower_pct"] <= row["share_pct"] <= row["upper_pct"] <= row["all_pct"]
    assert row["fewest_persons"] >= 7 and row["most_persons"] <= 15


def test_the_response_rate_is_of_those_asked_at_that_time() -> None:
    df = chapter.response(DATA).data
    assert df["survey"].tolist() == ["januar 2014"]
    assert df["response_rate_pct"].tolist() == [60.0]


def test_every_printed_percentage_is_a_whole_number_of_persons(data: Frames) -> None:
    for series in chapter.QUESTIONS:
        df = chapter.answers(data, series)
        printed = chapter.numbers(data, series).set_index("group")["value"]
        made = df.set_index("answer")["share_pct"].reindex(printed.index)
        assert made.round().tolist() == printed.tolist()
        assert df["persons"].sum() == 58


def test_the_conclusions_are_81_and_64_percent(data: Frames) -> None:
    df = chapter.conclusions(data).data
    assert df["persons"].tolist() == [35, 29, 47, 37]
    assert df["share_pct"].round().tolist() == [60, 50, 81, 64]
    # No majority is certain of all who were asked.
    assert (df["none_pct"] < 50).all()


def test_the_figures_can_be_drawn(data: Frames) -> None:
    assert chapter.flexjob(data).html.count("<img") == 1
    assert chapter.rehabilitation(data).alt == "Flest svarer «Ofte»: 40 pct. (32–48) af 58 nøglepersoner."
