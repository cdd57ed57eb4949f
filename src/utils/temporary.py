"""Folders for what is needed only for a while; each tells whose it is."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FRAMES: Final = "hko-frames-"
PAGE: Final = "hko-page-"
REGISTERS: Final = "hko-registers-"


def made(prefix: str) -> Path:
    """A new folder of this process; the caller removes it."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A folder that is gone after the block."""
    path = made(prefix)
    try:
        yield path
    finally:
        # A kernel that is being ended may still write in it.
        shutil.rmtree(path, ignore_errors=True)


def sweep() -> None:
    """Removes the folders of processes that were killed: they hold persons, and nobody else would remove them."""
    for prefix in (FRAMES, PAGE, REGISTERS):
        for path in Path(tempfile.gettempdir()).glob(f"{prefix}*-*"):
            owner = path.name.removeprefix(prefix).partition("-")[0]
            if is_gone(owner):
                shutil.rmtree(path, ignore_errors=True)


def is_gone(owner: str) -> bool:
    """Whether the text is the number of a process that has ended."""
    return owner.isdigit() and not _runs(int(owner))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
