"""Kernels forked from a warm process: a kernel provisioner for jupyter_client ("hko-forked").

One process (multiprocessing's fork server) imports the analysis stack once; each kernel is a fork of it and
has everything imported when it starts, and the frames of the batch read. It remains a kernel of its own: nothing of
one report reaches the next. The warm process must never start a thread or leave a lock held: a fork breaks both.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from utils import temporary
from utils.batch.environment import KERNEL_ENVIRONMENT, data_paths, kernel_environment
from utils.batch.forked_kernel import run_call, run_kernel
from utils.errors import HkoError

LIBRARIES: Final = (
    "IPython.core.completerlib",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "babel.dates",
    "babel.numbers",
    "duckdb",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pandas",
    "pandera.pandas",
    "pyarrow.parquet",
    "scipy.stats",
    "seaborn",
    "statsmodels.api",
    "statsmodels.formula.api",
    "utils.batch.forked_kernel",
    "utils.batch.plain",
)
# Reads the frames and fills caches; last, when everything is imported.
WARM: Final = "utils.batch.warm"
# Parts of the package that no notebook uses, or that do more than define things.
NOT_PRELOADED: Final = ("batch", "cli", "cli_pages", "disclosure", "synthetic", "start", "__main__")
# What multiprocessing knows a process's main module by.
CALLER: Final[tuple[str, ...]] = ("__file__", "__spec__")

# Starting and reaping share state of the whole process: `__main__`, os.environ and multiprocessing's own tables.
_lock = threading.Lock()


def preload() -> list[str]:
    """The modules that the warm process imports: the libraries of the notebooks and the package itself."""
    package = Path(__file__).parents[1]
    files = sorted(path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py"))
    modules = [".".join(("utils", *parts)) for parts in files if parts[0] not in NOT_PRELOADED]
    return [*LIBRARIES, *(name.removesuffix(".__init__") for name in modules), WARM]


@contextmanager
def _as_plain_parent() -> Iterator[None]:
    """Let a process be started without the caller's main module, also from a daemonic worker of a cluster.

    multiprocessing would run the caller's script again in every kernel, and refuses children to a daemon.
    """
    main = vars(sys.modules["__main__"])
    hidden = {name: main.pop(name) for name in CALLER if name in main}
    main["__spec__"] = None
    process_config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemon = process_config.pop("daemon", None)
    try:
        yield
    finally:
        del main["__spec__"]
        main.update(hidden)
        if daemon is not None:
            process_config["daemon"] = daemon


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let a process be started that Ctrl-C in the terminal does not reach: it would tell of it in Python's own words."""
    resource_tracker.ensure_running()  # which would undo the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def warm_up() -> None:
    """Start the warm process now; it imports in the background and the first kernel waits for it."""
    with _lock, _as_plain_parent(), _environment({**KERNEL_ENVIRONMENT, **data_paths()}):
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(preload())
        with _without_interrupts():
            forkserver.ensure_running()


def cool_down() -> None:
    """End the warm process, and with it the frames that it holds; the next kernel starts a new one."""
    with _lock:
        abandon()
        server: Any = forkserver._forkserver
        server._stop()


def abandon() -> None:
    """End the warm process at once, also while threads wait for it to have imported everything; they fail then."""
    server: Any = forkserver._forkserver
    if server._forkserver_pid is not None:
        with contextlib.suppress(ProcessLookupError):  # one of those threads has just found it dead
            os.kill(server._forkserver_pid, signal.SIGKILL)


def call(function: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
    """What a function gives in a process forked for it alone; None when it fails or takes longer than that.

    What went wrong is not told: this is for answers that can be done without.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with receiver, temporary.folder(temporary.PAGE) as folder:
        with sender:
            environment = kernel_environment(folder, {})
            process = ForkedProcess(_start(run_call, sender, function, arguments, environment, str(folder)))
        _calls.add(process)
        try:
            return receiver.recv() if receiver.poll(seconds) else None
        except EOFError:
            return None
        finally:
            process.kill()
            process.wait(5.0)
            _calls.discard(process)


def end_calls() -> None:
    """End all calls that this process has running."""
    for process in list(_calls):
        process.kill()


def _start(target: Callable[..., Any], *arguments: Any) -> ForkServerProcess:
    warm_up()
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=target, args=arguments, daemon=True)
    with _lock, _as_plain_parent():
        try:
            process.start()
        except (EOFError, ConnectionError) as error:
            raise HkoError("Den varme kerneproces svarer ikke; kør med --fresh-kernels.") from error
    return process


def signal_group(pid: int, signum: int) -> None:
    """Signal a process and all that it started; in its first moment it does not lead a group of its own yet."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):  # it has ended already, which is what a signal to it is for
            send(pid, signum)
            return


class ForkedProcess:
    """A forked kernel, spoken to as jupyter_client speaks to a subprocess.Popen."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        assert process.pid is not None, "a process that was started has a pid"
        self.pid: int = process.pid
        self._sentinel = process.sentinel
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit status, or None while the kernel runs."""
        with _lock:
            if self.returncode is None and self._process.exitcode is not None:
                self.returncode = self._process.exitcode
                self._process.join()
                self._process.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end of the kernel, at most `timeout` seconds."""
        if self.poll() is None:
            multiprocessing.connection.wait([self._sentinel], timeout)
        return self.poll()

    def send_signal(self, signum: int) -> None:
        """Signal the kernel and everything that it started."""
        signal_group(self.pid, signum)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


_calls: "weakref.WeakSet[ForkedProcess]" = weakref.WeakSet()


class ForkProvisioner(LocalProvisioner):
    """Starts a Python kernel as a fork of the warm process (entry point `hko-forked`)."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; of the command line only what follows the interpreter and its module is used."""
        arguments = [*cmd[cmd.index("-f") :], "--HistoryManager.enabled=False"]
        folder = str(kwargs.get("cwd") or os.getcwd())
        forked = ForkedProcess(_start(run_kernel, arguments, dict(kwargs["env"]), folder))
        self.process = forked  # type: ignore[assignment]
        self.pid = self.pgid = forked.pid
        self.cwd = folder
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and wait for it: a killed process is gone in milliseconds, not at the next poll."""
        process = self.process
        await super().kill(restart=restart)
        if process is not None:
            await asyncio.to_thread(process.wait, 5.0)


def _forget_parents_server() -> None:
    """A worker that was itself forked must start its own warm process, not reap its parent's."""
    global _lock
    _lock = threading.Lock()
    forkserver._forkserver.__init__()  # type: ignore[misc]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parents_server)
