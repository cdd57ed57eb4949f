import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.permutation import drawn_p_values, exact_p_values, largest_difference
from utils.statistics.randomisation import balance_p_values, balance_statistic, contrast_p_values, expected_counts

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "permutation.json").read_text(encoding="utf-8"))
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "permutation.csv")
DF_BY_PERSON = pd.read_csv(FOLDER / "blocks.csv")
TWO_GROUPS = DF_BY_MUNICIPALITY[DF_BY_MUNICIPALITY["group"] != "c"]
ARMS, CATEGORIES, BLOCKS = (DF_BY_PERSON[name].to_numpy() for name in ("arm", "category", "block"))
BALANCE = REFERENCE["blocks"]


def _counts(df: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return df[["increased"]].to_numpy(float), df[["persons"]].to_numpy(float), df["group"].to_numpy(str)


def _near(found: float, exact: float) -> bool:
    """Within four Monte Carlo standard errors of 9,999 draws; 1/10,000 for the observed one that counts itself."""
    return abs(found - exact) < 4 * np.sqrt(exact * (1 - exact) / 9_999) + 1 / 10_000


@pytest.mark.parametrize(
    ("df", "name"), [(DF_BY_MUNICIPALITY, "three_groups"), (TWO_GROUPS, "two_groups")], ids=["three", "two"]
)
def test_enumeration_is_that_of_r_and_monte_carlo_comes_near(df: pd.DataFrame, name: str) -> None:
    expected = REFERENCE[name]
    p_values, ways = exact_p_values(*_counts(df))
    assert (ways, p_values[0]) == (expected["ways"], pytest.approx(expected["p_value"], abs=1e-12))
    assert largest_difference(*_counts(df))[0] == pytest.approx(expected["difference"], rel=1e-10)
    assert _near(drawn_p_values(*_counts(df))[0], expected["p_value"])


def test_means_of_municipalities_are_tested_as_by_coin() -> None:
    # A mean of municipalities that each count alike is a share of one person each.
    shares = (TWO_GROUPS["increased"] / TWO_GROUPS["persons"]).to_numpy()[:, None]
    p_values, _ = exact_p_values(shares, np.ones_like(shares), TWO_GROUPS["group"].to_numpy(str))
    assert p_values[0] == pytest.approx(REFERENCE["exact_means"], abs=1e-12)


def test_balance_of_arms_within_blocks_is_that_of_r() -> None:
    expected = expected_counts(ARMS, CATEGORIES, BLOCKS)
    np.testing.assert_allclose(expected, BALANCE["expected"], rtol=1e-10)
    counted = np.array([[((arm == ARMS) & (kind == CATEGORIES)).sum() for kind in range(2)] for arm in range(3)])
    assert balance_statistic(counted.astype(float), expected) == pytest.approx(BALANCE["statistic"], rel=1e-10)
    statistics, p_values = balance_p_values(ARMS, [CATEGORIES], BLOCKS)
    assert statistics[0] == pytest.approx(BALANCE["statistic"], rel=1e-10)
    assert _near(p_values[0], BALANCE["balance_p_value"])


def test_differences_of_arms_within_blocks_are_those_of_r() -> None:
    answers = DF_BY_PERSON["answer"].to_numpy(float)
    parts = np.stack([(answers / (arm == ARMS).sum())[:, None] for arm in range(3)])
    differences, p_values = contrast_p_values(ARMS, BLOCKS, parts)
    np.testing.assert_allclose(differences[:, 0], BALANCE["differences"], rtol=1e-10)
    assert all(_near(found, exact) for found, exact in zip(p_values[:, 0], BALANCE["p_values"], strict=True))
