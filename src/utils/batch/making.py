"""A batch from its plan to its manifest: frames, pages, and what is made from the pages."""

import contextlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from utils.batch import manifest, overviews, progress, standing
from utils.batch.appendix import codes_with_page, publishable_frames
from utils.batch.batches import Options
from utils.batch.building import Setting
from utils.batch.checking import key_figures_check
from utils.batch.inputs import Basis
from utils.batch.manifest import Manifest
from utils.batch.outcomes import Outcome, Summary
from utils.batch.runner import accept, local, run, threads, writing_fault
from utils.batch.sharing import shared_frames
from utils.batch.standing import Plan
from utils.batch.writing import sweep
from utils.errors import HkoError
from utils.frames import Frames, load

Load = Callable[[], Frames]


class Book:
    """The manifest while a batch runs, on the disk after each page: a batch that is killed goes on from there."""

    def __init__(self, record: Manifest, path: Path) -> None:
        self.record = record
        self._path = path
        self._faults: dict[str, str] = {}

    @property
    def fault(self) -> str:
        """What could not be written, in Danish; "" when everything was."""
        return " ".join(self._faults.values())

    def enter(self, record: Manifest) -> None:
        """The manifest as it is from now on. Where it cannot be written, the pages are not stopped by that."""
        self.record = record
        with self.writing("Manifestet"):
            manifest.write(record, self._path)

    @contextmanager
    def writing(self, what: str) -> Iterator[None]:
        """Remember that the disk would not take something, for the summary."""
        try:
            yield
        except OSError as error:
            self._faults[what] = f"{what} kunne ikke skrives: {writing_fault(error)}."
        else:
            self._faults.pop(what, None)


def make(wanted: Plan, options: Options, reports: Path, frames: Load = load) -> Summary:
    """Everything of the plan that does not stand.

    frames: asked at most once, and only when something is to be made of them.
    """
    data, folder = cache(lambda: publishable_frames(frames())), reports / "site"
    book = Book(manifest.begun(wanted.basis, wanted.before, folder), reports / "manifest.json")
    summary = _pages(wanted, options, book, folder, data)
    for name in standing.OVERVIEWS:
        if name in wanted.overviews and not summary.interrupted:
            with book.writing({"index": "Oversigten", "reproduction": "Genberegningen"}[name]):
                _overview(name, wanted, options, book, folder, data)
    return replace(summary, fault=book.fault)


def make_without_frames(wanted: Plan, options: Options, reports: Path) -> Summary:
    """The pages of a plan whose notebooks read no register."""
    folder = reports / "site"
    record = manifest.begun(wanted.basis, wanted.before, folder)
    # The registers that earlier pages were made from are inputs of the site still.
    files = {**(wanted.before.inputs if wanted.before else {}), **record.inputs}
    record = record.model_copy(update={"inputs": dict(sorted(files.items()))})
    book = Book(record, reports / "manifest.json")
    summary = _pages(wanted, options, book, folder, None)
    return replace(summary, fault=book.fault)


def _pages(wanted: Plan, options: Options, book: Book, folder: Path, data: Load | None) -> Summary:
    """The pages of the plan, of which those stay unlooked at whose inputs are what they were."""
    started = time.perf_counter()
    earlier = manifest.outcomes(wanted.before, wanted.jobs)
    intact = set() if options.force else standing.intact(wanted, folder)
    stands = standing.unchanged(wanted, intact)
    jobs = [job for job in wanted.jobs if job.page not in stands]
    if not jobs:
        sweep(folder.parent)
        book.enter(book.record)
        return Summary([earlier[job.page] for job in wanted.jobs], time.perf_counter() - started)
    # Workers and frames come first: where they have faults, nothing is written at all.
    with (
        _workers(options, data, wanted.basis) as (executor, setting),
        progress.progress(len(jobs), options.verbose) as shown,
    ):
        check = key_figures_check(overviews.summary(data().df_by_municipality)) if data else accept
        sweep(folder.parent)
        book.enter(book.record)

        def on_progress(outcome: Outcome) -> None:
            book.enter(manifest.with_outcome(book.record, outcome, wanted.inputs_sha256[outcome.job.page]))
            shown(outcome)

        setting = replace(setting, cell_seconds=options.cell_seconds, basis=wanted.basis)
        made = run(jobs, executor, folder, setting=setting, on_progress=on_progress, earlier=earlier,
                   may_keep=intact, check=check)  # fmt: skip
    outcomes = {**earlier, **{outcome.job.page: outcome for outcome in made.outcomes}}
    return Summary([outcomes[job.page] for job in wanted.jobs], time.perf_counter() - started, made.interrupted)


@contextmanager
def _workers(options: Options, data: Load | None, basis: Basis) -> Iterator[tuple[Executor, Setting]]:
    """Where the pages are made, with the frames at hand."""
    if options.scheduler:
        try:
            from utils.batch.cluster import cluster
        except ModuleNotFoundError as error:
            raise HkoError(f"--scheduler kræver pakken {error.name}: pip install -e .[cluster].") from error

        with cluster(options.scheduler, data, basis) as executor:
            yield executor, replace(local(options.fresh_kernels), environment={})
    else:
        with shared_frames(data()) if data else contextlib.nullcontext(), threads(options.workers) as executor:
            yield executor, local(options.fresh_kernels)


def _overview(name: str, wanted: Plan, options: Options, book: Book, folder: Path, data: Load) -> None:
    """Make what is made from the pages, unless it stands."""
    if not options.force and standing.overview_stands(name, book.record, wanted.basis, folder):
        return
    if name == "index":
        overviews.write_index(data().df_by_municipality, data().status, codes_with_page(folder), folder)
    else:
        overviews.write_reproduction(book.record, data().status, folder)
    rests_on = standing.overview_inputs(name, book.record, wanted.basis, folder)
    book.enter(manifest.with_overview(book.record, name, rests_on, folder, standing.OVERVIEWS[name]))
