"""Interval arithmetic: a printed number stands for every value that prints so.

Bounds are fractions, so that 54,5 is 54,5 and no rounding of the computer decides a finding; a bound that is
not there is ±inf. An end may be open: halves are rounded up, so 17 stands for 16,5 up to but without 17,5, and
17 and 18 have no value in common. An expression over intervals gives an interval that holds every value it
can have; where one number occurs twice it may be wider than that, never narrower.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

Bound = Fraction | float


class End(NamedTuple):
    """One end of an interval; open when the interval does not hold it."""

    value: Bound
    open: bool = False


@dataclass(frozen=True)
class Interval:
    """All numbers from low to high; an end that is open is not one of them."""

    low: Bound
    high: Bound
    low_open: bool = False
    high_open: bool = False

    @property
    def ends(self) -> tuple[End, End]:
        """The low and the high end."""
        return End(self.low, self.low_open), End(self.high, self.high_open)

    def __add__(self, other: "Interval") -> "Interval":
        low_open, high_open = self.low_open or other.low_open, self.high_open or other.high_open
        return Interval(self.low + other.low, self.high + other.high, low_open, high_open)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return _combined(self, other, _times)

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            return EVERYTHING
        return _combined(self, other, _by)

    def widened(self, by: Fraction) -> "Interval":
        """The interval with `by` more on each side."""
        return Interval(self.low - by, self.high + by, self.low_open, self.high_open)

    def is_over(self, other: "Interval") -> bool:
        """Is every number of this one larger than every number of the other?"""
        touching = self.low == other.high and (self.low_open or other.high_open)
        return self.low > other.high or touching

    def holds(self, value: Bound) -> bool:
        """Is a number in the interval?"""
        inside = self.low < value < self.high
        return inside or (value == self.low and not self.low_open) or (value == self.high and not self.high_open)


EVERYTHING = Interval(-math.inf, math.inf)


def exactly(value: Fraction | int | str) -> Interval:
    """The interval of one number: a count, a limit, a constant ("0.2")."""
    return Interval(Fraction(value), Fraction(value))


def rounded_to(value: Fraction | int | str, unit: Fraction) -> Interval:
    """What rounds to a number in steps of a unit, halves away from zero: 17 and 1 → 16,5 up to 17,5 without it."""
    number, half = Fraction(value), unit / 2
    return Interval(number - half, number + half, low_open=number <= 0, high_open=number >= 0)


def smallest(*intervals: Interval) -> Interval:
    """The interval of the smallest of several numbers."""
    # It reaches its high end only when all of them do, its low end when one does.
    low = min((part.ends[0] for part in intervals), key=lambda end: (end.value, end.open))
    high = min((part.ends[1] for part in intervals), key=lambda end: (end.value, not end.open))
    return Interval(low.value, high.value, low.open, high.open)


def largest(*intervals: Interval) -> Interval:
    """The interval of the largest of several numbers."""
    return -smallest(*(-part for part in intervals))


def _combined(one: Interval, other: Interval, combine: Callable[[End, End], End]) -> Interval:
    ends = [combine(a, b) for a in one.ends for b in other.ends]
    low = min(ends, key=lambda end: (end.value, end.open))
    high = max(ends, key=lambda end: (end.value, not end.open))
    return Interval(low.value, high.value, low.open, high.open)


def _times(one: End, other: End) -> End:
    # 0 · ∞ is 0 here: the end is a limit of products with 0. A zero that is held makes the product held.
    zeros = [end for end in (one, other) if end.value == 0]
    if zeros:
        return End(Fraction(0), all(end.open for end in zeros))
    return End(one.value * other.value, one.open or other.open)


def _by(one: End, other: End) -> End:
    if one.value == 0:
        return End(Fraction(0), one.open)
    if math.isinf(other.value):
        return End(Fraction(0), open=True)
    return End(one.value / other.value, one.open or other.open)
