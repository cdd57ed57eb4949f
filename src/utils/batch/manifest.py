"""What a site was made from: the only file of the output that holds dates and durations."""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from utils.batch.runner import Outcome, Summary
from utils.batch.writing import write_whole
from utils.paths import DATA, ROOT

DISTRIBUTION: Final = "hko-kortlaegning"
LOCK: Final = ROOT / "requirements.lock"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Entry):
    """One page of the site: from what, when, in how many seconds, and the hashes of it and of its csv files."""

    notebook: str
    notebook_sha256: Sha256
    parameters: dict[str, int | str]
    title: str
    status: Literal["published", "register", "synthetic"]
    made: AwareDatetime
    seconds: float
    sha256: Sha256
    csv: dict[str, Sha256]


class Manifest(_Entry):
    """The whole site. inputs: name to hash of every file read. failed: page to reason, of the last run."""

    package_version: str
    commit: Commit | None
    python: str
    environment_sha256: Sha256 | None
    inputs: dict[str, Sha256]
    pages: dict[str, Page]
    failed: dict[str, str]


def sha256(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def input_files(registers: Mapping[str, Path]) -> dict[str, Path]:
    """Every file that the numbers come from, by a name without any folder of the machine.

    registers: name to file (`utils.registers.sources`). The others are the tables that the repository brings.
    """
    tables = sorted(path for path in DATA.rglob("*.csv") if not path.is_relative_to(DATA / "synthetic"))
    own = {path.relative_to(ROOT).as_posix(): path for path in tables}
    return own | {f"register:{name}": path for name, path in sorted(registers.items())}


def commit(root: Path = ROOT) -> str | None:
    """The commit of the checkout; None outside a repository, before its first commit or without git."""
    command = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return found.stdout.strip() or None


def read(path: Path) -> Manifest | None:
    """The manifest of an earlier run; None where there is none or another version of the package wrote it."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def csv_files(manifest: Manifest | None) -> dict[str, list[str]]:
    """The csv files of each page, as `runner.run` takes them for `earlier`."""
    return {name: sorted(page.csv) for name, page in manifest.pages.items()} if manifest else {}


def made(summary: Summary, inputs: Mapping[str, Path], earlier: Manifest | None, folder: Path) -> Manifest:
    """The manifest after a batch: what it made, and what earlier runs made that still stands in the folder."""
    kept = {name: page for name, page in (earlier.pages if earlier else {}).items() if (folder / name).exists()}
    pages = kept | {outcome.job.page: _page(outcome) for outcome in summary.made}
    return Manifest(
        package_version=version(DISTRIBUTION),
        commit=commit(),
        python=".".join(map(str, sys.version_info[:3])),
        environment_sha256=sha256(LOCK) if LOCK.exists() else None,
        inputs={name: sha256(path) for name, path in sorted(inputs.items())},
        pages=dict(sorted(pages.items())),
        failed={outcome.job.page: outcome.error for outcome in _by_page(summary.failed)},
    )


def write(manifest: Manifest, path: Path) -> None:
    """Write the manifest as JSON."""
    write_whole(path, (manifest.model_dump_json(indent=2) + "\n").encode("utf-8"))


def _by_page(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: outcome.job.page)


def _without_folder(value: object) -> object:
    """A file by its name alone: no folder of the machine stands in the manifest."""
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else value


def _page(outcome: Outcome) -> Page:
    job = outcome.job
    entry: dict[str, Any] = {
        "notebook": job.notebook.name,
        "notebook_sha256": outcome.notebook_sha256,
        "parameters": {name: _without_folder(value) for name, value in job.parameters.items()},
        "title": job.title,
        "status": outcome.status,
        "made": datetime.now(UTC).replace(microsecond=0),
        "seconds": round(outcome.seconds, 3),
        "sha256": outcome.sha256,
        "csv": dict(outcome.csv_sha256),
    }
    return Page(**entry)
