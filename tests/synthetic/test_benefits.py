import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.codelists import code_list
from utils.synthetic.benefits import CODES, FILLINGS, SELF_SUPPORTING, shares_of_grants, with_benefits


def persons(schemes: str, recruitment: bool, count: int, grants: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame({"schemes": [schemes] * count, "recruitment": recruitment, "with_hours": True,
                         "baseline_known": True, "grants_pa": grants[0], "grants_hm": grants[1]})  # fmt: skip


@pytest.fixture(scope="module")
def df_by_person() -> pd.DataFrame:
    """1,037 with PA alone (730 for retention), 100 with both, 3,900 with HM alone (1,560 for retention)."""
    parts = [persons("PA", False, 730, (1, 0)), persons("PA", True, 307, (1, 0)), persons("PA+HM", False, 100, (1, 1)),
             persons("HM", False, 1_460, (0, 1)), persons("HM", True, 2_440, (0, 1))]  # fmt: skip
    return with_benefits(np.random.default_rng(1), pd.concat(parts, ignore_index=True))


@pytest.mark.parametrize("group", CODES)
def test_codes_belong_to_their_group_in_the_code_list(group: str) -> None:
    benefit_group = code_list("dream_benefit").set_index("code")["benefit_group"]
    assert set(benefit_group[list(CODES[group])]) == {group}


def test_codes_say_group_and_purpose(df_by_person: pd.DataFrame) -> None:
    codes = code_list("dream_benefit").set_index("code")
    assert (df_by_person["code"].map(codes["benefit_group"]) == df_by_person["benefit_group"]).all()
    assert (df_by_person["code"].map(codes["purpose"]).eq("recruitment") == df_by_person["recruitment"]).all()


@pytest.mark.parametrize(("scheme", "recruitment"), FILLINGS)
def test_shares_fill_the_purpose(scheme: str, recruitment: bool) -> None:
    of_purpose = {("PA", False): 73.0, ("PA", True): 27.0, ("HM", False): 39.0, ("HM", True): 61.0}[scheme, recruitment]
    shares = shares_of_grants(scheme, recruitment, of_purpose)
    assert sum(shares.values()) == pytest.approx(of_purpose)
    assert min(shares.values()) > 0


def test_grants_of_both_schemes_come_in_their_shares(df_by_person: pd.DataFrame) -> None:
    alike = df_by_person["benefit_group"] == SELF_SUPPORTING
    # HM: 19 percent of 4,000 grants, those of the persons with both schemes included
    assert abs((df_by_person["grants_hm"] * alike).sum() - 760) <= 2
    # PA: 39 percent of 1,137 grants is 443.4
    assert abs((df_by_person["grants_pa"] * alike).sum() - 443) <= 2


def test_who_has_no_known_hours_is_self_supporting_more_often() -> None:
    df = pd.concat([persons("PA", False, 500, (1, 0)), persons("HM", False, 10, (0, 1))], ignore_index=True)
    df = with_benefits(np.random.default_rng(1), df.assign(baseline_known=np.arange(510) % 2 == 0))
    share = (
        df[df["schemes"] == "PA"]
        .groupby("baseline_known")["benefit_group"]
        .agg(lambda rows: (rows == SELF_SUPPORTING).mean())
    )
    assert share[False] > share[True] + 0.2


def test_printed_shares_are_read_back(made_frames: Frames) -> None:
    df = made_frames.df_by_grant
    df = df[df["year"].isin([2018, 2019]) & df["scheme"].isin(["PA", "HM"])]
    share = (100 * df.groupby("scheme")["benefit_group"].value_counts(normalize=True)).unstack()
    assert share[SELF_SUPPORTING].round().to_dict() == {"PA": 39, "HM": 19}
    assert (share["fleksjob"] + share["ledighedsydelse"]).round().to_dict() == {"PA": 31, "HM": 20}
    assert share["sygedagpenge"].round().to_dict() == {"PA": 9, "HM": 14}
    assert share["jobafklaring"].round().to_dict() == {"PA": 5, "HM": 14}
