"""Where each register lies: `data.toml` (or the file that HKO_DATA_TOML names).

[extract]                     # where a register lies that has no entry of its own
folder = "data/synthetic"     # relative to data.toml
format = "parquet"            # or "csv"
status = "synthetic"          # or "register"
scale = 3                     # only for synthetic registers made with --scale; else left out

[registers.dfdg_pa]           # optional, one register
path = "extract/pa.csv"
format = "csv"
status = "register"

[codelists]                   # optional, replaces data/codelists/<name>.csv
dream_benefit = "my_codes.csv"
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.errors import HkoError
from utils.paths import ROOT
from utils.registers.names import REGISTERS

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
        raise HkoError(f"Filen {path} kan ikke læses som TOML i UTF-8{_place(error)}.") from error
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


def extract_scale(data_toml: Path | None = None) -> int:
    """How many times larger than the country a synthetic extract is (`hko data synthetic --scale`); else 1."""
    path = data_toml_path(data_toml)
    extract = data_toml_content(data_toml).get("extract", {})
    scale = extract.get("scale", 1)
    _require(type(scale) is int and scale >= 1, path, "scale i [extract] skal være et helt tal fra 1")
    synthetic = extract.get("status") == "synthetic"
    _require(scale == 1 or synthetic, path, 'scale i [extract] gælder kun syntetiske registre (status = "synthetic")')
    return int(scale)


def require_scale(found: Mapping[str, Source], scale: int) -> None:
    """Raises HkoError when a synthetic Parquet file was made at another scale: its rates would be wrong."""
    import pyarrow.parquet as pq  # not above: to know where the registers lie takes no Parquet

    for source in found.values():
        if source.status == "synthetic" and source.format == "parquet":
            made_at = int((pq.read_schema(source.path).metadata or {}).get(b"scale", b"1"))
            if made_at != scale:
                raise HkoError(
                    f"{source.path.name} er lavet i målestok {made_at}, men data.toml siger {scale}; "
                    f"skriv scale = {made_at} i [extract]."
                )


def _from_folder(extract: dict[str, Any] | None, path: Path) -> dict[str, Source]:
    if extract is None:
        return {}
    place = {key: value for key, value in extract.items() if key != "scale"}
    folder, file_format, status = _entry(place, "extract", "folder", path)
    if not folder.is_dir():
        hint = " lav den med «hko data synthetic»" if status == "synthetic" else " den er angivet i [extract]"
        raise HkoError(f"{path.name}: mappen {folder} findes ikke;{hint}.")
    files = {name: folder / f"{name}.{file_format}" for name in REGISTERS}
    for file in files.values():
        _require(
            file.is_file() or not os.path.lexists(file),
            path,
            f"{file} skal være en fil, der findes, ikke en mappe eller en henvisning uden mål",
        )
    return {name: Source(name, file, file_format, status) for name, file in files.items() if file.is_file()}


def _from_entries(registers: dict[str, Any], path: Path) -> dict[str, Source]:
    found = {}
    for name, entry in registers.items():
        _require(name in REGISTERS, path, f"registret «{name}» kendes ikke; tilladt er {_listed(sorted(REGISTERS))}")
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


def _place(error: ValueError) -> str:
    """Where in the file the fault is, in Danish; "" where the parser does not tell."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"; fejlen er i linje {found[1]}, tegn {found[2]}" if found else ""


def _require(condition: bool, path: Path, fault: str) -> None:
    if not condition:
        raise HkoError(f"{path.name}: {fault}.")


def _listed(words: tuple[str, ...] | list[str], last: str = "og") -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
