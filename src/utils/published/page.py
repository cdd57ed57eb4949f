"""The page *Reproduktion*: every printed number with the recomputed one beside it.

The body opens with what an agreement means, gives totals by document and by reason, and folds the 1,820 rows
away, a `<details>` per chapter with a table per section.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from utils.paths import PUBLISHED
from utils.publish import formats
from utils.publish.tables import html_rows
from utils.published.comparison import comparisons
from utils.published.registry import read_table

DOCUMENTS = {
    "K21": "Kortlægning af kommunernes praksis på handicapområdet, 2021",
    "N22": "Norddjurs Kommune: Statistik over brugen af handicapkompenserende ordninger og fleksjob, 2022",
    "N24": "Norddjurs Kommune: Spørgsmål fra Handicaprådet, 2024",
    "S13": "Specialfunktionen Job & Handicap: Beretning 2013",
    "C15": "Specialfunktionen Job & Handicap: Katalog med 25 regneeksempler",
}
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
_COMPARE = {"equal": "", "at_least": "mindst ", "at_most": "højst ", "about": "ca. "}
# One of a unit, and several.
_UNITS = {
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
# Headings of the tables, in order, and how their cells are aligned.
_COLUMNS = {
    "Id": "text",
    "Linje": "text",
    "Hvad": "text",
    "Trykt": "number",
    "Genberegnet": "number",
    "Resultat": "text",
    "Tabel eller figur": "text",
}
# "5.3.2", "5" and "2 (pointer)" are numbered; "25 regneeksempler" is a name.
_NUMBERED = re.compile(r"\d(?:[. ]|$)")
_INTRODUCTION = """<p><strong>Hvad «stemmer» betyder.</strong> De syntetiske registre er dannet sådan, at
de passer til de trykte tal. En række, der stemmer (<code>exact</code> i csv-filen), viser derfor, at
definitionen giver tallet sammen med alle de andre – aldrig, at tallet er sandt.</p>
<p>Et tal stemmer, når det genberegnede tal, afrundet som det trykte, er det trykte. Er det trykt med
«mere end», «knap» eller «ca.», skal det genberegnede tal være mindst, højst eller cirka lige så stort;
«ca.» er højst én enhed fra det trykte og for andele i ord («cirka en tredjedel») højst fem procentpoint.
Hvert trykt tal har en række, også når teksten gentager det; «linje» er linjen i kildens tekst. Står der
kun en grund under «resultat», er tallet ikke genberegnet. Alle rækker: <a
href="data/reproduction.csv">reproduction.csv</a>.</p>"""


def reproduction_body(df_by_printed_number: pd.DataFrame, page_by_exhibit: Mapping[str, str] | None = None) -> str:
    """The HTML body of the page, for utils.publish.site.simple_page.

    `df_by_printed_number` is the result of reproduction(); `page_by_exhibit` gives the page of an exhibit
    ("k21-figur-32" → "typologier.html"), to which its rows link, and may leave exhibits out.
    """
    rows = _described(df_by_printed_number)
    ordered = rows.sort_values("doc", key=lambda codes: codes.map(list(DOCUMENTS).index), kind="stable")
    chapters = ordered.groupby(["doc", "chapter"], sort=False)
    folded = [_chapter(document, chapter, part, page_by_exhibit or {}) for (document, chapter), part in chapters]
    return "\n".join([_INTRODUCTION, _totals(rows), _reasons(rows), "<h2>Tal for tal</h2>", *folded])


def _described(df_by_printed_number: pd.DataFrame) -> pd.DataFrame:
    """The result with the registry's columns, the Danish label of a topic, the chapter of a section."""
    registry = comparisons()[
        ["id", "doc", "section", "line", "topic", "scheme", "group_value", "unit", "decimals", "note"]
    ]
    labelled = registry.merge(read_table(PUBLISHED / "topic_labels.csv"), on="topic", how="left", validate="m:1")
    rows = df_by_printed_number.merge(labelled, on="id", how="left", validate="1:1")
    return rows.assign(chapter=[_chapter_of(section) for section in rows["section"]])


def _chapter_of(section: str) -> str:
    """The chapter of a section: "5.3.2" and "5" → "Kapitel 5"; a section with a name keeps it."""
    return f"Kapitel {section[0]}" if _NUMBERED.match(section) else section


def _section_name(section: str) -> str:
    return f"afsnit {section}" if _NUMBERED.match(section) else section


def _danish(text: str) -> str:
    for remark, danish in _REMARKS.items():
        text = text.replace(remark, danish)
    return text


def _totals(rows: pd.DataFrame) -> str:
    counts = pd.crosstab(rows["doc"], rows["result"]).reindex(index=list(DOCUMENTS), columns=list(RESULTS))
    counts = counts.fillna(0).astype(int)
    counts.loc["I alt"] = counts.sum()
    body = [
        (
            _document(document),
            *(formats.number(count) for count in (counts.loc[document].sum(), *counts.loc[document])),
        )
        for document in counts.index
    ]
    headings = ["Dokument", "Trykte tal", *(word.capitalize() for word in RESULTS.values())]
    return _table(body, headings, ["text", *["integer"] * 4], "Trykte tal efter dokument og resultat")


def _document(code: str) -> str:
    return f"{code} – {escape(DOCUMENTS[code])}" if code in DOCUMENTS else code


def _reasons(rows: pd.DataFrame) -> str:
    counts = rows.loc[rows["reason"] != "", ["result", "reason"]].value_counts()
    body: list[tuple[str, ...]] = [
        (REASON_LABELS[reason], RESULTS[result], formats.number(counts[result, reason]))
        for reason in REASON_LABELS
        for result in RESULTS
        if (result, reason) in counts.index
    ]
    caption = "Grunde til, at tal ikke er genberegnet eller afviger"
    return _table(body, ["Grund", "Resultat", "Trykte tal"], ["text", "text", "integer"], caption)


def _chapter(document: str, chapter: str, rows: pd.DataFrame, page_by_exhibit: Mapping[str, str]) -> str:
    counts = rows["result"].value_counts()
    told = ", ".join(f"{formats.number(counts[result])} {word}" for result, word in RESULTS.items() if result in counts)
    tables = [
        _section(document, section, part, page_by_exhibit) for section, part in rows.groupby("section", sort=False)
    ]
    summary = f"<summary>{document}, {escape(_danish(chapter))}: {told}</summary>"
    return f"<details>{summary}{''.join(tables)}</details>"


def _section(document: str, section: str, rows: pd.DataFrame, page_by_exhibit: Mapping[str, str]) -> str:
    cells = [_cells(row, page_by_exhibit) for row in rows.to_dict("records")]
    # A column that says the same in every row is said once: it would only make the page heavy.
    untouched = {row["Resultat"] for row in cells} == {REASON_LABELS["not_yet"]}
    left_out = {
        "Resultat": untouched,
        "Genberegnet": not (rows["exhibit"] != "").any(),
        "Tabel eller figur": not (rows["exhibit"] != "").any(),
    }
    shown = [heading for heading in _COLUMNS if not left_out.get(heading)]
    body = [tuple(row[heading] for heading in shown) for row in cells]
    caption = f"{document}, {_section_name(section)}{': endnu ikke genberegnet' if untouched else ''}"
    return _table(body, shown, [_COLUMNS[heading] for heading in shown], caption)


def _table(rows: list[tuple[str, ...]], headings: list[str], kinds: list[str], caption: str) -> str:
    """A table that a narrow screen scrolls on its own, so that the page stays still."""
    name = escape(_danish(caption))
    label = f"Tabel, kan rulles vandret: {name}"
    table = html_rows(rows, headings, kinds, name)
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{table}</div>'


def _cells(row: Mapping[str, Any], page_by_exhibit: Mapping[str, str]) -> dict[str, str]:
    return {
        "Id": row["id"],
        "Linje": str(row["line"]),
        "Hvad": escape(_what(row)),
        "Trykt": _COMPARE[row["compare"]] + _number(row, "published", row["decimals"]),
        "Genberegnet": _number(row, "recomputed", row["decimals"] + (row["recomputed"] % 1 != 0)),
        "Resultat": _outcome(row),
        "Tabel eller figur": _link(row["exhibit"], page_by_exhibit),
    }


def _number(row: Mapping[str, Any], column: str, decimals: int) -> str:
    text = formats.number(row[column], decimals)
    if text == formats.MISSING or row["unit"] not in _UNITS:
        return text
    one, several = _UNITS[row["unit"]]
    return f"{text} {one if row[column] == 1 else several}"


def _what(row: Mapping[str, Any]) -> str:
    """What a number is of: "Andel med øgede løntimer – PA, proaktiv"."""
    details = [_danish(part).replace(";", ", ") for part in (row["scheme"], row["group_value"]) if part]
    return " – ".join([row["label"], ", ".join(details)] if details else [row["label"]])


def _outcome(row: Mapping[str, Any]) -> str:
    """Result and reason, "stemmer" or "<strong>afviger</strong>: kilden modsiger sig selv", then remarks."""
    reason = REASON_LABELS[row["reason"]]
    result = {"exact": "stemmer", "deviates": "<strong>afviger</strong>", "not_recomputable": ""}[row["result"]]
    told = ": ".join(filter(None, [result, reason]))
    return ". ".join(filter(None, [told, escape(_remarks(row))]))


def _remarks(row: Mapping[str, Any]) -> str:
    """What was settled about a number and which numbers it contradicts, in Danish; "" for nothing."""
    note = row["note"] if row["reason"] != "not_yet" else ""
    others = row["conflicts_with"].replace(" ", ", ")
    return " ".join(filter(None, [note, f"Kan ikke passe sammen med {others}." if others else ""]))


def _link(exhibit: str, page_by_exhibit: Mapping[str, str]) -> str:
    if exhibit not in page_by_exhibit:
        return escape(exhibit)
    return f'<a href="{escape(page_by_exhibit[exhibit])}#{escape(exhibit)}">{escape(exhibit)}</a>'
