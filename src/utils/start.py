"""Where `hko` begins: an interrupt while it is still importing is told like any later one, and every stream is open."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130


def main() -> None:
    """Entry point of the command."""
    open_streams()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _leave)
    from utils.cli import main as command

    command()


def open_streams() -> None:
    """Give what was started without one an empty stream; else the next file that is opened would take its number.

    All that is started from here writes to these numbers, or closes them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Nothing has begun yet, so nothing is left behind; an exception would be told by whatever is being imported."""
    os.write(2, b"Afbrudt.\n")
    os._exit(INTERRUPTED)
