"""Registers as frames and as table expressions for DuckDB, with the names and types of the dictionary."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from utils.errors import HkoError
from utils.registers import layout
from utils.registers.connection import quiet_connection
from utils.registers.sources import Source


def read(name: str, sources: Mapping[str, Source], columns: list[str] | None = None) -> pd.DataFrame:
    """The register as a frame: one row as in the file, in its order, canonical names, types of the dictionary.

    `columns` are canonical names; without them every column that the dictionary knows is read. Raises HkoError
    when the register is not among the sources, lacks a column or holds a value of the wrong type.
    """
    expression = _selection(_source(name, sources), columns)
    try:
        with quiet_connection() as connection:
            df_by_row = connection.execute(f"SELECT * FROM {expression}").df()
    except duckdb.Error as error:
        raise HkoError(f"Registret {name} kan ikke læses; kør «hko data check» for at se fejlene.") from error
    return df_by_row.astype(_types(name, list(df_by_row.columns)))


def scan(name: str, sources: Mapping[str, Source]) -> str:
    """A table expression for DuckDB's FROM with every known column, canonical names, right types.

    Nothing is read until the query runs, and then only the columns that it uses; a value of the wrong type stops
    the query. Raises HkoError when the register is not among the sources or lacks a column.
    """
    return _selection(_source(name, sources), None)


def scan_of(name: str, sources: Mapping[str, Source], persons: str) -> str:
    """As `scan`, of the rows whose PNR the query `persons` gives; only these rows are converted."""
    return _selection(_source(name, sources), None, persons)


def _source(name: str, sources: Mapping[str, Source]) -> Source:
    if name not in sources:
        raise HkoError(f"Registret {name} mangler; det er ikke angivet i data.toml, eller filen findes ikke.")
    return sources[name]


def _selection(source: Source, wanted: list[str] | None, persons: str | None = None) -> str:
    try:
        stored = layout.stored_columns(source)
    except HkoError as error:
        raise HkoError(f"Registret {source.name} ({source.path}) kan ikke læses: {error}.") from error
    known = {column.name: column for column in layout.matched(source.name, stored)}
    needed = layout.required_names(source.name) if wanted is None else wanted
    missing = [name for name in needed if name not in known]
    if missing:
        raise HkoError(f"Registret {source.name} ({source.path.name}) mangler kolonnen {', '.join(missing)}.")
    chosen = [known[name] for name in wanted] if wanted is not None else list(known.values())
    wrong = [column for column in chosen if layout.stored_wrongly(column)]
    if wrong:
        kind = layout.DANISH_KINDS[wrong[0].kind]
        raise HkoError(f"Registret {source.name} ({source.path.name}): {wrong[0].name} skal være {kind}.")
    parts = (f"{layout.strict(column, source.format)} AS {layout.quoted(column.name)}" for column in chosen)
    table = layout.table(source, stored)
    if persons is not None:
        table = f"(FROM {table} WHERE {layout.quoted(known['PNR'].spelled)} IN ({persons}))"
    return f"(SELECT {', '.join(parts)} FROM {table})"


def _types(name: str, columns: list[str]) -> dict[str, str]:
    """The pandas type of each column: int64 where nothing may be missing, else Int64."""
    found = {column.name: column for column in layout.matched(name, dict.fromkeys(columns, ""))}
    whole = {column: "Int64" if found[column].field.nullable else "int64" for column in columns}
    types = {"text": "str", "decimal": "float64", "date": "datetime64[ns]"}
    return {column: types.get(found[column].kind, whole[column]) for column in columns}
