"""Many pages at a time: jobs through any executor, pages written by this process alone."""

import concurrent.futures
import errno
import hashlib
import posixpath
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from utils.batch import failures, kernels
from utils.batch.building import CELL_SECONDS, Built, Job, build
from utils.batch.environment import data_paths
from utils.batch.writing import write_whole

WRITING_FAULTS = {
    errno.ENOSPC: "disken er fuld", errno.EROFS: "der kan ikke skrives på drevet", errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang", errno.ENOTDIR: "en fil ligger i vejen", errno.EISDIR: "en mappe ligger i vejen",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What came of one job. error: one Danish line, "" when the page was made; without it the rest is empty.

    sha256: of the page. notebook_sha256: of the notebook as it was run. csv_sha256: of each csv file, by its place
    in the site. exhibits: id, title, kind, status.
    """

    job: Job
    error: str = ""
    status: str = ""
    seconds: float = 0.0
    sha256: str = ""
    notebook_sha256: str = ""
    csv_sha256: Mapping[str, str] = field(default_factory=dict)
    exhibits: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Summary:
    """What came of a batch: one outcome a job, in the order of the jobs."""

    outcomes: Sequence[Outcome]
    seconds: float
    interrupted: bool = False

    @property
    def made(self) -> list[Outcome]:
        """The pages that were made."""
        return [outcome for outcome in self.outcomes if not outcome.error]

    @property
    def failed(self) -> list[Outcome]:
        """The pages that were not; the exit status is 0 only when there are none."""
        return [outcome for outcome in self.outcomes if outcome.error]


def ignore(outcome: Outcome) -> None:
    """Report nothing."""


def threads(jobs: int) -> Executor:
    """The executor of one machine: threads that wait while kernels, processes of their own, do the work."""
    return concurrent.futures.ThreadPoolExecutor(jobs, thread_name_prefix="hko")


def run(
    jobs: Sequence[Job],
    executor: Executor,
    folder: Path,
    *,
    kernel_manager_class: type[AsyncKernelManager] | None = None,
    on_progress: Callable[[Outcome], None] = ignore,
    earlier: Mapping[str, Sequence[str]] | None = None,
    cell_seconds: int = CELL_SECONDS,
) -> Summary:
    """Make every page in the folder of the site, whatever happens to the others.

    executor: any; it stays the caller's to shut down. on_progress: called in this thread as each job ends.
    earlier: the csv files that each page had (`manifest.csv_files`), so that none is left behind. A page that fails
    is removed. Ctrl-C ends the running kernels, leaves other pages as they were and gives a summary all the same.
    """
    started = time.perf_counter()
    manager = kernel_manager_class or kernels.kernel_manager()
    batch = _Batch(folder, on_progress, earlier or {}, {})
    waiting = _submit(jobs, executor, manager, cell_seconds)
    interrupted = False
    try:
        for future in concurrent.futures.as_completed(list(waiting)):
            _finish(batch, waiting.pop(future), future)
    except KeyboardInterrupt:
        interrupted = True
        _stop(waiting)
    outcomes = [batch.outcomes.get(job.page, Outcome(job, failures.INTERRUPTED)) for job in jobs]
    return Summary(outcomes, time.perf_counter() - started, interrupted)


@dataclass(frozen=True)
class _Batch:
    folder: Path
    on_progress: Callable[[Outcome], None]
    earlier: Mapping[str, Sequence[str]]
    outcomes: dict[str, Outcome]


def _submit(
    jobs: Sequence[Job], executor: Executor, manager: type[AsyncKernelManager], cell_seconds: int
) -> dict["Future[Built]", Job]:
    # Read once: a notebook that is saved while the batch runs must not change half of its pages.
    sources = {path: path.read_text(encoding="utf-8") for path in {job.notebook for job in jobs}}
    environment = data_paths()
    return {executor.submit(build, job, sources[job.notebook], manager, environment, cell_seconds): job for job in jobs}


def _finish(batch: _Batch, job: Job, future: "Future[Built]") -> None:
    error = future.exception()
    outcome = Outcome(job, failures.told(error)) if error else _write(batch.folder, job, future.result())
    # An exhibit may have moved to another page, which has already written the file.
    standing = {name for other in [outcome, *batch.outcomes.values()] for name in other.csv_sha256}
    outdated = set(batch.earlier.get(job.page, ())) - standing
    _remove(batch.folder, [job.page, *outdated] if outcome.error else outdated)
    batch.outcomes[job.page] = outcome
    batch.on_progress(outcome)


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _write(folder: Path, job: Job, built: Built) -> Outcome:
    """The csv files first: a page that stands in the site has its numbers beside it."""
    files = {posixpath.join(job.csv_base, name): content for name, content in sorted(built.csv_files.items())}
    try:
        for name, content in files.items():
            write_whole(folder / name, content)
        write_whole(folder / job.page, built.page)
    except OSError as error:
        _remove(folder, files)
        reason = WRITING_FAULTS.get(error.errno or 0, "filen kan ikke skrives")
        return Outcome(job, f"Siden kunne ikke skrives: {reason}.")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    exhibits = [{key: exhibit[key] for key in ("id", "title", "kind", "status")} for exhibit in built.exhibits]
    page_hash = hashlib.sha256(built.page).hexdigest()
    return Outcome(job, "", built.status, built.seconds, page_hash, built.notebook_sha256, hashes, exhibits)


def _stop(waiting: Mapping["Future[Built]", Job]) -> None:
    running = [future for future in waiting if not future.cancel()]
    # Threads cannot be stopped, but a notebook whose kernel is gone ends by itself.
    kernels.end_all()
    concurrent.futures.wait(running)
