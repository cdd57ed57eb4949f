"""Personal numbers that belong to nobody: the day of birth is raised by 60, as test numbers are."""

import numpy as np
import pandas as pd

DAY_SHIFT = 60
SERIALS = 10_000
SERIAL_STEP = 7  # has no divisor in common with 10,000, so the steps come round to every serial


def person_numbers(rng: np.random.Generator, birth_date: pd.Series) -> pd.Series:
    """Ten digits a person (DDMMYY and four more), all different."""
    date = birth_date.dt
    stem = (
        (date.day + DAY_SHIFT).astype(str).str.zfill(2)
        + date.month.astype(str).str.zfill(2)
        + (date.year % 100).astype(str).str.zfill(2)
    )
    start = pd.Series(rng.integers(0, SERIALS, len(stem)), index=stem.index).groupby(stem).transform("first")
    return with_serial(stem, start)


def with_serial(stem: pd.Series, start: pd.Series) -> pd.Series:
    """The person numbers of stems (DDMMYY): serial numbers from `start`, one a stem, all different within a stem."""
    serial = (start + SERIAL_STEP * stem.groupby(stem).cumcount()) % SERIALS
    return stem + serial.astype(str).str.zfill(4)


def unused_numbers(
    rng: np.random.Generator, count: int, taken: pd.Series, birth_dates: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Person numbers (int64 of ten digits) that nobody in `taken` has, all different, and the birth date of each.

    The dates are used in turn. `birth_dates` are different days (datetime64[D]) of less than 100 years, so that no two
    write the same six digits; each has 10,000 serials, and ValueError is raised when these do not suffice.
    """
    turns = -(-(count + len(taken)) // len(birth_dates))
    if turns > SERIALS:
        raise ValueError(f"{count} person numbers do not fit in {len(birth_dates)} birth dates")
    day = pd.DatetimeIndex(birth_dates)
    stem = ((day.day + DAY_SHIFT) * 10_000 + day.month * 100 + day.year % 100).to_numpy(np.int64)
    serial = (rng.integers(0, SERIALS, len(stem)) + SERIAL_STEP * np.arange(turns)[:, None]) % SERIALS
    number = (stem * SERIALS + serial).ravel()
    free = np.flatnonzero(~np.isin(number, taken.to_numpy(np.int64)))[:count]
    return number[free], birth_dates[free % len(birth_dates)]
