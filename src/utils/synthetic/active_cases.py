"""Which grants of personal assistance are active in a year, and the shortening of some that the print asks for."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

JANUARY = {year: pd.Timestamp(year, 1, 1) for year in (2018, 2019, 2020)}
SHORTEST_ROOM = 70  # days before the end of 2018; with less there is hardly a grant short enough


def active(df_by_grant: pd.DataFrame, year: int) -> pd.Series:
    """True where a grant runs on at least one day of the year; without an end it runs on."""
    begun = df_by_grant["start_date"] < JANUARY[year + 1]
    return begun & (df_by_grant["end_date"].isna() | (df_by_grant["end_date"] >= JANUARY[year]))


def people_of(df_by_grant: pd.DataFrame) -> dict[str, int]:
    """Persons by benefit group; a person has one group."""
    return df_by_grant.groupby("benefit_group")["person"].nunique().to_dict()


def ended_in_time(rng: np.random.Generator, df_by_grant: pd.DataFrame, most: Mapping[str, int]) -> pd.DataFrame:
    """The grants of 2018–2019 with at most so many persons of a group active in 2019 as `most` says, if it can be.

    A grant of 2018 is made to end in time by exchanging its length with a shorter one of 2019, which is active in
    2019 whatever its length; so the lengths together stay as they were drawn.
    """
    df = df_by_grant.copy()
    days = (df["end_date"] - df["start_date"]).dt.days.to_numpy(float).copy()
    room = (JANUARY[2019] - df["start_date"]).dt.days.to_numpy() - 1
    spare = rng.permutation(np.flatnonzero((df["year"] == 2019).to_numpy() & ~np.isnan(days))).tolist()
    for group, limit in most.items():
        for rows in _too_many(rng, df, group, limit):
            taken = _exchanges(days, room, rows, spare)
            for row, other in taken.items():
                days[row], days[other] = days[other], days[row]
                spare.remove(other)
    return df.assign(end_date=(df["start_date"] + pd.to_timedelta(days, unit="D")).astype("datetime64[s]"))


def _too_many(rng: np.random.Generator, df: pd.DataFrame, group: str, limit: int) -> list[np.ndarray]:
    """The running grants of the persons of a group who have to end in 2018, an array of positions a person."""
    df = df.assign(position=np.arange(len(df)), running=active(df, 2019))
    members = df[df["benefit_group"] == group]
    running = members[members["running"]]
    excess = running["person"].nunique() - limit
    again = members.loc[members["year"] == 2019, "person"]
    latest = running.groupby("person")["start_date"].max()
    able = latest.index[~latest.index.isin(again) & (latest < JANUARY[2019] - pd.Timedelta(days=SHORTEST_ROOM))]
    chosen = rng.permutation(able.to_numpy().copy())[: max(excess, 0)]
    positions = running.groupby("person")["position"]
    return [positions.get_group(person).to_numpy() for person in chosen]


def _exchanges(days: np.ndarray, room: np.ndarray, rows: np.ndarray, spare: list[int]) -> dict[int, int]:
    """For each row a spare grant short enough to end in 2018; {} when one of them finds none."""
    taken: dict[int, int] = {}
    for row in rows:
        short = next((other for other in spare if days[other] <= room[row] and other not in taken.values()), None)
        if short is None:
            return {}
        taken[int(row)] = short
    return taken
