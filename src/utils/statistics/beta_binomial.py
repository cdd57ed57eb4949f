"""Beta-binomial model of counts: the shares are draws from beta distributions with one common dispersion.

The logit of their mean is a linear function of the columns of a design (one row a municipality). The dispersion is
1/(a + b + 1): 0 where equal rows have equal shares, towards 1 where everybody or nobody is counted.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, root
from scipy.special import betaln, digamma, expit, logit, polygamma

Numbers = NDArray[np.float64]
ALIKE = 1e-6  # dispersions below are as good as none: a thousand persons then count as 999
STEPS, NEAR = 100, 1e-7
FARTHEST = 30.0  # logits beyond give shares that the machine cannot tell from 0 or 1
WIDEST_STEP = 1.0  # of a coefficient at a time: the quadratic approximation holds near the maximum only


def mean_shares(logits: Numbers) -> Numbers:
    """Shares between 0 and 1, the ends excluded."""
    return expit(np.clip(logits, -FARTHEST, FARTHEST))


def shapes(means: Numbers, dispersions: Numbers | float) -> tuple[Numbers, Numbers]:
    """a and b of the beta distributions."""
    strengths = 1 / dispersions - 1
    return means * strengths, (1 - means) * strengths


def log_likelihood(x: Numbers, n: Numbers, means: Numbers, dispersions: Numbers | float) -> Numbers:
    """Summed over the last axis, the municipalities; without the binomial coefficients, which no parameter moves."""
    a, b = shapes(means, dispersions)
    return (betaln(a + x, b + n - x) - betaln(a, b)).sum(axis=-1)


def most_likely(x: Numbers, n: Numbers, design: Numbers) -> tuple[Numbers, float]:
    """Coefficients and dispersion of maximum likelihood; none where the likelihood falls as soon as there is some."""
    start = np.zeros((1, design.shape[1]))
    start[0, 0] = logit(x.sum() / n.sum())
    alike = most_likely_given(x, n, design, np.zeros(1), start)[0][0]
    if _slope_at_none(x, n, mean_shares(design @ alike)) <= 0:
        return alike, 0.0
    found = minimize(
        _loss, [*alike, logit(0.02)], args=(x, n, design), jac=True, method="L-BFGS-B",
        bounds=[(None, None)] * len(alike) + [(logit(ALIKE), -logit(ALIKE))],
    ).x  # fmt: skip
    # The minimiser stops when the value hardly moves; the root of the gradient, a small step away, has all digits.
    with np.errstate(all="ignore"):  # a step too far gives no number, and the root is then not taken
        sharpened = root(lambda parameters: _loss(parameters, x, n, design)[1], found, options={"factor": 0.1})
    *coefficients, dispersion = sharpened.x if sharpened.success else found
    return (np.array(coefficients), float(expit(dispersion))) if expit(dispersion) > ALIKE else (alike, 0.0)


def most_likely_given(
    x: Numbers, n: Numbers, design: Numbers, dispersions: Numbers, start: Numbers
) -> tuple[Numbers, Numbers]:
    """Coefficients (a row a dispersion) of maximum likelihood where the dispersion is known, and their information.

    Newton's method from `start`, with an information that cannot be negative and is Fisher's on average.
    """
    coefficients = start.copy()
    for _ in range(STEPS):
        by_logit, curvature = _by_logit(x, n, mean_shares(coefficients @ design.T), dispersions[:, None])
        information = np.einsum("ki,ip,iq->kpq", curvature, design, design)
        step = np.linalg.solve(information, (by_logit @ design)[:, :, None])[:, :, 0]
        coefficients += np.clip(step, -WIDEST_STEP, WIDEST_STEP)
        if np.abs(step).max() < NEAR:
            break
    return coefficients, information


def _by_logit(x: Numbers, n: Numbers, means: Numbers, dispersions: Numbers) -> tuple[Numbers, Numbers]:
    """Slope of each log-likelihood in the logit of its mean, and its curvature without the part of the slope."""
    variances = means * (1 - means)
    if (dispersions == 0).all():
        return x - n * means, n * variances
    a, b = shapes(means, dispersions)
    moved = (a + b) * variances
    slope = digamma(a + x) - digamma(a) - digamma(b + n - x) + digamma(b)
    curvature = polygamma(1, a) - polygamma(1, a + x) + polygamma(1, b) - polygamma(1, b + n - x)
    return moved * slope, moved**2 * curvature


def _slope_at_none(x: Numbers, n: Numbers, means: Numbers) -> float:
    """Slope of the log-likelihood in 1/(a + b) where there is no dispersion (Tarone 1979)."""
    pairs = x * (x - 1) / means + (n - x) * (n - x - 1) / (1 - means) - n * (n - 1)
    return float(pairs.sum() / 2)


def _loss(parameters: Numbers, x: Numbers, n: Numbers, design: Numbers) -> tuple[float, Numbers]:
    """Minus the log-likelihood at the coefficients and the logit of the dispersion, and its gradient."""
    means, dispersion = mean_shares(design @ parameters[:-1]), expit(parameters[-1])
    a, b = shapes(means, dispersion)
    common = digamma(a + b) - digamma(a + b + n)
    by_a = digamma(a + x) - digamma(a) + common
    by_b = digamma(b + n - x) - digamma(b) + common
    # a = mean · s, b = (1 - mean) · s and s = exp(-logit of the dispersion).
    by_coefficients = ((by_a - by_b) * a * (1 - means)) @ design
    gradient = np.array([*by_coefficients, -(by_a * a + by_b * b).sum()])
    return -float(log_likelihood(x, n, means, dispersion)), -gradient
