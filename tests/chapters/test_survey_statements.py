import pandas as pd

from utils.chapters import survey_statements

from .test_survey_weighting import DATA, _data


def _rows(**where: str) -> pd.DataFrame:
    df = survey_statements.statements(DATA).data
    for column, value in where.items():
        df = df[df[column] == value]
    return df


def test_a_statement_holds_when_its_group_is_the_highest() -> None:
    # q08: proactive Aby 5.67, diffuse Boby 4; over 10 years 3.5, 6-10 years 3, 0-5 years 7.5.
    (strategy,) = _rows(measure="Viden om HKO (0-10)", grouping="strategi").to_dict("records")
    assert (strategy["holds"], strategy["value_text"], strategy["other_text"]) == ("ja", "5,67", "4,00")
    (seniority,) = _rows(measure="Viden om HKO (0-10)", grouping="anciennitet").to_dict("records")
    assert (seniority["holds"], seniority["other_group"], seniority["difference"]) == ("nej", "0-5 år", -4.0)


def test_the_lowest_group_is_asked_for_too() -> None:
    # q18_fysisk: Aby (vanskelige) 5, 4, 1 and Boby (gode) 2, 3.
    (row,) = _rows(measure="Tro på borger, fysisk (1-5)", place="lavest").to_dict("records")
    assert (row["holds"], row["value"], row["other_group"]) == ("ja", 2.5, "vanskelige (1–32)")


def test_a_group_that_is_missing_cannot_be_told() -> None:
    # Here nobody is in a large municipality.
    assert set(_rows(grouping="kommunestørrelse")["holds"]) == {"kan ikke afgøres"}


def test_without_types_statements_on_them_cannot_be_told() -> None:
    data = _data()
    data.df_by_municipality = data.df_by_municipality.assign(strategy=None)
    df = survey_statements.statements(data).data
    assert set(df.loc[df["grouping"] == "strategi", "holds"]) == {"kan ikke afgøres"}
