from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from utils.measures.bands import framework_band, usage_band
from utils.registers.municipalities import municipalities
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.grant_counts import conditioned_counts, drawn_counts, totals
from utils.synthetic.municipal_results import with_usage
from utils.synthetic.municipalities import drawn_municipalities
from utils.synthetic.structure import Structure

DRAGOER = 155
ISLANDS = [492, 563, 741, 825]  # Ærø, Fanø, Samsø, Læsø


@dataclass(frozen=True)
class Counts:
    df_by_municipality: pd.DataFrame
    drawn: np.ndarray
    conditioned: np.ndarray


@pytest.fixture(scope="module")
def counts() -> Counts:
    """The first draw that can be conditioned; a generator makes a draw anew when it cannot."""
    for seed in range(5, 15):
        df = drawn_municipalities(np.random.default_rng(seed), municipalities(), Structure())
        drawn = drawn_counts(np.random.default_rng(seed), df)
        try:
            return Counts(df, drawn, conditioned_counts(drawn, df))
        except TargetMissed:
            continue
    pytest.fail("ti udtræk i træk kan ikke betinges")


@pytest.fixture(scope="module")
def df_by_municipality(counts: Counts) -> pd.DataFrame:
    return counts.df_by_municipality


@pytest.fixture(scope="module")
def drawn(counts: Counts) -> np.ndarray:
    return counts.drawn


@pytest.fixture(scope="module")
def conditioned(counts: Counts) -> np.ndarray:
    return counts.conditioned


def rates(counts: np.ndarray, df_by_municipality: pd.DataFrame, schemes: list[int]) -> pd.Series:
    return pd.Series(100 * counts[:, schemes].sum(axis=(1, 2)) / df_by_municipality["inhabitants_2019k4"])


def test_totals_are_tabel_11_less_the_grants_without_a_municipality() -> None:
    # PA 5,066 and 5,495; HM 15,785 − 28 and 16,559 − 31.
    assert totals().tolist() == [[5_066, 5_495], [15_757, 16_528]]


def test_the_draw_has_the_totals(drawn: np.ndarray) -> None:
    assert drawn.shape == (98, 2, 2)
    assert (drawn.sum(axis=0) == totals()).all()


def test_the_draw_follows_inhabitants_and_rates() -> None:
    df = municipalities().assign(rate_pa=1.0, rate_hm=1.0)
    df.loc[df["code"] != 101, ["rate_pa", "rate_hm"]] = 0.0
    counts = drawn_counts(np.random.default_rng(1), df)
    # Nobody else uses the schemes, so København has all 5,066 + 5,495 + 15,757 + 16,528 grants.
    assert counts[0].sum() == 42_846
    assert counts[1:].sum() == 0


def test_conditioning_keeps_the_totals_and_every_scheme_in_use(conditioned: np.ndarray) -> None:
    assert (conditioned.sum(axis=0) == totals()).all()
    assert (conditioned >= 0).all()
    assert (conditioned.sum(axis=2) >= 1).all()


@pytest.mark.parametrize(
    ("column", "group", "schemes", "expected"),
    [
        ("framework_band", "vanskelige (1–32)", [1], 0.7),
        ("framework_band", "gode (67–98)", [1], 0.3),
        ("strategy", "proaktiv", [0], 0.2),
        ("strategy", "reaktiv", [0], 0.1),
        ("strategy", "diffus", [0], 0.1),
        ("strategy", "proaktiv", [1], 0.4),
        ("strategy", "reaktiv", [1], 0.4),
        ("strategy", "diffus", [1], 0.5),
        ("organisation", "specialiseret team", [0, 1], 0.7),
        ("organisation", "spredt specialisering", [0, 1], 0.4),
        ("organisation", "generel specialisering", [0, 1], 0.5),
    ],
)
def test_group_means_print_as_k21(
    conditioned: np.ndarray,
    df_by_municipality: pd.DataFrame,
    column: str,
    group: str,
    schemes: list[int],
    expected: float,
) -> None:
    df = df_by_municipality.assign(framework_band=framework_band(df_by_municipality["framework_rank"]).astype(str))
    mean = rates(conditioned, df, schemes)[df[column] == group].mean()
    assert round(mean, 1) == expected


def test_range_and_bands(conditioned: np.ndarray, df_by_municipality: pd.DataFrame) -> None:
    rate = rates(conditioned, df_by_municipality, [0, 1])
    assert df_by_municipality["code"][rate.idxmin()] == DRAGOER
    assert round(rate.min(), 3) == 0.014  # 2 of 14,475
    assert round(rate.max(), 1) == 1.4
    band = usage_band(with_usage(df_by_municipality, conditioned)["usage_rate_2019_pct"])
    # 31, 41 and 28 percent of 97.
    assert band.value_counts().to_dict() == {"lav": 30, "mellem": 40, "høj": 27}


def test_conditioning_is_the_smaller_part(conditioned: np.ndarray, drawn: np.ndarray) -> None:
    moved = np.abs(conditioned - drawn).sum()
    assert 0 < moved < 0.2 * drawn.sum()
    correlation = np.corrcoef(conditioned.sum(axis=(1, 2)), drawn.sum(axis=(1, 2)))[0, 1]
    assert correlation > 0.97


def test_a_municipality_drawn_without_grants_in_2019_gets_one(
    drawn: np.ndarray, df_by_municipality: pd.DataFrame
) -> None:
    rare = drawn.copy()
    rare[df_by_municipality["code"].isin(ISLANDS).to_numpy()] = [[1, 0], [1, 0]]
    conditioned = conditioned_counts(rare, df_by_municipality)
    without = df_by_municipality["code"][conditioned[:, :, 1].sum(axis=1) == 0]
    assert without.tolist() == [DRAGOER]


def test_a_group_mean_that_is_out_of_reach_is_named(drawn: np.ndarray, df_by_municipality: pd.DataFrame) -> None:
    # Drawn without grants, a municipality may get ten a cell at most: far from 0,4 percent of its inhabitants.
    none = drawn.copy()
    none[(df_by_municipality["organisation"] == "spredt specialisering").to_numpy()] = 0
    with pytest.raises(TargetMissed, match="spredt specialisering"):
        conditioned_counts(none, df_by_municipality)
