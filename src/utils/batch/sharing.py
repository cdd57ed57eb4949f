"""The frames of a batch where its kernels find them, so that they are computed once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from utils import temporary
from utils.batch import forking
from utils.frames import Frames, prepare
from utils.paths import FRAMES_FOLDER


@contextmanager
def shared_frames(data: Frames) -> Iterator[None]:
    """The frames in a folder that HKO_FRAMES names while the block lasts."""
    temporary.sweep()
    with temporary.folder(temporary.FRAMES) as folder:
        prepare(data, folder)
        earlier = os.environ.get(FRAMES_FOLDER)
        os.environ[FRAMES_FOLDER] = str(folder)
        # A warm process that is already there holds other frames, or none.
        forking.cool_down()
        try:
            yield
        finally:
            forking.cool_down()
            if earlier is None:
                os.environ.pop(FRAMES_FOLDER)
            else:
                os.environ[FRAMES_FOLDER] = earlier
