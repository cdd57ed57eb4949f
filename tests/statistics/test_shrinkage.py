import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from utils.errors import HkoError
from utils.statistics.shrinkage import FEWEST, FEWEST_BY_SIZE, Prior, fitted_prior, known_prior_limits, shrunken

# Shares 10, 20 … 90 percent of ten: they differ far more than chance. Nine are too few for a curve.
APART = pd.Series(range(1, 10)), pd.Series([10] * 9), pd.Series(np.linspace(4, 5, 9))
COVERAGE_SEED = 20210312


def alike(count: list[int], total: list[int]) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Counts of municipalities of one size."""
    return pd.Series(count), pd.Series(total), pd.Series([4.5] * len(count))


def test_weight_and_share_by_hand() -> None:
    # a + b = 1/0.2 - 1 = 4 and mean 0.5: a = b = 2. With 3 of 4: weight 4/8, (3 + 2)/(4 + 4) = 62.5 percent.
    node = np.array([0.2]), np.zeros((1, 1, 1)), np.ones((1, 1))
    prior = Prior(np.zeros(1), np.array([]), False, 0.2, *node, 10, 20)
    df = shrunken(*alike([3], [4]), prior)
    assert prior.strength == pytest.approx(4)
    assert df.loc[0, ["shrunken_pct", "own_weight_pct"]].tolist() == pytest.approx([62.5, 50])
    # With one node the interval is that of Beta(5, 3).
    low, high = known_prior_limits(3, 4, 0.5, prior)
    assert df.loc[0, ["lower_pct", "upper_pct"]].tolist() == pytest.approx([100 * low, 100 * high])
    assert (low, high) == pytest.approx((0.2904209, 0.9010117), abs=1e-6)


def test_the_typical_share_falls_with_the_size_by_hand() -> None:
    # Level 0 at 4.5, the middle knot, and slope -2: a tenth of the inhabitants is +2 on the logit scale. a + b = 4.
    coefficients, knots = np.array([0.0, -2.0, 0.0]), np.array([4.2, 4.5, 4.8])
    prior = Prior(
        coefficients, knots, False, 0.2, np.array([0.2]), coefficients.reshape(1, 1, 3), np.ones((1, 1)), 10, 20
    )
    df = shrunken(pd.Series([0, 0, 2]), pd.Series([0, 4, 4]), pd.Series([3.5, 4.5, 4.5]), prior)
    assert df["typical_pct"].tolist() == pytest.approx([100 / (1 + np.exp(-2)), 50, 50])
    assert df["shrunken_pct"].tolist() == pytest.approx([100 / (1 + np.exp(-2)), 25, 50])


def test_a_uniform_distribution_of_shares_is_found() -> None:
    # Each count 0 … 10 of 10 once is what Beta(1, 1) makes equally likely; the fit lies close to it by symmetry.
    prior = fitted_prior(*alike(list(range(11)), [10] * 11))
    assert not prior.by_size and prior.typical(pd.Series([4.5])) == pytest.approx(0.5)
    assert prior.strength == pytest.approx(2, abs=0.1)


def test_equal_shares_have_no_dispersion_and_get_the_common_share() -> None:
    # Every municipality has 3 of 10: less apart than chance, so the own numbers weigh nothing.
    prior = fitted_prior(*alike([3] * 8, [10] * 8))
    assert prior.dispersion == 0 and prior.strength == float("inf")
    df = shrunken(*alike([0], [2]), prior)
    assert df.loc[0, ["shrunken_pct", "own_weight_pct"]].tolist() == pytest.approx([30, 0])
    # That no dispersion is most likely does not make it certain: the interval has width.
    assert df.loc[0, "lower_pct"] < 28 and df.loc[0, "upper_pct"] > 32


@pytest.mark.parametrize(("count", "share"), [(0, 0), (10, 100)])
def test_where_nobody_or_everybody_is_counted_there_is_one_share(count: int, share: float) -> None:
    prior = fitted_prior(*alike([count] * 6, [10] * 6))
    df = shrunken(*alike([0, count], [0, 10]), prior)
    assert df["shrunken_pct"].tolist() == [share, share]
    # Wilson's interval of 0 of 60: 0 to z²/(60 + z²) = 3.8415/63.8415.
    width = 100 * 3.841459 / 63.841459
    assert (df["upper_pct"] - df["lower_pct"]).tolist() == pytest.approx([width, width], rel=1e-6)


def test_a_municipality_without_persons_has_what_is_usual_and_cannot_stand_alone() -> None:
    prior = fitted_prior(*APART)
    df = shrunken(*alike([0, 5], [0, 10]), prior)
    assert df.loc[0, "shrunken_pct"] == pytest.approx(df.loc[0, "typical_pct"])
    assert df["own_weight_pct"].iloc[0] == 0 and df["quality"].tolist() == [3, 3]
    widths = df["upper_pct"] - df["lower_pct"]
    assert widths[0] > widths[1]


def test_too_few_municipalities_are_refused_with_the_reason() -> None:
    with pytest.raises(HkoError, match=rf"mindst {FEWEST} kommuner skal have tal, her 4\."):
        fitted_prior(*alike([1, 2, 1, 0, 0], [4, 4, 4, 4, 0]))


def test_the_more_a_municipality_has_the_more_its_own_share_weighs() -> None:
    prior = fitted_prior(*APART)
    df = shrunken(*alike([1, 10, 100], [10, 100, 1000]), prior)
    assert df["own_weight_pct"].is_monotonic_increasing and df["shrunken_pct"].is_monotonic_decreasing
    # n/(n + a + b)
    assert df["own_weight_pct"].iloc[0] == pytest.approx(100 * 10 / (10 + prior.strength))


def falling(places: int) -> tuple[pd.Series, pd.Series, pd.Series]:
    """40 persons each, of whom 20, 19, 18 … count the larger the municipality is."""
    return pd.Series(20 - np.arange(places)), pd.Series([40] * places), pd.Series(3.5 + 0.1 * np.arange(places))


def test_a_small_municipality_is_judged_by_small_ones() -> None:
    count, total, size = falling(12)
    prior = fitted_prior(count, total, size)
    df = shrunken(count, total, size, prior)
    # 20, 19 … 9 of 40 on the logit scale: from 0 to -1.24 over 1.1, nearly straight, and no dispersion beside it.
    assert prior.by_size and prior.coefficients[1] == pytest.approx(-1.1, abs=0.2)
    assert prior.dispersion == 0 and (df["own_weight_pct"] == 0).all()
    assert df["typical_pct"].is_monotonic_decreasing
    assert df["shrunken_pct"].iloc[0] == pytest.approx(50, abs=2)
    assert df["shrunken_pct"].iloc[-1] == pytest.approx(100 * 9 / 40, abs=2)
    # Nobody known of, but the size: the interval lies about the share of the small, and is wider beyond them.
    unknown = shrunken(pd.Series([0, 0]), pd.Series([0, 0]), pd.Series([3.5, 2.5]), prior)
    assert unknown["lower_pct"].iloc[0] > 30 and unknown["upper_pct"].iloc[0] < 70
    width = unknown["upper_pct"] - unknown["lower_pct"]
    assert width[1] > 1.5 * width[0]


def test_the_rank_counts_beside_the_size_where_enough_municipalities_have_one() -> None:
    # 30 of one common share but for the rank: 20 of 40 up to the middle, 10 of 40 from there on.
    rank = pd.Series(np.linspace(1, 98, 30).round())
    count, total = pd.Series([20 if place < 50 else 10 for place in rank]), pd.Series([40] * 30)
    size = pd.Series(3.5 + 0.1 * ((7 * np.arange(30)) % 20))
    prior = fitted_prior(count, total, size, rank)
    assert prior.by_rank and prior.coefficients[3] < -0.3
    df = shrunken(count, total, size, prior, rank)
    assert df["typical_pct"].iloc[0] > 45 and df["typical_pct"].iloc[-1] < 30
    # A rank that is missing, or ranks of too few, leave it out.
    assert not fitted_prior(count, total, size, rank.where(rank > 1)).by_rank
    assert not fitted_prior(count[:15], total[:15], size[:15], rank[:15]).by_rank


def test_the_smallest_are_not_judged_by_a_line_through_the_others() -> None:
    # From 4.2 on the share falls from 60 to 10 percent; the four smallest have 10 percent and not the 95 of the line.
    count = pd.Series([2] * 4 + [24 - 20 * k // 15 for k in range(16)])
    size = pd.Series([3.5, 3.6, 3.7, 3.8] + [4.2 + k / 20 for k in range(16)])
    total = pd.Series([20] * 4 + [40] * 16)
    df = shrunken(count, total, size, fitted_prior(count, total, size))
    assert df["typical_pct"].iloc[0] < 40


@pytest.mark.parametrize(
    ("places", "changed"),
    [
        (FEWEST_BY_SIZE - 1, {}),  # too few
        (12, {"size": pd.Series([4.5] * 12)}),  # all of one size
        (12, {"size": pd.Series([np.nan] + [4.5, 4.6] * 5 + [4.7])}),  # one size missing
        (12, {"count": pd.Series([40] * 6 + [0] * 6)}),  # the size parts all from none
        (12, {"count": pd.Series([3] + [0] * 11)}),  # somebody in the smallest only
        (12, {"count": pd.Series([0] * 5 + [3, 3] + [0] * 5)}),  # only two sizes with some and not all
    ],
)
def test_without_a_curve_that_can_be_known_the_typical_share_is_common(
    places: int, changed: dict[str, pd.Series]
) -> None:
    count, total, size = falling(places)
    count, size = changed.get("count", count), changed.get("size", size)
    prior = fitted_prior(count, total, size)
    df = shrunken(count, total, size, prior)
    assert not prior.by_size
    assert df["typical_pct"].nunique() == 1 and df[["lower_pct", "upper_pct"]].notna().all(axis=None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(30, 60)), min_size=6, max_size=16))
def test_a_shrunken_share_lies_between_the_own_and_the_typical(places: list[tuple[int, int, int]]) -> None:
    count, total, size = (pd.Series(part) for part in zip(*[(min(x, n), n, s / 10) for x, n, s in places], strict=True))
    if (total > 0).sum() < FEWEST:
        return
    df = shrunken(count, total, size, fitted_prior(count, total, size))
    own = (100 * count / total.where(total > 0)).fillna(df["typical_pct"])
    ends = pd.DataFrame({"own": own, "typical": df["typical_pct"]})
    assert (df["shrunken_pct"] >= ends.min(axis=1) - 1e-9).all()
    assert (df["shrunken_pct"] <= ends.max(axis=1) + 1e-9).all()
    assert ((df["lower_pct"] >= 0) & (df["lower_pct"] < df["upper_pct"]) & (df["upper_pct"] <= 100)).all()


def _coverage(mean: float, slope: float, dispersion: float, rounds: int) -> tuple[float, float]:
    """How often the interval, and the one that takes the fitted prior for certain, hold the share that was drawn."""
    draw = np.random.default_rng(COVERAGE_SEED)
    total = pd.Series([1, 2, 3, 5, 8, 13, 20, 30, 40, 50, 60, 80, 100, 150, 250, 400] * 3)
    size = np.log10(200 * total) + pd.Series(draw.normal(0, 0.2, len(total)))
    means = expit(logit(mean) + slope * (size - size.mean()))
    strength = 1 / dispersion - 1
    held, held_known = [], []
    for _ in range(rounds):
        shares = draw.beta(means * strength, (1 - means) * strength)
        count = pd.Series(draw.binomial(total, shares))
        prior = fitted_prior(count, total, size)
        seen = draw.choice(len(total), 10, replace=False)
        df = shrunken(count[seen], total[seen], size[seen], prior)
        held += list((df["lower_pct"] <= 100 * shares[seen]) & (100 * shares[seen] <= df["upper_pct"]))
        if prior.dispersion > 0:
            rows = zip(count[seen], total[seen], prior.typical(size[seen]), strict=True)
            known = [known_prior_limits(x, n, typical, prior) for x, n, typical in rows]
            held_known += [low <= shares[i] <= high for i, (low, high) in zip(seen, known, strict=True)]
        else:
            held_known += [False] * len(seen)
    return float(np.mean(held)), float(np.mean(held_known))


@pytest.mark.parametrize("slope", [0.0, -0.8])
def test_the_interval_holds_the_true_share_about_95_times_in_100(slope: float) -> None:
    # 300 intervals: two standard errors of a coverage of 95 percent are 2.5 points.
    held, _ = _coverage(0.15, slope, 0.05, 30)
    assert 0.925 <= held <= 0.99


def test_taking_the_fitted_prior_for_certain_is_too_short_where_there_is_little_dispersion() -> None:
    held, held_known = _coverage(0.95, 0.0, 0.002, 30)
    assert held >= 0.94
    assert held_known < 0.85
