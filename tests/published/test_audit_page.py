"""The page *Kildekritik*: totals, every finding once and worst first, a filter without scripts."""

import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.batch.overviews import AUDIT_BYTES, write_audit
from utils.publish.checks import page_problems
from utils.published.audit import audit, findings
from utils.published.audit_page import audit_body, audit_lines, counts_by_place_and_kind
from utils.published.registry import printed_numbers
from utils.published.relations import DOCUMENTS, KINDS

STYLE = (Path(__file__).parents[2] / "src/utils/publish/template/style.css").read_text(encoding="utf-8")


def row(name: str, documents: str, kind: str, holds: bool, distance: float) -> dict[str, object]:
    lines = " ".join(f"{document}:7 {document}:9" for document in documents.split())
    return {"id": name, "documents": documents, "kind": kind, "lines": lines, "holds": holds, "distance": distance,
            "printed": "44 pct.", "follows": "9 af 22 <er> 40,9 pct.", "statement": "Noget.", "reading": "Sådan.",
            "ids": "K21-0001 K21-0002"}  # fmt: skip


FIVE = pd.DataFrame(
    [
        row("A", "K21", "sum", True, 0.0),
        row("B", "K21", "whole_persons", False, 1.4545),
        row("C", "K21 N22", "repeated", False, 50.0),
        row("D", "N22", "citation", False, float("nan")),
        row("E", "N22", "citation", True, float("nan")),
    ]
)


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return BeautifulSoup(audit_body(FIVE, findings(FIVE), "reproduktion.html"), "html.parser")


def cells(table) -> list[list[str]]:
    return [[cell.get_text() for cell in line.find_all(["th", "td"])] for line in table.find_all("tr")]


def test_it_opens_with_how_many_hold(page):
    assert "Her er 5 sådanne relationer prøvet" in page.p.get_text()
    assert "2 holder, 3\nholder ikke" in page.p.get_text()


def test_totals_count_a_relation_once(page):
    first, second = page.find_all("table")
    assert cells(first)[1] == ["K21", "2", "1", "1"]
    assert cells(first)[-2:] == [["mellem dokumenter", "1", "0", "1"], ["I alt", "5", "2", "3"]]
    by_kind = {line[0]: line[1:] for line in cells(second)}
    assert by_kind["Henvisning"] == ["–", "1 af 2", "–", "–", "–", "–", "1 af 2"]
    assert by_kind["I alt"] == ["1 af 2", "1 af 2", "–", "–", "–", "1 af 1", "3 af 5"]


def test_findings_are_listed_worst_first_with_what_there_is_to_say(page):
    items = page.select(".findings li")
    assert [item["id"] for item in items] == ["C", "B", "D"]
    assert items[0].p.get_text() == "C gentaget tal, K21 linje 7, 9; N22 linje 7, 9"
    terms = {part.dt.get_text(): part.dd for part in items[1].select("dl div")}
    assert terms["Trykt"].get_text() == "44 pct."
    assert terms["Følger"].get_text() == "9 af 22 <er> 40,9 pct."
    assert terms["Afstand"].get_text() == "1,45 procentpoint"
    assert terms["Læses her"].get_text() == "Sådan."
    assert [link["href"] for link in terms["Tal"].find_all("a")] == [
        "reproduktion.html#K21-0001",
        "reproduktion.html#K21-0002",
    ]
    assert "Afstand" not in items[2].get_text()


def test_the_filter_needs_no_script(page):
    buttons = page.select(".findings input[type=radio]")
    assert [(button["name"], button["id"].partition("-")[2]) for button in buttons] == [
        ("dokument", "alle"), ("dokument", "K21"), ("dokument", "N22"),
        ("art", "alle"), ("art", "whole_persons"), ("art", "repeated"), ("art", "citation"),
    ]  # fmt: skip
    assert [button["id"] for button in buttons if button.has_attr("checked")] == ["dokument-alle", "art-alle"]
    assert all(button.find_parent("label") and button.find_parent("fieldset").legend for button in buttons)
    assert page.find("input", id="dokument-N22").parent.get_text().strip() == "N22 (2)"
    assert set(page.find("li", id="C")["class"]) == {"dokument-K21", "dokument-N22", "art-repeated"}
    assert not page.find("script")


@pytest.mark.parametrize("name", [*(f"dokument-{one}" for one in DOCUMENTS), *(f"art-{one}" for one in KINDS)])
def test_every_filter_has_its_rule(name):
    assert re.search(rf"\.findings:has\(#{name}:checked\) li:not\(\.{name}\)", STYLE)


def test_without_findings_it_says_so():
    held = FIVE[FIVE["holds"]]
    assert "Alle relationer holder." in audit_body(held, findings(held), "reproduktion.html")


def test_the_command_lists_findings_and_then_counts():
    lines = audit_lines(FIVE, findings(FIVE))
    assert lines[0].startswith(
        "C K21 N22 gentaget tal, K21 linje 7, 9; N22 linje 7, 9: Noget. Trykt: 44 pct.; følger: 9"
    )
    assert lines[3] == ""
    assert lines[4] == "K21: 1 fund i 2 relationer (hele personer 1)"
    assert lines[-1] == "I alt: 3 fund i 5 relationer (hele personer 1, gentaget tal 1, henvisning 1)"


def test_counts_add_up():
    counts = counts_by_place_and_kind(audit())
    assert counts.loc["I alt", "total"] == len(audit()) == counts["total"].iloc[:-1].sum()


def test_the_written_page_is_in_order_and_links_to_existing_rows(tmp_path):
    write_audit(tmp_path)
    html = (tmp_path / "kildekritik.html").read_bytes()
    assert page_problems(html, "Kildekritik", "published", maximum_bytes=AUDIT_BYTES) == []
    soup = BeautifulSoup(html, "html.parser")
    assert len(soup.select(".findings li")) == len(findings(audit()))
    linked = {link["href"].partition("#")[2] for link in soup.select(".findings dd a")}
    assert linked <= set(printed_numbers()["id"])
    for link in soup.select("a[download]"):
        assert (tmp_path / link["href"]).is_file()
