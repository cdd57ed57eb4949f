"""Printed numbers of the Norddjurs notes that cannot hold together with what is printed beside them."""

from itertools import permutations

import pytest

from utils.published.comparison import round_half_up
from utils.published.registry import printed_numbers

VALUE = printed_numbers().set_index("id")["value"].astype(float)


def p(number: str) -> float:
    return float(VALUE[number])


@pytest.mark.proves("N22-0004")
def test_a_part_of_a_quarter_is_not_over_half_of_the_workforce() -> None:
    # The note says that fewer with a disability are employed; so their share of the workforce is at most their share
    # of the inhabitants, and those with a minor one are some of them.
    with_disability, minor = p("N22-0002"), p("N22-0002") - p("N22-0003")
    largest_share_of_workforce = p("N22-0001") * minor / with_disability
    assert largest_share_of_workforce < p("N22-0004")
    # Of the people with a disability they are over half: 500,000 of 800,000.
    assert 100 * minor / with_disability > p("N22-0004")


@pytest.mark.proves("N22-0009")
def test_eighty_percent_of_the_employed_were_taken_of_all_with_a_disability() -> None:
    assert abs(p("N22-0008") * p("N22-0006") / 100 - p("N22-0009")) <= 10
    # With 80 percent of the employed in ordinary jobs, all but ten of the 5,460 would be employed …
    employed_share = 100 * p("N22-0009") / (p("N22-0006") / 100) / p("N22-0008")
    assert employed_share > 99
    # … where K21 prints about half; "about" is five percentage points.
    assert employed_share > p("K21-0001") + 5


@pytest.mark.proves("N22-0023")
def test_persons_with_personal_assistance_fell_in_the_year_of_the_printed_growth() -> None:
    assert round_half_up(100 * (p("N24-0023") / p("N24-0021") - 1), 0.1) == -12.4
    # No two years of the series give it, so it is no slip of a year.
    years = [p(f"N24-{number:04d}") for number in range(17, 29, 2)]
    growth = {round_half_up(100 * (later / earlier - 1), 0.1) for earlier, later in permutations(years, 2)}
    assert p("N22-0023") not in growth


def test_a_growth_of_344_percent_to_232_begins_at_no_whole_number() -> None:
    # Not a contradiction: the figure is a picture, and where it ends is not printed.
    growth = {round_half_up(100 * (p("N22-0025") / start - 1), 1) for start in range(1, 233)}
    assert p("N22-0024") not in growth
    assert {346.0, 338.0} <= growth


def test_the_index_of_norddjurs_can_hold_with_unrounded_amounts() -> None:
    lowest = 100 * (p("N22-0019") - 0.5) / (p("N22-0018") + 0.5)
    highest = 100 * (p("N22-0019") + 0.5) / (p("N22-0018") - 0.5)
    assert (round(lowest, 1), round(highest, 1)) == (209.2, 210.0)
    assert lowest < p("N22-0020") < highest


def test_a_whole_number_of_recipients_is_sixty_or_older() -> None:
    assert round_half_up(100 * 16 / p("N24-0056"), 0.1) == p("N24-0060")
