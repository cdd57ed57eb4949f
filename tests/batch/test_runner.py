"""Whole batches with real kernels."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from utils.batch.building import Setting
from utils.batch.jobs import Job
from utils.batch.kernels import ForkedKernelManager, IpcKernelManager
from utils.batch.outcomes import Outcome, Summary
from utils.batch.runner import run, threads

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
FAILS = """
if kommune == 102:
    raise ValueError("intet om person 610170-1234")
"""
# The kernel starts a child, leaves both process ids behind and does not come back.
HANGS = """
import os, pathlib, subprocess, time
child = subprocess.Popen(["sleep", "600"])
part = pathlib.Path({file!r} + ".part")
part.write_text(f"{{os.getpid()}} {{child.pid}}")
part.rename({file!r})
{then}
"""


def made(jobs: list[Job], folder: Path, count: int = 1, **options: Any) -> Summary:
    with threads(count) as executor:
        return run(jobs, executor, folder, **options)


def pids(file: Path, seconds: float = 30) -> list[int]:
    """The process ids that a notebook leaves behind, as soon as it has."""
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, "the notebook never came so far"
        time.sleep(0.02)
    return [int(pid) for pid in file.read_text().split()]


@pytest.fixture(scope="module")
def notebook(write_notebook: Callable[..., Path]) -> Path:
    return write_notebook()


def test_one_failing_page_does_not_stop_the_others(
    write_notebook: Callable[..., Path], job: Callable[[Path, int], Job], tmp_path: Path, temporary: Path
) -> None:
    failing = write_notebook(FAILS)
    jobs = [job(failing, kommune) for kommune in (101, 102, 103)]
    stale = [tmp_path / "kommuner" / "102.html", tmp_path / "data" / "102" / "gammel.csv"]
    outdated = tmp_path / "data" / "101" / "gammel.csv"
    for path in (*stale, outdated):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("fra sidst")
    csvs = (["data/101/gammel.csv", "data/101/profil-timer.csv"], ["data/102/gammel.csv"])
    earlier = {
        job.page: Outcome(job, csv_sha256=dict.fromkeys(names, "")) for job, names in zip(jobs, csvs, strict=False)
    }
    seen: list[Outcome] = []
    summary = made(jobs, tmp_path, 2, earlier=earlier, on_progress=seen.append)

    assert [outcome.job.page for outcome in summary.outcomes] == [
        "kommuner/101.html",
        "kommuner/102.html",
        "kommuner/103.html",
    ]
    assert [outcome.job.parameters["kommune"] for outcome in summary.made] == [101, 103]
    assert [outcome.error for outcome in summary.failed] == ["ValueError: intet om person ***"]
    assert not summary.interrupted
    assert sorted(seen, key=lambda outcome: outcome.job.page) == list(summary.outcomes)
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert written == [
        "data/101/profil-timer.csv",
        "data/103/profil-timer.csv",
        "kommuner/101.html",
        "kommuner/103.html",
    ]
    assert not list(temporary.iterdir())


def test_a_page_and_its_csv_hold_the_numbers_of_its_own_municipality(
    notebook: Path, job: Callable[[Path, int], Job], tmp_path: Path
) -> None:
    summary = made([job(notebook, 101)], tmp_path)
    page = (tmp_path / "kommuner" / "101.html").read_bytes()
    csv = (tmp_path / "data" / "101" / "profil-timer.csv").read_text(encoding="utf-8")
    # 101 / 2 = 50.5
    assert csv == "data_status;kommune;timer\nsynthetic;101;50,5\n"
    assert "50,5" in page.decode()
    assert "../data/101/profil-timer.csv" in page.decode()
    outcome = summary.outcomes[0]
    assert outcome.status == "synthetic"
    assert outcome.sha256 == hashlib.sha256(page).hexdigest()
    assert outcome.csv_sha256 == {"data/101/profil-timer.csv": hashlib.sha256(csv.encode()).hexdigest()}
    assert outcome.exhibits == [
        {"id": "profil-timer", "title": "Tabel 1. Timer i 101", "kind": "table", "status": "synthetic"}
    ]


def test_alone_after_another_beside_another_and_in_another_process_a_page_is_the_same(
    notebook: Path, job: Callable[[Path, int], Job], tmp_path: Path
) -> None:
    first, second = job(notebook, 101), job(notebook, 860)
    made([first], tmp_path / "alone")
    made([second, first], tmp_path / "after")
    made([second, first], tmp_path / "beside", count=2)
    made([first], tmp_path / "cold", setting=Setting(IpcKernelManager))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        assert not run([first], executor, tmp_path / "process").failed
    for name in ("kommuner/101.html", "data/101/profil-timer.csv"):
        contents = {(tmp_path / way / name).read_bytes() for way in ("alone", "after", "beside", "cold", "process")}
        assert len(contents) == 1


def test_a_kernel_that_is_killed_is_reported_and_leaves_nothing(
    write_notebook: Callable[..., Path],
    job: Callable[[Path, int], Job],
    alive: Callable[[int], bool],
    tmp_path: Path,
    temporary: Path,
) -> None:
    file = tmp_path / "pids"
    dying = write_notebook(HANGS.format(file=str(file), then="os.kill(os.getpid(), 9)"))
    summary = made([job(dying, 101)], tmp_path / "site")
    assert [outcome.error for outcome in summary.failed] == [
        "Kernen standsede uventet (afbrudt udefra, eller hukommelsen slap op)."
    ]
    assert not any(alive(pid) for pid in pids(file))
    assert not list(temporary.iterdir())
    assert not (tmp_path / "site").exists()


def test_a_cell_that_never_ends_is_reported_and_leaves_nothing(
    write_notebook: Callable[..., Path],
    job: Callable[[Path, int], Job],
    alive: Callable[[int], bool],
    tmp_path: Path,
    temporary: Path,
) -> None:
    file = tmp_path / "pids"
    endless = write_notebook(HANGS.format(file=str(file), then="time.sleep(600)"))
    summary = made([job(endless, 101)], tmp_path / "site", setting=Setting(ForkedKernelManager, cell_seconds=2))
    assert [outcome.error for outcome in summary.failed] == ["En celle blev ikke færdig inden for tidsgrænsen."]
    assert not any(alive(pid) for pid in pids(file))
    assert not list(temporary.iterdir())


def test_ctrl_c_ends_the_kernels_and_leaves_other_pages_alone(
    write_notebook: Callable[..., Path],
    job: Callable[[Path, int], Job],
    alive: Callable[[int], bool],
    tmp_path: Path,
    temporary: Path,
) -> None:
    file = tmp_path / "pids"
    endless = write_notebook(HANGS.format(file=str(file), then="time.sleep(600)"))
    page = tmp_path / "site" / "kommuner" / "102.html"
    page.parent.mkdir(parents=True)
    page.write_text("fra sidst")

    def press() -> None:
        pids(file)
        # A real signal: only that wakes a main thread that waits.
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press).start()
    summary = made([job(endless, 101), job(endless, 102)], tmp_path / "site")
    assert summary.interrupted
    assert [outcome.error for outcome in summary.failed] == ["Afbrudt, før siden var lavet."] * 2
    assert not any(alive(pid) for pid in pids(file))
    assert not list(temporary.iterdir())
    assert page.read_text() == "fra sidst"
    assert not (tmp_path / "site" / "kommuner" / "101.html").exists()


def test_a_full_disk_fails_the_page_and_leaves_no_half(
    notebook: Path, job: Callable[[Path, int], Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if ".html" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    summary = made([job(notebook, 101)], tmp_path)
    assert [outcome.error for outcome in summary.failed] == ["Siden kunne ikke skrives: disken er fuld."]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


RUNNER = """
import sys
from pathlib import Path
from utils.batch.jobs import Job
from utils.batch.runner import run, threads
with threads(1) as executor:
    run([Job(Path(sys.argv[1]), {}, "101.html", "Kommune", "data/101")], executor, Path(sys.argv[2]))
"""


def test_when_the_runner_itself_is_killed_its_kernels_end(
    write_notebook: Callable[..., Path], alive: Callable[[int], bool], tmp_path: Path, temporary: Path
) -> None:
    file = tmp_path / "pids"
    endless = write_notebook(HANGS.format(file=str(file), then="time.sleep(600)"))
    command = [sys.executable, "-c", RUNNER, str(endless), str(tmp_path / "site")]
    runner = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(temporary)})
    kernel_and_child = pids(file)
    runner.kill()
    runner.wait()
    deadline = time.monotonic() + 5
    while any(alive(pid) for pid in kernel_and_child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in kernel_and_child)
