"""Danish HTML tables: a caption, scope on every heading, numbers to the right, "–" where there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Final

import pandas as pd

from utils.publish import formats

KINDS: Final = ("text", "integer", "decimal", "percent", "dkk", "p_value", "interval")
# The unit stands once, in the heading, so that the numbers of a column line up.
UNITS: Final = {"percent": "pct.", "dkk": "kr."}


@dataclass(frozen=True)
class Column:
    """How one column of a table is shown.

    heading: Danish. kind: one of KINDS. decimals: digits after the comma (decimal, percent, dkk, interval).
    upper: for an interval the column of its upper end; by default that of the lower end, `lower_pct`, with
    `lower` read as `upper`.
    """

    heading: str
    kind: str = "text"
    decimals: int = 0
    upper: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"Ukendt kolonnetype «{self.kind}»; tilladt er {', '.join(KINDS)}.")

    @property
    def full_heading(self) -> str:
        """The heading with its unit, unless it already names it."""
        unit = UNITS.get(self.kind, "")
        return self.heading if unit in self.heading else f"{self.heading}, {unit}"


def upper_column(name: str, column: Column) -> str:
    """The column with the upper end of the interval whose lower end is `name`."""
    return column.upper or name.replace("lower", "upper")


def missing_columns(data: pd.DataFrame, columns: dict[str, Column]) -> list[str]:
    """Columns that a table wants to show and the data do not have."""
    uppers = [upper_column(name, column) for name, column in columns.items() if column.kind == "interval"]
    return [name for name in [*columns, *uppers] if name not in data.columns]


def cell_texts(data: pd.DataFrame, name: str, column: Column) -> list[str]:
    """The cells of one column as Danish text, from top to bottom."""
    if column.kind == "interval":
        pairs = zip(data[name], data[upper_column(name, column)], strict=True)
        return [formats.interval(low, high, column.decimals) for low, high in pairs]
    return [_formatter(column)(value) for value in data[name]]


def _formatter(column: Column) -> Callable[[Any], str]:
    if column.kind == "text":
        return lambda value: formats.MISSING if pd.isna(value) else str(value)
    if column.kind == "p_value":
        return formats.p_value
    decimals = 0 if column.kind == "integer" else column.decimals
    return lambda value: formats.number(value, decimals)


def html_table(data: pd.DataFrame, columns: dict[str, Column], caption: str) -> str:
    """A table in HTML, its rows in the order of the data.

    The first column heads its rows. Where it repeats a value in neighbouring rows, they become a group under
    one heading, and the second column heads the single rows.
    """
    cells = [[escape(text) for text in cell_texts(data, name, column)] for name, column in columns.items()]
    kinds = [column.kind for column in columns.values()]
    headings = [escape(column.full_heading) for column in columns.values()]
    return html_rows(list(zip(*cells, strict=True)), headings, kinds, escape(caption))


def html_rows(rows: list[tuple[str, ...]], headings: list[str], kinds: list[str], caption: str) -> str:
    """A table from cells that are HTML already; parameters as in html_table."""
    head = "".join(f'<th scope="col"{_align(kind)}>{text}</th>' for text, kind in zip(headings, kinds, strict=True))
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[0])]
    if len(groups) < len(rows) and len(headings) > 2 and kinds[1] == "text":
        body = "".join(_group(group, kinds) for group in groups)
    else:
        body = "<tbody>" + "".join(f"<tr>{_cells(row, kinds)}</tr>" for row in rows) + "</tbody>"
    return f"<table><caption><span>{caption}</span></caption><thead><tr>{head}</tr></thead>{body}</table>"


def scrolling(inner: str, label: str) -> str:
    """A table or picture in a field of its own that scrolls on a narrow screen, so that the page stays still.

    label: what the field holds, as text; unique on its page.
    """
    name = escape(f"{label} (kan rulles vandret)")
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{inner}</div>'


def _group(rows: list[tuple[str, ...]], kinds: list[str]) -> str:
    head = f'<th scope="rowgroup" rowspan="{len(rows)}">{rows[0][0]}</th>'
    inner = [_cells(row[1:], kinds[1:]) for row in rows]
    return f"<tbody><tr>{head}{inner[0]}</tr>" + "".join(f"<tr>{row}</tr>" for row in inner[1:]) + "</tbody>"


def _cells(texts: tuple[str, ...], kinds: list[str]) -> str:
    head = f'<th scope="row"{_align(kinds[0])}>{texts[0]}</th>'
    rest = zip(texts[1:], kinds[1:], strict=True)
    return head + "".join(f"<td{_align(kind)}>{text}</td>" for text, kind in rest)


def _align(kind: str) -> str:
    return "" if kind == "text" else ' class="n"'
