"""An exhibit: one table or figure with its data, its status in words, its note and its csv."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from utils.publish import csvs, status, theme
from utils.publish.svg import svg
from utils.publish.tables import Column, html_table, missing_columns, scrolling

__all__ = ["MIME", "Column", "Exhibit"]

MIME: Final = "application/vnd.hko.exhibit+json"
# The lower end of an interval, after the name of its number where a row holds several; the number behind a number.
INTERVAL: Final = re.compile(r"(.*_)?lower(?:_pct|_pp|_dkk|_weeks)?")
COUNT: Final = re.compile(r"(?:^|_)(?:n|persons|cases|grants|municipalities|respondents|answers|draws)(?:$|_)|^n_")
GRADES: Final = "Kvalitet: 1 er sikkert, 2 med forbehold, 3 bør ikke stå alene."


@dataclass(frozen=True, eq=False, repr=False)
class Exhibit:
    """One table (no `draw`) or figure of the appendix.

    id: stable and ascii, "k21-figur-32". title: Danish, "Figur 32. Øgede løntimer efter strategi".
    data: tidy, exactly what the csv holds; English column names with units. status: published, register or
    synthetic. note: Danish; population, N, definition, source (document, section, line) and choices.
    alt: Danish, states the finding; figures only. draw: makes the figure from the data.
    columns: tables only; which columns are shown, in order.
    """

    id: str
    title: str
    data: pd.DataFrame
    status: str
    note: str
    alt: str = ""
    draw: Callable[[pd.DataFrame], Figure] | None = None
    columns: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise ValueError(f"{self.id}: {problem}")

    @property
    def kind(self) -> str:
        """ "figure", "table", or "empty" where there are no rows to show."""
        if self.data.empty:
            return "empty"
        return "table" if self.draw is None else "figure"

    @property
    def figure(self) -> Figure:
        """The figure in the house's theme, its data status written inside the picture."""
        if self.draw is None:
            raise ValueError(f"{self.id}: en tabel har ingen figur; brug .data.")
        if self.data.empty:
            raise ValueError(f"{self.id}: ingen data at tegne.")
        with theme.themed():
            return theme.with_status_line(self.draw(self.data), self.status)

    @property
    def csv(self) -> bytes:
        """The data as a csv (UTF-8, semicolon, decimal comma), the data status in the first column."""
        return csvs.csv_bytes(self.data, self.status)

    @property
    def html(self) -> str:
        """A <figure> that stands alone; its csv link is put in when the page is made (publish/html.py)."""
        return f'<figure class="{self.kind}" id="{self.id}">{_content(self)}{_caption(self)}</figure>'

    def __repr__(self) -> str:
        return f"{self.title} [{status.LABELS[self.status]}]"

    @property
    def payload(self) -> dict[str, str]:
        """What a page and its csv need beside the HTML; nothing is drawn for it."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "status": self.status,
            "alt": self.alt,
            "note": self.note,
            "csv": self.csv.decode("utf-8"),
            "download": status.download_name(self.id, self.status),
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What a notebook stores: the HTML for the eye, the payload for the machine."""
        return {"text/plain": repr(self), "text/html": self.html, MIME: self.payload}


def _problem(exhibit: Exhibit) -> str:
    """What is wrong with an exhibit, in Danish; "" when nothing is."""
    status.validated(exhibit.status)
    if not (exhibit.id.isascii() and exhibit.id.replace("-", "").isalnum() and exhibit.id == exhibit.id.lower()):
        return "id må kun bestå af små bogstaver a–z, tal og bindestreg."
    for name in ("title", "note"):
        if not getattr(exhibit, name).strip():
            return f"{name} mangler."
    return _ungraded(exhibit.data) or (_figure_problem(exhibit) if exhibit.draw else _table_problem(exhibit))


def _ungraded(data: pd.DataFrame) -> str:
    """What an interval in the data lacks, in Danish: the number behind it, or its grade (data/quality.toml)."""
    for name in (found for found in map(INTERVAL.fullmatch, data.columns) if found):
        grade = f"{name[1] or ''}quality"
        if grade not in data.columns:
            return f"intervallet {name[0]} mangler sin karakter, kolonnen {grade}."
        if not any(COUNT.search(column) for column in data.columns):
            return f"intervallet {name[0]} mangler antallet bag."
    return ""


def graded(data: pd.DataFrame) -> bool:
    """Whether any number of the data carries a grade."""
    return any(column.endswith("quality") for column in data.columns)


def _figure_problem(exhibit: Exhibit) -> str:
    return "" if exhibit.alt.strip() else "en figur skal have en alt-tekst, der siger hvad den viser."


def _table_problem(exhibit: Exhibit) -> str:
    if not exhibit.columns:
        return "en tabel skal have columns med danske overskrifter."
    missing = missing_columns(exhibit.data, exhibit.columns)
    return f"data mangler kolonnerne {', '.join(missing)}." if missing and not exhibit.data.empty else ""


def _content(exhibit: Exhibit) -> str:
    if exhibit.kind == "empty":
        return f"<p>Ingen data: {escape(exhibit.note)}</p>"
    if exhibit.kind == "table":
        return scrolling(html_table(exhibit.data, exhibit.columns, marked(exhibit)), f"Tabel: {exhibit.title}")
    return scrolling(_image(exhibit), f"Figur: {exhibit.title}")


def marked(exhibit: Exhibit) -> str:
    """The title over a table, which says itself when its numbers are synthetic."""
    return status.marked(exhibit.title, exhibit.status)


def _image(exhibit: Exhibit) -> str:
    source = b64encode(svg(exhibit.figure, exhibit.id).encode("utf-8")).decode("ascii")
    return f'<img alt="{escape(exhibit.alt)}" src="data:image/svg+xml;base64,{source}">'


def _caption(exhibit: Exhibit) -> str:
    # A table carries its title in its own <caption>, an empty exhibit its note in the sentence above.
    title = "" if exhibit.kind == "table" else f'<p class="title">{escape(exhibit.title)}</p>'
    text = f"{exhibit.note} {GRADES}" if graded(exhibit.data) else exhibit.note
    note = "" if exhibit.kind == "empty" else f'<p class="note">{escape(text)}</p>'
    return f"<figcaption>{title}{note}{csvs.in_paragraph(exhibit.id, exhibit.status)}</figcaption>"
