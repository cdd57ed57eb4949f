"""Notebooks made for the tests, and a look at what a batch leaves behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from utils import temporary as temporary_folders
from utils.batch import forking
from utils.batch.jobs import Job

EXHIBIT = """
import pandas as pd
from utils.publish.exhibit import Column, Exhibit
kommuner = pd.DataFrame({"kommune": [kommune], "timer": [kommune / 2]})
Exhibit("profil-timer", f"Tabel 1. Timer i {kommune}", kommuner, "synthetic", "Fem rækker.",
        columns={"kommune": Column("Kommune", "integer"), "timer": Column("Timer", "decimal", 1)})
"""


@pytest.fixture(scope="session")
def write_notebook(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a notebook with a `parameters` cell (kommune = 707), the given cells and one table."""

    def write(*cells: str) -> Path:
        parameters = nbformat.v4.new_code_cell("kommune = 707", metadata={"tags": ["parameters"]})
        code = [nbformat.v4.new_code_cell(cell) for cell in (*cells, EXHIBIT)]
        kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# Prøve", id="titel"), parameters, *code],
            metadata={"kernelspec": kernelspec, "language_info": {"name": "python"}},
        )
        path = tmp_path_factory.mktemp("notebook") / "09_kommuneprofil.ipynb"
        nbformat.write(notebook, path)
        return path

    return write


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where everything temporary of a test goes; a batch must leave nothing in it."""
    # The warm process has a folder of multiprocessing's own as long as this process lives.
    forking.warm_up()
    # Paths of sockets are limited to about a hundred characters, and pytest's folders are long.
    folder = Path("/tmp") / f"hko-test-{os.getpid()}"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def job() -> Callable[[Path, int], Job]:
    """The page of one municipality."""

    def page(notebook: Path, kommune: int) -> Job:
        place = f"kommuner/{kommune}.html"
        return Job(notebook, {"kommune": kommune}, place, f"Kommune {kommune}", f"data/{kommune}")

    return page


@pytest.fixture
def alive() -> Callable[[int], bool]:
    """Whether a process runs; one that has ended and only waits to be collected does not."""

    def runs(pid: int) -> bool:
        try:
            # After the name in brackets comes the state; Z is a process that has ended.
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state != "Z"

    return runs


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start one of dask's commands, with environment variables as keywords; everything is ended after the test."""
    started: list[subprocess.Popen[bytes]] = []
    file = str(tmp_path / "scheduler.json")

    def start(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--scheduler-file", file]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HKO_")}
        with (tmp_path / f"dask-{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(command, env=plain | environment, stdout=log, stderr=log, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    temporary_folders.sweep()


@pytest.fixture
def scheduler(dask: Callable[..., "subprocess.Popen[bytes]"]) -> "subprocess.Popen[bytes]":
    """A scheduler on a free port of loopback."""
    return dask("scheduler", "--host", "127.0.0.1", "--port", "0")


@pytest.fixture
def address(scheduler: "subprocess.Popen[bytes]", tmp_path: Path) -> str:
    """Where the scheduler answers."""
    file = tmp_path / "scheduler.json"
    end = time.monotonic() + 60
    while not file.exists() or not file.read_text():
        assert time.monotonic() < end, "the scheduler never came so far"
        time.sleep(0.05)
    return str(json.loads(file.read_text())["address"])
