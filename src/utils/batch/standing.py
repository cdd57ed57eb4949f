"""What still stands of an earlier batch; found out without computing anything, in well under a second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from utils.batch import inputs, manifest
from utils.batch.appendix import ANALYSES, COMPARED, codes_with_page
from utils.batch.inputs import Basis
from utils.batch.jobs import Job, notebook_text
from utils.batch.manifest import Manifest

REPRODUCTION: Final = "reproduktion.html"
AUDIT: Final = "kildekritik.html"
INDEX: Final = "index.html"
REPRODUCTION_CSV: Final = "data/reproduction.csv"
SUMMARY_CSV: Final = "data/oversigt-kommuner.csv"
# In the order in which they are made: the index links to the other.
OVERVIEWS: Final = {
    "reproduction": (REPRODUCTION, AUDIT, REPRODUCTION_CSV, "data/relations.csv", "data/errata.csv"),
    "index": (INDEX, SUMMARY_CSV),
}


@dataclass(frozen=True)
class Plan:
    """The pages that are asked for, what each rests on, and what is known of earlier batches.

    inputs_sha256: by page. overviews: which of OVERVIEWS are asked for.
    """

    jobs: Sequence[Job]
    overviews: Sequence[str]
    basis: Basis
    inputs_sha256: Mapping[str, str]
    before: Manifest | None


def plan(jobs: Sequence[Job], overviews: Sequence[str], files: Mapping[str, Path], before: Manifest | None) -> Plan:
    """The plan of a batch. files: name to file of all registers and tables (`inputs.input_files`)."""
    basis = inputs.basis(files)
    texts = {path: notebook_text(path) for path in {job.notebook for job in jobs}}
    rests_on = {job.page: inputs.inputs_sha256(job, texts[job.notebook], basis) for job in jobs}
    return Plan(jobs, overviews, basis, rests_on, before)


def intact(wanted: Plan, folder: Path) -> set[str]:
    """The pages that are in the folder as the manifest says, with all their csv files."""
    known = wanted.before.pages if wanted.before else {}
    recorded = {job.page: known[job.page] for job in wanted.jobs if job.page in known}
    return {name for name, page in recorded.items() if manifest.intact(folder, {name: page.sha256, **page.csv})}


def unchanged(wanted: Plan, found: set[str]) -> set[str]:
    """Those of the intact pages whose inputs are what they were: nothing about them needs to be computed."""
    known = wanted.before.pages if wanted.before else {}
    return {name for name in found if known[name].inputs_sha256 == wanted.inputs_sha256[name]}


def overview_inputs(name: str, record: Manifest, basis: Basis, folder: Path) -> str:
    """What an overview rests on: the registers and tables, the package, and the pages as they stand now."""
    if name == "index":
        links = [
            place for place in [*(page.page for page in ANALYSES), REPRODUCTION, AUDIT] if (folder / place).is_file()
        ]
        rests_on: list[object] = [codes_with_page(folder), links]
    else:
        pages = {page: record.pages[page] for page in COMPARED if page in record.pages}
        rests_on = [{page: [entry.csv, entry.exhibits] for page, entry in pages.items()}]
    return inputs.digest([basis.package_sha256, basis.environment_sha256, dict(basis.files), *rests_on])


def overview_stands(name: str, record: Manifest, basis: Basis, folder: Path) -> bool:
    """Whether an overview is in the folder as it would be made now."""
    entry = record.overviews.get(name)
    same = entry is not None and entry.inputs_sha256 == overview_inputs(name, record, basis, folder)
    return entry is not None and same and manifest.intact(folder, entry.files)


def all_stands(wanted: Plan, folder: Path) -> bool:
    """Whether there is nothing to do."""
    record = wanted.before
    if record is None or len(unchanged(wanted, intact(wanted, folder))) < len(wanted.jobs):
        return False
    return all(overview_stands(name, record, wanted.basis, folder) for name in wanted.overviews)
