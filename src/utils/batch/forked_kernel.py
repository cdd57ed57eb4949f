"""What runs inside a process that was forked from the warm process: a kernel, or a single call.

Imported by the warm process itself, so it must stay light and do nothing when imported: no threads, no open
files or connections (a fork copies only the thread that forks), and no matplotlib backend.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NoReturn

import numpy as np


def run_kernel(arguments: list[str], environment: dict[str, str], folder: str) -> NoReturn:
    """Become an IPython kernel with its own session, environment and working folder; never returns."""
    _become_own_process(environment, folder)
    sys.argv = ["ipykernel_launcher", *arguments]
    from ipykernel.kernelapp import IPKernelApp

    # ipykernel's own watch over a parent's process id is off: the parent here is the warm process.
    IPKernelApp.launch_instance(argv=[*arguments, "--IPKernelApp.parent_handle=0"])
    sys.exit(0)


def run_call(
    answer: Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    environment: dict[str, str],
    folder: str,
) -> None:
    """Send back what the function returns."""
    _become_own_process(environment, folder)
    answer.send(function(*arguments))


def _become_own_process(environment: dict[str, str], folder: str) -> None:
    # A session of its own: Ctrl-C in the terminal stays with the runner, and one signal ends the whole group.
    os.setsid()
    # The warm process is shut to it; a cell must be open to the interrupt that its own kernel manager sends.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    _silence_terminal()
    # The fork copied numpy's random state; without this every kernel would draw the same numbers.
    np.random.seed()
    # A daemonic process may not have children, and joblib would quietly fall back to one job.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    threading.Thread(target=_end_with_runner, daemon=True).start()


def _end_with_runner() -> None:
    """End the process and all that it started as soon as the runner is gone, however that came about."""
    runner = multiprocessing.parent_process()
    assert runner is not None, "a forked process has the runner as its parent"
    runner.join()
    os.killpg(os.getpid(), signal.SIGKILL)


def _silence_terminal() -> None:
    """The kernel speaks over its sockets; what it writes outside them would tear the progress bar."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
