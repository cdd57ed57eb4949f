import math

import pandas as pd
import pytest

from utils.statistics.survey_design import survey_design
from utils.statistics.survey_tests import MUNICIPALITIES_DRAWN, MUNICIPALITIES_GIVEN, independence

CODES = [1] * 6 + [2] * 6 + [3] * 6 + [4] * 6
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [1, 2, 3, 4], "inhabitants_2019k4": [10_000] * 4, "staff": [12] * 4})


def frame(yes: list[int]) -> pd.DataFrame:
    """Six answers in each of four municipalities, so many of them yes; the first two are of one type."""
    answers = [answer for count in yes for answer in ["ja"] * count + ["nej"] * (6 - count)]
    return pd.DataFrame({"q01": CODES, "answer": answers, "group": ["a"] * 12 + ["b"] * 12})


def p_value(yes: list[int], drawn: str) -> float:
    df = frame(yes)
    return independence(survey_design(df, DF_BY_MUNICIPALITY), df, drawn)["p_value"]


def test_equal_shares_are_not_different() -> None:
    found = independence(survey_design(frame([3] * 4), DF_BY_MUNICIPALITY), frame([3] * 4))
    assert found["f"] == pytest.approx(0, abs=1e-12) and found["p_value"] == pytest.approx(1)
    # 24 answers in four strata.
    assert (found["df_numerator"], found["df_denominator"]) == (1, 20)


def test_municipalities_that_differ_among_themselves_say_less_of_their_types() -> None:
    """5 and 1 against 6 and 4 of six: these municipalities differ, their types hardly."""
    given, drawn = p_value([5, 1, 6, 4], MUNICIPALITIES_GIVEN), p_value([5, 1, 6, 4], MUNICIPALITIES_DRAWN)
    assert given < 0.05 < drawn


def test_the_more_of_the_staff_has_answered_the_surer_is_a_difference() -> None:
    df = frame([4, 2, 5, 3])
    few, all_but_one = (
        independence(survey_design(df, DF_BY_MUNICIPALITY.assign(staff=staff)), df)["f"] for staff in (12, 8)
    )
    # The variance shrinks from 1 - 6/12 to 1 - 6/8, and F grows by as much.
    assert all_but_one == pytest.approx(2 * few)


@pytest.mark.parametrize("column", ["answer", "group"])
def test_nothing_to_compare(column: str) -> None:
    df = frame([1, 2, 3, 4]).assign(**{column: "x"})
    assert math.isnan(independence(survey_design(df, DF_BY_MUNICIPALITY), df)["p_value"])


def test_one_answer_in_each_municipality_leaves_nothing_for_the_error() -> None:
    df = frame([1, 2, 3, 4]).drop_duplicates("q01", keep="last").assign(answer=["ja", "nej", "ja", "nej"])
    assert math.isnan(independence(survey_design(df, DF_BY_MUNICIPALITY), df)["f"])
