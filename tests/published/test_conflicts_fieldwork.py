"""Printed numbers of the interviews that cannot hold together with what is printed beside them."""

import pytest

from utils.published.comparison import round_half_up
from utils.published.registry import printed_numbers

VALUE = printed_numbers().set_index("id")["value"].astype(float)


def p(number: str) -> float:
    return float(VALUE[f"K21-{number}"])


def possible(base: float) -> set[float]:
    """The whole percentages that a whole number of persons out of the base can print as."""
    return {round_half_up(100 * persons / base, 1) for persons in range(int(base) + 1)}


@pytest.mark.parametrize(
    ("number", "base"),
    [
        pytest.param("0106", "0055", marks=pytest.mark.proves("K21-0106")),
        pytest.param("0969", "0960", marks=pytest.mark.proves("K21-0969")),
        pytest.param("0971", "0960", marks=pytest.mark.proves("K21-0971")),
        pytest.param("0981", "0961", marks=pytest.mark.proves("K21-0981")),
        pytest.param("0982", "0961", marks=pytest.mark.proves("K21-0982")),
        pytest.param("0986", "0960", marks=pytest.mark.proves("K21-0986")),
        pytest.param("0987", "0961", marks=pytest.mark.proves("K21-0987")),
    ],
)
def test_no_whole_number_of_persons_gives_the_percentage(number: str, base: str) -> None:
    assert p(number) not in possible(p(base))


def test_the_same_paragraph_prints_to_the_unit() -> None:
    # 52 and 48 percent of 48 are 25 and 23 persons: the list is not rounded to tens.
    assert {p("0974"), p("0975")} <= possible(p("0960"))
    assert {p("0970"), p("0972"), p("0963"), p("0964"), p("0966")} <= possible(p("0960"))


@pytest.mark.proves("K21-0965")
def test_no_reading_of_users_gives_twenty_percent() -> None:
    citizens, employers = p("0960"), p("0961")
    assert all(p("0965") not in possible(base) for base in (citizens, employers, citizens + employers))


@pytest.mark.proves("K21-0969")
def test_eleven_self_employed_are_not_thirty_percent_of_all_citizens() -> None:
    assert round_half_up(100 * p("0980") / p("0960"), 1) == 23 != p("0969")
    # 30 percent of those with personal assistance or aids can be eleven: of 37 (and 36 prints 31).
    assert round_half_up(100 * p("0980") / 37, 1) == p("0978")


@pytest.mark.proves("K21-0018", "K21-0036", "K21-0068", "K21-1090")
def test_forty_interviews_of_at_least_two_in_twenty_municipalities_are_two_in_each() -> None:
    for total, municipalities, fewest, most in (
        ("0020", "0019", "0017", "0018"), ("0020", "0034", "0035", "0036"), ("0070", "0069", "0067", "0068"),
        ("1092", "1091", "1089", "1090"),
    ):  # fmt: skip
        largest = p(total) - (p(municipalities) - 1) * p(fewest)
        assert largest < p(most)


@pytest.mark.proves("K21-0025", "K21-1097")
def test_twenty_four_employers_are_not_two_in_each_of_twenty_municipalities() -> None:
    for total, municipalities, fewest in (("0028", "0027", "0025"), ("1100", "1099", "1097")):
        assert p(municipalities) * p(fewest) > p(total)


@pytest.mark.proves("K21-0038")
def test_the_most_citizens_in_a_municipality_is_printed_as_three_and_as_four() -> None:
    assert p("0038") != p("0022") == p("1094")


@pytest.mark.proves("K21-0176")
def test_staff_interviews_are_printed_as_48_and_as_40() -> None:
    assert p("0176") != p("0020") == p("0051") == p("0070") == p("1092")


@pytest.mark.proves("K21-0865")
def test_the_least_hours_of_an_icebreaker_case_are_printed_as_one_and_as_two() -> None:
    assert p("0865") != p("0848")
    assert p("0866") == p("0849")
