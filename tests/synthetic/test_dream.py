"""What DREAM says when it is read back by the pipeline is what was drawn."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from utils.frames import Frames
from utils.measures.hours import with_outcomes
from utils.registers import population
from utils.registers.dream import month_columns, week_columns
from utils.registers.sources import Source
from utils.synthetic.dream import dream
from utils.synthetic.grants import aids, icebreaker, personal_assistance
from utils.synthetic.registers import Lives, Registers
from utils.synthetic.writing import write

CODES = np.array([101, 147, 155])
NOWHERE = 3
STATES = ["with_hours", "baseline_known", "increased", "retained"]
# with_hours, baseline_known, increased, retained: every state that there is.
POSSIBLE = [
    (False, False, False, False),
    (False, True, False, False),
    (False, True, True, False),
    (True, True, False, False),
    (True, True, False, True),
    (True, True, True, True),
]
BENEFITS = np.array(["", "771", "130", "890"])
# First and last days of ISO years and of years, and of the study: 31 December 2018 lies in week 1 of 2019.
EDGES = ["2018-01-01", "2018-12-30", "2018-12-31", "2019-01-01", "2019-12-29", "2019-12-30", "2019-12-31"]


def persons(seed: int, count: int = 300) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    day = pd.to_datetime("2018-01-01") + pd.to_timedelta(rng.integers(0, 730, count), unit="D")
    first = pd.Series(day).where(rng.random(count) < 0.8, pd.to_datetime(rng.choice(EDGES, count)))
    last = first + pd.to_timedelta(rng.integers(0, 300, count), unit="D")
    df = pd.DataFrame([POSSIBLE[i] for i in rng.integers(0, len(POSSIBLE), count)], columns=STATES)
    return df.assign(
        pnr=[f"{61 + i % 28}0170{i:04d}" for i in range(count)],
        birth_date=pd.Timestamp("1970-01-17"),
        municipality=rng.integers(0, NOWHERE + 1, count),
        code=rng.choice(BENEFITS, count),
        earlier_effort=rng.random(count) < 0.5,
        first_date=first.astype("datetime64[s]"),
        earliest_date=first.astype("datetime64[s]"),
        last_date=last.clip(upper=pd.Timestamp("2019-12-31")).astype("datetime64[s]"),
        industry=rng.choice(["841100", "471120"], count),
        company_form=rng.choice(["250", "80"], count),
        begins_at_grant=False,
    )


def extract(folder: Path, seed: int, df_by_person: pd.DataFrame) -> dict[str, Source]:
    """PA grants on the first and last day of each person, a register of aids and of icebreaker, and DREAM."""
    rng = np.random.default_rng(seed)
    days = pd.concat([df_by_person.assign(start_date=df_by_person[day], person=df_by_person["pnr"],
                                          type="Andet", art="Ledig")
                      for day in ("first_date", "last_date")], ignore_index=True)  # fmt: skip
    tables: Registers = {
        "dfdg_pa": personal_assistance(rng, days.assign(end_date=days["start_date"] + pd.Timedelta(days=490))),
        "dfdg_hm": aids(rng, days.head(20)),
        "dfdg_ib": icebreaker(rng, days.head(20)),
        "dream": dream(rng, df_by_person, CODES),
    }
    return {path.stem: Source(path.stem, path, "parquet", "synthetic") for path in write(tables, folder / "registers")}


@pytest.mark.parametrize("seed", [1, 2])
def test_weeks_and_months_say_what_the_states_say(tmp_path: Path, seed: int) -> None:
    drawn = persons(seed).set_index("pnr")
    found = extract(tmp_path, seed, drawn.reset_index())
    df_by_grant = population.grants(found)
    of_pa = df_by_grant[df_by_grant["scheme"] == "PA"]
    assert len(of_pa) == 600
    # The benefit of both grants is the person's; no benefit is read as an empty code.
    assert (of_pa["benefit_code"] == of_pa["pnr"].map(drawn["code"])).all()
    place = of_pa["pnr"].map(drawn["municipality"])
    assert (of_pa["municipality"].isna() == (place == NOWHERE)).all()
    known = place != NOWHERE
    assert (of_pa.loc[known, "municipality"].to_numpy(int) == CODES[place[known].to_numpy(int)]).all()

    df = with_outcomes(population.persons(found, df_by_grant))
    df = df[df["scheme"] == "PA"].set_index("pnr")
    drawn = drawn.loc[df.index]
    assert len(df) == 300
    assert (df["start_date"] == drawn["first_date"]).all()
    assert (df["baseline_hours"].notna() == drawn["baseline_known"]).all()
    assert ((df["baseline_hours"] > 0) == drawn["with_hours"]).all()
    assert (df["increased"].isna() == ~drawn["baseline_known"]).all()
    assert (df["increased"].fillna(False) == drawn["increased"]).all()
    assert (df["retained"].isna() == ~drawn["with_hours"]).all()
    assert (df["retained"].fillna(False) == drawn["retained"]).all()


def test_hours_are_read_in_the_month_before_and_the_third_after(tmp_path: Path) -> None:
    df_by_person = persons(3, 1).assign(
        first_date=pd.Timestamp("2019-12-31"), earliest_date=pd.Timestamp("2019-12-31"), last_date=pd.Timestamp("2019-12-31"),
        with_hours=True, baseline_known=True, increased=True, retained=True,
    )  # fmt: skip
    table = dream(np.random.default_rng(1), df_by_person, CODES)
    before, after = (table[f"grad_{month}"][0].as_py() for month in ("2019_11", "2020_03"))
    assert 0.10 <= before < after
    assert table["grad_2019_12"][0].as_py() == before  # the month of the grant still says the state before it
    df = population.persons(sources := extract(tmp_path, 1, df_by_person), population.grants(sources))
    assert df["baseline_hours"].iloc[0] > 0


def test_who_begins_at_the_grant_has_the_job_in_its_month() -> None:
    day = pd.Timestamp("2019-12-02")
    df = persons(1, 1).assign(first_date=day, earliest_date=day, last_date=day, with_hours=False, baseline_known=True,
                              increased=True, retained=False, begins_at_grant=True)  # fmt: skip
    table = dream(np.random.default_rng(1), df, CODES)
    rates = [table[f"grad_{month}"][0].as_py() for month in ("2019_11", "2019_12", "2020_03")]
    assert rates[0] is None
    assert rates[1] == rates[2] > 0
    assert table["branche_2019_12"][0].as_py() == df["industry"].iloc[0]


def test_layout() -> None:
    table = dream(np.random.default_rng(1), persons(1, 5), CODES)
    fields = [f"nykom{year}" for year in range(2016, 2021)] + week_columns(2016, 2020)
    for field in ("branche", "virkform", "grad"):
        fields += month_columns(field, 2016, 2020)
    assert table.column_names == ["PNR", "FOEDDT", *fields]
    # 52 weeks in 2016–2019 and 53 in 2020; 60 months of three fields; a municipality a year.
    assert table.num_columns == 2 + 5 + 261 + 180
    assert table["FOEDDT"].to_pylist() == [pd.Timestamp("1970-01-01").date()] * 5
    assert table.schema.field("FOEDDT").type == pa.date32()


def test_a_job_of_unknown_hours_is_a_job_all_the_same() -> None:
    df = persons(1, 50).assign(with_hours=False, baseline_known=False, increased=False, retained=False)
    df = df.assign(
        first_date=pd.Timestamp("2018-06-15"),
        earliest_date=pd.Timestamp("2018-06-15"),
        last_date=pd.Timestamp("2018-06-15"),
    )
    table = dream(np.random.default_rng(1), df, CODES)
    assert table["grad_2018_05"].null_count == 50
    assert table["branche_2018_05"].null_count == 0
    assert set(table["virkform_2018_05"].to_pylist()) == {"250", "80"}


def test_nobody_else_has_hours_or_industry() -> None:
    df = persons(1, 50).assign(with_hours=False, baseline_known=True, increased=False, retained=False)
    df = df.assign(
        first_date=pd.Timestamp("2018-06-15"),
        earliest_date=pd.Timestamp("2018-06-15"),
        last_date=pd.Timestamp("2018-06-15"),
    )
    table = dream(np.random.default_rng(1), df, CODES)
    for field in ("grad", "branche", "virkform"):
        assert table[f"{field}_2018_05"].null_count == 50


def test_full_size_says_what_was_drawn(made_lives: Lives, made_frames: Frames) -> None:
    """By municipality and scheme, since numbers of persons are given after the draw."""
    drawn = made_lives.df_by_person_scheme
    codes = np.append(made_lives.df_by_municipality["code"].to_numpy(), 0)
    drawn = drawn.assign(municipality=codes[drawn["municipality"]])
    df = made_frames.df_by_person_scheme.assign(
        municipality=lambda rows: rows["municipality"].fillna(0).astype(int),
        recruitment=lambda rows: rows["purpose"] == "recruitment",
        baseline_known=lambda rows: rows["baseline_hours"].notna(),
        with_hours=lambda rows: rows["baseline_hours"] > 0,
        increased=lambda rows: rows["increased"].fillna(False),
        retained=lambda rows: rows["retained"].fillna(False),
    )
    states = ["recruitment", *STATES]
    found, expected = (
        rows.astype(dict.fromkeys(states, int)).groupby(["municipality", "scheme"])[states].sum()
        for rows in (df, drawn)
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
