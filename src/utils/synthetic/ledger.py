"""How a municipality books its expenditure: the ten accounts of REGKC that K21 5.5 names, whole kroner."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

YEAR = 2019
# Shares of a scheme's amount by account: plausible fillings, nothing is printed below the scheme.
SHARES: dict[str, dict[str, float]] = {
    "PA": {"5.68.91.007": 0.94, "5.68.91.008": 0.06},
    "HM": {
        "5.68.98.011": 0.44,
        "5.58.82.016": 0.18,
        "5.57.71.009": 0.14,
        "5.58.80.003": 0.08,
        "5.58.83.003": 0.06,
        "5.58.91.006": 0.10,
    },
    "IB": {"5.58.81.009": 0.8, "5.68.91.110": 0.2},
}
EVENNESS = 12.0  # of the Dirichlet draw; the higher, the more alike the municipalities book
SMALLEST_KR = 2_000  # smaller parts are booked with the largest


def booked(rng: np.random.Generator, codes: np.ndarray, amounts: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """municipality_accounts: KOMMUNE, AAR, KONTO, BRUTTOUDGIFT_KR; a scheme's accounts sum to its whole kroner.

    `amounts` are kroner by scheme in the order of the municipality codes.
    """
    parts = []
    for scheme, amount in amounts.items():
        shares = SHARES[scheme]
        split = _split(rng, np.rint(amount), np.array(list(shares.values())))
        for i, account in enumerate(shares):
            parts.append(
                pd.DataFrame({"KOMMUNE": codes, "AAR": YEAR, "KONTO": account, "BRUTTOUDGIFT_KR": split[:, i]})
            )
    df = pd.concat(parts)
    spent = df[df["BRUTTOUDGIFT_KR"] > 0]
    # Who spends nothing has accounts all the same: a line with 0.
    nothing = df[~df["KOMMUNE"].isin(spent["KOMMUNE"])].drop_duplicates("KOMMUNE")
    return pd.concat([spent, nothing]).sort_values(["KOMMUNE", "KONTO"], ignore_index=True)


def _split(rng: np.random.Generator, amount: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Amounts by account, each municipality round the shares in its own way; the first account takes the rest."""
    split = np.floor(amount[:, None] * rng.dirichlet(EVENNESS * shares, amount.size))
    split[split < SMALLEST_KR] = 0
    split[:, 0] = amount - split[:, 1:].sum(axis=1)
    return split
