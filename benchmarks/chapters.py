"""Seconds for the exhibits of all chapter notebooks, made once in one process from ready frames on.

    python benchmarks/chapters.py [--slowest 10]

The cells of each analysis page are run with the page's parameters, and every exhibit is made into what the
notebook stores (table or picture, csv, note). Reading the registers comes before and is told on its own line;
kernels, papermill and the rendering of pages are benchmarks/batch.py's.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import median

from recording import machine, record

from utils import load
from utils.batch import plain
from utils.batch.appendix import ANALYSES, AnalysisPage
from utils.batch.environment import KERNEL_ENVIRONMENT
from utils.batch.parameters import notebook_path, validate
from utils.batch.sharing import shared_frames
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number

HEADING = "Tabeller og figurer i alle analyser, hver for sig"
LIMIT_SECONDS = 60
KINDS = {"table": "tabeller", "figure": "figurer"}


@dataclass(frozen=True)
class Cell:
    """One cell of a page: seconds of the processor, and the exhibit it made ("" for none)."""

    seconds: float
    page: str
    exhibit: str = ""
    kind: str = ""


def timed(page: AnalysisPage) -> Iterator[Cell]:
    """Every cell of a page, each with what the notebook stores of its exhibit."""
    notebook = notebook_path(page.notebook).read_text(encoding="utf-8")
    started = time.process_time()
    for made in plain.values(notebook, validate(page.notebook, dict(page.parameters))):
        if isinstance(made, Exhibit):
            made._repr_mimebundle_()
        seconds = time.process_time() - started
        yield Cell(seconds, page.page, made.id, made.kind) if isinstance(made, Exhibit) else Cell(seconds, page.page)
        started = time.process_time()


def measured(slowest: int) -> list[str]:
    """What was found, a line each: the frames, all exhibits, either kind, the slowest, every page."""
    started = time.perf_counter()
    data = load()
    frames = time.perf_counter() - started
    with shared_frames(data):
        cells = [cell for page in ANALYSES for cell in timed(page)]
    made = [cell for cell in cells if cell.exhibit]
    total = sum(cell.seconds for cell in made)
    by_kind = {kind: [cell.seconds for cell in made if cell.kind == kind] for kind in KINDS}
    by_page = {page.page: [cell.seconds for cell in cells if cell.page == page.page] for page in ANALYSES}
    worst = sorted(made, key=lambda cell: cell.seconds, reverse=True)[:slowest]
    return [
        machine(),
        f"- fra registre til rammer: {number(frames, 1)} s på uret; derefter processortid:",
        f"- i alt {number(total, 1)} s for {len(made)} tabeller og figurer (højst {LIMIT_SECONDS} s)",
        *(f"- {len(found)} {KINDS[kind]}: {number(sum(found), 1)} s, median {number(1000 * median(found))} ms"
          for kind, found in by_kind.items()),
        "- de langsomste: " + "; ".join(f"{cell.exhibit} {number(cell.seconds, 1)} s" for cell in worst),
        "- side for side: " + "; ".join(f"{page} {number(sum(found), 1)} s" for page, found in by_page.items()),
    ]  # fmt: skip


def main() -> None:
    """Measure in a process with the environment of a kernel, and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slowest", type=int, default=10)
    given = parser.parse_args()
    # The number of threads for linear algebra must stand in the environment before numpy is imported.
    os.environ.update(KERNEL_ENVIRONMENT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        record(HEADING, executor.submit(measured, given.slowest).result())


if __name__ == "__main__":
    main()
