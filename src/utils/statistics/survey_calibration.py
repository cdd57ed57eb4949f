"""Post-stratification and raking of the staff survey to a given composition, with the variance that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from utils.statistics.quality import share_quality
from utils.statistics.survey_design import (
    SurveyDesign,
    freedom,
    on_logit_scale,
    sample,
    staff_behind,
    table,
    with_weights,
)
from utils.statistics.weighting import WEIGHTED

if TYPE_CHECKING:
    import svy

# Raking stops when every margin is met within this part of itself.
TOLERANCE = 1e-10
MOST_ROUNDS = 1000
NOT_POSSIBLE = "CONVERGENCE_FAILED"
UNKNOWN = "uoplyst"
COLUMNS = ["answer", "share_pct", "standard_error_pp", "lower_pct", "upper_pct", "n", "weighted_n", "n_municipalities",
           "df", "quality"]  # fmt: skip


def composition(categories: pd.Series) -> pd.Series:
    """The share of each category among respondents 1:1, as K21 9.4 prints it; "uoplyst" is one of them."""
    return categories.fillna(UNKNOWN).value_counts(normalize=True, sort=False)


def calibrated(
    design: SurveyDesign, df_by_answer: pd.DataFrame, margins: dict[str, pd.Series], level: str = WEIGHTED
) -> svy.Sample | None:
    """The answers of one base with weights that meet the margins; None where no weights can.

    `df_by_answer` has q01 and a column for each key of `margins`, which give the share of each category; those that the
    base lacks are left out and the rest shared out again. One margin is post-stratified, several are raked: each in turn,
    until all are met. The starting weights are those of the level.
    """
    from svy.errors import WeightingError

    df = with_weights(design, df_by_answer.assign(base="alle"), ["base"], level)
    for name in margins:
        df[name] = df[name].astype(object).fillna(UNKNOWN).astype(str)
    total = float(df["weight"].sum())
    controls: dict[str, Any] = {name: _controls(df[name], shares, total) for name, shares in margins.items()}
    weighting = sample(df).weighting
    if len(controls) == 1:
        ((name, control),) = controls.items()
        return weighting.poststratify(control, cells=name)
    try:
        return weighting.rake(controls=controls, tol=TOLERANCE, max_iter=MOST_ROUNDS)
    except WeightingError as fault:
        if fault.code != NOT_POSSIBLE:
            raise
        return None


def calibrated_shares(
    design: SurveyDesign, df_by_answer: pd.DataFrame, margins: dict[str, pd.Series], level: str = WEIGHTED
) -> pd.DataFrame:
    """Share of every value of `answer` in one base after `calibrated`: a row an answer, columns COLUMNS.

    The standard error is that of a calibrated estimate: of what the margins do not explain of the answers. The interval
    is on the logit scale, with the degrees of freedom of the answers before calibration; it is missing for 0 and 100 and
    without degrees of freedom. No rows where no weights meet the
    margins.
    """
    found = calibrated(design, df_by_answer, margins, level)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    df = table(found.estimation.prop("answer"))
    codes = df_by_answer["q01"]
    df = df.assign(
        share_pct=100 * df["est"], n_municipalities=codes.nunique(), weighted_n=staff_behind(design, codes).sum()
    )  # fmt: skip
    certain = (df["df"] > 0) & (df["se"] > 0)
    base = with_weights(design, df_by_answer.assign(base="alle"), ["base"], level)
    own = pd.Series([freedom(base, (base["answer"] == name).astype(float)).iloc[0] for name in df["answer"]])
    df = on_logit_scale(df.assign(se=df["se"].where(certain), df=own.where(certain, df["df"])))
    df["standard_error_pp"] = 100 * df["se"]
    df["quality"] = share_quality(df["n"], df["lower_pct"], df["upper_pct"])
    return df[COLUMNS]


def _controls(categories: pd.Series, shares: pd.Series, total: float) -> dict[str, Any]:
    """The total of each category that the base holds."""
    present = shares.rename(index=str)
    present = present[present.index.isin(categories.unique())]
    return {str(name): float(share) for name, share in (total * present / present.sum()).items()}
