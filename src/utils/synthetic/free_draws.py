"""Many free draws without registers: what the pipeline would find in each, and what is true in it.

A draw has what the registers of the same seed would say (`registers(seed, free=True)`), a tenth of a second
instead of ten: states of persons are taken as they fell and not written into weeks and months to be read again.
Studies of coverage and power (benchmarks/) make thousands of them.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.measures.hours import share_pct
from utils.synthetic.outcomes import increased_probability
from utils.synthetic.persons import NOWHERE
from utils.synthetic.recruitment import shifted
from utils.synthetic.registers import Lives, lives
from utils.synthetic.structure import SCHEMES, Structure


@dataclass(frozen=True)
class FreeDraw:
    """df_by_person_scheme: scheme, municipality (code), increased and retained as the pipeline has them, and
    increased_probability_pct, which the structure gave. df_by_municipality: settings and results under the
    pipeline's names; true_increased_hours_pct, _pa_pct and _hm_pct: the mean probability of its persons; and
    long_run_increased_hours_pa_pct and _hm_pct: what it would be with many persons, whoever the few happen to be.
    """

    df_by_person_scheme: pd.DataFrame
    df_by_municipality: pd.DataFrame


def free_draw(seed: int, structure: Structure) -> FreeDraw:
    """The draw of a seed; the same seed with other structures has the same chance."""
    drawn = lives(np.random.default_rng([seed, 0]), structure, free=True)
    df_by_person_scheme = _persons(drawn.df_by_person_scheme, drawn.df_by_municipality, structure)
    df_by_municipality = _with_results(drawn.df_by_municipality, df_by_person_scheme)
    return FreeDraw(df_by_person_scheme, df_by_municipality.assign(**_long_run(drawn, structure)))


def _persons(df: pd.DataFrame, df_by_municipality: pd.DataFrame, structure: Structure) -> pd.DataFrame:
    codes = np.append(df_by_municipality["code"].to_numpy(), -1)[df["municipality"]]
    return pd.DataFrame(
        {
            "scheme": df["scheme"],
            "municipality": pd.Series(codes, index=df.index, dtype="Int64").where(df["municipality"] != NOWHERE),
            "increased": df["increased"].astype("boolean").where(df["baseline_known"]),
            "retained": df["retained"].astype("boolean").where(df["with_hours"]),
            "increased_probability_pct": 100
            * _of_one_life(df, increased_probability(df, df_by_municipality, structure)),
        }
    )


def _of_one_life(df: pd.DataFrame, probability: np.ndarray) -> pd.Series:
    """Who has both schemes has one outcome, drawn with the probability of assistance."""
    values = pd.Series(probability, index=df.index)
    of_pa = df["both"] & (df["scheme"] == "PA")
    known = dict(zip(df.loc[of_pa, "person"], values[of_pa], strict=True))
    return df["person"].map(known).where(df["both"]).fillna(values)


def _long_run(drawn: Lives, structure: Structure) -> dict[str, np.ndarray]:
    """Increased hours by municipality with the purposes and hours before that are expected instead of drawn."""
    df_by_municipality = drawn.df_by_municipality
    df = drawn.df_by_person_scheme[drawn.df_by_person_scheme["baseline_known"]]
    with_hours_by_purpose = df.groupby(["scheme", "recruitment"])["with_hours"].mean()
    expected = {}
    for s, scheme in enumerate(SCHEMES):
        recruited = shifted(structure.recruitment_share[s], df_by_municipality[f"shift_recruitment_{scheme.lower()}"])
        of_purpose = with_hours_by_purpose[scheme]
        with_hours = recruited * of_purpose[True] + (1 - recruited) * of_purpose[False]
        shift = df_by_municipality[f"shift_hours_{scheme.lower()}"]
        expected[scheme] = with_hours * shifted(structure.increased_share_with_hours[s], shift) + (
            1 - with_hours
        ) * shifted(structure.increased_share_without_hours[s], shift)
    # Who has both schemes has one outcome, that of assistance.
    both = df.loc[df["scheme"] == "HM", "both"].mean()
    expected["HM"] = both * expected["PA"] + (1 - both) * expected["HM"]
    return {f"long_run_increased_hours_{scheme.lower()}_pct": 100 * share for scheme, share in expected.items()}


def _with_results(df_by_municipality: pd.DataFrame, df_by_person_scheme: pd.DataFrame) -> pd.DataFrame:
    df = df_by_municipality.copy()
    for suffix, schemes in (("", SCHEMES), ("_pa", ("PA",)), ("_hm", ("HM",))):
        persons = df_by_person_scheme[df_by_person_scheme["scheme"].isin(schemes)]
        for outcome, name in (("increased", "increased_hours"), ("retained", "retained")):
            shares = share_pct(persons, outcome, ["municipality"]).set_index("municipality")
            for column, source in (("pct", f"{name}_pct"), ("persons", "persons"), ("count", outcome),
                                   ("lower_pct", "lower_pct"), ("upper_pct", "upper_pct")):  # fmt: skip
                df[f"{name}{suffix}_{column}"] = df["code"].map(shares[source])
        known = persons[persons["increased"].notna()]
        truth = known.groupby("municipality")["increased_probability_pct"].mean()
        df[f"true_increased_hours{suffix}_pct"] = df["code"].map(truth)
    return df
