"""Tables: caption, scope, alignment and dashes."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.publish.tables import Column, html_table

DATA = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "HM"],
        "strategy": ["proaktiv", "diffus <b>", "proaktiv"],
        "persons": [1163, 7, None],
        "increased_hours_pct": [17.25, None, 14.0],
        "lower_pct": [15.1, None, -0.2],
        "upper_pct": [19.4, None, 30.0],
        "p_value": [0.0001, 0.5, None],
        "price_dkk": [102205, 9390.4, None],
    }
)
COLUMNS = {
    "scheme": Column("Ordning"),
    "strategy": Column("Strategi"),
    "persons": Column("Personer", "integer"),
    "increased_hours_pct": Column("Øgede løntimer", "percent", 1),
    "lower_pct": Column("95 pct.-interval", "interval", 1),
    "p_value": Column("p-værdi", "p_value"),
    "price_dkk": Column("Pris", "dkk"),
}


def rows_of(html: str) -> list[list[str]]:
    return [[cell.text for cell in row(["th", "td"])] for row in BeautifulSoup(html, "html.parser")("tr")]


def test_cells_are_danish_and_groups_share_a_heading() -> None:
    html = html_table(DATA, COLUMNS, "Tabel 1")
    assert rows_of(html) == [
        [
            "Ordning",
            "Strategi",
            "Personer",
            "Øgede løntimer, pct.",
            "95 pct.-interval",
            "p-værdi",
            "Pris, kr.",
        ],
        ["PA", "proaktiv", "1.163", "17,3", "15,1–19,4", "< 0,001", "102.205"],
        ["diffus <b>", "7", "–", "–", "0,500", "9.390"],
        ["HM", "proaktiv", "–", "14,0", "−0,2 til 30,0", "–", "–"],
    ]


def test_caption_scope_and_alignment() -> None:
    table = BeautifulSoup(html_table(DATA, COLUMNS, "Tabel 1 <i>"), "html.parser").table
    assert table is not None and table.caption is not None
    assert table.caption.text == "Tabel 1 <i>"  # escaped, so it reads as it was written
    assert [heading["scope"] for heading in table("th")] == ["col"] * 7 + ["rowgroup", "row", "row"] + [
        "rowgroup",
        "row",
    ]
    assert table.select('th[scope="rowgroup"]')[0]["rowspan"] == "2"
    assert {cell["class"][0] for cell in table("td")} == {"n"}  # every number to the right
    assert [heading.get("class") for heading in table("th")][:3] == [None, None, ["n"]]


def test_a_table_without_repeats_has_plain_row_headings() -> None:
    html = html_table(DATA, {"strategy": Column("Strategi"), "persons": Column("Personer", "integer")}, "T")
    assert html.count('scope="row"') == 3
    assert "rowgroup" not in html


def test_an_interval_may_name_its_upper_end() -> None:
    data = pd.DataFrame({"what": ["a"], "from_weeks": [1.0], "to_weeks": [2.0]})
    columns = {"what": Column("Hvad"), "from_weeks": Column("Uger", "interval", 1, upper="to_weeks")}
    assert rows_of(html_table(data, columns, "T"))[1] == ["a", "1,0–2,0"]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="Ukendt kolonnetype «procent»"):
        Column("Andel", "procent")
