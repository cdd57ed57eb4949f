"""Interval arithmetic: a printed number stands for every value that prints so.

Bounds are fractions, so that 54,5 is 54,5 and no rounding of the computer decides a finding; a bound that is
not there is ±inf. An expression over intervals gives an interval that holds every value it can have; where
one number occurs twice it may be wider than that, never narrower.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Bound = Fraction | float


@dataclass(frozen=True)
class Interval:
    """All numbers from low to high, both ends with it."""

    low: Bound
    high: Bound

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return _ends(self, other, _times)

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            return EVERYTHING
        return _ends(self, other, _by)

    def widened(self, by: Fraction) -> "Interval":
        """The interval with `by` more on each side."""
        return Interval(self.low - by, self.high + by)

    def over(self, other: "Interval") -> Bound:
        """How far all of this is over all of the other; 0 when it is not."""
        return self.low - other.high if self.low > other.high else Fraction(0)

    def holds(self, value: Bound) -> bool:
        """Is a number in the interval?"""
        return self.low <= value <= self.high


EVERYTHING = Interval(-math.inf, math.inf)


def exactly(value: Fraction | int | str) -> Interval:
    """The interval of one number: a count, a limit, a constant ("0.2")."""
    return Interval(Fraction(value), Fraction(value))


def smallest(*intervals: Interval) -> Interval:
    """The interval of the smallest of several numbers."""
    return Interval(min(part.low for part in intervals), min(part.high for part in intervals))


def largest(*intervals: Interval) -> Interval:
    """The interval of the largest of several numbers."""
    return Interval(max(part.low for part in intervals), max(part.high for part in intervals))


def _times(one: Bound, other: Bound) -> Bound:
    # 0 · ∞ is 0 here: the end is a limit of products with 0.
    return Fraction(0) if 0 in (one, other) else one * other


def _by(one: Bound, other: Bound) -> Bound:
    return Fraction(0) if math.isinf(other) else one / other


def _ends(one: Interval, other: Interval, combine: Callable[[Bound, Bound], Bound]) -> Interval:
    ends = [combine(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    return Interval(min(ends), max(ends))
