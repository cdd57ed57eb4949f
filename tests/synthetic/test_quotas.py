import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.synthetic.quotas import codes_of, dealt, for_persons, handed_out, shifted_shares, whole_counts

SHARES = {"a": 50.0, "b": 30.0, "c": 20.0}
some_shares = st.lists(st.floats(0.1, 100), min_size=1, max_size=6).map(lambda values: dict(enumerate(values)))


def tally(names: np.ndarray) -> dict[str, int]:
    return {name: int((names == name).sum()) for name in sorted(set(names))}


def test_largest_remainder() -> None:
    # 50, 30 and 20 percent of 7 are 3.5, 2.1 and 1.4; the one that is left goes to the largest remainder, .5.
    assert whole_counts(SHARES, 7) == {"a": 4, "b": 2, "c": 1}


def test_shares_are_scaled() -> None:
    # 1 : 1 : 2 of 8.
    assert whole_counts({"a": 1, "b": 1, "c": 2}, 8) == {"a": 2, "b": 2, "c": 4}


@settings(max_examples=200, derandomize=True)
@given(some_shares, st.integers(0, 30_000))
def test_quotas_sum_and_lie_within_one(shares: dict[str, float], total: int) -> None:
    counts = whole_counts(shares, total)
    assert sum(counts.values()) == total
    for name, share in shares.items():
        assert abs(counts[name] - share / sum(shares.values()) * total) < 1 + 1e-6


def test_handed_out_in_exact_shares_and_random_order() -> None:
    names = handed_out(np.random.default_rng(1), SHARES, 100)
    assert tally(names) == {"a": 50, "b": 30, "c": 20}
    assert list(names) != sorted(names)


def test_those_already_given_count() -> None:
    given_before = np.array(["a", "a", "c"], dtype=object)
    # 5, 3 and 2 of ten; 2 a and 1 c are given, so 3, 3 and 1 are left.
    assert tally(handed_out(np.random.default_rng(1), SHARES, 10, given_before)) == {"a": 3, "b": 3, "c": 1}


@pytest.mark.parametrize("seed", range(5))
def test_more_given_than_the_share_leaves_the_number_right(seed: int) -> None:
    # 9 c are given where 2 of ten belong; the one that is left is an a or a b.
    left = handed_out(np.random.default_rng(seed), SHARES, 10, np.array(["c"] * 9, dtype=object))
    assert len(left) == 1
    assert left[0] in ("a", "b")


def test_persons_with_both_schemes_count_in_both() -> None:
    schemes = np.array(["PA"] * 80 + ["PA+HM"] * 20 + ["HM"] * 180 + ["IB"] * 10)
    shares = {"PA": {"ja": 60.0, "nej": 40.0}, "HM": {"ja": 25.0, "nej": 75.0}}
    given_names = for_persons(np.random.default_rng(1), schemes, shares)
    with_pa, with_hm = np.isin(schemes, ["PA", "PA+HM"]), np.isin(schemes, ["HM", "PA+HM"])
    assert tally(given_names[with_pa]) == {"ja": 60, "nej": 40}  # of 80 + 20
    assert tally(given_names[with_hm]) == {"ja": 50, "nej": 150}  # of 180 + 20
    assert tally(given_names[schemes == "PA+HM"]) == {"ja": 12, "nej": 8}  # 60 percent of 20
    assert given_names[schemes == "IB"].size == 10
    assert all(name in ("ja", "nej") for name in given_names)


def test_categories_are_dealt_in_their_counts_to_those_who_lean() -> None:
    lean = np.array([50.0] * 5 + [0.0] * 15)
    names = dealt(np.random.default_rng(1), {"a": 5, "b": 10, "c": 5}, {"a": lean})
    assert tally(names) == {"a": 5, "b": 10, "c": 5}
    assert (names[:5] == "a").all()


def test_without_leanings_all_is_chance() -> None:
    assert tally(dealt(np.random.default_rng(1), {"a": 2, "b": 3}, {})) == {"a": 2, "b": 3}


def test_free_shares_move_alike_to_the_overall_one() -> None:
    # 100 x 0.8 + 50 x b + 50 x c = 200 x 0.5 with b and c 0.2 apart: b + c = 0.4, so 0.1 and 0.3
    shares = shifted_shares({"b": 0.4, "c": 0.6}, {"a": 0.8}, {"a": 100, "b": 50, "c": 50}, 0.5)
    assert shares == pytest.approx({"a": 0.8, "b": 0.1, "c": 0.3})


def test_a_code_is_one_of_its_group_and_all_occur() -> None:
    groups = pd.Series(["x", "y"] * 200)
    codes = codes_of(np.random.default_rng(1), groups, {"x": ("1", "2", "2"), "y": ("3",)})
    assert set(codes[groups == "y"]) == {"3"}
    assert set(codes[groups == "x"]) == {"1", "2"}
    assert (codes[groups == "x"] == "2").mean() == pytest.approx(2 / 3, abs=0.1)
