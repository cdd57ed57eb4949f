"""Names of DREAM's columns: a benefit code a week (`y_ååuu`), job fields a month (`grad_yyyy_mm`)."""

from datetime import date, timedelta

# Hours are read in the month before the grant and in the third month after it (K21 chapter 7).
BASELINE_MONTHS, OUTCOME_MONTHS = -1, 3
# An effort of the job centre before the grant is looked for in so many weeks before its week (K21 5.4 names none).
WEEKS_BEFORE = 52
HOURS_PER_MONTH = 160.33  # full time; grad × 160.33 = paid hours a month (design.md 4.2, BFL)


def week_column(day: date) -> str:
    """The column of the ISO week of a day: 31 December 2018 lies in week 1 of 2019, so `y_1901`."""
    year, week, _ = day.isocalendar()
    return f"y_{year % 100:02d}{week:02d}"


def week_columns(first_year: int, last_year: int) -> list[str]:
    """All week columns of whole ISO years, in order; 2020 has 53."""
    monday = date.fromisocalendar(first_year, 1, 1)
    last = date.fromisocalendar(last_year + 1, 1, 1)
    return [week_column(monday + timedelta(weeks=i)) for i in range((last - monday).days // 7)]


def month_columns(field: str, first_year: int, last_year: int) -> list[str]:
    """All month columns of a field (branche, virkform, grad), January of the first to December of the last year."""
    return [f"{field}_{year}_{month:02d}" for year in range(first_year, last_year + 1) for month in range(1, 13)]
