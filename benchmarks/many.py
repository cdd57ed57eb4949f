"""Many reports in one batch: is memory flat, and is nothing left?

    python benchmarks/many.py [--repeat 10] [--limit 98] [--workers 4] [--record]

Makes the profiles `repeat` times over in one batch and looks, after each tenth of the pages, at the clock and at the
memory of the runner and of the warm process. Ends with status 1 when memory grows by more than a tenth from the second
look to the last, or when a process, socket or folder is left.
"""

import argparse
import os
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path

import psutil
from batch import profile_jobs
from recording import machine, record

from utils import load, temporary
from utils.batch.outcomes import Outcome
from utils.batch.progress import told
from utils.batch.runner import run, threads
from utils.batch.sharing import shared_frames
from utils.publish.formats import number

HEADING = "Mange sider i træk: pris og hukommelse"
MOST_GROWTH = 1.10


def megabytes(process: int) -> float:
    """The resident memory of a process. (The proportional one changes with how many kernels share it just then.)"""
    return float(psutil.Process(process).memory_info().rss / 2**20)


@dataclass(frozen=True)
class Look:
    """How things stand after so many pages: seconds since the start, megabytes of runner and of warm process."""

    pages: int
    seconds: float
    runner: float
    warm: float

    def told(self) -> str:
        """A line."""
        pace = f"{number(self.seconds)} s, {number(self.seconds / self.pages, 2)} s pr. side"
        return f"- efter {self.pages} sider: {pace}; kørslen {number(self.runner)} MB, den varme proces {number(self.warm)} MB"


def looks(pages: int, workers: int, folder: Path) -> list[Look]:
    """A look after each tenth of the pages."""
    found: list[Look] = []
    made, begun = 0, time.perf_counter()

    def look(outcome: Outcome) -> None:
        nonlocal made
        made += 1
        if outcome.error:
            raise SystemExit(outcome.error)
        if made % max(1, pages // 10) == 0:
            warm = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
            found.append(Look(made, time.perf_counter() - begun, megabytes(os.getpid()), megabytes(warm)))

    with threads(workers) as executor:
        summary = run(profile_jobs(pages), executor, folder, on_progress=look)
    if not summary.complete:
        raise SystemExit(told(summary))
    return found


def left() -> list[str]:
    """Processes of this one, and folders of kernels, that should be gone."""
    children = [
        child
        for child in psutil.Process().children(recursive=True)
        if "resource_tracker" not in " ".join(child.cmdline())
    ]
    folders = Path(tempfile.gettempdir()).glob(f"{temporary.PAGE}{os.getpid()}-*")
    sockets = [found for found in psutil.Process().net_connections("unix") if "hko-" in str(found.laddr)]
    return [
        *(f"proces {child.pid}" for child in children),
        *map(str, folders),
        *(str(found.laddr) for found in sockets),
    ]


def main() -> None:
    """Measure, tell, and end with status 1 when something grows or is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=10)
    parser.add_argument("--limit", type=int, default=98)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--record", action="store_true", help="write to benchmarks/results.md")
    given = parser.parse_args()
    pages = given.repeat * given.limit
    with tempfile.TemporaryDirectory() as name:
        with shared_frames(load()):
            found = looks(pages, given.workers, Path(name))
        over = left()
    second, last = found[min(1, len(found) - 1)], found[-1]
    growth = max(last.runner / second.runner, last.warm / second.warm)
    pace = (last.seconds / last.pages) / (found[0].seconds / found[0].pages)
    lines = [
        machine(),
        *(look.told() for look in found),
        f"- hukommelsen er vokset {number(growth, 3)} gange fra anden til sidste måling; en side koster i gennemsnit af "
        f"alle {number(pace, 2)} gange det, som den koster i den første tiendedel",
        f"- tilbage bagefter: {', '.join(over) or 'intet'}",
    ]
    if given.record:
        record(HEADING, lines)
    else:
        print("\n".join(lines))
    if growth > MOST_GROWTH or over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
