"""The audit: every relation between printed numbers held against the interval of values each number stands for.

A printed number stands for an interval:

- counts, scales, years and limits are the number itself; a count that is printed rounded (`unit_of_rounding`
  over 1 in comparison.csv) and every other number is what rounds to it, halves up;
- "mere end", "mindst" (`at_least`) is [number, ∞), "knap", "op til" (`at_most`) is (−∞, number], "ca."
  (`about`) ± one unit, for shares in words ± 5 percentage points.

A relation fails when no value of left and no value of right agree: `equal` the intervals share no number,
`at_least` all of left is under right, `at_most` all of left is over right; `about` as `equal` with one unit
around the measured numbers of right. So rounding never makes a finding. A constant is itself, but where it alone is a
side of a share, change, difference or product it is a printed number and ± half its last decimal.

`python -m utils.published.audit` writes `data/published/errata.csv`.
"""

import math
import re
from fractions import Fraction
from typing import Any

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.comparison import comparisons, round_half_up
from utils.published.expressions import ID, evaluate, ids_in, unit_of
from utils.published.intervals import Interval, exactly, rounded_to
from utils.published.relations import CITED, contents, relations
from utils.published.wording import cited, nearest_shares, told

ERRATA = PUBLISHED / "errata.csv"
ERRATA_COLUMNS = (
    "id", "documents", "kind", "lines", "printed", "follows", "distance", "statement", "reading", "ids",
)  # fmt: skip
# What is counted or set, and so stands for itself: everything that is not measured in one of these.
MEASURED = ("pct", "pp", "dkk", "dkk_thousand", "dkk_million", "weeks", "months", "hours", "days", "factor")
# A constant that alone is one side of these is a printed number that the registry does not have.
_ROUNDED_ALONE = ("share", "change", "difference", "product", "whole_persons")

Numbers = dict[str, dict[str, Any]]


def numbers() -> Numbers:
    """The printed numbers by id, with how each is rounded and worded (comparison.csv)."""
    return {str(row["id"]): {str(key): value for key, value in row.items()} for row in comparisons().to_dict("records")}


def interval_of(number: dict[str, Any], *, about: bool = False) -> Interval:
    """The interval that a printed number stands for; with `about` one unit to each side at least."""
    value, unit = Fraction(number["value_printed"]), Fraction(str(number["unit_of_rounding"]))
    if number["compare"] == "at_least":
        return Interval(value, math.inf)
    if number["compare"] == "at_most":
        return Interval(-math.inf, value)
    if about or number["compare"] == "about":
        return exactly(value).widened(unit)
    return exactly(value) if is_exact(number) else rounded_to(value, unit)


def is_exact(number: dict[str, Any]) -> bool:
    """Is a printed number itself and nothing around it: a count, a year, a limit?"""
    measured = number["unit"] in MEASURED or number["statistic_printed"] == "mean"
    counted = not measured and number["decimals"] == 0 and number["unit_of_rounding"] == 1
    return counted or number["statistic_printed"] == "threshold"


def audited(df_by_relation: pd.DataFrame, known: Numbers, df_by_part: pd.DataFrame) -> pd.DataFrame:
    """The relations with what came out of each: a row a relation, in the order given.

    known: numbers(). df_by_part: contents(). Columns added: left_low, left_high, right_low, right_high (nan
    for a citation), holds, distance (of both sides as printed, in pct. of the larger; for whole persons
    percentage points to the nearest share that N allows; 0 where the relation holds, nan for a citation),
    printed, follows, ids.
    """
    rows = [{**row, **_result(row, known, df_by_part)} for row in df_by_relation.to_dict("records")]
    return pd.DataFrame(rows, columns=[*df_by_relation.columns, *_RESULT])


_RESULT = ("left_low", "left_high", "right_low", "right_high", "holds", "distance", "printed", "follows", "ids")


def _result(row: dict[str, str], known: Numbers, df_by_part: pd.DataFrame) -> dict[str, Any]:
    if row["kind"] == "citation":
        return _citation(row, df_by_part)
    sides = [_side(row, side, known) for side in ("left", "right")]
    judged = _whole_persons(row, *sides) if row["kind"] == "whole_persons" else _compared(row, *sides)
    if "distance" not in judged:
        judged["distance"] = 0.0 if judged["holds"] else _distance(row, known)
    left, right = sides
    return {
        "left_low": float(left.low),
        "left_high": float(left.high),
        "right_low": float(right.low),
        "right_high": float(right.high),
        "ids": " ".join(ids_in(f"{row['left']} {row['right']}")),
        **told(row, left, right, known),
        **judged,
    }


def _side(row: dict[str, str], side: str, known: Numbers) -> Interval:
    unknown = [name for name in ids_in(row[side]) if name not in known]
    if unknown:
        raise HkoError(f"{row['id']}: {', '.join(unknown)} findes ikke i figures.csv.")
    # What "ca." is said of: the printed number, for whole persons the percentage and never its N.
    about = row["compare"] == "about" and side == ("left" if row["kind"] == "whole_persons" else "right")
    total = row["kind"] == "whole_persons" and side == "right"
    alone = bool(re.fullmatch(rf"{ID.pattern}|\d+(\.\d+)?", row[side].strip()))
    half = alone and not total and row["kind"] in _ROUNDED_ALONE
    return evaluate(
        row[side],
        lambda name: interval_of(known[name], about=about and (alone or not is_exact(known[name]))),
        lambda text: _constant(text, about=about and alone, rounded=half),
    )


def _constant(text: str, *, about: bool, rounded: bool) -> Interval:
    if about:
        return exactly(text).widened(unit_of(text))
    return rounded_to(text, unit_of(text)) if rounded else exactly(text)


def _compared(row: dict[str, str], left: Interval, right: Interval) -> dict[str, Any]:
    over, under = left.is_over(right), right.is_over(left)
    fails = {"equal": over or under, "about": over or under, "at_least": under, "at_most": over}[row["compare"]]
    return {"holds": not fails}


def _distance(row: dict[str, str], known: Numbers) -> float:
    """The difference of both sides as printed, in pct. of the larger."""
    left, right = (
        float(evaluate(row[side], lambda name: exactly(known[name]["value_printed"])).low) for side in ("left", "right")
    )
    return 100 * abs(left - right) / max(abs(left), abs(right))


def _whole_persons(row: dict[str, str], share: Interval, total: Interval) -> dict[str, Any]:
    """Does a whole number of persons out of N give the share?"""
    if total.low != total.high or Fraction(total.low).denominator != 1 or total.low <= 0:
        raise HkoError(f"{row['id']}: N skal være et helt antal personer, ikke «{row['right']}».")
    persons = int(total.low)
    attainable = [Fraction(100 * count, persons) for count in range(persons + 1)]
    hits = [value for value in attainable if share.holds(value)]
    middle = (share.low + share.high) / 2
    # Without a middle ("mindst 90 pct.") 0 or 100 pct. is in the interval, and there is nothing to be far from.
    distances = [abs(float(value - middle)) for value in attainable]
    return {
        "holds": bool(hits),
        "distance": 0.0 if hits else min(distances),
        "follows": nearest_shares(float(middle), persons),
    }


def _citation(row: dict[str, str], df_by_part: pd.DataFrame) -> dict[str, Any]:
    """Holds when what is cited exists once and is what the document means."""
    kind, number = CITED.fullmatch(row["left"]).groups()  # type: ignore[union-attr]  # problems() saw to it
    document = row["documents"].split()[0]
    here = df_by_part[df_by_part["document"] == document]
    parts = here[(here["kind"] == kind) & (here["number"] == number)]
    nothing = dict.fromkeys(("left_low", "left_high", "right_low", "right_high", "distance"), math.nan)
    holds = len(parts) == 1 and row["right"] in ("", row["left"])
    return {**nothing, "holds": holds, "ids": "", **cited(row, parts)}


def audit() -> pd.DataFrame:
    """All relations of relations.csv with their results (`audited`)."""
    return audited(relations(), numbers(), contents())


def findings(df_by_relation: pd.DataFrame) -> pd.DataFrame:
    """The relations that fail, the largest distance first, citations (which have none) last: columns of errata.csv."""
    failed = df_by_relation[~df_by_relation["holds"].astype(bool)]
    # Sorted by what is shown, so that equal distances keep the order of the file.
    rounded = failed.assign(
        distance=failed["distance"].map(lambda value: round_half_up(value, 0.01), na_action="ignore")
    )
    return rounded.sort_values("distance", ascending=False, kind="stable", na_position="last")[
        list(ERRATA_COLUMNS)
    ].reset_index(drop=True)


def errata_csv(df_by_finding: pd.DataFrame) -> bytes:
    """The findings as errata.csv holds them: comma, UTF-8, distance with two decimals."""
    return df_by_finding.to_csv(index=False, lineterminator="\n", float_format="%.2f").encode("utf-8")


if __name__ == "__main__":
    ERRATA.write_bytes(errata_csv(findings(audit())))
