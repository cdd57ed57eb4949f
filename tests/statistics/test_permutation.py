from itertools import permutations
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.statistics.permutation import (
    assignments,
    drawn_p_values,
    enumerable,
    exact_p_values,
    hindrance,
    largest_difference,
    permuted,
    subsets,
)

# Six municipalities, one outcome: 1 of 10, 2 of 10, … with the outcome.
EVENTS = np.array([[1.0], [2.0], [3.0], [7.0], [8.0], [9.0]])
PERSONS = np.full((6, 1), 10.0)
COLUMN = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=6, max_size=6)
GROUPS = st.permutations(list("aaabbc")) | st.permutations(list("aabbcc")) | st.permutations(list("aaaabb"))


def _outcome(column: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Events and persons of six municipalities; the first number of a pair has the outcome, the second not."""
    events = np.array([[float(first)] for first, _ in column])
    return events, events + np.array([[float(second)] for _, second in column])


def _difference(events: np.ndarray, persons: np.ndarray, groups: np.ndarray) -> float:
    """Largest minus smallest pooled share of the groups with persons, straight from its definition."""
    shares = [
        events[groups == name].sum() / persons[groups == name].sum()
        for name in sorted(set(groups))
        if persons[groups == name].sum()
    ]
    return float(max(shares) - min(shares)) if shares else 0.0


def _brute_force(events: np.ndarray, persons: np.ndarray, groups: np.ndarray) -> float:
    """The share of all 720 orders of the labels with at least the observed difference."""
    observed = _difference(events, persons, groups)
    found = [_difference(events, persons, np.array(order)) for order in permutations(groups)]
    return float(np.mean([difference >= observed - 1e-12 for difference in found]))


def test_subsets_are_all_choices_of_two_among_four() -> None:
    lines = subsets(4, 2)
    assert lines.tolist() == [
        [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1],
    ]  # fmt: skip


def test_choosing_nobody_is_one_choice() -> None:
    assert subsets(3, 0).tolist() == [[0, 0, 0]]


def test_the_clearest_division_of_six_in_halves() -> None:
    # Low three against high three is the widest difference; only it and its mirror image reach it: 2 of C(6,3) = 20.
    p_values, assignments = exact_p_values(EVENTS, PERSONS, np.array(list("aaabbb")))
    assert p_values == pytest.approx([2 / 20])
    assert assignments == 20


def test_three_groups_are_counted_as_multinomial() -> None:
    # 6!/(3!·2!·1!) = 60 ways to hand out three, two and one label.
    p_values, assignments = exact_p_values(EVENTS, PERSONS, np.array(list("aaabbc")))
    assert assignments == 60
    assert p_values == pytest.approx([_brute_force(EVENTS, PERSONS, np.array(list("aaabbc")))])


def test_the_number_of_ways_for_the_published_typologies() -> None:
    assert comb(20, 3) * comb(17, 8) == 27_713_400
    assert factorial(20) // (factorial(15) * factorial(2) * factorial(3)) == 155_040
    groups = np.array(["team"] * 15 + ["spredt"] * 2 + ["generel"] * 3)
    assert exact_p_values(np.arange(20.0)[:, None], np.full((20, 1), 40.0), groups)[1] == 155_040


def test_no_difference_between_municipalities_gives_one() -> None:
    p_values, _ = exact_p_values(np.full((6, 1), 3.0), PERSONS, np.array(list("aabbcc")))
    assert p_values.tolist() == [1.0]


def test_outcomes_are_judged_one_by_one() -> None:
    both, _ = exact_p_values(
        np.concatenate([EVENTS, EVENTS[::-1]], axis=1), np.tile(PERSONS, 2), np.array(list("aaabbc"))
    )
    alone = [exact_p_values(events, PERSONS, np.array(list("aaabbc")))[0][0] for events in (EVENTS, EVENTS[::-1])]
    assert both.tolist() == alone


def test_a_municipality_without_persons_adds_nothing() -> None:
    # The sixth has nobody. The difference of {1,2,3}/30 against {7,8}/20 is reached when the empty one stands with the
    # high two (and nowhere else, apart from the mirror image).
    events, persons = EVENTS.copy(), PERSONS.copy()
    events[5], persons[5] = 0, 0
    p_values, _ = exact_p_values(events, persons, np.array(list("aaabbb")))
    assert p_values == pytest.approx([2 / 20])


@pytest.mark.parametrize("groups", ["aaaaaa", "aabbcd"])
def test_one_or_four_groups_are_refused(groups: str) -> None:
    with pytest.raises(ValueError, match="two or three groups"):
        exact_p_values(EVENTS, PERSONS, np.array(list(groups)))


@settings(max_examples=10, deadline=None)
@given(COLUMN, GROUPS)
def test_equals_the_enumeration_of_all_orders(column: list[tuple[int, int]], groups: list[str]) -> None:
    events, persons = _outcome(column)
    p_values, _ = exact_p_values(events, persons, np.array(groups))
    assert p_values[0] == pytest.approx(_brute_force(events, persons, np.array(groups)))


@settings(max_examples=40, deadline=None)
@given(COLUMN, GROUPS)
def test_p_values_lie_above_zero_and_at_most_at_one(column: list[tuple[int, int]], groups: list[str]) -> None:
    p_values, assignments = exact_p_values(*_outcome(column), np.array(groups))
    assert 1 / assignments <= p_values[0] <= 1


@settings(max_examples=40, deadline=None)
@given(COLUMN, GROUPS, st.permutations(["a", "b", "c"]))
def test_the_names_of_the_groups_do_not_matter(
    column: list[tuple[int, int]], groups: list[str], names: list[str]
) -> None:
    events, persons = _outcome(column)
    renamed = [dict(zip("abc", names, strict=True))[group] for group in groups]
    before, after = (exact_p_values(events, persons, np.array(labels))[0] for labels in (groups, renamed))
    assert before.tolist() == after.tolist()


@settings(max_examples=40, deadline=None)
@given(COLUMN, GROUPS, st.permutations(range(6)))
def test_the_order_of_the_municipalities_does_not_matter(
    column: list[tuple[int, int]], groups: list[str], order: list[int]
) -> None:
    events, persons = _outcome(column)
    before = exact_p_values(events, persons, np.array(groups))[0]
    after = exact_p_values(events[order], persons[order], np.array(groups)[order])[0]
    assert before.tolist() == pytest.approx(after.tolist())


def test_one_type_alone_hinders() -> None:
    assert hindrance(np.array(list("aabbc"))) == ""
    assert hindrance(np.array(["a"] * 24 + ["b"])) == ""
    assert "mindst to typer" in hindrance(np.array(list("aaa")))


def test_what_is_enumerated_and_what_is_drawn() -> None:
    assert enumerable(np.array(list("aabbc")))
    assert not enumerable(np.array(["a"] * 24 + ["b"]))
    assert not enumerable(np.array(list("aabbccdd")))
    # 24 in three equal groups: 24!/8!³ = 9,465,511,770
    assert not enumerable(np.array(list("abc") * 8))


def test_twenty_municipalities_can_always_be_enumerated() -> None:
    assert assignments(np.array(list("a" * 7 + "b" * 7 + "c" * 6))) == 133_024_320
    assert enumerable(np.array(list("a" * 7 + "b" * 7 + "c" * 6)))


def test_few_ways_are_all_looked_at() -> None:
    found = permuted(EVENTS, PERSONS, np.array(list("aaabbb")))
    assert (found.p_values.tolist(), found.ways, found.draws) == ([0.1], 20, 0)
    assert found.standard_errors.tolist() == [0]


def test_of_many_ways_some_are_drawn() -> None:
    # Thirty municipalities, fifteen low and fifteen high: 155,117,520 ways, of which two are as far apart.
    events = np.repeat([1.0, 9.0], 15)[:, None]
    found = permuted(events, np.full((30, 1), 10.0), np.array(list("a" * 15 + "b" * 15)))
    assert (found.ways, found.draws) == (155_117_520, 9_999)
    assert found.p_values.tolist() == [1 / 10_000]
    assert found.standard_errors[0] == pytest.approx(np.sqrt(1e-4 * (1 - 1e-4) / 9_999))


def test_four_types_can_be_drawn() -> None:
    # The six in 2, 2, 1, 1: low and high alone (1/10 and 9/10) are farthest apart, 2·4!/(2!·2!) = 12 of 180 ways;
    # a type of two is never farther out than its own.
    events, groups = EVENTS[[0, 1, 2, 3, 4, 5]], np.array(list("abbccd"))
    found = permuted(events, PERSONS, groups)
    assert (found.ways, found.draws) == (180, 9_999)
    assert found.p_values[0] == pytest.approx(12 / 180, abs=4 * np.sqrt(12 / 180 * 168 / 180 / 9_999))


@settings(max_examples=15, deadline=None)
@given(COLUMN, GROUPS)
def test_draws_come_near_to_the_enumeration(column: list[tuple[int, int]], groups: list[str]) -> None:
    events, persons = _outcome(column)
    exact = exact_p_values(events, persons, np.array(groups))[0][0]
    drawn = drawn_p_values(events, persons, np.array(groups), draws=2_000)[0]
    assert abs(drawn - exact) < 5 * np.sqrt(exact * (1 - exact) / 2_000) + 1 / 2_000


def test_largest_difference_of_pooled_shares() -> None:
    # First outcome: a 3/20, b 10/20, c 17/20. Second: only a has persons, 3/20.
    events = np.concatenate([EVENTS, EVENTS], axis=1)
    persons = np.concatenate([PERSONS, PERSONS * [[1], [1], [0], [0], [0], [0]]], axis=1)
    found = largest_difference(events, persons, np.array(list("aabbcc")))
    assert found.tolist() == pytest.approx([0.7, float("nan")], nan_ok=True)
