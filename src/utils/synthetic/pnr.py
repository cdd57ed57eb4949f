"""Personal numbers that belong to nobody: the day of birth is raised by 60, as test numbers are."""

import numpy as np
import pandas as pd

DAY_SHIFT = 60


def person_numbers(rng: np.random.Generator, birth_date: pd.Series) -> pd.Series:
    """Ten digits a person (DDMMYY and four more), all different."""
    date = birth_date.dt
    stem = (
        (date.day + DAY_SHIFT).astype(str).str.zfill(2)
        + date.month.astype(str).str.zfill(2)
        + (date.year % 100).astype(str).str.zfill(2)
    )
    start = pd.Series(rng.integers(0, 10_000, len(stem)), index=stem.index).groupby(stem).transform("first")
    return with_serial(stem, start)


def with_serial(stem: pd.Series, start: pd.Series) -> pd.Series:
    """The person numbers of stems (DDMMYY): serial numbers from `start`, one a stem, all different within a stem."""
    serial = (start + 7 * stem.groupby(stem).cumcount()) % 10_000
    return stem + serial.astype(str).str.zfill(4)
