from math import log, sqrt

import pandas as pd
import pytest
from scipy import stats

from utils.statistics.effects import PARTS, difference, marginal_effect, nothing
from utils.statistics.fits import count_fit, linear_fit
from utils.statistics.regression import with_constant

DESIGN = with_constant(pd.DataFrame({"x": [0, 0, 1, 1]}))
COUNTS = count_fit(pd.Series([2, 4, 5, 7]), pd.Series([10, 10, 10, 10]), DESIGN)
LINE = linear_fit(pd.Series([0.0, 2.0, 3.0, 5.0]), DESIGN)


def test_the_difference_of_a_line_is_its_slope() -> None:
    # Means 1 and 4; HC3 of each: 2·(1/(1 − ½))²/4 = 2, so √4 for the difference; t(2).
    effect = difference(LINE, DESIGN.assign(x=0.0), DESIGN.assign(x=1.0))
    assert effect[["effect_pp", "standard_error_pp"]].tolist() == pytest.approx([3, 2])
    reach = stats.t(2).ppf(0.975) * 2
    assert effect[["lower_pp", "upper_pp"]].tolist() == pytest.approx([3 - reach, 3 + reach])
    assert effect["p_value"] == pytest.approx(2 * stats.t(2).sf(1.5))
    assert marginal_effect(LINE, "x", 10)[["effect_pp", "standard_error_pp"]].tolist() == pytest.approx([30, 20])


def test_the_difference_of_counts_by_hand() -> None:
    effect = difference(COUNTS, DESIGN.assign(x=0.0), DESIGN.assign(x=1.0))
    # 60 − 30 percent. Delta method: p·q times the log odds' variance 8/(20·p·q)² is 8/400 for each group.
    assert effect["effect_pp"] == pytest.approx(30)
    assert effect["standard_error_pp"] == pytest.approx(100 * sqrt(8 / 400 + 8 / 400))


def test_the_marginal_effect_of_counts_by_hand() -> None:
    # p·q is 0.21 for half of the persons and 0.24 for the others; the slope is logit 0.6 − logit 0.3.
    slope = log(0.6 / 0.4) - log(0.3 / 0.7)
    assert marginal_effect(COUNTS, "x")["effect_pp"] == pytest.approx(100 * (0.21 + 0.24) / 2 * slope)
    # Its gradient: by a (log odds at x = 0) and by the slope, with p·q·(1 − 2p) = 0.084 and −0.048.
    by_constant, by_slope = slope * (0.084 - 0.048) / 2, 0.225 + slope * -0.048 / 2
    at_zero, at_one = 8 / 4.2**2, 8 / 4.8**2  # variances of the log odds; slope = one − zero, constant = zero
    variance = (by_constant - by_slope) ** 2 * at_zero + by_slope**2 * at_one
    assert marginal_effect(COUNTS, "x")["standard_error_pp"] == pytest.approx(100 * sqrt(variance))


def test_larger_municipalities_count_more_in_the_mean() -> None:
    # 30 of 40 persons at x = 0: 0.75·0.21 + 0.25·0.24 instead of half of each.
    fit = count_fit(pd.Series([3, 6, 2, 4]), pd.Series([15, 15, 5, 5]), DESIGN)
    slope = log(0.6 / 0.4) - log(0.3 / 0.7)
    assert marginal_effect(fit, "x")["effect_pp"] == pytest.approx(100 * (0.75 * 0.21 + 0.25 * 0.24) * slope)


def test_an_outcome_without_spread_has_an_effect_and_no_uncertainty() -> None:
    effect = marginal_effect(linear_fit(pd.Series([0.0, 0.0, 0.0, 0.0]), DESIGN), "x")
    assert effect["effect_pp"] == 0
    assert effect[PARTS[1:]].isna().all()
    assert nothing().isna().all()
