"""The index and the pages that no notebook makes."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.errors import HkoError
from utils.publish import checks, site

SUMMARY = pd.DataFrame(
    {
        "code": [851, 707, 825, 101],
        "name": ["Aalborg", "Norddjurs", "Læsø", "København"],
        "region": ["Nordjylland", "Midtjylland", "Nordjylland", "Hovedstaden"],
        "inhabitants_2019k4": [217_075, 37_844, 1_806, 633_021],
        "usage_rate_2019_pct": [0.456, 0.31, None, 0.19],
        "usage_band": pd.Categorical(["mellem", "mellem", None, "lav"]),
        "usage_rate_two_year_pct": [0.9, 0.62, 0.055, 0.4],
        "recruitment_degree_pct": [55.25, 40.0, None, 60.0],
        "increased_hours_pa_pct": [14.0, 16.2, None, 13.9],
        "persons_pa": [250, 31, 0, 812],
        "increased_hours_hm_pct": [15.0, 12.5, 0.0, 14.4],
        "persons_hm": [1_250, 140, 1, 1_500],
    }
)
ANALYSES = [site.Analysis("typologier.html", "Typologier & løntimer", "hvad siger strategien?")]


@pytest.fixture
def soup() -> BeautifulSoup:
    return BeautifulSoup(site.index_page(SUMMARY, ANALYSES, "synthetic"), "html.parser")


def test_a_table_for_each_region_and_rows_in_danish_order(soup: BeautifulSoup) -> None:
    assert [caption.text for caption in soup("caption")] == [
        "Nøgletal for kommunerne i Region Hovedstaden – syntetiske data",
        "Nøgletal for kommunerne i Region Midtjylland – syntetiske data",
        "Nøgletal for kommunerne i Region Nordjylland – syntetiske data",
    ]
    assert [heading.text for heading in soup("table")[2].select('th[scope="row"]')] == ["Aalborg", "Læsø"]


def test_a_registers_tables_do_not_call_themselves_synthetic() -> None:
    soup = BeautifulSoup(site.index_page(SUMMARY, ANALYSES, "register"), "html.parser")
    assert soup.caption is not None and soup.caption.text == "Nøgletal for kommunerne i Region Hovedstaden"


def test_a_rate_just_under_the_limit_of_its_level_does_not_look_as_if_it_were_over() -> None:
    # 0.498 is under 0.5 and so "mellem"; with two decimals it would read 0,50.
    rows = SUMMARY.iloc[[0]].assign(usage_rate_2019_pct=0.498)
    soup = BeautifulSoup(site.index_page(rows, [], "synthetic"), "html.parser")
    assert [cell.text for cell in soup("td")][2:4] == ["0,498", "mellem"]


def test_danish_order_puts_the_last_letters_last() -> None:
    names = SUMMARY.iloc[[0, 0, 0, 0]].assign(code=[1, 2, 3, 4], name=["Åby", "Ørby", "Zoo", "Ærø"])
    soup = BeautifulSoup(site.index_page(names, [], "synthetic"), "html.parser")
    assert [heading.text for heading in soup.select('th[scope="row"]')] == ["Zoo", "Ærø", "Ørby", "Åby"]


def test_key_figures_of_a_municipality(soup: BeautifulSoup) -> None:
    rows = [[cell.text for cell in row(["th", "td"])] for row in soup("table")[2]("tr")]
    assert rows[1] == [
        "Aalborg", "851", "217.075", "0,456", "mellem", "0,90", "55,3", "14,0", "250", "15,0", "1.250",
    ]  # fmt: skip
    assert rows[2] == ["Læsø", "825", "1.806", "–", "–", "0,06", "–", "–", "0", "0,0", "1"]
    headings = [text.replace("\N{SOFT HYPHEN}", "") for text in rows[0]]
    # The band stands beside the rate of 2019, which it belongs to.
    assert headings[3:5] == ["Anvendelsesgrad 2019, pct.", "Niveau 2019"]
    assert headings[5:7] == ["Anvendelsesgrad 2018–2019, pct.", "Rekrutteringsgrad, pct."]


def test_links_to_municipalities_analyses_and_the_csv(soup: BeautifulSoup) -> None:
    hrefs = [link["href"] for link in soup.select("main a")]
    assert hrefs == [
        "typologier.html",
        "data/oversigt-kommuner.csv",
        "kommuner/101.html",
        "kommuner/707.html",
        "kommuner/851.html",
        "kommuner/825.html",
    ]
    assert soup.select_one("ul.links a").text == "Typologier & løntimer"


def test_a_municipality_without_a_page_has_no_link() -> None:
    page = site.index_page(SUMMARY, ANALYSES, "synthetic", codes_with_page={101, 851, 825})
    assert b"kommuner/707.html" not in page
    assert "Norddjurs" in page.decode("utf-8")


def test_the_index_passes_the_checks_and_is_the_same_twice() -> None:
    page = site.index_page(SUMMARY, ANALYSES, "synthetic")
    assert page == site.index_page(SUMMARY.sample(frac=1, random_state=1), ANALYSES, "synthetic")
    assert checks.page_problems(page, site.INDEX_TITLE, "synthetic", tables=3, figures=0) == []


def test_the_csv_behind_the_index() -> None:
    lines = site.summary_csv(SUMMARY, "synthetic").decode("utf-8").splitlines()
    assert lines[0].startswith("data_status;code;name;region;inhabitants_2019k4;usage_rate_2019_pct")
    assert lines[1].startswith("synthetic;101;København;Hovedstaden;633021;0,19;lav")
    assert len(lines) == 5


def test_a_simple_page_has_the_same_frame_as_a_notebooks() -> None:
    body = "<p>Forord.</p><h2>K21, kapitel 7</h2><p>Rækker.</p>"
    page = site.simple_page("Trykte og genberegnede tal", body, "synthetic", "index.html")
    soup = BeautifulSoup(page, "html.parser")
    assert soup.h1.text == "Trykte og genberegnede tal"
    assert soup.select_one("nav a.home")["href"] == "index.html"
    assert soup.select_one("nav li a")["href"] == "#k21-kapitel-7"
    assert checks.page_problems(page, "Trykte og genberegnede tal", "synthetic") == []


def test_a_simple_page_with_a_fault_is_refused() -> None:
    with pytest.raises(HkoError, match="Siden «T» kan ikke offentliggøres: En tabel mangler caption"):
        site.simple_page("T", "<table><tr><th scope='col'>a</th></tr><tr><td>1</td></tr></table>", "synthetic")
