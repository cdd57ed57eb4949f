"""Persons and their grants: who has which scheme, where, and on which dates.

Municipalities are numbered 0–97 in the order of data/municipalities.csv; 98 stands for "not known".
"""

import numpy as np
import pandas as pd

from utils.synthetic.grant_counts import GRANTS_WITHOUT_MUNICIPALITY
from utils.synthetic.structure import SCHEMES
from utils.synthetic.targets import printed

# Persons granted 2018–2019 (Tabel 13); 43 with aids have no municipality (23,062 against 23,019 in Figur 41).
PERSONS = {"PA": "K21-0521", "HM": "K21-0522"}
PERSONS_WITHOUT_MUNICIPALITY = {"PA": 0, "HM": 43}
NOWHERE = 98
FIRST_DAY = {2018: np.datetime64("2018-01-01"), 2019: np.datetime64("2019-01-01")}
WEEKDAYS = 261  # Monday to Friday, in both years


def persons_by_municipality(counts: np.ndarray) -> np.ndarray:
    """Persons per municipality (last row: not known) and scheme, in proportion to grants and at least one."""
    persons = np.zeros((counts.shape[0] + 1, len(SCHEMES)), dtype=int)
    for s, scheme in enumerate(SCHEMES):
        grants = counts[:, s].sum(axis=1)
        total = int(printed(PERSONS[scheme])) - PERSONS_WITHOUT_MUNICIPALITY[scheme]
        share = grants / grants.sum() * total
        whole = np.where(grants > 0, np.maximum(np.floor(share), 1), 0).astype(int)
        order = np.argsort(-(share - whole), kind="stable")
        order = order[(grants > whole)[order]]
        whole[order[: total - whole.sum()]] += 1
        persons[:-1, s], persons[-1, s] = whole, PERSONS_WITHOUT_MUNICIPALITY[scheme]
    return persons


def drawn_grants(rng: np.random.Generator, counts: np.ndarray) -> pd.DataFrame:
    """df_by_grant: scheme, municipality, person (number within the scheme), year; dates come later.

    Each person gets one grant at random, the rest of a municipality's grants go to its persons at random.
    """
    persons = persons_by_municipality(counts)
    grants = np.concatenate([counts, GRANTS_WITHOUT_MUNICIPALITY[None]])
    parts, offset = [], 0
    for s, scheme in enumerate(SCHEMES):
        for m in range(len(grants)):
            years = rng.permutation(np.repeat([2018, 2019], grants[m, s]))
            extra = rng.integers(0, persons[m, s], years.size - persons[m, s]) if persons[m, s] else []
            person = offset + np.concatenate([np.arange(persons[m, s]), extra]).astype(int)
            parts.append(pd.DataFrame({"scheme": scheme, "municipality": m, "person": person, "year": years}))
            offset += persons[m, s]
    return pd.concat(parts, ignore_index=True)


def with_both_schemes(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """The grants with some persons having both PA and HM (Tabel 16: 8,9 percent of PA, 2,6 of HM).

    The two first grants of such a person lie in the same year and municipality; `person` becomes one number.
    """
    count = round(printed("K21-0635") / 100 * printed(PERSONS["PA"]))
    first = df_by_grant.groupby(["scheme", "person"], as_index=False)[["municipality", "year"]].min()
    first = first[first["municipality"] != NOWHERE]
    first["place"] = rng.permutation(len(first))
    first = first.sort_values("place")
    first["match"] = first.groupby(["scheme", "municipality", "year"]).cumcount()
    keys = ["municipality", "year", "match"]
    pairs = first[first["scheme"] == "PA"].merge(first[first["scheme"] == "HM"], on=keys, suffixes=("", "_hm"))
    pairs = pairs.sort_values("place").head(count)
    same = dict(zip(pairs["person_hm"], pairs["person"], strict=True))
    person = df_by_grant["person"].map(same).fillna(df_by_grant["person"]).astype(int)
    return df_by_grant.assign(person=person)


def dated(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """The grants with `start_date`: a weekday of the year; the first of all a person's schemes on one day.

    A person with both schemes gets them together, so one month before and one month after serve both.
    """
    df = df_by_grant.assign(draw=rng.random(len(df_by_grant))).sort_values(["person", "year", "draw"])
    first_year = df.groupby("person")["year"].transform("min")
    anchor = df.groupby("person")["draw"].transform("first").to_numpy()
    first_of_scheme = ~df.duplicated(["person", "scheme"])
    first_day = (anchor * (WEEKDAYS - 2)).astype(int)
    draw = df["draw"].to_numpy()
    later = first_day + 1 + (draw * (WEEKDAYS - 1 - first_day)).astype(int)
    in_first_year = (df["year"] == first_year).to_numpy()
    day = np.where(in_first_year, np.where(first_of_scheme, first_day, later), (draw * WEEKDAYS).astype(int))
    first_of_year = df["year"].map(FIRST_DAY).to_numpy().astype("datetime64[D]")
    date = np.busday_offset(first_of_year, day, roll="forward")
    return df.assign(start_date=date.astype("datetime64[s]")).drop(columns="draw").reset_index(drop=True)


def first_grants(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_person_scheme: person, scheme, municipality, start_date of the first grant, grants in all."""
    grouped = df_by_grant.sort_values("start_date", kind="stable").groupby(["person", "scheme"], sort=True)
    df = grouped.agg(
        municipality=("municipality", "first"), start_date=("start_date", "first"), grants=("start_date", "size")
    )
    return df.reset_index()
