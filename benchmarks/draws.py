"""What the studies of simulated draws share: draws in two processes, and shares with their Monte-Carlo error."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
import pandas as pd

from utils.batch.environment import KERNEL_ENVIRONMENT
from utils.paths import SIMULATIONS

NORMAL_95 = 1.96


def over_draws(study: Callable[[int], Any], draws: int, first: int = 1) -> Iterator[Any]:
    """The study of every seed from `first` on, in the order of the seeds, by two processes."""
    os.environ.update(KERNEL_ENVIRONMENT)
    with ProcessPoolExecutor(2) as executor:
        yield from executor.map(study, range(first, first + draws), chunksize=5)


def share_of_draws(found_by_draw: pd.Series) -> dict[str, float]:
    """Mean in percent of what a draw gives (0–1), the draws that gave something, and the 95 percent Monte-Carlo error.

    The error is that of independent draws; within a draw the numbers may hang together as they like.
    """
    found = found_by_draw.dropna().astype(float)
    return {
        "draws": len(found),
        "found_pct": 100 * found.mean(),
        "monte_carlo_error_pp": 100 * NORMAL_95 * found.std(ddof=1) / np.sqrt(len(found)),
    }


def write(name: str, df: pd.DataFrame) -> None:
    """The table as data/simulations/<name>.csv, which the method page shows."""
    SIMULATIONS.mkdir(exist_ok=True)
    df.round(3).to_csv(SIMULATIONS / f"{name}.csv", sep=";", decimal=",", index=False, encoding="utf-8")
    print(df.to_string(index=False))
