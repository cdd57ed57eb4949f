import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.measures.bands import (
    FRAMEWORK_BANDS,
    SIZE_BANDS,
    USAGE_BANDS,
    framework_band,
    size_band,
    usage_band,
)


@pytest.mark.parametrize(
    ("rank", "band"),
    [(1, 0), (32, 0), (33, 1), (66, 1), (67, 2), (98, 2)],
)
def test_framework_limits(rank: int, band: int) -> None:
    assert framework_band(pd.Series([rank])).tolist() == [FRAMEWORK_BANDS[band]]


def test_the_98_ranks_are_32_34_and_32() -> None:
    counts = framework_band(pd.Series(range(1, 99))).value_counts()
    assert counts[list(FRAMEWORK_BANDS)].tolist() == [32, 34, 32]


@pytest.mark.parametrize(
    ("inhabitants", "band"),
    [(1_787, 0), (39_611, 0), (39_999, 0), (40_000, 1), (79_999, 1), (80_000, 2), (104_987, 2), (633_021, 2)],
)
def test_size_limits(inhabitants: int, band: int) -> None:
    assert size_band(pd.Series([inhabitants])).tolist() == [SIZE_BANDS[band]]


@pytest.mark.parametrize(
    ("usage_rate_2019_pct", "band"),
    [(0.014, "lav"), (0.1999999, "lav"), (0.2, "mellem"), (0.5, "mellem"), (0.5000001, "høj"), (1.4, "høj")],
)
def test_usage_limits(usage_rate_2019_pct: float, band: str) -> None:
    assert usage_band(pd.Series([usage_rate_2019_pct])).tolist() == [band]


def test_a_municipality_without_a_grant_has_no_usage_band() -> None:
    bands = usage_band(pd.Series([0.0, float("nan"), 0.3]))
    assert bands.isna().tolist() == [True, True, False]


def test_bands_are_ordered_and_keep_the_rows() -> None:
    index = pd.Index([707, 101, 147])
    for bands, order in (
        (framework_band(pd.Series([90, 1, 40], index=index)), FRAMEWORK_BANDS),
        (size_band(pd.Series([90_000, 1, 50_000], index=index)), SIZE_BANDS),
        (usage_band(pd.Series([0.9, 0.1, 0.3], index=index)), USAGE_BANDS),
    ):
        assert bands.index.tolist() == [707, 101, 147]
        assert bands.tolist() == [order[2], order[0], order[1]]
        assert bands.min() == order[0] and bands.max() == order[2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 98), min_size=1))
def test_every_rank_has_the_band_of_its_limits(ranks: list[int]) -> None:
    expected = [FRAMEWORK_BANDS[0 if rank <= 32 else 1 if rank <= 66 else 2] for rank in ranks]
    assert framework_band(pd.Series(ranks)).tolist() == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10**7), min_size=1))
def test_every_number_of_inhabitants_has_the_band_of_its_limits(inhabitants: list[int]) -> None:
    expected = [SIZE_BANDS[0 if number < 40_000 else 1 if number < 80_000 else 2] for number in inhabitants]
    assert size_band(pd.Series(inhabitants)).tolist() == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5_000), st.integers(1, 700_000))
def test_rates_are_banded_by_whole_grants(grants: int, inhabitants: int) -> None:
    # 100·grants/inhabitants < 0.2 is 500·grants < inhabitants, which no rounding of the rate may turn over.
    expected = "lav" if 500 * grants < inhabitants else "mellem" if 200 * grants <= inhabitants else "høj"
    assert usage_band(pd.Series([100 * grants / inhabitants])).tolist() == [expected]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 5), min_size=2, max_size=20))
def test_a_higher_rate_is_never_in_a_lower_band(rates: list[float]) -> None:
    codes = usage_band(pd.Series(sorted(rates))).cat.codes
    assert codes[codes >= 0].is_monotonic_increasing
