"""Funnel plots: how far chance alone moves the share of a municipality from a given share, by how many it has.

The limits are exact binomial ones (Spiegelhalter 2005 plots the same, with another rule between whole numbers): a
count lies outside those at level c exactly when one tail of the binomial distribution, the count itself with it, is
below (1 - c)/2. Municipalities differ by more than chance; `dispersion` says by how much, `widened_limits_pct`
gives limits that expect it.
"""

import numpy as np
import pandas as pd
from scipy.special import bdtrik
from scipy.stats import binom, norm

LEVELS = (0.95, 0.998)  # about two and three standard deviations
WINSORISED = 0.10


def limits_pct(total: pd.Series, share_pct: float, level: float) -> pd.DataFrame:
    """low_pct and high_pct about `share_pct` (over 0, under 100) for each number of persons, aligned with it.

    The binomial distribution function is continued between whole numbers by the incomplete beta function, which
    makes the limits smooth lines: a share lies above high_pct exactly when as many or more have a probability below
    (1 - level)/2, and below low_pct the same way. Where not even nobody (everybody) is so rare, it is 0 (100).
    """
    p, tail = share_pct / 100, (1 - level) / 2
    n = total.astype(float)
    low = bdtrik(tail, n, p)
    high = bdtrik(1 - tail, n, p) + 1
    within = pd.DataFrame({"low_pct": 100 * low / n, "high_pct": 100 * high / n}, index=total.index)
    within["low_pct"] = within["low_pct"].where((1 - p) ** n < tail, 0.0)
    within["high_pct"] = within["high_pct"].where(p**n < tail, 100.0)
    return within


def count_limits(total: pd.Series, share_pct: float, level: float) -> pd.DataFrame:
    """The fewest and most that lie within the limits, in whole persons: low_count, high_count (R's qbinom)."""
    tail = (1 - level) / 2
    low, high = (binom.ppf(q, total, share_pct / 100).astype(int) for q in (tail, 1 - tail))
    return pd.DataFrame({"low_count": low, "high_count": high}, index=total.index)


def two_sided_p(count: pd.Series, total: pd.Series, share_pct: float) -> pd.Series:
    """Exact two-sided p of each count against the share: twice the smaller tail, at most 1; missing of nobody.

    It is below 1 - level exactly where the share lies outside `limits_pct`.
    """
    p = share_pct / 100
    smaller = np.minimum(binom.cdf(count, total, p), binom.sf(count - 1, total, p))
    return pd.Series(np.minimum(1.0, 2 * smaller), index=count.index, name="p_value").where(total > 0)


def dispersion(count: pd.Series, total: pd.Series, share_pct: float) -> float:
    """phi: how many times larger the variance between municipalities is than chance alone would make it.

    The mean of the squared standardised deviations from the share, after the lowest and highest tenth of the
    deviations are drawn in to the tenth's limit, so that single outlying municipalities do not widen the limits by
    which they are judged (Spiegelhalter 2005). 1 where chance is enough; missing where nobody is counted.
    """
    p, n = share_pct / 100, total[total > 0].astype(float)
    if n.empty:
        return float("nan")
    z = (count[n.index] / n - p) / np.sqrt(p * (1 - p) / n)
    return float((z.clip(z.quantile(WINSORISED), z.quantile(1 - WINSORISED)) ** 2).mean())


def widened_limits_pct(total: pd.Series, share_pct: float, phi: float, level: float) -> pd.DataFrame:
    """low_pct and high_pct with the variance phi times as large (normal approximation, cut at 0 and 100)."""
    p = share_pct / 100
    reach = 100 * norm.ppf((1 + level) / 2) * np.sqrt(max(phi, 1.0) * p * (1 - p) / total.astype(float))
    return pd.DataFrame({"low_pct": (share_pct - reach).clip(lower=0), "high_pct": (share_pct + reach).clip(upper=100)})
