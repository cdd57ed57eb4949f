"""The code lists: which code belongs to which group, each line with its source."""

from pathlib import Path

import pandas as pd

from utils.errors import HkoError
from utils.paths import CODELISTS
from utils.registers.sources import data_toml_content, data_toml_path

# The first column is the key: no value may appear twice.
COLUMNS: dict[str, tuple[str, ...]] = {
    "accounts": ("code", "label", "scheme", "source"),
    "arrows": (
        "id",
        "arrow",
        "from",
        "to",
        "scheme",
        "measure",
        "x",
        "y",
        "sign",
        "tested",
        "text",
        "source",
    ),
    "branche": ("code", "label", "group", "source"),
    "c_diag": ("code", "label", "group", "source"),
    "criteria": ("criterion", "grouping", "type", "label", "source"),
    "dream_benefit": ("code", "label", "benefit_group", "purpose", "source"),
    "dream_effort": ("code", "label", "group", "source"),
    "hfaudd": ("code", "label", "group", "level", "source"),
    "impairments": ("impairment", "type", "ranked", "source"),
    "interview_questions": ("question", "role", "label", "topic", "source"),
    "modt_ydelse_kode": ("code", "label", "group", "source"),
    "report_texts": ("key", "table", "row", "group", "text", "source"),
    "specifications": (
        "specification",
        "role",
        "scheme",
        "unit",
        "rank_form",
        "usage",
        "size_form",
        "hours",
        "source",
    ),
    "statements": (
        "id",
        "statement",
        "model",
        "scheme",
        "outcome",
        "tested",
        "control",
        "sign",
        "significant",
        "text",
        "source",
    ),
    "survey_items": ("item", "question", "label", "subject", "direction", "recode", "source"),
    "virkform": ("code", "label", "group", "source"),
}


def code_list(name: str, data_toml: Path | None = None) -> pd.DataFrame:
    """One row a code (or survey item), every column text, empty text where nothing applies.

    Read from data/codelists/<name>.csv (semicolon, UTF-8) or from the file that [codelists] in `data.toml` names
    instead. `hfaudd` and `branche` hold the first two digits of the code, `c_diag` a beginning of it (the
    longest that fits counts). Raises HkoError when the list is not known, cannot be read, lacks a column or
    holds a code twice.
    """
    if name not in COLUMNS:
        raise HkoError(f"Kodelisten «{name}» kendes ikke; tilladt er {', '.join(sorted(COLUMNS))}.")
    path = _path(name, data_toml)
    df_by_code = _table(path)
    _check(df_by_code, COLUMNS[name], path)
    return df_by_code


def _path(name: str, data_toml: Path | None) -> Path:
    toml = data_toml_path(data_toml)
    if data_toml is None and not toml.is_file():
        return CODELISTS / f"{name}.csv"
    replaced = data_toml_content(toml).get("codelists", {})
    unknown = sorted(set(replaced) - set(COLUMNS))
    if unknown:
        raise HkoError(f"{toml.name}: kodelisten «{unknown[0]}» i [codelists] kendes ikke.")
    return toml.parent / str(replaced[name]) if name in replaced else CODELISTS / f"{name}.csv"


def _table(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except OSError as error:
        raise HkoError(f"Kodelisten {path} findes ikke eller kan ikke åbnes som fil.") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise HkoError(f"Kodelisten {path} kan ikke læses; den skal være UTF-8 med semikolon.") from error


def _check(df_by_code: pd.DataFrame, columns: tuple[str, ...], path: Path) -> None:
    missing = [column for column in columns if column not in df_by_code.columns]
    if missing:
        raise HkoError(f"Kodelisten {path} mangler {', '.join(missing)}; kolonnerne er {';'.join(columns)}.")
    keys = df_by_code[columns[0]]
    if keys.duplicated().any():
        repeated = sorted(set(keys[keys.duplicated()]))
        raise HkoError(f"Kodelisten {path} har samme kode flere gange: {', '.join(repeated)}.")
