import pytest

from utils.chapters import survey_composites
from utils.errors import HkoError

from .test_survey_weighting import DATA, _data, _value


def test_a_group_is_the_plain_mean_of_its_municipalities() -> None:
    # q08: Aby (7+8+2)/3 and Boby (3+5)/2, each counting alike.
    exhibit = survey_composites.knowledge_by_group(DATA)
    assert _value(exhibit, "knowledge_hko_0_10", grouping="alle") == pytest.approx((17 / 3 + 4) / 2)
    assert _value(exhibit, "knowledge_hko_0_10", grouping="strategi", group="diffus") == 4
    assert _value(exhibit, "n_municipalities", grouping="alle") == 2
    assert _value(exhibit, "n_respondents", grouping="alle") == 5


def test_seniority_belongs_to_the_respondent() -> None:
    # 0-5 years: two in Aby (7, 8); over 10: one in Aby (2) and one in Boby (5).
    exhibit = survey_composites.knowledge_by_group(DATA)
    assert _value(exhibit, "knowledge_hko_0_10", group="0-5 år") == 7.5
    assert _value(exhibit, "knowledge_hko_0_10", group="over 10 år") == 3.5
    assert _value(exhibit, "n_municipalities", group="0-5 år") == 1


def test_a_municipality_without_an_answer_leaves_the_measure() -> None:
    # Over 10 years in Boby: the only one does not know q07_fysisk, so only Aby (answer 5, value 1) is left.
    row = {"grouping": "anciennitet", "group": "over 10 år"}
    exhibit = survey_composites.knowledge_by_group(DATA)
    assert _value(exhibit, "knowledge_handicap_1_5_municipalities", **row) == 1
    assert _value(exhibit, "knowledge_handicap_1_5_respondents", **row) == 1
    assert _value(exhibit, "n_municipalities", **row) == 2


def test_experience_is_a_share() -> None:
    # The four items of q11 are ja, nej, ja in Aby and nej, ja in Boby.
    exhibit = survey_composites.knowledge_by_group(DATA)
    assert _value(exhibit, "experience_pct", grouping="alle") == pytest.approx((200 / 3 + 50) / 2)


def test_approach_by_group() -> None:
    # q14: Aby 1, 3, 5 (one of three agrees), Boby 2 (agrees; the other does not know).
    exhibit = survey_composites.approach_by_group(DATA)
    assert _value(exhibit, "relocation_agree_pct", grouping="alle") == pytest.approx((100 / 3 + 100) / 2)
    assert _value(exhibit, "relocation_1_5", grouping="alle") == 2.5  # 3 and 2, as answered


def test_one_split_can_be_chosen() -> None:
    chosen = survey_composites.knowledge_by_group(DATA, "rammevilkaar").data
    assert list(chosen["grouping"].drop_duplicates()) == ["alle", "rammevilkår"]
    with pytest.raises(HkoError, match="inddeling: «region» kendes ikke"):
        survey_composites.knowledge_by_group(DATA, "region")


def test_without_types_the_other_groups_are_left() -> None:
    data = _data()
    data.df_by_municipality = data.df_by_municipality.assign(strategy=None).drop(columns="usage_band")
    groupings = set(survey_composites.knowledge_by_group(data).data["grouping"])
    assert "organisering" in groupings
    assert not groupings & {"strategi", "anvendelsesgrad"}


def test_experience_goes_with_knowledge() -> None:
    # q11_pa ja: Aby 7 and 2 (the first and third), Boby 5; nej: Aby 8, Boby 3.
    exhibit = survey_composites.experience_and_knowledge(DATA)
    row = {"label": "Personlig assistance"}
    assert _value(exhibit, "knowledge_hko_0_10", experience="ja", **row) == pytest.approx((4.5 + 5) / 2)
    assert _value(exhibit, "knowledge_hko_0_10", experience="nej", **row) == pytest.approx((8 + 3) / 2)
    assert _value(exhibit, "n_respondents", experience="ja", **row) == 3
