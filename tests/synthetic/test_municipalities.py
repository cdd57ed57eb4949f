from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from utils.registers.municipalities import municipalities
from utils.synthetic.municipalities import (
    CASE_MUNICIPALITIES,
    NAMED_ORGANISATION,
    drawn_municipalities,
    drawn_types,
    standardised,
)
from utils.synthetic.structure import Structure

WITHOUT_NOISE = replace(Structure(), noise_usage=(0.0, 0.0), noise_recruitment=(0.0, 0.0), noise_hours=0.0)


@pytest.fixture(scope="module")
def df_without_noise() -> pd.DataFrame:
    return drawn_municipalities(np.random.default_rng(1), municipalities(), WITHOUT_NOISE)


def test_standardised() -> None:
    # Mean 4, deviations −2, 0, 2, standard deviation √(8/3) = 1.633.
    assert standardised(np.array([2.0, 4.0, 6.0])) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)


def test_four_case_municipalities_in_each_region() -> None:
    df = municipalities()
    cases = df[df["code"].isin(CASE_MUNICIPALITIES)]
    assert cases["region"].value_counts().to_dict() == dict.fromkeys(df["region"].unique(), 4)


@pytest.mark.parametrize("seed", range(5))
def test_types_are_dealt_as_printed(seed: int) -> None:
    df = drawn_types(np.random.default_rng(seed)).set_index("code")
    assert sorted(df.index) == sorted(CASE_MUNICIPALITIES)
    assert df["strategy"].value_counts().to_dict() == {"reaktiv": 9, "proaktiv": 8, "diffus": 3}
    organisations = {"specialiseret team": 15, "generel specialisering": 3, "spredt specialisering": 2}
    assert df["organisation"].value_counts().to_dict() == organisations
    # K21 3.4.4: 7 of the 8 proactive, 8 of the 12 others.
    team = (df["organisation"] == "specialiseret team").groupby(df["strategy"] == "proaktiv").sum()
    assert team.to_dict() == {True: 7, False: 8}
    assert df.loc[list(NAMED_ORGANISATION), "organisation"].to_dict() == NAMED_ORGANISATION


def test_types_differ_by_seed() -> None:
    first, second = (drawn_types(np.random.default_rng(seed)) for seed in (0, 1))
    assert not first.equals(second)


def test_the_98_keep_their_order_and_get_each_rank_once(df_without_noise: pd.DataFrame) -> None:
    assert df_without_noise["code"].tolist() == municipalities()["code"].tolist()
    assert sorted(df_without_noise["framework_rank"]) == list(range(1, 99))
    assert df_without_noise["strategy"].notna().sum() == 20


def test_without_noise_usage_follows_rank(df_without_noise: pd.DataFrame) -> None:
    df = df_without_noise.set_index("framework_rank")
    # Ranks 1–98 have mean 49.5 and standard deviation √((98² − 1)/12) = 28.29; rank 98 lies 1.7145 above the mean.
    assert df.loc[98, "rate_pa"] == pytest.approx(np.exp(-0.25 * 1.7145), rel=1e-4)
    assert df.loc[98, "rate_hm"] == pytest.approx(np.exp(-0.42 * 1.7145), rel=1e-4)
    assert df.loc[1, "rate_pa"] * df.loc[98, "rate_pa"] == pytest.approx(1)  # as far below the mean


def test_without_noise_shifts_are_the_sums_of_their_arrows(df_without_noise: pd.DataFrame) -> None:
    df = df_without_noise
    rank = standardised(df["framework_rank"].to_numpy(float))
    usage = standardised(np.log(0.25 * df["rate_pa"] + 0.75 * df["rate_hm"]).to_numpy())
    size = standardised(np.log(df["inhabitants_2019k4"].to_numpy(float)))
    assert df["shift_recruitment_pa"].to_numpy() == pytest.approx(0.25 * usage - 0.10 * rank)
    assert df["shift_hours_hm"].to_numpy() == pytest.approx(-0.05 * rank + 0.02 * usage - 0.15 * size)


def test_an_arrow_set_to_zero_leaves_usage_alone() -> None:
    structure = replace(WITHOUT_NOISE, rank_to_usage=(0.0, 0.0), noise_usage=(0.45, 0.38))
    df = drawn_municipalities(np.random.default_rng(1), municipalities(), structure)
    # exp(noise): the correlation with the rank is chance, below 0.26 in 99 of 100 draws of 98.
    assert abs(np.corrcoef(df["framework_rank"], np.log(df["rate_hm"]))[0, 1]) < 0.26
