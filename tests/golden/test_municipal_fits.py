import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.effects import PARTS, difference, marginal_effect
from utils.statistics.fits import count_fit, linear_fit
from utils.statistics.influence import influence
from utils.statistics.regression import with_constant
from utils.statistics.spline import knots, spline_basis

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "municipal_fits.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "municipal_fits.csv").assign(
    share_pct=lambda df: 100 * df["increased"] / df["persons"]
)
PREDICTORS = ["framework_rank", "usage_rate_pct"]
DESIGN = with_constant(DF_BY_MUNICIPALITY[PREDICTORS])
FITS = {
    "weighted_hc3": linear_fit(DF_BY_MUNICIPALITY["share_pct"], DESIGN, DF_BY_MUNICIPALITY["inhabitants"]),
    "counts_hc3": count_fit(DF_BY_MUNICIPALITY["increased"], DF_BY_MUNICIPALITY["persons"], DESIGN),
}


@pytest.mark.parametrize("model", FITS)
def test_coefficients_and_standard_errors_are_those_of_r(model: str) -> None:
    fit, expected = FITS[model], REFERENCE[model]
    np.testing.assert_allclose(fit.coefficients, expected["coefficient"], rtol=1e-8)
    np.testing.assert_allclose(np.sqrt(np.diag(fit.covariance)), expected["standard_error"], rtol=1e-8)


def test_the_p_values_of_the_weighted_line_are_those_of_r() -> None:
    effect = marginal_effect(FITS["weighted_hc3"], "framework_rank")
    assert effect["p_value"] == pytest.approx(REFERENCE["weighted_hc3"]["p_value"][1], rel=1e-8)


def test_the_marginal_effect_of_the_counts_is_that_of_r() -> None:
    effect = marginal_effect(FITS["counts_hc3"], "framework_rank", 10)
    expected = REFERENCE["counts_marginal_effect_of_ten"]
    np.testing.assert_allclose(effect[PARTS], [expected[part] for part in PARTS], rtol=1e-8)


def test_the_difference_of_the_counts_is_that_of_r() -> None:
    effect = difference(FITS["counts_hc3"], DESIGN.assign(framework_rank=5.0), DESIGN.assign(framework_rank=25.0))
    expected = REFERENCE["counts_difference"]
    np.testing.assert_allclose(effect[PARTS], [expected[part] for part in PARTS], rtol=1e-8)


@pytest.mark.parametrize("name", ["coefficient_change", "cooks_distance", "leverage"])
def test_the_influence_of_a_municipality_is_that_of_r(name: str) -> None:
    df = influence(DF_BY_MUNICIPALITY, "share_pct", PREDICTORS)
    np.testing.assert_allclose(df[name], REFERENCE["influence"][name], rtol=1e-8, atol=1e-12)


def test_the_spline_is_that_of_r() -> None:
    # The columns differ from ns(), the curves they span do not.
    rank = DF_BY_MUNICIPALITY["framework_rank"]
    design = with_constant(spline_basis(rank, knots(rank)))
    fit = linear_fit(DF_BY_MUNICIPALITY["share_pct"], design)
    np.testing.assert_allclose(design.to_numpy() @ fit.coefficients, REFERENCE["spline"]["fitted"], rtol=1e-8)
    low, high = (with_constant(spline_basis(pd.Series([value]), knots(rank))) for value in (5.0, 25.0))
    alone = difference(fit, _for_all(low), _for_all(high))
    assert alone["effect_pp"] == pytest.approx(REFERENCE["spline"]["difference"], rel=1e-8)
    assert alone["standard_error_pp"] == pytest.approx(REFERENCE["spline"]["standard_error"], rel=1e-8)


def _for_all(row: pd.DataFrame) -> pd.DataFrame:
    return row.loc[[0] * len(DESIGN)]
