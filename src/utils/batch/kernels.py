"""Kernel managers for a batch: a folder of sockets per kernel instead of ports that two kernels may both choose."""

import os
import shutil
import subprocess
import sys
import tempfile
import weakref
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets import Dict, Unicode

from utils.batch import forking
from utils.batch.environment import kernel_environment
from utils.errors import HkoError

PROVISIONER: Final = "hko-forked"

_live: "weakref.WeakSet[IpcKernelManager]" = weakref.WeakSet()


class IpcKernelManager(AsyncKernelManager):
    """Starts a cold kernel that is reached through sockets in a folder of its own.

    folder: for sockets, connection file and the kernel's temporary files; without one, a folder is made and
    removed with the kernel. environment: what the kernel finds beside the environment of this process.
    """

    folder: Unicode = Unicode(help="Folder of the kernel.").tag(config=True)
    environment: Dict = Dict(help="Further environment variables of the kernel.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._owns_folder = not self.folder
        if self._owns_folder:
            self.folder = tempfile.mkdtemp(prefix="hko-")
        if zmq.has("ipc"):
            self.transport = "ipc"
            self.ip = os.path.join(self.folder, "s")
        self.connection_file = os.path.join(self.folder, "kernel.json")

    async def start_kernel(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Start the kernel in its environment, silent towards the terminal."""
        environment = {**kernel_environment(Path(self.folder), self.environment), **kwargs.pop("env", {})}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        _live.add(self)
        try:
            await super().start_kernel(env=environment, **{**quiet, **kwargs})
        finally:
            # A kernel that could not be started is nobody's to clean up after.
            if not self.has_kernel:
                await self.cleanup_resources()

    async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]
        """End what the kernel left running and remove its folder."""
        if not restart:
            end(self)
            _live.discard(self)
        await super().cleanup_resources(restart=restart)
        if self._owns_folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)


class ForkedKernelManager(IpcKernelManager):
    """Starts a kernel as a fork of the warm process (`utils.batch.forking`)."""

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The notebook's own kernel specification, started by our provisioner where it is Python."""
        spec = super().kernel_spec
        if spec is not None and spec.language == "python":
            spec.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER, "config": {}}
        return spec


def kernel_manager(fresh_kernels: bool = False) -> type[IpcKernelManager]:
    """The kernel manager for this system: forked kernels on Linux, cold ones elsewhere or when asked for."""
    if fresh_kernels or sys.platform != "linux":
        return IpcKernelManager
    if not entry_points(group=KernelProvisionerFactory.GROUP_NAME, name=PROVISIONER):
        raise HkoError("Pakken er installeret uden sin kernestarter: installér den igen, eller brug --fresh-kernels.")
    return ForkedKernelManager


def end(manager: AsyncKernelManager) -> None:
    """End a kernel and every process that it started, at once, also when the kernel itself is gone."""
    group = getattr(manager.provisioner, "pgid", None)
    if group is not None and hasattr(os, "killpg"):
        forking.signal_group(group, 9)
    elif manager.has_kernel:
        manager.provisioner.process.kill()  # type: ignore[union-attr]


def end_all() -> None:
    """End all that makes pages for this process, the warm process too; notebooks that ran fail with a dead kernel."""
    for manager in list(_live):
        end(manager)
    forking.end_calls()
    forking.abandon()
