"""Quality grades: the arithmetic of the rules in data/quality.toml, and what a faulty file says."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.statistics import quality


def series(*values: float | None) -> pd.Series:
    return pd.Series(values, dtype=float)


def test_shares_are_graded_by_number_and_width() -> None:
    # 400 persons ± 3 pp; 60 ± 9; 45 ± 4; 9 ± 4; 500 ± 16; nobody.
    n = series(400, 60, 45, 9, 500, 0)
    half_width = series(3, 9, 4, 4, 16, None)
    grades = quality.share_quality(n, 40 - half_width, 40 + half_width)
    assert grades.tolist() == [1, 2, 2, 3, 3, 3]


def test_the_limits_themselves_pass() -> None:
    assert quality.share_quality(series(50, 10), series(32.5, 25), series(47.5, 55)).tolist() == [1, 2]
    assert quality.comparison_quality(series(25, 6)).tolist() == [1, 2]


def test_means_are_graded_by_number_and_relative_width() -> None:
    # 10 ± 3 is 30 percent, 10 ± 4 is 40, 10 ± 7 is 70; nought has no relative width.
    value, half_width = series(10, 10, 10, 0, 10), series(3, 4, 7, 1, 1)
    grades = quality.mean_quality(series(100, 100, 100, 100, 20), value, value - half_width, value + half_width)
    assert grades.tolist() == [1, 2, 3, 3, 2]


def test_comparisons_are_graded_by_municipalities() -> None:
    assert quality.comparison_quality(series(98, 20, 9), coefficients=2).tolist() == [1, 2, 3]
    assert quality.comparison_quality(series(98, 98, 98), smallest_group=series(8, 5, 3)).tolist() == [1, 2, 3]
    assert quality.comparison_quality(series(98, 98, 98), half_width_pp=series(3, 9, 16)).tolist() == [1, 2, 3]


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0, 40))
def test_more_persons_never_make_a_share_worse(n: float, more: float, half_width: float) -> None:
    low, high = series(50 - half_width), series(50 + half_width)
    assert quality.share_quality(series(n + more), low, high)[0] <= quality.share_quality(series(n), low, high)[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[share", "kan ikke læses som TOML"),
        ("[share]\nn_below = { 3 = 10 }", r"\[share\] n_below skal have en grænse for karakter 2 og for 3"),
    ],
)
def test_a_faulty_file_is_named(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = tmp_path / "quality.toml"
    faulty.write_text(text, encoding="utf-8")
    monkeypatch.setattr(quality, "QUALITY_RULES", faulty)
    quality.rules.cache_clear()
    with pytest.raises(HkoError, match=f"quality.toml: .*{message}"):
        quality.rules()
    quality.rules.cache_clear()
