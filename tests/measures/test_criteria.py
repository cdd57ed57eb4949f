import pandas as pd
import pytest

from utils.measures.criteria import OTHER, SAME, SHARED, agreement, best_types, criteria_met, type_scores

CRITERIA = pd.DataFrame(
    {
        "criterion": ["a_01", "a_02", "a_03", "b_01", "b_02", "c_01"],
        "type": ["a", "a", "a", "b", "b", "c"],
        "label": list("uvwxyz"),
    }
)
# 1 meets 2 of 3 of a and 1 of 2 of b; 2 meets 1 of 3 and 2 of 2; 3 meets all of a and of b; c_01 is not in the register.
CASES = pd.DataFrame(
    {
        "KOMMUNE": [1, 2, 3],
        "a_01": pd.array([1, 1, 1], dtype="Int64"),
        "a_02": pd.array([1, 0, 1], dtype="Int64"),
        "a_03": pd.array([0, 0, 1], dtype="Int64"),
        "b_01": pd.array([1, 1, 1], dtype="Int64"),
        "b_02": pd.array([0, 1, 1], dtype="Int64"),
    }
)
SCORES = type_scores(criteria_met(CASES, CRITERIA))


def test_a_share_is_of_the_types_own_criteria() -> None:
    df = SCORES.set_index(["KOMMUNE", "type"])
    assert df["met_pct"].to_dict() == pytest.approx(
        {(1, "a"): 200 / 3, (2, "a"): 100 / 3, (3, "a"): 100, (1, "b"): 50, (2, "b"): 100, (3, "b"): 100}
    )
    assert df.loc[(1, "a"), ["met", "criteria"]].tolist() == [2, 3]


def test_the_highest_share_places_and_equal_shares_tie() -> None:
    assert best_types(SCORES).to_dict() == {1: ["a"], 2: ["b"], 3: ["a", "b"]}


@pytest.mark.parametrize(
    ("best", "expected"), [(["a"], SAME), (["a", "b"], SHARED), (["b"], OTHER), (["b", "c"], OTHER)]
)
def test_agreement_with_the_type_given(best: list[str], expected: str) -> None:
    assert agreement(best, "a") == expected


def test_an_unanswered_criterion_counts_neither_as_met_nor_in_the_base() -> None:
    cases = CASES.assign(a_03=pd.array([None, 0, 1], dtype="Int64"))
    df = type_scores(criteria_met(cases, CRITERIA)).set_index(["KOMMUNE", "type"])
    assert df.loc[(1, "a"), ["met", "criteria", "met_pct"]].tolist() == [2, 2, 100]


def test_a_register_without_criteria_gives_no_rows() -> None:
    assert criteria_met(CASES[["KOMMUNE"]], CRITERIA).empty
