"""Empirical Bayes for shares: each municipality borrows from what is usual in all of them, the fewer it has the more.

The shares of the municipalities are taken as draws from a beta distribution (beta-binomial model). Its mean and its
dispersion are fitted to all counts by maximum likelihood; a municipality's shrunken share is the posterior mean.
The interval also carries the uncertainty of the fitted distribution: the posteriors are averaged over all means and
dispersions, weighted by their likelihood. Without that it would be too short, and of no width at all where the fit
finds no dispersion.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize, root
from scipy.special import betainc, betaln, digamma, expit, logit

from utils.errors import HkoError
from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.quality import share_quality

Numbers = NDArray[np.float64]
FEWEST = 5  # with fewer municipalities hardly anything is known of how they differ
ALIKE = 1e-6  # dispersions below are as good as none: a thousand persons then count as 999
NODES = 25
REACH = 5.0  # standard errors of the mean that the average goes over
DROP = 14.0  # and dispersions whose log-likelihood lies at most so far below the best


@dataclass(frozen=True)
class Prior:
    """What is usual in the municipalities.

    mean: of the beta distribution of their shares. dispersion: 1/(a + b + 1), 0 (all alike) to 1 (all or nobody).
    means, dispersions, weights: the other values they may have had, one a node. pooled_count, pooled_total: all
    persons together.
    """

    mean: float
    dispersion: float
    means: Numbers
    dispersions: Numbers
    weights: Numbers
    pooled_count: float
    pooled_total: float

    @property
    def strength(self) -> float:
        """a + b: the number of own persons at which a municipality's own share weighs half; infinite without dispersion."""
        return 1 / self.dispersion - 1 if self.dispersion > 0 else float("inf")


def fitted_prior(count: pd.Series, total: pd.Series) -> Prior:
    """The prior of municipalities with `count` of `total` persons; those without persons tell nothing.

    HkoError when fewer than FEWEST municipalities have persons.
    """
    used = total > 0
    x, n = count[used].to_numpy(float), total[used].to_numpy(float)
    if len(n) < FEWEST:
        raise HkoError(f"count, total: mindst {FEWEST} kommuner skal have tal, her {len(n)}.")
    pooled = x.sum() / n.sum()
    if pooled in (0.0, 1.0):
        nothing = np.array([])
        return Prior(pooled, 0.0, nothing, nothing, nothing, x.sum(), n.sum())
    mean, dispersion = _most_likely(x, n)
    return Prior(mean, dispersion, *_nodes(x, n, mean, dispersion), x.sum(), n.sum())


def shrunken(count: pd.Series, total: pd.Series, prior: Prior) -> pd.DataFrame:
    """shrunken_pct, lower_pct, upper_pct (95 percent, equal tails), quality and own_weight_pct of each municipality.

    shrunken = weight · own share + (1 - weight) · mean, weight = n/(n + a + b). A municipality without persons has
    the mean, and the interval of a municipality of which nothing is known. Where nobody or everybody in all
    municipalities is counted, there is one common share, with Wilson's interval of all persons. The grade looks at the
    municipality's own number.
    """
    x, n = count.to_numpy(float), total.to_numpy(float)
    weight = n / (n + prior.strength)
    share = np.divide(x, n, out=np.full(len(n), prior.mean), where=n > 0)
    df = pd.DataFrame({"shrunken_pct": 100 * (weight * share + (1 - weight) * prior.mean)}, index=count.index)
    if prior.weights.size:
        limits = np.array([_limits(own, of, prior) for own, of in zip(x, n, strict=True)]).reshape(-1, 2)
        df["lower_pct"], df["upper_pct"] = 100 * limits[:, 0], 100 * limits[:, 1]
    else:
        pooled = wilson_pct(pd.Series([prior.pooled_count]), pd.Series([prior.pooled_total])).iloc[0]
        df["lower_pct"], df["upper_pct"] = pooled["lower_pct"], pooled["upper_pct"]
    df["quality"] = share_quality(total, df["lower_pct"], df["upper_pct"])
    return df.assign(own_weight_pct=100 * weight)


def known_prior_limits(count: float, total: float, prior: Prior) -> tuple[float, float]:
    """The interval, as a fraction, that takes the fitted prior for certain: quantiles of Beta(a + x, b + n - x)."""
    a, b = _shapes(np.array([prior.mean]), np.array([prior.dispersion]))
    return _quantiles(a + count, b + total - count, np.ones(1))


def _shapes(means: Numbers, dispersions: Numbers) -> tuple[Numbers, Numbers]:
    strengths = 1 / dispersions - 1
    return means * strengths, (1 - means) * strengths


def _log_likelihood(x: Numbers, n: Numbers, means: Numbers, dispersions: Numbers) -> Numbers:
    """One value a node, without the binomial coefficients, which no parameter moves."""
    a, b = (shape[:, None] for shape in _shapes(means, dispersions))
    return (betaln(a + x, b + n - x) - betaln(a, b)).sum(axis=1)


def _most_likely(x: Numbers, n: Numbers) -> tuple[float, float]:
    """Mean and dispersion of maximum likelihood; no dispersion where the likelihood falls as soon as there is some."""
    pooled = x.sum() / n.sum()
    if _slope_at_none(x, n, pooled) <= 0:
        return float(pooled), 0.0
    start, bounds = [logit(pooled), logit(0.02)], [(logit(ALIKE), -logit(ALIKE))] * 2
    found = minimize(_loss, start, args=(x, n), jac=True, method="L-BFGS-B", bounds=bounds).x
    # The minimiser stops when the value hardly moves; the root of the gradient, a small step away, has all digits.
    with np.errstate(invalid="ignore"):  # a step too far gives no number, and the root is then not taken
        sharpened = root(lambda parameters: _loss(parameters, x, n)[1], found, options={"factor": 0.1})
    mean, dispersion = expit(sharpened.x if sharpened.success else found)
    return (float(mean), float(dispersion)) if dispersion > ALIKE else (float(pooled), 0.0)


def _slope_at_none(x: Numbers, n: Numbers, share: float) -> float:
    """Slope of the log-likelihood in 1/(a + b) where there is no dispersion (Tarone 1979)."""
    pairs = x * (x - 1) / share + (n - x) * (n - x - 1) / (1 - share) - n * (n - 1)
    return float(pairs.sum() / 2)


def _loss(parameters: Numbers, x: Numbers, n: Numbers) -> tuple[float, Numbers]:
    """Minus the log-likelihood at the logits of mean and dispersion, and its gradient."""
    mean, dispersion = expit(parameters)
    (a,), (b,) = _shapes(np.array([mean]), np.array([dispersion]))
    strength = a + b
    common = digamma(strength) - digamma(strength + n)
    by_a = (digamma(a + x) - digamma(a) + common).sum()
    by_b = (digamma(b + n - x) - digamma(b) + common).sum()
    # a = mean · s, b = (1 - mean) · s and s = exp(-logit of the dispersion).
    gradient = np.array([(by_a - by_b) * strength * mean * (1 - mean), -(by_a * a + by_b * b)])
    value = (betaln(a + x, b + n - x) - betaln(a, b)).sum()
    return -float(value), -gradient


def _nodes(x: Numbers, n: Numbers, mean: float, dispersion: float) -> tuple[Numbers, Numbers, Numbers]:
    """Means, dispersions and weights of a grid over all that are likely at all; even densities before the data."""

    def above(value: float) -> float:
        likelihood = _log_likelihood(x, n, np.array([mean, mean]), np.array([value, max(dispersion, ALIKE)]))
        return float(likelihood[0] - likelihood[1] + DROP)

    best = max(dispersion, ALIKE)
    low = brentq(above, ALIKE, best) if above(ALIKE) < 0 else 0.0
    high = brentq(above, best, 1 - ALIKE) if above(1 - ALIKE) < 0 else 1.0
    middles = (np.arange(NODES) + 0.5) / NODES
    dispersions = low + (high - low) * middles
    # The information of the mean at the largest dispersion, where it is least known.
    error = 1 / np.sqrt((n / (1 + (n - 1) * high)).sum() * mean * (1 - mean))
    means = expit(logit(mean) + REACH * error * (2 * middles - 1))
    all_means, all_dispersions = (grid.ravel() for grid in np.meshgrid(means, dispersions))
    likelihood = _log_likelihood(x, n, all_means, all_dispersions)
    # The grid is even in the logit of the mean, the density in the mean itself.
    weights = np.exp(likelihood - likelihood.max()) * all_means * (1 - all_means)
    kept = weights > 1e-7 * weights.max()
    return all_means[kept], all_dispersions[kept], weights[kept] / weights[kept].sum()


def _limits(count: float, total: float, prior: Prior) -> tuple[float, float]:
    a, b = _shapes(prior.means, prior.dispersions)
    a, b = a + count, b + total - count
    # The municipality's own count is among those that gave the weights, as it should be.
    return _quantiles(a, b, prior.weights)


def _quantiles(a: Numbers, b: Numbers, weights: Numbers) -> tuple[float, float]:
    """The 2.5 and 97.5 percent quantiles of a mixture of beta distributions."""

    def below(share: float, tail: float) -> float:
        return float(weights @ betainc(a, b, share)) - tail

    low, high = (brentq(below, 0.0, 1.0, args=(tail,), xtol=1e-12) for tail in (LEVEL / 2, 1 - LEVEL / 2))
    return low, high
