"""One batch at a time in a folder: two would write each other's pages and manifest."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from utils.errors import HkoError

LOCK_NAME: Final = ".lock"


@contextmanager
def one_batch(folder: Path) -> Iterator[None]:
    """Hold the folder while the block lasts; HkoError where another process holds it.

    The operating system holds the lock, not the file: it is gone with the process, however that ended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Opened without emptying it: the number of the holder stands in it.
    with os.fdopen(os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="ascii") as file:
        if not _locked(file):
            raise HkoError(f"En anden kørsel{_holder(file)} arbejder i {folder}; vent, til den er færdig.")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _holder(file: IO[str]) -> str:
    try:
        number = file.read(20).strip()
    except OSError:  # Windows lets nobody read what is locked
        return ""
    return f" (proces {number})" if number.isdigit() else ""


def _locked(file: IO[str]) -> bool:
    """Whether the lock is now ours."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
