"""From a notebook to a page: everything a reader, a printer and a screen reader need."""

import copy
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode, v4

from utils.errors import HkoError
from utils.publish import checks, html
from utils.publish.exhibit import Exhibit

Maker = Callable[..., Exhibit]


@pytest.fixture
def page(notebook: NotebookNode) -> bytes:
    return html.page(notebook, "Kommuneprofil: Norddjurs", "synthetic", "../data/707", "../index.html")


@pytest.fixture
def soup(page: bytes) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def test_language_heading_and_title(soup: BeautifulSoup) -> None:
    assert soup.html["lang"] == "da"
    assert [heading.text for heading in soup("h1")] == ["Kommuneprofil: Norddjurs"]
    assert soup.title.text == (
        "Syntetiske data – Kommuneprofil: Norddjurs – Handicapkompenserende ordninger i jobcentrene"
    )


def test_the_banner_stays_on_screen_and_on_every_printed_page(soup: BeautifulSoup) -> None:
    assert soup.select_one("body > header.banner.synthetic p strong").text == "Syntetiske data – ikke virkelige tal"
    screen, _, printed = soup.style.text.partition("@media print")
    assert re.search(r"\.banner {[^}]*position: sticky", screen)
    assert re.search(r"\.banner {[^}]*position: fixed", printed)


def test_a_register_page_says_that_it_must_not_be_published(notebook: NotebookNode) -> None:
    soup = BeautifulSoup(html.page(notebook, "T", "register"), "html.parser")
    assert "Ikke til offentliggørelse" in soup.select_one("body > .banner.register").text
    assert soup.title.text.startswith("Ikke til offentliggørelse – T")


def test_a_page_of_printed_numbers_has_no_banner(notebook: NotebookNode) -> None:
    soup = BeautifulSoup(html.page(notebook, "T", "published"), "html.parser")
    assert soup.select_one(".banner") is None
    assert soup.title.text.startswith("T – ")


def test_code_is_left_out_and_prose_and_exhibits_stay(page: bytes, soup: BeautifulSoup) -> None:
    assert b"kommune = 707" not in page
    assert b"typologies.increased_hours" not in page
    assert soup.select_one("main em").text == "vægt"
    assert [figure["id"] for figure in soup("figure")] == ["k21-tabel-32", "k21-figur-32"]


def test_headings_have_ascii_ids_that_the_navigation_uses(soup: BeautifulSoup) -> None:
    assert [heading["id"] for heading in soup("h2")] == ["oegede-loentimer", "oegede-loentimer-2"]
    assert soup.h3["id"] == "aa-ae-og-oe-1-2"
    links = [(link["href"], link.text) for link in soup.select("nav a")]
    assert links == [
        ("../index.html", "Alle kommuner og analyser"),
        ("#oegede-loentimer", "Øgede løntimer"),
        ("#oegede-loentimer-2", "Øgede løntimer"),
    ]
    assert soup.select_one("a.skip")["href"] == "#" + soup.main["id"]


def test_csv_links_go_to_the_municipality_and_name_the_status(soup: BeautifulSoup) -> None:
    assert [(link["href"], link["download"]) for link in soup.select("a.csv")] == [
        ("../data/707/k21-tabel-32.csv", "k21-tabel-32-syntetisk.csv"),
        ("../data/707/k21-figur-32.csv", "k21-figur-32-syntetisk.csv"),
    ]


def test_the_page_is_light_and_stands_alone(page: bytes, soup: BeautifulSoup) -> None:
    assert len(page) < 60_000
    assert len(soup.style.text) < 10_000
    assert soup.find(["script", "iframe"]) is None
    assert b"http" not in re.sub(rb"base64,[^\"]+", b"", page)


def test_two_renderings_are_equal_also_after_another_page(notebook: NotebookNode, page: bytes) -> None:
    html.page(notebook, "En anden", "register", "x", "y")
    assert html.page(notebook, "Kommuneprofil: Norddjurs", "synthetic", "../data/707", "../index.html") == page


PROGRAM = """
import sys, nbformat
from utils.publish.html import page
sys.stdout.buffer.write(page(nbformat.read(sys.argv[1], 4), "T", "synthetic"))
"""


def test_another_process_with_another_hash_seed_makes_the_same_page(notebook: NotebookNode, tmp_path: Path) -> None:
    nbformat.write(notebook, tmp_path / "executed.ipynb")
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "executed.ipynb")]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    other = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert other == html.page(notebook, "T", "synthetic")


def test_exhibits_come_back_from_the_executed_notebook(notebook: NotebookNode) -> None:
    found = html.exhibits(notebook)
    assert [(e["id"], e["kind"], e["status"]) for e in found] == [
        ("k21-tabel-32", "table", "synthetic"),
        ("k21-figur-32", "figure", "synthetic"),
    ]
    assert found[0]["csv"].startswith("data_status;strategy;increased_hours_pct;persons\nsynthetic;proaktiv;17,0;512")
    assert set(found[0]) == {"id", "title", "kind", "status", "alt", "note", "csv", "download"}


def with_output(data: dict[str, str]) -> NotebookNode:
    output = v4.new_output("display_data", data=data)
    return v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[output])])


SOURCE = "data:image/png;base64," + "A" * 300


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"image/png": "A" * 300}, "Et billede mangler alt-tekst"),
        (
            {"text/html": f'<img src="{SOURCE}">'},
            "Et billede mangler alt-tekst",
        ),  # nbconvert puts in a filler
        ({"text/html": "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"}, "En tabel mangler caption"),
        ({"text/html": '<figure id="k21-x"><p>Tom</p></figure>'}, "En figur mangler billedtekst («k21-x»)"),
        ({"text/html": '<script src="https://example.org/a.js"></script>'}, "https://example.org/a.js"),
    ],
)
def test_what_a_page_refuses(data: dict[str, str], message: str) -> None:
    with pytest.raises(HkoError, match=re.escape(message)):
        html.page(with_output(data), "T", "synthetic")


def test_an_error_in_a_cell_stops_the_page() -> None:
    output = v4.new_output("error", ename="KeyError", evalue="1", traceback=["Traceback"])
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[output])])
    with pytest.raises(HkoError, match="Siden «T» kan ikke offentliggøres: en celle endte med KeyError"):
        html.page(notebook, "T", "synthetic")


def test_the_same_exhibit_twice_is_refused(notebook: NotebookNode) -> None:
    again = copy.deepcopy(notebook.cells[3])
    notebook.cells.append(again)
    again.id = "igen"
    with pytest.raises(HkoError, match="Id «k21-tabel-32» findes 2 gange"):
        html.page(notebook, "T", "synthetic")


def test_no_data_has_its_own_sentence(table: Maker, notebook: NotebookNode) -> None:
    data = table().data.iloc[:0]
    notebook.cells[3].outputs[0]["data"]["text/html"] = table(data=data).html
    soup = BeautifulSoup(html.page(notebook, "T", "synthetic"), "html.parser")
    assert soup.select_one("#k21-tabel-32 p").text == "Ingen data: N = 2.286 & flere."


@given(st.lists(st.text(alphabet="aæøåÆØÅéß1 -–?&<>", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_any_headings_give_unique_ascii_ids(titles: list[str]) -> None:
    cells = [v4.new_markdown_cell(f"## {title}") for title in titles]
    page = html.page(v4.new_notebook(cells=cells), "T", "synthetic")
    assert checks.page_problems(page, "T", "synthetic") == []
