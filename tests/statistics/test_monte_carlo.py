import pytest

from utils.statistics.monte_carlo import monte_carlo_error, monte_carlo_p


def test_what_was_observed_counts_as_one_outcome() -> None:
    assert monte_carlo_p(0, 9_999) == 1 / 10_000
    assert monte_carlo_p(4, 9).tolist() == 0.5


def test_the_error_is_that_of_a_share_of_so_many_draws() -> None:
    # √(0.5 · 0.5/100) = 0.05
    assert monte_carlo_error(0.5, 100) == pytest.approx(0.05)
    assert monte_carlo_error(1.0, 100) == 0
