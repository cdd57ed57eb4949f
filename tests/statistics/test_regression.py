import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.statistics.regression import least_squares, residuals, shortage

# x = 0 … 4, y = 1, 3, 2, 5, 4: means 2 and 3, Sxy = 8, Sxx = 10, Syy = 10.
DF = pd.DataFrame({"y": [1.0, 3.0, 2.0, 5.0, 4.0], "x": [0, 1, 2, 3, 4], "z": [1.0, 0.0, 2.0, 1.0, 0.5]})
VALUES = st.lists(st.integers(-50, 50), min_size=12, max_size=12)


def _slope(df: pd.DataFrame, name: str) -> float:
    return float(df.set_index("term").loc[name, "coefficient"])


def test_line_by_hand() -> None:
    df = least_squares(DF, "y", ["x"])
    # slope 8/10; constant 3 − 0.8·2; R² = 8²/(10·10)
    assert df["term"].tolist() == ["constant", "x"]
    assert df["coefficient"].tolist() == pytest.approx([1.4, 0.8])
    assert df["r_squared"].tolist() == pytest.approx([0.64, 0.64])
    assert df["n_municipalities"].tolist() == [5, 5]


def test_hc3_standard_error_by_hand() -> None:
    # Residuals −0.4, 0.8, −1, 1.2, −0.6; leverages 0.2 + (x − 2)²/10 = 0.6, 0.3, 0.2, 0.3, 0.6.
    # HC3: Σ (x − 2)²·(e/(1 − h))² = 4·1 + 1·(0.8/0.7)² + 0 + 1·(1.2/0.7)² + 4·1.5² = 17.244898; /Sxx² = 0.17244898
    df = least_squares(DF, "y", ["x"]).set_index("term")
    assert df.loc["x", "standard_error"] == pytest.approx(0.17244898**0.5)
    assert df.loc["x", "t"] == pytest.approx(0.8 / 0.17244898**0.5)
    # 95 percent, t distribution with 5 − 2 degrees of freedom: 3.182446
    assert df.loc["x", "upper"] == pytest.approx(0.8 + 3.182446 * 0.17244898**0.5, abs=1e-6)
    assert df.loc["x", "lower"] == pytest.approx(0.8 - 3.182446 * 0.17244898**0.5, abs=1e-6)


def test_classical_standard_error_by_hand() -> None:
    # s² = Σe²/3 = (0.16 + 0.64 + 1 + 1.44 + 0.36)/3 = 1.2; standard error √(1.2/10)
    df = least_squares(DF, "y", ["x"], "klassisk").set_index("term")
    assert df.loc["x", "standard_error"] == pytest.approx(0.12**0.5)


def test_missing_values_leave_the_model() -> None:
    df = pd.concat([DF, pd.DataFrame({"y": [99.0, None], "x": [None, 9], "z": [1.0, 1.0]})])
    assert least_squares(df, "y", ["x"])["coefficient"].tolist() == pytest.approx([1.4, 0.8])


def test_nullable_integers_are_read_as_numbers() -> None:
    df = DF.assign(x=pd.array([0, 1, 2, 3, None], dtype="Int64"))
    # x = 0 … 3, y = 1, 3, 2, 5: Sxy = 5.5, Sxx = 5
    fit = least_squares(df, "y", ["x"])
    assert _slope(fit, "x") == pytest.approx(1.1)
    assert fit["n_municipalities"].tolist() == [4, 4]


def test_an_unknown_uncertainty_is_named() -> None:
    with pytest.raises(HkoError, match=r"usikkerhed='HC9': vælg en af HC3, klassisk\."):
        least_squares(DF, "y", ["x"], "HC9")


def test_residuals_by_hand() -> None:
    assert residuals(DF, "y", ["x"]).tolist() == pytest.approx([-0.4, 0.8, -1.0, 1.2, -0.6])


def test_residuals_keep_the_rows_of_the_frame() -> None:
    df = DF.assign(y=[1.0, None, 2.0, 5.0, 4.0]).set_index(pd.Index([101, 147, 151, 153, 155]))
    assert residuals(df, "y", ["x"]).index.tolist() == [101, 151, 153, 155]


@settings(max_examples=20, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_the_slope_of_the_residuals_is_the_controlled_slope(y: list[int], x: list[int], z: list[int]) -> None:
    # Frisch, Waugh and Lovell: what the added-variable plot rests on. A grid keeps the predictors independent.
    df = pd.DataFrame({"y": y, "x": np.array(x) + 200 * np.arange(12), "z": np.array(z) + 200 * (np.arange(12) % 3)})
    controlled = _slope(least_squares(df, "y", ["x", "z"]), "x")
    cleaned = pd.DataFrame({"y": residuals(df, "y", ["z"]), "x": residuals(df, "x", ["z"])})
    assert _slope(least_squares(cleaned, "y", ["x"]), "x") == pytest.approx(controlled, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(VALUES, st.permutations(range(12)), st.integers(1, 1000))
def test_order_and_unit_of_the_predictor_do_not_matter(y: list[int], order: list[int], unit: int) -> None:
    df = pd.DataFrame({"y": y, "x": np.arange(12.0)})
    changed = df.iloc[order].assign(x=lambda rows: rows["x"] * unit)
    before, after = least_squares(df, "y", ["x"]), least_squares(changed, "y", ["x"])
    assert _slope(after, "x") * unit == pytest.approx(_slope(before, "x"), abs=1e-9)


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_too_few_municipalities_for_the_model_are_told(rows: int) -> None:
    # A line needs two coefficients and one municipality more for its uncertainty.
    with pytest.raises(HkoError, match="kommuner"):
        least_squares(DF.head(rows), "y", ["x"])


def test_predictors_that_go_entirely_together_are_told() -> None:
    with pytest.raises(
        HkoError, match=r"^Modellen af y på x, w kan ikke beregnes: for få forskellige kommuner \(de 5 "
    ):
        least_squares(DF.assign(w=2 * DF["x"] + 1), "y", ["x", "w"])


def test_a_model_that_can_be_fitted_has_no_shortage() -> None:
    assert shortage(DF, "y", ["x", "z"]) == ""
    # Two coefficients and the constant: four municipalities at least.
    assert shortage(DF.head(3), "y", ["x", "z"]) == "for få kommuner (3 har tal til alle led, mindst 4 skal til)"


def test_an_outcome_without_any_spread_has_no_p_value() -> None:
    df = least_squares(DF.assign(y=7.0), "y", ["x"])
    assert df["coefficient"].tolist() == pytest.approx([7, 0])
    assert df[["lower", "upper", "p_value"]].isna().all(axis=None)
