"""Real kernels, warm and cold."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from utils.batch import kernels
from utils.batch.kernels import ForkedKernelManager, IpcKernelManager, kernel_manager
from utils.errors import HkoError

LOOK = """
import json, multiprocessing, os, sys
loaded = sorted({"pandas", "seaborn", "statsmodels.api", "utils.publish.exhibit"} & set(sys.modules))
import matplotlib, numpy, __main__
print(json.dumps({
    "loaded": loaded,
    "random": numpy.random.rand(),
    "daemon": multiprocessing.current_process().daemon,
    "backend": matplotlib.get_backend(),
    "threads": os.environ["OMP_NUM_THREADS"],
    "frames": os.environ.get("HKO_FRAMES"),
    "session": os.getsid(0) == os.getpid(),
    "pid": os.getpid(),
    "caller": hasattr(__main__, "pytest"),
    "folder": os.getcwd(),
}))
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


async def _looked(manager: IpcKernelManager, folder: Path) -> dict[str, object]:
    printed: list[str] = []
    await manager.start_kernel(cwd=str(folder))
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    await client.execute_interactive(
        LOOK, timeout=60, output_hook=lambda message: printed.append(message["content"].get("text", ""))
    )
    await manager.shutdown_kernel(now=True)
    await manager.cleanup_resources()
    client.stop_channels()
    return json.loads("".join(printed))


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, object]]]:
    folder = tmp_path_factory.mktemp("forked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HKO_FRAMES", "frames")
        yield [asyncio.run(_looked(ForkedKernelManager(kernel_name="python3"), folder)) for _ in range(2)]


@linux
def test_a_forked_kernel_has_the_stack_imported_before_it_imports(forked: list[dict[str, object]]) -> None:
    assert forked[0]["loaded"] == ["pandas", "seaborn", "statsmodels.api", "utils.publish.exhibit"]


@linux
def test_a_forked_kernel_is_a_process_of_its_own(forked: list[dict[str, object]]) -> None:
    assert forked[0]["pid"] != forked[1]["pid"]
    assert forked[0]["random"] != forked[1]["random"]
    assert forked[0]["session"] is True
    # joblib and multiprocessing would refuse to start workers from a daemon.
    assert forked[0]["daemon"] is False


@linux
def test_a_forked_kernel_does_not_run_the_callers_script(forked: list[dict[str, object]]) -> None:
    assert forked[0]["caller"] is False
    assert sys.modules["__main__"].__spec__ is not None or hasattr(sys.modules["__main__"], "__file__")


@linux
def test_a_forked_kernel_has_the_environment_of_every_kernel(
    forked: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert forked[0]["threads"] == "1"
    assert forked[0]["backend"] == "module://matplotlib_inline.backend_inline"
    assert forked[0]["frames"] == str(Path.cwd() / "frames")
    assert Path(str(forked[0]["folder"])).name.startswith("forked")
    assert "HKO_FRAMES" not in os.environ or os.environ["HKO_FRAMES"] == "frames"


def test_a_cold_kernel_has_nothing_imported_and_the_same_environment(tmp_path: Path) -> None:
    manager = IpcKernelManager(kernel_name="python3", environment={"HKO_FRAMES": "/given"})
    folder = Path(manager.folder)
    looked = asyncio.run(_looked(manager, tmp_path))
    assert looked["loaded"] == []
    assert looked["threads"] == "1"
    assert looked["frames"] == "/given"
    assert looked["folder"] == str(tmp_path)
    assert not folder.exists()


def test_two_managers_never_share_a_socket() -> None:
    first, second = IpcKernelManager(), IpcKernelManager()
    assert first.ip != second.ip
    for manager in (first, second):
        asyncio.run(manager.cleanup_resources())
        assert not Path(manager.folder).exists()


def test_a_kernel_that_cannot_be_started_leaves_no_folder(tmp_path: Path) -> None:
    manager = IpcKernelManager(kernel_name="python3")
    with pytest.raises(FileNotFoundError):
        asyncio.run(manager.start_kernel(cwd=str(tmp_path / "findes ikke")))
    assert not Path(manager.folder).exists()


def test_kernels_are_cold_off_linux_and_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert kernel_manager() is ForkedKernelManager
    assert kernel_manager(fresh_kernels=True) is IpcKernelManager
    monkeypatch.setattr(sys, "platform", "darwin")
    assert kernel_manager() is IpcKernelManager


def test_a_package_installed_without_its_entry_point_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(kernels, "PROVISIONER", "hko-unknown")
    with pytest.raises(HkoError) as raised:
        kernel_manager()
    assert str(raised.value) == (
        "Pakken er installeret uden sin kernestarter: installér den igen, eller brug --fresh-kernels."
    )
