"""How a coded interview answer is written, and how many answer yes."""

import numpy as np
import pandas as pd

YES, NO = "ja", "nej"


def interviewees(role: str, codes: np.ndarray) -> pd.DataFrame:
    """df_by_interviewee: ID, ROLLE, KOMMUNE, one row an interview in the order of the municipalities given."""
    ids = [f"{role}-{i:02d}" for i in range(1, len(codes) + 1)]
    return pd.DataFrame({"ID": ids, "ROLLE": role, "KOMMUNE": codes})


def answers(df_by_interviewee: pd.DataFrame, question: str, values: np.ndarray) -> pd.DataFrame:
    """The rows of one question: text goes to SVAR, numbers to TAL; a missing answer makes no row."""
    df = df_by_interviewee[["ID", "ROLLE", "KOMMUNE"]].assign(SPOERGSMAAL=question)
    numeric = np.issubdtype(np.asarray(values).dtype, np.number)
    df["SVAR"] = pd.Series(None if numeric else values, index=df.index, dtype="str")
    df["TAL"] = pd.Series(values if numeric else np.nan, index=df.index, dtype="float64")
    return df.dropna(subset=["TAL" if numeric else "SVAR"])


def yes_or_no(yes: np.ndarray) -> np.ndarray:
    """True and False as the coded answers."""
    return np.where(yes, YES, NO).astype(object)


def whole(percent: float, base: int) -> int:
    """The number of persons nearest to a share of a base."""
    return int(np.floor(percent / 100 * base + 0.5))


def number_of(rng: np.random.Generator, percent: float, base: int, free: bool) -> int:
    """How many of a base answer yes: as near to the share as persons can come, drawn when `free`."""
    return int(rng.binomial(base, percent / 100)) if free else whole(percent, base)


def chosen(rng: np.random.Generator, size: int, count: int, among: np.ndarray | None = None) -> np.ndarray:
    """A mask of `size` with `count` True, taken at random where `among` allows it."""
    places = np.arange(size) if among is None else np.flatnonzero(among)
    mask = np.zeros(size, dtype=bool)
    mask[rng.choice(places, min(count, len(places)), replace=False)] = True
    return mask
