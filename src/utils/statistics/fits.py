"""Models over municipalities whose uncertainty rests on municipalities: weighted least squares, counts, persons.

A fit keeps what effects.py needs to tell its finding in percentage points, whatever the model. Standard errors take
t quantiles, with the municipalities as what is counted.
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from utils.statistics.regression import undetermined

Array = np.ndarray
# A unit with this leverage decides its own fitted value: HC3 divides by one minus it.
WHOLE_LEVERAGE = 1 - 1e-8
# A predicted share this near 0 or 1 was reached by a coefficient on its way to infinity.
EDGE = 1e-8


@dataclass(frozen=True)
class Fit:
    """Coefficients and their robust covariance, in the order of the columns of `design` (one row a unit).

    `weights` says what a unit counts in an average over units. logit: the coefficients are log odds.
    """

    coefficients: Array
    covariance: Array
    degrees_of_freedom: int
    design: pd.DataFrame
    weights: Array
    logit: bool

    @property
    def n(self) -> int:
        """Rows behind the fit: municipalities, or persons."""
        return len(self.design)


def hindrance(design: pd.DataFrame) -> str:
    """Why a model with this design has no coefficients or no HC3 uncertainty, in Danish; "" when it has both."""
    if reason := undetermined(design):
        return reason
    basis = np.linalg.qr(design.to_numpy())[0]
    if (basis**2).sum(axis=1).max() > WHOLE_LEVERAGE:
        return "en enkelt kommune bestemmer et af leddene alene"
    return ""


def linear_fit(outcome: pd.Series, design: pd.DataFrame, weights: pd.Series | None = None) -> Fit:
    """Least squares with HC3 and t(n − k); `weights` (inhabitants, say) weigh the squared distances.

    HC3 of weighted least squares is that of the ordinary one on rows multiplied by √weight, as in R's sandwich: the
    weights say how much a municipality counts, not how exact its number is.
    """
    given = np.ones(len(design)) if weights is None else weights.to_numpy(float)
    found = sm.WLS(outcome.to_numpy(float), design.to_numpy(), weights=given).fit(cov_type="HC3")
    return Fit(found.params, found.cov_params(), int(found.df_resid), design, given, logit=False)


def count_fit(successes: pd.Series, trials: pd.Series, design: pd.DataFrame) -> Fit:
    """Logit of successes out of trials, one row a municipality, with HC3 and t(n − k).

    statsmodels names HC3 for this model and gives HC0. R's sandwich takes the last step of the iteration, a weighted
    least squares of the working response, and its leverages; so does this. Where the predictors tell some
    municipalities' share of 0 or 100 percent with certainty, there are no finite coefficients: missing.
    """
    totals = trials.to_numpy(float)
    shares = successes.to_numpy(float) / totals
    found = _logit(sm.GLM(shares, design.to_numpy(), family=sm.families.Binomial(), var_weights=totals))
    if _separated(found):
        return _no_fit(design, totals)
    spread = found.mu * (1 - found.mu)
    working = design.to_numpy() @ found.params + (shares - found.mu) / spread
    last = sm.WLS(working, design.to_numpy(), weights=totals * spread).fit(cov_type="HC3")
    return Fit(found.params, last.cov_params(), int(found.df_resid), design, totals, logit=True)


def person_fit(outcome: pd.Series, design: pd.DataFrame, municipality: pd.Series) -> Fit:
    """Logit of a 0/1 outcome, one row a person, clustered on municipality (CR1) with t(G − 1).

    CR1 multiplies by G/(G − 1) · (n − 1)/(n − k): R's vcovCL(type = "HC1", cadjust = TRUE).
    """
    groups = pd.factorize(municipality)[0]
    model = sm.GLM(outcome.to_numpy(float), design.to_numpy(), family=sm.families.Binomial())
    found, alike = _logit(model, cov_type="cluster", cov_kwds={"groups": groups}), np.ones(len(design))
    if _separated(found):
        return _no_fit(design, alike)
    return Fit(found.params, found.cov_params(), int(groups.max()), design, alike, logit=True)


def _logit(model: Any, **options: Any) -> Any:
    """The fitted model; that its coefficients may be infinite is looked at afterwards."""
    with warnings.catch_warnings(), np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        return model.fit(**options)


def _separated(found: Any) -> bool:
    with np.errstate(over="ignore"):
        return bool(((found.mu < EDGE) | (found.mu > 1 - EDGE)).any())


def _no_fit(design: pd.DataFrame, weights: Array) -> Fit:
    missing = np.full(design.shape[1], np.nan)
    return Fit(missing, np.full((len(missing), len(missing)), np.nan), len(design) - len(missing), design, weights,
               logit=True)  # fmt: skip
