"""What a single municipality does to a slope: leave one out, Cook's distance, leverage."""

import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import OLSInfluence

from utils.errors import HkoError
from utils.statistics.effects import marginal_effect
from utils.statistics.fits import hindrance, linear_fit
from utils.statistics.regression import with_constant


def influence(df_by_municipality: pd.DataFrame, outcome: str, predictors: list[str]) -> pd.DataFrame:
    """One row a municipality of the model: what the slope of the first predictor is without it.

    The index is that of the frame. Columns: coefficient_without, lower, upper, p_value (HC3, t, the municipality left
    out), coefficient_change (without − with), cooks_distance, leverage (all of ordinary least squares),
    n_municipalities (those left). A municipality that the model cannot do without has no slope without it: missing.
    HkoError when the model cannot be fitted.
    """
    complete = df_by_municipality[[outcome, *predictors]].astype(float).dropna()
    design = with_constant(complete[predictors])
    if reason := hindrance(design):
        raise HkoError(f"Modellen af {outcome} på {', '.join(predictors)} kan ikke beregnes: {reason}.")
    fit = sm.OLS(complete[outcome], design).fit()
    found = OLSInfluence(fit)
    df = pd.DataFrame(
        {row: _without(complete, design, outcome, row) for row in complete.index},
        index=["coefficient_without", "lower", "upper", "p_value"],
    ).T
    # statsmodels' dfbeta is the coefficient with the row minus that without it.
    return df.assign(
        coefficient_change=-found.dfbeta[:, 1],
        cooks_distance=found.cooks_distance[0],
        leverage=found.hat_matrix_diag,
        n_municipalities=len(complete) - 1,
    )


def _without(complete: pd.DataFrame, design: pd.DataFrame, outcome: str, row: object) -> list[float]:
    """Slope of the first predictor, interval and p-value with one municipality left out."""
    left = design.drop(index=row)
    if hindrance(left):
        return [float("nan")] * 4
    effect = marginal_effect(linear_fit(complete[outcome].drop(index=row), left), left.columns[1])
    return effect[["effect_pp", "lower_pp", "upper_pp", "p_value"]].tolist()
