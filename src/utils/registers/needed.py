"""Which columns of DREAM the grants ask for: the week, the months and the year of each start date."""

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from utils.errors import HkoError
from utils.registers import layout
from utils.registers.connection import quiet_connection
from utils.registers.dream import BASELINE_MONTHS, OUTCOME_MONTHS, week_column
from utils.registers.sources import Source

START_DATES = {"dfdg_pa": "STARTDATO", "dfdg_hm": "STARTDATO", "dfdg_ib": "LOENTILSKUD_START"}
# K21 Tabel 11 and chapter 7: the grants of these two years are studied.
STUDY_YEARS = (2018, 2019)


def columns_for(start: date) -> set[str]:
    """The columns of one grant: residence, benefit in the ISO week, industry, sector and hours.

    Hours are read in the calendar month before the grant and the third month after it (K21 chapter 7).
    """
    months = {
        f"{field}_{month(start, step)}" for field in ("branche", "grad") for step in (BASELINE_MONTHS, OUTCOME_MONTHS)
    }
    at_grant = {f"{field}_{month(start, 0)}" for field in ("branche", "virkform")}
    return {f"nykom{start.year}", week_column(start)} | months | at_grant


def month(day: date, step: int) -> str:
    """ "yyyy_mm" of the calendar month so many months after the day's."""
    years, index = divmod(day.month - 1 + step, 12)
    return f"{day.year + years}_{index + 1:02d}"


def needed_columns(sources: Mapping[str, Source]) -> list[str]:
    """The DREAM columns that the grants of 2018 and 2019 need, sorted; start dates that cannot be read are left out."""
    found: set[str] = set()
    for start in _starts(sources):
        found |= columns_for(start)
    return sorted(found)


def _starts(sources: Mapping[str, Source]) -> Iterable[date]:
    dates: set[date] = set()
    for name, column in START_DATES.items():
        if name in sources:
            dates |= _start_dates(sources[name], column)
    return sorted(dates)


def _start_dates(source: Source, name: str) -> set[date]:
    try:
        stored = layout.stored_columns(source)
        column = next((known for known in layout.matched(source.name, stored) if known.name == name), None)
        if column is None or layout.stored_wrongly(column):
            return set()
        query = (
            f"SELECT DISTINCT {layout.converted(column, source.format)} AS start FROM {layout.table(source, stored)} "
            f"WHERE year(start) BETWEEN {STUDY_YEARS[0]} AND {STUDY_YEARS[1]}"
        )
        with quiet_connection() as connection:
            return {row[0] for row in connection.execute(query).fetchall()}
    except (HkoError, duckdb.Error):
        # A file that cannot be read is reported under its own name.
        return set()
