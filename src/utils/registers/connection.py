"""A connection to DuckDB that stays small, however large the files are."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from utils import temporary
from utils.errors import HkoError
from utils.registers.layout import literal

MEMORY = "600MB"
THREADS = 2
ROW_GROUP = 20_480


def quiet_connection() -> duckdb.DuckDBPyConnection:
    """A connection without DuckDB's own progress bar, which comes up in a notebook after two seconds of a query."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def small_connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with a fixed limit of memory; what does not fit is put in a temporary folder.

    Raises HkoError when the limit is too small all the same.
    """
    with temporary.folder(temporary.REGISTERS) as folder, duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = {literal(str(folder))}")
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET threads = {THREADS}")
        # Progress can be asked for, but DuckDB's own bar would be English and among the lines for the user.
        connection.execute("SET enable_progress_bar = true")
        connection.execute("SET enable_progress_bar_print = false")
        try:
            yield connection
        except duckdb.OutOfMemoryException as error:
            # Not to be taken for a fault of the file, which other errors of DuckDB are.
            raise HkoError(f"DuckDB kan ikke nøjes med {MEMORY} hukommelse til dette udtræk.") from error


def parquet_options() -> str:
    """Options of COPY: DREAM has some 450 columns, and a row group of DuckDB's own size would not fit in the limit."""
    return f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
