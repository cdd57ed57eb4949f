"""Which type a municipality's criteria point to: the share of each type's criteria that it meets (K21 3.2, 3.4)."""

import pandas as pd

SAME, SHARED, OTHER = "samme type", "delt mellem flere typer", "anden type"
# Shares are fractions of at most eleven; two that differ by less are the same fraction.
SMALLEST = 1e-9


def criteria_met(df_by_case_municipality: pd.DataFrame, df_by_criterion: pd.DataFrame) -> pd.DataFrame:
    """One row a municipality and criterion: KOMMUNE, criterion, type, label, met (0 or 1).

    `df_by_criterion` is the part of the code list `criteria` for one grouping; a criterion that the register does not
    hold is left out, and so is one that is not answered for the municipality.
    """
    known = df_by_criterion[df_by_criterion["criterion"].isin(df_by_case_municipality.columns)]
    df = df_by_case_municipality.melt("KOMMUNE", list(known["criterion"]), "criterion", "met").dropna(subset=["met"])
    df = df.merge(known[["criterion", "type", "label"]], on="criterion", how="left")
    return df.astype({"met": "int64"})[["KOMMUNE", "criterion", "type", "label", "met"]]


def type_scores(df_by_municipality_criterion: pd.DataFrame) -> pd.DataFrame:
    """One row a municipality and type: KOMMUNE, type, met, criteria, met_pct (met in percent of the type's criteria)."""
    grouped = df_by_municipality_criterion.groupby(["KOMMUNE", "type"], sort=False)["met"]
    df = grouped.agg(["sum", "size"]).reset_index().rename(columns={"sum": "met", "size": "criteria"})
    return df.assign(met_pct=100 * df["met"] / df["criteria"])


def best_types(df_by_municipality_type: pd.DataFrame) -> pd.Series:
    """The types with the highest share, in the order of the rows, a list a municipality; more than one is a tie."""
    highest = df_by_municipality_type.groupby("KOMMUNE")["met_pct"].transform("max")
    best = df_by_municipality_type[df_by_municipality_type["met_pct"] >= highest - SMALLEST]
    return best.groupby("KOMMUNE")["type"].agg(list)


def agreement(best: list[str], given: str) -> str:
    """How the types with the highest share stand to the type given: the same alone, shared with others, or another."""
    if given not in best:
        return OTHER
    return SAME if len(best) == 1 else SHARED
