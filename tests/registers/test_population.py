"""Registers of a few persons; their numbers carry a day above 60, so that they belong to nobody."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from utils.registers import population
from utils.registers.checking import problems
from utils.registers.codelists import code_list
from utils.registers.sources import Source

ANNA, BO, CARL = "6101800001", "6202800002", "6303800003"
FULL_TIME, HALF_TIME = 160.33, 80.165
Grant = tuple[str, str, str, str]  # scheme, person, id, first day
OTHERS = {
    "PA": {"TIMER_PR_UGE": 5, "MINUTTER_PR_UGE": 0, "PATYPE": "Sekretærarbejde", "ARTTYPE": "Lønmodtager",
           "TIMEPRIS": 114.68, "TIMEPRIS_TYPE": "timeløn"},
    "HM": {"TYPE": "It-udstyr, software, programmer mv.", "EJERSKAB": "lån", "ART": "Arbejdsredskaber", "PRIS": 500.0},
    "IB": {"TIMER_PR_UGE": 37.0, "CVRNR": "12345678", "PNUMMER": "1234567890"},
}  # fmt: skip
REGISTER = {"PA": "dfdg_pa", "HM": "dfdg_hm", "IB": "dfdg_ib"}
ALWAYS = {
    "dfdg_pa": ["PNR", "ID", "STARTDATO", "SLUTDATO", *OTHERS["PA"], "OEVRIGE_UDGIFTER", "OEVRIGE_UDGIFTER_TYPE"],
    "dfdg_hm": ["PNR", "ID", "STARTDATO", "SLUTDATO", *OTHERS["HM"]],
    "dfdg_ib": ["PNR", "ID", "KONTAKTGRUPPE_START", "KONTAKTGRUPPE_SLUT", "LOENTILSKUD_START", "LOENTILSKUD_SLUT",
                *OTHERS["IB"]],
}  # fmt: skip


def _kind(name: str) -> str:
    if name.startswith(("TIMER", "MINUTTER", "TIMEPRIS", "OEVRIGE", "PRIS", "grad", "PERINDKP")):
        return "str" if name.endswith("_TYPE") else "float64"
    if name in ("STARTDATO", "SLUTDATO", "FOEDDT") or name.startswith(("KONTAKTGRUPPE", "LOENTILSKUD")):
        return "datetime64[ns]"
    return "Int64" if name.startswith(("nykom", "AAR", "KOEN", "KOM", "REG")) else "str"


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=_kind(name)) for name in columns})


def _grant_row(grant: Grant, end: str | None) -> dict[str, Any]:
    scheme, person, name, start = grant
    dates = ("LOENTILSKUD_START", "LOENTILSKUD_SLUT") if scheme == "IB" else ("STARTDATO", "SLUTDATO")
    return {"PNR": person, "ID": name, dates[0]: start, dates[1]: end, **OTHERS[scheme]}


def _write(folder: Path, frames: Mapping[str, pd.DataFrame], file_format: str, spelling: Any) -> dict[str, Source]:
    found = {}
    for name, frame in frames.items():
        path = folder / f"{name}.{file_format}"
        spelled = frame.rename(columns=spelling)
        if file_format == "parquet":
            spelled.to_parquet(path, index=False)
        else:
            spelled.to_csv(path, sep=";", decimal=",", index=False, date_format="%Y-%m-%d")
        found[name] = Source(name, path, file_format, "register")
    return found


def _registers(
    folder: Path,
    grants: list[Grant],
    dream: dict[str, dict[str, Any]],
    end: str | None = None,
    file_format: str = "parquet",
    spelling: Any = str,
    **background: list[dict[str, Any]],
) -> dict[str, Source]:
    """The registers of the grants and persons; a person of `dream` has the values named, all other columns blank."""
    frames = {
        register: _frame([_grant_row(grant, end) for grant in grants if grant[0] == scheme], ALWAYS[register])
        for scheme, register in REGISTER.items()
    }
    people = [{"PNR": person, "FOEDDT": "1980-06-01", **values} for person, values in dream.items()]
    frames["dream"] = _frame(people, list(dict.fromkeys(name for row in people for name in row)))
    for register, rows in background.items():
        frames[register] = _frame(rows, list(rows[0]))
    return _write(folder, frames, file_format, spelling)


def _grant(folder: Path, start: str, dream: dict[str, dict[str, Any]], **others: Any) -> pd.Series:
    """Anna's one grant."""
    df = population.grants(_registers(folder, [("HM", ANNA, "1", start)], dream, **others))
    assert len(df) == 1
    return df.iloc[0]


def _many(count: int) -> list[str]:
    """So many person numbers."""
    return [f"61018000{number:02d}" for number in range(count)]


def _persons(sources: dict[str, Source]) -> pd.DataFrame:
    return population.persons(sources, population.grants(sources)).set_index(["scheme", "pnr"])


# --- The week, the municipality and the benefit of a grant ---


def test_benefit_of_the_iso_week_of_the_first_day(tmp_path: Path) -> None:
    weeks = {
        "2018-12-31": "y_1901", "2019-12-30": "y_2001", "2020-12-31": "y_2053", "2021-01-03": "y_2053",
        "2018-01-07": "y_1801",
    }  # fmt: skip
    # Each person is in flexjob in the right week alone; the weeks beside it and of the calendar year are others.
    others = ["y_1752", "y_1701", "y_1801", "y_1802", "y_1852", "y_1901", "y_1902", "y_1952", "y_2001", "y_2002",
              "y_2052", "y_2053", "y_2101"]  # fmt: skip
    people = dict(zip(_many(5), weeks.items(), strict=True))
    grants = [("HM", person, person, start) for person, (start, _) in people.items()]
    dream = {person: dict.fromkeys(others, "111") | {week: "771"} for person, (_, week) in people.items()}
    df = population.grants(_registers(tmp_path, grants, dream))
    assert (
        df[["benefit_code", "benefit_group", "purpose"]].to_numpy().tolist() == [["771", "fleksjob", "retention"]] * 5
    )


def test_benefit_group_and_purpose(tmp_path: Path) -> None:
    expected = {
        "111": ["a-dagpenge", "recruitment"], "740": ["ledighedsydelse", "recruitment"],
        "890": ["sygedagpenge", "recruitment"], "899": ["delvis sygemeldt", "retention"], "651": ["SU", "retention"],
        "771": ["fleksjob", "retention"],
    }  # fmt: skip
    people = dict(zip(_many(6), expected, strict=True))
    grants = [("HM", person, person, "2018-05-14") for person in people]
    df = population.grants(_registers(tmp_path, grants, {person: {"y_1820": code} for person, code in people.items()}))
    assert df.set_index("benefit_code")[["benefit_group", "purpose"]].T.to_dict("list") == expected


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_a_blank_week_is_self_supporting(tmp_path: Path, file_format: str) -> None:
    # Bo has a benefit that week, so that the column is there and only Anna's is blank.
    dream = {ANNA: {"y_1820": None}, BO: {"y_1820": "111"}}
    grant = _grant(tmp_path, "2018-05-14", dream, file_format=file_format)
    assert grant[["benefit_code", "benefit_group", "purpose"]].tolist() == ["", "selvforsørgelse", "retention"]


@pytest.mark.parametrize("dream", [{BO: {"y_1820": "111", "nykom2018": 101}}, {ANNA: {"y_1819": "111"}}])
def test_without_the_person_or_the_week_in_dream_nothing_is_known(tmp_path: Path, dream: dict[str, Any]) -> None:
    grant = _grant(tmp_path, "2018-05-14", dream)
    assert grant[["benefit_code", "benefit_group", "purpose", "municipality"]].isna().all()


def test_dead_or_abroad_has_a_group_and_no_purpose(tmp_path: Path) -> None:
    grant = _grant(tmp_path, "2018-05-14", {ANNA: {"y_1820": "997"}})
    assert grant["benefit_group"] == "øvrige"
    assert pd.isna(grant["purpose"])


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
@pytest.mark.parametrize("spelling", [str.upper, str.lower])
def test_names_in_capital_or_small_letters(tmp_path: Path, spelling: Any, file_format: str) -> None:
    values = {
        "y_1901": "111", "nykom2018": 101, "grad_2018_11": 0.5, "grad_2019_03": 1.0, "branche_2018_11": "620100",
        "branche_2018_12": "620100", "branche_2019_03": "620100", "virkform_2018_12": "60",
    }  # fmt: skip
    sources = _registers(
        tmp_path, [("HM", ANNA, "1", "2018-12-31")], {ANNA: values}, file_format=file_format, spelling=spelling
    )
    person = _persons(sources).loc[("HM", ANNA)]
    assert person[["benefit_code", "municipality"]].tolist() == ["111", 101]
    assert person[["baseline_hours", "outcome_hours"]].tolist() == pytest.approx([HALF_TIME, FULL_TIME])
    assert person["sector"] == "privat"


def test_municipality_of_the_calendar_year_of_the_grant(tmp_path: Path) -> None:
    # Both days lie in ISO week 1 of 2019; nykom follows the calendar.
    grants = [("HM", ANNA, "1", "2018-12-31"), ("HM", ANNA, "2", "2019-01-01")]
    df = population.grants(_registers(tmp_path, grants, {ANNA: {"nykom2018": 101, "nykom2019": 707, "y_1901": "111"}}))
    assert df["municipality"].tolist() == [101, 707]


def test_a_missing_municipality_is_not_taken_from_another_year(tmp_path: Path) -> None:
    dream = {ANNA: {"nykom2018": None, "nykom2019": 707}, BO: {"nykom2018": 101, "nykom2019": 101}}
    df = population.grants(
        _registers(tmp_path, [("PA", ANNA, "1", "2018-03-01"), ("HM", BO, "2", "2018-03-01")], dream)
    ).set_index("pnr")
    assert df["municipality"].dtype == "Int64"
    assert pd.isna(df.loc[ANNA, "municipality"]) and df.loc[BO, "municipality"] == 101


def test_all_grants_are_kept_whatever_their_year_and_sorted(tmp_path: Path) -> None:
    grants = [
        ("PA", ANNA, "3", "2019-05-01"), ("PA", ANNA, "2", "2017-05-01"), ("HM", BO, "1", "2020-05-01"),
        ("IB", BO, "5", "2018-05-01"), ("PA", BO, "1", "2019-05-01"),
    ]  # fmt: skip
    df = population.grants(_registers(tmp_path, grants, {ANNA: {"nykom2018": 101}, BO: {}}))
    assert df[["scheme", "id", "year"]].to_numpy().tolist() == [
        ["HM", "1", 2020], ["IB", "5", 2018], ["PA", "2", 2017], ["PA", "1", 2019], ["PA", "3", 2019],
    ]  # fmt: skip


def test_weeks_between_the_dates_of_a_grant(tmp_path: Path) -> None:
    grant = _grant(tmp_path, "2018-01-01", {ANNA: {"y_1801": "111"}}, end="2018-03-12")
    assert grant["duration_weeks"] == pytest.approx(10)  # 70 days
    assert grant["end_date"] == pd.Timestamp("2018-03-12")


def test_a_grant_without_an_end_has_no_duration(tmp_path: Path) -> None:
    grant = _grant(tmp_path, "2018-01-01", {ANNA: {"y_1801": "111"}})
    assert pd.isna(grant["end_date"]) and pd.isna(grant["duration_weeks"])


def test_types_are_those_of_the_scheme(tmp_path: Path) -> None:
    grants = [("PA", ANNA, "1", "2018-05-01"), ("HM", ANNA, "2", "2018-05-01"), ("IB", ANNA, "3", "2018-05-01")]
    df = population.grants(_registers(tmp_path, grants, {ANNA: {"y_1818": "111"}})).set_index("scheme")
    assert df.loc[["PA", "HM"], "type"].tolist() == ["Sekretærarbejde", "It-udstyr, software, programmer mv."]
    assert df.loc[["PA", "HM"], "art"].tolist() == ["Lønmodtager", "Arbejdsredskaber"]
    assert pd.isna(df.loc["IB", "type"])


# --- Hours before and after ---


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_hours_of_a_month(tmp_path: Path, file_format: str) -> None:
    # Granted in May 2018: April is before, August the third month after. grad, branche, hours:
    cases = [
        (0.5, "620100", HALF_TIME),
        (0.5, None, HALF_TIME),  # hours without an industry are hours
        (0.0, "620100", 0.0),
        (None, "620100", float("nan")),  # a job of unknown hours
        (None, None, 0.0),  # no job
    ]
    people = dict(zip(_many(5), cases, strict=True))
    # The outcome month is that of the person before, so that the two are not the same.
    shifted = dict(zip(people, cases[-1:] + cases[:-1], strict=True))
    dream = {
        person: {"grad_2018_04": before[0], "branche_2018_04": before[1], "grad_2018_08": after[0],
                 "branche_2018_08": after[1]}
        for (person, before), after in zip(people.items(), shifted.values(), strict=True)
    }  # fmt: skip
    grants = [("PA", person, person, "2018-05-31") for person in people]
    df = _persons(_registers(tmp_path, grants, dream, file_format=file_format)).loc["PA"]
    assert df.loc[list(people), "baseline_hours"].tolist() == pytest.approx([case[2] for case in cases], nan_ok=True)
    expected = [case[2] for case in shifted.values()]
    assert df.loc[list(people), "outcome_hours"].tolist() == pytest.approx(expected, nan_ok=True)


def test_calendar_months_before_and_after(tmp_path: Path) -> None:
    asked = {
        "2019-01-01": ("2018_12", "2019_04"),
        "2019-01-31": ("2018_12", "2019_04"),
        "2018-11-30": ("2018_10", "2019_02"),  # three months after 30 November is no 30 February
        "2019-12-31": ("2019_11", "2020_03"),
        "2018-01-01": ("2017_12", "2018_04"),
        "2018-10-01": ("2018_09", "2019_01"),
    }
    # Every other month of the four years has full time.
    months = {f"grad_{year}_{month:02d}": 1.0 for year in range(2017, 2021) for month in range(1, 13)}
    people = dict(zip(_many(6), asked, strict=True))
    dream = {
        person: months | {f"grad_{asked[start][0]}": 0.25, f"grad_{asked[start][1]}": 0.75}
        for person, start in people.items()
    }
    grants = [("HM", person, person, start) for person, start in people.items()]
    df = _persons(_registers(tmp_path, grants, dream))
    assert df["baseline_hours"].tolist() == pytest.approx([0.25 * 160.33] * 6)
    assert df["outcome_hours"].tolist() == pytest.approx([0.75 * 160.33] * 6)


def test_a_person_or_month_that_dream_does_not_hold_has_unknown_hours(tmp_path: Path) -> None:
    # Bo's baseline month April 2018 is there, August is not; Anna is not in DREAM at all.
    grants = [("PA", ANNA, "1", "2018-05-02"), ("PA", BO, "2", "2018-05-02")]
    df = _persons(_registers(tmp_path, grants, {BO: {"grad_2018_04": 0.5, "branche_2018_04": "620100"}}))
    assert df.loc[("PA", ANNA), ["baseline_hours", "outcome_hours"]].isna().all()
    assert df.loc[("PA", BO), "baseline_hours"] == pytest.approx(HALF_TIME)
    assert pd.isna(df.loc[("PA", BO), "outcome_hours"])


# --- Who is in the study, by which grant ---


def test_the_first_of_several_grants_counts_and_carries_its_municipality(tmp_path: Path) -> None:
    grants = [("PA", ANNA, "1", "2019-06-03"), ("PA", ANNA, "2", "2018-06-04"), ("PA", ANNA, "3", "2018-07-02")]
    dream = {ANNA: {"nykom2018": 101, "nykom2019": 707, "grad_2018_05": 0.5, "grad_2019_05": 1.0, "grad_2018_06": 1.0}}
    df = _persons(_registers(tmp_path, grants, dream))
    assert df["id"].tolist() == ["2"]
    assert df[["municipality", "baseline_hours"]].to_numpy().tolist() == [[101, pytest.approx(HALF_TIME)]]


def test_two_grants_of_one_day_are_told_apart_by_their_id(tmp_path: Path) -> None:
    grants = [("HM", ANNA, "b", "2018-06-04"), ("HM", ANNA, "a", "2018-06-04")]
    assert _persons(_registers(tmp_path, grants, {ANNA: {}}))["id"].tolist() == ["a"]


def test_the_study_is_of_grants_from_2018_and_2019(tmp_path: Path) -> None:
    people = dict(zip(_many(4), ["2017-12-31", "2018-01-01", "2019-12-31", "2020-01-01"], strict=True))
    grants = [("PA", person, person, start) for person, start in people.items()]
    df = _persons(_registers(tmp_path, grants, {person: {} for person in people}))
    assert df["start_date"].dt.strftime("%Y-%m-%d").tolist() == ["2018-01-01", "2019-12-31"]


def test_a_grant_before_2018_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    grants = [("PA", ANNA, "1", "2017-06-05"), ("PA", ANNA, "2", "2019-06-03")]
    assert _persons(_registers(tmp_path, grants, {ANNA: {}}))["id"].tolist() == ["2"]


def test_a_person_with_both_schemes_has_a_row_in_each(tmp_path: Path) -> None:
    grants = [("PA", ANNA, "1", "2018-03-01"), ("HM", ANNA, "2", "2018-09-03"), ("IB", ANNA, "3", "2018-03-01")]
    dream = {ANNA: {"grad_2018_02": 0.5, "grad_2018_08": 1.0, "grad_2018_06": 0.0, "grad_2018_12": 0.25}}
    df = _persons(_registers(tmp_path, grants, dream))
    # PA from March: February and June; HM from September: August and December; the icebreaker is not studied.
    assert sorted(df.index) == [("HM", ANNA), ("PA", ANNA)]
    assert df.loc[("PA", ANNA), ["baseline_hours", "outcome_hours"]].tolist() == pytest.approx([HALF_TIME, 0.0])
    assert df.loc[("HM", ANNA), ["baseline_hours", "outcome_hours"]].tolist() == pytest.approx(
        [FULL_TIME, 0.25 * FULL_TIME]
    )


def test_no_grants_in_the_two_years_give_no_persons(tmp_path: Path) -> None:
    df = _persons(_registers(tmp_path, [("PA", ANNA, "1", "2017-05-01")], {ANNA: {}}))
    assert df.empty
    assert {"baseline_hours", "outcome_hours", "gender", "income_dkk"} <= set(df.columns)


# --- Background ---


def test_background_of_the_year_before_the_grant(tmp_path: Path) -> None:
    place = {"KOM": 101, "REG": 1084}
    sources = _registers(
        tmp_path, [("PA", ANNA, "1", "2019-05-06")], {ANNA: {}},
        befk=[{"PNR": ANNA, "AAR": year, "KOEN": sex, **place} for year, sex in ((2017, 1), (2018, 2), (2019, 1))],
        ind=[{"PNR": ANNA, "AAR": year, "PERINDKP": float(year)} for year in (2017, 2018, 2019)],
        udda=[{"PNR": ANNA, "AAR": 2018, "HFAUDD": "5079"}, {"PNR": ANNA, "AAR": 2019, "HFAUDD": "7059"}],
    )  # fmt: skip
    person = _persons(sources).loc[("PA", ANNA)]
    assert person[["gender", "income_dkk"]].tolist() == ["kvinde", 2018.0]
    assert person[["education", "education_level"]].tolist() == ["videregående", "mellemlang"]


def test_no_row_for_the_year_before_is_missing(tmp_path: Path) -> None:
    man = {"KOEN": 1, "KOM": 101, "REG": 1084}
    sources = _registers(
        tmp_path, [("PA", ANNA, "1", "2019-05-06")], {ANNA: {}},
        befk=[{"PNR": ANNA, "AAR": 2019, **man}, {"PNR": BO, "AAR": 2018, **man}],
    )  # fmt: skip
    person = _persons(sources).loc[("PA", ANNA)]
    assert person[["gender", "income_dkk", "education", "education_level"]].isna().all()


def test_age_on_the_first_day(tmp_path: Path) -> None:
    cases = [
        ("1980-06-01", "2018-06-01", 38),  # on the birthday, the first of the month in DREAM
        ("1980-06-01", "2018-05-31", 37),
        ("1980-06-01", "2018-12-31", 38),
        ("1980-12-01", "2019-01-01", 38),
    ]
    people = dict(zip(_many(4), cases, strict=True))
    grants = [("HM", person, person, start) for person, (_, start, _) in people.items()]
    df = _persons(_registers(tmp_path, grants, {person: {"FOEDDT": born} for person, (born, _, _) in people.items()}))
    assert df.loc["HM"].loc[list(people), "age"].tolist() == [38, 37, 38, 38]


def test_industry_and_sector_of_the_month_of_the_grant(tmp_path: Path) -> None:
    months = {
        "branche_2018_04": "011100", "branche_2018_05": "620100", "branche_2018_06": "011100",
        "virkform_2018_04": "230", "virkform_2018_05": "60", "virkform_2018_06": "230",
    }  # fmt: skip
    person = _persons(_registers(tmp_path, [("HM", ANNA, "1", "2018-05-31")], {ANNA: months})).loc[("HM", ANNA)]
    assert person["industry"] == code_list("branche").set_index("code").loc["62", "group"]
    assert person["sector"] == "privat"


def test_without_a_job_there_is_no_industry_and_without_dream_no_age(tmp_path: Path) -> None:
    months = {"branche_2018_05": None, "virkform_2018_05": None}
    grants = [("HM", ANNA, "1", "2018-05-31"), ("HM", BO, "2", "2018-05-31")]
    other = {CARL: {"branche_2018_05": "620100", "virkform_2018_05": "60"}}
    df = _persons(_registers(tmp_path, grants, {ANNA: months} | other))
    assert df[["industry", "sector"]].isna().all(axis=None)
    assert df.loc[("HM", ANNA), "age"] == 37
    assert pd.isna(df.loc[("HM", BO), "age"])


# --- The same in both formats, and what an extract may look like ---


def test_parquet_and_csv_give_the_same_frames(tmp_path: Path) -> None:
    grants = [("PA", ANNA, "1", "2018-12-31"), ("HM", BO, "2", "2019-12-30"), ("IB", CARL, "3", "2018-05-14")]
    dream = {
        ANNA: {
            "y_1901": "111",
            "nykom2018": 101,
            "grad_2018_11": 0.48,
            "grad_2019_03": 0.5,
            "branche_2018_11": "011100",
        },
        BO: {"y_2001": None, "nykom2019": 707, "grad_2019_11": None, "branche_2019_11": "620100"},
    }
    frames = []
    for file_format in ("parquet", "csv"):
        folder = tmp_path / file_format
        folder.mkdir()
        sources = _registers(folder, grants, dream, end="2020-06-30", file_format=file_format)
        df_by_grant = population.grants(sources)
        frames.append((df_by_grant, population.persons(sources, df_by_grant)))
    for from_parquet, from_csv in zip(*frames, strict=True):
        pd.testing.assert_frame_equal(from_parquet, from_csv)


def test_a_column_without_any_value_is_a_column_of_missing_values(tmp_path: Path) -> None:
    # In the extract of one municipality nobody may have a benefit in a certain week; Parquet then stores no type.
    path = tmp_path / "dream.parquet"
    born = date(1980, 6, 1)
    pd.DataFrame({"PNR": [ANNA], "FOEDDT": [born], "y_1820": [None]}).to_parquet(path, index=False)
    with duckdb.connect() as connection:
        stored = connection.execute(f"SELECT y_1820 FROM read_parquet('{path}')").fetchall()
    assert stored == [(None,)]
    assert problems({"dream": Source("dream", path, "parquet", "register")}).empty


def test_the_icebreaker_is_studied_to_the_end_of_2020(tmp_path: Path) -> None:
    grants = [("IB", ANNA, "1", "2020-12-31"), ("IB", ANNA, "0", "2020-05-04"), ("IB", BO, "2", "2021-01-01"),
              ("PA", CARL, "3", "2019-05-01")]  # fmt: skip
    people = {ANNA: {"FOEDDT": "1990-05-01", "y_2019": "111"}, BO: {}, CARL: {}}
    sources = _registers(tmp_path, grants, people)
    df = population.icebreaker_persons(sources, population.grants(sources))
    assert df[["pnr", "id", "scheme", "year", "age", "benefit_group"]].to_numpy().tolist() == [
        [ANNA, "0", "IB", 2020, 30, "a-dagpenge"],
    ]  # fmt: skip


def test_aids_say_whether_they_are_lent(tmp_path: Path) -> None:
    grants = [("HM", ANNA, "1", "2018-05-01"), ("PA", ANNA, "2", "2018-05-01")]
    df = population.grants(_registers(tmp_path, grants, {ANNA: {}})).set_index("scheme")
    assert df["ownership"].fillna("").to_dict() == {"HM": "lån", "PA": ""}
