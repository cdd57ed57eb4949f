"""The design of the staff survey, written out, and estimates with the standard errors that follow from it.

Municipalities are strata. Within a municipality the respondents are taken as drawn without replacement from its staff
(K21 9.4 counts the staff by telephone), and the municipalities are not drawn: an estimate is Σ W·ȳ, the municipal
means with the known weights of 9.4.1, and its variance Σ W²·(1 − f)·s²/n, where f is the municipality's response rate.

Who answers "ved ikke" leaves the base of an item, and a group is a part of it. The base then has n of the
municipality's respondents and stands for the same part of its staff, so f stays the response rate; W is shared out over
the municipalities with answers. That is a stratified estimator given how many answered, not a ratio over the whole
sample: weights are made in the base, and every base (a cell) is a survey of its own.

The degrees of freedom are Satterthwaite's, (ΣV)²/Σ(V²/(n − 1)) over the municipalities' own parts V of the variance. The
usual count, answers minus municipalities, takes an estimate for as well known as if every municipality had answered alike,
where ten answers in a large one decide; its intervals cover 92 instead of 95 percent (benchmarks/coverage.py).

A municipality with one answer in a base has no variance of its own; its answer's distance to the estimate is used
instead (svy "center", R's survey.lonely.psu = "adjust"). A municipality without a count of staff, or with fewer staff
than answers, has no finite population correction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import t as student

from utils.statistics.intervals import LEVEL, wilson_pct
from utils.statistics.quality import mean_quality, share_quality
from utils.statistics.weighting import WEIGHTED, level_weights

if TYPE_CHECKING:
    import svy

# What stands for an unknown number of staff: so many that the correction is 1 to the last digit.
ENDLESS = 1e15
# A standard error below this is one of answers that agree, but for the last digits of the weights.
ROUNDING = 1e-9
BASE = ["deff", "n", "weighted_n", "n_effective", "n_municipalities", "df", "quality"]


@dataclass(frozen=True)
class SurveyDesign:
    """By municipality code: `inhabitants` (the weights of 9.4.1) and `fraction`, respondents per member of staff.

    The fraction is 0 where the staff is unknown or below the number of respondents.
    """

    inhabitants: pd.Series
    fraction: pd.Series


def survey_design(df_by_respondent: pd.DataFrame, df_by_municipality: pd.DataFrame) -> SurveyDesign:
    """The design of the survey: municipality codes in q01; code, inhabitants_2019k4 and, where known, staff."""
    df = df_by_municipality.set_index("code")
    respondents = df_by_respondent["q01"].value_counts().reindex(df.index, fill_value=0)
    staff = df["staff"] if "staff" in df else pd.Series(np.nan, index=df.index)
    staff = staff.astype("Float64").astype(float)
    return SurveyDesign(df["inhabitants_2019k4"], (respondents / staff).where(staff >= respondents, 0.0))


def by_staff(design: SurveyDesign, df_by_municipality: pd.DataFrame) -> SurveyDesign:
    """The same design with the municipalities counting by their staff: what respondents per member of staff ask for."""
    return SurveyDesign(df_by_municipality.set_index("code")["staff"].astype(float), design.fraction)


def without_correction(design: SurveyDesign, codes: pd.Series) -> list[int]:
    """The municipalities with answers that have no finite population correction."""
    return [code for code in sorted(codes.unique()) if design.fraction[code] == 0]


def staff_behind(design: SurveyDesign, codes: pd.Series) -> pd.Series:
    """How many of the staff each answer stands for; a municipality of unknown staff stands for its answers alone."""
    fraction = codes.map(design.fraction)
    return (1 / fraction).where(fraction > 0, 1.0)


def with_weights(
    design: SurveyDesign, df_by_answer: pd.DataFrame, cells: list[str], level: str = WEIGHTED
) -> pd.DataFrame:
    """The answers with what the design says of each: cell, stratum, weight, population and unit_variance.

    `df_by_answer` has q01 and the columns `cells`, which name the base an answer belongs to; nothing may be missing.
    population is how many staff the answers of a stratum stand for. The weights of a cell sum to the staff that it
    stands for, where a municipality of unknown staff stands for its answers alone. Over a cell unit_variance sums to
    Σ W²(1 − f)/n, the variance of an estimate whose answers vary by 1 in every municipality.
    """
    df = df_by_answer.reset_index(drop=True)
    df["cell"] = df.groupby(cells, sort=False, observed=True).ngroup()
    parts = [level_weights(codes, level, design.inhabitants) for _, codes in df.groupby("cell")["q01"]]
    share = pd.concat(parts)
    df["stratum"] = df["cell"].astype(str) + ":" + df["q01"].astype(str)
    answers, fraction = df.groupby("stratum")["q01"].transform("size"), df["q01"].map(design.fraction)
    df["population"] = (answers / fraction).where(fraction > 0, ENDLESS)
    stands_for = staff_behind(design, df["q01"])
    return df.assign(
        known=fraction > 0, stands_for=stands_for, weight=share * stands_for.groupby(df["cell"]).transform("sum"),
        unit_variance=share**2 * (1 - fraction),
    )  # fmt: skip


def sample(df_by_answer: pd.DataFrame) -> svy.Sample:
    """The survey as svy knows it, from the columns that `with_weights` gives."""
    # Imported here: polars must not work before a kernel is forked, and only this page's needs svy.
    import polars
    import svy

    design = svy.Design(stratum="stratum", wgt="weight", pop_size="population", singleton="center")
    return svy.Sample(polars.from_pandas(df_by_answer), design)


def table(estimate: Any) -> pd.DataFrame:
    """What svy has estimated, a row an estimate: est, se, lci, uci, df, n and what it is split by."""
    return estimate.to_polars().to_pandas()


def mean_estimates(
    design: SurveyDesign, df_by_answer: pd.DataFrame, cells: list[str], level: str = WEIGHTED
) -> pd.DataFrame:
    """Mean of the numbers in `value` for every cell, in the order that the cells come in.

    Columns: `cells`, mean, standard_error, lower, upper (95 percent, t distribution), deff (Kish: variance against that
    of as many answers drawn at random from the same staff), n, weighted_n (staff that the answers stand for),
    n_effective (how many answers drawn with replacement would be as certain), n_municipalities, df, quality.
    Uncertainty is missing where each municipality has one answer.
    """
    df, df_by_cell = _bases(design, df_by_answer, cells, level)
    varies = df.groupby("cell")["value"].nunique().gt(1).any()
    estimates = table(sample(df).estimation.mean("value", by="cell", deff="wr" if varies else None))
    found = _with_effect(df_by_cell.merge(estimates.drop(columns=["df", "n"]), on="cell"))
    found = _with_freedom(found, found["cell"].map(freedom(df, df["value"])))
    reach = student.ppf(1 - LEVEL / 2, found["df"]) * found["se"]
    found = found.rename(columns={"est": "mean", "se": "standard_error"})
    found = found.assign(lower=found["mean"] - reach, upper=found["mean"] + reach)
    found["quality"] = mean_quality(found["n"], found["mean"], found["lower"], found["upper"])
    return found[[*cells, "mean", "standard_error", "lower", "upper", *BASE]]


def share_estimates(
    design: SurveyDesign, df_by_answer: pd.DataFrame, cells: list[str], answers: Sequence[str], level: str = WEIGHTED
) -> pd.DataFrame:
    """Share of each of the `answers` in `answer` for every cell; one that nobody gave has 0 pct.

    Columns as `mean_estimates`, with answer after the cells, share_pct, standard_error_pp, lower_pct and upper_pct. The
    interval is plus-minus on the logit scale, so that it stays within 0–100. Where the answers of every municipality agree
    (0 and 100 are such shares) it would have no width; there it is Wilson's, of as many answers as would give the design's
    variance if the share were the same everywhere.
    """
    df, df_by_cell = _bases(design, df_by_answer, cells, level)
    varies = df.groupby("cell")["answer"].nunique().gt(1).any()
    estimates = table(sample(df).estimation.prop("answer", by="cell", deff="wr" if varies else None))
    found = df_by_cell.merge(pd.DataFrame({"answer": list(answers)}), how="cross")
    found = found.merge(estimates.drop(columns=["df", "n"]), how="left", on=["cell", "answer"])
    found = _with_effect(found.fillna({"est": 0.0, "se": 0.0}))
    degrees = pd.concat({name: freedom(df, (df["answer"] == name).astype(float)) for name in answers}, names=["answer"])
    known = pd.MultiIndex.from_frame(found[["answer", "cell"]])
    found = _with_freedom(found, degrees.reindex(known).reset_index(drop=True))
    found = found.assign(share_pct=100 * found["est"], standard_error_pp=100 * found["se"])
    found = _with_ends(on_logit_scale(found))
    found["quality"] = share_quality(found["n"], found["lower_pct"], found["upper_pct"])
    return found[[*cells, "answer", "share_pct", "standard_error_pp", "lower_pct", "upper_pct", *BASE]]


def _bases(
    design: SurveyDesign, df_by_answer: pd.DataFrame, cells: list[str], level: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The weighted answers, and a row a cell: cell, `cells`, its counts, degrees of freedom and unit_variance."""
    df = with_weights(design, df_by_answer, cells, level)
    df_by_cell = df.groupby("cell").agg(
        **{name: (name, "first") for name in cells}, n=("q01", "size"), n_municipalities=("q01", "nunique"),
        weighted_n=("stands_for", "sum"), known=("known", "all"), unit_variance=("unit_variance", "sum"),
    )  # fmt: skip
    return df, df_by_cell.assign(df=df_by_cell["n"] - df_by_cell["n_municipalities"]).reset_index()


def freedom(df_by_answer: pd.DataFrame, number: pd.Series) -> pd.Series:
    """Satterthwaite's degrees of freedom of the mean of `number`, a value a cell; missing where nothing varies.

    A single answer has its distance to the mean as its variance, and one degree.
    """
    df = df_by_answer.assign(number=number)
    share = df["weight"] / df["weight"].groupby(df["cell"]).transform("sum")
    centre = (share * number).groupby(df["cell"]).transform("sum")
    strata = df.assign(apart=(number - centre) ** 2).groupby(["cell", "stratum"])
    n = strata.size()
    variance = strata["unit_variance"].sum() * strata["number"].var().where(n > 1, strata["apart"].first())
    by_cell = variance.groupby("cell").sum() ** 2 / (variance**2 / (n - 1).clip(lower=1)).groupby("cell").sum()
    return by_cell.where(variance.groupby("cell").sum() > ROUNDING**2)


def _with_freedom(df_by_estimate: pd.DataFrame, found: pd.Series) -> pd.DataFrame:
    """Satterthwaite's degrees where they are known; none stay none."""
    given = df_by_estimate["df"].astype(float)
    return df_by_estimate.assign(df=found.where(found.notna() & (given > 0), given))


def on_logit_scale(df_by_share: pd.DataFrame) -> pd.DataFrame:
    """lower_pct and upper_pct: plus-minus on the logit scale; missing for shares of 0 and 100."""
    inner = df_by_share["est"].where(df_by_share["est"].between(0, 1, inclusive="neither"))
    reach = student.ppf(1 - LEVEL / 2, df_by_share["df"]) * df_by_share["se"] / (inner * (1 - inner))
    return df_by_share.assign(lower_pct=100 * expit(logit(inner) - reach), upper_pct=100 * expit(logit(inner) + reach))


def _with_effect(df_by_estimate: pd.DataFrame) -> pd.DataFrame:
    """Kish's design effect from svy's, which compares with a draw with replacement; no uncertainty without df."""
    df = df_by_estimate.copy()
    df["se"] = df["se"].mask(df["se"] < ROUNDING, 0.0)
    df["se"] = df["se"].where(df["df"] > 0)
    left = 1 - (df["n"] / df["weighted_n"]).where(df["known"], 0.0)
    given = df["deff"] if "deff" in df else pd.Series(np.nan, index=df.index)
    df["deff"] = (given / left).where((df["se"] > 0) & (left > 0))
    return df.assign(n_effective=(df["n"] / given).where((df["se"] > 0) & (given > 0)))


def _with_ends(df_by_share: pd.DataFrame) -> pd.DataFrame:
    """Intervals where the answers of every municipality agree, so that there is no variance to see in them."""
    df = df_by_share.copy()
    agree = (df["df"] > 0) & (df["se"] == 0)
    surveyed, sampled = agree & (df["unit_variance"] == 0), agree & (df["unit_variance"] > 0)
    df.loc[surveyed, "lower_pct"] = df.loc[surveyed, "upper_pct"] = df["share_pct"]
    answers = 1 / df.loc[sampled, "unit_variance"]
    df.loc[sampled, ["lower_pct", "upper_pct"]] = wilson_pct(df.loc[sampled, "est"].clip(0, 1) * answers, answers)
    return df
