"""Ordinary least squares over municipalities with HC3 standard errors (design.md 4.8)."""

import pandas as pd
import statsmodels.api as sm

from utils.errors import HkoError

UNCERTAINTY = {"HC3": "HC3", "klassisk": "nonrobust"}
LEVEL = 0.05


def least_squares(
    df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str], uncertainty: str = "HC3"
) -> pd.DataFrame:
    """df_by_term of a regression of `outcome` on `predictors`; municipalities with a missing value leave it.

    Columns: term (`constant` first), coefficient, standard_error, lower, upper (95 percent, t distribution),
    t, p_value (two-sided), n_municipalities, r_squared. The unit of a coefficient is that of the outcome per
    unit of the predictor. `uncertainty` is HC3 (heteroscedasticity-robust) or klassisk.
    """
    if uncertainty not in UNCERTAINTY:
        raise HkoError(f"usikkerhed={uncertainty!r}: vælg en af {', '.join(UNCERTAINTY)}.")
    df = df_by_municipality[[outcome, *predictors]].astype(float).dropna()
    model = sm.OLS(df[outcome], sm.add_constant(df[predictors], has_constant="add"))
    fit = model.fit(cov_type=UNCERTAINTY[uncertainty], use_t=True)
    limits = fit.conf_int(LEVEL)
    return pd.DataFrame(
        {
            "term": ["constant", *predictors],
            "coefficient": fit.params.to_numpy(),
            "standard_error": fit.bse.to_numpy(),
            "lower": limits[0].to_numpy(),
            "upper": limits[1].to_numpy(),
            "t": fit.tvalues.to_numpy(),
            "p_value": fit.pvalues.to_numpy(),
            "n_municipalities": int(fit.nobs),
            "r_squared": float(fit.rsquared),
        }
    )


def residuals(df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str]) -> pd.Series:
    """What `predictors` leave of `outcome` (the two axes of an added-variable plot), same rows as the frame."""
    df = df_by_municipality[[outcome, *predictors]].astype(float).dropna()
    return sm.OLS(df[outcome], sm.add_constant(df[predictors], has_constant="add")).fit().resid
