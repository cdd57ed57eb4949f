import numpy as np
import pandas as pd
import pytest

from utils.statistics.fits import linear_fit
from utils.statistics.regression import with_constant
from utils.statistics.spline import bend, knots, spline_basis

X = pd.Series(np.arange(10.0))


def test_knots_are_the_ends_and_the_tertiles() -> None:
    assert knots(X).tolist() == [0, 3, 6, 9]
    assert knots(pd.Series([1.0, 1.0, 1.0, 2.0])).tolist() == [1, 2]  # equal ones are one


def test_each_column_is_one_at_its_knot_and_nought_at_the_others() -> None:
    basis = spline_basis(pd.Series([0.0, 3.0, 6.0, 9.0]), knots(X))
    np.testing.assert_allclose(basis, [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], atol=1e-12)


def test_a_straight_line_is_one_of_the_curves() -> None:
    design = with_constant(spline_basis(X, knots(X)))
    fit = linear_fit(2 * X + 1, design)
    assert (design.to_numpy() @ fit.coefficients).tolist() == pytest.approx((2 * X + 1).tolist())


def test_it_is_straight_at_its_ends() -> None:
    # Second differences of a natural spline vanish at the ends: over a short step the curve is a line there.
    near = pd.Series([0.0, 0.001, 0.002, 8.998, 8.999, 9.0])
    basis = spline_basis(near, knots(X)).to_numpy()
    assert np.abs(basis[0] - 2 * basis[1] + basis[2]).max() < 1e-9
    assert np.abs(basis[3] - 2 * basis[4] + basis[5]).max() < 1e-9


def test_the_bend_is_nought_before_its_knots_and_straight_beyond() -> None:
    # Knots 0, 1, 3: at 1 it is 1/9; at 3 (27 - 8 · 3/2)/9 = 15/9; beyond, straight with slope 3 · (9 - 4 · 3/2)/9 = 1.
    assert bend(np.array([-5.0, 0.0, 1.0, 3.0]), np.array([0.0, 1.0, 3.0])) == pytest.approx([0, 0, 1 / 9, 15 / 9])
    assert np.diff(bend(np.array([3.0, 4.0, 5.0]), np.array([0.0, 1.0, 3.0]))) == pytest.approx([1, 1])
