"""What a batch leaves behind when something goes wrong, with the command itself and real processes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
CODES = (101, 147, 151)
# What a municipality's notebook does stands in a file; without one it gives its table at once.
SWITCH = """
import os, pathlib, subprocess, time
switch = pathlib.Path(os.environ["HKO_TEST_SWITCHES"]) / str(kommune)
does = switch.read_text() if switch.exists() else ""
if does:
    subprocess.Popen(["sleep", "600"])
    switch.with_suffix(".reached").touch()
if does == "die":
    os.kill(os.getpid(), 9)
if does == "hang":
    time.sleep(600)
"""


@dataclass(frozen=True)
class Place:
    """A copy of the repository with a small notebook as the municipality's page.

    Everything that is started carries a mark in its environment, so that nothing of it can hide.
    """

    folder: Path
    temporary: Path
    frames: Path

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    def page(self, code: int) -> Path:
        return self.reports / "site" / "kommuner" / f"{code}.html"

    def switch(self, code: int, does: str) -> Path:
        """Let a municipality's notebook do something; gives the file that says that it came so far."""
        (self.folder / "switches" / str(code)).write_text(does)
        return self.folder / "switches" / f"{code}.reached"

    def clear(self) -> None:
        for file in (self.folder / "switches").iterdir():
            file.unlink()

    @property
    def environment(self) -> dict[str, str]:
        own = {"PYTHONPATH": str(self.folder / "src"), "HKO_FRAMES": str(self.frames), "COLUMNS": "200",
               "TMPDIR": str(self.temporary), "HKO_TEST_SWITCHES": str(self.folder / "switches")}  # fmt: skip
        return os.environ | own

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "utils.cli", "batch", "--only", ",".join(map(str, CODES)), *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, text=True, start_new_session=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit status, and what was told."""
        return self.ended(self.start(*arguments))

    def ended(self, process: "subprocess.Popen[str]") -> tuple[int, str]:
        stdout, stderr = process.communicate(timeout=300)
        assert "Traceback" not in stderr, stderr
        return process.returncode, stdout + stderr

    def processes(self) -> list[int]:
        """All processes that were started from here and still run."""
        return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if self._is_ours(folder)]

    def _is_ours(self, folder: Path) -> bool:
        try:
            return str(self.folder).encode() in (folder / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False  # it has ended, or is somebody else's

    def is_clean(self, seconds: float = 10) -> bool:
        """No process, and nothing temporary: sockets, frames, half files."""
        end = time.monotonic() + seconds
        while self.processes() and time.monotonic() < end:
            time.sleep(0.05)
        return not self.processes() and not list(self.temporary.iterdir()) and not list(self.reports.rglob(".*.part"))

    def recorded(self) -> set[str]:
        """The pages that the manifest knows."""
        manifest = self.reports / "manifest.json"
        return set(json.loads(manifest.read_text(encoding="utf-8"))["pages"]) if manifest.exists() else set()


def waited(condition: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def repository(workplace: Path, write_notebook: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose only notebook is a small one."""
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(workplace, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("reports", "__pycache__"))
    notebook = nbformat.read(write_notebook(SWITCH), as_version=4)
    nbformat.write(notebook, folder / "notebooks" / "09_kommuneprofil.ipynb")
    (folder / "switches").mkdir()
    return folder


@contextmanager
def placed(repository: Path, frames: Path) -> Iterator[Place]:
    temporary = Path("/tmp") / f"hko-test-{os.getpid()}"  # paths of sockets are limited to about a hundred characters
    temporary.mkdir()
    found = Place(repository, temporary, frames)
    yield found
    for process in found.processes():
        os.kill(process, signal.SIGKILL)
    found.clear()
    shutil.rmtree(temporary)
    shutil.rmtree(found.reports, ignore_errors=True)


@pytest.fixture
def place(repository: Path, frames_folder: Path, expected: dict[str, bytes]) -> Iterator[Place]:
    with placed(repository, frames_folder) as found:
        yield found


@pytest.fixture(scope="module")
def expected(repository: Path, frames_folder: Path) -> dict[str, bytes]:
    """The pages and csv files as they are when nothing goes wrong."""
    with placed(repository, frames_folder) as place:
        status, told = place.run()
        assert (status, told.splitlines()[0][:24]) == (0, "3 af 3 sider er lavet på"), told
        assert place.is_clean()
        files = whole(place)
    assert len(files) == 6
    return files


def whole(place: Place) -> dict[str, bytes]:
    """Every page and csv file of the site, by place."""
    site = place.reports / "site"
    files = [path for path in site.rglob("*") if path.is_file() and path.parent.name in {"kommuner", *map(str, CODES)}]
    return {str(path.relative_to(site)): path.read_bytes() for path in files}


def completed(place: Place, missing: int, expected: dict[str, bytes]) -> None:
    """A rerun makes only what is missing, and then nothing."""
    place.clear()
    status, told = place.run()
    assert status == 0, told
    kept = f", {3 - missing} er uændrede" if missing < 3 else ""
    assert re.match(rf"{missing} af 3 sider er lavet på [0-9,]+ s{kept}\.", told), told
    assert whole(place) == expected
    status, told = place.run()
    assert (status, told[:40]) == (0, "Intet at lave: 3 af 3 sider er uændrede "), told
    assert place.is_clean()


def test_a_kernel_that_is_killed(place: Place, expected: dict[str, bytes]) -> None:
    place.switch(147, "die")
    status, told = place.run()
    assert status == 1
    assert "2 af 3 sider er lavet" in told
    assert "kommuner/147.html  Kommuneprofil: Frederiksberg  Kernen standsede uventet" in told
    assert whole(place) == {name: content for name, content in expected.items() if "147" not in name}
    assert place.is_clean()
    completed(place, 1, expected)


def test_a_cell_that_never_ends(place: Place, expected: dict[str, bytes]) -> None:
    place.switch(147, "hang")
    status, told = place.run("--cell-seconds", "3")
    assert status == 1
    assert "En celle blev ikke færdig inden for tidsgrænsen." in told
    assert place.recorded() == {"kommuner/101.html", "kommuner/151.html"}
    assert place.is_clean()
    completed(place, 1, expected)


def test_ctrl_c(place: Place, expected: dict[str, bytes]) -> None:
    reached = place.switch(147, "hang")
    process = place.start()
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody in the foreground gets it
    status, told = place.ended(process)
    assert status == 130
    assert "2 af 3 sider er lavet" in told and "Kørslen blev afbrudt, før 1 sider var lavet." in told
    assert place.is_clean()
    completed(place, 1, expected)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 1.0])
def test_ctrl_c_while_the_warm_process_imports(place: Place, expected: dict[str, bytes], seconds: float) -> None:
    process = place.start()
    waited(lambda: _warm(place, process.pid))
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    status, told = place.ended(process)
    assert status == 130
    assert "0 af 3 sider er lavet" in told and "Kørslen blev afbrudt, før 3 sider var lavet." in told
    assert "Kommuneprofil" not in told, told
    assert place.is_clean()
    completed(place, 3, expected)


def test_output_that_nobody_reads(place: Place, expected: dict[str, bytes]) -> None:
    """As cron and daemons start a program: with the streams shut, whose numbers the next files would get."""
    only = ",".join(map(str, CODES))
    command = f"exec {sys.executable} -c 'import utils.start; utils.start.main()' batch --only {only} <&- >&- 2>&-"
    ended = subprocess.run(["sh", "-c", command], cwd=place.folder, env=place.environment, timeout=300, check=False)
    assert ended.returncode == 0
    assert whole(place) == expected
    assert place.is_clean()


def test_the_runner_is_killed_and_started_again(place: Place, expected: dict[str, bytes]) -> None:
    reached = place.switch(147, "hang")
    process = place.start()
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    process.kill()
    process.communicate()
    waited(lambda: not place.processes(), 10)
    assert whole(place) == {name: content for name, content in expected.items() if "147" not in name}
    half = place.reports / "site" / "kommuner" / ".147.html.99.part"
    half.write_bytes(b"<!DOCTYPE")
    place.clear()
    status, told = place.run()
    assert status == 0
    assert re.match(r"1 af 3 sider er lavet på .* s, 2 er uændrede\.", told), told
    assert whole(place) == expected
    assert not half.exists()
    # Frames, sockets and notebooks of the killed batch are gone; only Python's own empty folder may be left.
    assert [path.name for path in place.temporary.iterdir() if not path.name.startswith("pymp-")] == []


def test_the_warm_process_is_killed(place: Place, expected: dict[str, bytes]) -> None:
    reached = place.switch(147, "hang")
    process = place.start()
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    (warm,) = _warm(place, process.pid)
    os.kill(warm, signal.SIGKILL)
    status, told = place.ended(process)
    assert status == 1
    assert "kommuner/147.html  Kommuneprofil: Frederiksberg  Kernen standsede uventet" in told
    assert place.is_clean()
    completed(place, 1, expected)


@pytest.fixture
def worker(place: Place, dask: Callable[..., "subprocess.Popen[bytes]"], address: str) -> "subprocess.Popen[bytes]":
    """A worker of a cluster, which shares nothing with the place but its package and its folder for what is temporary."""
    environment = {"PYTHONPATH": str(place.folder / "src"), "TMPDIR": str(place.temporary),
                   "HKO_TEST_SWITCHES": str(place.folder / "switches")}  # fmt: skip
    distributed = pytest.importorskip("distributed", reason="the cluster needs the extra «cluster»")
    process = dask("worker", "--host", "127.0.0.1", "--nthreads", "3", "--local-directory", str(place.folder / "dask"),
                   **environment)  # fmt: skip
    with distributed.Client(address) as client:
        client.wait_for_workers(1, timeout=60)
    return process


def test_ctrl_c_ends_what_runs_on_a_cluster(
    place: Place, worker: "subprocess.Popen[bytes]", address: str, expected: dict[str, bytes]
) -> None:
    reached = place.switch(147, "hang")
    process = place.start("--scheduler", address)
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    os.killpg(process.pid, signal.SIGINT)
    status, told = place.ended(process)
    assert status == 130
    assert "2 af 3 sider er lavet" in told and "Kørslen blev afbrudt, før 1 sider var lavet." in told
    # The worker lives on, without a kernel of this batch and without its frames.
    waited(lambda: not [pid for pid in place.processes() if b"forkserver" in _command(pid)], 10)
    assert worker.poll() is None
    assert not [path for path in place.temporary.iterdir() if path.name.startswith("hko-")]
    place.clear()
    status, told = place.run("--scheduler", address)
    assert (status, told[:24]) == (0, "1 af 3 sider er lavet på"), told
    assert whole(place) == expected


def test_the_scheduler_of_a_cluster_is_killed(
    place: Place, scheduler: "subprocess.Popen[bytes]", worker: "subprocess.Popen[bytes]", address: str,
    expected: dict[str, bytes],
) -> None:  # fmt: skip
    reached = place.switch(147, "hang")
    process = place.start("--scheduler", address)
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    scheduler.kill()
    status, told = place.ended(process)
    assert status == 1
    assert "147.html  Kommuneprofil: Frederiksberg  Forbindelsen til arbejderne gik tabt, før siden var lavet." in told
    assert "distributed" not in told
    worker.wait(60)
    assert place.is_clean()
    completed(place, 1, expected)


def _warm(place: Place, runner: int) -> list[int]:
    return [pid for pid in place.processes() if b"forkserver import main" in _command(pid) and _parent(pid) == runner]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""  # it has ended


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_two_batches_at_once(place: Place, expected: dict[str, bytes]) -> None:
    reached = place.switch(147, "hang")
    process = place.start()
    waited(lambda: reached.exists() and len(place.recorded()) == 2)
    status, told = place.run()
    assert status == 1
    assert (
        told == f"Fejl: En anden kørsel (proces {process.pid}) arbejder i {place.reports}; vent, til den er færdig.\n"
    )
    os.kill(process.pid, signal.SIGTERM)
    status, told = place.ended(process)
    assert status == 130
    assert "Kørslen blev afbrudt, før 1 sider var lavet." in told, told
    place.clear()
    assert place.run()[0] == 0
    assert whole(place) == expected
    assert place.is_clean()


def test_a_full_disk(place: Place, expected: dict[str, bytes]) -> None:
    place.reports.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place.reports)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root; the next test fills one without")
    try:
        ballast = place.reports / "ballast"
        # Room for a page and the manifest, not for three pages.
        room = 2 * len(expected["kommuner/101.html"]) + 24_576
        ballast.write_bytes(bytes(256 * 1024 - room))
        status, told = place.run()
        assert status == 1
        assert "disken er fuld" in told
        there = whole(place)
        assert len(there) < 6
        assert there == {name: content for name, content in expected.items() if name in there}
        assert place.is_clean()
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=16m", str(place.reports)], check=True)
        completed(place, 3 - len(place.recorded()), expected)
    finally:
        subprocess.run(["umount", str(place.reports)], check=True)


FILLS = """
import resource, sys
from pathlib import Path
from utils.batch.jobs import Job
from utils.batch.runner import run, threads
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
jobs = [Job(Path(sys.argv[1]), {"kommune": 101}, "101.html", "Kommune", "data/101")]
with threads(1) as executor:
    summary = run(jobs, executor, Path(sys.argv[2]))
print(*(outcome.error for outcome in summary.outcomes))
"""


def test_a_file_that_does_not_fit(write_notebook: Callable[..., Path], tmp_path: Path) -> None:
    notebook = write_notebook()
    # The csv fits, and what a kernel writes; the page, with its style, does not.
    command = [sys.executable, "-c", FILLS, str(notebook), str(tmp_path / "site"), "6000"]
    # Python cuts its bytecode off too, and takes what is left for whole.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    assert ended.stdout == "Siden kunne ikke skrives: disken er fuld.\n"
    assert [path for path in (tmp_path / "site").rglob("*") if path.is_file()] == []
