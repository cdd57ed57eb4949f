"""How much of a total association runs along a middle variable: product of coefficients, bootstrap over municipalities."""

import warnings

import numpy as np
import pandas as pd
from scipy import stats

from utils.errors import HkoError
from utils.statistics.intervals import LEVEL
from utils.statistics.regression import shortage

DRAWS, SEED = 50_000, 20_210_301
# What the bootstrap follows: the two steps, what goes along them, what is left, the whole, and what control changes.
PATHS = ("first_step", "second_step", "indirect", "direct", "total", "change")
FEWEST = 10


def mediation_hindrance(df_by_municipality: pd.DataFrame, outcome: str, predictor: str, mediator: str) -> str:
    """Why the paths have no bootstrap, in Danish; "" when they have one.

    A draw with few municipalities often holds too few different ones to fit the model.
    """
    if reason := shortage(df_by_municipality, outcome, [predictor, mediator]):
        return reason
    complete = df_by_municipality[[outcome, predictor, mediator]].astype(float).dropna()
    if len(complete) < FEWEST:
        return f"for få kommuner ({len(complete)}) til at trække nye udvalg af, mindst {FEWEST} skal til"
    if (complete[outcome] == complete[outcome].iloc[0]).all():
        return "alle kommuner har samme udfald"
    return ""


def mediation(
    df_by_municipality: pd.DataFrame, outcome: str, predictor: str, mediator: str, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """df_by_path: predictor → mediator → outcome by least squares, with bootstrap intervals; one row a path of PATHS.

    first_step: slope of the mediator on the predictor. second_step: slope of the outcome on the mediator, predictor
    held constant. indirect = first_step · second_step. direct: slope of the outcome on the predictor, mediator held
    constant; total: without the mediator. change = direct − total, which least squares makes exactly −indirect.

    Columns: path, estimate (per unit of the predictor; second_step per unit of the mediator), lower, upper (percentiles),
    bca_lower, bca_upper, n_municipalities, n_draws. 95 percent; municipalities are drawn with
    replacement. Intervals are missing where a draw has no answer. HkoError when the model cannot be fitted.
    """
    if reason := mediation_hindrance(df_by_municipality, outcome, predictor, mediator):
        raise HkoError(f"Vejen fra {predictor} over {mediator} til {outcome} kan ikke beregnes: {reason}.")
    complete = df_by_municipality[[predictor, mediator, outcome]].astype(float).dropna()
    columns = tuple(complete[name].to_numpy() for name in (predictor, mediator, outcome))
    percentile = stats.bootstrap(
        columns, paths, paired=True, vectorized=True, n_resamples=draws, confidence_level=1 - LEVEL, method="percentile",
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    with warnings.catch_warnings():
        # Told by a missing interval instead.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        corrected = stats.bootstrap(
            columns, paths, paired=True, vectorized=True, n_resamples=0, confidence_level=1 - LEVEL, method="BCa",
            bootstrap_result=percentile,
        )  # fmt: skip
    return pd.DataFrame(
        {
            "path": PATHS,
            "estimate": paths(*columns),
            "lower": percentile.confidence_interval.low,
            "upper": percentile.confidence_interval.high,
            "bca_lower": corrected.confidence_interval.low,
            "bca_upper": corrected.confidence_interval.high,
            "n_municipalities": len(complete),
            "n_draws": draws,
        }
    )


def paths(predictor: np.ndarray, mediator: np.ndarray, outcome: np.ndarray, axis: int = -1) -> np.ndarray:
    """The PATHS of one or many samples: an array whose first axis is the path, `axis` being that of municipalities."""
    x, m, y = (values - values.mean(axis=axis, keepdims=True) for values in (predictor, mediator, outcome))
    xx, mm, xm, xy, my = ((a * b).sum(axis=axis) for a, b in ((x, x), (m, m), (x, m), (x, y), (m, y)))
    determinant = xx * mm - xm**2
    # A draw in which the mediator says nothing beside the predictor has no second step: missing.
    with np.errstate(divide="ignore", invalid="ignore"):
        first_step, total = xm / xx, xy / xx
        second_step, direct = (xx * my - xm * xy) / determinant, (mm * xy - xm * my) / determinant
    return np.stack([first_step, second_step, first_step * second_step, direct, total, direct - total])
