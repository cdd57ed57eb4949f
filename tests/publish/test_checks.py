"""Every fault of a page is found and told in Danish."""

from base64 import b64encode

import pytest
from nbformat import NotebookNode

from utils.publish import checks, html

HEAD = '<html lang="da"><head><title>Syntetiske data – T</title></head><body>'
BANNER = '<header class="banner"><p>Syntetiske data – ikke virkelige tal</p></header>'
GOOD = f"{HEAD}{BANNER}<main><h1>T</h1><p>Tekst</p></main></body></html>"
# A picture with a mark in it, and one of the axes alone.
LONG, BARE = (
    "data:image/svg+xml;base64," + b64encode(f"<svg>{inner}</svg>".encode()).decode()
    for inner in ('<path clip-path="url(#a)"/>', '<path d="M0 0"/>' * 20)
)


def problems(page: str) -> list[str]:
    return checks.page_problems(page.encode("utf-8"), title="T", status="synthetic")


def test_a_good_page_has_no_problems(notebook: NotebookNode) -> None:
    assert problems(GOOD) == []
    page = html.page(notebook, "T", "synthetic")
    assert checks.page_problems(page, "T", "synthetic", tables=1, figures=1) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('lang="da"', 'lang="en"', 'Sproget er ikke angivet som lang="da".'),
        ("<h1>T</h1>", "", "Siden har 0 overskrifter på øverste niveau (h1), den skal have 1."),
        (
            "<h1>T</h1>",
            "<h1>T</h1><h1>U</h1>",
            "Siden har 2 overskrifter på øverste niveau (h1), den skal have 1.",
        ),
        ("<h1>T</h1>", "<h1>U</h1>", "Overskriften er «U», ventet var «T»."),
        ("Syntetiske data – T", "T", "<title> er «T» og mangler «Syntetiske data»."),
        (BANNER, "", "Banneret mangler: «Syntetiske data – ikke virkelige tal»."),
    ],
)
def test_head_and_banner(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    assert problems(GOOD.replace(old, new)) == [problem]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f'<img src="{LONG}">', ["Et billede mangler alt-tekst (uden for en figur)."]),
        (f'<div id="a"><img alt=" " src="{LONG}"></div>', ["Et billede mangler alt-tekst (i «a»)."]),
        ('<img alt="x" src="data:,">', ["Et billede er tomt (uden for en figur)."]),
        (f'<img alt="x" src="{BARE}">', ["Et billede er tomt (uden for en figur)."]),
        (
            "<table><caption>C</caption><tr><th>a</th></tr><tr><td>1</td></tr></table>",
            ["En tabel har overskrifter uden scope (uden for en figur)."],
        ),
        (
            '<table><caption>C</caption><tr><th scope="col"></th></tr><tr><td>1</td></tr></table>',
            ["En tabel har en tom overskrift (uden for en figur)."],
        ),
        (
            '<table><caption>C</caption><tr><th scope="col">a</th></tr></table>',
            ["En tabel er tom (uden for en figur)."],
        ),
        (
            '<figure id="f"><figcaption>C</figcaption></figure>',
            ["En figur er tom («f»)."],
        ),
        ('<p id="x"></p><p id="x"></p>', ["Id «x» findes 2 gange."]),
        (
            '<div role="region" aria-label="T"></div><div role="region" aria-label="T"></div>',
            ["2 felter hedder det samme: «T»."],
        ),
        ('<p id="ø"></p>', ["Id «ø» har andre tegn end a–z, tal og bindestreg."]),
        ('<a href="#væk">v</a>', ["Linket «#væk» peger på et sted, der ikke findes."]),
        ('<a href="https://example.org/">e</a>', ["Siden peger på en ekstern adresse: https://example.org/"]),
        ('<link href="//example.org/a.css">', ["Siden peger på en ekstern adresse: //example.org/a.css"]),
        (
            "<style>@import 'http://example.org/a.css';</style>",
            ["Siden peger på en ekstern adresse: http://example.org/a.css"],
        ),
        (
            '<p style="background: url(https://example.org/a.png)"></p>',
            ["Siden peger på en ekstern adresse: https://example.org/a.png"],
        ),
        ("<script>1</script>", ["Siden indeholder et script."]),
        (
            "<pre>Traceback (most recent call last)</pre>",
            ["Siden viser en fejlmeddelelse: «Traceback (most recent call last)»."],
        ),
        ('<a href="kommuner/101.html">K</a><a href="data:text/plain,x">d</a>', []),
    ],
)
def test_content(content: str, found: list[str]) -> None:
    assert problems(GOOD.replace("<p>Tekst</p>", content)) == found


def test_expected_numbers_of_tables_and_figures(notebook: NotebookNode) -> None:
    page = html.page(notebook, "T", "synthetic")
    assert checks.page_problems(page, tables=2, figures=3) == [
        "Siden har 1 tabeller, ventet var 2.",
        "Siden har 1 figurer, ventet var 3.",
    ]


def test_a_page_that_is_too_heavy() -> None:
    page = GOOD.replace("Tekst", "a" * 400_000)
    assert checks.page_problems(page.encode("utf-8"), title="T", status="synthetic", maximum_bytes=500_000) == []
    assert problems(page) == [f"Siden fylder {len(page.encode('utf-8'))} byte, højst 400000."]
