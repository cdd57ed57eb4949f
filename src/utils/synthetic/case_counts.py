"""How many case files each case municipality gives: "up to 20 a scheme" (K21 9.1), 717 in all."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.synthetic.quotas import whole_counts
from utils.synthetic.targets import printed

FILES = {"PA": "K21-0607", "HM": "K21-0605", "IB": "K21-0606", "FA": "K21-0604"}
MOST = "K21-1111"
GENERAL, FILES_OF_GENERAL = "generel specialisering", "K21-0837"
MAIN_SCHEMES = ("PA", "HM")
LEAST_MAIN = 5  # files of PA and of HM, everywhere
# One municipality has 85 percent PA without time limit and 80 percent of aids on loan (of 20), one 88 percent (of 17).
TWENTY, SEVENTEEN = 20, 17


@dataclass(frozen=True)
class Places:
    """The case municipality of every file: a row a file, columns scheme and municipality; and two municipalities.

    twenty has 20 files of PA and of HM, seventeen 17 of PA, so that the printed shares of single
    municipalities are shares of whole files.
    """

    df_by_file: pd.DataFrame
    twenty: int
    seventeen: int


def drawn_places(rng: np.random.Generator, df_by_case_municipality: pd.DataFrame) -> Places:
    """Files by scheme and municipality: larger municipalities have more; the general specialisation has 120."""
    df = df_by_case_municipality.reset_index(drop=True)
    general = (df["organisation"] == GENERAL).to_numpy()
    totals = {scheme: int(printed(number)) for scheme, number in FILES.items()}
    of_general = whole_counts(
        {scheme: float(total) for scheme, total in totals.items()}, int(printed(FILES_OF_GENERAL))
    )
    team = np.flatnonzero((df["organisation"] == "specialiseret team").to_numpy())
    twenty, seventeen = rng.choice(team, 2, replace=False)
    weight = df["inhabitants_2019k4"].to_numpy(float) ** 0.5
    parts = []
    for scheme, total in totals.items():
        fixed = {"PA": {twenty: TWENTY, seventeen: SEVENTEEN}, "HM": {twenty: TWENTY}}.get(scheme, {})
        least = _least(df, scheme)
        own = weight * rng.lognormal(0, 0.5, len(df))
        counts = np.zeros(len(df), dtype=int)
        for members, count in ((general, of_general[scheme]), (~general, total - of_general[scheme])):
            counts += _shared_out(rng, own * members, count, least * members, fixed if members[team[0]] else {})
        parts.append(pd.DataFrame({"scheme": scheme, "municipality": np.repeat(df["code"].to_numpy(), counts)}))
    return Places(pd.concat(parts, ignore_index=True), int(df["code"][twenty]), int(df["code"][seventeen]))


def _least(df: pd.DataFrame, scheme: str) -> np.ndarray:
    """The fewest files of a municipality; priority access needs one where a type of Tabel 17 has few municipalities."""
    if scheme in MAIN_SCHEMES:
        return np.full(len(df), LEAST_MAIN)
    small = (df["organisation"] == "spredt specialisering") | (df["strategy"] == "diffus")
    return small.to_numpy().astype(int) * (scheme == "FA")


def _shared_out(
    rng: np.random.Generator, weight: np.ndarray, total: int, least: np.ndarray, fixed: dict[int, int]
) -> np.ndarray:
    """`total` files among municipalities in proportion to their weight, from `least` to the printed most."""
    counts = least.copy()
    most = np.full(len(weight), int(printed(MOST)))
    for place, count in fixed.items():
        counts[place] = most[place] = count
    for _ in range(total - counts.sum()):
        open_weight = weight * (counts < most)
        counts[rng.choice(len(weight), p=open_weight / open_weight.sum())] += 1
    return counts
