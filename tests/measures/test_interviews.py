import pandas as pd
import pytest

from utils.measures.interviews import (
    LEADER,
    category_shares,
    figures_told,
    hours_told,
    municipalities_saying,
    of_roles,
    said,
    yes_shares,
)

# Two leaders in municipality 1, one in 2, one in 3; the citizen is asked something else.
ROWS = [
    ("l1", "leder", 1, "viden", "ja", None), ("l2", "leder", 1, "viden", "nej", None),
    ("l3", "leder", 2, "viden", "nej", None), ("l4", "leder", 3, "viden", "ja", None),
    ("b1", "borger", 3, "koen", "mand", None), ("b1", "borger", 3, "alder", None, 40.0),
    ("b2", "borger", 3, "alder", None, 50.0),
    ("n1", "nøgleperson", 1, "timer_pa_fra", None, 2.0), ("n1", "nøgleperson", 1, "timer_pa_til", None, 5.0),
    ("n2", "nøgleperson", 2, "timer_pa_fra", None, 1.0),
]  # fmt: skip
DF = pd.DataFrame(ROWS, columns=["ID", "ROLLE", "KOMMUNE", "SPOERGSMAAL", "SVAR", "TAL"])


def test_a_share_of_yes_has_those_who_answered_as_its_base() -> None:
    df = yes_shares(DF, ["viden", "aldrig spurgt"])
    assert df[["question", "persons", "n"]].to_numpy().tolist() == [["viden", 2, 4], ["aldrig spurgt", 0, 0]]
    assert df["share_pct"].tolist()[0] == 50 and pd.isna(df["share_pct"].tolist()[1])


def test_a_municipality_says_it_when_one_interviewee_does() -> None:
    # 1 (one of two leaders) and 3 of the three asked
    df = municipalities_saying(of_roles(DF, LEADER), ["viden"])
    assert df[["municipalities", "n_municipalities"]].to_numpy().tolist() == [[2, 3]]
    assert df["share_pct"].tolist() == pytest.approx([200 / 3])


def test_text_and_numbers_are_told_apart() -> None:
    assert said(DF, "koen").to_dict() == {"b1": "mand"}
    assert said(DF, "alder").empty
    assert figures_told(DF, "alder").to_dict() == {"b1": 40, "b2": 50}


def test_categories_with_their_base() -> None:
    df = category_shares(pd.Series(["x", "y", "x", "x"]))
    assert df.to_numpy().tolist() == [["x", 3, 4, 75.0], ["y", 1, 4, 25.0]]


def test_hours_need_both_ends() -> None:
    df = hours_told(DF, ["PA", "HM"])
    assert df.to_numpy().tolist() == [["PA", "n1", 2.0, 5.0, 3.5]]


def test_ja_and_nej_count_however_they_are_spelt() -> None:
    df = pd.DataFrame({"ID": list("abcd"), "ROLLE": "leder", "KOMMUNE": [101, 101, 147, 147], "TAL": None,
                       "SPOERGSMAAL": "opm_stigmatisering", "SVAR": ["Ja", " JA ", "Nej", "måske"]})  # fmt: skip
    assert said(df, "opm_stigmatisering").tolist() == ["ja", "ja", "nej", "måske"]
    assert municipalities_saying(df, ["opm_stigmatisering"])["municipalities"].tolist() == [1]
