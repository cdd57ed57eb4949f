import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from utils.statistics.fits import person_fit
from utils.statistics.regression import with_constant

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "person_fit.json").read_text(encoding="utf-8"))
DF_BY_PERSON = pd.read_csv(FOLDER / "person_fit.csv")


def test_the_clustered_logit_is_that_of_r() -> None:
    design = with_constant(DF_BY_PERSON[["framework_rank", "age", "female", "hours_before"]])
    fit = person_fit(DF_BY_PERSON["increased"], design, DF_BY_PERSON["municipality"])
    standard_error = np.sqrt(np.diag(fit.covariance))
    assert fit.degrees_of_freedom == REFERENCE["clusters"] - 1
    reach = stats.t(fit.degrees_of_freedom).ppf(0.975) * standard_error
    found = {
        "coefficient": fit.coefficients, "standard_error": standard_error, "lower": fit.coefficients - reach,
        "upper": fit.coefficients + reach,
        "p_value": 2 * stats.t(fit.degrees_of_freedom).sf(np.abs(fit.coefficients / standard_error)),
    }  # fmt: skip
    for name, values in found.items():
        np.testing.assert_allclose(values, REFERENCE[name], rtol=1e-8)
