import pandas as pd
import pytest

from utils.measures import cases
from utils.registers.codelists import code_list


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


# PA: 28 and 29 days in 2018, undecided in 2020; HM: applied for in 2019, granted in 2020 after 7 days.
DF_BY_CASE = pd.DataFrame(
    {
        "KOMMUNE": [147, 147, 169, 169],
        "ORDNING": ["PA", "PA", "PA", "HM"],
        "ANSOEGNINGSDATO": [day("2018-01-01"), day("2018-01-01"), day("2020-05-01"), day("2019-12-30")],
        "BEVILLINGSDATO": [day("2018-01-29"), day("2018-01-30"), pd.NaT, day("2020-01-06")],
        "FUNKTIONSNEDSAETTELSER": ["Ryg/nakke;Ben/fødder", "Ryg/nakke; Stress", None, "Ordblindhed;Ordblindhed"],
    }
)


def test_only_files_with_a_grant_are_finished_and_the_year_is_that_of_the_application() -> None:
    df = cases.finished_cases(DF_BY_CASE)
    assert df[["municipality", "scheme", "year", "over"]].to_numpy().tolist() == [
        [147, "PA", 2018, False],  # 28 days are four weeks, not more
        [147, "PA", 2018, True],
        [169, "HM", 2019, False],
    ]
    assert df["weeks"].tolist() == pytest.approx([4, 29 / 7, 1])


def test_mean_weeks_months_and_share_over_four_weeks() -> None:
    row = cases.processing_time(cases.finished_cases(DF_BY_CASE), ["scheme"]).set_index("scheme").loc["PA"]
    assert row["cases"] == 2 and row["cases_over"] == 1
    assert row["processing_time_weeks"] == pytest.approx((28 + 29) / 2 / 7)
    assert row["processing_time_months"] == pytest.approx(28.5 / (365.25 / 12))
    assert row["over_4_weeks_pct"] == 50
    assert row["lower_pct"] < 50 < row["upper_pct"]


def test_a_lower_end_of_nought_is_nought() -> None:
    df = pd.DataFrame({"scheme": ["FA"] * 20, "weeks": [1.0] * 20, "over": [False] * 20})
    assert cases.processing_time(df, ["scheme"])["lower_pct"].tolist() == [0]


def test_impairments_are_named_once_a_file_and_have_their_type() -> None:
    df = cases.impairments(DF_BY_CASE)
    assert df[["case", "scheme", "impairment", "impairment_type"]].to_numpy().tolist() == [
        [0, "PA", "Ryg/nakke", "Fysisk"], [0, "PA", "Ben/fødder", "Fysisk"],
        [1, "PA", "Ryg/nakke", "Fysisk"], [1, "PA", "Stress", "Psykisk"],
        [3, "HM", "Ordblindhed", "Andet"],
    ]  # fmt: skip


def test_an_impairment_that_the_list_does_not_name_is_other_and_not_ranked() -> None:
    df = cases.impairments(DF_BY_CASE.assign(FUNKTIONSNEDSAETTELSER="Gigt"))
    assert set(df["impairment_type"]) == {"Andet"}
    assert not df["ranked"].any()


def test_double_diagnosis_is_two_named_impairments_among_files_that_name_one() -> None:
    df = cases.double_diagnosis_of_files(DF_BY_CASE, "PA")
    # two files name two each, the third names none and leaves the base
    assert df[["multimorbidity", "cases", "n_cases", "share_pct"]].to_numpy().tolist() == [
        ["Enkeltdiagnose", 0, 2, 0.0], ["Dobbeltdiagnose", 2, 2, 100.0],
    ]  # fmt: skip
    assert cases.double_diagnosis_of_files(DF_BY_CASE, "FA").empty


def test_every_impairment_of_note_33_is_listed_under_its_type() -> None:
    df = code_list("impairments")
    assert set(df["type"]) == set(cases.IMPAIRMENT_TYPES)
    assert df["type"].value_counts().to_dict() == {
        "Fysisk": 8, "Psykisk": 6, "Sensorisk": 3, "Intellektuelle": 4, "Andet": 5,
    }  # fmt: skip
    assert df.loc[df["ranked"] == "nej", "impairment"].tolist() == ["Andre funktionsnedsættelser"]
