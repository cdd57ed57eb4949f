"""Intervals of shares."""

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

LEVEL = 0.05


def wilson_pct(count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Wilson's 95 percent interval of count / total in percent: lower_pct, upper_pct, aligned with the series.

    It stays within 0–100 and is honest for small numbers and shares near the ends, where the usual
    plus-minus interval is not.
    """
    lower, upper = proportion_confint(count.astype(float), total.astype(float), alpha=LEVEL, method="wilson")
    return pd.DataFrame({"lower_pct": 100 * lower, "upper_pct": 100 * upper}, index=count.index)
