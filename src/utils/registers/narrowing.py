"""DREAM of the whole country reduced to what the grants ask for, in one pass over the file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import duckdb

from utils import temporary
from utils.errors import HkoError
from utils.registers.connection import parquet_options, small_connection
from utils.registers.layout import literal
from utils.registers.needed import START_DATES
from utils.registers.reading import scan, scan_of
from utils.registers.sources import Source


@contextmanager
def narrowed(sources: Mapping[str, Source]) -> Iterator[dict[str, Source]]:
    """The sources, with DREAM replaced by a file of the persons with a grant while the block lasts.

    Every later question to DREAM then costs what those persons cost and not what the country does. The file lies in a
    temporary folder that only the user can open. Raises HkoError when a register is missing or cannot be read.
    """
    temporary.sweep()
    with temporary.folder(temporary.REGISTERS) as folder:
        file = folder / "dream.parquet"
        granted = " UNION ".join(f"SELECT PNR FROM {scan(name, sources)}" for name in START_DATES)
        people = scan_of("dream", sources, "SELECT PNR FROM granted")
        try:
            with small_connection() as connection:
                if sources["dream"].format == "csv":
                    # A second thread would keep rows of 450 texts waiting for their turn, more than the limit holds.
                    connection.execute("SET threads = 1")
                connection.execute(f"CREATE TEMP TABLE granted AS {granted}")
                connection.execute(f"COPY (FROM {people}) TO {literal(str(file))} ({parquet_options()})")
        except duckdb.Error as error:
            raise HkoError("Registret dream kan ikke læses; kør «hko data check» for at se fejlene.") from error
        yield {**sources, "dream": replace(sources["dream"], path=file, format="parquet")}
