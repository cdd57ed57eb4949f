"""The job at the grant: who has one, its industry and company form (Tabel 13, 5.3.4).

Tabel 13 prints shares of industries (PA 39 and 22 percent, HM 38 and 21) that 5.3.4 repeats as 24 and 14, 17 and 9.
Both hold where the first are shares of those whose industry is known and the second of all persons. Industry and
company form of a job of unknown hours are not known either; nor are those of some jobs more.
"""

import numpy as np
import pandas as pd

from utils.registers.municipalities import municipalities
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.quotas import codes_of, dealt, handed_out
from utils.synthetic.targets import printed, window

PUBLIC_SERVICES = "offentlig administration, undervisning og sundhed"
TRADE, MANUFACTURING = "handel og transport", "industri, råstofvinding og forsyningsvirksomhed"
CONSTRUCTION, OTHER, UNKNOWN = "bygge og anlæg", "andre", "uoplyst"
INDUSTRY_CODES = {
    PUBLIC_SERVICES: ("841100", "852010", "861000", "873010"),
    TRADE: ("471120", "493920", "551010"),
    MANUFACTURING: ("101110", "251100", "351100"),
    CONSTRUCTION: ("412000", "433200"),
    OTHER: ("620100", "692000", "812100", "949900"),
    UNKNOWN: ("000000",),
}
COMPANY_FORMS = {"offentlig": ("250", "250", "245", "230"), "privat": ("80", "60", "10"), UNKNOWN: ("990",)}
# Of those whose industry is known, and of all persons.
OF_KNOWN = {
    "PA": dict(zip(INDUSTRY_CODES, ("K21-0515", "K21-0516", "K21-0517"), strict=False)),
    "HM": dict(zip(INDUSTRY_CODES, ("K21-0518", "K21-0519", "K21-0520"), strict=False)),
}
OF_ALL = {
    "PA": {PUBLIC_SERVICES: "K21-0675", TRADE: "K21-0677"},
    "HM": {PUBLIC_SERVICES: "K21-0674", TRADE: "K21-0676"},
}
FILLINGS = {"PA": {CONSTRUCTION: 1, OTHER: 3}, "HM": {CONSTRUCTION: 1, OTHER: 2}}
ESBJERG = "Esbjerg"
IN_ESBJERG = {MANUFACTURING: "K21-0678", CONSTRUCTION: "K21-0679"}  # of all with PA there
PUBLIC_SHARE = {"PA": "K21-0680", "HM": "K21-0681"}
TO_PUBLIC = {PUBLIC_SERVICES: 4.0, TRADE: -0.5, MANUFACTURING: -0.8, CONSTRUCTION: -0.8}  # log odds
KNOWN_OF_JOBS = 0.97  # HM: the share of jobs with known industry when enough begin in the month of the grant


def known_share(scheme: str) -> float:
    """The share of persons with a known industry that lets both prints hold: the middle of what is possible."""
    limits = [
        [end / printed(OF_KNOWN[scheme][group]) for end in window(number)] for group, number in OF_ALL[scheme].items()
    ]
    return (max(low for low, _ in limits) + min(high for _, high in limits)) / 2


def industry_shares(scheme: str) -> dict[str, float]:
    """Percent of those with a known industry: the printed ones, the rest in the proportions of FILLINGS."""
    known = {group: printed(number) for group, number in OF_KNOWN[scheme].items()}
    left, filling = 100 - sum(known.values()), FILLINGS[scheme]
    return known | {group: left * part / sum(filling.values()) for group, part in filling.items()}


def with_jobs(rng: np.random.Generator, df_by_person: pd.DataFrame, conditioned: bool) -> pd.DataFrame:
    """df_by_person with begins_at_grant, industry (code), sector and company_form (code) of the job at the grant.

    begins_at_grant: the job that is found after the grant begins in its month, not in the one after. Takes schemes,
    municipality and the states of outcomes.py.
    """
    df = df_by_person.assign(begins_at_grant=_begins(rng, df_by_person), group=None, sector=None)
    in_job = df["with_hours"] | ~df["baseline_known"] | df["begins_at_grant"]
    for scheme in ("PA", "HM"):
        members = df["schemes"].isin([scheme, "PA+HM"])
        known = round(known_share(scheme) * members.sum()) - int((df.loc[members, "group"].notna()).sum())
        pool = df.index[members & in_job & df["baseline_known"] & df["group"].isna()]
        if scheme == "HM":
            pool = pool[df.loc[pool, "schemes"] == "HM"]
        chosen = pd.Index(rng.permutation(pool)[: max(known, 0)])
        if scheme == "PA":
            chosen = chosen.difference(_in_esbjerg(rng, df, chosen, members, conditioned), sort=False)
        given = df.loc[members, "group"].dropna().to_numpy(object)
        df.loc[chosen, "group"] = handed_out(rng, industry_shares(scheme), len(given) + len(chosen), given)
        _sectors(rng, df, members, scheme)
    df = df.fillna({"group": UNKNOWN, "sector": UNKNOWN})
    codes = {
        "industry": codes_of(rng, df["group"], INDUSTRY_CODES),
        "company_form": codes_of(rng, df["sector"], COMPANY_FORMS),
    }
    return df.drop(columns="group").assign(**codes)


def _begins(rng: np.random.Generator, df: pd.DataFrame) -> pd.Series:
    """So many of those who find a job with aids that the industry of enough is known."""
    members = df["schemes"].isin(["HM", "PA+HM"])
    with_hours = int((members & df["with_hours"] & df["baseline_known"]).sum())
    needed = round(known_share("HM") / KNOWN_OF_JOBS * members.sum()) - with_hours
    pool = df.index[(df["schemes"] == "HM") & df["baseline_known"] & ~df["with_hours"] & df["increased"]]
    begins = pd.Series(False, index=df.index)
    begins[rng.permutation(pool)[: max(needed, 0)]] = True
    return begins


def _in_esbjerg(
    rng: np.random.Generator, df: pd.DataFrame, chosen: pd.Index, members: pd.Series, conditioned: bool
) -> pd.Index:
    """Gives those of Esbjerg with a known industry theirs, so that the two printed shares of all there hold."""
    names = municipalities()["name"].tolist()
    there = df["municipality"] == names.index(ESBJERG)
    rows = chosen[there[chosen]]
    persons = int((there & members).sum())
    counts = {group: round(printed(number) / 100 * persons) for group, number in IN_ESBJERG.items()}
    missed = [g for g, k in counts.items() if not holds(k, persons, IN_ESBJERG[g])]
    if conditioned and (missed or sum(counts.values()) > len(rows)):
        raise TargetMissed(f"brancher i Esbjerg ({' og '.join(IN_ESBJERG.values())})")
    others = {group: share for group, share in industry_shares("PA").items() if group not in counts}
    left = max(len(rows) - sum(counts.values()), 0)
    groups = np.concatenate(
        [np.repeat(np.array(list(counts), object), list(counts.values())), handed_out(rng, others, left)]
    )
    df.loc[rows, "group"] = rng.permutation(groups[: len(rows)])
    return rows


def holds(count: int, persons: int, number: str) -> bool:
    """Does the count print as the number, of so many persons?"""
    low, high = window(number)
    return persons > 0 and low <= 100 * count / persons <= high


def _sectors(rng: np.random.Generator, df: pd.DataFrame, members: pd.Series, scheme: str) -> None:
    """Sectors of the members with a known industry who have none yet: the printed share public, led by industry."""
    known = members & df["group"].notna()
    rows = df.index[known & df["sector"].isna()]
    public = round(printed(PUBLIC_SHARE[scheme]) / 100 * known.sum()) - int(
        (df.loc[known, "sector"] == "offentlig").sum()
    )
    public = min(max(public, 0), len(rows))
    lean = df.loc[rows, "group"].map(TO_PUBLIC).fillna(0.0).to_numpy()
    df.loc[rows, "sector"] = dealt(rng, {"offentlig": public, "privat": len(rows) - public}, {"offentlig": lean})
