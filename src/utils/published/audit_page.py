"""The page *Kildekritik*: what the audit tested, and every finding, the worst first.

The findings are filtered by document and kind with radio buttons and the style sheet alone (`.findings` in
style.css), so the page has no script; a browser that does not know `:has` shows all of them.
"""

from html import escape

import pandas as pd

from utils.publish import csvs, formats, status
from utils.publish.tables import html_rows
from utils.published.page_rows import scrolling_table
from utils.published.relations import DOCUMENTS, KINDS

_INTRODUCTION = """<p><strong>Hvad siden viser.</strong> Dokumenterne trykker mange tal, der skal passe sammen: dele med
deres sum, andele med deres antal, vækst med sine to år, det samme tal to steder og henvisninger med det, der
findes. Her er {tested} sådanne relationer prøvet, både i hvert dokument og mellem dem. {held} holder, {failed}
holder ikke og står som fund nedenfor. Den samme modsigelse kan give flere fund, når den står flere steder, og et fund
mellem to dokumenter tæller i begges filter.</p>
<p><strong>Afrunding er ingen fejl.</strong> Et trykt tal står for alle de værdier, der afrundes til det; «mere end»,
«knap» og «ca.» gør intervallet større. En relation er kun et fund, når ingen værdier i intervallerne kan passe. En
procent af et lille antal prøves på, om et helt antal personer giver den. At noget ikke passer, siger ikke, hvilket
af tallene der er forkert; «læses her» siger, hvilket der følges i dette bilag.</p>
<p><strong>Afstanden</strong> er forskellen mellem det trykte og det, der følger, i pct. af det største af dem, for
hele personer procentpoint til den nærmeste mulige andel. Den
siger, hvor langt tallene er fra hinanden, ikke hvor alvorligt det er. Henvisninger har ingen afstand og står sidst. «Linje» er
linjen i kildens tekst. Hvert tals id fører til dets række på siden
<a href="{reproduction}">Offentliggjort og genberegnet</a>.</p>"""

# What stands against the printed, where nothing is computed.
_OTHER_SIDE = {"repeated": "Andetsteds", "citation": "Dér står"}


def audit_body(df_by_relation: pd.DataFrame, df_by_finding: pd.DataFrame, reproduction: str) -> str:
    """The HTML body of the page, for utils.publish.site.simple_page.

    df_by_relation: audit(). df_by_finding: findings(). reproduction: address of the page with the numbers' rows.
    """
    counts = {"tested": len(df_by_relation), "failed": len(df_by_finding)}
    counts["held"] = counts["tested"] - counts["failed"]
    told = {name: formats.number(count) for name, count in counts.items()}
    return "\n".join(
        [
            _INTRODUCTION.format(**told, reproduction=escape(reproduction)),
            csvs.in_paragraph("relations", status.PUBLISHED),
            "<h2>I alt</h2>",
            _totals(df_by_relation),
            _by_kind(df_by_relation),
            "<h2>Fund, det største først</h2>",
            csvs.in_paragraph("errata", status.PUBLISHED),
            _findings(df_by_finding, reproduction),
        ]
    )


def place(documents: str) -> str:
    """Where a relation is counted: its document, or "mellem dokumenter" when it concerns several."""
    return documents if " " not in documents else "mellem dokumenter"


def counts_by_place_and_kind(df_by_relation: pd.DataFrame) -> pd.DataFrame:
    """Relations by place (rows, a total last) and kind (columns, a total last)."""
    places = df_by_relation["documents"].map(place)
    counts = pd.crosstab(places, df_by_relation["kind"])
    counts = counts.reindex(index=[*DOCUMENTS, "mellem dokumenter"], columns=list(KINDS), fill_value=0)
    counts.loc["I alt"] = counts.sum()
    return counts.assign(total=counts.sum(axis=1))


def _totals(df_by_relation: pd.DataFrame) -> str:
    tested = counts_by_place_and_kind(df_by_relation)["total"]
    failed = counts_by_place_and_kind(_failed(df_by_relation))["total"]
    rows = [
        (str(name), *(formats.number(count) for count in (tested[name], tested[name] - failed[name], failed[name])))
        for name in tested.index
    ]
    headings = ["Dokument", "Prøvet", "Holder", "Holder ikke"]
    return _table(rows, headings, "Relationer efter dokument og resultat")


def _failed(df_by_relation: pd.DataFrame) -> pd.DataFrame:
    return df_by_relation[~df_by_relation["holds"].astype(bool)]


def _by_kind(df_by_relation: pd.DataFrame) -> str:
    tested, failed = counts_by_place_and_kind(df_by_relation), counts_by_place_and_kind(_failed(df_by_relation))
    rows = [
        (word.capitalize(), *(_part(failed.loc[name, kind], tested.loc[name, kind]) for name in tested.index))
        for kind, word in (KINDS | {"total": "i alt"}).items()
    ]
    headings = ["Art", *(str(name).capitalize() if " " in str(name) else str(name) for name in tested.index)]
    return _table(rows, headings, "Relationer, der ikke holder, af dem, der er prøvet, efter art og dokument")


def _part(failed: int, tested: int) -> str:
    return f"{formats.number(failed)} af {formats.number(tested)}" if tested else formats.MISSING


def _table(rows: list[tuple[str, ...]], headings: list[str], caption: str) -> str:
    kinds = ["text", *["integer"] * (len(headings) - 1)]
    return scrolling_table(html_rows(rows, headings, kinds, caption), caption)


def _findings(df_by_finding: pd.DataFrame, reproduction: str) -> str:
    if df_by_finding.empty:
        return "<p>Alle relationer holder.</p>"
    documents = df_by_finding["documents"].str.split().explode().value_counts()
    kinds = df_by_finding["kind"].value_counts()
    items = "".join(_finding(row, reproduction) for row in df_by_finding.to_dict("records"))
    total = len(df_by_finding)
    return (
        '<div class="findings">'
        + _choice("Dokument", "dokument", {name: name for name in DOCUMENTS}, documents, total)
        + _choice("Art", "art", KINDS, kinds, total)
        + f'<ol>{items}</ol><p class="shown">Viste fund: </p></div>'
    )


def _choice(legend: str, group: str, words: dict[str, str], counts: pd.Series, total: int) -> str:
    """Radio buttons for one filter, each with its number of findings; values without findings are left out."""
    options = {"alle": ("alle", total)} | {
        value: (word, int(counts[value])) for value, word in words.items() if value in counts
    }
    buttons = "".join(
        f'<label><input type="radio" name="{group}" id="{group}-{value}"{" checked" if value == "alle" else ""}> '
        f"{word} ({formats.number(count)})</label>"
        for value, (word, count) in options.items()
    )
    return f"<fieldset><legend>{legend}</legend>{buttons}</fieldset>"


def _finding(row: dict[str, str], reproduction: str) -> str:
    classes = " ".join([*(f"dokument-{name}" for name in row["documents"].split()), f"art-{row['kind']}"])
    ids = ", ".join(f'<a href="{escape(reproduction)}#{name}">{name}</a>' for name in row["ids"].split())
    parts = {
        "Trykt": escape(row["printed"]),
        _OTHER_SIDE.get(row["kind"], "Følger"): escape(row["follows"]),
        "Afstand": _distance(row),
        "Læses her": escape(row["reading"]),
        "Tal": ids,
    }
    listed = "".join(f"<div><dt>{term}</dt><dd>{text}</dd></div>" for term, text in parts.items() if text)
    head = f"<strong>{row['id']}</strong> {KINDS[row['kind']]}, {_lines(row['lines'])}"
    return (
        f'<li class="{classes}" id="{row["id"]}"><p class="where">{head}</p>'
        f"<p>{escape(row['statement'])}</p><dl>{listed}</dl></li>"
    )


def _distance(row: dict[str, str]) -> str:
    """ "12,4 pct.", for whole persons "1,45 procentpoint", "" for a citation."""
    if pd.isna(row["distance"]):
        return ""
    return (
        formats.percentage_points(row["distance"], 2)
        if row["kind"] == "whole_persons"
        else formats.percent(row["distance"], 2)
    )


def _lines(lines: str) -> str:
    """ "K21:105 K21:533 N22:17" → "K21 linje 105, 533; N22 linje 17"."""
    by_document: dict[str, list[str]] = {}
    for place_of_line in lines.split():
        document, line = place_of_line.split(":")
        by_document.setdefault(document, []).append(line)
    return "; ".join(f"{document} linje {', '.join(numbers)}" for document, numbers in by_document.items())


def audit_lines(df_by_relation: pd.DataFrame, df_by_finding: pd.DataFrame) -> list[str]:
    """What `hko audit` prints: a line a finding, then counts by document and kind."""
    listed = [
        f"{row['id']} {row['documents']} {KINDS[row['kind']]}, {_lines(row['lines'])}: {row['statement']} "
        f"Trykt: {row['printed']}; følger: {row['follows']}"
        for row in df_by_finding.to_dict("records")
    ]
    failed, tested = counts_by_place_and_kind(_failed(df_by_relation)), counts_by_place_and_kind(df_by_relation)
    counted = [f"{name}: {_told(failed.loc[name], tested.loc[name, 'total'])}" for name in tested.index[:-1]]
    total = f"I alt: {_told(failed.loc['I alt'], tested.loc['I alt', 'total'])}"
    return [*listed, "", *counted, total]


def _told(failed: pd.Series, tested: int) -> str:
    """ "40 fund i 227 relationer (andel 3, ændring 4)"."""
    kinds = ", ".join(f"{word} {failed[kind]}" for kind, word in KINDS.items() if failed[kind])
    return f"{failed['total']} fund i {tested} relationer" + (f" ({kinds})" if kinds else "")
