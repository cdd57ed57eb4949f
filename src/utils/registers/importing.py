"""An extract of CSV files as Parquet files with a data.toml of their own: whole or not at all, in constant memory.

DuckDB reads a CSV with the very SQL that reads it for the frames, so that both give the same and every column has
the type of the dictionary, also where no value is present. Measured on DREAM (benchmarks/results.md): pyarrow's reader is
twice as fast, but takes " 5" and "0x1F" for whole numbers, which the check of a CSV refuses.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

import duckdb

from utils import temporary
from utils.errors import HkoError
from utils.registers.checking import check, problems, refuse
from utils.registers.connection import parquet_options, small_connection
from utils.registers.layout import literal
from utils.registers.reading import scan
from utils.registers.sources import Source, data_toml_content, data_toml_path, extract_scale, sources

DATA_TOML = "data.toml"
POLL_SECONDS = 0.2
HEAD = "# Registre importeret fra CSV med «hko data import». Brug dem med HKO_DATA_TOML=<denne fil>.\n"
# Called with the register and the share of it that has been read.
OnProgress = Callable[[str, float], None]


def import_csv(folder: Path, on_progress: OnProgress) -> list[Path]:
    """Writes each CSV register of the extract as Parquet in `folder`, with a data.toml; gives the files, by name.

    That data.toml also points to the registers that are Parquet already and to the user's code lists, where they lie.
    The folder must not be there yet, and appears only when everything is written and the whole extract is checked.
    Raises HkoError with every fault of the registers, and when no register is a CSV.
    """
    found, scale = sources(), extract_scale()
    csv = {name: source for name, source in found.items() if source.format == "csv"}
    if not csv:
        raise HkoError("data.toml peger ikke på nogen CSV-fil; der er intet at importere.")
    if folder.exists():
        raise HkoError(f"{folder} findes allerede; vælg en ny mappe.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    workplace = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    workplace.mkdir()
    try:
        written = {
            name: replace(source, path=workplace / f"{name}.parquet", format="parquet") for name, source in csv.items()
        }
        for name, target in written.items():
            _convert(name, found, target.path, scale, on_progress)
        on_progress("kontrol", 1.0)
        df_by_problem = problems({**found, **written})
        # A row has the same number in both files; the user knows the CSV.
        refuse(df_by_problem.assign(file=[str(found[name].path) for name in df_by_problem["register"]]))
        (workplace / DATA_TOML).write_text(_data_toml(found, scale), encoding="utf-8")
        workplace.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return sorted(folder.glob("*.parquet"))


def _sweep(folder: Path) -> None:
    """Removes what an import to this folder that was killed has left."""
    for part in folder.parent.glob(f".{folder.name}.*.part"):
        if temporary.is_gone(part.name.split(".")[-2]):
            shutil.rmtree(part, ignore_errors=True)


def _convert(name: str, found: Mapping[str, Source], target: Path, scale: int, on_progress: OnProgress) -> None:
    """One register; a file that does not fit is told with all faults of the extract."""
    marks = f"KV_METADATA {{data_status: {literal(found[name].status)}, scale: {literal(str(scale))}}}"
    try:
        query = f"COPY (FROM {scan(name, found)}) TO {literal(str(target))} ({parquet_options()}, {marks})"
        with small_connection() as connection:
            # One thread writes the rows in the order of the file without keeping them waiting in memory.
            connection.execute("SET threads = 1")
            _run(connection, query, lambda share: on_progress(name, share))
    except (HkoError, duckdb.Error) as error:
        if "No space left on device" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target.parent.parent)) from error
        check(found)
        raise HkoError(f"Registret {name} kan ikke læses til ende.") from error


def _run(connection: duckdb.DuckDBPyConnection, query: str, on_share: Callable[[float], None]) -> None:
    """Runs the query in a thread, so that Ctrl-C and the bar get their turn; Ctrl-C stops it."""
    with ThreadPoolExecutor(1) as executor:
        running = executor.submit(connection.execute, query)
        try:
            while not running.done():
                on_share(max(connection.query_progress(), 0.0) / 100)
                wait([running], POLL_SECONDS)
        except BaseException:
            connection.interrupt()
            raise
        running.result()
    on_share(1.0)


def _data_toml(found: Mapping[str, Source], scale: int) -> str:
    """Points to the folder itself, and to registers and code lists that stay where they are."""
    status = next(iter(found.values())).status
    lines = [HEAD, "[extract]", 'folder = "."', 'format = "parquet"', f"status = {_text(status)}"]
    lines += [f"scale = {scale}"] if scale > 1 else []
    for name, source in found.items():
        if source.format == "parquet":
            place = _text(str(source.path.resolve()))
            lines += ["", f"[registers.{name}]", f"path = {place}", 'format = "parquet"', f"status = {_text(status)}"]
    lists = data_toml_content().get("codelists", {})
    beside = data_toml_path().parent
    if lists:
        lines += [
            "",
            "[codelists]",
            *(f"{name} = {_text(str((beside / str(lists[name])).resolve()))}" for name in lists),
        ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
