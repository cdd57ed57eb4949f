"""What a page rests on, as hashes: only what has changed is made again.

Two hashes a page. `inputs_sha256` covers everything that the page could depend on (each register and table, its
notebook, the package, the environment) and is known without computing anything: while it stands, the page stands.
`key` covers what the page does show (the csv data, titles, notes and alt texts of its exhibits) in place of the
registers and tables: a register may change without a number of this page changing. A figure draws its csv data and
nothing else, so the key covers it too.
"""

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from utils.batch.jobs import Job
from utils.errors import HkoError
from utils.paths import DATA, ROOT

LOCK: Final = ROOT / "requirements.lock"
PACKAGE: Final = Path(__file__).parents[1]
# What an exhibit shows; "csv" holds its numbers.
SHOWN: Final = ("id", "title", "kind", "status", "alt", "note", "csv")


@dataclass(frozen=True)
class Basis:
    """What all pages of a batch have in common. files: name to hash of each register and table."""

    package_sha256: str
    environment_sha256: str
    files: Mapping[str, str]


# Of pages that are made without regard to what was made before.
NOTHING: Final = Basis("", "", {})


def sha256(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def digest(value: Any) -> str:
    """The hash of a value that JSON can hold."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def input_files(registers: Mapping[str, Path]) -> dict[str, Path]:
    """Every file that the numbers come from, by a name without any folder of the machine.

    registers: name to file (`utils.registers.sources`). The others are the tables and rules that the repository
    brings.
    """
    return _tables() | {f"register:{name}": path for name, path in sorted(registers.items())}


def _tables() -> dict[str, Path]:
    own = [path for path in DATA.rglob("*") if path.suffix in (".csv", ".toml")]
    tables = sorted(path for path in own if not path.is_relative_to(DATA / "synthetic"))
    return {path.relative_to(ROOT).as_posix(): path for path in tables}


def basis(files: Mapping[str, Path]) -> Basis:
    """The hashes of the files beside those of the package and the environment."""
    hashes = {name: sha256(path) for name, path in sorted(files.items())}
    return Basis(package_sha256(), environment_sha256(), hashes)


def require_same(found: Basis) -> None:
    """HkoError when this process has not the same package, libraries and tables as the one that the basis is of."""
    if found == NOTHING:
        return
    same_tables = _hashes_of_tables().items() <= found.files.items()
    if (found.package_sha256, found.environment_sha256) != (package_sha256(), environment_sha256()) or not same_tables:
        raise HkoError("Arbejderen har en anden udgave af pakken, bibliotekerne eller tabellerne i data/ end kørslen.")


@cache
def _hashes_of_tables() -> dict[str, str]:
    return {name: sha256(path) for name, path in _tables().items()}


@cache
def package_sha256() -> str:
    """The hash of the package as it was when this process first asked: its source and the page template."""
    found = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return digest({path.relative_to(PACKAGE).as_posix(): sha256(path) for path in found})


@cache
def environment_sha256() -> str:
    """The hash of Python's version and of the installed version of everything in the lock."""
    locked = (
        re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE) if LOCK.exists() else []
    )
    return digest({"python": platform.python_version(), **{name: _installed(name) for name in locked}})


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def inputs_sha256(job: Job, notebook: str, found: Basis) -> str:
    """Everything that the page could depend on. notebook: the notebook's text."""
    given = {name: sha256(path) for name, path in _files_given(job).items()}
    return digest([_made_with(job, notebook, found), dict(found.files), given])


def key(job: Job, notebook: str, found: Basis, exhibits: Iterable[Mapping[str, Any]]) -> str:
    """What the page shows and is made with. exhibits: as `html.exhibits` or `plain.exhibits` gives them."""
    shown = [{name: exhibit[name] for name in SHOWN} for exhibit in exhibits]
    return digest([_made_with(job, notebook, found), shown])


def _made_with(job: Job, notebook: str, found: Basis) -> list[Any]:
    parameters = {name: without_folder(value) for name, value in job.parameters.items()}
    place = [job.page, job.title, job.csv_base]
    return [notebook, parameters, place, found.package_sha256, found.environment_sha256]


def _files_given(job: Job) -> dict[str, Path]:
    """Parameters that name a file."""
    paths = {name: Path(value) for name, value in job.parameters.items() if isinstance(value, str)}
    return {name: path for name, path in paths.items() if path.is_absolute() and path.is_file()}


def without_folder(value: object) -> object:
    """A file by its name alone: no folder of the machine stands in the manifest."""
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else value
