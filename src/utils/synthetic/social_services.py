"""handic: services under the act on social services, with and without a grant at the same time."""

import numpy as np
import pandas as pd

from utils.registers.codelists import code_list
from utils.synthetic.effort_periods import efforts

# Services of daily life are common beside a job, a place in a home is not; codes of the code list by its groups.
GROUP_WEIGHTS = {
    "støtte i hverdagen": 6.0,
    "økonomisk støtte": 3.0,
    "aktivitet og beskæftigelse": 1.5,
    "personlig hjælp": 1.0,
    "behandling": 1.0,
    "botilbud": 0.5,
}
MEAN_DAYS = 400
AWAY_SHARE = 0.03  # of persons without a service at the time of a grant


def social_services(rng: np.random.Generator, spans: pd.DataFrame, at_grant: pd.Index) -> pd.DataFrame:
    """The register; `at_grant` are the person numbers whose service meets their grants."""
    df = efforts(rng, spans, at_grant, AWAY_SHARE, MEAN_DAYS)
    codes = code_list("modt_ydelse_kode")
    weight = codes["group"].map(GROUP_WEIGHTS).fillna(0.5).to_numpy()
    return pd.DataFrame(
        {
            "PNR": df["pnr"],
            "MODT_YDELSE_KODE": rng.choice(codes["code"].to_numpy(), len(df), p=weight / weight.sum()),
            "YDELSE_START": df["start"],
            "YDELSE_SLUT": df["end"],
        }
    )
