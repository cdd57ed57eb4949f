import numpy as np
import pandas as pd
import pytest

from utils.registers.municipalities import municipalities
from utils.synthetic.impairments import (
    BETWEEN,
    HIGHEST,
    LOWEST,
    NONE,
    PARTS,
    PHYSICAL,
    PHYSICAL_SHARE,
    PRINTED_PHYSICAL,
    PRINTED_PSYCHIC,
    PSYCHIC,
    with_impairments,
)
from utils.synthetic.quotas import handed_out
from utils.synthetic.types import HM_OTHER_TYPES, HM_TYPES, PA_OTHER_TYPES, PA_TYPES, filled

CODES = municipalities()["code"].to_numpy()


@pytest.fixture(scope="module")
def df_by_person() -> pd.DataFrame:
    """150 persons in each municipality, three in four with aids, some with both, and 30 with the icebreaker alone."""
    rng = np.random.default_rng(1)
    schemes = rng.choice(["HM", "PA", "PA+HM"], 150 * CODES.size, p=[0.74, 0.24, 0.02])
    df = pd.DataFrame({"schemes": schemes, "municipality": np.repeat(np.arange(CODES.size), 150)})
    icebreaker = pd.DataFrame({"schemes": ["IB"] * 30, "municipality": 0})
    df = pd.concat([df, icebreaker], ignore_index=True)
    for scheme, shares in (("pa", filled(PA_TYPES, PA_OTHER_TYPES)), ("hm", filled(HM_TYPES, HM_OTHER_TYPES))):
        rows = df["schemes"].str.contains(scheme.upper()).to_numpy()
        df[f"{scheme}_type"] = pd.Series(handed_out(rng, shares, int(rows.sum())), index=df.index[rows], dtype=object)
    return df


@pytest.fixture(scope="module", params=[1, 2])
def found(df_by_person: pd.DataFrame, request: pytest.FixtureRequest) -> pd.DataFrame:
    return with_impairments(np.random.default_rng(request.param), df_by_person, CODES, free=False)


@pytest.mark.parametrize(("kind", "printed"), [(PHYSICAL, PRINTED_PHYSICAL), (PSYCHIC, PRINTED_PSYCHIC)])
def test_shares_by_type_print(found: pd.DataFrame, kind: str, printed: dict[str, str]) -> None:
    expected = {
        "K21-0701": 46, "K21-0706": 35, "K21-0714": 73, "K21-0716": 61, "K21-0718": 53, "K21-0707": 33, "K21-0719": 37,
    }  # fmt: skip
    for name, number in printed.items():
        members = found[(found["pa_type"] == name) | (found["hm_type"] == name)]
        assert round(100 * (members["impairment"] == kind).mean()) == expected[number], name


def test_the_named_municipalities_are_the_ends(found: pd.DataFrame) -> None:
    studied = found[found["schemes"] != "IB"]
    share = 100 * (studied["impairment"] == PHYSICAL).groupby(studied["municipality"]).mean()
    share.index = CODES[share.index]
    assert (share[list(LOWEST)] - 25).abs().max() <= 2
    assert share[list(HIGHEST)].min() >= 57
    assert share.drop([*LOWEST, *HIGHEST]).round(6).between(*BETWEEN).all()


def test_not_everybody_is_known_and_every_kind_occurs(found: pd.DataFrame) -> None:
    shares = found["impairment"].value_counts(normalize=True)
    assert len(shares) == 6
    assert 0.1 < shares[NONE] < 0.3


def test_a_free_draw_has_the_same_kinds(df_by_person: pd.DataFrame) -> None:
    free = with_impairments(np.random.default_rng(1), df_by_person, CODES, free=True)
    assert free["impairment"].nunique() == 6


def test_every_type_has_a_share() -> None:
    assert not set(PRINTED_PHYSICAL) & set(PHYSICAL_SHARE)
    assert set(PARTS) - {"PA", "HM", "IB"} <= {*PRINTED_PHYSICAL, *PHYSICAL_SHARE}
