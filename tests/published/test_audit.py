"""The audit: each kind of relation with its arithmetic visible, the file in order, errata.csv as computed."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.published.audit import ERRATA, audit, audited, errata_csv, findings, interval_of, is_exact, numbers
from utils.published.comparison import comparisons
from utils.published.expressions import ids_in
from utils.published.intervals import Interval
from utils.published.registry import read_table
from utils.published.relations import COLUMNS, DOCUMENTS, KINDS, RELATIONS, contents, problems, relations

PARTS = pd.DataFrame(
    [
        ("K21", "tabel", "11", "Kilder", "2211"),
        ("K21", "tabel", "11", "Bevillinger", "3147"),
        ("K21", "figur", "20", "Uden HKO", "2786"),
        ("K21", "figur", "21", "Med HKO", "2794"),
        ("N22", "tabel", "1", "Udgifter", "90"),
    ],
    columns=["document", "kind", "number", "title", "line"],
)


def number(value: str, unit: str = "pct", compare: str = "equal", rounding: float = 1, statistic: str = "share"):
    decimals = len(value.partition(".")[2])
    return {
        "value_printed": value,
        "value": float(value),
        "unit": unit,
        "decimals": decimals,
        "compare": compare,
        "unit_of_rounding": 10**-decimals if decimals else rounding,
        "statistic_printed": statistic,
    }


PRINTED = {
    "K21-0001": number("31"),
    "K21-0002": number("41"),
    "K21-0003": number("30"),
    "K21-0004": number("5066", "grants", statistic="count"),
    "K21-0005": number("5495", "grants", statistic="count"),
    "K21-0006": number("8"),
    "K21-0007": number("50", compare="at_least"),
    "K21-0008": number("22", "cases", statistic="count"),
    "K21-0009": number("33", compare="about", rounding=5),
    "K21-0010": number("44"),
    "K21-0011": number("49"),
    "K21-0012": number("50"),
}


def relation(kind: str, left: str, compare: str, right: str, documents: str = "K21") -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "") | {"id": "REL-0001", "statement": "Noget.", "documents": documents}
    lines = " ".join(f"{document}:7" for document in documents.split())
    return row | {"kind": kind, "left": left, "compare": compare, "right": right, "lines": lines}


def result(*given: str, known: dict = PRINTED) -> pd.Series:
    return audited(pd.DataFrame([relation(*given)]), known, PARTS).iloc[0]


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        (number("8"), 7.5, 8.5),
        (number("8.4"), 8.35, 8.45),
        (number("5066", "grants", statistic="count"), 5066, 5066),
        (number("46", "years", statistic="mean"), 45.5, 46.5),
        (number("0.2", statistic="threshold"), 0.2, 0.2),
        (number("2021", "years", statistic="count"), 2021, 2021),
        (number("82000", "dkk", rounding=1000), 81_500, 82_500),
        (number("50", compare="at_least"), 50, float("inf")),
        (number("25", compare="at_most"), float("-inf"), 25),
        (number("33", compare="about", rounding=5), 28, 38),
        (number("300000", "persons", "about", 100_000, "count"), 200_000, 400_000),
    ],
)
def test_a_printed_number_stands_for_an_interval(printed, low, high):
    interval = interval_of(printed)
    assert (float(interval.low), float(interval.high)) == (low, high)


@pytest.mark.parametrize(
    ("kind", "left", "compare", "right", "holds"),
    [
        # 30,5 + 40,5 + 29,5 = 100,5 at least; 100 is not reached
        ("sum", "K21-0001 + K21-0002 + K21-0003", "equal", "100", False),
        ("sum", "K21-0001 + K21-0002 + 28", "equal", "100", True),
        # 49,5 + 50,5 is the end that neither reaches: 49 and 50 pct. of the same are never 100
        ("sum", "K21-0011 + K21-0012", "equal", "100", False),
        # 100 · 5.495 / 5.066 − 100 = 8,47, and 8 stands for 7,5–8,5
        ("change", "100 * K21-0005 / K21-0004 - 100", "equal", "K21-0006", True),
        ("change", "100 * K21-0004 / K21-0005 - 100", "equal", "K21-0006", False),
        ("difference", "K21-0002 - K21-0001", "equal", "12", True),  # 9 to 11 against 11,5
        ("share", "100 * 9 / 20", "equal", "45", True),
        ("share", "100 * 9 / 20", "equal", "44", False),
        ("product", "K21-0008 * 20", "equal", "440", True),
        ("order", "K21-0001", "at_most", "K21-0002", True),
        ("order", "K21-0001", "at_least", "K21-0002", False),
        ("order", "K21-0002", "at_least", "K21-0007", False),  # 41,5 at most, over 50
        ("order", "45", "at_least", "K21-0009", True),
        ("range", "K21-0003", "equal", "min(K21-0001, K21-0002, K21-0003)", True),
        ("repeated", "K21-0004", "equal", "K21-0005", False),
        ("repeated", "K21-0001", "about", "K21-0003", True),  # 30,5 to 31,5 against 29 to 31
        ("repeated", "K21-0001", "equal", "K21-0003", False),  # 30,5 is 31, and 30 ends just under it
        ("repeated", "K21-0001", "equal", "29", False),
    ],
)
def test_each_numeric_kind(kind, left, compare, right, holds):
    rows = {"difference": {"known": PRINTED | {"K21-0002": number("42")}}}
    assert result(kind, left, compare, right, **rows.get(kind, {})).holds == holds


def test_a_failed_relation_says_what_is_printed_what_follows_and_how_far_apart():
    failed = result("sum", "K21-0001 + K21-0002 + K21-0003", "equal", "100")
    assert (failed.printed, failed.follows) == ("31 + 41 + 30", "100")
    assert failed.distance == pytest.approx(100 * 2 / 102)  # 102 against 100
    failed = result("change", "100 * K21-0004 / K21-0005 - 100", "equal", "K21-0006")
    assert (failed.printed, failed.follows) == ("8 pct.", "−7,81 pct. (100 · 5.066 / 5.495 − 100)")
    assert (failed.left_low, failed.right_low, failed.right_high) == (pytest.approx(-7.807, abs=0.001), 7.5, 8.5)
    assert failed.ids == "K21-0004 K21-0005 K21-0006"
    failed = result("order", "K21-0002", "at_least", "K21-0007")
    assert (failed.printed, failed.follows) == ("41 pct.", "skal være mindst 50 pct.")


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        ("K21-0010", "K21-0008", False),  # 9 of 22 is 40,9 and 10 of 22 is 45,5
        ("K21-0002", "K21-0008", True),  # 9 of 22 is 40,9 → 41
        ("45", "K21-0008", True),  # a constant alone is a printed number: 45,45 → 45
        ("13", "8", True),  # 1 of 8 is 12,5, half up
        ("12", "8", False),
        ("K21-0007", "3", True),  # over 50 pct. of three is two
    ],
)
def test_whole_persons(left, right, holds):
    assert result("whole_persons", left, "equal", right).holds == holds


def test_whole_persons_tell_the_shares_on_each_side():
    failed = result("whole_persons", "K21-0010", "equal", "K21-0008")
    assert failed.printed == "44 pct."
    assert failed.follows == "9 af 22 er 40,9 pct.; 10 af 22 er 45,5 pct."
    assert failed.distance == pytest.approx(45.4545 - 44, abs=0.001)


def test_whole_persons_need_a_whole_number_of_persons():
    with pytest.raises(HkoError, match="REL-0001: N skal være et helt antal personer"):
        result("whole_persons", "K21-0010", "equal", "K21-0001")


@pytest.mark.parametrize(
    ("left", "right", "holds", "follows"),
    [
        ("figur 20", "figur 20", True, "«Uden HKO» (linje 2786)"),
        ("figur 20", "figur 21", False, "«Uden HKO» (linje 2786); ment er figur 21"),
        ("tabel 21", "", False, "findes ikke"),
        ("afsnit 9.5.1", "afsnit 9.4.2", False, "findes ikke; ment er afsnit 9.4.2"),
        ("tabel 11", "tabel 11", False, "findes 2 gange: «Kilder» (linje 2211) og «Bevillinger» (linje 3147)"),
        ("tabel 1", "tabel 1", False, "findes ikke"),  # N22 has one, K21 cites its own
    ],
)
def test_a_citation_holds_when_it_exists_once_and_is_what_is_meant(left, right, holds, follows):
    row = result("citation", left, "equal", right)
    assert (row.holds, row.follows, row.printed) == (holds, follows, left)
    assert pd.isna(row.distance)


@given(st.lists(st.decimals(0, 100, places=3), min_size=1, max_size=5), st.sampled_from([0, 1]))
def test_rounding_never_makes_a_finding(true_shares, decimals):
    """Shares, their sum and their difference printed from the same true values hold, however they are rounded."""
    unit = Decimal(1).scaleb(-decimals)
    total, first, last = sum(true_shares), true_shares[0], true_shares[-1]
    values = [*true_shares, total, first - last if first >= last else Decimal(0)]
    printed = [str(value.quantize(unit, ROUND_HALF_UP)) for value in values]
    known = {f"K21-{place:04d}": number(text) for place, text in enumerate(printed)}
    names = list(known)
    assert result("sum", " + ".join(names[:-2]), "equal", names[-2], known=known).holds
    if first >= last:
        assert result("difference", f"{names[0]} - {names[-3]}", "equal", names[-1], known=known).holds
        assert result("order", names[0], "at_least", names[-3], known=known).holds


@given(st.integers(1, 400), st.data())
def test_a_share_of_whole_persons_is_never_a_finding(persons, data):
    count = data.draw(st.integers(0, persons))
    share = (Decimal(100 * count) / persons).quantize(Decimal(1), ROUND_HALF_UP)
    known = {"K21-0001": number(str(share)), "K21-0002": number(str(persons), "persons", statistic="count")}
    assert result("whole_persons", "K21-0001", "equal", "K21-0002", known=known).holds


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"left": "K21-9999"}, "REL-0001: K21-9999 findes ikke i figures.csv"),
        ({"left": "K21-0001 +"}, "REL-0001: «K21-0001 +» er ikke et regneudtryk"),
        ({"right": "sum(K21-0001)"}, "REL-0001: «sum(K21-0001)» i «sum(K21-0001)» kan ikke bruges"),
        ({"kind": "total"}, "kind skal være en af sum"),
        ({"compare": "lig"}, "compare skal være en af equal"),
        ({"documents": "K22"}, "documents skal være af K21"),
        ({"lines": "K21 105"}, "lines skrives K21:3671 K21:105"),
        ({"lines": "N22:105"}, "lines og documents skal nævne de samme dokumenter"),
        ({"statement": " "}, "statement mangler"),
        ({"kind": "citation", "left": "Tabel 21"}, "left skrives som «tabel 21» eller «afsnit 9.5.1», ikke «Tabel 21»"),
    ],
)
def test_a_fault_in_the_file_names_the_relation(given, problem):
    row = relation("sum", "K21-0001", "equal", "100") | given
    assert any(problem in found for found in problems(pd.DataFrame([row])))


def test_a_relation_in_order_has_no_problems_and_a_repeated_id_has():
    row = relation("sum", "K21-0001 + 3", "equal", "100")
    assert problems(pd.DataFrame([row])) == []
    assert problems(pd.DataFrame([row, row])) == ["REL-0001: står to gange"]


def test_findings_come_worst_first_and_citations_last():
    rows = [
        relation("citation", "tabel 21", "equal", "") | {"id": "a"},
        relation("repeated", "100", "equal", "99") | {"id": "b"},
        relation("repeated", "100", "equal", "50") | {"id": "c"},
        relation("repeated", "100", "equal", "100") | {"id": "d"},
        relation("repeated", "100", "equal", "99") | {"id": "e"},
    ]
    found = findings(audited(pd.DataFrame(rows), PRINTED, PARTS))
    assert found["id"].tolist() == ["c", "b", "e", "a"]
    assert found["distance"].tolist()[:3] == [50, 1, 1]


def test_the_file_holds_together():
    assert problems(read_table(RELATIONS)) == []
    df_by_relation = audit()
    assert len(df_by_relation) == len(relations())
    assert set(df_by_relation["kind"]) <= set(KINDS)
    # both: the audit is no list of complaints
    assert 0 < df_by_relation["holds"].sum() < len(df_by_relation)
    failed = df_by_relation[~df_by_relation["holds"]]
    assert (failed["reading"] != "").all(), failed.loc[failed["reading"] == "", "id"].tolist()
    assert failed["follows"].str.len().gt(0).all()


def test_no_relation_between_printed_numbers_stands_twice():
    df_by_relation = audit()
    # A constant on the left is a place that the registry does not have, and several may say the same.
    named = df_by_relation[df_by_relation["left"].map(ids_in).astype(bool)]
    repeated = named[named.duplicated(["kind", "left", "compare", "right"], keep=False)]
    assert repeated.sort_values(["left", "right"])["id"].tolist() == []


def test_errata_csv_is_what_the_audit_computes():
    assert ERRATA.read_bytes() == errata_csv(findings(audit()))


def test_contents_name_every_part_once_but_for_the_two_tables_eleven():
    df_by_part = contents()
    assert set(df_by_part["document"]) == set(DOCUMENTS)
    repeated = df_by_part[df_by_part.duplicated(["document", "kind", "number"])]
    assert repeated[["document", "kind", "number"]].to_numpy().tolist() == [["K21", "tabel", "11"]]
    tables = df_by_part.query("document == 'K21' and kind == 'tabel'")["number"].astype(int)
    assert sorted(set(range(1, 24)) - set(tables)) == [21]


def test_every_printed_number_has_an_interval():
    assert all(isinstance(interval_of(row), Interval) for row in numbers().values())
    assert is_exact(numbers()["K21-0441"]) and not is_exact(numbers()["K21-0767"])  # 5.066 grants; 216.700 kr.


def test_what_the_source_contradicts_is_among_the_findings():
    inconsistent = comparisons().query("reason == 'source_inconsistent'")["id"]
    found = {name for ids in findings(audit())["ids"] for name in ids.split()}
    assert [name for name in inconsistent if name not in found] == []
