import multiprocessing
import os
import sys
import time

import pytest

from utils.batch import forking
from utils.batch.forking import ForkedProcess, preload


def _end(status: int) -> None:
    # A kernel leads a session of its own; signals go to all of it.
    os.setsid()
    if status < 0:
        time.sleep(60)
    os._exit(status)


def test_the_package_is_preloaded_but_not_what_a_notebook_never_uses() -> None:
    modules = preload()
    assert {"pandas", "ipykernel.debugger", "utils", "utils.publish.exhibit"} <= set(modules)
    assert not any(name.startswith(("utils.synthetic", "utils.cli", "utils.batch.runner")) for name in modules)
    # It makes figures in kernels only: its backend may not be chosen before the fork.
    assert "matplotlib_inline.backend_inline" not in modules


def test_a_daemonic_worker_may_start_a_kernel_and_stays_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    monkeypatch.setitem(config, "daemon", True)
    main = vars(sys.modules["__main__"])
    before = dict(main)
    with forking._as_plain_parent():
        assert not multiprocessing.current_process().daemon
        assert main["__spec__"] is None
        assert "__file__" not in main
    assert multiprocessing.current_process().daemon
    assert main == before


def test_the_environment_of_the_warm_process_is_not_left_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    with forking._environment({"OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}):
        assert (os.environ["OMP_NUM_THREADS"], os.environ["MPLBACKEND"]) == ("1", "agg")
    assert os.environ["OMP_NUM_THREADS"] == "8"
    assert "MPLBACKEND" not in os.environ


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_forked_process_tells_its_exit_status_and_can_be_killed() -> None:
    context = multiprocessing.get_context("forkserver")
    forking.warm_up()
    ended, running = (context.Process(target=_end, args=(status,), daemon=True) for status in (3, -1))
    for process in (ended, running):
        process.start()
    first, second = ForkedProcess(ended), ForkedProcess(running)
    assert first.wait(30) == 3
    assert first.poll() == 3
    assert second.wait(0.5) is None
    second.kill()
    assert second.wait(30) == -9
    second.kill()  # nothing is left to kill, and that is no error
