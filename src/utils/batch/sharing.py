"""The frames of a batch where its kernels find them, so that they are computed once."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from utils.batch import forking
from utils.frames import FRAMES_FOLDER, Frames, prepare

PREFIX: Final = "hko-frames-"


@contextmanager
def shared_frames(data: Frames) -> Iterator[Path]:
    """The frames in a folder that HKO_FRAMES names while the block lasts."""
    with frames_folder() as folder:
        prepare(data, folder)
        earlier = os.environ.get(FRAMES_FOLDER)
        os.environ[FRAMES_FOLDER] = str(folder)
        # A warm process that is already there holds other frames, or none.
        forking.cool_down()
        try:
            yield folder
        finally:
            forking.cool_down()
            if earlier is None:
                os.environ.pop(FRAMES_FOLDER)
            else:
                os.environ[FRAMES_FOLDER] = earlier


@contextmanager
def frames_folder() -> Iterator[Path]:
    """An empty folder for frames, which tells whose it is and is gone after the block."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        yield Path(folder)


def sweep() -> None:
    """Removes the frames of processes that were killed: they hold persons, and nobody else would remove them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
