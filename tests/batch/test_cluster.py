"""A Dask cluster on loopback: a scheduler and two workers, processes of their own, one of them killed halfway."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from utils import temporary
from utils.batch import inputs
from utils.batch.building import Setting
from utils.batch.jobs import Job
from utils.batch.kernels import ForkedKernelManager
from utils.batch.outcomes import Outcome
from utils.batch.runner import run, threads
from utils.batch.sharing import shared_frames
from utils.errors import HkoError
from utils.frames import Frames

pytest.importorskip("distributed", reason="the cluster needs the extra «cluster»")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
CODES = (101, 147, 151, 153, 155, 157, 159, 161)
# Reads the frames, as every notebook does, and takes long enough for a worker to be killed in the midst.
READS = """
import time
from utils import load
time.sleep(0.5)
grants = len(load().df_by_grant)
"""


def setting() -> Setting:
    return Setting(ForkedKernelManager, basis=inputs.basis(inputs.input_files({})))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_killed_worker_costs_no_page_and_pages_are_those_of_this_machine(
    dask: Callable[..., "subprocess.Popen[bytes]"],
    address: str,
    write_notebook: Callable[..., Path],
    job: Callable[[Path, int], Job],
    data: Frames,
    tmp_path: Path,
) -> None:
    from distributed import Client

    from utils.batch.cluster import cluster

    notebook = write_notebook(READS)
    jobs = [job(notebook, code) for code in CODES]
    with shared_frames(data), threads(2) as executor:
        assert not run(jobs, executor, tmp_path / "local", setting=setting()).failed
    arguments = ("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
    workers = [dask(*arguments) for _ in range(2)]
    with Client(address) as client:
        client.wait_for_workers(2, timeout=60)
    seen: list[Outcome] = []

    def kill_one(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 2:
            workers[0].kill()
            assert workers[0].wait(10) == -signal.SIGKILL

    with cluster(address, lambda: data) as executor:
        summary = run(jobs, executor, tmp_path / "cluster", setting=setting(), on_progress=kill_one)
    assert [outcome.error for outcome in summary.outcomes] == [""] * len(jobs)
    assert len(seen) == len(jobs)
    assert contents(tmp_path / "cluster") == contents(tmp_path / "local")
    # The worker that lives has removed its frames, and those of the one that could not.
    folders = Path(tempfile.gettempdir()).glob(f"{temporary.FRAMES}*")
    assert [path for path in folders if path.name.split("-")[2] in {str(worker.pid) for worker in workers}] == []


def test_a_worker_with_another_version_makes_no_page(
    dask: Callable[..., "subprocess.Popen[bytes]"],
    address: str,
    write_notebook: Callable[..., Path],
    job: Callable[[Path, int], Job],
    tmp_path: Path,
) -> None:
    from utils.batch.cluster import cluster

    with pytest.raises(HkoError, match=r"har ingen arbejdere; start dem med «dask worker tcp://127.0.0.1:\d+»\."):
        cluster(address, None).__enter__()
    dask("worker", "--host", "127.0.0.1", "--nthreads", "1", "--local-directory", str(tmp_path))
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(1, timeout=60)
    other = replace(setting(), basis=replace(setting().basis, package_sha256="en anden"))
    with pytest.raises(HkoError, match="Arbejderen har en anden udgave af pakken"):
        cluster(address, None, other.basis).__enter__()
    with cluster(address, None) as executor:
        summary = run([job(write_notebook(), 101)], executor, tmp_path / "site", setting=other)
    assert [outcome.error for outcome in summary.outcomes] == [
        "Arbejderen har en anden udgave af pakken, bibliotekerne eller tabellerne i data/ end kørslen."
    ]


def test_a_second_batch_does_not_get_the_workers_of_the_first(
    dask: Callable[..., "subprocess.Popen[bytes]"], address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    from utils.batch import cluster

    dask("worker", "--host", "127.0.0.1", "--nthreads", "1", "--local-directory", str(tmp_path))
    with Client(address) as client:
        client.wait_for_workers(1, timeout=60)
    monkeypatch.setattr(cluster, "SECONDS_OF_THE_DEAD", 1)
    with cluster.cluster(address, None) as executor:
        assert executor.submit(os.path.exists, "/").result(60)
        with pytest.raises(HkoError, match=r"En anden kørsel bruger klyngen på tcp://127\.0\.0\.1:\d+; vent"):
            cluster.cluster(address, None).__enter__()
    with cluster.cluster(address, None) as executor:
        assert executor.submit(os.path.exists, "/").result(60)


def test_nobody_at_the_address_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from utils.batch import cluster

    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(HkoError, match=r"Der svarer ingen Dask-scheduler på tcp://127.0.0.1:9;"):
        cluster.cluster("tcp://127.0.0.1:9", None).__enter__()
    for address in ("http://127.0.0.1:9", "tcp://127.0.0.1", "hej"):
        with pytest.raises(HkoError, match=r"der skal stå en adresse som tcp://127\.0\.0\.1:8786\."):
            cluster.cluster(address, None).__enter__()
