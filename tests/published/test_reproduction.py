"""Printed numbers against exhibits small enough to compute by hand."""

import pandas as pd
import pytest

from utils.errors import HkoError
from utils.published.comparison import comparisons
from utils.published.reproduction import (
    COLUMNS,
    assert_expected,
    changes,
    expected_results,
    recomputed_number,
    reproduction,
    reproduction_csv,
)

POPULATION = pd.DataFrame(
    {
        "scheme": ["PA", "HM"],
        "persons": [7335, 23341],
        "population": [6517, 23062],  # 7,335 − 818 and 23,341 − 279
        "with_hours": [5018, 9429],
        "with_hours_pct": [76.9986, 40.8854],  # 5,018 / 6,517 and 9,429 / 23,062
        "population_with_municipality": [6517, 23019],
    }
)
HOURS = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "PA", "HM", "HM", "HM"],
        "strategy": ["proaktiv", "reaktiv", "diffus"] * 2,
        "increased_hours_pct": [19.4, 15.6, 14.2, 18.0, 17.4, 13.5],
    }
)


def results(exhibit_data: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return reproduction(exhibit_data, dict.fromkeys(exhibit_data, "synthetic")).set_index("id")


def test_without_exhibits_every_printed_number_still_has_a_row():
    df_by_printed_number = reproduction({}, {})
    assert list(df_by_printed_number.columns) == COLUMNS
    assert len(df_by_printed_number) == 1820
    assert set(df_by_printed_number["result"]) == {"not_recomputable"}
    assert set(df_by_printed_number["data_status"]) == {"published"}
    assert df_by_printed_number["recomputed"].isna().all()
    reasons = df_by_printed_number.set_index("id")["reason"]
    assert reasons["K21-0998"] == "not_yet"  # covered, but its exhibit is missing
    assert reasons["K21-0060"] == "definition"


def test_a_recomputed_number_is_exact_when_it_rounds_to_the_printed_one():
    found = results({"k21-befolkning": POPULATION})
    assert found.loc["K21-0993", ["published", "recomputed", "result"]].tolist() == [77, 76.9986, "exact"]
    assert found.loc["K21-0998", "result"] == "exact"
    assert found.loc["K21-0998", ["data_status", "exhibit"]].tolist() == ["synthetic", "k21-befolkning"]


def test_a_number_that_the_source_contradicts_deviates_with_its_reason_and_conflicts():
    row = results({"k21-befolkning": POPULATION}).loc["K21-0999"]
    assert row[["published", "recomputed", "result"]].tolist() == [5018, 6517, "deviates"]
    assert row["reason"] == "source_inconsistent"
    assert "K21-0995" in row["conflicts_with"].split()


def test_a_deviation_that_nobody_explained_has_no_reason():
    # reaktiv HM is printed as 19 and is 17.4 here
    assert results({"k21-figur-32": HOURS}).loc["K21-1004", ["result", "reason"]].tolist() == ["deviates", ""]


def test_a_number_printed_once_for_several_rows_shows_the_row_farthest_from_it():
    # 14 for PA and HM: |14.2 − 14| = 0.2, |13.5 − 14| = 0.5; both round to 14
    row = results({"k21-figur-32": HOURS}).loc["K21-1005"]
    assert row[["recomputed", "result"]].tolist() == [13.5, "exact"]
    worse = HOURS.assign(increased_hours_pct=HOURS["increased_hours_pct"].replace(13.5, 13.4))
    assert results({"k21-figur-32": worse}).loc["K21-1005", "result"] == "deviates"


@pytest.mark.parametrize(
    ("statistic", "where", "number"),
    [
        ("value", "scheme=HM;strategy=diffus", 13.5),
        ("min", "", 13.5),
        ("max", "scheme=HM", 18.0),
        ("sum", "strategy=reaktiv|diffus;scheme=PA", 29.8),  # 15.6 + 14.2
        ("difference", "scheme=PA;strategy=proaktiv|diffus", 5.2),  # 19.4 − 14.2
    ],
)
def test_the_statistics(statistic, where, number):
    printed = {"id": "K21-1001", "exhibit": "k21-figur-32", "column": "increased_hours_pct", "value": 19.0}
    found = recomputed_number(HOURS, printed | {"statistic": statistic, "where": where})
    assert found == pytest.approx(number)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (HOURS.query("strategy != 'proaktiv'"), "ingen række opfylder «scheme=PA;strategy=proaktiv»"),
        (
            pd.concat([HOURS, HOURS]),
            "2 rækker opfylder «scheme=PA;strategy=proaktiv»; der skal være netop én",
        ),
        (HOURS.drop(columns="strategy"), "kolonnen «strategy» mangler"),
        (HOURS.assign(increased_hours_pct=float("nan")), "«increased_hours_pct» er tom"),
    ],
)
def test_a_lookup_that_finds_no_single_number_names_id_and_exhibit(data, problem):
    with pytest.raises(HkoError, match="Trykt tal K21-1001, k21-figur-32: ") as raised:
        results({"k21-figur-32": data})
    assert problem in str(raised.value)


def test_an_exhibit_without_rows_is_not_recomputed():
    row = results({"k21-befolkning": POPULATION.head(0)}).loc["K21-0998"]
    assert row[["result", "reason", "data_status"]].tolist() == ["not_recomputable", "not_yet", "published"]


def test_the_csv_has_danish_decimals_and_no_superfluous_ones():
    lines = reproduction_csv(reproduction({"k21-befolkning": POPULATION}, {"k21-befolkning": "synthetic"}))
    rows = lines.decode("utf-8").splitlines()
    assert len(rows) == 1821
    assert rows[0] == ";".join(COLUMNS)
    assert "K21-1224;0,11;;equal;0,001;not_recomputable;printed_input;;published;" in rows
    assert "K21-0992;41;40,8854;equal;1;exact;;;synthetic;k21-befolkning" in rows


EXPECTED = pd.DataFrame({"id": ["a", "b"], "result": ["exact", "deviates"], "reason": ["", "source_inconsistent"]})
FOUND = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "published": [1.0, 2.0, 3.0],
        "recomputed": [1.0, 5.0, None],
        "result": ["exact", "deviates", "not_recomputable"],
        "reason": ["", "source_inconsistent", "not_yet"],
    }
)


def test_nothing_is_a_change_when_results_and_reasons_are_the_expected_ones():
    assert changes(FOUND, EXPECTED).empty


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({"result": ["deviates", "deviates", "not_recomputable"]}, ["a"]),  # no longer exact
        ({"result": ["exact", "exact", "not_recomputable"], "reason": ["", "", "not_yet"]}, ["b"]),  # better
        ({"result": ["exact", "not_recomputable", "not_recomputable"]}, ["b"]),  # no longer covered
        ({"result": ["exact", "deviates", "exact"], "reason": ["", "source_inconsistent", ""]}, ["c"]),  # new
        ({"reason": ["", "", "not_yet"]}, ["b"]),
    ],
)
def test_every_change_of_result_or_reason_is_found(change, changed):
    assert changes(FOUND.assign(**change), EXPECTED)["id"].tolist() == changed


def test_the_assertion_lists_what_changed():
    with pytest.raises(AssertionError, match=r"(?s)no longer holds.*K21-0083"):
        assert_expected(reproduction({}, {}))


def test_expected_results_name_every_covered_number_once_and_give_a_reason_for_each_deviation():
    expected = expected_results()
    covered = comparisons().query("exhibit != ''")
    assert expected["id"].tolist() == covered["id"].tolist()
    deviating = expected["result"] == "deviates"
    assert set(expected["result"]) == {"exact", "deviates"}
    assert (expected.loc[deviating, "reason"].to_numpy() == covered.loc[deviating.to_numpy(), "reason"]).all()
    assert (expected.loc[deviating, "reason"] != "").all()
    assert (expected.loc[~deviating, "reason"] == "").all()
