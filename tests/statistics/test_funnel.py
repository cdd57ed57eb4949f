import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.statistics.funnel import count_limits, dispersion, limits_pct, two_sided_p, widened_limits_pct

SHARES = st.floats(1, 99)


def test_p_of_nobody_of_two_by_hand() -> None:
    # At a share of half, nobody of 2 has probability 1/4 and is the lowest there is: twice 1/4.
    # Both of 2 the same; one of 2 has tails of 3/4, twice that is cut at 1.
    assert two_sided_p(pd.Series([0, 2, 1]), pd.Series([2, 2, 2]), 50).tolist() == pytest.approx([0.5, 0.5, 1])


def test_p_of_nobody_is_missing() -> None:
    assert two_sided_p(pd.Series([0]), pd.Series([0]), 50).isna().all()


def test_limits_of_ten_at_a_half_by_hand() -> None:
    # Of 10 at one half: 0 or 1 has probability 11/1024 = 0.0107, 0 to 2 56/1024 = 0.0547. So 2 to 8 lie within 95 percent.
    # Within 99.8 percent: nobody has 1/1024 = 0.00098, just below 0.001. So 1 to 9.
    ten = pd.Series([10])
    assert count_limits(ten, 50, 0.95).iloc[0].tolist() == [2, 8]
    assert count_limits(ten, 50, 0.998).iloc[0].tolist() == [1, 9]
    low, high = limits_pct(ten, 50, 0.95).iloc[0]
    assert 10 < low < 20 and high == pytest.approx(100 - low)


def test_where_nobody_is_not_rare_there_is_no_lower_limit() -> None:
    # Of 5 at one tenth nobody has 0.9⁵ = 0.59; all five 0.00001.
    low, high = limits_pct(pd.Series([5]), 10, 0.95).iloc[0]
    assert low == 0 and 40 < high < 60
    # A single person can be neither too few nor too many.
    assert limits_pct(pd.Series([1]), 10, 0.95).iloc[0].tolist() == [0, 100]


@given(st.integers(1, 300), st.integers(0, 300), SHARES)
def test_a_share_lies_outside_exactly_where_its_p_is_below_the_level(total: int, count: int, share_pct: float) -> None:
    count, n = min(count, total), pd.Series([total])
    p = two_sided_p(pd.Series([count]), n, share_pct).iloc[0]
    low, high = limits_pct(n, share_pct, 0.95).iloc[0]
    few, many = count_limits(n, share_pct, 0.95).iloc[0]
    if abs(p - 0.05) > 1e-6:
        assert (p < 0.05) == (100 * count / total < low or 100 * count / total > high)
        assert (p < 0.05) == (count < few or count > many)


@given(st.integers(1, 300), SHARES)
def test_the_wider_level_has_the_wider_limits(total: int, share_pct: float) -> None:
    n = pd.Series([total])
    (low, high), (lower, higher) = (limits_pct(n, share_pct, level).iloc[0] for level in (0.95, 0.998))
    assert lower <= low <= share_pct + 1e-9 and share_pct - 1e-9 <= high <= higher


def test_dispersion_by_hand() -> None:
    # Ten municipalities of 100 at one half: five with 60, five with 40. Every z is ±0.1/0.05 = ±2, its square 4.
    count, total = pd.Series([60, 40] * 5), pd.Series([100] * 10)
    assert dispersion(count, total, 50) == pytest.approx(4)


def test_an_outlying_municipality_hardly_moves_the_dispersion() -> None:
    # One of twenty has 100 of 100 (z = 10); drawn in to the ninth tenth of the others it counts like them.
    count, total = pd.Series([*[60, 40] * 10, 100]), pd.Series([100] * 21)
    assert dispersion(count, total, 50) == pytest.approx(4)


def test_dispersion_without_persons_is_missing_and_those_without_persons_are_left_out() -> None:
    assert np.isnan(dispersion(pd.Series([0]), pd.Series([0]), 50))
    assert dispersion(pd.Series([60, 40, 0]), pd.Series([100, 100, 0]), 50) == pytest.approx(1.6**2)


def test_widened_limits_by_hand() -> None:
    # Of 100 at one half the standard error is 5 points, with phi = 4 it is 10: 1.959964 · 10.
    df = widened_limits_pct(pd.Series([100]), 50, 4, 0.95)
    assert df.iloc[0].tolist() == pytest.approx([50 - 19.59964, 50 + 19.59964])
    # phi below 1 does not narrow, and nothing passes 0 and 100.
    assert widened_limits_pct(pd.Series([100]), 50, 0.5, 0.95).iloc[0].tolist() == pytest.approx([40.20018, 59.79982])
    assert widened_limits_pct(pd.Series([1]), 50, 4, 0.95).iloc[0].tolist() == [0, 100]
