"""The 41 persons with an icebreaker grant; 14 of them have personal assistance or aids as well (Tabel 16)."""

import numpy as np
import pandas as pd

from utils.synthetic.targets import printed

GRANTS = {2018: "K21-0443", 2019: "K21-0447"}
PERSONS, ONLY_SHARE, WITH_PA_SHARE, WITH_HM_SHARE = "K21-0649", "K21-0640", "K21-0634", "K21-0637"
# 5.2: København and the municipalities round it, Esbjerg 12 percent, Viborg 5 percent; shares of persons.
CAPITAL, ESBJERG, VIBORG = 101, 561, 791
ROUND_CAPITAL = (101, 147, 157, 159, 167, 175, 185)
LONGEST_WAIT = 40  # days from the first grant of personal assistance or aids to the icebreaker
SHARES = {ESBJERG: "K21-0456", VIBORG: "K21-0457"}
CAPITAL_SHARE = "K21-0455"


def with_icebreaker(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Persons and grants with those of the icebreaker scheme; adds earliest_date and last_date to df_by_person."""
    persons = int(printed(PERSONS))
    others = _persons_with_others(rng, df_by_person, persons)
    new = _new_persons(rng, persons - len(others), len(others), persons, df_by_person, df_by_municipality)
    everyone = pd.concat([others, new], ignore_index=True)
    grants = _grants(rng, everyone, len(others))
    df_by_person = pd.concat([df_by_person, new], ignore_index=True)
    df_by_grant = pd.concat([df_by_grant, grants], ignore_index=True)
    by_person = df_by_grant.groupby("person")["start_date"].agg(["min", "max"])
    first = df_by_person["first_date"].fillna(df_by_person["person"].map(by_person["min"]))
    dates = {
        "first_date": first.astype("datetime64[s]"),
        "earliest_date": df_by_person["person"].map(by_person["min"]),
        "last_date": df_by_person["person"].map(by_person["max"]),
    }
    return df_by_person.assign(**dates), df_by_grant


def _persons_with_others(rng: np.random.Generator, df_by_person: pd.DataFrame, persons: int) -> pd.DataFrame:
    """Persons of the capital: one with both other schemes, the rest with one of them."""
    with_pa, with_hm = (round(printed(share) / 100 * persons) for share in (WITH_PA_SHARE, WITH_HM_SHARE))
    total = persons - round(printed(ONLY_SHARE) / 100 * persons)
    both = with_pa + with_hm - total
    pool = df_by_person[df_by_person["municipality"] == 0]
    parts = []
    for schemes, count in (("PA+HM", both), ("PA", with_pa - both), ("HM", with_hm - both)):
        members = pool[pool["schemes"] == schemes]
        if len(members) < count:  # a small draw: the scheme's persons of all municipalities
            members = df_by_person[df_by_person["schemes"] == schemes]
        parts.append(members.iloc[np.sort(rng.choice(len(members), count, replace=False))])
    return pd.concat(parts)


def _new_persons(
    rng: np.random.Generator,
    count: int,
    in_capital: int,
    persons: int,
    df_by_person: pd.DataFrame,
    df_by_municipality: pd.DataFrame,
) -> pd.DataFrame:
    """Persons with the icebreaker alone, placed as 5.2 says."""
    codes = df_by_municipality["code"].to_numpy()
    place = [code for code, share in SHARES.items() for _ in range(round(printed(share) / 100 * persons))]
    round_capital = int(printed(CAPITAL_SHARE) / 100 * persons) - in_capital
    place += rng.choice(ROUND_CAPITAL, round_capital).tolist()
    named = {*SHARES, *ROUND_CAPITAL}
    elsewhere = [int(code) for code in codes if code not in named]
    place += rng.choice(elsewhere, count - len(place), replace=False).tolist()
    return pd.DataFrame(
        {
            "person": df_by_person["person"].max() + 1 + np.arange(count),
            "lead_scheme": "PA",
            "schemes": "IB",
            "municipality": np.searchsorted(codes, place),
            "recruitment": rng.random(count) < 0.45,
            "baseline_known": True,
            "with_hours": False,
            "increased": rng.random(count) < 0.4,
            "retained": False,
        }
    )


def _grants(rng: np.random.Generator, df_by_person: pd.DataFrame, others: int) -> pd.DataFrame:
    """Every person has one grant, the rest are regrants of those with the icebreaker alone; years as printed.

    The first `others` persons get theirs in the first weeks of the other scheme, so that both run at once (Tabel 16).
    """
    first = df_by_person["first_date"].iloc[:others].reset_index(drop=True)
    counts = {year: int(printed(number)) - int((first.dt.year == year).sum()) for year, number in GRANTS.items()}
    years = np.repeat(list(counts), list(counts.values()))
    rng.shuffle(years)
    again = rng.integers(others, len(df_by_person), others + years.size - len(df_by_person))
    row = np.concatenate([np.arange(len(df_by_person)), again])
    day = pd.to_datetime(pd.Series(years).astype(str) + "-01-01")
    day += pd.to_timedelta(rng.integers(0, 360, years.size), unit="D")
    beside = first + pd.to_timedelta(rng.integers(0, LONGEST_WAIT + 1, others), unit="D")
    beside = beside.where(beside.dt.year == first.dt.year, first)
    start_date = pd.concat([beside, day], ignore_index=True).astype("datetime64[s]")
    return pd.DataFrame(
        {
            "scheme": "IB",
            "person": df_by_person["person"].to_numpy()[row],
            "municipality": df_by_person["municipality"].to_numpy()[row],
            "year": start_date.dt.year,
            "start_date": start_date,
        }
    )
