from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.registers.dream import HOURS_PER_MONTH, month_columns, week_column, week_columns

DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2018, 1, 1), "y_1801"),  # a Monday
        (date(2018, 12, 30), "y_1852"),  # the last Sunday of 2018
        (date(2018, 12, 31), "y_1901"),  # Monday of a week with most of its days in 2019
        (date(2019, 12, 30), "y_2001"),
        (date(2020, 12, 31), "y_2053"),  # 2020 has 53 weeks
        (date(2021, 1, 3), "y_2053"),  # a Sunday
        (date(2016, 1, 3), "y_1553"),
    ],
)
def test_week_column(day: date, column: str) -> None:
    assert week_column(day) == column


def test_week_columns_of_2016_to_2020() -> None:
    columns = week_columns(2016, 2020)
    # 52 weeks in 2016–2019, 53 in 2020
    assert len(columns) == 4 * 52 + 53
    assert columns[0] == "y_1601" and columns[-1] == "y_2053"
    assert columns == sorted(columns)


def test_month_columns() -> None:
    columns = month_columns("grad", 2018, 2019)
    assert len(columns) == 24
    assert columns[0] == "grad_2018_01" and columns[11:13] == ["grad_2018_12", "grad_2019_01"]


def test_full_time_is_a_month_of_160_hours() -> None:
    assert HOURS_PER_MONTH == 160.33


@settings(max_examples=50, deadline=None)
@given(DAYS)
def test_the_days_of_a_week_share_its_column(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert week_column(day) == week_column(monday) == week_column(monday + timedelta(days=6))
    assert week_column(day) != week_column(monday + timedelta(days=7))


@settings(max_examples=50, deadline=None)
@given(st.dates(date(2016, 1, 4), date(2020, 12, 31)))
def test_every_day_has_one_of_the_columns(day: date) -> None:
    assert week_columns(2016, 2020).count(week_column(day)) == 1
