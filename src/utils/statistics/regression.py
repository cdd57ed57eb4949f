"""Ordinary least squares over municipalities with HC3 standard errors (design.md 4.8)."""

import numpy as np
import pandas as pd
import statsmodels.api as sm

from utils.errors import HkoError
from utils.statistics.intervals import LEVEL
from utils.statistics.quality import comparison_quality

UNCERTAINTY = {"HC3": "HC3", "klassisk": "nonrobust"}
UNCERTAIN = ["standard_error", "lower", "upper", "t", "p_value"]


def shortage(df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str]) -> str:
    """Why the model cannot be fitted, in Danish without a full stop; "" when it can.

    It takes a municipality more than coefficients, so that something is left for the uncertainty, and
    predictors that vary apart from each other.
    """
    return undetermined(with_constant(_complete(df_by_municipality, outcome, predictors)[predictors]))


def undetermined(design: pd.DataFrame) -> str:
    """Why least squares with this design has no coefficients with an uncertainty, in Danish; "" when it has."""
    rows, columns = design.shape
    if rows <= columns:
        return f"for få kommuner ({rows} har tal til alle led, mindst {columns + 1} skal til)"
    if np.linalg.matrix_rank(design.to_numpy()) < columns:
        return f"for få forskellige kommuner (de {rows} har ens tal, eller tal der følges helt ad)"
    return ""


def with_constant(predictors: pd.DataFrame) -> pd.DataFrame:
    """The design: a first column of ones, `constant`, and the predictors as numbers."""
    design = predictors.astype(float)
    design.insert(0, "constant", 1.0)
    return design


def statement_predictors(statement: pd.Series) -> list[str]:
    """The predictors of a row of codelists/statements.csv: the tested one first, then the control, if any."""
    return [statement["tested"], *([statement["control"]] if statement["control"] else [])]


def least_squares(
    df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str], uncertainty: str = "HC3"
) -> pd.DataFrame:
    """df_by_term of a regression of `outcome` on `predictors`; municipalities with a missing value leave it.

    Columns: term (`constant` first), coefficient, standard_error, lower, upper (95 percent, t distribution),
    t, p_value (two-sided), n_municipalities, r_squared, quality. The unit of a coefficient is that of the outcome per
    unit of the predictor. `uncertainty` is HC3 (heteroscedasticity-robust) or klassisk. An outcome that is the
    same everywhere has no uncertainty to judge by: missing. HkoError when the model cannot be fitted.
    """
    if uncertainty not in UNCERTAINTY:
        raise HkoError(f"usikkerhed={uncertainty!r}: vælg en af {', '.join(UNCERTAINTY)}.")
    reason = shortage(df_by_municipality, outcome, predictors)
    if reason:
        raise HkoError(f"Modellen af {outcome} på {', '.join(predictors)} kan ikke beregnes: {reason}.")
    df = _complete(df_by_municipality, outcome, predictors)
    fit = sm.OLS(df[outcome], with_constant(df[predictors])).fit(cov_type=UNCERTAINTY[uncertainty], use_t=True)
    limits = fit.conf_int(LEVEL)
    varies = bool((df[outcome] != df[outcome].iloc[0]).any())
    df_by_term = pd.DataFrame(
        {
            "term": ["constant", *predictors],
            "coefficient": fit.params.to_numpy(),
            "standard_error": fit.bse.to_numpy(),
            "lower": limits[0].to_numpy(),
            "upper": limits[1].to_numpy(),
            "t": fit.tvalues.to_numpy(),
            "p_value": fit.pvalues.to_numpy(),
            "n_municipalities": int(fit.nobs),
            "r_squared": float(fit.rsquared) if varies else np.nan,
        }
    )
    df_by_term["quality"] = comparison_quality(df_by_term["n_municipalities"], len(predictors))
    return df_by_term if varies else df_by_term.assign(**dict.fromkeys(UNCERTAIN, np.nan))


def residuals(df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str]) -> pd.Series:
    """What `predictors` leave of `outcome` (the two axes of an added-variable plot), same rows as the frame."""
    df = _complete(df_by_municipality, outcome, predictors)
    return sm.OLS(df[outcome], with_constant(df[predictors])).fit().resid


def _complete(df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str]) -> pd.DataFrame:
    return df_by_municipality[[outcome, *predictors]].astype(float).dropna()
