"""What a relation prints and what follows from the other numbers, in Danish."""

import math
from fractions import Fraction
from typing import Any

import pandas as pd

from utils.publish import formats
from utils.published.expressions import ID, ids_in, shown
from utils.published.intervals import Bound, Interval
from utils.published.page_rows import UNITS, WORDED

_MUST = {"at_least": "skal være mindst ", "at_most": "skal være højst "}


def plain(value: Bound, decimals: int) -> str:
    """A bound in Danish; ∞ where there is none."""
    return "∞" if math.isinf(value) else formats.number(float(value), decimals)


def number_text(number: dict[str, Any]) -> str:
    """A printed number as a reader meets it: "mindst 800.000", "8,4"."""
    return WORDED[number["compare"]] + formats.number(number["value_printed"], number["decimals"])


def told(row: dict[str, str], left: Interval, right: Interval, known: dict[str, dict[str, Any]]) -> dict[str, str]:
    """`printed` and `follows` of a relation between numbers.

    What is printed is right where right names a printed number, and left follows. It is left where right is a
    constant ("the parts give 100") or an N, or where one printed number is ordered before or after another.
    """
    ordered = row["compare"] in _MUST and bool(ID.fullmatch(row["left"].strip()))
    right_is_printed = bool(ids_in(row["right"])) and not ordered and row["kind"] != "whole_persons"
    printed, other, interval = (
        (row["right"], row["left"], left) if right_is_printed else (row["left"], row["right"], right)
    )
    unit = _unit(printed, known)
    must = "" if right_is_printed else _MUST.get(row["compare"], "")
    words = shown(printed, lambda name: number_text(known[name])) + unit
    follows = _following(other, interval, unit, known)
    # A number that is itself "mindst 50" is not "skal være mindst mindst 50".
    return {
        "printed": words,
        "follows": must + (follows.removeprefix(must.removeprefix("skal være ")) if must else follows),
    }


def nearest_shares(share: float, persons: int) -> str:
    """The shares that N allows on each side of a share: "9 af 22 er 40,9 pct.; 10 af 22 er 45,5 pct."."""
    below = min(max(math.floor(share * persons / 100), 0), persons) if not math.isinf(share) else 0
    counts = [count for count in (below, below + 1) if count <= persons]
    told = (f"{count} af {persons} er {plain(Fraction(100 * count, persons), 1)} pct." for count in counts)
    return "; ".join(told)


def _unit(expression: str, known: dict[str, dict[str, Any]]) -> str:
    """The unit of an expression that is one printed number; "" for all others."""
    if not ID.fullmatch(expression.strip()):
        return ""
    number = known[expression.strip()]
    one, several = UNITS.get(number["unit"], ("", ""))
    return f" {one if number['value'] == 1 else several}".rstrip()


def _following(expression: str, interval: Interval, unit: str, known: dict[str, dict[str, Any]]) -> str:
    """The interval of an expression with the expression behind it: "8,4–8,5 pct. (100 · 5.495 / 5.066 − 100)"."""
    words = shown(expression, lambda name: number_text(known[name]))
    if not any(sign in expression for sign in "+*/(") and " - " not in expression:
        return words + unit
    return f"{_ends(interval)}{unit} ({words})"


def _ends(interval: Interval) -> str:
    decimals = _decimals(interval)
    low, high = plain(interval.low, decimals), plain(interval.high, decimals)
    if math.isinf(interval.low):
        return f"højst {high}"
    if math.isinf(interval.high):
        return f"mindst {low}"
    return low if low == high else f"{low} til {high}"


def _decimals(interval: Interval) -> int:
    """As many as show both ends: none for whole numbers, two for small ones."""
    ends = [end for end in (interval.low, interval.high) if not math.isinf(end)]
    if all(Fraction(end).denominator == 1 for end in ends):
        return 0
    return 1 if all(abs(float(end)) >= 10 for end in ends) else 2


def cited(row: dict[str, str], df_by_part: pd.DataFrame) -> dict[str, str]:
    """`printed` and `follows` of a citation: what is cited, and what stands under that name."""
    there = [f"«{part.title}» (linje {part.line})" for part in df_by_part.itertuples()]
    meant = f"; ment er {row['right']}" if row["right"] not in ("", row["left"]) else ""
    if not there:
        return {"printed": row["left"], "follows": f"findes ikke{meant}"}
    if len(there) > 1:
        return {"printed": row["left"], "follows": f"findes {len(there)} gange: {' og '.join(there)}{meant}"}
    return {"printed": row["left"], "follows": f"{there[0]}{meant}"}
