import numpy as np
import pandas as pd
import pytest

from utils.registers.codelists import code_list
from utils.synthetic.benefits import CODES, MIX, NO_BENEFIT, benefit_codes
from utils.synthetic.quotas import whole_counts


def persons(scheme: str, recruitment: bool, count: int) -> pd.DataFrame:
    return pd.DataFrame({"lead_scheme": [scheme] * count, "recruitment": [recruitment] * count})


@pytest.mark.parametrize("group", CODES)
def test_codes_belong_to_their_group_in_the_code_list(group: str) -> None:
    benefit_group = code_list("dream_benefit").set_index("code")["benefit_group"]
    assert set(benefit_group[list(CODES[group])]) == {group}


@pytest.mark.parametrize(("scheme", "recruitment"), MIX)
def test_codes_say_the_purpose(scheme: str, recruitment: bool) -> None:
    purpose = code_list("dream_benefit").set_index("code")["purpose"]
    codes = benefit_codes(np.random.default_rng(1), persons(scheme, recruitment, 200))
    assert set(purpose[list(codes)]) == {"recruitment" if recruitment else "retention"}


def test_groups_are_handed_out_in_their_shares() -> None:
    codes = benefit_codes(np.random.default_rng(1), persons("PA", False, 73))
    # 39 + 27 + 5 + 2 = 73: one person a point of weight.
    assert (codes == NO_BENEFIT).sum() == 39
    assert np.isin(codes, CODES["fleksjob"]).sum() == 27
    assert (codes == "899").sum() == 5
    assert np.isin(codes, CODES["SU"]).sum() == 2


def test_each_purpose_and_scheme_by_its_own_mix() -> None:
    parts = [persons(*key, 100) for key in MIX]
    df = pd.concat(parts, ignore_index=True).sample(frac=1, random_state=1).reset_index(drop=True)
    df["code"] = benefit_codes(np.random.default_rng(1), df)
    for (scheme, recruitment), mix in MIX.items():
        found = df[(df["lead_scheme"] == scheme) & (df["recruitment"] == recruitment)]["code"]
        for group, count in whole_counts(mix, 100).items():
            assert found.isin(CODES[group]).sum() == count, (scheme, recruitment, group)


def test_no_code_is_missing() -> None:
    df = pd.concat([persons("HM", True, 40), persons("PA", False, 3)], ignore_index=True)
    assert all(isinstance(code, str) for code in benefit_codes(np.random.default_rng(1), df))
