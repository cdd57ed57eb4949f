"""The page *Reproduktion*: what it says first, its totals, and one row a printed number."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.batch.overviews import REPRODUCTION_BYTES
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
        "tabel 11 bevillinger",
    ]
    link = page.find("th", string="K21-0438").parent.find("a")
    assert link["href"] == "kapitel-5.html#k21-tabel-11-bevillinger"


def test_rows_that_are_not_recomputed_say_why(page):
    assert row_of(page, "C15-0010")[-2] == "grænse i en definition"
    assert row_of(page, "K21-0044")[-2] == "grænse i en definition"
    assert "Kan ikke passe sammen med K21-1222, K21-1240." in row_of(page, "K21-1232")[-2]


def test_a_table_numbered_by_chapter_is_named_as_printed(page):
    assert row_of(page, "S13-0068")[-1] == "tabel 3.1"  # s13-tabel-3-1


def test_what_a_number_contradicts_is_linked_to_its_row(page):
    links = page.find("tr", id="K21-1232").find_all("a")
    assert [link["href"] for link in links] == ["#K21-1222", "#K21-1240"]
    assert all(page.find("tr", id=link["href"][1:]) for link in links)


def test_numbers_that_deviate_stand_out_and_are_listed_before_the_chapters():
    exhibit = "k21-tabel-11-bevillinger"
    wrong = GROWTH.assign(growth_pct=GROWTH["growth_pct"].replace(8.47, 9.9))
    results = reproduction({exhibit: wrong}, {exhibit: "synthetic"})
    page = BeautifulSoup(reproduction_body(results), "html.parser")
    deviating = list(results.loc[results["result"] == "deviates", "id"])
    assert "K21-0438" in deviating
    listed = page.find("table", class_="numbers")
    assert listed.caption.get_text() == "Genberegnede tal, der afviger fra de trykte"
    assert [row.th.get_text() for row in listed.tbody.find_all("tr")] == deviating
    assert [row.th.a["href"] for row in listed.tbody.find_all("tr")] == [f"#{name}" for name in deviating]
    marked = [row["id"] for row in page.select("details tr.deviates")]
    assert sorted(marked) == sorted(deviating)
    assert page.find("tr", id="K21-0438").strong.get_text() == "afviger"


def test_chapters_come_in_order_and_are_reached_from_their_counts(page):
    headings = [heading.get_text() for heading in page.find_all("h2")]
    assert headings[:3] == ["I alt", "Tal, der afviger", "Kapitel for kapitel"]
    assert headings[3] == "K21, kapitel 1: Indledning" and headings[10] == "K21, kapitel 9: Metode og datagrundlag"
    assert [heading.partition(":")[0] for heading in headings[11:]] == ["N22", "N24", "S13", "C15"]
    links = page.find("caption", string="Trykte tal efter kapitel og resultat").parent.find_all("a")
    assert len(links) == 12
    # the place lies inside the folded part, which a browser then unfolds
    assert all(page.find("div", id=link["href"][1:]).find_parent("details") for link in links)


def test_wording_is_shown_with_the_printed_number(page):
    assert row_of(page, "N22-0002")[3] == "mindst 800.000"
    assert row_of(page, "K21-0087")[3] == "ca. 33 pct."


def test_a_chapter_is_folded_with_its_count(page):
    summaries = [summary.get_text() for summary in page.find_all("summary")]
    assert "K21, kapitel 3: 61 ikke genberegnet" in summaries
    assert "C15: 258 ikke genberegnet" in summaries
    assert all(details.find("table") for details in page.find_all("details"))


def test_tables_have_captions_and_scopes_and_no_english_remarks(page):
    tables = page.find_all("table")
    assert all(table.caption.get_text() for table in tables)
    assert all(heading.has_attr("scope") for heading in page.find_all("th"))
    assert not [remark for remark in ("printed", "stray", "implied", " vs ") if remark in page.get_text()]


def test_the_page_is_light_also_when_every_number_is_recomputed():
    results = reproduction({}, {}).assign(
        result="exact", reason="", recomputed=12345.6, exhibit="k21-tabel-11-bevillinger"
    )
    body = reproduction_body(results, {"k21-tabel-11-bevillinger": "typologier-organisering.html"})
    assert len(body.encode("utf-8")) < 600_000 < REPRODUCTION_BYTES


def test_every_word_of_the_result_has_a_danish_one():
    assert set(REASON_LABELS) == {"", *REASONS}
    assert set(RESULTS) == {"exact", "deviates", "not_recomputable"}
