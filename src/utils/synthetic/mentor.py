"""dfdg_mentor: courses with a mentor under LAB, with and without a grant at the same time."""

import numpy as np
import pandas as pd

from utils.synthetic.effort_periods import efforts

TYPES = {"Ekstern mentor": 0.55, "Mentor på arbejdspladsen": 0.3, "Mentor på uddannelsen": 0.15}
MEAN_DAYS = 180
AWAY_SHARE = 0.06  # of persons without a mentor at the time of a grant


def mentors(rng: np.random.Generator, spans: pd.DataFrame, at_grant: pd.Index) -> pd.DataFrame:
    """The register; `at_grant` are the person numbers whose course meets their grants."""
    df = efforts(rng, spans, at_grant, AWAY_SHARE, MEAN_DAYS)
    return pd.DataFrame(
        {
            "PNR": df["pnr"],
            "ID": [f"ME{i:07d}" for i in range(1, len(df) + 1)],
            "STARTDATO": df["start"],
            "SLUTDATO": df["end"],
            "MENTORTYPE": rng.choice(list(TYPES), len(df), p=list(TYPES.values())),
            "TIMER_PR_UGE": np.clip(np.rint(rng.gamma(2.0, 1.0, len(df)) * 2) / 2, 0.5, 10),
        }
    )
