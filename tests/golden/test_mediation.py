import json
from math import sqrt
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from utils.statistics.mediation import PATHS, mediation

FOLDER = Path(__file__).parent
REFERENCE = json.loads((FOLDER / "mediation.json").read_text(encoding="utf-8"))
DRAWS = 50_000
DF_BY_MUNICIPALITY = pd.read_csv(FOLDER / "municipal_fits.csv").assign(
    share_pct=lambda df: 100 * df["increased"] / df["persons"]
)
DF_BY_PATH = mediation(DF_BY_MUNICIPALITY, "share_pct", "framework_rank", "usage_rate_pct", DRAWS).set_index("path")


@pytest.mark.parametrize("path", PATHS)
def test_the_paths_are_those_of_r(path: str) -> None:
    assert DF_BY_PATH.loc[path, "estimate"] == pytest.approx(REFERENCE[path], rel=1e-8)


def _monte_carlo_error(corrected: bool) -> float:
    """Standard error of the difference between an end of two independent bootstrap intervals, each of so many draws.

    A quantile of B draws has √(α(1 − α)/B)/f, where f is the density there, φ(1.96)/σ where the draws are normal. BCa
    moves its end by 2σ for each unit of its bias correction z0, which has √(1/4B)/φ(0); the two are added.
    """
    sigma, per_draw = REFERENCE["bootstrap_standard_error"], 1 / DRAWS + 1 / REFERENCE["draws"]
    quantile = sqrt(0.025 * 0.975 * per_draw) * sigma / stats.norm.pdf(stats.norm.ppf(0.025))
    return quantile + (2 * sigma * sqrt(0.25 * per_draw) / stats.norm.pdf(0) if corrected else 0)


@pytest.mark.parametrize(("columns", "kind"), [(["lower", "upper"], "percentile"),
                                               (["bca_lower", "bca_upper"], "bca")])  # fmt: skip
def test_the_intervals_are_those_of_r_within_the_error_of_the_draws(columns: list[str], kind: str) -> None:
    tolerance = 4 * _monte_carlo_error(kind == "bca")
    assert tolerance < 0.15 * REFERENCE["bootstrap_standard_error"]  # a wide one would prove nothing
    assert DF_BY_PATH.loc["indirect", columns].tolist() == pytest.approx(REFERENCE[kind], abs=tolerance)
