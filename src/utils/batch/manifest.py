"""What a site was made from: the only file of the output that holds dates and durations."""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from utils.batch.inputs import Basis, sha256, without_folder
from utils.batch.jobs import Job
from utils.batch.outcomes import Outcome
from utils.batch.writing import write_whole
from utils.paths import ROOT

DISTRIBUTION: Final = "hko-kortlaegning"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Entry):
    """One page of the site: from what, when, in how many seconds, and the hashes of it and of its csv files.

    inputs_sha256 and key: what it rests on and what it shows (`utils.batch.inputs`).
    """

    notebook: str
    notebook_sha256: Sha256
    parameters: dict[str, int | str]
    title: str
    status: Literal["published", "register", "synthetic"]
    made: AwareDatetime
    seconds: float
    inputs_sha256: Sha256
    key: Sha256
    sha256: Sha256
    csv: dict[str, Sha256]
    exhibits: list[dict[str, str]]


class Overview(_Entry):
    """What is made from the pages themselves. inputs_sha256: what it rests on. files: place to hash."""

    inputs_sha256: Sha256
    files: dict[str, Sha256]


class Manifest(_Entry):
    """The whole site. inputs: name to hash of every file read. failed: page to reason, of the last run."""

    package_version: str
    package_sha256: Sha256
    commit: Commit | None
    python: str
    environment_sha256: Sha256
    inputs: dict[str, Sha256]
    pages: dict[str, Page]
    overviews: dict[str, Overview]
    failed: dict[str, str]


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


def begun(basis: Basis, earlier: Manifest | None, folder: Path) -> Manifest:
    """The manifest at the start of a batch: what earlier runs made that is still in the folder, and nothing failed."""
    pages = {name: page for name, page in (earlier.pages if earlier else {}).items() if (folder / name).exists()}
    return Manifest(
        package_version=version(DISTRIBUTION),
        package_sha256=basis.package_sha256,
        commit=commit(),
        python=".".join(map(str, sys.version_info[:3])),
        environment_sha256=basis.environment_sha256,
        inputs=dict(sorted(basis.files.items())),
        pages=dict(sorted(pages.items())),
        overviews=dict(earlier.overviews) if earlier else {},
        failed={},
    )


def with_outcome(manifest: Manifest, outcome: Outcome, inputs_sha256: str) -> Manifest:
    """The manifest after one more page: made, kept or failed."""
    name = outcome.job.page
    if outcome.error:
        pages = {other: page for other, page in manifest.pages.items() if other != name}
        failed = dict(sorted({**manifest.failed, name: outcome.error}.items()))
        return manifest.model_copy(update={"pages": pages, "failed": failed})
    kept = manifest.pages[name].model_copy(update={"inputs_sha256": inputs_sha256}) if outcome.kept else None
    pages = {**manifest.pages, name: kept or _page(outcome, inputs_sha256)}
    return manifest.model_copy(update={"pages": dict(sorted(pages.items()))})


def with_overview(manifest: Manifest, name: str, inputs_sha256: str, folder: Path, files: Iterable[str]) -> Manifest:
    """The manifest after an overview was written."""
    hashes = {file: sha256(folder / file) for file in sorted(files)}
    entry = Overview(inputs_sha256=inputs_sha256, files=hashes)
    return manifest.model_copy(update={"overviews": dict(sorted({**manifest.overviews, name: entry}.items()))})


def outcomes(manifest: Manifest | None, jobs: Iterable[Job]) -> dict[str, Outcome]:
    """What the manifest knows of the pages of the jobs, as the runner told it."""
    known = manifest.pages if manifest else {}
    return {job.page: _outcome(job, known[job.page]) for job in jobs if job.page in known}


def intact(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether each file is in the folder with its hash."""
    return all((folder / name).is_file() and sha256(folder / name) == wanted for name, wanted in files.items())


def write(manifest: Manifest, path: Path) -> None:
    """Write the manifest as JSON."""
    write_whole(path, (manifest.model_dump_json(indent=2) + "\n").encode("utf-8"))


def _outcome(job: Job, page: Page) -> Outcome:
    return Outcome(
        job, "", page.status, page.seconds, page.sha256, page.key, page.notebook_sha256, page.csv, page.exhibits, kept=True
    )  # fmt: skip


def _page(outcome: Outcome, inputs_sha256: str) -> Page:
    job = outcome.job
    entry: dict[str, Any] = {
        "notebook": job.notebook.name,
        "notebook_sha256": outcome.notebook_sha256,
        "parameters": {name: without_folder(value) for name, value in job.parameters.items()},
        "title": job.title,
        "status": outcome.status,
        "made": datetime.now(UTC).replace(microsecond=0),
        "seconds": round(outcome.seconds, 3),
        "inputs_sha256": inputs_sha256,
        "key": outcome.key,
        "sha256": outcome.sha256,
        "csv": dict(outcome.csv_sha256),
        "exhibits": [dict(exhibit) for exhibit in outcome.exhibits],
    }
    return Page(**entry)
