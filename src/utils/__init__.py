"""Recomputes the 2021 mapping of schemes that compensate a disability at work; `load` gives the ready frames."""

from utils.frames import Frames, load

__all__ = ["Frames", "load"]
