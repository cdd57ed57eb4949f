"""The synthetic case file review: 717 files of the 20 case municipalities with dates, impairments and follow-up."""

import numpy as np
import pandas as pd

from utils.synthetic.case_answers import with_answers
from utils.synthetic.case_counts import Places, drawn_places
from utils.synthetic.case_days import YEARS, conditioned_days, drawn_days
from utils.synthetic.case_impairments import drawn_impairments
from utils.synthetic.conditioning import TargetMissed

TRIES = 20
# Files without a letter of grant: rejected (less than 1 percent of PA) or, applied for in 2020, not decided yet.
REJECTED = {"PA": 2, "HM": 4, "FA": 1}
UNDECIDED = {"PA": 4, "FA": 1}
REGISTER_NAMES = {"municipality": "KOMMUNE", "scheme": "ORDNING"}
COLUMNS = [
    "KOMMUNE", "ORDNING", "ANSOEGNINGSDATO", "BEVILLINGSDATO", "LOV", "FUNKTIONSNEDSAETTELSER", "AFSLAG",
    "FOERSTEGANGSBEVILLING", "TIDSBEGRAENSET", "VARIGHED_MAANEDER", "OPFOELGNING", "OPFOELGNING_AENDRING", "EJERFORHOLD",
    "ANSOEGT_UDENOM_JOBCENTER",
]  # fmt: skip


def case_files(rng: np.random.Generator, df_by_case_municipality: pd.DataFrame, condition: bool = True) -> pd.DataFrame:
    """One row a case file in the layout of the register, sorted by municipality, scheme and application.

    `df_by_case_municipality`: code, inhabitants_2019k4, strategy, organisation of the 20. Without `condition` the days
    are left as drawn. A draw that misses a printed number is made anew; TargetMissed after twenty.
    """
    for turn in range(TRIES):
        try:
            return _drawn(rng, df_by_case_municipality, condition)
        except TargetMissed:
            if turn == TRIES - 1:
                raise
    raise AssertionError


def _drawn(rng: np.random.Generator, df_by_case_municipality: pd.DataFrame, condition: bool) -> pd.DataFrame:
    places = drawn_places(rng, df_by_case_municipality)
    types = df_by_case_municipality.set_index("code")[["strategy", "organisation"]]
    df = places.df_by_file.join(types, on="municipality")
    parts = [_of_scheme(rng, rows, places, condition) for _, rows in df.groupby("scheme", sort=False)]
    df = with_answers(rng, pd.concat(parts, ignore_index=True), places).rename(columns=REGISTER_NAMES)
    df["AFSLAG"] = (df["state"] == "rejected").astype(int)
    return df.sort_values(["KOMMUNE", "ORDNING", "ANSOEGNINGSDATO"], kind="stable")[COLUMNS].reset_index(drop=True)


def _of_scheme(rng: np.random.Generator, df: pd.DataFrame, places: Places, condition: bool) -> pd.DataFrame:
    """The files of one scheme with state, year, dates and impairments."""
    scheme = str(df["scheme"].iloc[0])
    df = df.assign(state=_states(rng, df, places), FUNKTIONSNEDSAETTELSER=drawn_impairments(rng, scheme, len(df)))
    df["granted"] = df["state"] == "granted"
    finished = df[df["granted"]].assign(year=_years(rng, scheme, int(df["granted"].sum()))).reset_index(drop=True)
    finished = drawn_days(rng, finished)
    if condition:
        finished["days"] = conditioned_days(finished)
    others = df[~df["granted"]].assign(days=0)
    others["year"] = np.where(others["state"] == "undecided", 2020, rng.choice([2018, 2019], len(others)))
    return _dated(rng, pd.concat([finished, others], ignore_index=True))


def _states(rng: np.random.Generator, df: pd.DataFrame, places: Places) -> np.ndarray:
    """granted, rejected or undecided; never a file of the two municipalities whose shares are printed."""
    scheme = str(df["scheme"].iloc[0])
    state = np.full(len(df), "granted", dtype=object)
    open_files = np.flatnonzero(~df["municipality"].isin([places.twenty, places.seventeen]))
    rejected, undecided = REJECTED.get(scheme, 0), UNDECIDED.get(scheme, 0)
    chosen = rng.choice(open_files, rejected + undecided, replace=False)
    state[chosen[:rejected]], state[chosen[rejected:]] = "rejected", "undecided"
    return state


def _years(rng: np.random.Generator, scheme: str, files: int) -> np.ndarray:
    return rng.permutation(np.repeat(list(YEARS[scheme]), list(YEARS[scheme].values())))[:files]


def _dated(rng: np.random.Generator, df: pd.DataFrame) -> pd.DataFrame:
    """Application and grant on working days, so many days apart; of 2020 the applications lie before July."""
    days = df["days"].to_numpy(int)
    first_monday = pd.to_datetime(df["year"].astype(str) + "-01-08")
    first_monday -= pd.to_timedelta(first_monday.dt.day_of_week, unit="D")
    week = rng.integers(0, np.where(df["year"] == 2020, 25, 50))
    weekday = np.array([rng.choice([day for day in range(5) if (day + length) % 7 < 5]) for length in days])
    applied = first_monday + pd.to_timedelta(7 * week + weekday, unit="D")
    granted = (applied + pd.to_timedelta(days, unit="D")).where(df["granted"])
    return df.assign(ANSOEGNINGSDATO=applied.astype("datetime64[s]"), BEVILLINGSDATO=granted.astype("datetime64[s]"))
