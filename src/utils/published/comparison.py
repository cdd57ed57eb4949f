"""How a printed number is compared with a recomputed one: the rules, and the file that names them per number.

`data/published/comparison.csv` (comma, UTF-8) has a row for each printed number that is recomputed, or whose
reason for not being recomputed is settled; a printed number without a row is `not_yet`.

- `exhibit`, `where`, `column`, `statistic`: where the recomputed number is. `where` holds conditions on
  columns of the exhibit's data, `scheme=PA;strategy=proaktiv|diffus` (`;` is and, `|` is or); STATISTICS
  says how the rows that are left become one number.
- `compare`: `equal`, `at_least`, `at_most` or `about` (`agrees`). Empty means the rule of the topic's name.
- `unit_of_rounding`: 1, 0.1, 1000 …; empty means the printed decimals. A share in words ("knap hver tredje",
  "ca. halvdelen") has 5, that is five percentage points.
- `reason`: for a number that is not recomputed, why; for one that is, why it may deviate. One of REASONS.
- `conflicts_with`: ids of printed numbers that cannot hold together with this one, space separated. A
  conflict is written on one side and counts on both.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.registry import printed_numbers, read_table

COMPARISON = PUBLISHED / "comparison.csv"
COMPARE = ("equal", "at_least", "at_most", "about")
REASONS = (
    "not_yet",
    "source_inconsistent",
    "picture_only",
    "qualitative",
    "design_count",
    "definition",
    "printed_input",
    "external_source",
    "definition_unpublished",
)
STATISTICS = {
    "value": "the only row",
    "each": "a number printed once for several rows: the row farthest from it",
    "min": "the smallest row",
    "max": "the largest row",
    "sum": "the sum of the rows",
    "difference": "the largest row minus the smallest, in the unit of the column",
}
# How a topic is worded decides how it compares; limits ("over 50 år") are definitions and not compared.
_WORDING = {
    "_more_than": "at_least",
    "_over": "at_least",
    "_less_than": "at_most",
    "_just_under": "at_most",
    "_almost": "at_most",
    "_up_to": "at_most",
    "_approx": "about",
}


def _decimal(value: float) -> Decimal:
    # Twelve digits: 0.1 + 0.2 is 0.3 and half a unit stays half a unit whatever the order of a sum was.
    return Decimal(f"{value:.12g}")


def round_half_up(value: float, unit: float) -> float:
    """A number rounded to a unit (1, 0.1, 1000), halves away from zero: 2.5 → 3, 0.25 → 0.3 with unit 0.1."""
    step = _decimal(unit)
    return float((_decimal(value) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def _equal(published: float, recomputed: float, unit: float) -> bool:
    return round_half_up(recomputed, unit) == published


def _at_least(published: float, recomputed: float, unit: float) -> bool:
    return _decimal(recomputed) >= _decimal(published)


def _at_most(published: float, recomputed: float, unit: float) -> bool:
    return _decimal(recomputed) <= _decimal(published)


def _about(published: float, recomputed: float, unit: float) -> bool:
    return abs(_decimal(recomputed) - _decimal(published)) <= _decimal(unit)


_AGREES: dict[str, Callable[[float, float, float], bool]] = {
    "equal": _equal,
    "at_least": _at_least,
    "at_most": _at_most,
    "about": _about,
}


def agrees(published: float, recomputed: float, compare: str, unit: float) -> bool:
    """Does a recomputed number agree with the printed one?

    - `equal`: rounded half up to the unit, it is the printed number.
    - `at_least` ("mere end", "over", "godt"): unrounded, it is not below the printed number.
    - `at_most` ("under", "knap", "op til"): unrounded, it is not above the printed number.
    - `about` ("ca."): it lies at most one unit from the printed number; for a share in words ("ca. en
      tredjedel") the unit is 5, so five percentage points.
    """
    return _AGREES[compare](published, recomputed, unit)


def default_compare(topic: str, statistic: str) -> str:
    """The comparison that the wording of a topic asks for: `…_more_than` → `at_least`, otherwise `equal`."""
    if statistic == "threshold":
        return "equal"
    endings = [compare for ending, compare in _WORDING.items() if topic.endswith(ending)]
    return endings[0] if endings else "equal"


def _with_defaults(df_by_printed_number: pd.DataFrame) -> pd.DataFrame:
    df = df_by_printed_number
    topics = zip(df["topic"], df["statistic_printed"], strict=True)
    worded = [default_compare(topic, statistic) for topic, statistic in topics]
    decimals = [str(Decimal(1).scaleb(-places)) for places in df["decimals"]]
    return df.assign(
        compare=df["compare"].where(df["compare"] != "", pd.Series(worded, index=df.index)),
        unit_of_rounding=pd.to_numeric(
            df["unit_of_rounding"].where(df["unit_of_rounding"] != "", pd.Series(decimals, index=df.index))
        ),
        reason=df["reason"].where((df["reason"] != "") | (df["exhibit"] != ""), "not_yet"),
    )


def _conflicts(table: pd.DataFrame, order: list[str]) -> dict[str, str]:
    """The ids that each printed number conflicts with, both ways, in document order, space separated."""
    pairs = {
        pair
        for one, others in zip(table["id"], table["conflicts_with"], strict=True)
        for other in others.split()
        for pair in ((one, other), (other, one))
    }
    place = {printed: position for position, printed in enumerate(order)}
    ordered = sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))
    conflicts: dict[str, list[str]] = {}
    for one, other in ordered:
        conflicts.setdefault(one, []).append(other)
    return {one: " ".join(others) for one, others in conflicts.items()}


def problems(table: pd.DataFrame) -> list[str]:
    """What is wrong in a table laid out as `comparison.csv`, a Danish line each; [] when nothing is."""
    known = set(printed_numbers()["id"])
    found = [f"{printed}: står to gange" for printed in table["id"][table["id"].duplicated()]]
    for row in table.to_dict("records"):
        found.extend(f"{row['id']}: {problem}" for problem in _row_problems(row, known))
    return found


def _row_problems(row: dict[str, str], known: set[str]) -> list[str]:
    located = [row["column"], row["statistic"]]
    conditions = row["where"].split(";") if row["where"] else []
    checks = [
        (row["id"] in known, "id findes ikke i figures.csv"),
        (row["compare"] in ("", *COMPARE), f"compare skal være en af {', '.join(COMPARE)}"),
        (row["statistic"] in ("", *STATISTICS), f"statistic skal være en af {', '.join(STATISTICS)}"),
        (row["reason"] in ("", *REASONS), f"reason skal være en af {', '.join(REASONS)}"),
        (
            set(row["conflicts_with"].split()) <= known - {row["id"]},
            "conflicts_with skal nævne andre trykte tal",
        ),
        (not row["exhibit"] or all(located), "exhibit kræver column og statistic"),
        (
            bool(row["exhibit"]) or not any([*located, row["where"]]),
            "where, column og statistic kræver exhibit",
        ),
        (bool(row["exhibit"]) or bool(row["reason"]), "skal have enten exhibit eller reason"),
        (all("=" in condition for condition in conditions), "where skrives kolonne=værdi;kolonne=værdi"),
    ]
    return [problem for holds, problem in checks if not holds]


@cache
def _comparisons() -> pd.DataFrame:
    table = read_table(COMPARISON)
    faults = problems(table)
    if faults:
        raise HkoError(f"comparison.csv: {'; '.join(faults)}.")
    registry = printed_numbers().rename(columns={"statistic": "statistic_printed"})
    known = registry.merge(table, on="id", how="left").fillna(dict.fromkeys(table, ""))
    df_by_printed_number = _with_defaults(known)
    conflicts = _conflicts(table, list(registry["id"]))
    return df_by_printed_number.assign(conflicts_with=df_by_printed_number["id"].map(conflicts).fillna(""))


def comparisons() -> pd.DataFrame:
    """One row a printed number, all 1,820: the registry's columns and how the number is compared.

    The registry's own `statistic` is `statistic_printed` here. `unit_of_rounding` is a number in the unit
    of the printed one, `reason` is "" where an exhibit is named and nothing speaks against the number.
    HkoError when `comparison.csv` names an unknown id, exhibit part, word or number.
    """
    return _comparisons().copy()
