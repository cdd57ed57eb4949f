"""One page from one notebook: executed, rendered and handed back as bytes.

`build` needs nothing but its arguments and the installed package, so it runs in a thread, in another process or
on another machine; it writes only to a temporary folder, which is gone when it returns.
"""

import asyncio
import hashlib
import posixpath
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import papermill
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from traitlets.config import Config

from utils.batch.kernels import IpcKernelManager
from utils.errors import HkoError
from utils.publish import html, status

CELL_SECONDS: Final = 300
INDEX: Final = "index.html"
# A page takes the weakest status of its exhibits.
WEAKEST_FIRST: Final = (status.SYNTHETIC, status.REGISTER, status.PUBLISHED)

# nbconvert's exporter is one for the process and keeps state between calls; it never runs in two threads at once.
_rendering = threading.Lock()


@dataclass(frozen=True)
class Job:
    """One page to make.

    notebook: the .ipynb file. parameters: validated ones (`utils.batch.parameters`). page: where it goes in the
    site ("kommuner/707.html"). title: Danish. csv_base: where its csv files go in the site ("data/707").
    """

    notebook: Path
    parameters: Mapping[str, Any]
    page: str
    title: str
    csv_base: str


@dataclass(frozen=True)
class Built:
    """What a job became: the page, its csv files (name to content), its exhibits in order and its status."""

    notebook_sha256: str
    page: bytes
    csv_files: dict[str, bytes]
    exhibits: list[dict[str, Any]] = field(repr=False)
    status: str
    seconds: float


def build(
    job: Job,
    source: str | None = None,
    kernel_manager_class: type[AsyncKernelManager] = IpcKernelManager,
    environment: Mapping[str, str] | None = None,
    cell_seconds: int = CELL_SECONDS,
) -> Built:
    """Run the job's notebook in a kernel of its own and render it.

    source: the notebook's text where the file itself is not at hand (another machine). environment: what the
    kernel shall find beside this process's own. Raises what the notebook, its kernel or the rendering raised.
    """
    started = time.perf_counter()
    text = job.notebook.read_text(encoding="utf-8") if source is None else source
    with TemporaryDirectory(prefix="hko-", ignore_cleanup_errors=True) as folder:
        try:
            notebook = _execute(job, text, kernel_manager_class, dict(environment or {}), Path(folder), cell_seconds)
        finally:
            _end_tasks()
    exhibits = html.exhibits(notebook)
    data_status = weakest(exhibits)
    places = relative(job.page, job.csv_base), relative(job.page, INDEX)
    with _rendering:
        page = html.page(notebook, job.title, data_status, *places)
    notebook_sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Built(notebook_sha256, page, csv_files(exhibits), exhibits, data_status, time.perf_counter() - started)


def _execute(
    job: Job,
    text: str,
    kernel_manager_class: type[AsyncKernelManager],
    environment: dict[str, str],
    folder: Path,
    cell_seconds: int,
) -> NotebookNode:
    """Run the notebook with papermill; the kernel works in the folder and nothing is written elsewhere."""
    copy = folder / "notebook.ipynb"
    copy.write_text(text, encoding="utf-8")
    kernel = {"folder": str(folder), "environment": environment}
    return papermill.execute_notebook(
        copy,
        None,
        parameters=dict(job.parameters),
        progress_bar=False,
        execution_timeout=cell_seconds,
        config=Config({IpcKernelManager.__name__: kernel}),
        kernel_manager_class=kernel_manager_class,
        # papermill's own `cwd` changes the folder of this whole process, and so of every thread.
        resources={"metadata": {"path": str(folder)}},
        # There is nothing to save in a kernel that is done; asking it to leave takes longer than a small report.
        shutdown_kernel="immediate",
    )


def _end_tasks() -> None:
    """Cancel what a notebook that broke off left waiting in this thread; Python would complain of it at its end."""
    loop = ensure_event_loop()
    tasks = [] if loop.is_running() else sorted(asyncio.all_tasks(loop), key=asyncio.Task.get_name)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks))


def weakest(exhibits: list[dict[str, Any]]) -> str:
    """The weakest status of a page's exhibits; a page without any holds printed text only."""
    found = {exhibit["status"] for exhibit in exhibits}
    return next((kind for kind in WEAKEST_FIRST if kind in found), status.PUBLISHED)


def relative(page: str, target: str) -> str:
    """The way from one place in the site to another: "../data/707" from "kommuner/707.html"."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def csv_files(exhibits: list[dict[str, Any]]) -> dict[str, bytes]:
    """The csv behind each exhibit, by file name; HkoError where two exhibits of a page share an id."""
    files = {f"{exhibit['id']}.csv": exhibit["csv"].encode("utf-8") for exhibit in exhibits}
    if len(files) < len(exhibits):
        ids = [exhibit["id"] for exhibit in exhibits]
        raise HkoError(f"Flere tabeller eller figurer på siden hedder det samme: {', '.join(sorted(ids))}.")
    return files
