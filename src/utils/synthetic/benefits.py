"""Benefit codes that fit the purpose of the grants, one a person, in the printed shares of grants (K21 5.3.2, 5.7)."""

import numpy as np
import pandas as pd

from utils.synthetic.quotas import codes_of, handed_out
from utils.synthetic.targets import printed

NO_BENEFIT = ""
SELF_SUPPORTING, FLEXJOB = "selvforsørgelse", "fleksjob"
# Shares of a scheme's grants in percent; fleksjob is a choice, ledighedsydelse the rest of what is printed for both.
FLEXJOB_SHARE = {"PA": 27.0, "HM": 16.0}
FLEXJOB_OR_LEDIGHEDSYDELSE = {"PA": "K21-0910", "HM": "K21-0909"}
PRINTED_GROUPS = {
    "PA": {SELF_SUPPORTING: "K21-0905", "kontanthjælp": "K21-0097", "sygedagpenge": "K21-0911"},
    "HM": {SELF_SUPPORTING: "K21-0906", "sygedagpenge": "K21-0912", "jobafklaring": "K21-0914"},
}
# PA: jobafklaring prints as 5 and so does jobafklaring with ressourceforløb (K21-0913, K21-0098). The share of
# a-dagpenge is what tegnsprog leaves: 10 percent of those with it are 34 percent of all with a-dagpenge (5.3.4, 5.4).
CHOSEN_GROUPS = {
    "PA": {"jobafklaring": 4.75, "ressourceforløb": 0.4, "a-dagpenge": 2.35},
    "HM": {"kontanthjælp": 10.0, "ressourceforløb": 3.0, "a-dagpenge": 9.0},
}
# What a purpose has left is shared in these proportions.
FILLINGS: dict[tuple[str, bool], dict[str, float]] = {
    ("PA", False): {"delvis sygemeldt": 5, "SU": 2},
    ("HM", False): {"delvis sygemeldt": 3, "SU": 1},
    ("PA", True): {"uddannelseshjælp": 4, "revalidering": 2, "integrationsydelse": 1},
    ("HM", True): {"uddannelseshjælp": 4, "revalidering": 1.5, "integrationsydelse": 1},
}
CODES = {
    SELF_SUPPORTING: (NO_BENEFIT,),
    FLEXJOB: ("771", "771", "771", "774"),
    "delvis sygemeldt": ("899",),
    "SU": ("651", "652"),
    "ledighedsydelse": ("740", "741", "743"),
    "kontanthjælp": ("130", "730", "733", "737"),
    "jobafklaring": ("870", "873"),
    "ressourceforløb": ("810", "813"),
    "sygedagpenge": ("890", "893"),
    "a-dagpenge": ("111", "112", "211"),
    "uddannelseshjælp": ("140", "720", "723"),
    "revalidering": ("750", "760", "764"),
    "integrationsydelse": ("700", "703"),
}
RETENTION_GROUPS = (SELF_SUPPORTING, FLEXJOB, "delvis sygemeldt", "SU")
# Who has a job of unknown hours (the self-employed) or none at all has seldom a fleksjob.
WITHOUT_KNOWN_HOURS = 2.5  # log odds of being self-supporting
MANY_GRANTS = 4


def shares_of_grants(scheme: str, recruitment: bool, of_purpose: float) -> dict[str, float]:
    """Benefit group → percent of the scheme's grants, for one purpose that has `of_purpose` percent of them."""
    known = {group: printed(number) for group, number in PRINTED_GROUPS[scheme].items()} | CHOSEN_GROUPS[scheme]
    known[FLEXJOB] = FLEXJOB_SHARE[scheme]
    known["ledighedsydelse"] = printed(FLEXJOB_OR_LEDIGHEDSYDELSE[scheme]) - FLEXJOB_SHARE[scheme]
    known = {group: share for group, share in known.items() if (group in RETENTION_GROUPS) != recruitment}
    filling = FILLINGS[scheme, recruitment]
    left = max(of_purpose - sum(known.values()), 0.5)
    return known | {group: left * part / sum(filling.values()) for group, part in filling.items()}


def with_benefits(rng: np.random.Generator, df_by_person: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with benefit_group and code, constant over a person's grants.

    Takes schemes ("PA", "HM", "PA+HM"), recruitment, with_hours, baseline_known, grants_pa and grants_hm. Persons
    with both schemes get theirs among those with PA; those with HM alone fill up the shares of HM.
    """
    df = df_by_person.assign(benefit_group="")
    with_pa = df["schemes"].isin(["PA", "PA+HM"])
    for scheme, members in (("PA", with_pa), ("HM", ~with_pa)):
        grants = df[f"grants_{scheme.lower()}"]
        for recruitment in (False, True):
            purpose = df["recruitment"] == recruitment
            shares = shares_of_grants(scheme, recruitment, 100 * grants[purpose].sum() / grants.sum())
            # Whoever has the scheme and is not a member already has a benefit: the others fill up.
            given = grants[purpose & ~members].groupby(df["benefit_group"]).sum()
            left = {
                group: max(share / 100 * grants.sum() - given.get(group, 0), 0.0) for group, share in shares.items()
            }
            rows = members & purpose
            df.loc[rows, "benefit_group"] = _groups(rng, df[rows], grants[rows], left)
    return df.assign(code=codes_of(rng, df["benefit_group"], CODES))


def _groups(rng: np.random.Generator, df: pd.DataFrame, grants: pd.Series, shares: dict[str, float]) -> pd.Series:
    """A group a person, in the shares among persons with the same number of grants, so that grants keep them too."""
    result = pd.Series("", index=df.index, dtype=object)
    unknown = (~df["with_hours"] | ~df["baseline_known"]).to_numpy()
    for _, stratum in df.groupby(grants.clip(upper=MANY_GRANTS)):
        names = handed_out(rng, shares, len(stratum))
        lean = WITHOUT_KNOWN_HOURS * unknown[df.index.get_indexer(stratum.index)] + rng.logistic(size=len(stratum))
        # Self-supporting names first, to those who lean most.
        names = np.concatenate([names[names == SELF_SUPPORTING], names[names != SELF_SUPPORTING]])
        result[stratum.index[np.argsort(-lean, kind="stable")]] = names
    return result
