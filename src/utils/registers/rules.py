"""What can be wrong with a value: one rule a column and fault, as SQL over the file and a Danish sentence.

The rules follow from the dictionary: type, missing value, allowed values, limits and form of each field.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa

from utils.personal_numbers import PERSONAL_NUMBER
from utils.registers import layout
from utils.registers.layout import Column, literal, quoted
from utils.registers.schemas.fields import MUNICIPALITIES, RESIDENCES, RESIDENCES_OR_UNKNOWN

MASKED = {"PNR", "CVRNR", "PNUMMER", "ID", "RECNUM"}
LONGEST_VALUE = 40
LONGEST_LIST = 12
FORMS = {
    r"^\d\.\d{2}\.\d{2}\.\d{3}$": "formen 5.68.91.007",
    r"^[A-Z]{1,2}\d[0-9A-Z]*$": "en diagnosekode som DM545",
    r"^[A-Z]{1,3}\d?[0-9A-Z]*$": "en diagnosekode som DM545",
}


@dataclass(frozen=True)
class Rule:
    """`bad` is SQL over one column as stored; `sentence` makes the Danish text from the offending value."""

    column: Column
    bad: str
    sentence: Callable[[str], str]


def rules(column: Column, file_format: str) -> list[Rule]:
    """Every rule of one column, faults of the type first; a value breaks the later ones only when its type is right."""
    found = []
    fits = layout.convertible(column, file_format)
    if fits != "TRUE":
        sentence = partial(_not_of_kind, column.kind, file_format)
        found.append(Rule(column, f"NOT {layout.blank(column)} AND NOT ({fits})", sentence))
    if not column.field.nullable:
        found.append(Rule(column, layout.blank(column), lambda _: "værdien mangler"))
    value = f"CASE WHEN {fits} THEN {layout.converted(column, file_format)} END"
    return found + [_rule(column, value, check) for check in column.field.checks]


def known_codes_rule(column: Column, codes: Iterable[str], file_format: str) -> Rule:
    """The week's benefit code stands in the code list."""
    allowed = "|".join(sorted(code for code in codes if code))
    value = layout.converted(column, file_format)
    bad = rf"regexp_full_match({value}, '\d{{3}}') AND NOT regexp_full_match({value}, '{allowed}')"
    return Rule(column, bad, lambda shown: f"koden {shown} findes ikke i kodelisten dream_benefit")


def known_names_rule(column: Column, names: Iterable[str], code_list: str, file_format: str) -> Rule:
    """Each of the names that a value holds, parted by semicolons, stands in the code list."""
    known = ", ".join(literal(name) for name in sorted(names))
    parts = f"list_transform(string_split({layout.converted(column, file_format)}, ';'), lambda part: trim(part))"
    bad = f"len(list_filter({parts}, lambda part: part <> '' AND part NOT IN ({known}))) > 0"
    return Rule(column, bad, lambda shown: f"{shown} findes ikke i kodelisten {code_list}")


def shown(column: Column, value: object) -> str:
    """The value as the user may see it: masked when it can identify somebody, numbers with a comma."""
    if column.name in MASKED:
        return "***"
    text = str(value).removesuffix(" 00:00:00")
    if column.stored.split("(")[0] in layout.NUMBERS:
        text = text.removesuffix(".0").replace(".", ",")
    return told(text)


def told(value: str) -> str:
    """A value as a message may show it: short, and not at all where it holds what could be a personal number.

    What stands beside a number may be the person's name.
    """
    if PERSONAL_NUMBER.search(value):
        return "(skjult: et muligt personnummer)"
    return f"«{value}»" if len(value) <= LONGEST_VALUE else f"«{value[:LONGEST_VALUE]}…»"


def _rule(column: Column, value: str, check: pa.Check) -> Rule:
    """The SQL and the sentence of one of pandera's checks."""
    limits: dict[str, Any] = check.statistics or {}
    if check.name == "isin":
        allowed = limits["allowed_values"]
        return Rule(
            column,
            f"{value} NOT IN ({', '.join(_sql(item) for item in allowed)})",
            partial(_not_allowed, list(allowed)),
        )
    if check.name == "str_matches":
        pattern = limits["pattern"]
        return Rule(column, f"NOT regexp_matches({value}, {literal(pattern)})", partial(_wrong_form, pattern))
    if check.name == "greater_than_or_equal_to":
        return Rule(column, f"{value} < {_sql(limits['min_value'])}", partial(_outside, "mindre", limits["min_value"]))
    if check.name == "less_than_or_equal_to":
        return Rule(column, f"{value} > {_sql(limits['max_value'])}", partial(_outside, "større", limits["max_value"]))
    raise ValueError(f"no SQL for the check {check.name} of {column.name}")


def order_rule(start: Column, end: Column, file_format: str) -> Rule:
    """The end date is not before the start date."""
    bad = f"{layout.converted(end, file_format)} < {layout.converted(start, file_format)}"
    return Rule(end, bad, lambda value: f"{value} ligger før {start.name}")


def expression(rule: Rule) -> str:
    """SQL: the offending value as text."""
    return f"CAST({quoted(rule.column.spelled)} AS VARCHAR)"


def _sql(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"DATE '{value:%Y-%m-%d}'"
    return literal(value) if isinstance(value, str) else str(value)


def _not_of_kind(kind: str, file_format: str, value: str) -> str:
    if kind == "date":
        well_formed = re.fullmatch(r"«\d{4}-\d{2}-\d{2}»", value)
        return f"{value} er en dato, der ikke findes" if well_formed else f"{value} er ikke en dato (ÅÅÅÅ-MM-DD)"
    if file_format == "csv" and re.fullmatch(r"«-?[\d.]+\.\d[\d.]*(,\d+)?»", value):
        return f"{value} har punktum; skriv decimaler med komma og tusinder uden skilletegn"
    return f"{value} er ikke et helt tal" if kind == "integer" else f"{value} er ikke et tal"


def _not_allowed(allowed: list[Any], value: str) -> str:
    if allowed in (MUNICIPALITIES, RESIDENCES, RESIDENCES_OR_UNKNOWN):
        return f"kommunekoden {value} findes ikke"
    if len(allowed) > LONGEST_LIST:
        return f"{value} er ikke en af de tilladte værdier"
    return f"{value} er ikke tilladt; tilladt er {'; '.join(str(item) for item in allowed)}"


def form(pattern: str) -> str:
    """A pattern of the dictionary in Danish: "10 cifre", "en diagnosekode som DM545"."""
    digits = re.fullmatch(r"\^\\d\{(\d+)(?:,(\d+))?\}\$", pattern)
    if digits is None:
        return FORMS[pattern]
    return f"{digits[1]}{f'-{digits[2]}' if digits[2] else ''} cifre"


def _wrong_form(pattern: str, value: str) -> str:
    return f"{value} skal være {form(pattern)}"


def _outside(word: str, limit: Any, value: str) -> str:
    if isinstance(limit, pd.Timestamp):
        return f"{value} ligger uden for årene 1900-2100"
    return f"{value} er {word} end {limit}"
