"""Files appear whole or not at all."""

import os
from pathlib import Path


def sweep(folder: Path) -> None:
    """Removes what a process that was killed had not written to its end. Nobody else may be writing in the folder."""
    for part in folder.rglob(".*.part"):
        part.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and move into place, so that no reader and no crash ever meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
