"""The pages that no notebook makes: the index over the municipalities, and simple pages of ready HTML."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd
from nbformat import v4

from utils.publish import csvs, html, tables
from utils.publish.checks import MAXIMUM_BYTES
from utils.publish.status import marked
from utils.publish.tables import Column

INDEX_TITLE: Final = "Bilag om de 98 kommuner"
SUMMARY_ID: Final = "oversigt-kommuner"
# One row a municipality. The summary frame must have these columns; more are allowed and end in the csv.
SUMMARY_COLUMNS: Final = {
    "code": Column("Kode"),
    "name": Column("Kommune"),
    "inhabitants_2019k4": Column("Ind\N{SOFT HYPHEN}byggere 2019K4", "integer"),
    # Three decimals: with two, a rate just under a limit of its level would look as if it were over it.
    "usage_rate_2019_pct": Column("Anvendelses\N{SOFT HYPHEN}grad 2019", "percent", 3),
    "usage_band": Column("Niveau 2019"),
    "usage_rate_two_year_pct": Column("Anvendelses\N{SOFT HYPHEN}grad 2018–2019", "percent", 2),
    "recruitment_degree_pct": Column("Rekrutterings\N{SOFT HYPHEN}grad", "percent", 1),
    "increased_hours_pa_pct": Column("Øgede løntimer PA", "percent", 1),
    "persons_pa": Column("N, PA", "integer"),
    "increased_hours_hm_pct": Column("Øgede løntimer HM", "percent", 1),
    "persons_hm": Column("N, HM", "integer"),
}
_LEAD: Final = (
    "Personlig assistance (PA) og hjælpemidler (HM) er to af de ordninger, som jobcentrene kan bevilge "
    "borgere med en funktionsnedsættelse. Her er en side for hver kommune, analyserne bag og en "
    "sammenligning med de trykte tal i kortlægningen fra 2021."
)
_DEFINITIONS: Final = {
    "Anvendelsesgrad": "bevillinger af PA og HM i pct. af indbyggerne 2019K4: for 2019 alene og for "
    "2018–2019 tilsammen. Niveauet gælder 2019: lav er under 0,2 pct., mellem 0,2–0,5 pct. og høj over "
    "0,5 pct.; uden bevillinger i 2019 er der intet niveau.",
    "Rekrutteringsgrad": "andelen af bevillingerne, som gik til borgere på en offentlig ydelse, bortset fra "
    "fleksjob, delvis sygemelding og SU.",
    "Øgede løntimer": "andelen af personerne (N), som har flere løntimer tre måneder efter deres første "
    "bevilling end måneden før.",
}


@dataclass(frozen=True)
class Analysis:
    """A link on the index: address as seen from it, Danish title, and what the page answers in a sentence."""

    href: str
    title: str
    description: str


def simple_page(
    title: str, body_html: str, status: str, home: str = "index.html", csv_base: str = "data",
    maximum_bytes: int = MAXIMUM_BYTES,
) -> bytes:  # fmt: skip
    """A page on the notebooks' template from ready HTML; its second-level headings become the navigation."""
    output = v4.new_output("display_data", data={"text/html": body_html})
    # A fixed cell id: nbformat's own is random.
    cell = v4.new_code_cell(id="indhold", outputs=[output])
    return html.page(v4.new_notebook(cells=[cell]), title, status, csv_base, home, maximum_bytes)


def index_page(
    df_by_municipality_summary: pd.DataFrame,
    analyses: Sequence[Analysis],
    status: str,
    codes_with_page: Collection[int] | None = None,
) -> bytes:
    """The front page: links to the analyses and a table of key figures for each region.

    The frame has a row a municipality, with SUMMARY_COLUMNS and `region`; rows are shown by region and name.
    codes_with_page: municipalities whose page was made (None: all); the others stand without a link.
    """
    body = "".join(
        [
            f"<p>{_LEAD}</p>",
            _analysis_list(analyses),
            "<h2>Sådan læses tallene</h2>",
            _definition_list(),
            csvs.in_paragraph(SUMMARY_ID, status),
            *(
                _region(region, rows, codes_with_page, status)
                for region, rows in _by_region(df_by_municipality_summary)
            ),
        ]
    )
    return simple_page(INDEX_TITLE, body, status, home="")


def summary_csv(df_by_municipality_summary: pd.DataFrame, status: str) -> bytes:
    """The key figures of the index as a csv; the index links to it as data/<SUMMARY_ID>.csv."""
    return csvs.csv_bytes(df_by_municipality_summary.sort_values("code"), status)


def _analysis_list(analyses: Sequence[Analysis]) -> str:
    items = (f'<li><a href="{escape(a.href)}">{escape(a.title)}</a>: {escape(a.description)}</li>' for a in analyses)
    return f'<h2>Analyser</h2><ul class="links">{"".join(items)}</ul>'


def _definition_list() -> str:
    items = (f"<li><strong>{term}</strong>: {escape(text)}</li>" for term, text in _DEFINITIONS.items())
    return f"<ul>{''.join(items)}</ul>"


def _by_region(df_by_municipality: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    groups = df_by_municipality.groupby("region", sort=True)
    # Danish order of the alphabet: æ, ø and å come last, in that order.
    return [(str(region), rows.sort_values("name", key=_danish_order)) for region, rows in groups]


def _danish_order(names: pd.Series) -> pd.Series:
    return names.str.lower().str.translate(str.maketrans("æøå", "{|}"))


def _region(region: str, rows: pd.DataFrame, codes_with_page: Collection[int] | None, status: str) -> str:
    cells = {name: tables.cell_texts(rows, name, column) for name, column in SUMMARY_COLUMNS.items()}
    codes = [int(code) for code in rows["code"]]
    linked = [_link(code, name, codes_with_page) for code, name in zip(codes, cells["name"], strict=True)]
    # The name heads its row, and the code follows it.
    order = ["name", "code", *list(SUMMARY_COLUMNS)[2:]]
    columns = [linked if name == "name" else [escape(text) for text in cells[name]] for name in order]
    table = tables.html_rows(
        list(zip(*columns, strict=True)),
        [escape(SUMMARY_COLUMNS[name].full_heading) for name in order],
        [SUMMARY_COLUMNS[name].kind for name in order],
        escape(marked(f"Nøgletal for kommunerne i {region_name(region)}", status)),
    )
    title = escape(region_name(region))
    return f'<h2>{title}</h2><div class="table">{tables.scrolling(table, region_name(region))}</div>'


def region_name(region: str) -> str:
    """ "Midtjylland" becomes "Region Midtjylland"."""
    return region if region.startswith("Region ") else f"Region {region}"


def _link(code: int, name: str, codes_with_page: Collection[int] | None) -> str:
    if codes_with_page is not None and code not in codes_with_page:
        return escape(name)
    return f'<a href="kommuner/{code}.html">{escape(name)}</a>'
