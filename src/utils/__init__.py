"""Recomputes the 2021 mapping of schemes that compensate a disability at work; `load` gives the ready frames."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from utils.frames import Frames, load

__all__ = ["Frames", "load"]


def __getattr__(name: str) -> Any:
    """The frames bring pandas, DuckDB and pandera with them: what needs none of these does not wait for them."""
    if name not in __all__:
        raise AttributeError(f"module 'utils' has no attribute '{name}'")
    from utils import frames

    return getattr(frames, name)
