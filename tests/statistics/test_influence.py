import numpy as np
import pandas as pd
import pytest

from utils.errors import HkoError
from utils.statistics.influence import influence
from utils.statistics.regression import least_squares

DF = pd.DataFrame({"y": [1.0, 3.0, 2.0, 5.0, 4.0, 9.0], "x": [0, 1, 2, 3, 4, 5], "z": [1, 0, 1, 0, 0, 1.0]},
                  index=[101, 147, 151, 153, 155, 157])  # fmt: skip


@pytest.mark.parametrize("predictors", [["x"], ["x", "z"]])
def test_a_row_is_the_model_without_the_municipality(predictors: list[str]) -> None:
    df, whole = influence(DF, "y", predictors), least_squares(DF, "y", predictors).iloc[1]
    for code in DF.index:
        left = least_squares(DF.drop(index=code), "y", predictors).iloc[1]
        expected = left[["coefficient", "lower", "upper", "p_value"]].astype(float).tolist()
        assert df.loc[code, ["coefficient_without", "lower", "upper", "p_value"]].tolist() == pytest.approx(expected)
        assert df.loc[code, "coefficient_change"] == pytest.approx(left["coefficient"] - whole["coefficient"])
    assert df["n_municipalities"].unique().tolist() == [5]


def test_leverage_and_cooks_distance_by_hand() -> None:
    df = influence(DF, "y", ["x"])
    # Leverage 1/6 + (x − 2.5)²/17.5. Slope 23/17.5, residual of the last: 9 − 4 − 2.5·23/17.5.
    leverage = 1 / 6 + 2.5**2 / 17.5
    assert df.loc[157, "leverage"] == pytest.approx(leverage)
    slope = 23 / 17.5
    residuals = DF["y"] - 4 - slope * (DF["x"] - 2.5)
    spread = (residuals**2).sum() / 4
    cooks = residuals[157] ** 2 / (2 * spread) * leverage / (1 - leverage) ** 2
    assert df.loc[157, "cooks_distance"] == pytest.approx(cooks)


def test_without_a_municipality_that_the_model_needs_there_is_no_slope() -> None:
    df = influence(DF.assign(x=[0, 0, 1, 1, 1, 1.0]), "y", ["x"])
    # Without one of the two at x = 0 the other decides the constant alone.
    assert df["coefficient_without"].isna().tolist() == [True, True, False, False, False, False]
    assert np.isfinite(df["coefficient_change"]).all()


def test_missing_values_leave_and_too_few_are_told() -> None:
    assert len(influence(DF.assign(y=DF["y"].where(DF.index != 147)), "y", ["x"])) == 5
    with pytest.raises(HkoError, match=r"^Modellen af y på x kan ikke beregnes: for få kommuner \(2 "):
        influence(DF.head(2), "y", ["x"])
