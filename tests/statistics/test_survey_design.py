import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from utils.statistics.intervals import wilson_pct
from utils.statistics.survey_design import (
    by_staff,
    mean_estimates,
    sample,
    share_estimates,
    survey_design,
    with_weights,
    without_correction,
)
from utils.statistics.weighting import LEVELS, RESPONDENTS, UNWEIGHTED, mean_at_level, share_by_answer

# Municipality 1 has 30,000 inhabitants and 8 staff, 2 has 10,000 and 4; 4 and 3 of them answered.
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [1, 2], "inhabitants_2019k4": [30_000, 10_000], "staff": [8, 4]})
DF = pd.DataFrame(
    {
        "q01": [1, 1, 1, 1, 2, 2, 2],
        "answer": ["ja", "ja", "ja", "nej", "ja", "nej", None],
        "value": [1.0, 2.0, 3.0, 6.0, 4.0, 8.0, None],
        "group": ["a", "a", "b", "b", "a", "b", "b"],
        "item": "x",
    }
)
DESIGN = survey_design(DF, DF_BY_MUNICIPALITY)
BASE = DF.dropna()
# The parts of the variance of the mean, from municipalities with 3 and 1 degrees of freedom.
PARTS = (0.75**2 * 0.5 * (14 / 3) / 4, 0.25**2 * 0.25 * 8 / 2)
FREEDOM = sum(PARTS) ** 2 / (PARTS[0] ** 2 / 3 + PARTS[1] ** 2 / 1)


def test_the_design_holds_the_response_rates() -> None:
    assert DESIGN.fraction.to_dict() == {1: 0.5, 2: 0.75}
    assert without_correction(DESIGN, DF["q01"]) == []


def test_mean_by_hand() -> None:
    row = mean_estimates(DESIGN, BASE, ["item"]).iloc[0]
    # 0.75·3 + 0.25·6; s² is 14/3 in municipality 1 and 8 in 2; f is 1/2 and 3/4.
    assert row["mean"] == pytest.approx(3.75)
    variance = sum(PARTS)
    assert row["standard_error"] == pytest.approx(math.sqrt(variance))
    assert row["upper"] - row["mean"] == pytest.approx(student.ppf(0.975, FREEDOM) * math.sqrt(variance))
    # Four answers of 8 staff, and two of the three respondents among 4 staff: they stand for 8 and 8/3.
    assert row["weighted_n"] == pytest.approx(8 + 8 / 3)
    assert (row["n"], row["n_municipalities"]) == (6, 2)
    assert row["df"] == pytest.approx(FREEDOM) and 3 < FREEDOM < 4
    # Against 6 of the same 32/3 drawn at random, with the weighted variance: 3/4 and 1/4 of the weight.
    squares = 0.75 * ((1 - 3.75) ** 2 + (2 - 3.75) ** 2 + (3 - 3.75) ** 2 + (6 - 3.75) ** 2) / 4
    squares += 0.25 * ((4 - 3.75) ** 2 + (8 - 3.75) ** 2) / 2
    random = squares * 6 / 5 / 6 * (1 - 6 / (32 / 3))
    assert row["deff"] == pytest.approx(variance / random)
    # So many answers drawn with replacement would have the same variance.
    assert row["n_effective"] == pytest.approx(squares * 6 / 5 / variance)


def test_share_by_hand() -> None:
    df = share_estimates(DESIGN, BASE, ["item"], ["ja", "nej"]).set_index("answer")
    share = 0.75 * 0.75 + 0.25 * 0.5
    variance = 0.75**2 * 0.5 * (0.75 * 0.25 * 4 / 3) / 4 + 0.25**2 * 0.25 * (0.25 * 2) / 2
    assert df.loc["ja", "share_pct"] == pytest.approx(100 * share)
    assert df.loc["ja", "standard_error_pp"] == pytest.approx(100 * math.sqrt(variance))
    parts = 0.75**2 * 0.5 * (0.75 * 0.25 * 4 / 3) / 4, 0.25**2 * 0.25 * (0.25 * 2) / 2
    freedom = variance**2 / (parts[0] ** 2 / 3 + parts[1] ** 2)
    logit, half = (
        math.log(share / (1 - share)),
        student.ppf(0.975, freedom) * math.sqrt(variance) / (share * (1 - share)),
    )
    assert df.loc["ja", "upper_pct"] == pytest.approx(100 / (1 + math.exp(-logit - half)))
    assert df.loc["nej", "lower_pct"] == pytest.approx(100 - df.loc["ja", "upper_pct"])


def test_bases_are_surveys_of_their_own() -> None:
    together = mean_estimates(DESIGN, BASE, ["item", "group"]).set_index("group")
    for group in ("a", "b"):
        alone = mean_estimates(DESIGN, BASE[BASE["group"] == group], ["item"]).iloc[0]
        columns = alone.index.drop("item")
        np.testing.assert_allclose(together.loc[group, columns].astype(float), alone[columns].astype(float))
    # Group b: 3 and 6 in municipality 1, 8 in municipality 2, which has no variance of its own.
    parts = 0.75**2 * 0.5 * 4.5 / 2, 0.25 * (0.25 * (8 - 5.375)) ** 2
    assert together.loc["b", "df"] == pytest.approx(sum(parts) ** 2 / (parts[0] ** 2 + parts[1] ** 2))


def test_a_lonely_answer_counts_its_distance_to_the_estimate() -> None:
    row = mean_estimates(DESIGN, BASE[BASE["group"] == "b"], ["item"]).iloc[0]
    mean = 0.75 * 4.5 + 0.25 * 8
    variance = 0.75**2 * 0.5 * 4.5 / 2 + 0.25 * (0.25 * (8 - mean)) ** 2
    assert row["mean"] == pytest.approx(mean)
    assert row["standard_error"] == pytest.approx(math.sqrt(variance))


def test_no_uncertainty_where_every_municipality_has_one_answer() -> None:
    base = BASE.drop_duplicates("q01")
    row = mean_estimates(DESIGN, base, ["item"]).iloc[0]
    assert row["mean"] == pytest.approx(0.75 * 1 + 0.25 * 4)
    assert row[["standard_error", "lower", "upper", "deff", "n_effective"]].isna().all()
    assert (row["df"], row["quality"]) == (0, 3)
    share = share_estimates(DESIGN, base, ["item"], ["ja", "nej"]).set_index("answer")
    assert share["share_pct"].to_dict() == {"ja": 100.0, "nej": 0.0}
    assert share["lower_pct"].isna().all() and (share["quality"] == 3).all()


def test_everybody_asked_has_no_uncertainty() -> None:
    design = survey_design(BASE, DF_BY_MUNICIPALITY.assign(staff=[4, 2]))
    row = mean_estimates(design, BASE, ["item"]).iloc[0]
    assert (row["standard_error"], row["lower"], row["upper"]) == (0, row["mean"], row["mean"])
    same = share_estimates(design, BASE.assign(answer="ja"), ["item"], ["ja", "nej"]).set_index("answer")
    assert same[["lower_pct", "upper_pct"]].to_numpy().tolist() == [[100, 100], [0, 0]]


def test_shares_of_nobody_and_everybody_have_wilsons_interval() -> None:
    df = share_estimates(DESIGN, BASE.assign(answer="ja"), ["item"], ["ja", "nej"]).set_index("answer")
    answers = 1 / (0.75**2 * 0.5 / 4 + 0.25**2 * 0.25 / 2)
    expected = wilson_pct(pd.Series([answers, 0.0]), pd.Series([answers, answers]))
    np.testing.assert_allclose(df[["lower_pct", "upper_pct"]], expected)
    assert df["deff"].isna().all()


@pytest.mark.parametrize("staff", [[8, None], [8, 2]])
def test_without_a_usable_count_of_staff_there_is_no_correction(staff: list[int | None]) -> None:
    df_by_municipality = DF_BY_MUNICIPALITY.assign(staff=pd.array(staff, dtype="Int64"))
    design = survey_design(DF, df_by_municipality)
    row = mean_estimates(design, BASE, ["item"]).iloc[0]
    variance = 0.75**2 * 0.5 * (14 / 3) / 4 + 0.25**2 * 8 / 2
    assert row["standard_error"] == pytest.approx(math.sqrt(variance))
    assert row["weighted_n"] == 8 + 2
    assert without_correction(design, DF["q01"]) == [2]
    squares = 0.75 * ((1 - 3.75) ** 2 + (2 - 3.75) ** 2 + (3 - 3.75) ** 2 + (6 - 3.75) ** 2) / 4
    squares += 0.25 * ((4 - 3.75) ** 2 + (8 - 3.75) ** 2) / 2
    assert row["deff"] == pytest.approx(variance / (squares / 5))


def test_an_extract_without_the_column_staff() -> None:
    design = survey_design(DF, DF_BY_MUNICIPALITY.drop(columns="staff"))
    row = mean_estimates(design, BASE, ["item"]).iloc[0]
    assert row["standard_error"] == pytest.approx(math.sqrt(0.75**2 * (14 / 3) / 4 + 0.25**2 * 8 / 2))


def test_by_staff_lets_municipalities_count_by_their_staff() -> None:
    row = mean_estimates(by_staff(DESIGN, DF_BY_MUNICIPALITY), BASE, ["item"]).iloc[0]
    assert row["mean"] == pytest.approx((8 * 3 + 4 * 6) / 12)


def test_the_sample_says_what_the_design_is() -> None:
    made = sample(with_weights(DESIGN, BASE, ["item"]))
    assert (made.n_strata, made.n_records) == (2, 6)
    assert made.data["weight"].sum() == pytest.approx(8 + 8 / 3)
    assert made.data["population"].to_list() == pytest.approx([8, 8, 8, 8, 8 / 3, 8 / 3])


@st.composite
def surveys(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    codes = list(range(1, draw(st.integers(1, 4)) + 1))
    inhabitants = draw(st.lists(st.integers(1_000, 500_000), min_size=len(codes), max_size=len(codes)))
    sizes = draw(st.lists(st.integers(1, 6), min_size=len(codes), max_size=len(codes)))
    more = draw(st.lists(st.integers(0, 20), min_size=len(codes), max_size=len(codes)))
    q01 = [code for code, size in zip(codes, sizes, strict=True) for _ in range(size)]
    values = draw(st.lists(st.integers(0, 10), min_size=len(q01), max_size=len(q01)))
    groups = draw(st.lists(st.sampled_from("ab"), min_size=len(q01), max_size=len(q01)))
    df = pd.DataFrame({"q01": q01, "value": [float(value) for value in values], "group": groups})
    staff = [size + extra for size, extra in zip(sizes, more, strict=True)]
    return df.assign(answer=df["value"].gt(5).map({True: "ja", False: "nej"})), pd.DataFrame(
        {"code": codes, "inhabitants_2019k4": inhabitants, "staff": staff}
    )


@pytest.mark.parametrize("level", LEVELS)
@settings(max_examples=25, deadline=None)
@given(given_survey=surveys())
def test_the_estimate_is_the_printed_number(level: str, given_survey: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """In every group: weights.py and the design give the same number, and the interval holds it."""
    df, df_by_municipality = given_survey
    design, inhabitants = (
        survey_design(df, df_by_municipality),
        df_by_municipality.set_index("code")["inhabitants_2019k4"],
    )
    shares = share_estimates(design, df, ["group"], ["ja", "nej"], level)
    means = mean_estimates(design, df, ["group"], level).set_index("group")["mean"]
    for group, inside in df.groupby("group"):
        printed = share_by_answer(inside, "answer", level, inhabitants).set_index("answer")["share_pct"]
        found = shares[shares["group"] == group].set_index("answer")["share_pct"]
        np.testing.assert_allclose(found, printed.reindex(found.index, fill_value=0.0), rtol=1e-12, atol=1e-12)
        assert means[group] == pytest.approx(mean_at_level(inside, "value", level, inhabitants), rel=1e-12, abs=1e-12)
    certain = shares.dropna(subset=["lower_pct"])
    assert (certain["lower_pct"] >= -1e-9).all() and (certain["upper_pct"] <= 100 + 1e-9).all()
    assert (certain["lower_pct"] <= certain["share_pct"] + 1e-9).all()
    assert (certain["share_pct"] <= certain["upper_pct"] + 1e-9).all()


def test_a_share_of_municipalities_that_each_agree_is_not_certain() -> None:
    df = share_estimates(DESIGN, BASE.assign(answer=BASE["q01"].map({1: "ja", 2: "nej"})), ["item"], ["ja", "nej"])
    answers = 1 / (0.75**2 * 0.5 / 4 + 0.25**2 * 0.25 / 2)
    expected = wilson_pct(pd.Series([0.75 * answers]), pd.Series([answers]))
    assert df.loc[0, ["share_pct", "standard_error_pp"]].tolist() == pytest.approx([75, 0])
    np.testing.assert_allclose(df.loc[0, ["lower_pct", "upper_pct"]].astype(float), expected.iloc[0])


def test_levels_are_apart() -> None:
    means = {level: mean_estimates(DESIGN, BASE, ["item"], level)["mean"].iloc[0] for level in LEVELS}
    assert means[RESPONDENTS] == pytest.approx(24 / 6)
    assert means[UNWEIGHTED] == pytest.approx((3 + 6) / 2)


def test_the_command_line_does_not_wait_for_the_survey_library() -> None:
    """svy is imported where it is used, so that neither `hko` nor a warm process with the chapters loads it."""
    code = "import sys, utils.cli, utils.chapters.survey_robustness; print('svy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]
