"""The csv behind an exhibit, and the place in its HTML where the link to it goes."""

import re
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from utils.publish import status as data_status

# A notebook has no csv files beside it, so the link is only put in when a page is made.
_PLACEHOLDER = re.compile(r'<span class="csv" data-file="([^"]+)" data-download="([^"]+)"></span>')


def csv_bytes(data: pd.DataFrame, status: str) -> bytes:
    """The rows as they are: UTF-8, semicolon, decimal comma, first column data_status.

    A frame with a data_status column of its own (rows of different origin) keeps its values.
    """
    rows = data.reset_index(drop=True)
    statuses = rows.pop("data_status") if "data_status" in rows else data_status.validated(status)
    rows.insert(0, "data_status", statuses)
    rows = pd.DataFrame({name: rows[name].map(_text) for name in rows.columns}, dtype=object)
    return rows.to_csv(sep=";", index=False, lineterminator="\n").encode("utf-8")


def _text(value: Any) -> str:
    """One value; pandas' own `decimal` leaves floats in object and nullable columns with a point."""
    if pd.isna(value):
        return ""
    return repr(float(value)).replace(".", ",") if isinstance(value, float | np.floating) else str(value)


def placeholder(exhibit_id: str, status: str) -> str:
    """Where the link to the exhibit's csv goes."""
    download = data_status.download_name(exhibit_id, status)
    return f'<span class="csv" data-file="{exhibit_id}.csv" data-download="{download}"></span>'


def link(href: str, download: str) -> str:
    """A link to a csv, named for those who hear the links of a page one by one."""
    name = download.removesuffix(".csv")
    return (
        f'<a class="csv" href="{escape(href)}" download="{escape(download)}">'
        f'Hent tallene<span class="hidden"> bag {escape(name)}</span> (csv)</a>'
    )


def with_links(html: str, base: str) -> str:
    """The HTML of exhibits with every placeholder replaced by a link to `base`/<id>.csv."""
    return _PLACEHOLDER.sub(lambda found: link(f"{base}/{found[1]}", found[2]), html)


def in_paragraph(exhibit_id: str, status: str) -> str:
    """The data status in words and the place of the link, for a table that is no exhibit of a notebook."""
    label = data_status.LABELS[data_status.validated(status)]
    words = f'<span class="status {status}">{label}</span>'
    return f'<p class="source">{words} {placeholder(exhibit_id, status)}</p>'
