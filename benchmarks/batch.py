"""The batch against the loop, a process pool and the floor, in one run; the ratios go to benchmarks/results.md.

    python benchmarks/batch.py [--limit 98] [--loop 8] [--pool 16] [--counts 10,50,98] [--workers 4]

The reference notebook (2 tables, 4 figures) is run by the loop of the two command lines and by the batch; the profile
with all its exhibits by the batch, by papermill in a pool and, without any notebook, by plain functions in a pool
(the floor). All read the same prepared frames. Beside the clock stands the time of the processors, which does not
mind other work on the machine.
"""

import argparse
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import arms
from arms import Cost, cost
from recording import machine, record

from utils import load
from utils.batch.appendix import profile_job
from utils.batch.jobs import Job
from utils.batch.parameters import municipality_names
from utils.batch.sharing import shared_frames
from utils.paths import ROOT
from utils.publish.formats import number

REFERENCE = ROOT / "benchmarks" / "reference.ipynb"
AGAINST_LOOP = "Batch mod løkken af de to kommandolinjer"
AGAINST_FLOOR = "Kommuneprofiler: batch mod gulvet og mod en procespulje"
BY_COUNT = "Pris efter antal sider"


def reference_jobs(count: int) -> list[Job]:
    """The reference page of the first municipalities."""
    return [
        Job(REFERENCE, {"kommune": code}, f"kommuner/{code}.html", f"Kommuneprofil: {name}", f"data/{code}")
        for code, name in list(municipality_names().items())[:count]
    ]


def profile_jobs(count: int) -> list[Job]:
    """So many profiles; from the 99th on the same municipalities once more, under another address."""
    codes = list(municipality_names())
    jobs = []
    for place in range(count):
        job, turn = profile_job(codes[place % len(codes)]), place // len(codes)
        prefix = f"{turn}/" if turn else ""
        jobs.append(Job(job.notebook, job.parameters, f"{prefix}{job.page}", job.title, f"{prefix}{job.csv_base}"))
    return jobs


def line(name: str, found: Cost, pages: int) -> str:
    """One way in a line."""
    parts = [f"{number(seconds / pages, 2)} s" for seconds in (found.seconds, found.cpu)]
    return f"- {name}: {number(found.seconds, 1)} s for {pages} sider; pr. side {parts[0]}, processortid {parts[1]}"


def ratio(name: str, upper: Cost, upper_pages: int, lower: Cost, lower_pages: int) -> str:
    """Two ways against each other, page for page."""
    clock = (upper.seconds / upper_pages) / (lower.seconds / lower_pages)
    cpu = (upper.cpu / upper_pages) / (lower.cpu / lower_pages)
    return f"- forhold {name}: {number(clock, 2)} på uret, {number(cpu, 2)} i processortid"


def against_loop(pages: int, limit: int, workers: int, folder: Path) -> list[str]:
    """The reference notebook both ways."""
    loop = cost(partial(arms.loop, reference_jobs(pages), folder))
    batch = cost(partial(arms.batch, reference_jobs(limit), folder / "site", workers))
    return [machine(), line("løkken, én side ad gangen", loop, pages), line(f"batch, {workers} tråde", batch, limit),
            ratio("løkken / batch", loop, pages, batch, limit)]  # fmt: skip


def against_floor(limit: int, pooled: int, workers: int, folder: Path) -> list[str]:
    """The profile with all its exhibits."""
    jobs = profile_jobs(limit)
    floor = cost(partial(arms.floor, jobs))
    batch = cost(partial(arms.batch, jobs, folder / "site", workers))
    pool = cost(partial(arms.pool, jobs[:pooled], folder))
    return [machine(), line("gulvet, rene funktioner i en pulje af 2", floor, limit),
            line(f"batch, {workers} tråde", batch, limit), line("papermill i en pulje af 2", pool, pooled),
            ratio("batch / gulvet", batch, limit, floor, limit),
            ratio("papermill i pulje / batch", pool, pooled, batch, limit)]  # fmt: skip


def by_count(counts: list[int], workers: int, folder: Path) -> list[str]:
    """Batches of several sizes."""
    costs = {count: cost(partial(arms.batch, profile_jobs(count), folder / str(count), workers)) for count in counts}
    return [machine(), *(line("batch", found, count) for count, found in costs.items())]


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=98)
    parser.add_argument("--loop", type=int, default=8, help="pages of the loop")
    parser.add_argument("--pool", type=int, default=16, help="pages of the pool")
    parser.add_argument("--counts", default="10,50,98", help="sizes of a batch; empty for none (many.py makes 980)")
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    counts = [int(count) for count in given.counts.split(",") if count]
    # All ways read the same prepared frames: the ways are compared, not the loading of the registers.
    with shared_frames(load()), TemporaryDirectory() as name:
        record(AGAINST_LOOP, against_loop(given.loop, given.limit, given.workers, Path(name)))
        record(AGAINST_FLOOR, against_floor(given.limit, given.pool, given.workers, Path(name)))
        if counts:
            record(BY_COUNT, by_count(counts, given.workers, Path(name)))


if __name__ == "__main__":
    main()
