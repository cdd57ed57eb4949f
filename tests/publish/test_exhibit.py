"""Exhibits: what they refuse, what they show and what a notebook stores of them."""

import re
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from IPython.core.formatters import DisplayFormatter

from utils.publish.exhibit import Column, Exhibit

Maker = Callable[..., Exhibit]
COLUMNS = {"strategy": Column("Strategi")}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"draw": len}, "k21-x: en figur skal have en alt-tekst"),
        ({"draw": len, "alt": "  "}, "k21-x: en figur skal have en alt-tekst"),
        ({"columns": COLUMNS, "note": " "}, "k21-x: note mangler"),
        ({"columns": COLUMNS, "title": ""}, "k21-x: title mangler"),
        ({}, "k21-x: en tabel skal have columns"),
        ({"columns": {"andel": Column("Andel")}}, "k21-x: data mangler kolonnerne andel"),
        ({"columns": COLUMNS, "id": "Øgede timer"}, "id må kun bestå af"),
        ({"columns": COLUMNS, "status": "real"}, "Ukendt datastatus «real»"),
        (
            {"columns": COLUMNS, "data": pd.DataFrame({"strategy": ["x"], "lower_pct": [1], "n": [9]})},
            "intervallet lower_pct mangler sin karakter, kolonnen quality.",
        ),
        (
            {
                "columns": COLUMNS,
                "data": pd.DataFrame({"strategy": ["x"], "wild_lower_pp": [1], "n": [9], "quality": [1]}),
            },
            "intervallet wild_lower_pp mangler sin karakter, kolonnen wild_quality.",
        ),
        (
            {"columns": COLUMNS, "data": pd.DataFrame({"strategy": ["x"], "lower": [1], "quality": [1]})},
            "intervallet lower mangler antallet bag.",
        ),
    ],
)
def test_what_an_exhibit_refuses(change: dict[str, Any], message: str, data: pd.DataFrame) -> None:
    given = {"id": "k21-x", "title": "T", "data": data, "status": "synthetic", "note": "N = 3."} | change
    with pytest.raises(ValueError, match=re.escape(message)):
        Exhibit(**given)


def test_a_table_shows_its_status_note_and_place_for_the_csv(table: Maker) -> None:
    soup = BeautifulSoup(table().html, "html.parser")
    assert soup.figure is not None and soup.figure["id"] == "k21-tabel-32"
    assert soup.select_one("caption").text == "Tabel 32. Strategi – syntetiske data"
    assert soup.select_one(".note").text == "N = 2.286 & flere."
    assert soup.select_one(".status").text == "Syntetiske data – ikke virkelige tal"
    assert soup.select_one(".csv")["data-download"] == "k21-tabel-32-syntetisk.csv"
    assert soup.select_one('[role="region"]')["aria-label"] == "Tabel: Tabel 32. Strategi (kan rulles vandret)"


def test_a_figure_has_alt_text_and_says_inside_the_picture_that_it_is_synthetic(figure: Maker) -> None:
    image = BeautifulSoup(figure().html, "html.parser").img
    assert image is not None and image["alt"] == "Proaktive ligger højest."
    picture = b64decode(str(image["src"]).removeprefix("data:image/svg+xml;base64,")).decode("utf-8")
    assert "Syntetiske data – ikke virkelige tal" in picture
    assert "15 pct.  (N = 1.733)" in picture


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("published", "Offentliggjorte tal"),
        ("register", "Registerudtræk – ikke til offentliggørelse"),
        ("synthetic", "Syntetiske data – ikke virkelige tal"),
    ],
)
def test_every_exhibit_says_its_status_in_words(status: str, words: str, table: Maker, figure: Maker) -> None:
    assert words in table(status).html
    assert words in figure(status).html


def test_printed_numbers_carry_no_warning_in_the_picture(figure: Maker) -> None:
    assert [text.get_text() for text in figure("published").figure.texts] == []
    assert [text.get_text() for text in figure("register").figure.texts] == [
        "Registerudtræk – ikke til offentliggørelse",
        "ikke til offentliggørelse",
    ]
    assert [text.get_text() for text in figure("synthetic").figure.texts] == [
        "Syntetiske data – ikke virkelige tal",
        "syntetiske data",
    ]


@pytest.mark.parametrize("status", ["published", "register"])
def test_only_a_synthetic_table_says_so_in_its_caption(status: str, table: Maker) -> None:
    assert BeautifulSoup(table(status).html, "html.parser").select_one("caption").text == "Tabel 32. Strategi"


@pytest.mark.parametrize("maker", ["table", "figure"])
def test_no_rows_become_a_sentence_and_never_an_empty_table(
    maker: str, data: pd.DataFrame, request: pytest.FixtureRequest
) -> None:
    exhibit = request.getfixturevalue(maker)(data=data.iloc[:0])
    soup = BeautifulSoup(exhibit.html, "html.parser")
    assert exhibit.kind == "empty"
    assert soup.find(["table", "img"]) is None
    assert soup.p.text == f"Ingen data: {exhibit.note}"
    assert exhibit.csv.decode() == "data_status;strategy;increased_hours_pct;persons\n"
    with pytest.raises(ValueError, match=exhibit.id):
        _ = exhibit.figure


def test_a_notebook_stores_html_for_the_eye_and_a_payload_for_the_pages(figure: Maker) -> None:
    data, _ = DisplayFormatter().format(figure())
    assert list(data) == ["text/plain", "text/html", "application/vnd.hko.exhibit+json"]
    assert data["text/plain"] == "Figur 32. Strategi [Syntetiske data – ikke virkelige tal]"
    payload = data["application/vnd.hko.exhibit+json"]
    assert (payload["id"], payload["kind"]) == ("k21-figur-32", "figure")
    assert payload["csv"].splitlines()[1] == "synthetic;proaktiv;17,0;512"
    assert payload["download"] == "k21-figur-32-syntetisk.csv"


def test_a_table_has_no_figure(table: Maker) -> None:
    with pytest.raises(ValueError, match="en tabel har ingen figur"):
        _ = table().figure


def test_text_from_the_data_cannot_become_markup() -> None:
    data = pd.DataFrame({"strategy": ["<script>alert(1)</script>"]})
    html = Exhibit("k21-x", "<b>T</b>", data, "synthetic", "<i>", columns=COLUMNS).html
    assert not re.search("<script|<b>|<i>", html)


def test_an_interval_with_its_grade_says_in_the_caption_what_grades_mean() -> None:
    df = pd.DataFrame({"strategy": ["x"], "lower_pct": [1.0], "upper_pct": [3.0], "persons": [12], "quality": [3]})
    columns = COLUMNS | {"lower_pct": Column("Interval", "interval"), "quality": Column("Kvalitet", "integer")}
    note = BeautifulSoup(Exhibit("k21-x", "T", df, "synthetic", "N = 12.", columns=columns).html, "html.parser")
    assert note.select_one(".note").text == "N = 12. Kvalitet: 1 er sikkert, 2 med forbehold, 3 bør ikke stå alene."


def test_quartiles_are_no_interval() -> None:
    df = pd.DataFrame({"strategy": ["x"], "lower_quartile_pct": [1.0], "upper_quartile_pct": [3.0]})
    assert "Kvalitet" not in Exhibit("k21-x", "T", df, "synthetic", "N = 12.", columns=COLUMNS).html
