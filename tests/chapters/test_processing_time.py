import pytest

from utils.chapters import processing_time
from utils.frames import Frames

FILES = [
    (147, "HM", "2018-01-01", 70, {}), (147, "HM", "2018-03-01", 14, {}), (169, "HM", "2020-03-02", 7, {}),
    (169, "HM", "2020-03-02", None, {}), (316, "PA", "2018-01-01", 21, {}), (575, "PA", "2019-01-01", 35, {}),
]  # fmt: skip


def test_mean_weeks_by_scheme_and_year_of_application(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = processing_time.by_year(case_frames(*FILES))
    assert exhibit.data[["scheme", "year", "cases", "processing_time_weeks"]].to_numpy().tolist() == [
        ["PA", "2018", 1, 3.0], ["PA", "2019", 1, 5.0],
        ["HM", "2018", 2, 6.0], ["HM", "2020", 1, 1.0],  # (10 + 2)/2; the undecided file is not counted
    ]  # fmt: skip
    assert "Hjælpemidler: 6,0 uger i 2018 og 1,0 uger i 2020" in exhibit.alt
    assert "N = 2 (PA) og 3 (HM) sager" in exhibit.note


def test_share_over_four_weeks(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = processing_time.over_four_weeks(case_frames(*FILES))
    assert exhibit.data["over_4_weeks_pct"].tolist() == [0, 100, 50, 0]
    assert "50 pct. i 2018" in exhibit.alt


def test_figures_are_drawn(data: Frames) -> None:
    for exhibit in (processing_time.by_year(data), processing_time.over_four_weeks(data)):
        texts = [text.get_text() for axes in exhibit.figure.axes for text in axes.texts]
        assert len([text for text in texts if "N = " in text]) == len(exhibit.data)


def test_change_needs_both_years(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = processing_time.change(case_frames(*FILES)).data
    # PA has no file of 2020; HM went from six weeks to one
    assert df[["scheme", "cases_first", "cases_last", "factor"]].to_numpy().tolist() == [["HM", 2, 1, 6.0]]


def test_types_pool_the_files_of_their_municipalities(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = processing_time.by_type(case_frames(*FILES)).data
    by_group = df[df["scheme"] == "HM"].set_index("group")
    assert by_group.loc["proaktiv", ["municipalities", "cases", "processing_time_weeks"]].tolist() == [2, 3, 13 / 3]
    assert by_group.loc["specialiseret team", "processing_time_weeks"] == 6
    assert by_group.loc["proaktiv", "processing_time_months"] == pytest.approx(13 / 3 * 7 / (365.25 / 12))
    assert df.loc[df["scheme"] == "PA", "cases"].sum() == 2  # one file, once by organisation and once by strategy


def test_types_need_their_register(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = processing_time.by_type(case_frames(*FILES, missing=("municipality_types",)))
    assert exhibit.kind == "empty" and "municipality_types" in exhibit.note


def test_priority_access_of_tabel_17_prints_as_months(data: Frames) -> None:
    df = processing_time.by_type(data).data
    months = df[df["scheme"] == "FA"].set_index("group")["processing_time_months"].round(1)
    assert months.to_dict() == {
        "specialiseret team": 0.4, "spredt specialisering": 0.2, "generel specialisering": 0.4, "proaktiv": 0.3,
        "diffus": 0.2, "reaktiv": 0.5,
    }  # fmt: skip
