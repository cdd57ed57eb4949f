"""Where `hko` begins: an interrupt while it is still importing is told like any later one."""

import os
import signal
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130


def main() -> None:
    """Entry point of the command."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _leave)
    from utils.cli import main as command

    command()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Nothing has begun yet, so nothing is left behind; an exception would be told by whatever is being imported."""
    os.write(2, b"Afbrudt.\n")
    os._exit(INTERRUPTED)
