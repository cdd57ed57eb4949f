"""Everything that is wrong with the registers, in plain Danish, all at once; nothing is loaded whole."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from utils.errors import HkoError
from utils.registers import layout, needed
from utils.registers.codelists import code_list
from utils.registers.connection import small_connection
from utils.registers.faults import LISTED, Fault, File, duplicates, more, rejected_rows, value_faults
from utils.registers.layout import Column
from utils.registers.rules import Rule, known_codes_rule, known_names_rule, order_rule, rules
from utils.registers.sources import Source

# Register → the field whose names stand in a code list, that list, and its column: a name that is not known would be
# counted as something else.
NAMED = {"case_files": ("FUNKTIONSNEDSAETTELSER", "impairments", "impairment")}
COLUMNS = ["file", "register", "column", "row", "problem"]


def problems(sources: Mapping[str, Source]) -> pd.DataFrame:
    """df_by_problem: file, register, column, row (Int64, data rows from 1, missing for a whole column), problem.

    The problem is a Danish sentence; identifiers in it are masked. At most ten rows a column and fault are
    listed, then one line tells how many more there are. Faulty registers raise nothing.
    """
    found = [
        (str(source.path), name, *fault)
        for name, source in sorted(sources.items())
        for fault in _faults(source, sources)
    ]
    return pd.DataFrame(found, columns=COLUMNS).astype({"row": "Int64"})


def check(sources: Mapping[str, Source]) -> None:
    """Raises HkoError with every problem, one a line, when there is any."""
    refuse(problems(sources))


def refuse(df_by_problem: pd.DataFrame) -> None:
    """Raises HkoError with a line a problem, when there is any."""
    if len(df_by_problem):
        lines = [_line(*row) for row in df_by_problem.itertuples(index=False)]
        raise HkoError("\n".join(["Registrene har fejl; intet er skrevet.", *lines]))


def _line(file: str, register: str, column: str, row: object, problem: str) -> str:
    place = [
        f"{register} ({file})",
        f"kolonne {column}" if column else "",
        "" if pd.isna(row) else f"række {row}",
    ]
    return f"{', '.join(part for part in place if part)}: {problem}."


def _faults(source: Source, sources: Mapping[str, Source]) -> list[Fault]:
    try:
        stored = layout.stored_columns(source)
    except HkoError as error:
        return [("", None, str(error))]
    known = layout.matched(source.name, stored)
    asked = needed.needed_columns(sources) if source.name == "dream" else []
    usable = [column for column in known if not layout.stored_wrongly(column)]
    found = _missing_columns(source.name, known, asked) + _wrongly_stored(known)
    try:
        return found + _content_faults(source, stored, usable, asked)
    except (duckdb.OperationalError, duckdb.DataError, duckdb.InvalidInputException):
        return [*found, ("", None, "filen kan ikke læses til ende; den er beskadiget")]


def _content_faults(source: Source, stored: dict[str, str], usable: list[Column], asked: list[str]) -> list[Fault]:
    with small_connection() as connection:
        rejected, found = rejected_rows(connection, source, stored)
        if rejected is None:
            return found
        file = File(connection, source, stored, rejected)
        found += value_faults(file, _rules(source, usable, asked))
        for key in _keys(source.name):
            found += duplicates(file, [column for column in usable if column.name in key], key)
    return found


def _missing_columns(register: str, known: list[Column], asked: list[str]) -> list[Fault]:
    present = {column.name for column in known}
    plain = [name for name in layout.required_names(register) if name not in present]
    weekly = [name for name in asked if name not in present]
    found: list[Fault] = [(name, None, "kolonnen mangler") for name in plain]
    found += [(name, None, "kolonnen mangler; bevillingerne har brug for den") for name in weekly[:LISTED]]
    if len(weekly) > LISTED:
        found.append(("", None, f"… og {more(len(weekly) - LISTED, 'kolonne', 'kolonner')} mere mangler"))
    return found


def _wrongly_stored(known: list[Column]) -> list[Fault]:
    return [
        (
            column.name,
            None,
            f"kolonnen skal være {layout.DANISH_KINDS[column.kind]}, men er gemt som {column.stored}",
        )
        for column in known
        if layout.stored_wrongly(column)
    ]


def _rules(source: Source, usable: list[Column], asked: list[str]) -> list[Rule]:
    by_name = {column.name: column for column in usable}
    found = [rule for column in usable for rule in rules(column, source.format)]
    for start, end in _date_pairs(source.name):
        if start in by_name and end in by_name:
            found.append(order_rule(by_name[start], by_name[end], source.format))
    weeks = [by_name[name] for name in asked if name.startswith("y_") and name in by_name]
    codes = list(code_list("dream_benefit")["code"]) if weeks else []
    found += [known_codes_rule(column, codes, source.format) for column in weeks]
    if source.name in NAMED and NAMED[source.name][0] in by_name:
        field, code_list_name, name = NAMED[source.name]
        known = code_list(code_list_name)[name]
        found.append(known_names_rule(by_name[field], known, code_list_name, source.format))
    return found


def _date_pairs(register: str) -> list[tuple[str, str]]:
    return [pair for check in layout.schema(register).checks for pair in (check.statistics or {}).get("pairs", [])]


def _keys(register: str) -> list[list[str]]:
    """The columns that together may hold a value once."""
    schema = layout.schema(register)
    single = [[name] for name, field in schema.columns.items() if field.unique]
    return single + ([list(schema.unique)] if schema.unique else [])
