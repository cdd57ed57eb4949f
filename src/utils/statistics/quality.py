"""How much a number can bear: 1 sound, 2 with care, 3 not to be used alone; the rules stand in data/quality.toml.

Each function takes what the rules of its kind look at, a value a number, and gives the worst grade that applies. A
number that is missing, or whose interval is, cannot be used alone: 3.
"""

import tomllib
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from utils.errors import HkoError
from utils.paths import QUALITY_RULES
from utils.statistics.intervals import wilson_pct

SOUND, CARE, NOT_ALONE = 1, 2, 3
EXPECTED = {
    "share": ("n_below", "half_width_pp_above"),
    "mean": ("n_below", "half_width_pct_of_value_above"),
    "comparison": ("municipalities_per_coefficient_below", "smallest_group_below", "half_width_pp_above"),
}


@cache
def rules() -> dict[str, dict[str, dict[str, float]]]:
    """Kind of number → rule → grade ("3", "2") → limit; HkoError when the file lacks one of them."""
    try:
        found: dict[str, Any] = tomllib.loads(QUALITY_RULES.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise HkoError(f"{QUALITY_RULES.name}: filen kan ikke læses som TOML.") from fault
    for kind, names in EXPECTED.items():
        for name in names:
            limits = found.get(kind, {}).get(name, {})
            if set(limits) != {"2", "3"} or not all(isinstance(limit, int | float) for limit in limits.values()):
                raise HkoError(f"{QUALITY_RULES.name}: [{kind}] {name} skal have en grænse for karakter 2 og for 3.")
    return found


def share_quality(n: pd.Series, lower_pct: pd.Series, upper_pct: pd.Series) -> pd.Series:
    """Grade of shares in percent from the number behind each and its 95 percent interval."""
    given = rules()["share"]
    half_width_pp = (upper_pct - lower_pct) / 2
    return _worst(_below(n, given["n_below"]), _above(half_width_pp, given["half_width_pp_above"]))


def graded_wilson_pct(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Wilson's interval of shares with their grade: lower_pct, upper_pct, quality, aligned with the series."""
    limits = wilson_pct(count, total)
    return limits.assign(quality=share_quality(total, limits["lower_pct"], limits["upper_pct"]))


def mean_quality(n: pd.Series, value: pd.Series, lower: pd.Series, upper: pd.Series) -> pd.Series:
    """Grade of means and rates (positive numbers) from the number behind each and its interval; 0 has no sound one."""
    given = rules()["mean"]
    half_width_pct = (50 * (upper - lower) / value).where(value > 0)
    return _worst(_below(n, given["n_below"]), _above(half_width_pct, given["half_width_pct_of_value_above"]))


def comparison_quality(
    municipalities: pd.Series,
    coefficients: int = 1,
    smallest_group: pd.Series | None = None,
    half_width_pp: pd.Series | None = None,
) -> pd.Series:
    """Grade of differences and slopes between municipalities.

    `coefficients` counts the slopes or differences of the model, without its constant; `smallest_group` how many
    municipalities the smaller of the compared groups has, where groups are compared; `half_width_pp` is half the
    interval where the difference is one of percentages.
    """
    given = rules()["comparison"]
    grades = _below(municipalities / coefficients, given["municipalities_per_coefficient_below"])
    if smallest_group is not None:
        grades = _worst(grades, _below(smallest_group, given["smallest_group_below"]))
    if half_width_pp is not None:
        grades = _worst(grades, _above(half_width_pp, given["half_width_pp_above"]))
    return grades


def _below(values: pd.Series, limits: dict[str, float]) -> pd.Series:
    return _graded(values, values < limits["2"], values < limits["3"])


def _above(values: pd.Series, limits: dict[str, float]) -> pd.Series:
    return _graded(values, values > limits["2"], values > limits["3"])


def _graded(values: pd.Series, care: pd.Series, not_alone: pd.Series) -> pd.Series:
    missing = values.isna()
    grades = np.select([missing | not_alone.fillna(True), care.fillna(True)], [NOT_ALONE, CARE], SOUND)
    return pd.Series(grades, index=values.index, name="quality")


def _worst(first: pd.Series, second: pd.Series) -> pd.Series:
    return first.where(first >= second, second)
