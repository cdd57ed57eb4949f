"""Expressions over printed numbers: what they may hold, what they give, how they are shown."""

import pytest

from utils.errors import HkoError
from utils.published.expressions import evaluate, ids_in, parsed, shown
from utils.published.intervals import Interval, exactly

VALUES = {"K21-0001": exactly(24), "K21-0002": exactly(3), "S13-0007": Interval(1, 2)}


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        ("K21-0001-K21-0002", 21, 21),  # a hyphen in an id is no minus: 24 − 3
        ("100 * K21-0002 / (K21-0001 + 1)", 12, 12),
        ("-K21-0002 + 0.5", -2.5, -2.5),
        ("min(K21-0001, K21-0002) + max(1, S13-0007)", 4, 5),
        ("0.1 + 0.2", 0.3, 0.3),
    ],
)
def test_an_expression_gives_an_interval(expression, low, high):
    result = evaluate(expression, VALUES.__getitem__)
    assert (float(result.low), float(result.high)) == (low, high)


@pytest.mark.parametrize(
    "expression",
    ["", "K21-0001 +", "K21-0001 ** 2", "abs(K21-0001)", "__import__('os')", "x + 1", "'a'", "K21-0001 if 1 else 2",
     "min()", "True", "K21-0001 < 3", "min.real", "[1]"],
)  # fmt: skip
def test_anything_else_is_refused_in_danish(expression):
    with pytest.raises(HkoError, match="kan ikke bruges|er ikke et regneudtryk"):
        parsed(expression)


def test_ids_are_found_once_each_in_order():
    assert ids_in("S13-0007 + K21-0001 / S13-0007 - C15-0123") == ["S13-0007", "K21-0001", "C15-0123"]


def test_an_expression_is_shown_with_numbers_in_danish():
    numbers = {"K21-0001": "5.495", "K21-0002": "5.066"}
    text = shown("100 * K21-0001 / K21-0002 - 0.5 + max(20000, 2022)", numbers.__getitem__)
    assert text == "100 · 5.495 / 5.066 − 0,5 + største af (20.000, 2022)"
