import numpy as np
import pandas as pd
import pytest

from utils.errors import HkoError
from utils.statistics.expected import expected_rates, not_expected

# log10 of the rates, on x = 0 … 4: 0, 1, 0, 1, 0.
DF = pd.DataFrame({"rate": [1.0, 10.0, 1.0, 10.0, 1.0], "x": [0, 1, 2, 3, 4]}, index=[10, 11, 12, 13, 14])


def test_the_expectation_of_a_municipality_leaves_it_out_by_hand() -> None:
    # Without the middle one the others are 0, 1, 1, 0 at 0, 1, 3, 4: level at their mean of one half, √10 = 3.1623.
    df = expected_rates(DF, "rate", ["x"])
    assert df.loc[12, "expected"] == pytest.approx(10**0.5)
    assert df.loc[12, "ratio"] == pytest.approx(10**-0.5)
    # Their residuals are ±1/2, the variance 4 · 0.25/2 = 0.5; the prediction's is 0.5 · (1 + 1/4) = 0.625.
    # t with 2 degrees of freedom: 4.302653 · √0.625 = 3.401547 powers of ten.
    assert df.loc[12, "ratio_upper"] == pytest.approx(10 ** (-0.5 + 3.401547), rel=1e-5)
    assert df.loc[12, "expected_lower"] == pytest.approx(10 ** (0.5 - 3.401547), rel=1e-5)
    assert df.loc[12, "studentised"] == pytest.approx(-0.5 / 0.625**0.5)
    assert df.loc[12, "n_municipalities"] == 4


def test_the_interval_of_the_ratio_holds_one_where_that_of_the_expectation_holds_the_rate() -> None:
    draw = np.random.default_rng(5)
    df = pd.DataFrame({"rate": np.exp(draw.normal(size=40)), "x": draw.normal(size=40)})
    found = expected_rates(df, "rate", ["x"])
    within = found["observed"].between(found["expected_lower"], found["expected_upper"])
    assert within.tolist() == found["p_value"].ge(0.05).tolist()
    assert within.tolist() == ((found["ratio_lower"] <= 1) & (found["ratio_upper"] >= 1)).tolist()
    assert 0 < (~within).sum() < 6


def test_a_rate_of_nought_and_a_missing_predictor_leave_the_fit() -> None:
    more = pd.DataFrame({"rate": [0.0, 5.0], "x": [1, None]}, index=[15, 16])
    pd.testing.assert_frame_equal(
        expected_rates(pd.concat([DF, more]), "rate", ["x"]), expected_rates(DF, "rate", ["x"])
    )


def test_a_municipality_that_decides_a_coefficient_alone_has_no_expectation() -> None:
    df = expected_rates(DF.assign(island=[0, 0, 0, 0, 1]), "rate", ["island"])
    assert df["expected"].isna().tolist() == [False] * 4 + [True]
    # The others are judged by each other: 10, 1, 10 without the first.
    assert df.loc[10, "expected"] == pytest.approx(10 ** (2 / 3))


@pytest.mark.parametrize(
    ("df", "reason"),
    [
        (DF.head(3), r"for få kommuner \(3 har bevillinger og tal til alle led, mindst 4 skal til\)"),
        (DF.head(1), r"for få kommuner \(1 har"),
        (DF.assign(rate=2.0), "kommunerne har ens tal"),
        (DF.assign(x=1), "for få forskellige kommuner"),
        (DF.assign(x=pd.array([None] * 5, dtype="Int64")), r"for få kommuner \(0 har"),
    ],
)
def test_what_cannot_be_expected_says_why(df: pd.DataFrame, reason: str) -> None:
    with pytest.raises(HkoError, match=reason):
        expected_rates(df, "rate", ["x"])
    assert not_expected(DF, "rate", ["x"]) == ""
