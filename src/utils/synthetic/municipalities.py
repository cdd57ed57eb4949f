"""Synthetic municipal conditions: rank of rammevilkår, strategy and organisation, and the latent rates.

VIVE's ranks and the type of single municipalities are not public. Only the organisation of the three that K21
describes by name (Tabel 7–9) is; every other value here is drawn.
"""

import numpy as np
import pandas as pd

from utils.synthetic.structure import Structure

# K21 1.4: the 20 case municipalities, four from each region.
CASE_MUNICIPALITIES = (
    787,
    740,
    820,
    575,
    760,
    561,
    710,
    630,
    810,
    849,
    766,
    316,
    169,
    147,
    479,
    400,
    219,
    320,
    350,
    336,
)
NAMED_ORGANISATION = {169: "specialiseret team", 316: "spredt specialisering", 575: "generel specialisering"}

# K21 3.2 (8/9/3), 3.4.4 (7 of 8 proactive and 8 of 12 others in a specialised team; 15/2/3 in all).
TYPES = (
    [("proaktiv", "specialiseret team")] * 7
    + [("proaktiv", "generel specialisering")]
    + [("reaktiv", "specialiseret team")] * 6
    + [("reaktiv", "generel specialisering")] * 2
    + [("reaktiv", "spredt specialisering")]
    + [("diffus", "specialiseret team")] * 2
    + [("diffus", "spredt specialisering")]
)


def standardised(values: np.ndarray) -> np.ndarray:
    """Mean 0 and standard deviation 1 over the municipalities."""
    return (values - values.mean()) / values.std()


def drawn_types(rng: np.random.Generator) -> pd.DataFrame:
    """df_by_case_municipality: code, strategy, organisation; the three named ones keep their organisation."""
    codes = np.array(CASE_MUNICIPALITIES)
    while True:
        order = rng.permutation(len(TYPES))
        drawn = {int(code): TYPES[i] for code, i in zip(codes, order, strict=True)}
        if all(drawn[code][1] == organisation for code, organisation in NAMED_ORGANISATION.items()):
            rows = [(code, *drawn[code]) for code in sorted(drawn)]
            return pd.DataFrame(rows, columns=["code", "strategy", "organisation"])


def drawn_municipalities(
    rng: np.random.Generator, df_by_municipality: pd.DataFrame, structure: Structure
) -> pd.DataFrame:
    """df_by_municipality with rank, types, latent usage rates and the shifts that the arrows give.

    Adds framework_rank, strategy, organisation, rate_pa and rate_hm (grants in two years per inhabitant, up to a factor),
    shift_recruitment_pa/_hm and shift_hours_pa/_hm (logit).
    """
    df = df_by_municipality.merge(drawn_types(rng), on="code", how="left")
    count = len(df)
    df["framework_rank"] = rng.permutation(count) + 1
    rank = standardised(df["framework_rank"].to_numpy(float))
    size = standardised(np.log(df["inhabitants_2019k4"].to_numpy(float)))
    for i, scheme in enumerate(("pa", "hm")):
        noise = structure.noise_usage[i] * rng.standard_normal(count)
        df[f"rate_{scheme}"] = np.exp(structure.rank_to_usage[i] * rank + noise)
    usage = standardised(np.log(0.25 * df["rate_pa"] + 0.75 * df["rate_hm"]).to_numpy())
    for i, scheme in enumerate(("pa", "hm")):
        df[f"shift_recruitment_{scheme}"] = (
            structure.usage_to_recruitment * usage
            + structure.rank_to_recruitment * rank
            + structure.noise_recruitment[i] * rng.standard_normal(count)
        )
        df[f"shift_hours_{scheme}"] = (
            structure.rank_to_hours * rank
            + structure.usage_to_hours * usage
            + structure.size_to_hours * size
            + structure.proactive_to_hours * (df["strategy"] == "proaktiv").to_numpy(float)
            + structure.noise_hours * rng.standard_normal(count)
        )
    return df
