"""The data dictionary in words, made from the schemas."""

import pandas as pd
import pandera.pandas as pa

from utils.registers import layout
from utils.registers.rules import form
from utils.registers.schemas import SCHEMAS, USER_FILES
from utils.registers.schemas.fields import MUNICIPALITIES, RESIDENCES, RESIDENCES_OR_UNKNOWN
from utils.registers.schemas.monitoring import AREAS

COLUMNS = ["register", "field", "type", "description", "unit", "values", "nullable", "source"]
TYPES = {"text": "tekst", "integer": "helt tal", "decimal": "tal", "date": "dato"}
FILES = SCHEMAS | USER_FILES
HEADINGS = ["Felt", "Type", "Beskrivelse", "Enhed", "Værdier", "Må mangle", "Kilde"]


def dictionary() -> pd.DataFrame:
    """df_by_field: one row a register (or file of a user) and field, in the order of the schemas.

    Columns: register, field (a pattern for the columns of DREAM), type, description, unit, values (Danish),
    nullable (True when a value may be missing), source (document and section).
    """
    rows = [
        (register, _name(name), *_described(field))
        for register, model in FILES.items()
        for name, field in model.to_schema().columns.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def as_markdown() -> str:
    """The dictionary as Markdown: one heading and one table a register."""
    df_by_field = dictionary()
    parts = []
    for register, model in FILES.items():
        fields = df_by_field[df_by_field["register"] == register]
        parts.append(f"### {register}\n\n{_sentence(model)}\n\n{_table(fields)}\n")
    return "\n".join(parts)


def _described(field: pa.Column) -> tuple[str, str, str, str, bool, str]:
    metadata = field.metadata or {}
    kind = TYPES[layout.kind(field)]
    return (
        kind,
        field.description or "",
        metadata["unit"],
        _values(field),
        bool(field.nullable),
        metadata["source"],
    )


def _name(name: str) -> str:
    """A pattern in a form that people read: nykomåååå, y_ååuu, grad_åååå_mm."""
    if name.startswith("^(?!"):
        return "øvrige kolonner"
    readable = name.strip("^$").replace(r"(0[1-9]|1[0-2])", "mm").replace(r"y_\d{4}", "y_ååuu")
    return readable.replace(r"\d{4}", "åååå")


def _values(field: pa.Column) -> str:
    found = [_check(check) for check in field.checks]
    if field.unique:
        found.append("hver værdi én gang")
    return "; ".join(text for text in found if text)


def _check(check: pa.Check) -> str:
    limits = check.statistics or {}
    if check.name == "isin":
        return _allowed(list(limits["allowed_values"]))
    if check.name == "str_matches":
        return form(limits["pattern"])
    word, limit = ("mindst", limits["min_value"]) if "min_value" in limits else ("højst", limits["max_value"])
    return f"{word} {limit:%Y-%m-%d}" if isinstance(limit, pd.Timestamp) else f"{word} {limit}"


def _allowed(values: list[object]) -> str:
    if values == MUNICIPALITIES:
        return "de 98 kommuners koder"
    if values == AREAS:
        return "Hele landet og de 98 kommuners navne"
    if values in (RESIDENCES, RESIDENCES_OR_UNKNOWN):
        return "de 98 kommuners koder og 411 (Christiansø)" + (" samt 0" if 0 in values else "")
    return " / ".join(str(value) for value in values)


def _sentence(model: type[pa.DataFrameModel]) -> str:
    return (model.__doc__ or "").split("\n\n")[0].strip()


def _table(df_by_field: pd.DataFrame) -> str:
    shown = df_by_field.assign(nullable=df_by_field["nullable"].map({True: "ja", False: "nej"}))
    lines = [HEADINGS, ["---"] * len(HEADINGS), *shown[COLUMNS[1:]].to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
