from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.statistics.effects import marginal_effect
from utils.statistics.fits import count_fit, hindrance, linear_fit, person_fit
from utils.statistics.regression import least_squares, with_constant

DESIGN = with_constant(pd.DataFrame({"x": [0, 0, 1, 1]}))
SUCCESSES, TRIALS = pd.Series([2, 4, 5, 7]), pd.Series([10, 10, 10, 10])


def test_weighted_line_by_hand() -> None:
    # Weighted means: (1·0 + 3·2)/4 = 1.5 at x = 0 and (3·3 + 1·5)/4 = 3.5 at x = 1.
    fit = linear_fit(pd.Series([0.0, 2.0, 3.0, 5.0]), DESIGN, pd.Series([1, 3, 3, 1]))
    assert fit.coefficients.tolist() == pytest.approx([1.5, 2.0])
    # HC3, a group at a time: Σ (w·e/(1 − h))²/W² with h = w/W. x = 0: residuals −1.5 and 0.5, (−1.5/0.75)² + (1.5/0.25)²
    # = 4 + 36, /16 = 2.5; x = 1 the same. The slope is their difference: 2.5 + 2.5.
    assert fit.covariance[1, 1] == pytest.approx(5.0)
    assert (fit.degrees_of_freedom, fit.n, fit.logit) == (2, 4, False)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-50, 50), min_size=8, max_size=8), st.integers(2, 9))
def test_alike_weights_are_no_weights(y: list[int], weight: int) -> None:
    df = pd.DataFrame({"y": np.array(y) + 100.0 * np.arange(8) ** 2, "x": np.arange(8.0)})
    expected = least_squares(df, "y", ["x"])
    fit = linear_fit(df["y"], with_constant(df[["x"]]), pd.Series([weight] * 8))
    assert fit.coefficients.tolist() == pytest.approx(expected["coefficient"].tolist(), abs=1e-9)
    assert np.sqrt(np.diag(fit.covariance)).tolist() == pytest.approx(expected["standard_error"].tolist(), abs=1e-9)


def test_counts_by_hand() -> None:
    fit = count_fit(SUCCESSES, TRIALS, DESIGN)
    # Pooled shares 6/20 = 0.3 and 12/20 = 0.6.
    low, high = log(0.3 / 0.7), log(0.6 / 0.4)
    assert fit.coefficients.tolist() == pytest.approx([low, high - low])
    # HC3 of a group's log odds: Σ ((successes − n·p)/(1 − h))²/(N·p·q)², deviations ±1, h = ½: 8/(20·0.21)², 8/(20·0.24)²
    assert fit.covariance[1, 1] == pytest.approx(8 / 4.2**2 + 8 / 4.8**2)
    assert fit.degrees_of_freedom == 2


def test_persons_by_hand() -> None:
    municipality = pd.Series(np.repeat([101, 147, 151, 153], 10))
    outcome = pd.Series(np.concatenate([np.repeat([1, 0], [made, 10 - made]) for made in SUCCESSES]))
    design = with_constant(pd.DataFrame({"x": np.repeat([0, 0, 1, 1], 10)}))
    fit = person_fit(outcome, design, municipality)
    # The same shares, so the same coefficients as the counts.
    assert fit.coefficients.tolist() == pytest.approx(count_fit(SUCCESSES, TRIALS, DESIGN).coefficients.tolist())
    # Sums of residuals in a municipality are ±1: 2/(20·0.21)² + 2/(20·0.24)², times G/(G − 1) · (n − 1)/(n − k).
    assert fit.covariance[1, 1] == pytest.approx((2 / 4.2**2 + 2 / 4.8**2) * 4 / 3 * 39 / 38)
    assert fit.degrees_of_freedom == 3


def test_a_share_that_is_told_with_certainty_has_no_finite_coefficients() -> None:
    # Nobody at x = 0: the log odds there are minus infinity.
    counts = count_fit(pd.Series([0, 0, 5, 7]), TRIALS, DESIGN)
    persons = person_fit(pd.Series([0, 0, 1, 0]), DESIGN, pd.Series([101, 147, 151, 153]))
    for fit in (counts, persons):
        assert np.isnan(fit.coefficients).all() and np.isnan(fit.covariance).all()
        assert marginal_effect(fit, "x").isna().all()


@pytest.mark.parametrize(
    ("x", "words"),
    [
        ([0, 1], "for få kommuner (2 har tal til alle led, mindst 3 skal til)"),
        ([1, 1, 1, 1], "for få forskellige kommuner (de 4 har ens tal, eller tal der følges helt ad)"),
        ([0, 0, 0, 1], "en enkelt kommune bestemmer et af leddene alene"),
        ([0, 0, 1, 1], ""),
    ],
)
def test_what_hinders_a_model(x: list[int], words: str) -> None:
    assert hindrance(with_constant(pd.DataFrame({"x": x}))) == words
