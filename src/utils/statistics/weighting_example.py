"""The worked example of weighting in K21 9.4.1, recomputed from the numbers that are printed in it.

Only the category "I meget høj grad" can be recomputed (8 unweighted, 6 weighted): the example's other
municipalities are pictures in the report. The weighted formula itself prints 8, its result table 6.
"""

import pandas as pd

ANSWER = "I meget høj grad"


def example_terms(df_by_example_municipality: pd.DataFrame) -> pd.DataFrame:
    """df_by_municipality of the example with weight_pct and weighted_pp, its part of the weighted share in points."""
    df = df_by_example_municipality
    return df.assign(weight_pct=100 * df["weight"], weighted_pp=df["share_pct"] * df["weight"])


def example_results(df_by_example_municipality: pd.DataFrame) -> pd.DataFrame:
    """level, answer, share_pct: the mean over the example's municipalities and the weighted mean.

    A municipality without a printed term counts with nought, as in the printed formula; one without a printed
    weight has nought percent, so its weight does not matter.
    """
    df = example_terms(df_by_example_municipality)
    rows = [
        ("uvægtet", ANSWER, df["share_pct"].fillna(0).mean()),
        ("vægtet", ANSWER, df["weighted_pp"].sum()),
    ]
    return pd.DataFrame(rows, columns=["level", "answer", "share_pct"])


def kommune_x(df_by_example_answer: pd.DataFrame) -> pd.DataFrame:
    """The example's Kommune X with share_pct: its six answers over six categories, "Ved ikke" among them."""
    df = df_by_example_answer
    return df.assign(share_pct=100 * df["answers"] / df["answers"].sum())
