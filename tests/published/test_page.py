"""The page *Reproduktion*: what it says first, its totals, and one row a printed number."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.published.comparison import REASONS
from utils.published.page import REASON_LABELS, RESULTS, reproduction_body
from utils.published.registry import printed_numbers
from utils.published.reproduction import reproduction

GROWTH = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "PA", "HM", "HM", "HM", "IB", "IB", "IB", "PA+HM"],
        "period": ["2018", "2019", "2018-2019"] * 3 + ["2018-2019"],
        "grants": [5066, 5495, 10561, 15785, 16559, 32344, 24, 21, 45, 42905],
        # 5,495 / 5,066 = 1.0847, 16,559 / 15,785 = 1.0490, 21 / 24 = 0.875, 22,054 / 20,851 = 1.0577
        "growth_pct": [None, None, 8.47, None, None, 4.90, None, None, -12.5, 5.77],
    }
)


@pytest.fixture(scope="module")
def body() -> str:
    exhibit = "k21-tabel-11-bevillinger"
    results = reproduction({exhibit: GROWTH}, {exhibit: "synthetic"})
    return reproduction_body(results, {exhibit: "kapitel-5.html"})


@pytest.fixture(scope="module")
def page(body) -> BeautifulSoup:
    return BeautifulSoup(body, "html.parser")


def row_of(page: BeautifulSoup, printed_number: str) -> list[str]:
    heading = page.find("th", string=printed_number)
    return [cell.get_text() for cell in heading.parent.find_all(["th", "td"])]


def test_it_opens_with_what_an_agreement_means(page):
    assert page.find("p").get_text().startswith("Hvad «stemmer» betyder.")
    assert "aldrig, at tallet er sandt" in page.find("p").get_text()


def test_totals_come_before_the_rows(page):
    first = page.find("table")
    assert first.caption.get_text() == "Trykte tal efter dokument og resultat"
    last = [cell.get_text() for cell in first.find_all("tr")[-1].find_all(["th", "td"])]
    # 22 printed numbers are looked up in the one exhibit; 1,820 − 22 = 1,798
    assert last == ["I alt", "1.820", "22", "0", "1.798"]


def test_every_printed_number_has_one_row(page):
    shown = [row.get_text() for row in page.select("details th[scope=row]")]
    assert sorted(shown) == sorted(printed_numbers()["id"])


def test_a_recomputed_row_shows_both_numbers_and_links_to_the_exhibit(page):
    assert row_of(page, "K21-0438") == [
        "K21-0438",
        "3142",
        "Vækst i bevillinger 2018-2019 – PA",
        "8 pct.",
        "8,5 pct.",
        "stemmer",
        "k21-tabel-11-bevillinger",
    ]
    link = page.find("th", string="K21-0438").parent.find("a")
    assert link["href"] == "kapitel-5.html#k21-tabel-11-bevillinger"


def test_rows_that_are_not_recomputed_say_why(page):
    assert row_of(page, "N24-0001")[-1] == "endnu ikke"
    assert row_of(page, "K21-0044")[-1] == "grænse i en definition"
    assert "Kan ikke passe sammen med K21-1222, K21-1240." in row_of(page, "K21-1232")[-2]


def test_a_section_that_nobody_recomputed_yet_says_it_once_in_its_caption(page):
    table = page.find("th", string="S13-0001").find_parent("table")
    assert table.caption.get_text() == "S13, afsnit 2.1: endnu ikke genberegnet"
    assert [heading.get_text() for heading in table.find_all("th", scope="col")] == [
        "Id",
        "Linje",
        "Hvad",
        "Trykt",
    ]


def test_wording_is_shown_with_the_printed_number(page):
    assert row_of(page, "N22-0002")[3] == "mindst 800.000"
    assert row_of(page, "K21-0087")[3] == "ca. 33 pct."


def test_a_chapter_is_folded_with_its_count(page):
    summaries = [summary.get_text() for summary in page.find_all("summary")]
    assert "K21, Kapitel 3: 61 ikke genberegnet" in summaries
    assert "C15, 25 regneeksempler: 243 ikke genberegnet" in summaries
    assert all(details.find("table") for details in page.find_all("details"))


def test_tables_have_captions_and_scopes_and_no_english_remarks(page, body):
    tables = page.find_all("table")
    assert all(table.caption.get_text() for table in tables)
    assert all(heading.has_attr("scope") for heading in page.find_all("th"))
    assert not [remark for remark in ("printed", "stray", "implied", " vs ") if remark in page.get_text()]


def test_the_page_is_light(body):
    assert len(body.encode("utf-8")) < 400_000


def test_every_word_of_the_result_has_a_danish_one():
    assert set(REASON_LABELS) == {"", *REASONS}
    assert set(RESULTS) == {"exact", "deviates", "not_recomputable"}
