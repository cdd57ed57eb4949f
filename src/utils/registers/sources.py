"""Where each register lies: `data.toml` (or the file that HKO_DATA_TOML names).

[extract]                     # where a register lies that has no entry of its own
folder = "data/synthetic"     # relative to data.toml
format = "parquet"            # or "csv"
status = "synthetic"          # or "register"

[registers.dfdg_pa]           # optional, one register
path = "extract/pa.csv"
format = "csv"
status = "register"

[codelists]                   # optional, replaces data/codelists/<name>.csv
dream_benefit = "my_codes.csv"
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.errors import HkoError
from utils.paths import ROOT
from utils.registers.schemas import SCHEMAS

FORMATS = ("parquet", "csv")
STATUSES = ("synthetic", "register")
TABLES = ("extract", "registers", "codelists")


@dataclass(frozen=True)
class Source:
    """One register: its name, file, format ("parquet" or "csv") and status ("synthetic" or "register")."""

    name: str
    path: Path
    format: str
    status: str


def data_toml_path(data_toml: Path | None = None) -> Path:
    """The file given, else the one HKO_DATA_TOML names, else data.toml at the root of the repository."""
    return Path(data_toml or os.environ.get("HKO_DATA_TOML") or ROOT / "data.toml")


def data_toml_content(data_toml: Path | None = None) -> dict[str, Any]:
    """The parsed file; HkoError when it is missing, not TOML or holds a table that is not known."""
    path = data_toml_path(data_toml)
    if not path.is_file():
        raise HkoError(f"Filen {path} findes ikke; den skal fortælle, hvor registrene ligger.")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HkoError(f"Filen {path} kan ikke læses som TOML i UTF-8: {error}.") from error
    for table, value in content.items():
        _require(table in TABLES, path, f"afsnittet [{table}] kendes ikke; tilladt er {_listed(TABLES)}")
        _require(isinstance(value, dict), path, f"{table} skal være et afsnit: [{table}]")
    return content


def sources(data_toml: Path | None = None) -> dict[str, Source]:
    """The registers that are to be read, by name in alphabetical order.

    Real and synthetic registers never mix: as soon as one register has the status "register", the synthetic
    ones are left out. A register that the folder does not hold is left out too. Raises HkoError
    when `data.toml` names a register, format or status that does not exist.
    """
    content = data_toml_content(data_toml)
    path = data_toml_path(data_toml)
    found = _from_folder(content.get("extract"), path) | _from_entries(content.get("registers", {}), path)
    _require(bool(found), path, "ingen registre er angivet; der mangler [extract] eller [registers.<navn>]")
    if any(source.status == "register" for source in found.values()):
        found = {name: source for name, source in found.items() if source.status == "register"}
    return dict(sorted(found.items()))


def _from_folder(extract: dict[str, Any] | None, path: Path) -> dict[str, Source]:
    if extract is None:
        return {}
    folder, file_format, status = _entry(extract, "extract", "folder", path)
    if not folder.is_dir():
        hint = " lav den med «hko data synthetic»" if status == "synthetic" else " den er angivet i [extract]"
        raise HkoError(f"{path.name}: mappen {folder} findes ikke;{hint}.")
    files = {name: folder / f"{name}.{file_format}" for name in SCHEMAS}
    return {name: Source(name, file, file_format, status) for name, file in files.items() if file.is_file()}


def _from_entries(registers: dict[str, Any], path: Path) -> dict[str, Source]:
    found = {}
    for name, entry in registers.items():
        _require(name in SCHEMAS, path, f"registret «{name}» kendes ikke; tilladt er {_listed(sorted(SCHEMAS))}")
        found[name] = Source(name, *_entry(entry, f"registers.{name}", "path", path))
    return found


def _entry(entry: Any, table: str, place: str, path: Path) -> tuple[Path, str, str]:
    keys = (place, "format", "status")
    given = entry if isinstance(entry, dict) else {}
    _require(sorted(given) == sorted(keys), path, f"[{table}] skal have netop {_listed(keys)}")
    text = all(isinstance(value, str) for value in given.values())
    _require(text, path, f"værdierne i [{table}] skal være tekst i anførselstegn")
    _require(given["format"] in FORMATS, path, f"format i [{table}] skal være {_listed(FORMATS, 'eller')}")
    _require(given["status"] in STATUSES, path, f"status i [{table}] skal være {_listed(STATUSES, 'eller')}")
    return path.parent / given[place], given["format"], given["status"]


def _require(condition: bool, path: Path, fault: str) -> None:
    if not condition:
        raise HkoError(f"{path.name}: {fault}.")


def _listed(words: tuple[str, ...] | list[str], last: str = "og") -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
