import numpy as np
import pandas as pd
import pytest

from utils.statistics.survey_calibration import COLUMNS, calibrated, calibrated_shares, composition
from utils.statistics.survey_design import share_estimates, survey_design
from utils.statistics.weighting import population_weights

# Two municipalities of equal size; in the first the experienced say yes, and the first has few of them.
DF = pd.DataFrame(
    {
        "q01": [1, 1, 1, 1, 2, 2, 2, 2],
        "seniority": ["ny", "ny", "ny", "erfaren", "ny", "erfaren", "erfaren", "erfaren"],
        "position": ["x", "y", "x", "y", "x", "y", "x", "y"],
        "answer": ["nej", "nej", "ja", "ja", "nej", "ja", "ja", "nej"],
    }
)
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [1, 2], "inhabitants_2019k4": [20_000, 20_000], "staff": [8, 8]})
DESIGN = survey_design(DF, DF_BY_MUNICIPALITY)


def yes_pct(margins: dict[str, pd.Series]) -> float:
    df = calibrated_shares(DESIGN, DF, margins)
    return float(df.loc[df["answer"] == "ja", "share_pct"].iloc[0])


def test_composition_is_that_of_respondents_and_knows_the_unknown() -> None:
    shares = composition(pd.Series(["ny", "ny", "erfaren", None]))
    assert shares.to_dict() == {"ny": 0.5, "erfaren": 0.25, "uoplyst": 0.25}


def test_post_stratified_by_hand() -> None:
    # 1 of 4 new and 3 of 4 experienced say yes; nine in ten are new.
    margins = {"seniority": pd.Series({"ny": 0.9, "erfaren": 0.1})}
    assert yes_pct(margins) == pytest.approx(100 * (0.9 * 0.25 + 0.1 * 0.75))


def test_the_composition_at_hand_changes_nothing() -> None:
    same = {"q01": population_weights(DESIGN.inhabitants), "seniority": composition(DF["seniority"])}
    printed = share_estimates(DESIGN, DF.assign(base="x"), ["base"], ["ja"])["share_pct"].iloc[0]
    assert yes_pct(same) == pytest.approx(printed)
    assert yes_pct({"seniority": same["seniority"]}) == pytest.approx(printed)


def test_raking_meets_every_margin() -> None:
    margins = {
        "q01": population_weights(pd.Series({1: 3, 2: 1})),
        "seniority": pd.Series({"ny": 0.6, "erfaren": 0.4}),
        "position": pd.Series({"x": 0.5, "y": 0.5}),
    }
    made = calibrated(DESIGN, DF, margins)
    assert made is not None
    df = made.data.to_pandas()
    for name, shares in margins.items():
        found = df["rk_wgt"].groupby(df[name]).sum() / df["rk_wgt"].sum()
        np.testing.assert_allclose(found.loc[shares.index.astype(str)], shares, rtol=1e-9)


def test_categories_that_the_base_lacks_are_shared_out_again() -> None:
    margins = {"seniority": pd.Series({"ny": 0.45, "erfaren": 0.05, "gammel": 0.5})}
    assert yes_pct(margins) == pytest.approx(100 * (0.9 * 0.25 + 0.1 * 0.75))


def test_margins_that_cannot_be_met_give_no_numbers() -> None:
    apart = DF.assign(seniority=DF["q01"].map({1: "ny", 2: "erfaren"}))
    margins = {"q01": population_weights(DESIGN.inhabitants), "seniority": pd.Series({"ny": 0.9, "erfaren": 0.1})}
    assert calibrated(DESIGN, apart, margins) is None
    df = calibrated_shares(DESIGN, apart, margins)
    assert df.empty and df.columns.tolist() == COLUMNS


def test_a_share_of_everybody_has_no_interval() -> None:
    df = calibrated_shares(DESIGN, DF.assign(answer="ja"), {"seniority": composition(DF["seniority"])})
    assert df["share_pct"].tolist() == [pytest.approx(100.0)]
    assert df[["standard_error_pp", "lower_pct", "upper_pct"]].isna().all(axis=None)
    assert (df["n"].iloc[0], df["weighted_n"].iloc[0], df["quality"].iloc[0]) == (8, 16, 3)
