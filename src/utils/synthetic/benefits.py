"""Benefit codes that fit the purpose of the grants, one a person."""

import numpy as np
import pandas as pd

from utils.synthetic.quotas import handed_out

NO_BENEFIT = ""
# Shares of persons within a purpose; the codes of a group share its weight evenly.
MIX: dict[tuple[str, bool], dict[str, float]] = {
    ("PA", False): {"selvforsørgelse": 39, "fleksjob": 27, "delvis sygemeldt": 5, "SU": 2},
    ("HM", False): {"selvforsørgelse": 19, "fleksjob": 16, "delvis sygemeldt": 3, "SU": 1},
    ("PA", True): {"ledighedsydelse": 4, "kontanthjælp": 3, "jobafklaring": 3.2, "ressourceforløb": 1.8,
                   "sygedagpenge": 9, "a-dagpenge": 4, "uddannelseshjælp": 1, "revalidering": 0.6,
                   "integrationsydelse": 0.4},
    ("HM", True): {"ledighedsydelse": 4, "kontanthjælp": 10, "jobafklaring": 14, "ressourceforløb": 3,
                   "sygedagpenge": 14, "a-dagpenge": 10, "uddannelseshjælp": 4, "revalidering": 1,
                   "integrationsydelse": 1},
}  # fmt: skip
CODES = {
    "selvforsørgelse": (NO_BENEFIT,),
    "fleksjob": ("771", "771", "771", "774"),
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


def benefit_codes(rng: np.random.Generator, df_by_person: pd.DataFrame) -> np.ndarray:
    """A code a person from `recruitment` and `lead_scheme` (PA for who has both)."""
    codes = np.empty(len(df_by_person), dtype=object)
    for (scheme, recruitment), mix in MIX.items():
        rows = np.flatnonzero((df_by_person["lead_scheme"] == scheme) & (df_by_person["recruitment"] == recruitment))
        groups = handed_out(rng, mix, rows.size)
        codes[rows] = [CODES[group][i % len(CODES[group])] for i, group in enumerate(groups)]
    return codes
