"""The page *Reproduktion*: every printed number with the recomputed one beside it.

The body opens with what an agreement means and gives totals by document and by reason; then the numbers that
deviate; then chapter by chapter (K21 1–9, the other documents after it) all 1,820 rows, folded away in a
`<details>` per chapter with a table per section. Each row has its id as anchor.
"""

import re
from collections.abc import Mapping
from html import escape

import pandas as pd

from utils.paths import PUBLISHED
from utils.publish import formats
from utils.publish.tables import html_rows
from utils.published.comparison import comparisons
from utils.published.page_rows import REASON_LABELS, RESULTS, danish, rows_table, scrolling_table
from utils.published.registry import read_table

__all__ = ["REASON_LABELS", "RESULTS", "reproduction_body"]

DOCUMENTS = {
    "K21": "Kortlægning af kommunernes praksis på handicapområdet, 2021",
    "N22": "Norddjurs Kommune: Statistik over brugen af handicapkompenserende ordninger og fleksjob, 2022",
    "N24": "Norddjurs Kommune: Spørgsmål fra Handicaprådet, 2024",
    "S13": "Specialfunktionen Job & Handicap: Beretning 2013",
    "C15": "Specialfunktionen Job & Handicap: Katalog med 25 regneeksempler",
}
CHAPTERS = {
    "K21, kapitel 1": "Indledning",
    "K21, kapitel 2": "Hovedkonklusion",
    "K21, kapitel 3": "Prioritering og organisering",
    "K21, kapitel 4": "Viden og holdninger",
    "K21, kapitel 5": "Brug af ordningerne",
    "K21, kapitel 6": "Borgere og virksomheder",
    "K21, kapitel 7": "Tværgående analyse",
    "K21, kapitel 9": "Metode og datagrundlag",
    "N22": "Norddjurs 2022",
    "N24": "Norddjurs 2024",
    "S13": "Beretning 2013",
    "C15": "Regneeksempler",
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
href="data/reproduction.csv">reproduction.csv</a>. Hvor de trykte tal ikke kan passe sammen indbyrdes, står på siden <a
href="kildekritik.html">Kildekritik</a>.</p>"""


def reproduction_body(df_by_printed_number: pd.DataFrame, page_by_exhibit: Mapping[str, str] | None = None) -> str:
    """The HTML body of the page, for utils.publish.site.simple_page.

    `df_by_printed_number` is the result of reproduction(); `page_by_exhibit` gives the page of an exhibit
    ("k21-figur-32" → "typologier.html"), to which its rows link, and may leave exhibits out.
    """
    pages = page_by_exhibit or {}
    rows = _described(df_by_printed_number)
    rows = rows.sort_values("doc", key=lambda codes: codes.map(list(DOCUMENTS).index), kind="stable")
    chapters = [_chapter(str(name), part, pages) for name, part in rows.groupby("chapter", sort=False)]
    return "\n".join(
        [
            _INTRODUCTION,
            "<h2>I alt</h2>",
            _totals(rows),
            _reasons(rows),
            _deviating(rows, pages),
            _by_chapter(rows),
            *chapters,
        ]
    )


def _described(df_by_printed_number: pd.DataFrame) -> pd.DataFrame:
    """The result with the registry's columns, the Danish label of a topic, the chapter of a section."""
    registry = comparisons()[
        ["id", "doc", "section", "line", "topic", "scheme", "group_value", "unit", "decimals", "note"]
    ]
    labelled = registry.merge(read_table(PUBLISHED / "topic_labels.csv"), on="topic", how="left", validate="m:1")
    rows = df_by_printed_number.merge(labelled, on="id", how="left", validate="1:1")
    return rows.assign(chapter=[_chapter_of(*place) for place in zip(rows["doc"], rows["section"], strict=True)])


def _chapter_of(document: str, section: str) -> str:
    """ "K21, kapitel 5" for the mapping, whose chapters are numbered; the other documents are one chapter each."""
    return f"K21, kapitel {section[0]}" if document == "K21" else document


def _section_name(section: str) -> str:
    return f"afsnit {section}" if _NUMBERED.match(section) else section


def _heading(chapter: str) -> str:
    return f"{chapter}: {CHAPTERS[chapter]}"


def _anchor(chapter: str) -> str:
    """Inside the folded part, so that a link to it unfolds it: "K21, kapitel 5" → "tal-k21-kapitel-5"."""
    return "tal-" + chapter.lower().replace(", ", "-").replace(" ", "-")


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


def _deviating(rows: pd.DataFrame, page_by_exhibit: Mapping[str, str]) -> str:
    """The numbers that deviate, all of them once more, with why and with what they cannot hold together."""
    found = rows[rows["result"] == "deviates"]
    if found.empty:
        return "<h2>Tal, der afviger</h2><p>Ingen af de genberegnede tal afviger fra de trykte.</p>"
    told = f"{formats.number(len(found))} genberegnede tal er ikke de trykte. Hvert står også i sit kapitel nedenfor."
    table = rows_table(found, "Genberegnede tal, der afviger fra de trykte", page_by_exhibit, anchored=False)
    return f"<h2>Tal, der afviger</h2><p>{told}</p>{table}"


def _by_chapter(rows: pd.DataFrame) -> str:
    """Counts by chapter, each linked to its rows."""
    counts = pd.crosstab(rows["chapter"], rows["result"]).reindex(index=rows["chapter"].unique(), columns=list(RESULTS))
    counts = counts.fillna(0).astype(int)
    body = [
        (f'<a href="#{_anchor(str(name))}">{escape(_heading(str(name)))}</a>',
         *(formats.number(count) for count in (counts.loc[name].sum(), *counts.loc[name])))
        for name in counts.index
    ]  # fmt: skip
    headings = ["Kapitel", "Trykte tal", *(word.capitalize() for word in RESULTS.values())]
    caption = "Trykte tal efter kapitel og resultat"
    return f"<h2>Kapitel for kapitel</h2>{_table(body, headings, ['text', *['integer'] * 4], caption)}"


def _chapter(name: str, rows: pd.DataFrame, page_by_exhibit: Mapping[str, str]) -> str:
    counts = rows["result"].value_counts()
    told = ", ".join(f"{formats.number(counts[result])} {word}" for result, word in RESULTS.items() if result in counts)
    tables = [
        rows_table(part, f"{part['doc'].iloc[0]}, {_section_name(str(section))}", page_by_exhibit)
        for section, part in rows.groupby("section", sort=False)
    ]
    summary = f"<summary>{escape(danish(name))}: {told}</summary>"
    inner = f'<div id="{_anchor(name)}">{"".join(tables)}</div>'
    return f"<h2>{escape(_heading(name))}</h2><details>{summary}{inner}</details>"


def _table(rows: list[tuple[str, ...]], headings: list[str], kinds: list[str], caption: str) -> str:
    return scrolling_table(html_rows(rows, headings, kinds, escape(caption)), caption)
