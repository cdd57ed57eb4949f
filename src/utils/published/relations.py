"""The relations between printed numbers, and what exists to be cited: two tables of `data/published`.

`relations.csv` (comma, UTF-8), a row a relation that the documents state or imply:

- `documents`: those it concerns, space separated; a citation stands in the first.
- `kind`: one of KINDS. `left`, `compare`, `right`: left is held against right (utils.published.audit says
  how). Both are expressions over ids and constants (utils.published.expressions); for `whole_persons` left is
  the percentage and right its N; for `citation` left is what is cited ("tabel 21") and right what the
  document calls it where it stands, empty when it does not exist.
- `lines`: lines of the source text, "K21:105 K21:533". `statement`: what the document says, in our own
  words. `reading`: how the number is read here when the relation fails.

`contents.csv`, a row a table, figure, section, note … that exists: document, kind (the Danish word), number,
title (in short, our words), line.
"""

import re
from functools import cache

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.comparison import COMPARE
from utils.published.expressions import ids_in, parsed
from utils.published.registry import printed_numbers, read_table

RELATIONS = PUBLISHED / "relations.csv"
CONTENTS = PUBLISHED / "contents.csv"
COLUMNS = ("id", "documents", "kind", "left", "compare", "right", "lines", "statement", "reading")
# In the order of the page, with the word a reader meets.
KINDS = {
    "sum": "sum",
    "share": "andel",
    "difference": "forskel",
    "change": "ændring",
    "product": "produkt",
    "whole_persons": "hele personer",
    "order": "rækkefølge",
    "range": "interval",
    "repeated": "gentaget tal",
    "citation": "henvisning",
}
PARTS = ("kapitel", "afsnit", "tabel", "figur", "note", "bilag", "spørgsmål", "eksempel", "side")
DOCUMENTS = ("K21", "N22", "N24", "S13", "C15")
CITED = re.compile(rf"({'|'.join(PARTS)}) (\d+(?:\.\d+)*|sidste)")
_LINE = re.compile(rf"(?:{'|'.join(DOCUMENTS)}):[1-9]\d*")


def problems(table: pd.DataFrame) -> list[str]:
    """What is wrong in a table laid out as `relations.csv`, a Danish line each; [] when nothing is."""
    known = set(printed_numbers()["id"])
    found = [f"{relation}: står to gange" for relation in table["id"][table["id"].duplicated()]]
    for row in table.to_dict("records"):
        found.extend(f"{row['id']}: {problem}" for problem in _row_problems(row, known))
    return found


def _row_problems(row: dict[str, str], known: set[str]) -> list[str]:
    documents, lines = row["documents"].split(), row["lines"].split()
    checks = [
        (bool(documents) and set(documents) <= set(DOCUMENTS), f"documents skal være af {', '.join(DOCUMENTS)}"),
        (len(set(documents)) == len(documents), "documents nævner et dokument to gange"),
        (row["kind"] in KINDS, f"kind skal være en af {', '.join(KINDS)}"),
        (row["compare"] in COMPARE, f"compare skal være en af {', '.join(COMPARE)}"),
        (bool(lines) and all(map(_LINE.fullmatch, lines)), "lines skrives K21:3671 K21:105"),
        ({line[:3] for line in lines} == set(documents), "lines og documents skal nævne de samme dokumenter"),
        (bool(row["statement"].strip()), "statement mangler"),
    ]
    sides = _citation_problems(row) if row["kind"] == "citation" else _expression_problems(row, known)
    return [problem for holds, problem in checks if not holds] + sides


def _citation_problems(row: dict[str, str]) -> list[str]:
    sides = {"left": row["left"], "right": row["right"] or row["left"]}
    return [
        f"{side} skrives som «tabel 21» eller «afsnit 9.5.1», ikke «{text}»"
        for side, text in sides.items()
        if not CITED.fullmatch(text)
    ]


def _expression_problems(row: dict[str, str], known: set[str]) -> list[str]:
    found: list[str] = []
    for side in ("left", "right"):
        unknown = [name for name in ids_in(row[side]) if name not in known]
        found.extend(f"{name} findes ikke i figures.csv" for name in unknown)
        try:
            parsed(row[side])
        except HkoError as fault:
            found.append(str(fault))
    return found


@cache
def _relations() -> pd.DataFrame:
    table = read_table(RELATIONS)
    if tuple(table) != COLUMNS:
        raise HkoError(f"relations.csv: kolonnerne skal være {', '.join(COLUMNS)}.")
    faults = problems(table)
    if faults:
        raise HkoError(f"relations.csv: {'; '.join(faults)}.")
    return table


def relations() -> pd.DataFrame:
    """One row a relation, as in the file; HkoError that names each relation in which something is wrong."""
    return _relations().copy()


def contents() -> pd.DataFrame:
    """One row a table, figure, section, note … of the five documents: document, kind, number, title, line."""
    table = read_table(CONTENTS)
    unknown = [f"{row.kind} {row.number}" for row in table.itertuples() if row.kind not in PARTS]
    if unknown or not set(table["document"]) <= set(DOCUMENTS):
        raise HkoError(f"contents.csv: kind skal være en af {', '.join(PARTS)}, ikke {', '.join(unknown)}.")
    return table
