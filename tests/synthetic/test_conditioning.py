from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.synthetic.conditioning import Row, TargetMissed, nearest_counts

SIZE, HIGHEST = 3, 3
NONE, MANY = np.zeros(SIZE, int), np.full(SIZE, HIGHEST)


def row(name: str, coefficients: list[float], low: float, high: float) -> Row:
    return Row(name, np.array(coefficients, float), low, high)


def moves(counts: np.ndarray, drawn: np.ndarray) -> int:
    return int(np.abs(counts - drawn).sum())


def fewest_moves(drawn: np.ndarray, rows: list[Row]) -> int | None:
    """By trying all 4 × 4 × 4 = 64 arrays of counts."""
    every = [np.array(counts) for counts in product(range(HIGHEST + 1), repeat=SIZE)]
    allowed = [counts for counts in every if all(r.low <= r.coefficients @ counts <= r.high for r in rows)]
    return min((moves(counts, drawn) for counts in allowed), default=None)


def test_a_draw_that_holds_stays() -> None:
    drawn = np.array([3, 1, 0])
    # 3 + 1 + 0 = 4, as asked.
    assert nearest_counts(drawn, NONE, MANY, [row("sum", [1, 1, 1], 4, 4)]).tolist() == [3, 1, 0]


def test_the_cheapest_count_is_moved() -> None:
    drawn = np.array([0, 0, 0])
    # 2a + b + c ≥ 4: two moves of the first count (2 · 2 = 4) are cheaper than four of the others.
    assert nearest_counts(drawn, NONE, MANY, [row("sum", [2, 1, 1], 4, 9)], gap=0).tolist() == [2, 0, 0]


def test_a_draw_outside_its_limits_is_brought_inside() -> None:
    # The first may be at least 1, the last at most 3; the row asks for nothing.
    counts = nearest_counts(np.array([0, 2, 5]), np.array([1, 0, 0]), MANY, [row("sum", [1, 1, 1], 0, 9)], gap=0)
    assert counts.tolist() == [1, 2, 3]


rows_of_integers = st.builds(
    lambda coefficients, low, width: row("række", coefficients, low, low + width),
    st.lists(st.integers(-2, 2), min_size=SIZE, max_size=SIZE),
    st.integers(-6, 10),
    st.integers(0, 3),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(0, HIGHEST), min_size=SIZE, max_size=SIZE), st.lists(rows_of_integers, min_size=1, max_size=3)
)
def test_nearest_is_nearest(counts: list[int], rows: list[Row]) -> None:
    drawn = np.array(counts)
    fewest = fewest_moves(drawn, rows)
    if fewest is None:
        with pytest.raises(TargetMissed, match="række"):
            nearest_counts(drawn, NONE, MANY, rows, gap=0)
        return
    found = nearest_counts(drawn, NONE, MANY, rows, gap=0)
    assert moves(found, drawn) == fewest
    assert ((found >= NONE) & (found <= MANY)).all()
    assert all(r.low <= r.coefficients @ found <= r.high for r in rows)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_row_that_cannot_hold_is_named(place: int) -> None:
    # Three counts of at most 3 sum to at most 9, never to 20; the two other rows hold for every count.
    rows = [row("rækken om den første", [1, 0, 0], 0, 3), row("rækken om den sidste", [0, 0, 1], 0, 3)]
    rows.insert(place, row("summen 20", [1, 1, 1], 20, 20))
    with pytest.raises(TargetMissed, match="^summen 20$"):
        nearest_counts(np.array([1, 1, 1]), NONE, MANY, rows)


def test_one_of_two_rows_that_contradict_each_other_is_named() -> None:
    rows = [
        row("uden betydning", [0, 0, 1], 0, 3),
        row("mindst to", [1, 0, 0], 2, 3),
        row("højst en", [1, 0, 0], 0, 1),
    ]
    with pytest.raises(TargetMissed, match="^(mindst to|højst en)$"):
        nearest_counts(np.array([1, 1, 1]), NONE, MANY, rows)


def test_a_row_that_only_half_a_person_could_meet_is_named() -> None:
    rows = [row("holder altid", [1, 1, 1], 0, 9), row("en halv person", [1, 0, 0], 0.5, 0.5)]
    with pytest.raises(TargetMissed, match="^en halv person$"):
        nearest_counts(np.array([1, 1, 1]), NONE, MANY, rows)
