"""All profiles on a Dask cluster on loopback, one of its two workers killed halfway, against the same on this machine.

    python benchmarks/cluster.py [--limit 98]

Runs the three commands of the README with real processes in a copy of the repository. Ends with status 1 when a page or
csv file differs by a byte, is missing, or a process is left.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from recording import LIBRARIES, machine, record

from utils.batch.parameters import municipality_names
from utils.paths import ROOT
from utils.publish.formats import number

HEADING = "Kommuneprofiler på en Dask-klynge, hvor en arbejder dræbes undervejs"
COPIED = ("src", "notebooks", "data", "data.toml", "pyproject.toml", "requirements.lock")


def copied(folder: Path) -> Path:
    """What a checkout holds that pages are made from."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
    return folder


def start(copy: Path, *module: str) -> "subprocess.Popen[bytes]":
    """A command of the copy's package, in a process group of its own."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    with (copy / f"{module[0]}-{module[1]}.log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", *module], cwd=copy, env=environment, start_new_session=True,
                                stdout=log, stderr=log)  # fmt: skip


def waited(done: "subprocess.Popen[bytes]") -> None:
    """SystemExit when a command did not do all that it was asked for."""
    if done.wait():
        raise SystemExit(f"«{' '.join(map(str, done.args[1:]))}» endte med status {done.returncode}.")  # type: ignore[index, union-attr]


def recorded(copy: Path) -> int:
    """How many pages the manifest knows."""
    manifest = copy / "reports" / "manifest.json"
    return len(json.loads(manifest.read_text(encoding="utf-8"))["pages"]) if manifest.exists() else 0


def site(copy: Path, codes: list[str]) -> dict[str, bytes]:
    """The pages and csv files of the municipalities, by place; they are removed."""
    folder = copy / "reports" / "site"
    files = [file for file in folder.rglob("*") if file.is_file() and {file.stem, file.parent.name} & set(codes)]
    found = {str(file.relative_to(folder)): file.read_bytes() for file in files}
    shutil.rmtree(copy / "reports")
    return found


@contextmanager
def workers(copy: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Address of a scheduler, and its two workers."""
    file = copy / "scheduler.json"
    started = [start(copy, "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                     "--scheduler-file", str(file))]  # fmt: skip
    try:
        while not file.exists() or not file.read_text(encoding="utf-8"):
            time.sleep(0.1)
        address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
        started += [start(copy, "dask", "worker", address, "--host", "127.0.0.1", "--nthreads", "2", "--no-dashboard",
                          "--local-directory", str(copy / "dask")) for _ in range(2)]  # fmt: skip
        yield address, started[1:]
    finally:
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(60)


def left(copy: Path) -> list[int]:
    """Processes that were started from the copy and still run."""
    own = [found for found in psutil.process_iter() if found.pid != os.getpid()]
    return [found.pid for found in own if str(copy) in _environment(found)]


def _environment(process: psutil.Process) -> str:
    try:
        return process.environ().get("PYTHONPATH", "")
    except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
        return ""


def main() -> None:
    """Measure, tell, and end with status 1 when something differs or is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=98)
    codes = [str(code) for code in municipality_names()][: parser.parse_args().limit]
    command = ("utils.cli", "batch", "--only", ",".join(codes))
    with TemporaryDirectory() as name:
        copy = copied(Path(name))
        begun = time.perf_counter()
        waited(start(copy, *command))
        here = time.perf_counter() - begun
        local = site(copy, codes)
        with workers(copy) as (address, pair):
            begun = time.perf_counter()
            running = start(copy, *command, "--scheduler", address)
            while recorded(copy) < len(codes) // 2 and running.poll() is None:
                time.sleep(0.1)
            made = recorded(copy)
            os.killpg(pair[0].pid, signal.SIGKILL)
            waited(running)
            there = time.perf_counter() - begun
        cluster = site(copy, codes)
        time.sleep(5)
        over = left(copy)
    differing = sorted(place for place in local.keys() | cluster.keys() if local.get(place) != cluster.get(place))
    record(HEADING, [
        machine((*LIBRARIES, "distributed")),
        f"- {len(codes)} sider på denne maskine: {number(here, 1)} s; på en klynge af to arbejdere, hvoraf en blev dræbt "
        f"efter {made} sider: {number(there, 1)} s; forhold {number(there / here, 2)}",
        f"- {len(local)} filer sammenlignet, heraf forskellige: {', '.join(differing) or 'ingen'}; processer tilbage: "
        f"{len(over) or 'ingen'}",
    ])  # fmt: skip
    if differing or over or not local:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
