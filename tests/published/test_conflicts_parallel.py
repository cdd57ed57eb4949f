"""Printed numbers on parallel efforts that cannot hold together, whole persons being counted (K21 5.3.3, 5.7)."""

import pytest

from utils.published.comparison import round_half_up
from utils.published.registry import printed_numbers

PRINTED = printed_numbers().set_index("id")["value"].astype(float)


def printed(number: str) -> float:
    return PRINTED[f"K21-{number}"]


def prints(persons: int, base: int, number: str, unit: float) -> bool:
    """Do so many persons of the base print as the number?"""
    return round_half_up(100 * persons / base, unit) == printed(number)


@pytest.mark.proves("K21-0951")
def test_18_percent_with_parallel_efforts_leave_no_83_percent_without() -> None:
    base = int(printed("0647"))
    with_efforts = [persons for persons in range(base + 1) if prints(persons, base, "0951", 1)]
    assert with_efforts
    assert not [persons for persons in with_efforts if prints(base - persons, base, "0650", 1)]
    assert not [persons for persons in with_efforts if prints(persons, base, "0619", 1)]


@pytest.mark.proves("K21-0950")
def test_45_percent_with_parallel_efforts_leave_no_65_9_percent_without() -> None:
    base = int(printed("0649"))
    without = [persons for persons in range(base + 1) if prints(persons, base, "0640", 0.1)]
    assert without == [27]
    assert all(100 * (base - persons) / base < printed("0950") for persons in without)


@pytest.mark.proves("K21-0633", "K21-0648")
def test_persons_with_both_schemes_are_not_2_6_percent_of_23341() -> None:
    # The same persons are 8.9 percent of 7,335 in one column and 2.6 percent of those with aids in the other.
    with_pa = int(printed("0647"))
    both = [persons for persons in range(with_pa + 1) if prints(persons, with_pa, "0635", 0.1)]
    assert (both[0], both[-1]) == (650, 656)
    assert not [persons for persons in both if prints(persons, int(printed("0522")), "0633", 0.1)]
    assert all(prints(persons, int(printed("0648")), "0633", 0.1) for persons in both)
    assert printed("0648") != printed("0522") == printed("0627")
