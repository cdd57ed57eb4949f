import numpy as np
import pandas as pd
import pytest

from utils.registers.codelists import code_list
from utils.synthetic.benefits import CODES
from utils.synthetic.earlier_effort import effort_weeks, with_earlier_effort

EFFORT_CODES = set(code_list("dream_effort")["code"])


def _persons() -> pd.DataFrame:
    """1,000 persons with PA (100 of them with aids too) and 900 with aids alone."""
    rng = np.random.default_rng(1)
    types = np.repeat(["Tegnsprogstolkning", "Fastholdelse i opgaven", "Andet"], [200, 200, 600])
    rng.shuffle(types)
    with_pa = pd.DataFrame({"schemes": ["PA+HM"] * 100 + ["PA"] * 900, "pa_type": types})
    df = pd.concat([with_pa, pd.DataFrame({"schemes": ["HM"] * 900, "pa_type": None})], ignore_index=True)
    hm_type = np.where(df["schemes"] == "PA", None, "Undervisningsmateriale")
    return df.assign(hm_type=hm_type, recruitment=rng.random(len(df)) < 0.4)


def test_shares_by_scheme_and_type() -> None:
    df = with_earlier_effort(np.random.default_rng(1), _persons())
    had = df["earlier_effort"]
    assert had[df["schemes"] != "HM"].sum() == 270  # 27 percent of 1,000
    assert had[df["schemes"] != "PA"].sum() == 630  # 63 percent of 1,000
    assert had[df["pa_type"] == "Tegnsprogstolkning"].sum() == 50  # 75 percent had none
    assert had[df["pa_type"] == "Fastholdelse i opgaven"].mean() == pytest.approx(0.323, abs=0.004)
    assert had[df["recruitment"]].mean() > 2 * had[~df["recruitment"]].mean()


@pytest.mark.parametrize("code", sorted({code for codes in CODES.values() for code in codes}))
def test_the_year_before_the_grant_holds_an_effort_or_none(code: str) -> None:
    count, weeks, grant = 40, 120, 80
    df = pd.DataFrame({"code": code, "earlier_effort": np.arange(count) % 2 == 0})
    names = sorted({code, "890"} - {""})
    value = np.full((weeks, count), names.index(code) if code else -1, dtype=np.int8)
    found, known = effort_weeks(np.random.default_rng(1), df, value, names, np.full(count, grant))
    is_effort = np.array([*(name in EFFORT_CODES for name in known), False])[found]
    year = is_effort[grant - 52 : grant]
    assert (year.any(axis=0) == df["earlier_effort"].to_numpy()).all()
    assert (found[grant:] == value[grant:]).all()  # the week of the grant and those after it stay
    assert (found[: grant - 52] == value[: grant - 52]).all()


def test_codes_of_efforts_are_known_benefit_codes() -> None:
    df = pd.DataFrame({"code": [code for codes in CODES.values() for code in codes], "earlier_effort": True})
    names = sorted({*df["code"], "890"} - {""})
    value = np.full((60, len(df)), -1, dtype=np.int8)
    _, known = effort_weeks(np.random.default_rng(1), df, value, names, np.full(len(df), 55))
    assert set(known) <= set(code_list("dream_benefit")["code"])
