"""Two groups of municipalities compared: the difference, three tests of it, and what they can bear, in plain Danish.

Types are given to municipalities, so municipalities are what is compared, however many persons stand behind. A share
of pooled persons is the weighted mean of the municipalities' shares; the coefficient of the second group's dummy in
a linear probability model on the persons is the difference of the two, and its clustered error is the same from a line
a municipality as from a line a person (CRV3 sums the residuals of a municipality before it squares them).
"""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from utils.statistics.few_clusters import LEVEL, crv3, wild_bootstrap
from utils.statistics.permutation import permuted
from utils.statistics.quality import comparison_quality, rules

Array = np.ndarray
TESTS = {"p_permutation": "ombytning", "p_crv3": "interval", "p_wild": "bootstrap"}


def pairwise(
    means: pd.Series,
    weights: pd.Series,
    groups: pd.Series,
    order: Sequence[str],
    compared: Callable[[Array, Array, Array], dict[str, object]] | None = None,
) -> pd.DataFrame:
    """df_by_pair of groups: first minus second of every two groups in `order` that have municipalities.

    `means` is a value a municipality (missing ones leave), `weights` what it weighs (persons, or 1), `groups` its
    group. Columns: first, second, and those of `compared`: by default `tested`, or `difference` for the interval alone.
    """
    known = means.notna() & (weights > 0) & groups.notna()
    present = [name for name in order if (groups[known] == name).any()]
    rows = []
    for first, second in combinations(present, 2):
        chosen = known & groups.isin([first, second])
        values, weight = means[chosen].to_numpy(float), weights[chosen].to_numpy(float)
        found = (compared or tested)(values, weight, (groups[chosen] == first).to_numpy(bool))
        rows.append({"first": first, "second": second} | found)
    return pd.DataFrame(rows)


def difference(means: Array, weights: Array, is_first: Array) -> dict[str, object]:
    """The difference of two groups of municipalities with its interval.

    first_municipalities, second_municipalities, difference (weighted means, first minus second), lower, upper and
    p_crv3 (CRV3, t distribution), missing where a group has one municipality.
    """
    row = crv3(means, _design(is_first), np.arange(len(means)), weights).set_index("term").loc["first"]
    return {
        "first_municipalities": int(is_first.sum()), "second_municipalities": int((~is_first).sum()),
        "difference": float(row["coefficient"]), "lower": float(row["lower"]), "upper": float(row["upper"]),
        "p_crv3": float(row["p_value"]),
    }  # fmt: skip


def tested(means: Array, weights: Array, is_first: Array) -> dict[str, object]:
    """`difference` with the two other tests of it.

    p_permutation and its permutation_error (Monte Carlo, 0 where all of the `ways` were looked at), p_wild with
    wild_error, wild_weights and wild_vectors, and wild_lower, wild_upper as the bootstrap's own interval.
    """
    found = permuted((means * weights)[:, None], weights[:, None], np.where(is_first, "first", "second"))
    wild = wild_bootstrap(means, _design(is_first), "first", np.arange(len(means)), weights)
    return difference(means, weights, is_first) | {
        "p_permutation": float(found.p_values[0]), "permutation_error": float(found.standard_errors[0]),
        "ways": found.ways, "p_wild": wild.p_value, "wild_error": wild.standard_error, "wild_weights": wild.weights,
        "wild_vectors": wild.vectors, "wild_lower": wild.lower, "wild_upper": wild.upper,
    }  # fmt: skip


def _design(is_first: Array) -> pd.DataFrame:
    return pd.DataFrame({"constant": 1.0, "first": is_first.astype(float)})


def judged(df_by_pair: pd.DataFrame, in_pp: bool) -> pd.DataFrame:
    """The tested pairs with p_holm (of p_permutation, over all rows), the grade of both intervals and a verdict."""
    df = df_by_pair.assign(p_holm=holm(df_by_pair["p_permutation"]), quality=pair_quality(df_by_pair, in_pp))
    heard = df[["first_municipalities", "second_municipalities"]].min(axis=1) >= smallest_group()
    df[["wild_lower", "wild_upper"]] = df[["wild_lower", "wild_upper"]].where(heard)
    return df.assign(wild_quality=df["quality"], verdict=[verdict(row) for _, row in df.iterrows()])


def pair_quality(df_by_pair: pd.DataFrame, in_pp: bool) -> pd.Series:
    """The grade of each difference, from the municipalities of both groups and of the smaller one.

    The width of the interval counts where the differences are in percentage points (`in_pp`); other scales have no
    common measure of wide.
    """
    sizes = df_by_pair[["first_municipalities", "second_municipalities"]]
    half_width_pp = (df_by_pair["upper"] - df_by_pair["lower"]) / 2 if in_pp else None
    return comparison_quality(sizes.sum(axis=1), smallest_group=sizes.min(axis=1), half_width_pp=half_width_pp)


def holm(p_values: pd.Series) -> pd.Series:
    """Holm's adjusted p-values over those that are not missing."""
    adjusted = pd.Series(np.nan, index=p_values.index)
    known = p_values.notna()
    if known.any():
        adjusted[known] = multipletests(p_values[known], method="holm")[1]
    return adjusted


def smallest_group() -> int:
    """Under how many municipalities in a group neither interval nor bootstrap is to be used (quality.toml)."""
    return int(rules()["comparison"]["smallest_group_below"]["3"])


def verdict(row: pd.Series) -> str:
    """What the three tests together allow to say of a difference, in Danish without a full stop.

    `row` is one of `tested` with p_holm. Under `smallest_group` only the permutation is heard, and not even that
    where its smallest possible p-value is above 0.05.
    """
    smallest = int(min(row["first_municipalities"], row["second_municipalities"]))
    if smallest < smallest_group():
        return f"Kan ikke afgøres: kun {smallest} {'kommune' if smallest == 1 else 'kommuner'}{_alone(row)}"
    if row[list(TESTS)].isna().any():
        return "Kan ikke afgøres: ingen variation at bedømme forskellen ud fra"
    rejecting = [name for test, name in TESTS.items() if row[test] < LEVEL]
    if not rejecting:
        return "Kan være tilfældig efter alle tre prøver"
    if len(rejecting) < len(TESTS):
        counted = ", men ikke efter Holm" if "p_permutation" in row and row["p_holm"] >= LEVEL else ""
        return f"Metoderne er uenige: kun {' og '.join(rejecting)} afviser tilfældighed{counted}"
    if row["p_holm"] >= LEVEL:
        return "Svær at forklare med tilfældigheder, men ikke efter Holm"
    return "Svær at forklare med tilfældigheder efter alle tre prøver"


def _alone(row: pd.Series) -> str:
    """What the permutation has to say where neither interval nor bootstrap holds; "" when it rejects nothing."""
    # The found division counts itself, so that one in `ways` is the least there is.
    if 1 / row["ways"] >= LEVEL:
        return f" og {int(row['ways'])} udfald"
    if row["p_permutation"] >= LEVEL:
        return ""
    return "; ombytning alene afviser tilfældighed" + (", men ikke efter Holm" if row["p_holm"] >= LEVEL else "")
