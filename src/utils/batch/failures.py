"""What went wrong with one page, told in one line that never shows an identifier."""

from concurrent.futures import BrokenExecutor, CancelledError
from typing import Final

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from utils.batch.masking import one_line
from utils.errors import HkoError

# Nobody asked for it: the executor itself has given the page up.
LOST: Final = "Forbindelsen til arbejderne gik tabt, før siden var lavet."
DEAD: Final = "Kernen standsede uventet (afbrudt udefra, eller hukommelsen slap op)."
# A cell that never ends, a kernel or a worker process that is gone: none of them is told in Danish by itself.
TOLD: Final[dict[type[BaseException], str]] = {
    CellTimeoutError: "En celle blev ikke færdig inden for tidsgrænsen.",
    DeadKernelError: DEAD,
    BrokenExecutor: "Den proces, der lavede siden, standsede uventet.",
    CancelledError: LOST,
}

# jupyter_client has no kind of its own for a kernel that is gone before its first cell.
DEAD_EARLY: Final = "Kernel died before replying"
# Of distributed, which is an extra: the workers that tried the page died one after the other.
KILLED_WORKER: Final = "KilledWorker"


def told(error: BaseException) -> str:
    """One line: the Danish text of an expected error, else the kind and the last line of the error itself."""
    for kind, text in TOLD.items():
        if isinstance(error, kind):
            return text
    if type(error).__name__ == KILLED_WORKER:
        return TOLD[BrokenExecutor]
    if isinstance(error, RuntimeError) and str(error).startswith(DEAD_EARLY):
        return DEAD
    if isinstance(error, PapermillExecutionError):
        return one_line(error.evalue if error.ename == HkoError.__name__ else f"{error.ename}: {error.evalue}")
    return one_line(str(error) if isinstance(error, HkoError) else f"{type(error).__name__}: {error}")
