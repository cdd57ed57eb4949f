import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.statistics.shrinkage import FEWEST, Prior, fitted_prior, known_prior_limits, shrunken

NOTHING = np.array([])
# Shares 10, 20 … 90 percent of ten: they differ far more than chance.
APART = pd.Series(range(1, 10)), pd.Series([10] * 9)
COVERAGE_SEED = 20210312


def test_weight_and_share_by_hand() -> None:
    # a + b = 1/0.2 - 1 = 4 and mean 0.5: a = b = 2. With 3 of 4: weight 4/8, (3 + 2)/(4 + 4) = 62.5 percent.
    prior = Prior(0.5, 0.2, np.array([0.5]), np.array([0.2]), np.array([1.0]), 10, 20)
    df = shrunken(pd.Series([3]), pd.Series([4]), prior)
    assert prior.strength == pytest.approx(4)
    assert df.loc[0, ["shrunken_pct", "own_weight_pct"]].tolist() == pytest.approx([62.5, 50])
    # With one node the interval is that of Beta(5, 3).
    low, high = known_prior_limits(3, 4, prior)
    assert df.loc[0, ["lower_pct", "upper_pct"]].tolist() == pytest.approx([100 * low, 100 * high])
    assert (low, high) == pytest.approx((0.2904209, 0.9010117), abs=1e-6)


def test_a_uniform_distribution_of_shares_is_found() -> None:
    # Each count 0 … 10 of 10 once is what Beta(1, 1) makes equally likely; the fit lies close to it by symmetry.
    prior = fitted_prior(pd.Series(range(11)), pd.Series([10] * 11))
    assert prior.mean == pytest.approx(0.5)
    assert prior.strength == pytest.approx(2, abs=0.1)


def test_equal_shares_have_no_dispersion_and_get_the_common_share() -> None:
    # Every municipality has 3 of 10: less apart than chance, so the own numbers weigh nothing.
    prior = fitted_prior(pd.Series([3] * 8), pd.Series([10] * 8))
    assert prior.dispersion == 0 and prior.strength == float("inf")
    df = shrunken(pd.Series([0]), pd.Series([2]), prior)
    assert df.loc[0, ["shrunken_pct", "own_weight_pct"]].tolist() == pytest.approx([30, 0])
    # That no dispersion is most likely does not make it certain: the interval has width.
    assert df.loc[0, "lower_pct"] < 28 and df.loc[0, "upper_pct"] > 32


@pytest.mark.parametrize(("count", "share"), [(0, 0), (10, 100)])
def test_where_nobody_or_everybody_is_counted_there_is_one_share(count: int, share: float) -> None:
    prior = fitted_prior(pd.Series([count] * 6), pd.Series([10] * 6))
    df = shrunken(pd.Series([0, count]), pd.Series([0, 10]), prior)
    assert df["shrunken_pct"].tolist() == [share, share]
    # Wilson's interval of 0 of 60: 0 to z²/(60 + z²) = 3.8415/63.8415.
    width = 100 * 3.841459 / 63.841459
    assert (df["upper_pct"] - df["lower_pct"]).tolist() == pytest.approx([width, width], rel=1e-6)


def test_a_municipality_without_persons_has_what_is_usual_and_cannot_stand_alone() -> None:
    prior = fitted_prior(*APART)
    df = shrunken(pd.Series([0, 5]), pd.Series([0, 10]), prior)
    assert df.loc[0, "shrunken_pct"] == pytest.approx(100 * prior.mean)
    assert df["own_weight_pct"].iloc[0] == 0 and df["quality"].tolist() == [3, 3]
    widths = df["upper_pct"] - df["lower_pct"]
    assert widths[0] > widths[1]


def test_too_few_municipalities_are_refused_with_the_reason() -> None:
    with pytest.raises(HkoError, match=rf"mindst {FEWEST} kommuner skal have tal, her 4\."):
        fitted_prior(pd.Series([1, 2, 1, 0, 0]), pd.Series([4, 4, 4, 4, 0]))


def test_the_more_a_municipality_has_the_more_its_own_share_weighs() -> None:
    prior = fitted_prior(*APART)
    df = shrunken(pd.Series([1, 10, 100]), pd.Series([10, 100, 1000]), prior)
    assert df["own_weight_pct"].is_monotonic_increasing and df["shrunken_pct"].is_monotonic_decreasing
    # n/(n + a + b)
    assert df["own_weight_pct"].iloc[0] == pytest.approx(100 * 10 / (10 + prior.strength))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=6, max_size=12))
def test_a_shrunken_share_lies_between_the_own_and_the_usual(pairs: list[tuple[int, int]]) -> None:
    count, total = (pd.Series(part) for part in zip(*[(min(x, n), n) for x, n in pairs], strict=True))
    if (total > 0).sum() < FEWEST:
        return
    prior = fitted_prior(count, total)
    df = shrunken(count, total, prior)
    own = (100 * count / total.where(total > 0)).fillna(100 * prior.mean)
    ends = pd.DataFrame({"own": own, "usual": 100 * prior.mean})
    assert (df["shrunken_pct"] >= ends.min(axis=1) - 1e-9).all()
    assert (df["shrunken_pct"] <= ends.max(axis=1) + 1e-9).all()
    assert ((df["lower_pct"] >= 0) & (df["lower_pct"] < df["upper_pct"]) & (df["upper_pct"] <= 100)).all()


def _coverage(mean: float, dispersion: float, rounds: int) -> tuple[float, float]:
    """How often the interval, and the one that takes the fitted prior for certain, hold the share that was drawn."""
    draw = np.random.default_rng(COVERAGE_SEED)
    total = pd.Series([1, 2, 3, 5, 8, 13, 20, 30, 40, 50, 60, 80, 100, 150, 250, 400] * 3)
    strength = 1 / dispersion - 1
    held, held_known = [], []
    for _ in range(rounds):
        shares = draw.beta(mean * strength, (1 - mean) * strength, len(total))
        count = pd.Series(draw.binomial(total, shares))
        prior = fitted_prior(count, total)
        seen = draw.choice(len(total), 10, replace=False)
        df = shrunken(count[seen], total[seen], prior)
        held += list((df["lower_pct"] <= 100 * shares[seen]) & (100 * shares[seen] <= df["upper_pct"]))
        if prior.dispersion > 0:
            known = [known_prior_limits(count[i], total[i], prior) for i in seen]
            held_known += [low <= shares[i] <= high for i, (low, high) in zip(seen, known, strict=True)]
        else:
            held_known += [False] * len(seen)
    return float(np.mean(held)), float(np.mean(held_known))


def test_the_interval_holds_the_true_share_about_95_times_in_100() -> None:
    # 300 intervals: two standard errors of a coverage of 95 percent are 2.5 points.
    held, _ = _coverage(0.15, 0.05, 30)
    assert 0.925 <= held <= 0.99


def test_taking_the_fitted_prior_for_certain_is_too_short_where_there_is_little_dispersion() -> None:
    held, held_known = _coverage(0.95, 0.002, 30)
    assert held >= 0.94
    assert held_known < 0.85
