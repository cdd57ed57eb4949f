"""Many pages in a row in one process: memory stays, and nothing is left. benchmarks/many.py does it with 980."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from utils.batch import forking
from utils.batch.jobs import Job
from utils.batch.runner import run, threads

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
PAGES = 16


def test_many_pages_leave_memory_processes_and_folders_as_they_were(
    write_notebook: Callable[..., Path], job: Callable[[Path, int], Job], tmp_path: Path, temporary: Path
) -> None:
    here, notebook = psutil.Process(), write_notebook()
    jobs = [job(notebook, 101 + place) for place in range(PAGES)]
    open_files, memory = [], []
    for _ in range(3):
        with threads(2) as executor:
            assert not run(jobs, executor, tmp_path).failed
        gc.collect()  # the event loop of a thread that has ended is closed by the collector
        open_files.append(here.num_fds())
        memory.append(here.memory_full_info().pss)
    # The first pages fill caches; from then on nothing may be added.
    assert open_files[2] <= open_files[1]
    assert memory[2] < 1.05 * memory[1]
    assert not list(temporary.iterdir())
    forking.cool_down()
    commands = [" ".join(child.cmdline()) for child in here.children(recursive=True)]
    assert [command for command in commands if "resource_tracker" not in command] == []
