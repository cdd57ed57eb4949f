"""What a municipality would be expected to have, judged by the others that resemble it, and how far it is from that.

Least squares on the logarithm of a rate. Each municipality is foretold by a fit in which it has no part, so that an
outlying one does not draw its own expectation towards itself.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import t as student

from utils.errors import HkoError
from utils.statistics.intervals import LEVEL
from utils.statistics.regression import shortage


def not_expected(df_by_municipality: pd.DataFrame, rate: str, predictors: list[str]) -> str:
    """Why nothing can be expected, in Danish without a full stop; "" when it can."""
    positive = df_by_municipality[df_by_municipality[rate] > 0]
    used, needed = len(positive[[rate, *predictors]].dropna()), len(predictors) + 3
    if used < needed:  # one more than a fit with an interval takes: each municipality is left out in turn
        return f"for få kommuner ({used} har bevillinger og tal til alle led, mindst {needed} skal til)"
    if (positive[rate] == positive[rate].iloc[0]).all():
        return "kommunerne har ens tal"
    return shortage(positive, rate, predictors)


def expected_rates(df_by_municipality: pd.DataFrame, rate: str, predictors: list[str]) -> pd.DataFrame:
    """One row a municipality with a rate over 0 and all predictors, on the index of the frame.

    Columns: observed, expected (the median, in the unit of the rate), expected_lower, expected_upper (95 percent
    prediction interval), ratio = observed/expected, ratio_lower, ratio_upper (the interval of the ratio that goes with
    the prediction interval: it holds 1 exactly when that one holds the observed rate), studentised (externally
    studentised residual), p_value (two-sided, of that residual), n_municipalities (in the fit, itself not counted)
    and r_squared (of the fit with all). A rate of 0 has no logarithm and leaves the fit.

    Missing where a municipality alone decides a coefficient. HkoError when the fit cannot be made or the rate is the
    same everywhere.
    """
    positive = df_by_municipality[df_by_municipality[rate] > 0]
    df = positive[[rate, *predictors]].astype(float).dropna()
    if reason := not_expected(df_by_municipality, rate, predictors):
        raise HkoError(f"Det forventede {rate} kan ikke beregnes: {reason}.")
    fit = sm.OLS(np.log(df[rate]), sm.add_constant(df[predictors], has_constant="add")).fit()
    own_part = pd.Series(fit.get_influence().hat_matrix_diag, index=df.index)
    own_part = own_part.where(own_part < 1 - 1e-9)
    # Leaving one out in closed form: its residual is e/(1 - h), the others' variance (Σe² - e²/(1 - h))/(df - 1), and
    # its prediction has that variance times 1/(1 - h). It saves a fit a municipality.
    residual = fit.resid / (1 - own_part)
    freedom = fit.df_resid - 1
    others_variance = (fit.ssr - fit.resid**2 / (1 - own_part)) / freedom
    error = np.sqrt(others_variance / (1 - own_part))
    reach = student.ppf(1 - LEVEL / 2, freedom) * error
    expected = np.log(df[rate]) - residual
    studentised = residual / error
    return pd.DataFrame(
        {
            "observed": df[rate],
            "expected": np.exp(expected),
            "expected_lower": np.exp(expected - reach),
            "expected_upper": np.exp(expected + reach),
            "ratio": np.exp(residual),
            "ratio_lower": np.exp(residual - reach),
            "ratio_upper": np.exp(residual + reach),
            "studentised": studentised,
            "p_value": 2 * student.sf(studentised.abs(), freedom),
            "n_municipalities": len(df) - 1,
            "r_squared": float(fit.rsquared),
        }
    )
