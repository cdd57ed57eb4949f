"""What a fit finds, in percentage points: comparable whether the model is a line, a curve, bands or a logit."""

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import expit

from utils.statistics.fits import Array, Fit
from utils.statistics.intervals import LEVEL

PARTS = ["effect_pp", "standard_error_pp", "lower_pp", "upper_pp", "p_value"]


def difference(fit: Fit, low: pd.DataFrame, high: pd.DataFrame) -> pd.Series:
    """Mean predicted outcome with the rows of `high` minus that with the rows of `low` (PARTS).

    `low` and `high` are the design with the tested predictor set to one value for all, everything else as it is. The
    mean is over the units by their weights. Standard error by the delta method, interval and two-sided p by t.
    """
    upper, slope_upper = _predicted(fit, high)
    lower, slope_lower = _predicted(fit, low)
    gradient = slope_upper[:, None] * high.to_numpy() - slope_lower[:, None] * low.to_numpy()
    return _effect(fit, float(_mean(fit, upper - lower)), _mean(fit, gradient))


def marginal_effect(fit: Fit, term: str, units: float = 1.0) -> pd.Series:
    """What `units` more of a term go with, at the slope each unit has now, averaged over units (PARTS).

    Of a line it is the coefficient times `units`, of a logit the average marginal effect times `units`.
    """
    place = fit.design.columns.get_loc(term)
    _, slope = _predicted(fit, fit.design)
    own = np.eye(fit.design.shape[1])[place]
    gradient = slope[:, None] * own
    if fit.logit:
        shares = expit(fit.design.to_numpy() @ fit.coefficients)
        bend = slope * (1 - 2 * shares) * fit.coefficients[place]
        gradient = gradient + bend[:, None] * fit.design.to_numpy()
    value = float(_mean(fit, slope)) * fit.coefficients[place]
    return _effect(fit, units * value, units * _mean(fit, gradient))


def nothing() -> pd.Series:
    """The parts of an effect that cannot be computed: all missing."""
    return pd.Series(np.nan, index=PARTS)


def _predicted(fit: Fit, design: pd.DataFrame) -> tuple[Array, Array]:
    """Predicted outcome in percent of each row, and how it changes with the linear predictor."""
    linear = design.to_numpy() @ fit.coefficients
    if not fit.logit:
        return linear, np.ones(len(linear))
    shares = expit(linear)
    return 100 * shares, 100 * shares * (1 - shares)


def _mean(fit: Fit, values: Array) -> Array:
    return fit.weights @ values / fit.weights.sum()


def _effect(fit: Fit, value: float, gradient: Array) -> pd.Series:
    standard_error = float(np.sqrt(gradient @ fit.covariance @ gradient))
    # An outcome that is the same everywhere leaves no uncertainty to judge by.
    if not standard_error > 0:
        return nothing().where(lambda parts: parts.index != "effect_pp", value)
    t = stats.t(fit.degrees_of_freedom)
    reach = t.ppf(1 - LEVEL / 2) * standard_error
    p_value = 2 * t.sf(abs(value) / standard_error)
    return pd.Series([value, standard_error, value - reach, value + reach, p_value], index=PARTS)
