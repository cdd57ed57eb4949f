"""Which rows of a file break which rule: counted in one pass over the columns, then the first ten fetched."""

from dataclasses import dataclass

import duckdb

from utils.registers import layout
from utils.registers.layout import Column, quoted
from utils.registers.rules import Rule, expression, shown
from utils.registers.sources import Source

LISTED = 10
RULES_AT_ONCE = 150
# With more broken rows than this the delimiter or the quotes are wrong, and the values mean nothing.
MOST_REJECTED = 1000
WRONG_ENCODING = "INVALID ENCODING"
REJECTIONS = {
    "TOO MANY COLUMNS": "rækken har flere felter end første linje",
    "MISSING COLUMNS": "rækken har færre felter end første linje",
    WRONG_ENCODING: "rækken er ikke i UTF-8; gem filen som «CSV UTF-8»",
    "UNQUOTED VALUE": "rækken har et anførselstegn for meget eller for lidt",
}
# (column, row, problem); no row for a fault of the file or of a column.
Fault = tuple[str, int | None, str]


@dataclass(frozen=True)
class File:
    """A file under check: how it is read, and the CSV rows that could not be split and are skipped."""

    connection: duckdb.DuckDBPyConnection
    source: Source
    stored: dict[str, str]
    rejected: list[int]

    def row(self, read: int) -> int:
        """The data row in the file of the row read as number so and so."""
        for row in self.rejected:
            read += row <= read
        return read


def rejected_rows(
    connection: duckdb.DuckDBPyConnection, source: Source, stored: dict[str, str]
) -> tuple[list[int] | None, list[Fault]]:
    """The CSV rows that cannot be split, and the faults that tell so; None when they are too many to go on."""
    if source.format == "parquet":
        return [], []
    noted = layout.tolerant_table(source, stored, f", store_rejects = true, rejects_limit = {MOST_REJECTED + 1}")
    connection.execute(f"SELECT count(COLUMNS(*)) FROM {noted}").fetchall()
    found = connection.execute(
        "SELECT line - 1, min(error_type) FROM reject_errors GROUP BY line ORDER BY line"
    ).fetchall()
    unknown = "rækken kan ikke læses"
    listed: list[Fault] = [("", row, REJECTIONS.get(kind, unknown)) for row, kind in found[:LISTED]]
    # DuckDB skips some rows of a wrong encoding and reads others, so the rows after them have no sure number.
    hopeless = len(found) > MOST_REJECTED or any(kind == WRONG_ENCODING for _, kind in found)
    stop: list[Fault] = [("", None, "filens værdier er ikke kontrolleret; ret først rækkerne ovenfor")]
    return (None if hopeless else [row for row, _ in found]), listed + _rest("", len(found)) + stop * hopeless


def value_faults(file: File, rules: list[Rule]) -> list[Fault]:
    """The rows that break the rules, rule by rule."""
    broken: list[tuple[Rule, int]] = []
    for start in range(0, len(rules), RULES_AT_ONCE):
        some = rules[start : start + RULES_AT_ONCE]
        counts = ", ".join(f"count(*) FILTER (WHERE {rule.bad})" for rule in some)
        query = f"SELECT {counts} FROM {layout.tolerant_table(file.source, file.stored)}"
        numbers = file.connection.execute(query).fetchall()[0]
        broken += [(rule, count) for rule, count in zip(some, numbers, strict=True) if count]
    return [fault for rule, count in broken for fault in _rows_of(file, rule, count)]


def _rows_of(file: File, rule: Rule, count: int) -> list[Fault]:
    query = (
        f'SELECT "row number", {expression(rule)} FROM {layout.numbered_table(file.source, file.stored)} '
        f'WHERE {rule.bad} ORDER BY "row number" LIMIT {LISTED}'
    )
    column = rule.column
    listed: list[Fault] = [
        (column.name, file.row(row), rule.sentence(shown(column, value)))
        for row, value in file.connection.execute(query).fetchall()
    ]
    return listed + _rest(column.name, count)


def duplicates(file: File, columns: list[Column], key: list[str]) -> list[Fault]:
    """The rows whose key stood in an earlier row; rows without a key are left to the rule of missing values."""
    if len(columns) < len(key):
        return []
    found = file.connection.execute(_duplicates_query(file, columns, key)).fetchall()
    label = " og ".join(key)
    listed: list[Fault] = [
        (key[-1], file.row(row), f"{label} står allerede i række {file.row(first)}") for row, first, _ in found
    ]
    return listed + _rest(key[-1], found[0][2] if found else 0)


def _duplicates_query(file: File, columns: list[Column], key: list[str]) -> str:
    """Row, first row with the same key, and the number of such rows; keys are grouped before rows are numbered."""
    values = ", ".join(f"{layout.converted(column, file.source.format)} AS {quoted(column.name)}" for column in columns)
    names = ", ".join(quoted(name) for name in key)
    present = " AND ".join(f"{quoted(name)} IS NOT NULL" for name in key)
    table = layout.tolerant_table(file.source, file.stored)
    numbered = layout.numbered_table(file.source, file.stored)
    return (
        f"WITH repeated AS (SELECT {names} FROM (SELECT {values} FROM {table}) WHERE {present} "
        f"GROUP BY {names} HAVING count(*) > 1), "
        f'every AS (SELECT "row number" AS r, min(r) OVER (PARTITION BY {names}) AS first_row '
        f'FROM (SELECT "row number", {values} FROM {numbered}) SEMI JOIN repeated USING ({names})) '
        f"SELECT r, first_row, count(*) OVER () FROM every WHERE r > first_row ORDER BY r LIMIT {LISTED}"
    )


def more(count: int, one: str, many: str) -> str:
    """A number of things in Danish: "1.240 rækker"."""
    return f"{count:,}".replace(",", ".") + f" {one if count == 1 else many}"


def _rest(column: str, count: int) -> list[Fault]:
    return [(column, None, f"… og {more(count - LISTED, 'række', 'rækker')} mere")] if count > LISTED else []
