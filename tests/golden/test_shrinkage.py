import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.shrinkage import fitted_prior, known_prior_limits, shrunken

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "shrinkage.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "shrinkage.csv")
COUNT, TOTAL = DF_BY_MUNICIPALITY["count"], DF_BY_MUNICIPALITY["total"]
PRIOR = fitted_prior(COUNT, TOTAL)
# Both optimisers are driven to where the gradient is as good as nought; seven digits agree.
OPTIMISER = 1e-7


@pytest.mark.parametrize("name", ["mean", "dispersion", "strength"])
def test_the_fit_is_that_of_optim(name: str) -> None:
    assert getattr(PRIOR, name) == pytest.approx(REFERENCE[name], rel=OPTIMISER)


@pytest.mark.parametrize("name", ["shrunken_pct", "own_weight_pct"])
def test_shares_and_weights_are_those_of_r(name: str) -> None:
    np.testing.assert_allclose(shrunken(COUNT, TOTAL, PRIOR)[name], REFERENCE[name], rtol=OPTIMISER)


def test_the_limits_of_a_known_prior_are_qbeta() -> None:
    limits = [known_prior_limits(count, total, PRIOR) for count, total in zip(COUNT, TOTAL, strict=True)]
    found = 100 * np.array(limits)
    np.testing.assert_allclose(found[:, 0], REFERENCE["known_prior_lower_pct"], rtol=10 * OPTIMISER)
    np.testing.assert_allclose(found[:, 1], REFERENCE["known_prior_upper_pct"], rtol=10 * OPTIMISER)


@pytest.mark.parametrize("name", ["lower_pct", "upper_pct"])
def test_the_averaged_limits_are_those_of_a_fine_grid_in_other_parameters(name: str) -> None:
    # Percent of which tables show whole ones: the coarse grid of the program is off by less than 0.02.
    np.testing.assert_allclose(shrunken(COUNT, TOTAL, PRIOR)[name], REFERENCE[name], rtol=0, atol=0.02)
