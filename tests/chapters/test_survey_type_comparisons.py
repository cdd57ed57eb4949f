import pytest

from utils.chapters import survey_type_comparisons

from .test_survey_weighting import DATA, _data, _value


def test_the_difference_is_that_of_municipal_means() -> None:
    # q08: Aby (7+8+2)/3, proactive, against Boby (3+5)/2, diffuse.
    exhibit = survey_type_comparisons.by_type(DATA, "strategi")
    row = {"question": "q08", "comparison": "proaktiv minus diffus"}
    assert _value(exhibit, "difference", **row) == pytest.approx(17 / 3 - 4)
    assert _value(exhibit, "n_respondents", **row) == 5
    assert exhibit.data.set_index("comparison").loc["proaktiv minus diffus", "municipalities"].tolist() == ["1/1"] * 3
    assert exhibit.data["verdict"].str.startswith("Kan ikke afgøres: kun 1 kommune").all()
    assert exhibit.data[["lower", "upper", "p_wild"]].isna().all(axis=None)


def test_a_municipality_without_an_answer_is_not_compared() -> None:
    # Nobody in Boby knows the schemes: the measure has one municipality left, and nothing to compare.
    data = _data(DATA.df_by_respondent.assign(q08_pa=[7, 8, 2, 99, 99]))
    assert set(survey_type_comparisons.by_type(data, "strategi").data["question"]) == {"q09", "q18"}


def test_without_types_the_table_says_so() -> None:
    data = _data()
    data.df_by_municipality = data.df_by_municipality.assign(strategy=None, organisation=None)
    exhibit = survey_type_comparisons.by_type(data, "strategi")
    assert exhibit.kind == "empty" and "municipality_types" in exhibit.note
    assert survey_type_comparisons.by_type(_data(DATA.df_by_respondent.iloc[:0]), "strategi").kind == "empty"
