"""How a printed number is compared, and that the file which says so holds together."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.published.comparison import (
    COMPARISON,
    agrees,
    comparisons,
    default_compare,
    problems,
    round_half_up,
)
from utils.published.registry import read_table


@pytest.mark.parametrize(
    ("value", "unit", "rounded"),
    [
        (2.5, 1, 3),  # half up, where half to even gives 2
        (18.5, 1, 19),
        (0.25, 0.1, 0.3),
        (0.1 + 0.15, 0.1, 0.3),  # 0.25 although the sum of the floats is 0.25 exactly or a hair off
        (2.4999999999999996, 1, 3),  # noise in the sixteenth digit is not information
        (81_500, 1000, 82_000),
        (0.0144, 0.001, 0.014),
        (-0.5, 1, -1),
    ],
)
def test_rounding_is_half_up_on_the_decimal_number(value, unit, rounded):
    assert round_half_up(value, unit) == rounded


@given(st.integers(-10_000, 10_000), st.sampled_from([0.001, 0.1, 1, 1000]), st.floats(-0.499, 0.499))
def test_a_number_less_than_half_a_unit_away_is_rounded_to_it(steps, unit, part):
    assert round_half_up((steps + part) * unit, unit) == pytest.approx(steps * unit, abs=1e-9)


@pytest.mark.parametrize(
    ("published", "recomputed", "compare", "unit", "agreed"),
    [
        (19, 18.5, "equal", 1, True),
        (19, 18.49, "equal", 1, False),
        (82_000, 82_499, "equal", 1000, True),
        (50, 50.0, "at_least", 1, True),
        (50, 49.9, "at_least", 1, False),
        (25, 24.2, "at_most", 1, True),
        (25, 25.1, "at_most", 1, False),
        (33, 38.0, "about", 5, True),  # 38 − 33 = 5 percentage points
        (33, 38.1, "about", 5, False),
        (300_000, 200_000, "about", 100_000, True),
    ],
)
def test_each_comparison_has_its_rule(published, recomputed, compare, unit, agreed):
    assert agrees(published, recomputed, compare, unit) is agreed


@pytest.mark.parametrize(
    ("topic", "statistic", "compare"),
    [
        ("pa_first_time_grants_more_than", "share", "at_least"),
        ("higher_education_long_share_of_pa_grants_just_under", "share", "at_most"),
        ("double_diagnosis_share_approx", "share", "about"),
        ("increased_hours_share", "share", "equal"),
        ("processing_time_over", "threshold", "equal"),
    ],
)
def test_the_wording_of_a_topic_decides_how_it_compares(topic, statistic, compare):
    assert default_compare(topic, statistic) == compare


def _row(**given: str) -> pd.DataFrame:
    empty = dict.fromkeys(read_table(COMPARISON), "")
    return pd.DataFrame([empty | {"id": "K21-0083", "reason": "not_yet"} | given])


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"id": "K21-9999"}, "K21-9999: id findes ikke i figures.csv"),
        ({"reason": "ukendt"}, "reason skal være en af not_yet"),
        ({"reason": ""}, "skal have enten exhibit eller reason"),
        ({"compare": "lig"}, "compare skal være en af equal"),
        ({"conflicts_with": "K21-0083"}, "conflicts_with skal nævne andre trykte tal"),
        ({"exhibit": "k21-figur-32"}, "exhibit kræver column og statistic"),
        ({"where": "scheme=PA"}, "where, column og statistic kræver exhibit"),
        (
            {"exhibit": "k21-figur-32", "where": "PA", "column": "n", "statistic": "value"},
            "where skrives kolonne=værdi",
        ),
        (
            {"exhibit": "k21-figur-32", "column": "n", "statistic": "median"},
            "statistic skal være en af value",
        ),
    ],
)
def test_a_fault_in_the_file_is_told_in_danish(given, problem):
    assert any(problem in found for found in problems(_row(**given)))


def test_a_row_in_order_has_no_problems_and_a_repeated_one_has():
    assert problems(_row()) == []
    assert problems(pd.concat([_row(), _row()])) == ["K21-0083: står to gange"]


def test_the_file_is_in_order_and_in_document_order():
    table = read_table(COMPARISON)
    assert problems(table) == []
    order = {printed: position for position, printed in enumerate(comparisons()["id"])}
    assert table["id"].map(order).is_monotonic_increasing


def test_all_printed_numbers_have_a_comparison_and_a_unit():
    df_by_printed_number = comparisons().set_index("id")
    assert len(df_by_printed_number) == 1820
    # not in the file: the topic's wording and the printed decimals decide
    assert df_by_printed_number.loc["S13-0005", "compare"] == "at_least"
    assert df_by_printed_number.loc["K21-0746", "unit_of_rounding"] == 0.1
    # in the file
    assert df_by_printed_number.loc["K21-0770", "unit_of_rounding"] == 1000
    assert df_by_printed_number.loc["K21-0087", ["compare", "unit_of_rounding"]].tolist() == ["about", 5]
    assert df_by_printed_number.loc["K21-0060", "reason"] == "definition"


def test_a_number_compared_as_equal_is_a_whole_number_of_its_unit():
    df_by_printed_number = comparisons().query("compare == 'equal'")
    rounded = map(round_half_up, df_by_printed_number["value"], df_by_printed_number["unit_of_rounding"])
    assert list(rounded) == df_by_printed_number["value"].tolist()


def test_a_conflict_counts_on_both_sides():
    conflicts = comparisons().set_index("id")["conflicts_with"]
    # 5.018 as population against 77 percent and the 5.018 who had hours
    assert conflicts["K21-0999"].split() == ["K21-0993", "K21-0995", "K21-1014", "K21-1059"]
    assert "K21-0999" in conflicts["K21-0995"].split()


def test_a_number_that_the_source_contradicts_says_what_or_why():
    inconsistent = comparisons().query("reason == 'source_inconsistent'")
    assert ((inconsistent["conflicts_with"] != "") | (inconsistent["note"] != "")).all()
