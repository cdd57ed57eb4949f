"""A batch as the command line asks for it: locked, planned, and done only as far as it does not stand.

Nothing heavy is imported before it is known that there is something to do.
"""

import csv
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from utils.batch import inputs, manifest, standing
from utils.batch.appendix import monitoring_job, publishable
from utils.batch.jobs import Job
from utils.batch.locking import one_batch
from utils.batch.outcomes import Summary
from utils.paths import FRAMES_FOLDER, PREPARED, REPORTS
from utils.registers.sources import data_toml_content, data_toml_path, sources

SECONDS: Final = 300


@dataclass(frozen=True)
class Options:
    """How a batch is made. workers: pages at a time here. scheduler: address of a Dask scheduler, "" for none.

    force: make every page anew. cell_seconds: how long one cell of a notebook may take.
    """

    workers: int = 1
    fresh_kernels: bool = False
    verbose: bool = False
    force: bool = False
    scheduler: str = ""
    cell_seconds: int = SECONDS


def build(jobs: Sequence[Job], overviews: Sequence[str], options: Options, reports: Path = REPORTS) -> Summary:
    """The pages of the jobs, and what is made from pages (standing.OVERVIEWS); the other pages stay as they are.

    HkoError when no page may be made of the extract.
    """
    started = time.perf_counter()
    publishable()
    with one_batch(reports):
        before = manifest.read(reports / "manifest.json")
        wanted = standing.plan(jobs, overviews, files(), before)
        if not options.force and standing.all_stands(wanted, reports / "site"):
            kept = manifest.outcomes(before, jobs)
            return Summary([kept[job.page] for job in jobs], time.perf_counter() - started)
        from utils.batch.making import make

        return make(wanted, options, reports)


def build_monitoring(values: dict[str, Any], options: Options, reports: Path = REPORTS) -> Summary:
    """The page of one municipality's monitoring; it reads no register, and needs none."""
    from utils.batch.making import make_without_frames

    with one_batch(reports):
        own = {f"monitorering:{values['kommune']}": Path(values["data_csv"])} if values["data_csv"] else {}
        before = manifest.read(reports / "manifest.json")
        wanted = standing.plan([monitoring_job(values)], (), inputs.input_files({}) | own, before)
        return make_without_frames(wanted, options, reports)


def files() -> dict[str, Path]:
    """Every file that the pages rest on: registers, tables, data.toml and the code lists that it names."""
    toml = data_toml_path()
    lists = {
        f"codelist:{name}": toml.parent / str(path) for name, path in data_toml_content().get("codelists", {}).items()
    }
    ready = os.environ.get(FRAMES_FOLDER)
    frames = {"frames": Path(ready) / PREPARED} if ready else {}
    registers = {name: source.path for name, source in sources().items()}
    return inputs.input_files(registers) | {"data.toml": toml} | lists | frames


def results(reports: Path = REPORTS) -> Counter[str]:
    """How many printed numbers have each result, as reproduction.csv says."""
    with (reports / "site" / standing.REPRODUCTION_CSV).open(encoding="utf-8", newline="") as lines:
        return Counter(row["result"] for row in csv.DictReader(lines, delimiter=";"))
