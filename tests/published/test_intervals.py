"""Interval arithmetic: visible sums, and that no true value ever falls out of its interval."""

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from utils.published.intervals import EVERYTHING, Interval, exactly, largest, smallest

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@st.composite
def value_in_interval(draw):
    """A number and an interval that holds it."""
    value, below, above = draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)
    return value, Interval(value - abs(below), value + abs(above))


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
    assert exactly(100) / over_fifty == Interval(0, 2)
    assert -over_fifty == Interval(-math.inf, -50)


def test_smallest_and_largest_of_overlapping_intervals():
    assert smallest(Interval(1, 4), Interval(2, 3)) == Interval(1, 3)
    assert largest(Interval(1, 4), Interval(2, 5)) == Interval(2, 5)


def test_over_is_the_hole_between_two_intervals():
    assert Interval(5, 6).over(Interval(1, 3)) == 2
    assert Interval(1, 3).over(Interval(5, 6)) == 0
    assert Interval(3, 6).over(Interval(1, 3)) == 0  # they share 3


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
