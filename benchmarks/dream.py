"""DREAM of the size of the country: extraction and import against pandas, in one run.

    python benchmarks/dream.py [--persons 500000 1000000 2000000 5300000] [--csv-rows 100000 400000] [--folder /tmp]
                               [--part extraction|csv]

Every step is a process of its own, so that its peak of memory is its own. The arms must give the same hours and
benefits, or nothing is recorded. The files (some 1.7 GB by default) lie in a temporary folder, which is removed.
Needs data/synthetic; writes its two sections of benchmarks/results.md.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from recording import machine, record

from utils.frames import computed
from utils.paths import DATA
from utils.registers import layout, population
from utils.registers.connection import small_connection
from utils.registers.dream import HOURS_PER_MONTH, week_column
from utils.registers.importing import import_csv
from utils.registers.narrowing import narrowed
from utils.registers.needed import START_DATES, month
from utils.registers.reading import scan_of
from utils.registers.sources import Source, sources
from utils.synthetic.national import with_everyone
from utils.synthetic.writing import write

EXTRACTION = "DREAM i landets størrelse: timer og ydelse mod pandas"
CSV = "DREAM som CSV af landets bredde: udtræk og import mod pandas"
LIBRARIES = ("duckdb", "pandas", "pyarrow")
SEED, CHUNK, MELT_ROWS = 2021, 100_000, 200_000
TOML = '[extract]\nfolder = "."\nformat = "{}"\nstatus = "synthetic"\n'
MOMENTS = {"baseline": -1, "outcome": 3}
Numbers = dict[str, Any]


def generate(folder: Path, persons: int) -> Numbers:
    """DREAM with so many persons, beside links to the other registers."""
    table = pq.read_table(DATA / "synthetic" / "dream.parquet")
    write({"dream": with_everyone(table, persons, SEED)}, folder)
    _beside(folder, "parquet")
    return {"bytes": (folder / "dream.parquet").stat().st_size}


def _beside(folder: Path, file_format: str) -> None:
    for path in (DATA / "synthetic").glob("*.parquet"):
        if path.stem != "dream":
            (folder / path.name).symlink_to(path)
    (folder / "data.toml").write_text(TOML.format(file_format))


def write_csv(folder: Path, national: Path, rows: int) -> Numbers:
    """The first rows of DREAM as a CSV of the same width, semicolon and decimal comma; grants stay Parquet."""
    folder.mkdir()
    writer, left = None, rows
    for batch in pq.ParquetFile(national / "dream.parquet").iter_batches(CHUNK):
        some = batch.slice(0, left)
        texts = [pc.replace_substring(column.cast(pa.string()), ".", ",") for column in some.columns]
        table = pa.table(texts, names=some.schema.names)
        options = pa_csv.WriteOptions(delimiter=";", quoting_style="none")
        writer = writer or pa_csv.CSVWriter(folder / "dream.csv", table.schema, write_options=options)
        writer.write_table(table)
        left -= some.num_rows
        if left == 0:
            break
    writer.close()
    _beside(folder, "csv")
    with (folder / "data.toml").open("a") as toml:
        for name in START_DATES:
            toml.write(f'[registers.{name}]\npath = "{name}.parquet"\nformat = "parquet"\nstatus = "synthetic"\n')
    return {"bytes": (folder / "dream.csv").stat().st_size}


def found(folder: Path) -> dict[str, Source]:
    return sources(folder / "data.toml")


def summed(df_by_person_scheme: pd.DataFrame) -> Numbers:
    """What the arms must agree on."""
    df = df_by_person_scheme
    return {
        "rows": len(df),
        "baseline": round(float(df["baseline_hours"].sum()), 2),
        "outcome": round(float(df["outcome_hours"].sum()), 2),
        "with_benefit": int((df["benefit_code"].notna() & (df["benefit_code"] != "")).sum()),
    }


def pipeline(folder: Path) -> Numbers:
    """As the frames are made: DREAM once, then grants with benefit, persons with hours and background."""
    with narrowed(found(folder)) as near:
        return summed(population.persons(near, population.grants(near)))


def first_grants(folder: Path) -> pd.DataFrame:
    """The first grant of PA and HM of each person in 2018–2019 with the columns of DREAM that it asks for."""
    parts = [
        pd.read_parquet(folder / f"dfdg_{scheme}.parquet", columns=["PNR", "ID", "STARTDATO"]).assign(scheme=scheme)
        for scheme in ("pa", "hm")
    ]
    df = pd.concat(parts).assign(STARTDATO=lambda rows: pd.to_datetime(rows["STARTDATO"]))
    df = df[df["STARTDATO"].dt.year.isin([2018, 2019])].sort_values(["scheme", "STARTDATO", "ID"])
    df = df.drop_duplicates(["scheme", "PNR"])
    days = df["STARTDATO"].dt.date
    return df.assign(
        week=[week_column(day) for day in days],
        **{moment: [month(day, step) for day in days] for moment, step in MOMENTS.items()},
    )


def asked(df_by_first_grant: pd.DataFrame) -> list[str]:
    """The columns that the hours and the benefit of these grants need."""
    months = sorted({*df_by_first_grant["baseline"], *df_by_first_grant["outcome"]})
    fields = [f"{field}_{name}" for field in ("grad", "branche") for name in months]
    return ["PNR", *sorted(set(df_by_first_grant["week"])), *fields]


def measured_by_pandas(df_by_first_grant: pd.DataFrame, df_by_person: pd.DataFrame) -> Numbers:
    """Hours and benefit by melt and merge, from the wide rows of the persons asked for."""
    df = df_by_first_grant
    weeks = [name for name in df_by_person if name.startswith("y_")]
    benefit = df_by_person.melt("PNR", weeks, "week", "benefit_code").dropna()
    df = df.merge(benefit, on=["PNR", "week"], how="left")
    for field in ("grad", "branche"):
        names = [name for name in df_by_person if name.startswith(f"{field}_")]
        long = df_by_person.melt("PNR", names, "month", field).dropna()
        long = long.assign(month=long["month"].str.removeprefix(f"{field}_"))
        for moment in MOMENTS:
            found_here = long.rename(columns={"month": moment, field: f"{field}_{moment}"})
            df = df.merge(found_here, on=["PNR", moment], how="left")
    known = df["PNR"].isin(df_by_person["PNR"])
    for moment in MOMENTS:
        no_job = known & df[f"grad_{moment}"].isna() & df[f"branche_{moment}"].isna()
        df[f"{moment}_hours"] = (df[f"grad_{moment}"].astype(float) * HOURS_PER_MONTH).mask(no_job, 0.0)
    return summed(df)


def by_pandas(folder: Path, every_column: bool = False) -> Numbers:
    """Chunks of Parquet or CSV, `isin`, then melt and merge of the few."""
    df_by_first_grant = first_grants(folder)
    columns = None if every_column else asked(df_by_first_grant)
    persons = set(df_by_first_grant["PNR"])
    kept = [df[df["PNR"].isin(persons)] for df in chunks(folder, columns)]
    return measured_by_pandas(df_by_first_grant, pd.concat(kept, ignore_index=True))


def chunks(folder: Path, columns: list[str] | None) -> Any:
    if (folder / "dream.csv").exists():
        names = pd.read_csv(folder / "dream.csv", sep=";", nrows=0).columns
        types = {name: "float64" if name.startswith("grad") else "str" for name in names}
        return pd.read_csv(
            folder / "dream.csv", sep=";", decimal=",", dtype=types, usecols=columns, chunksize=CHUNK // 4
        )
    batches = pq.ParquetFile(folder / "dream.parquet").iter_batches(CHUNK, columns=columns)
    return (batch.to_pandas() for batch in batches)


def by_pandas_every_column(folder: Path) -> Numbers:
    """As `by_pandas`, with every column, as the pipeline reads them."""
    return by_pandas(folder, every_column=True)


def by_duckdb(folder: Path) -> Numbers:
    """One pass of DuckDB over the columns that `by_pandas` reads, then the same melt and merge of the few."""
    df_by_first_grant = first_grants(folder)
    listed = ", ".join(layout.quoted(name) for name in asked(df_by_first_grant))
    with small_connection() as connection:
        connection.register("granted", df_by_first_grant[["PNR"]])
        wide = scan_of("dream", found(folder), "SELECT PNR FROM granted")
        df_by_person = connection.execute(f"SELECT {listed} FROM {wide}").df()
    return measured_by_pandas(df_by_first_grant, df_by_person)


def melted(folder: Path) -> Numbers:
    """melt of everybody and merge, of the first rows alone: the whole does not fit in memory."""
    df_by_first_grant = first_grants(folder)
    batch = next(pq.ParquetFile(folder / "dream.parquet").iter_batches(MELT_ROWS, columns=asked(df_by_first_grant)))
    df_by_person = batch.to_pandas()
    return measured_by_pandas(df_by_first_grant, df_by_person)


def loaded(folder: Path) -> Numbers:
    """All frames of an extract, the check of every value before them."""
    return {"rows": len(computed(found(folder)).df_by_person_scheme)}


def imported(folder: Path) -> Numbers:
    """`hko data import` of DREAM: conversion, then the check of the whole extract."""
    files = import_csv(folder.with_name(f"{folder.name}-import"), lambda name, share: None)
    return {"bytes": files[0].stat().st_size}


def imported_by_pandas(folder: Path) -> Numbers:
    """Chunks of CSV to Parquet with an explicit schema, unchecked."""
    kinds = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.float64(), "date": pa.date32()}
    known = layout.columns(Source("dream", folder / "dream.csv", "csv", "synthetic"))
    schema = pa.schema([(column.spelled, kinds[column.kind]) for column in known])
    types = {"text": "str", "integer": "Int64", "decimal": "float64", "date": "str"}
    days = [column.spelled for column in known if column.kind == "date"]
    target = folder / "by_pandas.parquet"
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for df in pd.read_csv(
            folder / "dream.csv", sep=";", decimal=",", chunksize=CHUNK // 4, parse_dates=days,
            dtype={column.spelled: types[column.kind] for column in known if column.kind != "date"},
        ):  # fmt: skip
            writer.write_table(pa.Table.from_pandas(df, schema=schema, preserve_index=False))
    return {"bytes": target.stat().st_size}


STEPS: dict[str, Callable[..., Numbers]] = {
    step.__name__: step
    for step in (
        generate, write_csv, pipeline, by_pandas, by_pandas_every_column, by_duckdb, melted, loaded, imported,
        imported_by_pandas,
    )
}  # fmt: skip


def measured(step: str, folder: Path, *more: object) -> Numbers:
    """The step in a process of its own: what it gives, its seconds (clock and processor) and its peak in MiB."""
    command = [sys.executable, __file__, "--step", step, str(folder), *map(str, more)]
    environment = os.environ | {"HKO_DATA_TOML": str(folder / "data.toml")}
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    numbers: Numbers = json.loads(ended.stdout.splitlines()[-1])
    print(step, folder.name, *more, numbers, flush=True)
    return numbers


def run_step(step: str, folder: Path, *more: str) -> None:
    started, processor = time.perf_counter(), time.process_time()
    arguments: list[Any] = [int(text) if text.isdigit() else Path(text) for text in more]
    numbers = STEPS[step](folder, *arguments)
    numbers |= {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu": round(time.process_time() - processor, 2),
        "peak": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(numbers))


def agreed(*arms: Numbers) -> None:
    """Ends the run unless all arms found the same."""
    answers = [{key: arm[key] for key in ("rows", "baseline", "outcome", "with_benefit")} for arm in arms]
    if any(answer != answers[0] for answer in answers):
        raise SystemExit(f"the arms disagree: {answers}")


def told(name: str, numbers: Numbers) -> str:
    return f"{name}: {numbers['seconds']:.1f} s ({numbers['cpu']:.1f} s processortid), højst {numbers['peak']} MiB"


def ratio(slow: Numbers, fast: Numbers) -> str:
    return f"{slow['seconds'] / fast['seconds']:.1f} (processortid {slow['cpu'] / fast['cpu']:.1f})"


def thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def extraction(folder: Path, sizes: list[int]) -> list[str]:
    """Lines on the extraction, and on the largest file everything else."""
    lines = []
    for persons in sizes:
        made = folder / str(persons)
        size = measured("generate", made, persons)
        arms = [measured("pipeline", made), measured("by_pandas_every_column", made)]
        agreed(*arms)
        lines.append(
            f"- {thousands(persons)} personer, 448 kolonner, {size['bytes'] / 2**20:.0f} MiB Parquet: "
            + "; ".join([told("DuckDB", arms[0]), told("pandas i bidder med `isin`", arms[1])])
            + f"; forhold {ratio(arms[1], arms[0])}"
        )
        if persons != max(sizes):
            shutil.rmtree(made)
    lines.append(
        f"- {told('dannelse af den største fil', size)}; "
        f"{told('`load()` med kontrol af alle værdier', measured('loaded', made))}"
    )
    again = [measured("pipeline", made), measured("by_pandas_every_column", made)]
    lines.append(f"- den største igen: forhold {ratio(again[1], again[0])}")
    same = [measured("by_duckdb", made), measured("by_pandas", made)]
    agreed(arms[0], *same)
    lines.append(
        "- kun de kolonner, som timer og ydelse kræver: "
        f"{told('DuckDB', same[0])}; {told('pandas med `isin`', same[1])}; forhold {ratio(same[1], same[0])}"
    )
    melt, share = measured("melted", made), persons / MELT_ROWS
    lines.append(
        f"- `melt` + `merge` af alle, målt på {thousands(MELT_ROWS)} personer: {told('pandas', melt)}; til "
        f"{thousands(persons)} personer svarer groft {melt['seconds'] * share:.0f} s"
    )
    return lines


def csv_files(folder: Path, rows: list[int]) -> list[str]:
    """Lines on CSV of the same width: read as it is, and imported."""
    lines, national = [], folder / "for-csv"
    measured("generate", national, max(rows))
    for count in rows:
        made = folder / f"csv-{count}"
        size = measured("write_csv", made, national, count)
        arms = [measured("pipeline", made), measured("by_pandas_every_column", made)]
        agreed(*arms)
        imports = [measured("imported", made), measured("imported_by_pandas", made)]
        lines.append(
            f"- CSV, {thousands(count)} personer, {size['bytes'] / 2**20:.0f} MiB: udtræk "
            + "; ".join([told("DuckDB", arms[0]), told("pandas i bidder med `isin`", arms[1])])
            + f"; forhold {ratio(arms[1], arms[0])}. `hko data import` med kontrol: "
            + "; ".join([told("DuckDB", imports[0]), told("pandas i bidder uden kontrol", imports[1])])
            + f"; forhold {ratio(imports[1], imports[0])}"
        )
    return lines


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, nargs="+", default=[500_000, 1_000_000, 2_000_000, 5_300_000])
    parser.add_argument("--csv-rows", type=int, nargs="+", default=[100_000, 400_000])
    parser.add_argument("--part", choices=["extraction", "csv"])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        run_step(given.step[0], Path(given.step[1]), *given.step[2:])
        return
    with TemporaryDirectory(dir=given.folder) as name:
        folder, setting = Path(name), machine(LIBRARIES)
        if given.part in (None, "extraction"):
            record(EXTRACTION, [setting, *extraction(folder, sorted(given.persons))])
        if given.part in (None, "csv"):
            record(CSV, [setting, *csv_files(folder, sorted(given.csv_rows))])


if __name__ == "__main__":
    main()
