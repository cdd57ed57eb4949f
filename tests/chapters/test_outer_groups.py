import numpy as np
import pandas as pd
import pytest

from utils.chapters.outer_groups import group_middles, term

RANK = pd.Series([1.0, 16, 32, 33, 50, 67, 80, 98])


def test_the_middles_of_the_bands_of_the_rank() -> None:
    # 1, 16, 32 in the first band, 67, 80, 98 in the last.
    assert group_middles(RANK, "framework_rank") == (16, 80)


def test_the_middles_of_the_bands_of_size_and_its_limits() -> None:
    size = pd.Series(np.log10([30_000, 39_999, 40_000, 79_999, 80_000, 100_000, 200_000]))
    low, high = group_middles(size, "log10_inhabitants")
    assert 10**low == pytest.approx(np.sqrt(30_000 * 39_999))  # halfway between two logarithms
    assert 10**high == pytest.approx(100_000)


def test_the_middles_of_the_thirds_of_a_rate() -> None:
    # Tertiles of 1 … 7 are 3 and 5: the middle of 1, 2, 3 and of 5, 6, 7.
    assert group_middles(pd.Series(np.arange(1.0, 8)), "usage_rate") == (2, 6)


def test_a_line_a_curve_and_bands_between_the_same_two_places() -> None:
    linear, bands, spline = (term(RANK, "framework_rank", form) for form in ("linear", "bands", "spline"))
    assert (linear.low, linear.high) == ([16], [80])
    assert (bands.low, bands.high) == ([0, 0], [0, 1])
    assert bands.columns.to_numpy().tolist() == [[0, 0]] * 3 + [[1, 0]] * 2 + [[0, 1]] * 3
    # Three columns; where a municipality has the very rank, the end has its row.
    assert spline.low == pytest.approx(spline.columns.iloc[1].tolist())
    assert spline.high == pytest.approx(spline.columns.iloc[6].tolist())


def test_without_a_municipality_in_an_outer_band_there_is_nothing_to_compare() -> None:
    assert term(RANK.head(4), "framework_rank", "linear").high is None
