import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics import funnel

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "funnel.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "funnel.csv")
COUNT, TOTAL = DF_BY_MUNICIPALITY["count"], DF_BY_MUNICIPALITY["total"]
SHARE_PCT = 12.4
LEVELS = {"limits_95": 0.95, "limits_998": 0.998}


@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("side", ["low_pct", "high_pct"])
def test_the_lines_solve_the_incomplete_beta_function(name: str, side: str) -> None:
    found = funnel.limits_pct(TOTAL, SHARE_PCT, LEVELS[name])[side]
    np.testing.assert_allclose(found, REFERENCE[name][side], rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("side", ["low_count", "high_count"])
def test_the_limits_in_persons_are_qbinom(name: str, side: str) -> None:
    assert funnel.count_limits(TOTAL, SHARE_PCT, LEVELS[name])[side].tolist() == REFERENCE[name][side]


def test_p_values_are_twice_the_smaller_tail_of_binom_test() -> None:
    found = funnel.two_sided_p(COUNT, TOTAL, SHARE_PCT)
    np.testing.assert_allclose(found, REFERENCE["p_value"], rtol=1e-8)


def test_dispersion_and_widened_limits() -> None:
    phi = funnel.dispersion(COUNT, TOTAL, SHARE_PCT)
    assert phi == pytest.approx(REFERENCE["dispersion"], rel=1e-8)
    found = funnel.widened_limits_pct(TOTAL, SHARE_PCT, phi, 0.95)
    for side in ("low_pct", "high_pct"):
        np.testing.assert_allclose(found[side], REFERENCE["widened"][side], rtol=1e-8, atol=1e-10)
