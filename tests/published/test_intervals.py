"""Interval arithmetic: visible sums, and that no true value ever falls out of its interval."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.published.intervals import EVERYTHING, Interval, exactly, largest, rounded_to, smallest

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@st.composite
def value_in_interval(draw):
    """A number and an interval that holds it."""
    value, below, above = draw(NUMBERS), abs(draw(NUMBERS)), abs(draw(NUMBERS))
    low_open, high_open = draw(st.booleans()) and below > 0, draw(st.booleans()) and above > 0
    return value, Interval(value - below, value + above, low_open, high_open)


def test_the_four_operations_take_the_farthest_ends():
    one, other = Interval(1, 2), Interval(3, 5)
    assert one + other == Interval(4, 7)
    assert one - other == Interval(-4, -1)  # 1 − 5 and 2 − 3
    assert one * Interval(-3, 5) == Interval(-6, 10)  # 2 · −3 and 2 · 5
    assert Interval(Fraction(6), Fraction(8)) / Interval(Fraction(2), Fraction(4)) == Interval(Fraction(3, 2), 4)


def test_division_by_what_may_be_zero_gives_everything():
    assert exactly(1) / Interval(Fraction(0), Fraction(2)) == EVERYTHING


def test_an_open_end_stays_open():
    over_fifty = Interval(Fraction(50), math.inf)
    assert over_fifty + exactly(1) == Interval(51, math.inf)
    assert exactly(0) * over_fifty == exactly(0)
    assert exactly(100) / over_fifty == Interval(0, 2, low_open=True)
    assert -over_fifty == Interval(-math.inf, -50)


def test_smallest_and_largest_of_overlapping_intervals():
    assert smallest(Interval(1, 4), Interval(2, 3)) == Interval(1, 3)
    assert largest(Interval(1, 4), Interval(2, 5)) == Interval(2, 5)


def test_one_is_over_another_when_they_share_no_number():
    assert Interval(5, 6).is_over(Interval(1, 3))
    assert not Interval(1, 3).is_over(Interval(5, 6))
    assert not Interval(3, 6).is_over(Interval(1, 3))  # they share 3
    assert Interval(3, 6).is_over(Interval(1, 3, high_open=True))


@pytest.mark.parametrize(
    ("value", "holds", "not_holds"),
    [
        (17, ["16.5", "17.4999"], ["17.5", "16.4999"]),
        (-1, ["-1.4999", "-0.5"], ["-1.5", "-0.4999"]),
        (0, ["0.49"], ["0.5", "-0.5"]),
    ],
)
def test_what_rounds_to_a_number_has_its_far_end_open(value, holds, not_holds):
    interval = rounded_to(value, Fraction(1))
    assert all(interval.holds(Fraction(text)) for text in holds)
    assert not any(interval.holds(Fraction(text)) for text in not_holds)


def test_open_ends_follow_the_arithmetic():
    seventeen, two = rounded_to(17, Fraction(1)), exactly(2)
    assert seventeen + two == Interval(Fraction("18.5"), Fraction("19.5"), high_open=True)
    assert two - seventeen == Interval(Fraction("-15.5"), Fraction("-14.5"), low_open=True)
    assert seventeen * -two == Interval(Fraction(-35), Fraction(-33), low_open=True)
    assert two / seventeen == Interval(Fraction(4, 35), Fraction(4, 33), low_open=True)
    assert exactly(0) * seventeen == exactly(0)
    # the larger of 17,5 (open) and 17,5 (held) is held, the smaller is not
    half = exactly("17.5")
    assert largest(seventeen, half) == half
    assert smallest(seventeen, half) == seventeen


@given(value_in_interval(), value_in_interval())
def test_the_result_of_true_values_lies_in_the_result_of_their_intervals(one, other):
    (a, interval_a), (b, interval_b) = one, other
    assert (interval_a + interval_b).holds(a + b)
    assert (interval_a - interval_b).holds(a - b)
    assert (interval_a * interval_b).holds(a * b)
    assert smallest(interval_a, interval_b).holds(min(a, b))
    assert largest(interval_a, interval_b).holds(max(a, b))
    if b != 0:
        assert (interval_a / interval_b).holds(a / b)
