"""The registry of printed numbers: every number in the five publications, in document order.

A row of `data/published/figures.csv` is one occurrence of a number: a number that a text repeats has a row
each time, and the value is kept as printed, also where it is wrong. Fractions in words are whole percent
("hver fjerde" = 25). Documents: N22 and N24 (Norddjurs Kommune), K21 (the mapping of 2021), S13 and C15
(Specialfunktionen Job & Handicap).
"""

from functools import cache
from pathlib import Path

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED

FIGURES = PUBLISHED / "figures.csv"


def read_table(path: Path) -> pd.DataFrame:
    """A table of `data/published` (comma, UTF-8) with every cell as text and empty cells as ""."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


@cache
def _figures() -> pd.DataFrame:
    df_by_printed_number = read_table(FIGURES).rename(columns={"value": "value_printed"})
    number = pd.to_numeric
    return df_by_printed_number.assign(
        value=number(df_by_printed_number["value_printed"]),
        decimals=number(df_by_printed_number["decimals"]),
        line=number(df_by_printed_number["line"]),
        population_n=number(df_by_printed_number["population_n"]).astype("Int64"),
    )


def printed_numbers() -> pd.DataFrame:
    """One row a printed number, in document order (`df_by_printed_number`).

    Columns are those of `figures.csv`; `value` is a number in `unit`, `value_printed` the same as text with
    all printed decimals and a dot ("0.110"), `line` the line of the source text, `population_n` the N that
    the publication states (missing where it states none).
    """
    return _figures().copy()


def by_id(printed_number: str) -> pd.Series:
    """The row of one printed number, for example `by_id("K21-0083")`; HkoError for an unknown id."""
    df_by_printed_number = _figures()
    rows = df_by_printed_number[df_by_printed_number["id"] == printed_number]
    if len(rows) != 1:
        raise HkoError(f"figures.csv: der findes intet trykt tal med id «{printed_number}» (skrives som K21-0083).")
    return rows.iloc[0]
