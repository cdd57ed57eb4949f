"""Paid hours before and after the first grant: drawn from the structure.

A row is a person and scheme. `baseline_known`, `with_hours` (before), `increased` and `retained` are states;
dream.py paints the months that say the same, and only the months are written.
"""

import numpy as np
import pandas as pd

from utils.synthetic.persons import NOWHERE
from utils.synthetic.recruitment import municipal_shift, shifted
from utils.synthetic.structure import SCHEMES, Structure
from utils.synthetic.targets import printed

# Persons whose hours before the grant are not known: 7,335 − 6,517 and 23,341 − 23,062 (design.md 4.2).
BASELINE_UNKNOWN = {"PA": 818, "HM": 279}
WITH_HOURS = {"PA": "K21-0995", "HM": "K21-0994"}


def drawn_outcomes(
    rng: np.random.Generator, df_by_person_scheme: pd.DataFrame, df_by_municipality: pd.DataFrame, structure: Structure
) -> pd.DataFrame:
    """df_by_person_scheme with the four states; a person with both schemes has one life and so one state."""
    df = df_by_person_scheme.copy()
    df["both"] = df["person"].duplicated(keep=False)
    df["baseline_known"] = _known(rng, df)
    df["with_hours"] = _with_hours(rng, df, structure)
    df["increased"] = rng.random(len(df)) < increased_probability(df, df_by_municipality, structure)
    df["increased"] &= df["baseline_known"]
    df["retained"] = _retained(rng, df, structure)
    return _one_life(df)


def _known(rng: np.random.Generator, df: pd.DataFrame) -> pd.Series:
    """Unknown baselines fall on persons with one scheme in municipalities with others like them."""
    known = pd.Series(True, index=df.index)
    alike = df.groupby(["municipality", "scheme"])["person"].transform("size")
    for scheme in SCHEMES:
        pool = df.index[(df["scheme"] == scheme) & ~df["both"] & (df["municipality"] != NOWHERE) & (alike > 2)]
        known.loc[rng.choice(pool.to_numpy(), BASELINE_UNKNOWN[scheme], replace=False)] = False
    return known


def _with_hours(rng: np.random.Generator, df: pd.DataFrame, structure: Structure) -> pd.Series:
    """Exactly the printed number of persons with hours, the likelier the more probable (Gumbel order)."""
    scheme = (df["scheme"] == "HM").to_numpy().astype(int)
    probability = np.where(
        df["recruitment"],
        np.array(structure.hours_share_if_recruitment)[scheme],
        np.array(structure.hours_share_if_retention)[scheme],
    )
    order = pd.Series(np.log(probability / (1 - probability)) + rng.logistic(size=len(df)), index=df.index)
    chosen = pd.Series(False, index=df.index)
    of_both = df.index[df["both"] & (df["scheme"] == "PA")]
    with_both = df.loc[of_both, "person"][order[of_both] > 0]
    chosen[df["person"].isin(with_both)] = True
    for name in SCHEMES:
        # Nobody without a municipality: 9,429 with hours are printed for the whole country and for figures by group.
        placed = df["municipality"] != NOWHERE
        pool = df.index[(df["scheme"] == name) & ~df["both"] & df["baseline_known"] & placed]
        missing = int(printed(WITH_HOURS[name])) - len(with_both)
        chosen[order[pool].sort_values(ascending=False, kind="stable").index[:missing]] = True
    return chosen


def increased_probability(df: pd.DataFrame, df_by_municipality: pd.DataFrame, structure: Structure) -> np.ndarray:
    """The structure's probability of more hours, a value a person and scheme, given hours before and municipality."""
    probability = np.zeros(len(df))
    for s, scheme in enumerate(SCHEMES):
        rows = (df["scheme"] == scheme).to_numpy()
        share = np.where(
            df["with_hours"][rows], structure.increased_share_with_hours[s], structure.increased_share_without_hours[s]
        )
        municipality = df["municipality"].to_numpy()[rows]
        probability[rows] = shifted(
            share, municipal_shift(df_by_municipality, f"shift_hours_{scheme.lower()}", municipality)
        )
    return probability


def _retained(rng: np.random.Generator, df: pd.DataFrame, structure: Structure) -> pd.Series:
    """Who gains hours keeps them; the others with hours keep theirs so often that the share in all is met."""
    scheme = (df["scheme"] == "HM").to_numpy().astype(int)
    increased_share = np.array(structure.increased_share_with_hours)[scheme]
    share = (np.array(structure.retained_share)[scheme] - increased_share) / (1 - increased_share)
    return df["with_hours"] & (df["increased"] | (rng.random(len(df)) < share))


def _one_life(df: pd.DataFrame) -> pd.DataFrame:
    """Persons with both schemes take over the states of their PA row."""
    states = ["recruitment", "increased", "retained"]
    of_pa = df[df["both"] & (df["scheme"] == "PA")].set_index("person")[states]
    rows = df.index[df["both"] & (df["scheme"] == "HM")]
    df.loc[rows, states] = of_pa.loc[df.loc[rows, "person"]].to_numpy()
    return df
