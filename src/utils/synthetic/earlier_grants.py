"""Grants of personal assistance from 2016–2017 that run on: the stock of 2018 and 2019 (N24 Tabel 2, K21 Figur 23).

They count in no total of 2018–2019. Most belong to persons without a grant in those years, who resemble one who has
(background, place, benefit); some went before the first grant of a person who has.
"""

import numpy as np
import pandas as pd

from utils.synthetic.active_cases import JANUARY, active, ended_in_time, people_of
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.quotas import whole_counts
from utils.synthetic.targets import printed

# Persons with personal assistance in the year, the whole country.
STOCK = {2018: "N24-0016", 2019: "N24-0018"}
# Figur 22–23, percent of full-time persons: persons with an active case of PA, persons granted aids.
RATES = {"fleksjob": ("K21-0535", "K21-0536"), "kontanthjælp": ("K21-0538", "K21-0537")}
LEAST_EARLIER = 0.03  # of a group's active cases, so that no group is without earlier grants
GRANTED_BEFORE = 0.25  # of those whose first grant lies in 2019
OPEN_SHARE = 0.12
FIRST_DAY, WORKDAYS = np.datetime64("2016-01-04"), 520  # to the end of 2017
EARLIER = "earlier PA"


def with_earlier_grants(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame, conditioned: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Persons and grants with those of 2016–2017; conditioned also on the active cases by benefit (Figur 23).

    Takes `benefit_group` (benefit group) a person and `end_date` a grant of PA. The new persons have schemes "earlier PA".
    """
    of_person = df_by_person.set_index("person")["benefit_group"]
    pa = df_by_grant[df_by_grant["scheme"] == "PA"].assign(benefit_group=lambda df: df["person"].map(of_person))
    targets = _active_targets(pa, df_by_grant, of_person) if conditioned else {}
    pa = ended_in_time(rng, pa, {group: round(count * (1 - LEAST_EARLIER)) for group, count in targets.items()})
    running = _running_on(pa, targets)
    before, ended = _gone_in_2018(rng, pa, sum(running.values()))
    still = _new_persons(rng, df_by_person, running)
    gone = _new_persons(
        rng, df_by_person, whole_counts({group: float(count) for group, count in people_of(pa).items()}, ended)
    ).assign(person=lambda df: df["person"] + len(still))
    earlier = pd.concat([_grants(rng, still, 2019), _grants(rng, gone, 2018), _before(rng, before)], ignore_index=True)
    new = pd.concat([still, gone], ignore_index=True)
    dates = new["person"].map(earlier.set_index("person")["start_date"])
    new = new.assign(first_date=dates, earliest_date=dates, last_date=dates)
    df_by_grant = df_by_grant.assign(
        end_date=df_by_grant["end_date"].where(df_by_grant["scheme"] != "PA", pa["end_date"])
    )
    return (
        pd.concat([df_by_person, new], ignore_index=True),
        pd.concat([df_by_grant, earlier[list(df_by_grant.columns)]], ignore_index=True),
    )


def _active_targets(pa: pd.DataFrame, df_by_grant: pd.DataFrame, of_person: pd.Series) -> dict[str, int]:
    """Persons with an active case in 2019 by benefit group: persons granted aids times the ratio of the two rates."""
    granted = df_by_grant[(df_by_grant["scheme"] == "HM") & (df_by_grant["year"] == 2019)]
    aids = people_of(granted.assign(benefit_group=granted["person"].map(of_person)))
    return {
        group: round(aids[group] * printed(pa_rate) / printed(hm_rate)) for group, (pa_rate, hm_rate) in RATES.items()
    }


def _running_on(pa: pd.DataFrame, targets: dict[str, int]) -> dict[str, int]:
    """New persons by benefit group with a grant that runs on in 2019: what the stock lacks.

    Groups with a target get what they lack, the rest go to the others as their own active cases do.
    """
    own = people_of(pa[active(pa, 2019)])
    lacking = {group: max(count - own.get(group, 0), 0) for group, count in targets.items()}
    left = int(printed(STOCK[2019])) - sum(own.values()) - sum(lacking.values())
    others = {group: float(count) for group, count in own.items() if group not in targets}
    if left < 0:
        raise TargetMissed(f"bestanden af personlig assistance i 2019 ({STOCK[2019]})")
    return lacking | whole_counts(others, left)


def _gone_in_2018(rng: np.random.Generator, pa: pd.DataFrame, running: int) -> tuple[pd.DataFrame, int]:
    """First grants of 2019 that another one went before, and how many new persons are gone at the end of 2018.

    Together they are what the stock of 2018 lacks.
    """
    first = pa.sort_values("start_date", kind="stable").drop_duplicates("person")
    of_2019 = first[first["year"] == 2019]
    lacking = int(printed(STOCK[2018])) - (len(first) - len(of_2019)) - running
    before = min(round(GRANTED_BEFORE * len(of_2019)), lacking)
    if lacking < 0:
        raise TargetMissed(f"bestanden af personlig assistance i 2018 ({STOCK[2018]})")
    return of_2019.iloc[np.sort(rng.choice(len(of_2019), before, replace=False))], lacking - before


def _new_persons(rng: np.random.Generator, df_by_person: pd.DataFrame, counts: dict[str, int]) -> pd.DataFrame:
    """Persons like one with PA and the same benefit group, a year older or younger."""
    of_pa = df_by_person[df_by_person["schemes"].isin(["PA", "PA+HM"])]
    alike = [
        members.iloc[rng.integers(0, len(members), counts[group])]
        for group, members in of_pa.groupby("benefit_group") if counts.get(str(group))
    ]  # fmt: skip
    df = pd.concat(alike, ignore_index=True) if alike else of_pa.head(0)
    days = pd.to_timedelta(rng.integers(-400, 400, len(df)), unit="D")
    return df.assign(
        person=df_by_person["person"].max() + 1 + np.arange(len(df)),
        schemes=EARLIER,
        lead_scheme="PA",
        hm_type=None,
        birth_date=(df["birth_date"] + days).astype("datetime64[s]"),
    )


def _grants(rng: np.random.Generator, df_by_person: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """One grant a person, begun in 2016–2017: ended within 2018, or after the first day of 2019 (some have no end)."""
    count = len(df_by_person)
    if last_year == 2018:
        end = JANUARY[2018] + pd.to_timedelta(rng.integers(0, 365, count), unit="D")
    else:
        days = np.rint(rng.gamma(1.5, 210, count)).astype(int)
        end = (JANUARY[2019] + pd.to_timedelta(days, unit="D")).where(rng.random(count) >= OPEN_SHARE)
    return _laid_out(rng, df_by_person, pd.Series(end, index=df_by_person.index))


def _before(rng: np.random.Generator, first_grants: pd.DataFrame) -> pd.DataFrame:
    """The grant before a first grant of 2019: most end the day before it, the others some weeks earlier."""
    gap = np.where(rng.random(len(first_grants)) < 0.7, 1, rng.integers(2, 57, len(first_grants)))
    return _laid_out(rng, first_grants, first_grants["start_date"] - pd.to_timedelta(gap, unit="D"))


def _laid_out(rng: np.random.Generator, df: pd.DataFrame, end_date: pd.Series) -> pd.DataFrame:
    """Grants of PA with a first day in 2016–2017, later days likelier."""
    day = (WORKDAYS * rng.beta(2.2, 1.0, len(df))).astype(int)
    start = pd.Series(np.busday_offset(FIRST_DAY, day, roll="forward").astype("datetime64[s]"), index=df.index)
    return pd.DataFrame(
        {
            "scheme": "PA",
            "person": df["person"],
            "municipality": df["municipality"],
            "year": start.dt.year,
            "start_date": start,
            "end_date": end_date.astype("datetime64[s]"),
        }
    )
