import numpy as np
import pandas as pd
import pytest

from utils.measures.criteria import OTHER, SAME, SHARED, agreement, best_types, criteria_met, type_scores
from utils.registers.codelists import code_list
from utils.synthetic.criteria import criteria, staff_may_grant
from utils.synthetic.municipalities import drawn_types

COLUMNS = {"strategi": "strategy", "organisering": "organisation"}


def found(drawn: pd.DataFrame, cases: pd.DataFrame, grouping: str) -> list[str]:
    df_by_criterion = code_list("criteria").query("grouping == @grouping")
    best = best_types(type_scores(criteria_met(drawn, df_by_criterion))).reindex(cases["code"])
    return [agreement(types, given) for types, given in zip(best, cases[COLUMNS[grouping]], strict=True)]


def test_eleven_seven_and_seven_criteria_of_strategy() -> None:
    df = code_list("criteria")
    assert df.groupby("type").size().to_dict() == {
        "proaktiv": 11, "reaktiv": 7, "diffus": 7,
        "specialiseret team": 4, "spredt specialisering": 3, "generel specialisering": 3,
    }  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("grouping", COLUMNS)
def test_most_point_to_their_type_but_some_are_mixed(seed: int, grouping: str) -> None:
    rng = np.random.default_rng(seed)
    cases = drawn_types(rng)
    drawn = criteria(rng, cases, condition=True)
    words = found(drawn, cases, grouping)
    assert drawn["KOMMUNE"].tolist() == cases["code"].tolist()
    assert 14 <= words.count(SAME) <= 18
    assert words.count(SHARED) >= 1 and words.count(OTHER) >= 1


def test_all_staff_may_grant_in_fourteen_municipalities() -> None:
    rng = np.random.default_rng(3)
    cases = drawn_types(rng)
    assert staff_may_grant(rng, cases["organisation"].to_numpy()).sum() == 14
    assert criteria(rng, cases, condition=False)["generel_01"].sum() == 14
