"""The three levels of K21 9.4.1: respondents 1:1, municipalities 1:1, municipalities by inhabitants.

One function for shares and one for means. In a subgroup the weights are shared out again over the
municipalities that have answers in it; their number comes with the result. Missing answers leave the base.
"""

import pandas as pd

from utils.errors import HkoError

RESPONDENTS, UNWEIGHTED, WEIGHTED = "respondenter", "uvægtet", "vægtet"
LEVELS = (RESPONDENTS, UNWEIGHTED, WEIGHTED)


def population_weights(inhabitants: pd.Series) -> pd.Series:
    """Each municipality's share of the inhabitants of all of them; the weights sum to 1."""
    if inhabitants.isna().any() or (inhabitants <= 0).any():
        raise HkoError("Vægtene kan ikke beregnes: alle kommuner skal have et indbyggertal over 0.")
    return inhabitants / inhabitants.sum()


def level_weights(codes: pd.Series, level: str, inhabitants: pd.Series) -> pd.Series:
    """What each answer weighs at a level; `codes` holds the municipality of every answer in the base.

    The weights of the answers sum to 1. `inhabitants` is indexed by municipality code.
    """
    answers_in_municipality = codes.map(codes.value_counts())
    if level == RESPONDENTS:
        return pd.Series(1 / len(codes), index=codes.index)
    present = pd.Index(codes.unique())
    missing = sorted(present.difference(inhabitants.index))
    if missing:
        raise HkoError(f"Kommunerne {', '.join(map(str, missing))} har svar, men intet indbyggertal at vægte med.")
    if level == UNWEIGHTED:
        return 1 / (len(present) * answers_in_municipality)
    if level == WEIGHTED:
        return codes.map(population_weights(inhabitants.loc[present])) / answers_in_municipality
    raise HkoError(f"Niveauet «{level}» findes ikke; tilladt: {', '.join(LEVELS)}.")


def share_by_answer(df_by_respondent: pd.DataFrame, item: str, level: str, weights: pd.Series) -> pd.DataFrame:
    """Share of each answer of `item` at one level (K21 9.4.1).

    `df_by_respondent` has the municipality code in q01 and an answer in `item`; `weights` is inhabitants by
    code. Gives a row an answer: item, answer, level, share_pct, n_respondents and n_municipalities in the base.
    """
    base = df_by_respondent.loc[df_by_respondent[item].notna(), ["q01", item]]
    weight = level_weights(base["q01"], level, weights)
    shares = 100 * weight.groupby(base[item]).sum()
    df = shares.rename("share_pct").rename_axis("answer").reset_index()
    return df.assign(item=item, level=level, n_respondents=len(base), n_municipalities=base["q01"].nunique())[
        ["item", "answer", "level", "share_pct", "n_respondents", "n_municipalities"]
    ]


def mean_at_level(df_by_respondent: pd.DataFrame, item: str, level: str, weights: pd.Series) -> float:
    """Mean of a number in `item` at one level; missing when nobody has answered."""
    base = df_by_respondent.loc[df_by_respondent[item].notna(), ["q01", item]]
    if base.empty:
        return float("nan")
    return float((level_weights(base["q01"], level, weights) * base[item]).sum())
