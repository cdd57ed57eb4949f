import pandas as pd
import pytest

from utils.chapters import annual_report_activities as chapter
from utils.frames import FRAME_NAMES, Frames

NUMBERS = pd.DataFrame(
    [
        ("grundkurser", "deltagere", "2012", 40.0),
        ("grundkurser", "deltagere pr. kursusdag", "2012", 5.0),
        ("hotline", "henvendelser", "2012", 522.0),
        ("hotline", "henvendelser", "2013", 261.0),
        ("hotline efter ordning", "personlig assistance", "2013", 60.0),
        ("hotline efter funktionsnedsættelse", "hørehandicap", "2013", 90.0),
        ("virksomhedskonsulentkurser", "planlagt i foråret", "2013", 3.0),
        ("virksomhedskonsulentkurser", "nye i efteråret, først", "2013", 1.0),
        ("virksomhedskonsulentkurser", "nye i efteråret, siden", "2013", 2.0),
        ("virksomhedskonsulentkurser", "afholdt", "2013", 5.0),
        ("virksomhedskonsulentkurser", "deltagere", "2013", 60.0),
        ("virksomhedskonsulentkurser", "jobcentre", "2013", 20.0),
    ],
    columns=["series", "group", "period", "value"],
).assign(source="S13 l.1")
FRAMES = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_annual_report_number": NUMBERS}
DATA = Frames(**FRAMES, status="synthetic", missing=())


def test_the_course_days_that_give_the_printed_mean() -> None:
    # 40 in 8 days are 5.0; in 9 days 4.4 and in 7 days 5.7, which print as 4 and 6.
    assert chapter.courses(DATA).data[["fewest_days", "most_days"]].values.tolist() == [[8, 8]]


def test_the_mean_rounds_half_up_at_both_ends() -> None:
    # 11 in 2 days are 5.5, which prints as 6; 9 in 2 days are 4.5, which prints as 5.
    for participants, days in ((11.0, []), (9.0, [2])):
        numbers = NUMBERS.assign(value=NUMBERS["value"].mask(NUMBERS.index == 0, participants))
        data = Frames(**FRAMES | {"df_by_annual_report_number": numbers}, status="synthetic", missing=())
        row = chapter.courses(data).data.iloc[0]
        assert list(range(int(row["fewest_days"]), int(row["most_days"]) + 1)) == days


def test_enquiries_per_weekday_and_from_the_year_before() -> None:
    row = chapter.hotline(DATA).data.iloc[-1]
    assert row[["weekdays", "per_weekday", "change_pct"]].tolist() == [261, 1.0, -50.0]


def test_the_rest_is_what_the_categories_leave() -> None:
    df = chapter.hotline_topics(DATA).data.set_index(["kind", "category"])
    assert df.loc[("Ordning", chapter.NO_CATEGORY), "share_pct"] == 40.0
    assert df.loc[("Handicaptype", "hørehandicap"), "enquiries"] == 235  # 0.9 · 261 = 234.9


def test_planned_and_added_courses_stand_beside_those_held() -> None:
    row = chapter.consultant_courses(DATA).data.iloc[0]
    assert row[["courses", "planned_and_added", "per_course", "per_jobcentre"]].tolist() == [5, 6, 12, 3]


def test_the_printed_activities(data: Frames) -> None:
    both = chapter.satisfaction(data).data.query("answer in ['Meget tilfreds', 'Tilfreds']")
    assert both.groupby("year")["share_pct"].sum().to_dict() == {"2012": 94, "2013": 93}
    assert chapter.courses(data).data["fewest_days"].tolist() == [9, 10]
    assert chapter.theme_days(data).data["per_jobcentre"].tolist() == pytest.approx([99 / 68, 127 / 76])
    assert chapter.hotline(data).data["per_weekday"].iloc[-1] == pytest.approx(1042 / 261)
    made = (chapter.satisfaction, chapter.hotline, chapter.hotline_topics)
    assert all(exhibit(data).html.count("<img") == 1 for exhibit in made)


def test_what_cannot_be_computed_is_shown_with_its_line(data: Frames) -> None:
    df = chapter.other_activities(data).data
    assert df["source"].str.fullmatch(r"S13 (afsnit|tabel) [\d.]+ l\.\d+").all()
