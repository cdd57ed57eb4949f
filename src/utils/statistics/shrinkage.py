"""Empirical Bayes for shares: a municipality borrows from what is typical of those like it, the fewer it has the more.

The shares of the municipalities are taken as draws from beta distributions (beta-binomial model) whose mean follows
the logarithm of the inhabitants along a smooth curve (a straight line would say of the smallest, far out, what the
many others say) and the rank of rammevilkår, where it is known, along a line, and whose dispersion is common. Both are
fitted to all counts by maximum likelihood; a municipality's shrunken share is the posterior mean. The interval also
carries the uncertainty of the fit: the posteriors are averaged over all dispersions and means, weighted by their
likelihood. Without that it would be too short, and of no width at all where the fit finds no dispersion.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import betainc, expit

from utils.errors import HkoError
from utils.statistics.beta_binomial import (
    ALIKE,
    Numbers,
    log_likelihood,
    mean_shares,
    most_likely,
    most_likely_given,
    shapes,
)
from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.quality import share_quality
from utils.statistics.spline import bend

FEWEST = 5  # with fewer municipalities hardly anything is known of how they differ
FEWEST_BY_SIZE = 10  # so many must have both those who count and those who do not for a curve through them,
FEWEST_BY_RANK = 20  # and so many for the rank beside it
RANK_MIDDLE, RANK_SPREAD = 49.5, 28.3  # of the ranks 1 to 98: their mean and standard deviation
SIZES = 3  # at so many different sizes; then no curve, however steep, leaves them all at 0 or 100 percent
KNOTS = (0.1, 0.5, 0.9)  # of the municipalities, where the curve may bend (Harrell 2015)
NODES = 13  # dispersions that the average goes over
DROP = 9.0  # their log-likelihood lies at most so far below the best
HERMITE, HERMITE_WEIGHTS = np.polynomial.hermite_e.hermegauss(3)  # for each coefficient


@dataclass(frozen=True)
class Prior:
    """What is typical of municipalities.

    coefficients: of the logit of the mean share: the common level, or (by size) the level at the middle one of the
    `knots`, the slope a unit of log10 inhabitants below the first and the bend; by rank then that of a standard deviation
    of ranks. dispersion: 1/(a + b + 1), 0 (as alike
    as size lets them be) to 1 (all or nobody).
    dispersions: the other values it may have had; node_coefficients: what the coefficients may then be, weights: how
    likely that is (axes: dispersion, node). pooled_count, pooled_total: all persons together.
    """

    coefficients: Numbers
    knots: Numbers
    by_rank: bool
    dispersion: float
    dispersions: Numbers
    node_coefficients: Numbers
    weights: Numbers
    pooled_count: float
    pooled_total: float

    @property
    def strength(self) -> float:
        """a + b: the number of own persons at which a municipality's own share weighs half; infinite without dispersion."""
        return 1 / self.dispersion - 1 if self.dispersion > 0 else float("inf")

    @property
    def by_size(self) -> bool:
        """Whether the typical share depends on the size, or is common to all."""
        return len(self.knots) > 0

    def typical(self, size: pd.Series, rank: pd.Series | None = None) -> Numbers:
        """The mean share, a fraction, of municipalities of these sizes (log10 inhabitants) and ranks."""
        return expit(self.design(size, rank) @ self.coefficients)

    def design(self, size: pd.Series, rank: pd.Series | None = None) -> Numbers:
        """What the coefficients are multiplied by, a row a municipality."""
        return _design(size.to_numpy(float), self.knots, rank if self.by_rank else None)


def fitted_prior(count: pd.Series, total: pd.Series, size: pd.Series, rank: pd.Series | None = None) -> Prior:
    """The prior of municipalities with `count` of `total` persons, `size` (log10 inhabitants) and `rank` (1 to 98).

    Those without persons tell nothing. The mean is common where a curve cannot be known: a size is missing, or fewer
    than FEWEST_BY_SIZE municipalities of SIZES sizes have some but not all counted (the steepest curve could then be the
    likeliest). The rank counts beside the size, where FEWEST_BY_RANK municipalities do so and every rank is known.
    HkoError when fewer than FEWEST municipalities have persons.
    """
    used = total > 0
    x, n, sizes = (values[used].to_numpy(float) for values in (count, total, size))
    if len(n) < FEWEST:
        raise HkoError(f"count, total: mindst {FEWEST} kommuner skal have tal, her {len(n)}.")
    pooled, nothing = x.sum() / n.sum(), np.array([])
    if pooled in (0.0, 1.0):
        level = np.array([np.copysign(np.inf, pooled - 0.5)])
        return Prior(level, nothing, False, 0.0, nothing, nothing, nothing, x.sum(), n.sum())
    knots = np.quantile(sizes, KNOTS)
    mixed = sizes[(x > 0) & (x < n)]
    enough = len(mixed) >= FEWEST_BY_SIZE and len(np.unique(mixed)) >= SIZES
    by_size = bool(enough and size.notna().all() and (np.diff(knots) > 0).all())
    by_rank = by_size and rank is not None and rank.notna().all() and len(mixed) >= FEWEST_BY_RANK
    design = _design(sizes, knots if by_size else nothing, rank[used] if by_rank and rank is not None else None)
    coefficients, dispersion = most_likely(x, n, design)
    nodes = _nodes(x, n, design, coefficients, dispersion)
    return Prior(coefficients, knots if by_size else nothing, bool(by_rank), dispersion, *nodes, x.sum(), n.sum())


def shrunken(
    count: pd.Series, total: pd.Series, size: pd.Series, prior: Prior, rank: pd.Series | None = None
) -> pd.DataFrame:
    """shrunken_pct, lower_pct, upper_pct (95 percent, equal tails), quality, own_weight_pct and typical_pct.

    shrunken = weight · own share + (1 - weight) · typical, weight = n/(n + a + b). A municipality without persons has
    the typical share, and the interval of a municipality of which only size and rank are known. Where nobody or everybody
    in all municipalities is counted, there is one common share, with Wilson's interval of all persons. The grade looks
    at the municipality's own number.
    """
    x, n, typical = count.to_numpy(float), total.to_numpy(float), prior.typical(size, rank)
    weight = n / (n + prior.strength)
    share = np.divide(x, n, out=typical.copy(), where=n > 0)
    df = pd.DataFrame({"shrunken_pct": 100 * (weight * share + (1 - weight) * typical)}, index=count.index)
    if prior.weights.size:
        limits = _limits(x, n, prior.design(size, rank), prior)
        df["lower_pct"], df["upper_pct"] = 100 * limits[:, 0], 100 * limits[:, 1]
    else:
        pooled = wilson_pct(pd.Series([prior.pooled_count]), pd.Series([prior.pooled_total])).iloc[0]
        df["lower_pct"], df["upper_pct"] = pooled["lower_pct"], pooled["upper_pct"]
    df["quality"] = share_quality(total, df["lower_pct"], df["upper_pct"])
    return df.assign(own_weight_pct=100 * weight, typical_pct=100 * typical)


def known_prior_limits(count: float, total: float, typical: float, prior: Prior) -> tuple[float, float]:
    """The interval, as a fraction, that takes the fitted prior for certain: quantiles of Beta(a + x, b + n - x)."""
    a, b = shapes(np.array([typical]), prior.dispersion)
    return _quantiles(a + count, b + total - count, np.ones(1))


def _design(sizes: Numbers, knots: Numbers, ranks: pd.Series | None) -> Numbers:
    """A row a municipality: 1, with knots its distance from the middle one and the bend, with ranks the standardised rank."""
    columns = [np.ones(len(sizes))]
    if len(knots):
        columns += [sizes - knots[1], bend(sizes, knots)]
    if ranks is not None:
        columns += [(ranks.to_numpy(float) - RANK_MIDDLE) / RANK_SPREAD]
    return np.column_stack(columns)


def _nodes(
    x: Numbers, n: Numbers, design: Numbers, coefficients: Numbers, dispersion: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Dispersions that are likely at all, coefficients that are likely given each, and their weights.

    Before the data, dispersions and coefficients have even densities. Given the dispersion the coefficients are
    nearly normal; the nodes are those of Gauss and Hermite for that normal, weighted by the likelihood itself.
    """
    means, best = mean_shares(design @ coefficients), max(dispersion, ALIKE)
    top = log_likelihood(x, n, means, best)

    def above(value: float) -> float:
        return float(log_likelihood(x, n, means, value) - top + DROP)

    low = brentq(above, ALIKE, best) if above(ALIKE) < 0 else 0.0
    high = brentq(above, best, 1 - ALIKE) if above(1 - ALIKE) < 0 else 1.0
    dispersions = low + (high - low) * (np.arange(NODES) + 0.5) / NODES
    given, information = most_likely_given(x, n, design, dispersions, np.tile(coefficients, (NODES, 1)))
    nodes = np.array(list(product(HERMITE, repeat=design.shape[1])))
    even = np.log(list(product(HERMITE_WEIGHTS, repeat=design.shape[1]))).sum(axis=1) + (nodes**2).sum(axis=1) / 2
    roots = np.linalg.cholesky(np.linalg.inv(information))
    around = given[:, None] + nodes @ roots.transpose(0, 2, 1)
    weights = log_likelihood(x, n, mean_shares(around @ design.T), dispersions[:, None, None])
    weights += even + np.linalg.slogdet(roots)[1][:, None]
    weights = np.exp(weights - weights.max())
    return dispersions, around, weights / weights.sum()


def _limits(x: Numbers, n: Numbers, design: Numbers, prior: Prior) -> Numbers:
    """Lower and upper limit, as fractions, a row a municipality.

    Given a dispersion the posterior is a mixture of beta distributions over the uncertain mean. A beta distribution
    with the mixture's mean and variance stands for it. The municipality's own count is among those that gave the
    weights, as it should be.
    """
    of_dispersion = prior.weights.sum(axis=1)
    chance = prior.weights / of_dispersion[:, None]
    means = mean_shares(np.einsum("ip,kmp->ikm", design, prior.node_coefficients))
    mean = (means * chance).sum(axis=2)
    variance = ((means - mean[:, :, None]) ** 2 * chance).sum(axis=2)
    strength = 1 / prior.dispersions - 1
    x, n = x[:, None], n[:, None]
    mean, variance = (mean * strength + x) / (strength + n), variance * (strength / (strength + n)) ** 2
    variance += (mean * (1 - mean) - variance) / (strength + n + 1)
    a, b = shapes(mean, variance / (mean * (1 - mean)))
    return np.array([_quantiles(*own, of_dispersion) for own in zip(a, b, strict=True)]).reshape(-1, 2)


def _quantiles(a: Numbers, b: Numbers, weights: Numbers) -> tuple[float, float]:
    """The 2.5 and 97.5 percent quantiles of a mixture of beta distributions."""

    def below(share: float, tail: float) -> float:
        return float(weights @ betainc(a, b, share)) - tail

    low, high = (brentq(below, 0.0, 1.0, args=(tail,), xtol=1e-12) for tail in (LEVEL / 2, 1 - LEVEL / 2))
    return low, high
