"""How the columns of one file answer to the dictionary: spelling, stored type, and the SQL that reads them.

A CSV is read as text, column by column, so that a fault can be told with its row; Parquet keeps its types.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache

import duckdb
import pandera.pandas as pa

from utils.errors import HkoError
from utils.registers.schemas import SCHEMAS
from utils.registers.sources import Source

WHOLE_NUMBERS = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
}
FRACTIONS = {"FLOAT", "DOUBLE", "DECIMAL"}
TIMES = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"}
NUMBERS = WHOLE_NUMBERS | FRACTIONS
# A Parquet column without any value has no type of its own; it can be missing values of every kind.
NO_VALUES = "NULL"
STORABLE = {
    "text": {"VARCHAR", NO_VALUES},
    "integer": NUMBERS | {"VARCHAR", "BOOLEAN", NO_VALUES},
    "decimal": NUMBERS | {"VARCHAR", NO_VALUES},
    "date": TIMES | {"VARCHAR", NO_VALUES},
}
SQL_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "decimal": "DOUBLE", "date": "DATE"}
DANISH_KINDS = {"text": "tekst", "integer": "hele tal", "decimal": "tal", "date": "datoer"}
# In a CSV the decimal sign is a comma; DuckDB wants a point. Swapping the two makes a point in the file invalid.
CSV_DECIMAL = r"^[+-]?\d+(,\d+)?([eE][+-]?\d+)?$"
PARQUET_DECIMAL = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"


@dataclass(frozen=True)
class Column:
    """A column of a file that the dictionary knows: its canonical name, its spelling, kind and stored type."""

    name: str
    spelled: str
    kind: str
    stored: str
    field: pa.Column


@cache
def schema(register: str) -> pa.DataFrameSchema:
    """The register's model as a pandera schema."""
    return SCHEMAS[register].to_schema()


def kind(field: pa.Column) -> str:
    """ "text", "integer", "decimal" or "date" by the field's pandera type."""
    name = str(field.dtype).lower()
    if name.startswith("datetime"):
        return "date"
    if name.startswith("int"):
        return "integer"
    return "decimal" if name.startswith("float") else "text"


def required_names(register: str) -> list[str]:
    """The columns that every file of the register must have (patterns left out)."""
    return [name for name, field in schema(register).columns.items() if not field.regex]


def stored_columns(source: Source) -> dict[str, str]:
    """Spelling and stored DuckDB type of every column in the file; HkoError in Danish when it is unreadable."""
    if not source.path.is_file():
        remedy = "; lav den med «hko data synthetic»" if source.status == "synthetic" else ""
        raise HkoError(f"filen findes ikke{remedy}")
    return _csv_columns(source) if source.format == "csv" else _parquet_columns(source)


def columns(source: Source) -> list[Column]:
    """The columns of the file that the dictionary knows, in the order of the file."""
    return matched(source.name, stored_columns(source))


def matched(register: str, stored: dict[str, str]) -> list[Column]:
    """The known columns among those stored; names match without regard to upper and lower case."""
    found = ((spelled, stored_type, _canonical(register, spelled)) for spelled, stored_type in stored.items())
    fields = schema(register).columns
    return [
        Column(match[0], spelled, kind(fields[match[1]]), stored_type, fields[match[1]])
        for spelled, stored_type, match in found
        if match is not None
    ]


def _canonical(register: str, spelled: str) -> tuple[str, str] | None:
    """Canonical name and key of the field; a name that fits a pattern comes out in lower case."""
    fields = schema(register).columns
    plain = {name.lower(): name for name, field in fields.items() if not field.regex}
    if spelled.lower() in plain:
        return plain[spelled.lower()], plain[spelled.lower()]
    patterns = (name for name, field in fields.items() if field.regex)
    fitting = next((name for name in patterns if re.search(name, spelled, re.IGNORECASE)), None)
    return None if fitting is None else (spelled.lower(), fitting)


def stored_wrongly(column: Column) -> bool:
    """True when no value of the column's stored type can be what the dictionary asks for."""
    return column.stored.split("(")[0] not in STORABLE[column.kind]


def table(source: Source, stored: dict[str, str]) -> str:
    """The DuckDB function that reads the file as it is stored; a CSV row that cannot be split stops the query."""
    if source.format == "parquet":
        return f"read_parquet({literal(str(source.path))})"
    return f"read_csv({_csv_arguments(source, stored)})"


def tolerant_table(source: Source, stored: dict[str, str], options: str = "") -> str:
    """As `table`, but CSV rows that cannot be split are skipped (`options` can have DuckDB note them)."""
    if source.format == "parquet":
        return table(source, stored)
    return f"read_csv({_csv_arguments(source, stored)}, ignore_errors = true{options})"


def numbered_table(source: Source, stored: dict[str, str]) -> str:
    """As `tolerant_table`, with "row number" counting the rows read from 1."""
    if source.format == "parquet":
        numbered = f"read_parquet({literal(str(source.path))}, file_row_number = true)"
        return f'(SELECT *, file_row_number + 1 AS "row number" FROM {numbered})'
    return f'(SELECT *, row_number() OVER () AS "row number" FROM {tolerant_table(source, stored)})'


def _csv_arguments(source: Source, stored: dict[str, str]) -> str:
    """The one dialect, nothing guessed: semicolon, quotes, UTF-8, empty = missing, every column text."""
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in stored)
    return (
        f"{literal(str(source.path))}, auto_detect = false, header = true, delim = ';', quote = '\"', "
        f"escape = '\"', nullstr = '', columns = {{{types}}}"
    )


def convertible(column: Column, file_format: str) -> str:
    """SQL: can this value, which is there, be what the dictionary asks for? "TRUE" when the type alone says so."""
    value = quoted(column.spelled)
    if column.kind == "integer" and column.stored.split("(")[0] in FRACTIONS:
        return f"{value} = trunc({value})"
    if column.stored != "VARCHAR" or column.kind == "text":
        return "TRUE"
    if column.kind == "integer":
        return rf"(regexp_full_match({value}, '[+-]?\d+') AND TRY_CAST({value} AS BIGINT) IS NOT NULL)"
    if column.kind == "decimal":
        return f"regexp_matches({value}, '{CSV_DECIMAL if file_format == 'csv' else PARQUET_DECIMAL}')"
    return rf"(regexp_full_match({value}, '\d{{4}}-\d{{2}}-\d{{2}}') AND TRY_CAST({value} AS DATE) IS NOT NULL)"


def converted(column: Column, file_format: str) -> str:
    """SQL: the value in the type of the dictionary, NULL when it is missing or not convertible."""
    value = quoted(column.spelled)
    if column.kind == "text":
        return f"nullif({value}, '')" if column.stored == "VARCHAR" else f"CAST({value} AS VARCHAR)"
    if column.kind == "decimal" and column.stored in {"FLOAT", "DOUBLE"}:
        return f"CAST(CASE WHEN NOT isnan({value}) THEN {value} END AS DOUBLE)"
    if column.kind == "decimal" and column.stored == "VARCHAR" and file_format == "csv":
        value = f"translate({value}, ',.', '.,')"
    return f"TRY_CAST({value} AS {SQL_TYPES[column.kind]})"


def blank(column: Column) -> str:
    """SQL: is the value missing? Empty text counts as missing, and so does NaN, which pandas writes for it."""
    value = quoted(column.spelled)
    if column.stored == "VARCHAR":
        return f"({value} IS NULL OR {value} = '')"
    return f"({value} IS NULL OR isnan({value}))" if column.stored in {"FLOAT", "DOUBLE"} else f"({value} IS NULL)"


def strict(column: Column, file_format: str) -> str:
    """SQL: as converted, but a value that is not convertible stops the query."""
    allowed = convertible(column, file_format)
    if allowed == "TRUE":
        return converted(column, file_format)
    message = literal(f"Kolonnen {column.name} har en værdi, som ikke er {DANISH_KINDS[column.kind]}")
    value = converted(column, file_format)
    return f"CASE WHEN {blank(column)} OR {allowed} THEN {value} ELSE error({message}) END"


def quoted(name: str) -> str:
    """A column name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def _csv_columns(source: Source) -> dict[str, str]:
    try:
        with source.path.open("rb") as file:
            header = next(csv.reader([file.readline().decode("utf-8-sig")], delimiter=";"), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise HkoError("filen er ikke en tekstfil i UTF-8; gem den som «CSV UTF-8»") from error
    names = [name.strip() for name in header]
    if not any(names):
        raise HkoError("filen er tom; første linje skal være kolonnernes navne")
    if len(names) == 1 and re.search(r"[,\t|]", names[0]):
        raise HkoError("kolonnerne er ikke adskilt af semikolon; brug semikolon mellem kolonner og komma i tal")
    lowered = [name.lower() for name in names]
    repeated = sorted({name for name in names if lowered.count(name.lower()) > 1})
    if repeated or "" in names:
        raise HkoError(f"første linje har navne flere gange eller tomme navne: {', '.join(repeated) or '(tomt)'}")
    return dict.fromkeys(names, "VARCHAR")


def _parquet_columns(source: Source) -> dict[str, str]:
    try:
        with duckdb.connect() as connection:
            found = connection.execute(f"DESCRIBE FROM {table(source, {})}").fetchall()
    except duckdb.Error as error:
        raise HkoError("filen er ikke en Parquet-fil, eller den er beskadiget") from error
    # DuckDB writes the type of a column without values in quotes: "NULL".
    return {str(row[0]): str(row[1]).strip('"') for row in found}
