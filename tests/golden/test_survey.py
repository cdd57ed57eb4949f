"""Against R's survey package: svy on its two samples, and our design on a survey laid out as ours (survey.R)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import svy

from utils.statistics.survey_calibration import calibrated_shares, composition
from utils.statistics.survey_composite import composite_values
from utils.statistics.survey_design import mean_estimates, share_estimates, survey_design
from utils.statistics.survey_tests import MUNICIPALITIES_DRAWN, MUNICIPALITIES_GIVEN, independence
from utils.statistics.weighting import LEVELS, RESPONDENTS, UNWEIGHTED, WEIGHTED, population_weights

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "survey.json").read_text(encoding="utf-8"))
OWN = REFERENCE["own"]
RTOL = 1e-8
TYPES = {"E": 4421, "H": 755, "M": 1018}
DESIGNS = {
    "strat": ("apistrat", {"stratum": "stype", "pop_size": "fpc"}),
    "strat_endless": ("apistrat", {"stratum": "stype"}),
    "clus1": ("apiclus1", {"psu": "dnum", "pop_size": "fpc"}),
    "clus1_endless": ("apiclus1", {"psu": "dnum"}),
}


def sampled(name: str) -> svy.Sample:
    file, design = DESIGNS[name]
    df = pd.read_csv(FOLDER / f"{file}.csv").assign(wide=lambda df: (df["sch.wide"] == "Yes").astype(float))
    return svy.Sample(pl.from_pandas(df), svy.Design(wgt="pw", **design))


def close(found: Any, expected: Any, rtol: float = RTOL) -> None:
    np.testing.assert_allclose(np.asarray(found, dtype=float), np.asarray(expected, dtype=float), rtol=rtol, atol=0)


def same(estimate: Any, expected: dict[str, Any]) -> None:
    row = estimate.to_polars().row(0, named=True)
    close([row["est"], row["se"]], [expected["estimate"], expected["standard_error"]])


@pytest.mark.parametrize("name", DESIGNS)
def test_totals_means_and_ratios(name: str) -> None:
    estimation, expected = sampled(name).estimation, REFERENCE[name]
    same(estimation.total("enroll"), expected["total"])
    same(estimation.mean("api00"), expected["mean"])
    same(estimation.ratio("api.stu", "enroll"), expected["ratio"])


@pytest.mark.parametrize("name", DESIGNS)
def test_design_effects_degrees_of_freedom_and_limits(name: str) -> None:
    estimation, expected = sampled(name).estimation, REFERENCE[name]
    for kind in ("wor", "wr"):
        close(estimation.mean("api00", deff=kind).to_polars()["deff"][0], expected[f"deff_{kind}"])
    row = estimation.mean("api00").to_polars().row(0, named=True)
    assert row["df"] == expected["df"]
    close([row["lci"], row["uci"]], expected["mean_limits"])


@pytest.mark.parametrize("name", DESIGNS)
def test_quantiles(name: str) -> None:
    df = sampled(name).estimation.quantile("api00", p=(0.25, 0.5, 0.75)).to_polars()
    close(df["est"], REFERENCE[name]["quantiles"]["estimate"])
    close(df["se"], REFERENCE[name]["quantiles"]["standard_error"])


@pytest.mark.parametrize("name", DESIGNS)
def test_domains_count_the_degrees_of_freedom_that_hold_the_domain(name: str) -> None:
    """svy's are those of R's degf of the subset; R's confint of svyby takes any number of degrees that it is given."""
    df, expected = (
        sampled(name).estimation.mean("api00", by="stype").to_polars().sort("stype"),
        REFERENCE[name]["domains"],
    )
    close(df["est"], expected["estimate"])
    close(df["se"], expected["standard_error"])
    assert df["df"].to_list() == expected["df_domain"]
    assert all(domain <= expected["df_all"] for domain in expected["df_domain"])


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize(("ours", "theirs"), [("logit", "xlogit"), ("beta", "beta")])
def test_intervals_of_a_proportion(name: str, ours: str, theirs: str) -> None:
    row = (
        sampled(name).estimation.prop("wide", ci_method=ours).to_polars().filter(pl.col("wide") == 1).row(0, named=True)
    )
    expected = REFERENCE[name][theirs]
    close([row["est"], row["lci"], row["uci"]], [expected["estimate"], expected["lower"], expected["upper"]])


@pytest.mark.parametrize("name", DESIGNS)
def test_independence(name: str) -> None:
    found, expected = sampled(name).categorical.tabulate("sch.wide", "stype").stats.f, REFERENCE[name]["independence"]
    close(
        [found.value, found.df_num, found.df_den], [expected["f"], expected["df_numerator"], expected["df_denominator"]]
    )
    close(found.p_value, expected["p_value"])


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize(
    ("model", "outcome", "family"), [("gaussian", "api00", "gaussian"), ("quasibinomial", "wide", "binomial")]
)
def test_regression(name: str, model: str, outcome: str, family: str) -> None:
    df = sampled(name).glm.fit(outcome, x=["ell", "meals", "mobility"], family=family).to_polars()
    expected = REFERENCE[name][model]
    names = {"estimate": "estimate", "std_err": "standard_error", "statistic": "t", "p_value": "p_value"}
    for ours, theirs in names.items():
        close(df[ours], expected[theirs])


@pytest.mark.parametrize("kind", ["post_stratified", "raked", "calibrated"])
def test_calibration_on_clusters(kind: str) -> None:
    weighting, expected = sampled("clus1").weighting, REFERENCE[kind]
    made = {
        "post_stratified": lambda: weighting.poststratify(TYPES, cells="stype"),
        "raked": lambda: weighting.rake(controls={"stype": TYPES, "sch.wide": {"No": 1072, "Yes": 5122}}, tol=1e-10),
        "calibrated": lambda: weighting.calibrate(controls={svy.Cat("stype"): TYPES, "api99": 3914069}),
    }[kind]()
    same(made.estimation.mean("api00"), expected)
    same(
        made.estimation.total("enroll"),
        {"estimate": expected["total"], "standard_error": expected["total_standard_error"]},
    )
    if kind == "raked":
        close(made.data["rk_wgt"], REFERENCE["raked_weights"])


ANSWERS = pd.read_csv(FOLDER / "survey.csv")
DF_BY_MUNICIPALITY = (
    ANSWERS[["q01", "inhabitants_2019k4", "staff"]]
    .drop_duplicates()
    .rename(columns={"q01": "code"})
    .reset_index(drop=True)
)
DESIGN = survey_design(ANSWERS, DF_BY_MUNICIPALITY)
ASKED = ANSWERS.dropna(subset=["answer"]).assign(question="answer")
SCORED = ANSWERS.dropna(subset=["value"]).assign(question="value")


def agrees(row: pd.Series, expected: dict[str, float], value: str, unit: float = 1.0, suffix: str = "") -> None:
    names = {"estimate": value, "standard_error": f"standard_error{suffix.replace('_pct', '_pp')}",
             "lower": f"lower{suffix}", "upper": f"upper{suffix}"}  # fmt: skip
    for theirs, ours in names.items():
        close(row[ours], unit * expected[theirs])
    for name in {"df", "n", "weighted_n"} & set(expected):
        close(row[name], expected[name])


def share_agrees(row: pd.Series, expected: dict[str, float]) -> None:
    agrees(row, expected, "share_pct", 100.0, "_pct")


def yes(df_by_share: pd.DataFrame) -> pd.DataFrame:
    return df_by_share[df_by_share["answer"] == "ja"]


@pytest.mark.parametrize(
    ("level", "name"),
    [(WEIGHTED, "share"), (UNWEIGHTED, "share_unweighted"), (RESPONDENTS, "share_respondents")],
)
def test_own_share_is_that_of_r(level: str, name: str) -> None:
    """One municipality has a single answer, one has answered in full, one has no count of staff."""
    assert level in LEVELS
    share_agrees(yes(share_estimates(DESIGN, ASKED, ["question"], ["ja", "nej"], level)).iloc[0], OWN[name])


def test_own_mean_is_that_of_r() -> None:
    agrees(mean_estimates(DESIGN, SCORED, ["question"]).iloc[0], OWN["average"], "mean")


def test_own_groups_are_those_of_r_one_by_one() -> None:
    """All bases are estimated in one call; in R each is a survey of its own."""
    shares = yes(share_estimates(DESIGN, ASKED, ["question", "seniority"], ["ja", "nej"])).set_index("seniority")
    means = mean_estimates(DESIGN, SCORED, ["question", "seniority"]).set_index("seniority")
    assert set(shares.index) == set(OWN["share_in_groups"]) == set(means.index)
    for group, expected in OWN["share_in_groups"].items():
        share_agrees(shares.loc[group], expected)
        agrees(means.loc[group], OWN["average_in_groups"][group], "mean")


def test_design_effect_where_a_staff_is_unknown_is_that_of_a_draw_with_replacement() -> None:
    assert DF_BY_MUNICIPALITY["staff"].isna().sum() == 1
    close(yes(share_estimates(DESIGN, ASKED, ["question"], ["ja", "nej"]))["deff"].iloc[0], OWN["share"]["deff_wr"])
    close(mean_estimates(DESIGN, SCORED, ["question"])["deff"].iloc[0], OWN["average"]["deff_wr"])


def test_design_effect_of_kish() -> None:
    df = mean_estimates(DESIGN, SCORED.dropna(subset=["staff"]), ["question"])
    close(df["deff"].iloc[0], OWN["kish"])


def test_composite_has_the_variance_of_the_delta_method() -> None:
    values = composite_values(ANSWERS, ["item_a", "item_b", "item_c"]).assign(measure="three items")
    row = mean_estimates(DESIGN, values, ["measure"]).iloc[0]
    close([row["mean"], row["standard_error"]], [OWN["composite"]["estimate"], OWN["composite"]["standard_error"]])


SENIORITY = {"seniority": composition(ANSWERS["seniority"])}
MARGINS = SENIORITY | {"q01": population_weights(DESIGN.inhabitants), "position": composition(ANSWERS["position"])}


@pytest.mark.parametrize(
    ("kind", "base", "margins"),
    [("post_stratified", ASKED, SENIORITY), ("raked", ASKED[ASKED["q01"] != 3], MARGINS)],
)
def test_own_calibration_is_that_of_r(kind: str, base: pd.DataFrame, margins: dict[str, pd.Series]) -> None:
    row, expected = yes(calibrated_shares(DESIGN, base, margins)).iloc[0], OWN[kind]
    close([row["share_pct"], row["standard_error_pp"]], [100 * expected["estimate"], 100 * expected["standard_error"]])


@pytest.mark.parametrize(
    ("name", "group", "drawn"),
    [
        ("by_seniority", "seniority", MUNICIPALITIES_GIVEN),
        ("by_type", "type", MUNICIPALITIES_GIVEN),
        ("by_type_clusters", "type", MUNICIPALITIES_DRAWN),
    ],
)
def test_own_test_is_that_of_r(name: str, group: str, drawn: str) -> None:
    found = independence(DESIGN, ASKED.assign(group=ASKED[group]), drawn)
    for key, expected in OWN[name].items():
        close(found[key], expected)


def test_samples_have_as_many_rows_as_the_package_says() -> None:
    assert [sampled(name).n_records for name in ("strat", "clus1")] == [200, 183]
