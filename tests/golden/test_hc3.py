import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.regression import least_squares, residuals

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "hc3.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "hc3.csv")
NAMES = ("coefficient", "standard_error", "t", "p_value", "lower", "upper", "n_municipalities", "r_squared")
MODELS = {
    "alone_hc3": (["framework_rank"], "HC3"),
    "controlled_hc3": (["framework_rank", "usage_rate_pct"], "HC3"),
    "controlled_classical": (["framework_rank", "usage_rate_pct"], "klassisk"),
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", NAMES)
def test_least_squares_is_that_of_r(model: str, name: str) -> None:
    predictors, uncertainty = MODELS[model]
    df = least_squares(DF_BY_MUNICIPALITY, "increased_hours_pct", predictors, uncertainty)
    np.testing.assert_allclose(df[name], REFERENCE[model][name], rtol=1e-8, atol=0)


def test_residuals_are_those_of_r() -> None:
    found = residuals(DF_BY_MUNICIPALITY, "framework_rank", ["usage_rate_pct"])
    np.testing.assert_allclose(found, REFERENCE["residuals"], rtol=1e-8, atol=0)
