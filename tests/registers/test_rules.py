import pytest

from utils.registers.layout import Column, schema
from utils.registers.rules import form, rules, shown


def column(name: str, kind: str = "text", stored: str = "VARCHAR") -> Column:
    return Column(name, name, kind, stored, schema("ind").columns["PERINDKP"])


@pytest.mark.parametrize("name", ["PNR", "ID", "CVRNR", "PNUMMER", "RECNUM"])
def test_identifiers_are_never_shown(name):
    assert shown(column(name), "12") == "***"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", "«12»"),
        ("fra 016160-0001 til", "(skjult: et muligt personnummer)"),
        ("01616000012", "(skjult: et muligt personnummer)"),
        ("x" * 41, f"«{'x' * 40}…»"),
    ],
)
def test_a_text_is_shown_without_person_numbers_and_not_too_long(value, expected):
    assert shown(column("SVAR"), value) == expected


def test_numbers_are_shown_with_a_comma_and_days_without_a_time():
    assert shown(column("PRIS", "decimal", "DOUBLE"), "1.5") == "«1,5»"
    assert shown(column("AAR", "integer", "DOUBLE"), "2018.0") == "«2018»"
    assert shown(column("STARTDATO", "date", "TIMESTAMP"), "2018-01-01 00:00:00") == "«2018-01-01»"


@pytest.mark.parametrize(("pattern", "expected"), [(r"^\d{10}$", "10 cifre"), (r"^\d{2,8}$", "2-8 cifre")])
def test_patterns_in_danish(pattern, expected):
    assert form(pattern) == expected


def test_a_field_that_may_be_missing_has_one_rule_less():
    # PERINDKP in a CSV: not a number, missing; it has no limits.
    assert len(rules(column("PERINDKP", "decimal"), "csv")) == 2
    optional = Column("X", "X", "decimal", "VARCHAR", schema("dfdg_pa").columns["OEVRIGE_UDGIFTER"])
    # OEVRIGE_UDGIFTER may be missing: not a number, below 0.
    assert len(rules(optional, "csv")) == 2
