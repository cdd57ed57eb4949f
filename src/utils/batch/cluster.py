"""A batch on a Dask cluster: its workers share nothing with this machine but the package.

The frames travel once to each worker, which keeps them in a folder of its own while the batch lasts; the pages
come back as bytes. Needs the extra `cluster`.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from distributed import Client, Lock, Status, WorkerPlugin

from utils import temporary
from utils.batch import forking, inputs, kernels
from utils.errors import HkoError
from utils.frames import DATA_TOML, Frames
from utils.paths import FRAMES_FOLDER, PREPARED
from utils.registers.sources import data_toml_content, data_toml_path

SECONDS_TO_ANSWER: Final = 10
LOOK_SECONDS: Final = 0.1
# A scheme, a host and a port.
ADDRESS: Final = re.compile(r"(tcp|tls)://\S+:\d{1,5}")
LOCK_NAME: Final = "hko-batch"
# The scheduler keeps the lock of a batch that was killed for half a minute.
SECONDS_OF_THE_DEAD: Final = 45
# Chapters look code lists up while a notebook runs; the runner's own replace those of the worker.
TOML: Final = "data.toml"


@contextmanager
def cluster(
    address: str, frames: Callable[[], Frames] | None, basis: inputs.Basis = inputs.NOTHING
) -> Iterator[Executor]:
    """The executor of the cluster whose scheduler has that address, with the frames on every worker.

    frames: asked when the cluster answers. A page whose worker dies is made by another one. HkoError when nobody answers,
    when there is no worker or one with another version than the basis, and when another batch uses the cluster: its
    workers hold the frames of one batch at a time.
    """
    # What becomes of each page is told in the summary; these would tell of a lost connection in their own words.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not ADDRESS.fullmatch(address):
        raise HkoError(f"--scheduler {address}: der skal stå en adresse som tcp://127.0.0.1:8786.")
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise HkoError(
            f"Der svarer ingen Dask-scheduler på {address}; skriv fx --scheduler tcp://127.0.0.1:8786."
        ) from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise HkoError(f"Scheduleren på {address} har ingen arbejdere; start dem med «dask worker {address}».")
        lock = Lock(LOCK_NAME)
        if not lock.acquire(timeout=SECONDS_OF_THE_DEAD):
            raise HkoError(f"En anden kørsel bruger klyngen på {address}; vent, til den er færdig.")
        try:
            client.run(inputs.require_same, basis)
            client.register_plugin(DataOnWorker(_files(frames() if frames else None)))
            # Not pure: a page is made for this batch, whatever an earlier one was called with.
            yield client.get_executor(pure=False)
        finally:
            # Workers whose scheduler is gone end by themselves, and clean up as they do.
            for leave in (partial(client.unregister_worker_plugin, DataOnWorker.name), lock.release):
                with contextlib.suppress(OSError, ValueError):
                    leave()


class DataOnWorker(WorkerPlugin):
    """Keeps the frames and code lists in a folder of the worker, also of one that joins later.

    files: name to content.
    """

    name = "hko-data"

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._folder = ""

    def setup(self, worker: Any) -> None:
        """Write the files, and let kernels find them."""
        temporary.sweep()  # a worker that was killed could not remove its own
        self._folder = str(temporary.made(temporary.FRAMES))
        for name, content in self._files.items():
            (Path(self._folder) / name).write_bytes(content)
        os.environ[DATA_TOML] = str(Path(self._folder) / TOML)
        if PREPARED in self._files:
            os.environ[FRAMES_FOLDER] = self._folder
        forking.cool_down()

    async def teardown(self, worker: Any) -> None:
        """End what still runs and remove the files."""
        kernels.end_all()
        # A page that is being made may be about to start a kernel. (A worker that closes takes its kernels along.)
        while worker.state.executing and worker.status == Status.running:
            await asyncio.sleep(LOOK_SECONDS)
            kernels.end_all()
        forking.cool_down()
        os.environ.pop(FRAMES_FOLDER, None)
        os.environ.pop(DATA_TOML, None)
        shutil.rmtree(self._folder, ignore_errors=True)
        temporary.sweep()


def _files(data: Frames | None) -> dict[str, bytes]:
    """What a worker gets: the frames, the code lists that data.toml names, and a data.toml that names them there."""
    named = data_toml_content().get("codelists", {}) if data_toml_path().is_file() else {}
    lists = {name: (data_toml_path().parent / str(path)).read_bytes() for name, path in named.items()}
    toml = "\n".join(["[codelists]", *(f'{name} = "{name}.csv"' for name in lists)])
    frames = {PREPARED: pickle.dumps(data, protocol=pickle.HIGHEST_PROTOCOL)} if data else {}
    return {TOML: toml.encode(), **{f"{name}.csv": content for name, content in lists.items()}, **frames}
