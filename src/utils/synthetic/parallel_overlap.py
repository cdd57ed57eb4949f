"""Who has a mentor or a social service together with a grant, in the overlaps that Tabel 16 needs.

A column of Tabel 16 prints how many have each effort and how many have none, so it fixes how often efforts meet in
one person: 8.9 + 0.1 + 3.8 + 6.0 percent of those with PA are 18.8, while only 17.5 have anything at all.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.targets import printed

SCHEMES = ("PA", "HM", "IB")
ONLY = {"PA": "K21-0632", "HM": "K21-0636", "IB": "K21-0640"}
SHARES = {
    "mentor": {"PA": "K21-0641", "HM": "K21-0642", "IB": "K21-0643"},
    "social_service": {"PA": "K21-0644", "HM": "K21-0645", "IB": "K21-0646"},
}
# Of the meetings of efforts that the PA column asks for, this part lies with persons who have aids as well.
WITH_BOTH_SCHEMES = 0.8
RECRUITS_WEIGH = 3.0  # a mentor is given to those on their way to a job


@dataclass(frozen=True)
class Numbers:
    """Whole persons of one scheme who have no other scheme: with a mentor, with a service, with both."""

    mentor: int
    social_service: int
    both: int


def scheme_flags(df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """PA, HM, IB (bool) a person, by the scheme of the grants; in the order of df_by_person."""
    pairs = df_by_grant[["person", "scheme"]].drop_duplicates().assign(has=True)
    flags = pairs.pivot(index="person", columns="scheme", values="has").reindex(columns=list(SCHEMES))
    return flags.reindex(df_by_person["person"]).notna().set_axis(df_by_person.index)


def efforts_at_grant(rng: np.random.Generator, flags: pd.DataFrame, recruitment: np.ndarray) -> pd.DataFrame:
    """mentor and social_service (bool) a person: those whose period meets a grant of each scheme the person has."""
    of_scheme = {scheme: flags[scheme].to_numpy() for scheme in SCHEMES}
    several = np.sum(list(of_scheme.values()), axis=0) > 1
    weight = np.where(recruitment, RECRUITS_WEIGH, 1.0)
    chosen = {effort: np.zeros(len(flags), dtype=bool) for effort in SHARES}
    for effort, numbers in SHARES.items():
        rows = np.flatnonzero(of_scheme["IB"] & several)
        count = round(printed(numbers["IB"]) / 100 * of_scheme["IB"].sum())
        chosen[effort][rng.choice(rows, min(count, rows.size), replace=False)] = True
    _to_both_schemes(rng, of_scheme, chosen, weight)
    for scheme in ("PA", "HM"):
        left = _left(of_scheme[scheme], several, chosen, scheme)
        _to_one_scheme(rng, of_scheme[scheme] & ~several, chosen, left, weight)
    return pd.DataFrame(chosen, index=flags.index)


def _left(members: np.ndarray, several: np.ndarray, chosen: dict[str, np.ndarray], scheme: str) -> Numbers:
    """What the persons with this scheme alone must have, so that its column of Tabel 16 prints."""
    total = int(members.sum())
    with_any = int((100 - printed(ONLY[scheme])) / 100 * total)
    new = with_any - int((members & several).sum())
    wanted = {
        effort: round(printed(numbers[scheme]) / 100 * total) - int((members & several & chosen[effort]).sum())
        for effort, numbers in SHARES.items()
    }
    both = sum(wanted.values()) - new
    if not 0 <= both <= min(wanted.values()):
        raise TargetMissed(f"parallelindsatser {scheme} ({ONLY[scheme]})")
    return Numbers(wanted["mentor"], wanted["social_service"], both)


def _to_both_schemes(
    rng: np.random.Generator, of_scheme: dict[str, np.ndarray], chosen: dict[str, np.ndarray], weight: np.ndarray
) -> None:
    """Efforts of persons with PA and aids: they count in two columns without making anybody new parallel."""
    rows = np.flatnonzero(of_scheme["PA"] & of_scheme["HM"] & ~of_scheme["IB"])
    several = np.sum(list(of_scheme.values()), axis=0) > 1
    meetings = _left(of_scheme["PA"], several, chosen, "PA").both
    mentors = round(WITH_BOTH_SCHEMES * meetings / 2)
    for effort, count in (("mentor", mentors), ("social_service", round(WITH_BOTH_SCHEMES * meetings) - mentors)):
        chosen[effort][_drawn(rng, rows, count, weight)] = True


def _to_one_scheme(
    rng: np.random.Generator, members: np.ndarray, chosen: dict[str, np.ndarray], numbers: Numbers, weight: np.ndarray
) -> None:
    with_mentor = _drawn(rng, np.flatnonzero(members), numbers.mentor, weight)
    chosen["mentor"][with_mentor] = True
    without = np.flatnonzero(members & ~chosen["mentor"])
    services = [
        rng.choice(with_mentor, numbers.both, replace=False),
        rng.choice(without, numbers.social_service - numbers.both, replace=False),
    ]
    chosen["social_service"][np.concatenate(services)] = True


def _drawn(rng: np.random.Generator, rows: np.ndarray, count: int, weight: np.ndarray) -> np.ndarray:
    """So many of the rows, those of a larger weight more often."""
    return rng.choice(rows, count, replace=False, p=weight[rows] / weight[rows].sum())
