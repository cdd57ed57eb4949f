import pandas as pd
import pytest

from utils.statistics.survey_composite import composite_values
from utils.statistics.survey_design import mean_estimates, survey_design

DF = pd.DataFrame({"q01": [1, 1, 1, 2, 2], "a": [1, 3, None, 5, None], "b": [2, None, 4, 3, None]})
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [1, 2], "inhabitants_2019k4": [30_000, 10_000], "staff": [6, 2]})


def test_values_by_hand() -> None:
    df = composite_values(DF, ["a", "b"])
    # Municipality 1: (2 + 3)/2; each answer counts 3/2 (three respondents, two to the item) over two items.
    assert df.loc[[0, 1, 2], "value"].tolist() == pytest.approx([2.5 - 0.75 - 0.75, 2.5 + 0.75, 2.5 + 0.75])
    assert df.loc[3, "value"] == pytest.approx(4.0)
    # Who answers nothing is not in the base.
    assert df.index.tolist() == [0, 1, 2, 3]


def test_the_mean_of_the_values_is_the_composite() -> None:
    df = composite_values(DF, ["a", "b"])
    assert df.groupby("q01")["value"].mean().to_dict() == pytest.approx({1: 2.5, 2: 4.0})
    estimate = mean_estimates(survey_design(DF, DF_BY_MUNICIPALITY), df.assign(measure="x"), ["measure"]).iloc[0]
    assert estimate["mean"] == pytest.approx(0.75 * 2.5 + 0.25 * 4)


def test_without_missing_answers_the_value_is_the_respondents_own_mean() -> None:
    df = pd.DataFrame({"q01": [1, 1, 2], "a": [1, 2, 3], "b": [5, 4, 5]})
    assert composite_values(df, ["a", "b"])["value"].tolist() == pytest.approx([3, 3, 4])


def test_a_municipality_without_an_answer_to_an_item_is_left_out() -> None:
    df = pd.DataFrame({"q01": [1, 2], "a": [1, 2], "b": [3, None]})
    assert composite_values(df, ["a", "b"])["q01"].tolist() == [1]


def test_nobody_has_answered() -> None:
    df = pd.DataFrame({"q01": [1], "a": [None], "b": [None]})
    assert composite_values(df, ["a", "b"]).empty
