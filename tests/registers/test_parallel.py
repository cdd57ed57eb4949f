"""Efforts of a few persons in registers; their numbers carry a day above 60, so that they belong to nobody."""

from pathlib import Path

import pandas as pd
import pytest

from utils.registers.parallel import earlier_efforts, efforts
from utils.registers.sources import Source

ANNA, BO = "6101800001", "6202800002"


def grants(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """scheme, person, first and last day."""
    df = pd.DataFrame(rows, columns=["scheme", "pnr", "start_date", "end_date"])
    return df.assign(start_date=pd.to_datetime(df["start_date"]), end_date=pd.to_datetime(df["end_date"]))


def registers(folder: Path, **tables: pd.DataFrame) -> dict[str, Source]:
    found = {}
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        found[name] = Source(name, folder / f"{name}.parquet", "parquet", "register")
    return found


def mentors(*periods: tuple[str, str, str | None]) -> pd.DataFrame:
    df = pd.DataFrame(periods, columns=["PNR", "STARTDATO", "SLUTDATO"])
    df["STARTDATO"], df["SLUTDATO"] = pd.to_datetime(df["STARTDATO"]), pd.to_datetime(df["SLUTDATO"])
    return df.assign(ID=[str(i) for i in range(len(df))], MENTORTYPE="Ekstern", TIMER_PR_UGE=2.0)


@pytest.mark.parametrize(
    ("start", "end", "together"),
    [
        ("2018-01-01", "2018-05-31", False),  # ends the day before
        ("2018-01-01", "2018-06-01", True),  # one day in common
        ("2018-12-31", None, True),  # begins on the last day, still running
        ("2019-01-01", None, False),
        ("2017-01-01", None, True),
    ],
)
def test_a_day_in_common_is_at_the_same_time(tmp_path: Path, start: str, end: str | None, together: bool) -> None:
    found = registers(tmp_path, dfdg_mentor=mentors((ANNA, start, end)))
    df = efforts(found, grants(("PA", ANNA, "2018-06-01", "2018-12-31")))
    assert df.to_numpy().tolist() == [[ANNA, "PA", "mentor", together]]


def test_a_second_grant_or_course_can_be_the_one_that_meets(tmp_path: Path) -> None:
    found = registers(tmp_path, dfdg_mentor=mentors((ANNA, "2016-01-01", "2016-02-01"), (ANNA, "2019-08-01", None)))
    df = efforts(found, grants(("PA", ANNA, "2018-06-01", "2018-12-31"), ("PA", ANNA, "2019-06-01", "2019-12-31")))
    assert df["at_the_same_time"].tolist() == [True]


def test_other_schemes_count_by_their_studied_grants() -> None:
    df = efforts(
        {},
        grants(
            ("PA", ANNA, "2018-06-01", None), ("HM", ANNA, "2019-06-01", "2019-07-01"),
            ("PA", BO, "2017-06-01", None), ("HM", BO, "2018-06-01", None),  # the assistance is of 2017
        ),
    )  # fmt: skip
    assert df.to_numpy().tolist() == [[ANNA, "HM", "PA", True], [ANNA, "PA", "HM", True]]


def test_services_of_the_code_list_alone_are_social_services(tmp_path: Path) -> None:
    handic = pd.DataFrame({"PNR": [ANNA, BO], "MODT_YDELSE_KODE": ["097", "xyz"],
                           "YDELSE_START": pd.Timestamp("2018-01-01"), "YDELSE_SLUT": pd.NaT})  # fmt: skip
    df = efforts(
        registers(tmp_path, handic=handic), grants(("HM", ANNA, "2018-06-01", None), ("HM", BO, "2018-06-01", None))
    )
    assert df.to_numpy().tolist() == [[ANNA, "HM", "SEL", True]]


def dream(**weeks: list[str | None]) -> pd.DataFrame:
    names = [week for year in ("17", "18", "19") for week in (f"y_{year}{number:02d}" for number in range(1, 53))]
    blank = {name: pd.Series([None, None], dtype="str") for name in names}
    return pd.DataFrame({"PNR": [ANNA, BO], "FOEDDT": pd.Timestamp("1980-01-01")} | blank | weeks)


@pytest.mark.parametrize(
    ("week", "code", "effort_weeks"),
    [
        ("y_1825", "733", 1),  # the week before that of 25 June 2018 (week 26)
        ("y_1826", "733", 0),  # the week of the grant itself
        ("y_1726", "217", 1),  # 52 weeks before
        ("y_1725", "217", 0),
        ("y_1820", "730", 0),  # passive
        ("y_1820", "771", 0),  # flexjob is no effort
        ("y_1820", "899", 0),
    ],
)
def test_effort_weeks_of_the_year_before_the_grant(tmp_path: Path, week: str, code: str, effort_weeks: int) -> None:
    found = registers(tmp_path, dream=dream(**{week: [code, None]}))
    df = earlier_efforts(found, grants(("PA", ANNA, "2018-06-27", None), ("HM", BO, "2018-06-27", None)))
    assert df.to_numpy().tolist() == [[ANNA, "PA", 52, effort_weeks], [BO, "HM", 52, 0]]


def test_only_the_first_studied_grant_looks_back(tmp_path: Path) -> None:
    found = registers(tmp_path, dream=dream(y_1910=["733", None]))
    df = earlier_efforts(found, grants(("PA", ANNA, "2018-06-27", None), ("PA", ANNA, "2019-06-26", None)))
    assert df["effort_weeks"].tolist() == [0]


def test_weeks_that_the_extract_lacks_are_not_known(tmp_path: Path) -> None:
    found = registers(tmp_path, dream=dream(y_1825=["733", None])[["PNR", "FOEDDT", "y_1824", "y_1825"]])
    df = earlier_efforts(found, grants(("PA", ANNA, "2018-06-27", None)))
    assert df.to_numpy().tolist() == [[ANNA, "PA", 2, 1]]


def test_the_first_and_the_last_study_days_have_52_weeks(tmp_path: Path) -> None:
    df = earlier_efforts(
        registers(tmp_path, dream=dream()), grants(("PA", ANNA, "2018-01-01", None), ("HM", BO, "2019-12-31", None))
    )
    assert df["weeks_known"].tolist() == [52, 52]


def test_without_grants_or_weeks_there_are_no_rows(tmp_path: Path) -> None:
    found = registers(tmp_path, dream=dream()[["PNR", "FOEDDT"]])
    assert earlier_efforts(found, grants(("PA", ANNA, "2018-06-27", None))).empty
    assert earlier_efforts(found, grants(("PA", ANNA, "2016-06-27", None))).empty
    assert efforts(found, grants()).empty
