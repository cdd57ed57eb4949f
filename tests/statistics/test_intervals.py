import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.statistics.intervals import wilson_pct

COUNTS = st.integers(1, 100_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def _interval(count: int, total: int) -> tuple[float, float]:
    row = wilson_pct(pd.Series([count]), pd.Series([total])).iloc[0]
    return float(row["lower_pct"]), float(row["upper_pct"])


def test_wilson_by_hand() -> None:
    # z = 1.959964, z² = 3.841459. 5 of 10: centre (0.5 + 3.841459/20)/(1 + 0.3841459) = 0.5;
    # half width 1.959964/1.3841459 · √(0.25/10 + 3.841459/400) = 1.416009 · 0.186021 = 0.263407
    assert _interval(5, 10) == pytest.approx((23.6593, 76.3407), abs=1e-4)


def test_nobody_of_four_and_all_of_four() -> None:
    # 0 of 4: upper z²/(n + z²) = 3.841459/7.841459 = 0.489891; 4 of 4 is its mirror image.
    assert _interval(0, 4) == pytest.approx((0, 48.9891), abs=1e-4)
    assert _interval(4, 4) == pytest.approx((51.0109, 100), abs=1e-4)


def test_rows_keep_the_index_of_the_counts() -> None:
    df = wilson_pct(pd.Series([5, 0], index=[707, 101]), pd.Series([10, 4], index=[707, 101]))
    assert list(df.index) == [707, 101]
    assert df.loc[707, "lower_pct"] == pytest.approx(23.6593, abs=1e-4)
    assert df.loc[101, "upper_pct"] == pytest.approx(48.9891, abs=1e-4)


def test_no_groups_give_no_intervals() -> None:
    df = wilson_pct(pd.Series([], dtype="int64"), pd.Series([], dtype="int64"))
    assert df.empty and list(df.columns) == ["lower_pct", "upper_pct"]


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_within_0_and_100(counts: tuple[int, int]) -> None:
    count, total = counts
    lower, upper = _interval(count, total)
    share = 100 * count / total
    assert 0 <= lower <= upper <= 100
    assert lower - 1e-9 <= share <= upper + 1e-9


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_the_share_without_the_outcome_has_the_mirrored_interval(counts: tuple[int, int]) -> None:
    count, total = counts
    lower, upper = _interval(count, total)
    assert _interval(total - count, total) == pytest.approx((100 - upper, 100 - lower), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_ten_times_as_many_persons_give_a_narrower_interval(counts: tuple[int, int]) -> None:
    count, total = counts
    lower, upper = _interval(count, total)
    narrow_lower, narrow_upper = _interval(10 * count, 10 * total)
    assert narrow_upper - narrow_lower < upper - lower
