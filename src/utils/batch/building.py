"""One page from one notebook: executed, rendered, checked and handed back as bytes.

`build` needs nothing but its arguments and the installed package, so it runs in a thread, in another process or
on another machine; it writes only to a temporary folder, which is gone when it returns.
"""

import asyncio
import hashlib
import posixpath
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import papermill
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from traitlets.config import Config

from utils import temporary
from utils.batch import forking, inputs, plain
from utils.batch.jobs import Job
from utils.batch.kernels import ForkedKernelManager, IpcKernelManager
from utils.errors import HkoError
from utils.publish import html, status

CELL_SECONDS: Final = 300
INDEX: Final = "index.html"
# A page takes the weakest status of its exhibits.
WEAKEST_FIRST: Final = (status.SYNTHETIC, status.REGISTER, status.PUBLISHED)

# nbconvert's exporter is one for the process and keeps state between calls; it never runs in two threads at once.
_rendering = threading.Lock()


@dataclass(frozen=True)
class Setting:
    """How the pages of a batch are made. environment: what each kernel finds beside the worker's own.

    cell_seconds: how long a cell may take. basis: what all pages rest on; the worker must have the same.
    """

    kernel_manager_class: type[AsyncKernelManager] = IpcKernelManager
    environment: Mapping[str, str] = field(default_factory=dict)
    cell_seconds: int = CELL_SECONDS
    basis: inputs.Basis = inputs.NOTHING


@dataclass(frozen=True)
class Built:
    """What a job became: the page, its csv files (name to content), its exhibits in order and its status."""

    notebook_sha256: str
    page: bytes
    csv_files: dict[str, bytes]
    exhibits: list[dict[str, Any]] = field(repr=False)
    status: str
    seconds: float
    key: str = ""


def build(job: Job, source: str | None = None, setting: Setting | None = None, known_key: str = "") -> Built | None:
    """Run the job's notebook in a kernel of its own and render it; None when the page would be the known one.

    source: the notebook's text where the file itself is not at hand (another machine). known_key: of a page that
    stands. Raises what the notebook, its kernel or the rendering raised, and HkoError when a check fails.
    """
    started = time.perf_counter()
    setting = setting or Setting()
    text = job.notebook.read_text(encoding="utf-8") if source is None else source
    inputs.require_same(setting.basis)
    if known_key and _key_without_kernel(job, text, setting) == known_key:
        return None
    with temporary.folder(temporary.PAGE) as folder:
        try:
            notebook = _execute(job, text, setting, folder)
        finally:
            _end_tasks()
    exhibits = html.exhibits(notebook)
    _require_all(exhibits, text)
    data_status = weakest(exhibits)
    page = _render(job, notebook, exhibits, data_status)
    notebook_sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    key = inputs.key(job, text, setting.basis, exhibits)
    seconds = time.perf_counter() - started
    return Built(notebook_sha256, page, csv_files(exhibits), exhibits, data_status, seconds, key)


def _key_without_kernel(job: Job, text: str, setting: Setting) -> str:
    """The key from the notebook's calls alone; "" where they fail or there is no warm process to run them in."""
    if sys.platform != "linux" or not issubclass(setting.kernel_manager_class, ForkedKernelManager):
        return ""
    # What fails here fails in the kernel too, and is told from there.
    shown = forking.call(plain.payloads, text, dict(job.parameters), seconds=setting.cell_seconds)
    return "" if shown is None else inputs.key(job, text, setting.basis, shown)


def _execute(job: Job, text: str, setting: Setting, folder: Path) -> NotebookNode:
    """Run the notebook with papermill; the kernel works in the folder and nothing is written elsewhere."""
    copy = folder / "notebook.ipynb"
    copy.write_text(text, encoding="utf-8")
    kernel = {"folder": str(folder), "environment": dict(setting.environment)}
    return papermill.execute_notebook(
        copy,
        None,
        parameters=dict(job.parameters),
        progress_bar=False,
        execution_timeout=setting.cell_seconds,
        config=Config({IpcKernelManager.__name__: kernel}),
        kernel_manager_class=setting.kernel_manager_class,
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


def _require_all(exhibits: list[dict[str, Any]], text: str) -> None:
    """HkoError when a cell that ends with an exhibit has left none: output may be lost on its way without a word."""
    expected = plain.calls(text)
    if len(exhibits) != expected:
        raise HkoError(f"Notebooken gav {len(exhibits)} tabeller og figurer; der er {expected} celler, der giver én.")


def _render(job: Job, notebook: NotebookNode, exhibits: list[dict[str, Any]], data_status: str) -> bytes:
    places = relative(job.page, job.csv_base), relative(job.page, INDEX)
    kinds = Counter(exhibit["kind"] for exhibit in exhibits)
    with _rendering:
        return html.page(
            notebook, job.title, data_status, *places, tables=kinds["table"], figures=kinds["figure"]
        )  # fmt: skip


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
