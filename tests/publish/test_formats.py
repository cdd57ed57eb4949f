"""Danish numbers: dot between thousands, decimal comma, half up, "–" for what is missing."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.publish import formats


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567.89, 1, "1.234.567,9"),
        (7335, 0, "7.335"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),  # half to even would give 2
        (0.285, 2, "0,29"),  # 0.285 is a little less in binary; its digits decide
        (-0.4, 0, "0"),  # no sign on a nought
        (-12.34, 1, "−12,3"),
        (np.float64(45.65), 1, "45,7"),
        (np.int64(98), 0, "98"),
        (Decimal("1000.5"), 1, "1.000,5"),
    ],
)
def test_number(value: object, decimals: int, text: str) -> None:
    assert formats.number(value, decimals) == text


def test_units_follow_the_number() -> None:
    assert formats.percent(45.7, 1) == "45,7 pct."
    assert formats.percent(14) == "14 pct."
    assert formats.percentage_points(-3.25, 1) == "−3,3 procentpoint"
    assert formats.dkk(102205) == "102.205 kr."


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, np.nan])
def test_missing_is_a_dash_without_unit(missing: object) -> None:
    for text in (formats.number, formats.percent, formats.percentage_points, formats.dkk, formats.p_value):
        assert text(missing) == "–"
    assert formats.interval(missing, 1) == formats.interval(1, missing) == "–"


@pytest.mark.parametrize(("value", "text"), [(0.0312, "0,031"), (0.00099, "< 0,001"), (0.001, "0,001"), (1, "1,000")])
def test_p_value(value: float, text: str) -> None:
    assert formats.p_value(value) == text


def test_interval_has_no_dash_beside_a_minus() -> None:
    assert formats.interval(2.14, 3.4, 1) == "2,1–3,4"
    assert formats.interval(-0.4, 1.2, 1) == "−0,4 til 1,2"


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=4))
def test_a_number_reads_back(thousandths: int, decimals: int) -> None:
    value = thousandths / 1000
    text = formats.number(value, decimals)
    back = float(text.replace("−", "-").replace(".", "").replace(",", "."))
    # Half a unit of the last digit, and a little for binary fractions.
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-6
    assert len(text.partition(",")[2]) == decimals
