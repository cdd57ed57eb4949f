from dataclasses import replace
from pathlib import Path

import pytest

from utils.batch import inputs
from utils.batch.inputs import Basis, basis, input_files, key, require_same
from utils.batch.jobs import Job
from utils.errors import HkoError

JOB = Job(Path("09_kommuneprofil.ipynb"), {"kommune": 707}, "kommuner/707.html", "Norddjurs", "data/707")
BASIS = Basis("pakke", "omgivelser", {"register:dream": "a"})
EXHIBIT = {"id": "a", "title": "A", "kind": "table", "status": "synthetic", "alt": "", "note": "N = 5.", "csv": "1\n"}


def test_the_inputs_are_named_without_a_folder_of_the_machine() -> None:
    files = input_files({"dfdg_pa": Path("/hjemme/pa.csv")})
    assert files["register:dfdg_pa"] == Path("/hjemme/pa.csv")
    assert {"data/municipalities.csv", "data/quality.toml"} <= set(files)
    assert not any(name.startswith(("/", "data/synthetic")) for name in files)


@pytest.mark.parametrize(
    ("job", "notebook", "found"),
    [
        (replace(JOB, parameters={"kommune": 101}), "{}", BASIS),
        (replace(JOB, title="Syddjurs"), "{}", BASIS),
        (replace(JOB, page="kommuner/706.html"), "{}", BASIS),
        (JOB, "{ }", BASIS),
        (JOB, "{}", replace(BASIS, package_sha256="en anden")),
        (JOB, "{}", replace(BASIS, environment_sha256="en anden")),
    ],
)
def test_notebook_parameters_package_and_environment_change_both_hashes(job: Job, notebook: str, found: Basis) -> None:
    assert inputs.inputs_sha256(job, notebook, found) != inputs.inputs_sha256(JOB, "{}", BASIS)
    assert key(job, notebook, found, [EXHIBIT]) != key(JOB, "{}", BASIS, [EXHIBIT])


def test_another_register_changes_what_the_page_rests_on_but_not_what_it_shows() -> None:
    other = replace(BASIS, files={"register:dream": "b"})
    assert inputs.inputs_sha256(JOB, "{}", other) != inputs.inputs_sha256(JOB, "{}", BASIS)
    assert key(JOB, "{}", other, [EXHIBIT]) == key(JOB, "{}", BASIS, [EXHIBIT])


@pytest.mark.parametrize("name", ["csv", "note", "alt", "title", "status"])
def test_what_an_exhibit_shows_changes_the_key(name: str) -> None:
    assert key(JOB, "{}", BASIS, [{**EXHIBIT, name: "andet"}]) != key(JOB, "{}", BASIS, [EXHIBIT])


def test_a_file_among_the_parameters_counts_by_its_content_and_name(tmp_path: Path) -> None:
    (tmp_path / "et").mkdir()
    (tmp_path / "to").mkdir()
    hashes = []
    for folder, content in (("et", "1"), ("to", "1"), ("to", "2")):
        file = tmp_path / folder / "tal.csv"
        file.write_text(content)
        hashes.append(inputs.inputs_sha256(replace(JOB, parameters={"data_csv": str(file)}), "{}", BASIS))
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_worker_with_the_same_package_and_tables_is_accepted_and_no_other() -> None:
    here = basis(input_files({}))
    require_same(replace(here, files={**here.files, "register:dream": "a"}))
    require_same(inputs.NOTHING)
    for other in (
        replace(here, package_sha256="en anden"),
        replace(here, environment_sha256="en anden"),
        replace(here, files={**here.files, "data/municipalities.csv": "en anden"}),
    ):
        with pytest.raises(HkoError, match="anden udgave"):
            require_same(other)
