"""The ways of making the same pages that benchmarks/batch.py compares; each from a cold start to its last page."""

import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import papermill

from utils.batch import forking, plain
from utils.batch.building import relative, weakest
from utils.batch.jobs import Job
from utils.batch.progress import told
from utils.batch.runner import run, threads
from utils.publish import html

POOL = 2


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processors (this process and all that it started)."""

    seconds: float
    cpu: float


def cost(arm: Callable[[], None]) -> Cost:
    """What one way costs."""
    forking.cool_down()
    clock, before = time.perf_counter(), _cpu()
    arm()
    forking.cool_down()  # only a process that has ended tells what it and its children took
    return Cost(time.perf_counter() - clock, _cpu() - before)


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def batch(jobs: Sequence[Job], folder: Path, workers: int) -> None:
    """This repository's runner."""
    with threads(workers) as executor:
        summary = run(jobs, executor, folder)
    if summary.failed:
        raise SystemExit(told(summary))


def floor(jobs: Sequence[Job]) -> None:
    """The same tables and figures from plain functions in a pool of two forked processes: no notebook, no page."""
    forking.warm_up()
    texts = {job.notebook: job.notebook.read_text(encoding="utf-8") for job in jobs}
    context = multiprocessing.get_context("forkserver")
    with forking._as_plain_parent(), ProcessPoolExecutor(POOL, mp_context=context) as executor:
        for future in [executor.submit(_drawn, texts[job.notebook], dict(job.parameters)) for job in jobs]:
            assert future.result() > 0


def _drawn(notebook: str, parameters: dict[str, object]) -> int:
    return sum(len(exhibit.html) + len(exhibit.csv) for exhibit in plain.exhibits(notebook, parameters))


def pool(jobs: Sequence[Job], folder: Path) -> None:
    """papermill in a pool of two processes, rendered in them."""
    with ProcessPoolExecutor(POOL, mp_context=multiprocessing.get_context("spawn")) as executor:
        for future in [executor.submit(_page, job, folder) for job in jobs]:
            future.result()


def _page(job: Job, folder: Path) -> None:
    notebook = papermill.execute_notebook(
        job.notebook, folder / f"{Path(job.page).stem}.ipynb", dict(job.parameters), progress_bar=False
    )
    exhibits = html.exhibits(notebook)
    base, home = relative(job.page, job.csv_base), relative(job.page, "index.html")
    (folder / Path(job.page).name).write_bytes(html.page(notebook, job.title, weakest(exhibits), base, home))


def loop(jobs: Sequence[Job], folder: Path) -> None:
    """What people do: the two command lines, one after the other."""
    for job in jobs:
        out = folder / f"{Path(job.page).stem}.ipynb"
        parameters = [text for name, value in job.parameters.items() for text in ("-p", name, str(value))]
        _command("papermill", "--no-progress-bar", str(job.notebook), str(out), *parameters)
        _command("jupyter", "nbconvert", "--to", "html", "--no-input", str(out))


def _command(name: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).parent / name), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
