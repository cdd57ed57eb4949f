"""The rows of the page *Reproduktion*: a printed number, the recomputed one, and what there is to say about them."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from utils.publish import formats

RESULTS = {"exact": "stemmer", "deviates": "afviger", "not_recomputable": "ikke genberegnet"}
REASON_LABELS = {
    "": "",
    "not_yet": "endnu ikke",
    "source_inconsistent": "kilden modsiger sig selv",
    "picture_only": "findes kun som billede",
    "qualitative": "kvalitativt udsagn",
    "design_count": "optælling i undersøgelsens design",
    "definition": "grænse i en definition",
    "printed_input": "trykt tal, der er input",
    "external_source": "fra en anden kilde",
    "definition_unpublished": "definitionen er ikke offentliggjort",
}
WORDED = {"equal": "", "at_least": "mindst ", "at_most": "højst ", "about": "ca. "}
# One of a unit, and several.
UNITS = {
    "pct": ("pct.", "pct."),
    "pp": ("procentpoint", "procentpoint"),
    "dkk": ("kr.", "kr."),
    "dkk_thousand": ("tusind kr.", "tusind kr."),
    "dkk_million": ("mio. kr.", "mio. kr."),
    "years": ("år", "år"),
    "months": ("måned", "måneder"),
    "weeks": ("uge", "uger"),
    "hours": ("time", "timer"),
}
# The registry describes its rows in Danish with some English remarks; a reader gets Danish only.
_REMARKS = {
    "printed HM; probably PA": "trykt HM, formentlig PA",
    "as printed": "som trykt",
    "(printed)": "(som trykt)",
    "diagonal = only": "kun",
    "lowest, implied": "lavest, underforstået",
    "highest, implied": "højest, underforstået",
    "(each)": "(hver)",
    "stray block repeated": "løs blok, gentaget",
    "stray block": "løs blok",
    "vs ": "mod ",
}
# Headings of the tables, in order; the style sheet aligns them by their place.
HEADINGS = ("Id", "Linje", "Hvad", "Trykt", "Genberegnet", "Resultat", "Tabel eller figur")


def rows_table(rows: pd.DataFrame, caption: str, page_by_exhibit: Mapping[str, str], *, anchored: bool = True) -> str:
    """The table of printed numbers, a row each with its id as anchor, those that deviate marked.

    Without anchors (a row is shown a second time) the id links to the row that has it.
    """
    body = "".join(_row(row, page_by_exhibit, anchored) for row in rows.to_dict("records"))
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    table = (
        f'<table class="numbers"><caption><span>{escape(danish(caption))}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    return f'<div class="table">{scrolling_table(table, caption)}</div>'


def scrolling_table(table: str, caption: str) -> str:
    """A table that a narrow screen scrolls on its own, so that the page stays still."""
    label = f"Tabel, kan rulles vandret: {escape(danish(caption))}"
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{table}</div>'


def _row(row: Mapping[str, Any], page_by_exhibit: Mapping[str, str], anchored: bool) -> str:
    anchor = f' id="{row["id"]}"' if anchored else ""
    kind = ' class="deviates"' if row["result"] == "deviates" else ""
    name = row["id"] if anchored else to_row(row["id"])
    cells = (
        str(row["line"]),
        escape(_what(row)),
        WORDED[row["compare"]] + _number(row, "published", row["decimals"]),
        _number(row, "recomputed", row["decimals"] + (row["recomputed"] % 1 != 0)),
        _outcome(row),
        _link(row["exhibit"], page_by_exhibit),
    )
    return f'<tr{anchor}{kind}><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def to_row(printed_number: str) -> str:
    """A link to the row of a printed number."""
    return f'<a href="#{printed_number}">{printed_number}</a>'


def danish(text: str) -> str:
    """A text of the registry without its English remarks."""
    for remark, words in _REMARKS.items():
        text = text.replace(remark, words)
    return text


def _number(row: Mapping[str, Any], column: str, decimals: int) -> str:
    text = formats.number(row[column], decimals)
    if text == formats.MISSING or row["unit"] not in UNITS:
        return text
    one, several = UNITS[row["unit"]]
    return f"{text} {one if row[column] == 1 else several}"


def _what(row: Mapping[str, Any]) -> str:
    """What a number is of: "Andel med øgede løntimer – PA, proaktiv"."""
    scheme = "alle ordninger" if row["scheme"] == "ALL" else row["scheme"]
    details = [danish(part).replace(";", ", ") for part in (scheme, row["group_value"]) if part]
    return " – ".join([row["label"], ", ".join(details)] if details else [row["label"]])


def _outcome(row: Mapping[str, Any]) -> str:
    """Result and reason, "stemmer" or "<strong>afviger</strong>: kilden modsiger sig selv", then remarks."""
    reason = REASON_LABELS[row["reason"]]
    result = {"exact": "stemmer", "deviates": "<strong>afviger</strong>", "not_recomputable": ""}[row["result"]]
    told = ": ".join(filter(None, [result, reason]))
    return ". ".join(filter(None, [told, _remarks(row)]))


def _remarks(row: Mapping[str, Any]) -> str:
    """What was settled about a number and which numbers it contradicts, linked to their rows; "" for nothing."""
    note = row["note"] if row["reason"] != "not_yet" else ""
    others = ", ".join(to_row(other) for other in row["conflicts_with"].split())
    return " ".join(filter(None, [escape(note), f"Kan ikke passe sammen med {others}." if others else ""]))


def _link(exhibit: str, page_by_exhibit: Mapping[str, str]) -> str:
    """The exhibit in words, "figur 32" for k21-figur-32 and "tabel 3.1" for s13-tabel-3-1, linked where its page is known."""
    plain = re.sub("^(k21|s13)-", "", exhibit).replace("-", " ")
    words = escape(re.sub(r"(?<=\d) (?=\d)", ".", plain))
    if exhibit not in page_by_exhibit:
        return words
    return f'<a href="{escape(page_by_exhibit[exhibit])}#{escape(exhibit)}">{words}</a>'
