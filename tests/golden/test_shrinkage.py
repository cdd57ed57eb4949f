import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.shrinkage import fitted_prior, known_prior_limits, shrunken

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "shrinkage.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "shrinkage.csv")
COUNTS = DF_BY_MUNICIPALITY["count"], DF_BY_MUNICIPALITY["total"], DF_BY_MUNICIPALITY["size"]
RANK = DF_BY_MUNICIPALITY["rank"]
PRIOR = fitted_prior(*COUNTS, RANK)
DF = shrunken(*COUNTS, PRIOR, RANK)
OPTIMISER = 1e-8


def test_level_slopes_and_bend_are_those_of_optim() -> None:
    np.testing.assert_allclose(PRIOR.coefficients, REFERENCE["coefficients"], rtol=OPTIMISER)


@pytest.mark.parametrize("name", ["dispersion", "strength"])
def test_the_dispersion_is_that_of_optim(name: str) -> None:
    assert getattr(PRIOR, name) == pytest.approx(REFERENCE[name], rel=OPTIMISER)


@pytest.mark.parametrize("name", ["typical_pct", "shrunken_pct", "own_weight_pct"])
def test_shares_and_weights_are_those_of_r(name: str) -> None:
    np.testing.assert_allclose(DF[name], REFERENCE[name], rtol=OPTIMISER)


def test_the_limits_of_a_known_prior_are_qbeta() -> None:
    rows = zip(*COUNTS[:2], PRIOR.typical(COUNTS[2], RANK), strict=True)
    limits = [known_prior_limits(count, total, typical, PRIOR) for count, total, typical in rows]
    found = 100 * np.array(limits)
    np.testing.assert_allclose(found[:, 0], REFERENCE["known_prior_lower_pct"], rtol=10 * OPTIMISER)
    np.testing.assert_allclose(found[:, 1], REFERENCE["known_prior_upper_pct"], rtol=10 * OPTIMISER)


@pytest.mark.parametrize("name", ["lower_pct", "upper_pct"])
def test_the_averaged_limits_are_those_of_a_fine_grid_in_other_parameters(name: str) -> None:
    # The beta distribution that stands for a mixture is off where a municipality has next to nobody: the limits move by
    # at most 2 percent of the interval's width, and with twenty persons or more by a twentieth of a point.
    off, width = np.abs(DF[name] - REFERENCE[name]), DF["upper_pct"] - DF["lower_pct"]
    assert (off / width).max() < 0.02
    assert off[DF_BY_MUNICIPALITY["total"] >= 20].max() < 0.05
    assert off[DF_BY_MUNICIPALITY["total"] >= 100].max() < 0.02
