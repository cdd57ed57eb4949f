"""Printed numbers against recomputed ones: a row for each of the 1,820, and a guard against silent change.

`reproduction.csv` (design section 5) is the result. A row is `exact` when the recomputed number agrees with
the printed one under its comparison, `deviates` when it does not, `not_recomputable` when nothing is
recomputed, with the reason. `data/published/expected_results.csv` holds the result that each covered number
is known to have: a result that changes fails the tests until that file is changed on purpose.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from utils.errors import HkoError
from utils.paths import PUBLISHED
from utils.published.comparison import agrees, comparisons
from utils.published.registry import read_table

COLUMNS = [
    "id",
    "published",
    "recomputed",
    "compare",
    "unit_of_rounding",
    "result",
    "reason",
    "conflicts_with",
    "data_status",
    "exhibit",
]


def _matching(data: pd.DataFrame, where: str) -> pd.DataFrame:
    """The rows of an exhibit's data that meet conditions such as `scheme=PA;strategy=proaktiv|diffus`."""
    for condition in filter(None, where.split(";")):
        column, _, wanted = condition.partition("=")
        data = data[data[column].astype(str).isin(wanted.split("|"))]
    return data


def _statistic(values: pd.Series, statistic: str, published: float) -> float:
    """One number out of the rows found (comparison.STATISTICS says what each statistic means)."""
    lowest, highest = float(values.min()), float(values.max())
    by_name = {
        "value": lowest,
        "each": float(values.iloc[(values - published).abs().argmax()]),
        "min": lowest,
        "max": highest,
        "sum": float(values.sum()),
        "difference": highest - lowest,
    }
    return by_name[statistic]


def recomputed_number(data: pd.DataFrame, printed: Mapping[str, Any]) -> float:
    """The number in an exhibit's data that stands against a printed number.

    `printed` is a row of comparisons(). HkoError, naming id and exhibit, when a column is missing, no row is
    found, a cell is empty, or `value` finds several rows.
    """
    place = f"Trykt tal {printed['id']}, {printed['exhibit']}"
    columns = [condition.partition("=")[0] for condition in filter(None, printed["where"].split(";"))]
    missing = [column for column in [*columns, printed["column"]] if column not in data.columns]
    if missing:
        raise HkoError(f"{place}: kolonnen «{missing[0]}» mangler i tabellen bag.")
    values = pd.to_numeric(_matching(data, printed["where"])[printed["column"]])
    if values.empty:
        raise HkoError(f"{place}: ingen række opfylder «{printed['where']}».")
    if values.isna().any():
        raise HkoError(f"{place}: «{printed['column']}» er tom, hvor «{printed['where']}».")
    if printed["statistic"] == "value" and len(values) > 1:
        raise HkoError(f"{place}: {len(values)} rækker opfylder «{printed['where']}»; der skal være netop én.")
    return _statistic(values.astype(float), printed["statistic"], printed["value"])


def _row(
    printed: Mapping[str, Any], exhibit_data: Mapping[str, pd.DataFrame], statuses: Mapping[str, str]
) -> dict[str, Any]:
    kept = {name: printed[name] for name in ("id", "compare", "unit_of_rounding", "conflicts_with", "exhibit")}
    kept["published"] = printed["value"]
    data = exhibit_data.get(printed["exhibit"])
    if data is None or data.empty:
        reason = "not_yet" if printed["exhibit"] else printed["reason"]
        return kept | {"result": "not_recomputable", "reason": reason, "data_status": "published"}
    recomputed = recomputed_number(data, printed)
    exact = agrees(printed["value"], recomputed, printed["compare"], printed["unit_of_rounding"])
    return kept | {
        "recomputed": recomputed,
        "result": "exact" if exact else "deviates",
        "reason": "" if exact else printed["reason"],
        "data_status": statuses[printed["exhibit"]],
    }


def reproduction(exhibit_data: Mapping[str, pd.DataFrame], statuses: Mapping[str, str]) -> pd.DataFrame:
    """One row a printed number, all 1,820 in document order, with the columns of COLUMNS.

    `exhibit_data` holds the data of the exhibits that were made, `statuses` their data status, both by
    exhibit id. `published` and `recomputed` are in the unit of the printed number, `recomputed` unrounded
    and missing where nothing was recomputed; `data_status` is that of the recomputed number, `published`
    where there is none. A number whose exhibit is missing or without rows is `not_recomputable` with reason
    `not_yet`. HkoError when an exhibit that is there does not hold exactly the number that `comparison.csv`
    asks for.
    """
    rows = [_row(printed, exhibit_data, statuses) for printed in comparisons().to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"published": "float64", "recomputed": "float64"})


def reproduction_csv(df_by_printed_number: pd.DataFrame) -> bytes:
    """The bytes of `reproduction.csv`: UTF-8, semicolon, decimal comma, no superfluous decimals."""
    numbers = df_by_printed_number[["published", "recomputed", "unit_of_rounding"]]
    text = numbers.map(lambda value: "" if pd.isna(value) else f"{value:.12g}".replace(".", ","))
    written = df_by_printed_number.assign(**{column: text[column] for column in text})
    return bytes(written.to_csv(sep=";", index=False, lineterminator="\n").encode("utf-8"))


def expected_results() -> pd.DataFrame:
    """One row a printed number that is recomputed: id, result, reason, as they are known to be."""
    return read_table(PUBLISHED / "expected_results.csv")


def changes(df_by_printed_number: pd.DataFrame, expected: pd.DataFrame) -> pd.DataFrame:
    """The printed numbers whose result or reason is not the expected one (an empty frame when all are).

    Columns: id, published, recomputed, result, reason, expected_result, expected_reason. A recomputed
    number that `expected` does not name is a change too, with expected_result "".
    """
    awaited = expected.rename(columns={"result": "expected_result", "reason": "expected_reason"})
    both = df_by_printed_number.merge(awaited, on="id", how="left").fillna(
        {"expected_result": "", "expected_reason": ""}
    )
    covered = (both["result"] != "not_recomputable") | (both["expected_result"] != "")
    changed = (both["result"] != both["expected_result"]) | (both["reason"] != both["expected_reason"])
    columns = ["id", "published", "recomputed", "result", "reason", "expected_result", "expected_reason"]
    return both.loc[covered & changed, columns].reset_index(drop=True)


def assert_expected(df_by_printed_number: pd.DataFrame) -> None:
    """For tests: AssertionError that lists every printed number whose result is not the one in the file."""
    changed = changes(df_by_printed_number, expected_results())
    if not changed.empty:
        raise AssertionError(f"expected_results.csv no longer holds:\n{changed.to_string(index=False)}")
