import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.municipalities import municipalities
from utils.registers.schemas.dfdg import AID_KINDS, AID_TYPES, ASSISTANCE_TYPES, EMPLOYMENT_TYPES
from utils.synthetic.types import (
    FEW_TOOLS,
    FURNISHING,
    HM_ARTS,
    HM_OTHER_TYPES,
    HM_TYPES,
    MANY_TOOLS,
    PA_ARTS,
    PA_OTHER_TYPES,
    PA_TYPES,
    SOFTWARE,
    TEACHING,
    TOOLS,
    aid_counts,
    filled,
    with_types,
)


@pytest.fixture(scope="module")
def df_by_person() -> pd.DataFrame:
    """2,000 persons of all municipalities: 1,000 with HM, 900 with PA, 100 with both."""
    number = np.arange(2_000)
    df = pd.DataFrame({"schemes": np.repeat(["HM", "PA", "PA+HM"], [1_000, 900, 100]), "municipality": number % 99})
    df = df.assign(recruitment=number % 2 == 0, with_hours=number % 3 == 0, baseline_known=number % 10 > 0)
    df["benefit_group"] = np.where(df["recruitment"], "a-dagpenge", "selvforsørgelse")
    return with_types(np.random.default_rng(1), df, municipalities(), conditioned=False)


def test_others_share_what_is_left() -> None:
    # K21-0616 and K21-0617 are 35 and 15; the other 50 are split 1 : 4.
    numbers = {"a": "K21-0616", "b": "K21-0617"}
    assert filled(numbers, {"c": 1, "d": 4}) == {"a": 35, "b": 15, "c": 10, "d": 40}


@pytest.mark.parametrize(("numbers", "others"), [(PA_TYPES, PA_OTHER_TYPES), (HM_TYPES, HM_OTHER_TYPES)])
def test_types_sum_to_hundred(numbers: dict[str, str], others: dict[str, float]) -> None:
    assert sum(filled(numbers, others).values()) == pytest.approx(100)
    assert not set(numbers) & set(others)


def test_names_are_those_of_the_registers() -> None:
    assert {*PA_TYPES, *PA_OTHER_TYPES} == set(ASSISTANCE_TYPES)
    assert {*HM_TYPES, *HM_OTHER_TYPES} == set(AID_TYPES)
    assert (set(PA_ARTS), set(HM_ARTS)) == (set(EMPLOYMENT_TYPES), set(AID_KINDS))


def test_everybody_has_the_types_of_the_schemes(df_by_person: pd.DataFrame) -> None:
    for scheme in ("PA", "HM"):
        has = df_by_person["schemes"].isin([scheme, "PA+HM"])
        for column in (f"{scheme.lower()}_type", f"{scheme.lower()}_art"):
            assert (df_by_person[column].notna() == has).all(), column


def test_types_and_arts_come_in_their_shares(df_by_person: pd.DataFrame) -> None:
    assert df_by_person["hm_type"].value_counts()[[TOOLS, FURNISHING]].tolist() == [803, 198]  # 73 and 18 of 1,100
    # 78, 19 and 4 are 101: of 1,100 they are 849.5, 206.9 and 43.6
    assert sorted(df_by_person["hm_art"].value_counts()) == [44, 207, 849]


def test_retention_by_type_of_aid() -> None:
    # 10,000 persons, 3,900 for retention: 55 of 1,800 with furnishing, 63 of 500 with software, 17 of 200 teaching
    counts = aid_counts(10_000, 3_900)
    assert counts[False][FURNISHING] == 990
    assert counts[False][SOFTWARE] == 315
    assert counts[True][TEACHING] == 166
    assert sum(counts[False].values()) == 3_900
    assert sum(counts[True].values()) == 6_100


def test_named_municipalities_have_many_or_few_tools(made_frames: Frames) -> None:
    df = made_frames.df_by_person_scheme
    df = df[df["scheme"] == "HM"]
    names = made_frames.df_by_municipality.set_index("code")["name"]
    share = (df["type"] == TOOLS).groupby(df["municipality"].map(names)).mean()
    assert share[list(MANY_TOOLS)].min() > 0.9
    assert share[list(FEW_TOOLS)].max() < 0.3
    others = share.drop([*MANY_TOOLS, *FEW_TOOLS])
    assert others.std() > 0.05  # the others vary too


def test_teaching_is_for_those_in_revalidering_and_with_a_dagpenge(made_frames: Frames) -> None:
    df = made_frames.df_by_person_scheme
    groups = df[df["type"] == TEACHING]["benefit_group"].value_counts(normalize=True)
    assert groups[["revalidering", "a-dagpenge"]].sum() > 0.5


def test_self_employed_are_those_whose_hours_are_not_known(made_frames: Frames) -> None:
    df = made_frames.df_by_person_scheme
    df = df[df["scheme"] == "PA"]
    assert df[df["art"] == "Selvstændig"]["baseline_hours"].isna().mean() > 0.6
