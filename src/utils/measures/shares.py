"""Shares of persons or grants by category, each with its count and base."""

import pandas as pd


def shares_by(df: pd.DataFrame, by: list[str], column: str, unit: str = "persons") -> pd.DataFrame:
    """One row a group of `by` and a category of `column`: <unit>, n_<unit> (the group's base) and share_pct.

    Rows with a missing category leave the base; a category that a group does not have has no row. Sorted by group
    and, within it, with the commonest category first.
    """
    known = df[df[column].notna()]
    counts = known.groupby([*by, column], observed=True).size().rename(unit).reset_index()
    base = known.groupby(by, observed=True).size().rename(f"n_{unit}").reset_index()
    result = counts.merge(base, on=by)
    result["share_pct"] = 100 * result[unit] / result[f"n_{unit}"]
    ascending = [*[True] * len(by), False, True]
    return result.sort_values([*by, unit, column], ascending=ascending, ignore_index=True)


def share_where(df: pd.DataFrame, by: list[str], holds: pd.Series, unit: str = "persons") -> pd.DataFrame:
    """One row a group of `by`: <unit> for which `holds` is true, n_<unit> for which it is known, share_pct."""
    known = df.assign(holds=holds.astype("boolean"))
    known = known[known["holds"].notna()]
    grouped = known.groupby(by, observed=True)["holds"]
    result = pd.DataFrame({unit: grouped.sum().astype(int), f"n_{unit}": grouped.size()}).reset_index()
    return result.assign(share_pct=100 * result[unit] / result[f"n_{unit}"])
