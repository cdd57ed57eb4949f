"""Regression statements as bounds on counts: a least-squares coefficient is linear in the outcome.

The standard error is not linear; it is taken from the present counts and the program is solved again with the
new one until the statements hold.
"""

import numpy as np
import pandas as pd

from utils.statistics.regression import least_squares, statement_predictors
from utils.synthetic.conditioning import Row

# The printed limit is |t| = 1.985 (95 degrees of freedom); the distance keeps a statement from turning with
# the rounding to whole persons.
SIGNIFICANT = 2.12
NOT_SIGNIFICANT = 1.8
# What is accepted in the end, with the standard error of the counts found.
ACCEPTED_SIGNIFICANT, ACCEPTED_NOT_SIGNIFICANT = 2.02, 1.93


def statement_row(df_by_statement_row: pd.Series, df_by_municipality: pd.DataFrame, outcome_weights: np.ndarray) -> Row:
    """The bound on counts for one row of codelists/statements.csv.

    `outcome_weights` turns counts into the municipal outcome (one line a municipality); the outcome column of
    `df_by_municipality` is the present one and gives the standard error.
    """
    statement = df_by_statement_row
    predictors = statement_predictors(statement)
    fit = least_squares(df_by_municipality, statement["outcome"], predictors).set_index("term")
    standard_error = fit.loc[statement["tested"], "standard_error"]
    used = ~np.isnan(outcome_weights).any(axis=1)
    design = np.column_stack([np.ones(used.sum()), df_by_municipality.loc[used, predictors].astype(float)])
    coefficients = np.linalg.pinv(design)[1] @ outcome_weights[used]
    low, high = limits(statement["sign"], statement["significant"] == "ja")
    return Row(
        f"udsagn {statement['id']}: {statement['model']}", coefficients, low * standard_error, high * standard_error
    )


def limits(sign: str, significant: bool) -> tuple[float, float]:
    """Bounds on t for a verdict: beyond SIGNIFICANT on the stated side, or within NOT_SIGNIFICANT."""
    if not significant:
        return -NOT_SIGNIFICANT, NOT_SIGNIFICANT
    return (-np.inf, -SIGNIFICANT) if sign == "negative" else (SIGNIFICANT, np.inf)


def holds(df_by_municipality: pd.DataFrame, statement: pd.Series) -> bool:
    """Whether a statement has its printed sign and verdict on these municipalities, at a distance from the limit."""
    predictors = statement_predictors(statement)
    fit = least_squares(df_by_municipality, statement["outcome"], predictors).set_index("term")
    t = float(fit.loc[statement["tested"], "t"])
    if statement["significant"] == "nej":
        return abs(t) <= ACCEPTED_NOT_SIGNIFICANT
    return t <= -ACCEPTED_SIGNIFICANT if statement["sign"] == "negative" else t >= ACCEPTED_SIGNIFICANT
