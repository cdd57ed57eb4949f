"""Many pages at a time: jobs through any executor, pages written by this process alone."""

import concurrent.futures
import contextlib
import errno
import hashlib
import posixpath
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from utils.batch import failures, kernels
from utils.batch.building import Built, Setting, build
from utils.batch.environment import data_paths
from utils.batch.jobs import Job, notebook_text
from utils.batch.outcomes import INTERRUPTED, Outcome, Summary
from utils.batch.writing import write_whole

WRITING_FAULTS = {
    errno.ENOSPC: "disken er fuld", errno.EDQUOT: "disken er fuld", errno.EFBIG: "disken er fuld",
    errno.EROFS: "der kan ikke skrives på drevet", errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang", errno.ENOTDIR: "en fil ligger i vejen", errno.EISDIR: "en mappe ligger i vejen",
}  # fmt: skip

INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
# How long an interrupt may wait to be seen.
LOOK_SECONDS = 0.1

# Why a page may not stand, in Danish; "" when it may.
Check = Callable[[Job, Built], str]


def writing_fault(error: OSError) -> str:
    """Why a file could not be written, in Danish."""
    return WRITING_FAULTS.get(error.errno or 0, "filen kan ikke skrives")


def ignore(outcome: Outcome) -> None:
    """Report nothing."""


def accept(job: Job, built: Built) -> str:
    """Find nothing wrong."""
    return ""


@contextmanager
def noted_interrupts() -> Iterator[list[int]]:
    """The signals of Ctrl-C and of a polite kill, noted while the block lasts.

    Python would raise wherever it happens to be, also while it holds a lock that the rest of the batch waits for.
    """
    noted: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield noted  # signals are the main thread's
        return
    earlier = {name: signal.signal(name, lambda number, _: noted.append(number)) for name in INTERRUPTS}
    try:
        yield noted
    finally:
        for name, handler in earlier.items():
            signal.signal(name, handler)


def threads(jobs: int) -> Executor:
    """The executor of one machine: threads that wait while kernels, processes of their own, do the work."""
    return concurrent.futures.ThreadPoolExecutor(jobs, thread_name_prefix="hko")


def local(fresh_kernels: bool = False) -> Setting:
    """How pages are made on this machine: in forked kernels that read the data this process reads."""
    return Setting(kernels.kernel_manager(fresh_kernels), data_paths())


def run(
    jobs: Sequence[Job],
    executor: Executor,
    folder: Path,
    *,
    setting: Setting | None = None,
    on_progress: Callable[[Outcome], None] = ignore,
    earlier: Mapping[str, Outcome] | None = None,
    may_keep: Collection[str] = (),
    check: Check = accept,
) -> Summary:
    """Make every page in the folder of the site, whatever happens to the others.

    executor: any; it stays the caller's to shut down. on_progress: called in this thread as each job ends.
    earlier: what each page was (`manifest.outcomes`), so that no csv file of it is left behind. may_keep: those of them
    that stand, to be kept where they would show the same. check: looks at each page before it is written. A page that
    fails is removed. Ctrl-C ends the running kernels, leaves other pages as they were and gives a summary all the same.
    """
    started = time.perf_counter()
    batch = _Batch(folder, on_progress, earlier or {}, check, {})
    keys = {page: batch.earlier[page].key for page in may_keep}
    with noted_interrupts() as interrupts:
        waiting = _submit(jobs, executor, setting or local(), keys)
        try:
            while waiting and not interrupts:
                for future in concurrent.futures.wait(waiting, LOOK_SECONDS, FIRST_COMPLETED).done:
                    _finish(batch, waiting.pop(future), future)
        finally:
            _stop(waiting)
    outcomes = [batch.outcomes.get(job.page, Outcome(job, INTERRUPTED)) for job in jobs]
    return Summary(outcomes, time.perf_counter() - started, bool(interrupts))


@dataclass(frozen=True)
class _Batch:
    folder: Path
    on_progress: Callable[[Outcome], None]
    earlier: Mapping[str, Outcome]
    check: Check
    outcomes: dict[str, Outcome]


def _submit(
    jobs: Sequence[Job], executor: Executor, setting: Setting, keys: Mapping[str, str]
) -> dict["Future[Built | None]", Job]:
    # Read once: a notebook that is saved while the batch runs must not change half of its pages.
    sources = {path: notebook_text(path) for path in {job.notebook for job in jobs}}
    return {
        executor.submit(build, job, sources[job.notebook], setting, keys.get(job.page, "")): job for job in jobs
    }  # fmt: skip


def _finish(batch: _Batch, job: Job, future: "Future[Built | None]") -> None:
    outcome = _outcome(batch, job, future)
    # An exhibit may have moved to another page, which has already written the file.
    standing = {name for other in [outcome, *batch.outcomes.values()] for name in other.csv_sha256}
    before = batch.earlier.get(job.page)
    outdated = set(before.csv_sha256 if before else ()) - standing
    # A page that the executor gave up has not failed: what is there stays, as after an interruption.
    if not future.cancelled():
        _remove(batch.folder, [job.page, *outdated] if outcome.error else outdated)
    batch.outcomes[job.page] = outcome
    batch.on_progress(outcome)


def _outcome(batch: _Batch, job: Job, future: "Future[Built | None]") -> Outcome:
    # A cancelled future would raise instead of telling.
    error = CancelledError() if future.cancelled() else future.exception()
    if error:
        return Outcome(job, failures.told(error))
    built = future.result()
    if built is None:
        return replace(batch.earlier[job.page], job=job, kept=True)
    fault = batch.check(job, built)
    return Outcome(job, fault) if fault else _write(batch.folder, job, built)


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        # A file in place of a folder, or a folder in place of the file, is somebody else's; writing tells of it.
        with contextlib.suppress(NotADirectoryError, IsADirectoryError):
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
        return Outcome(job, f"Siden kunne ikke skrives: {writing_fault(error)}.")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    exhibits = [{key: exhibit[key] for key in ("id", "title", "kind", "status")} for exhibit in built.exhibits]
    page_hash = hashlib.sha256(built.page).hexdigest()
    return Outcome(
        job, "", built.status, built.seconds, page_hash, built.key, built.notebook_sha256, hashes, exhibits
    )  # fmt: skip


def _stop(waiting: Mapping["Future[Built | None]", Job]) -> None:
    running = [future for future in waiting if not future.cancel()]
    # Threads cannot be stopped, but a notebook whose kernel is gone ends by itself.
    while concurrent.futures.wait(running, LOOK_SECONDS).not_done:
        kernels.end_all()
