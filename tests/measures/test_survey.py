import numpy as np
import pandas as pd
import pytest

from utils.errors import HkoError
from utils.measures.survey import (
    answer_names,
    answers_in_order,
    categorised,
    composite,
    knowledge_level,
    municipality_means,
    options,
    scale_values,
    seniority_band,
    share_by_municipality,
    spread_pct,
    spread_points,
    survey_items,
    valued,
)

# Two municipalities, five respondents; 99 is "Ved ikke".
DF_BY_RESPONDENT = pd.DataFrame(
    {
        "q01": [1, 1, 1, 2, 2],
        "q08_pa": [10, 4, 0, 7, 3],
        "q08_ib": [8, 2, 0, 6, 4],
        "q08_fa": [6, 4, 1, 6, 3],
        "q08_hm": [8, 4, 1, 7, 3],
        "q11_pa": [1, 1, 2, 2, 99],
        "q11_ib": [2, 2, 2, 2, 2],
        "q11_fa": [2, 2, 2, 1, 2],
        "q11_hm": [1, 1, 1, 1, 2],
        "q12": [1, 2, 99, 1, 2],
        "q13_d": [0, 1, 0, 0, 0],
        "q14": [1, 3, 5, 2, 99],
        "q18_fysisk": [1, 2, 3, 4, 5],
    }
)


def test_five_answers_become_three_by_the_direction_of_the_code_list() -> None:
    # q07: 1 is meget enig; q18: 1 is meget dårligere.
    assert answer_names("q07_fysisk") == {1: "høj", 2: "høj", 3: "middel", 4: "lav", 5: "lav"}
    assert answer_names("q18_fysisk") == {1: "lav", 2: "lav", 3: "middel", 4: "høj", 5: "høj"}
    assert list(categorised(DF_BY_RESPONDENT, "q18_fysisk")) == ["lav", "lav", "middel", "høj", "høj"]


def test_eleven_answers_are_cut_at_three_and_six() -> None:
    names = answer_names("q08_pa")
    assert [names[answer] for answer in (0, 3, 4, 6, 7, 10)] == ["lav", "lav", "middel", "middel", "høj", "høj"]


def test_do_not_know_leaves_the_base() -> None:
    answers = categorised(DF_BY_RESPONDENT, "q14")
    assert list(answers[:4]) == ["høj", "middel", "lav", "høj"]
    assert pd.isna(answers[4])


def test_reasons_are_asked_of_those_who_do_not_screen() -> None:
    # Rows 1 and 4 do not screen (q12 = 2); one of them prefers resources.
    assert categorised(DF_BY_RESPONDENT, "q13_d").dropna().to_dict() == {1: "ja", 4: "nej"}


def test_values_are_turned_so_that_high_is_much() -> None:
    assert scale_values("q07_fysisk") == {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}
    assert scale_values("q18_fysisk") == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    assert list(valued(DF_BY_RESPONDENT, "q14")[:4]) == [5, 3, 1, 4]
    assert list(valued(DF_BY_RESPONDENT, "q14", high_is_much=False)[:4]) == [1, 3, 5, 2]


def test_composite_is_the_mean_over_the_items() -> None:
    # (10+8+6+8)/4 = 8, (4+2+4+4)/4 = 3.5, (0+0+1+1)/4 = 0.5, (7+6+6+7)/4 = 6.5, (3+4+3+3)/4 = 3.25
    assert list(composite(DF_BY_RESPONDENT, "q08")) == [8.0, 3.5, 0.5, 6.5, 3.25]


def test_knowledge_level_rounds_the_composite_half_up() -> None:
    # 8 -> høj, 3.5 -> 4 -> middel, 0.5 -> 1 -> lav, 6.5 -> 7 -> høj, 3.25 -> 3 -> lav
    assert list(knowledge_level(DF_BY_RESPONDENT)) == ["høj", "middel", "lav", "høj", "lav"]


def test_municipality_mean_is_over_respondents_then_items() -> None:
    # Municipality 1: PA 14/3, IB 10/3, FA 11/3, HM 13/3 -> 48/12 = 4; 2: 5, 5, 4.5, 5 -> 4.875
    means = municipality_means(DF_BY_RESPONDENT, "q08")
    assert means.to_dict() == pytest.approx({1: 4.0, 2: 4.875})


def test_municipality_mean_of_experience_is_a_share_of_those_who_know() -> None:
    # 1: PA 2/3, IB 0, FA 0, HM 3/3 -> (66.7 + 0 + 0 + 100)/4; 2: PA 0/1, IB 0/2, FA 1/2, HM 1/2 -> 25
    means = municipality_means(DF_BY_RESPONDENT, "q11")
    assert means.to_dict() == pytest.approx({1: 500 / 12, 2: 25.0})


def test_share_by_municipality() -> None:
    # Screens: municipality 1 has ja, nej (one does not know), municipality 2 ja, nej.
    df = share_by_municipality(DF_BY_RESPONDENT, "q12", "ja")
    assert df.to_dict("list") == {"code": [1, 2], "share_pct": [50.0, 50.0], "n_respondents": [2, 2]}


def test_spreads() -> None:
    values = pd.Series([2.4, 3.0, 3.9])
    assert spread_pct(values) == pytest.approx(62.5)  # 3.9 / 2.4 = 1.625
    assert spread_points(values) == pytest.approx(1.5)


def test_seniority_bands() -> None:
    bands = seniority_band(pd.Series([0, 1, 5, 6, 10, 11]))
    assert list(bands) == ["under 1 år", "1-5 år", "1-5 år", "6-10 år", "6-10 år", "over 10 år"]


def test_options_and_order_of_answers() -> None:
    assert options("q09_pa", "lav") == [4, 5]
    assert options("q08_pa", "høj") == [7, 8, 9, 10]
    assert answers_in_order("q18_fysisk") == ["høj", "middel", "lav"]
    assert answers_in_order("q10_a") == ["ja", "nej"]


def test_every_item_from_q07_on_has_answers() -> None:
    items = survey_items()
    asked = items[items["question"].between("q07", "q21")]["item"]
    assert len(asked) == 48  # 4+4+4+10+4+1+10+1+1+1+1+4+1+1+1
    assert all(len(answer_names(item)) >= 2 for item in asked)


def test_what_does_not_exist_is_told_in_danish() -> None:
    with pytest.raises(HkoError, match="«q99» findes ikke i kodelisten"):
        survey_items("q99")
    with pytest.raises(HkoError, match="Svaret «måske» findes ikke for q12; tilladt: ja, nej"):
        options("q12", "måske")
    with pytest.raises(HkoError, match="«q12» har ingen skala"):
        scale_values("q12")


def test_missing_answers_stay_missing() -> None:
    assert np.isnan(valued(DF_BY_RESPONDENT, "q14").iloc[4])
