"""Shares in a small, finite population of which a part has answered: intervals that know how few are left out.

Both take those who answered as a random draw from all who were asked. That cannot be tested here, and an
interval says nothing of those who chose not to answer; `without_answer` shows how far they could move a share.
"""

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from utils.statistics.intervals import LEVEL, wilson_pct


def wilson_finite_pct(count: pd.Series, answers: pd.Series, population: int) -> pd.DataFrame:
    """Wilson's 95 percent interval in percent with the finite population correction: lower_pct, upper_pct.

    The variance of a share shrinks by (N - n)/(N - 1) when n of N have answered, which is the variance of
    n · (N - 1)/(N - n) answers from an endless population; Wilson's interval is computed of that many. Wilson
    and not plus-minus, because the shares come near 0 and the answers are few. All have answered: no width.
    """
    if (answers == population).all():
        share = 100 * count / answers
        return pd.DataFrame({"lower_pct": share, "upper_pct": share})
    effective = answers * (population - 1) / (population - answers)
    return wilson_pct(count * effective / answers, effective)


def exact_persons(count: int, answers: int, population: int) -> tuple[int, int]:
    """The fewest and most persons of the population that a 95 percent test does not reject (hypergeometric).

    Every possible number of persons is tried: it is kept when neither as few nor as many as those counted
    have a probability below 2.5 percent. Exact, in whole persons, and therefore a little wide.
    """
    possible = np.arange(count, population - answers + count + 1)
    at_least = hypergeom.sf(count - 1, population, possible, answers)
    at_most = hypergeom.cdf(count, population, possible, answers)
    kept = possible[(at_least >= LEVEL / 2) & (at_most >= LEVEL / 2)]
    return int(kept.min()), int(kept.max())


def without_answer(count: pd.Series, answers: pd.Series, population: int) -> pd.DataFrame:
    """The share of the population if nobody or everybody without an answer had given it: none_pct, all_pct."""
    return pd.DataFrame(
        {"none_pct": 100 * count / population, "all_pct": 100 * (count + population - answers) / population}
    )
