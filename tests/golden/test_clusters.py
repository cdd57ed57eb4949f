import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from utils.statistics.few_clusters import RADEMACHER, WEBB, crv3, turning_vectors, wild_bootstrap

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "clusters.json").read_text(encoding="utf-8"))
DF_BY_PERSON = pd.read_csv(FOLDER / "clusters.csv")
NAMES = ("coefficient", "standard_error", "t", "p_value", "lower", "upper", "n_clusters")
NULLS = list(enumerate(REFERENCE["nulls"]))


def _parts(df: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame, np.ndarray, np.ndarray]:
    """Outcome, design, clusters and weights of the model increased ~ 1 + first + age."""
    design = df[["first", "age"]].assign(constant=1.0)[["constant", "first", "age"]]
    return df["increased"].to_numpy(float), design, df["municipality"].to_numpy(), df["weight"].to_numpy()


def _wild(df: pd.DataFrame, null: float, turns: str) -> float:
    """The p-value of the coefficient being `null`: that of being zero when null · first is taken from the outcome."""
    outcome, design, clusters, weights = _parts(df)
    found = wild_bootstrap(outcome - null * design["first"].to_numpy(), design, "first", clusters, weights, turns)
    assert found.enumerated and found.standard_error == 0
    return found.p_value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("model", ["unweighted", "weighted"])
def test_crv3_is_that_of_r(model: str, name: str) -> None:
    outcome, design, clusters, weights = _parts(DF_BY_PERSON)
    df = crv3(outcome, design, clusters, weights if model == "weighted" else None)
    np.testing.assert_allclose(df[name], REFERENCE[model][name], rtol=1e-8, atol=0)


@pytest.mark.parametrize(("place", "null"), NULLS)
def test_all_512_sign_vectors_of_nine_clusters_are_those_of_r(place: int, null: float) -> None:
    nine = DF_BY_PERSON[DF_BY_PERSON["municipality"] <= 9]
    assert _wild(nine, null, RADEMACHER) == REFERENCE["rademacher_nine"][place]


@pytest.mark.parametrize(("place", "null"), NULLS)
def test_all_1296_webb_vectors_of_four_clusters_are_those_of_r(place: int, null: float) -> None:
    four = DF_BY_PERSON[DF_BY_PERSON["municipality"].between(5, 8)]
    assert _wild(four, null, WEBB) == pytest.approx(REFERENCE["webb_four"][place], abs=1e-12)


@pytest.mark.parametrize("null", REFERENCE["nulls"])
def test_drawn_vectors_come_near_to_all_of_them(null: float, monkeypatch: pytest.MonkeyPatch) -> None:
    nine = DF_BY_PERSON[DF_BY_PERSON["municipality"] <= 9]
    exact = _wild(nine, null, RADEMACHER)
    turning_vectors.cache_clear()
    monkeypatch.setattr("utils.statistics.few_clusters.MOST_VECTORS", 1)
    outcome, design, clusters, weights = _parts(nine)
    shifted = outcome - null * design["first"].to_numpy()
    found = wild_bootstrap(shifted, design, "first", clusters, weights, RADEMACHER)
    turning_vectors.cache_clear()
    assert not found.enumerated and found.vectors == 9_999
    assert abs(found.p_value - exact) < 4 * np.sqrt(exact * (1 - exact) / 9_999) + 1 / 10_000
