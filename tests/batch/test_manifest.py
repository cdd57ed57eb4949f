import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from utils.batch import manifest
from utils.batch.inputs import Basis
from utils.batch.jobs import Job
from utils.batch.manifest import Manifest
from utils.batch.outcomes import Outcome

HASH = hashlib.sha256(b"707").hexdigest()
OTHER = hashlib.sha256(b"860").hexdigest()
BASIS = Basis(HASH, HASH, {"register:dfdg_pa": HASH})


def outcome(kommune: int, error: str = "") -> Outcome:
    name = f"kommuner/{kommune}.html"
    job = Job(Path("/et/sted/09_kommuneprofil.ipynb"), {"kommune": kommune}, name, "Navn", f"data/{kommune}")
    if error:
        return Outcome(job, error)
    exhibits = [{"id": "profil-timer", "title": "Timer", "kind": "table", "status": "synthetic"}]
    return Outcome(
        job, "", "synthetic", 0.81234, HASH, HASH, HASH, {f"data/{kommune}/profil-timer.csv": HASH}, exhibits
    )


def made(*outcomes: Outcome, earlier: Manifest | None = None, folder: Path = Path(), rests_on: str = HASH) -> Manifest:
    record = manifest.begun(BASIS, earlier, folder)
    for one in outcomes:
        record = manifest.with_outcome(record, one, rests_on)
    return record


def test_the_schema_of_the_file(tmp_path: Path) -> None:
    manifest.write(made(outcome(707), outcome(101, "galt")), tmp_path / "manifest.json")
    content = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(content) == [
        "commit", "environment_sha256", "failed", "inputs", "overviews", "package_sha256", "package_version", "pages",
        "python",
    ]  # fmt: skip
    assert content["inputs"] == {"register:dfdg_pa": HASH}
    assert content["failed"] == {"kommuner/101.html": "galt"}
    page = content["pages"]["kommuner/707.html"]
    made_at = datetime.fromisoformat(page.pop("made"))
    assert timedelta() <= datetime.now(UTC) - made_at < timedelta(minutes=1)
    assert page == {
        "notebook": "09_kommuneprofil.ipynb",
        "notebook_sha256": HASH,
        "parameters": {"kommune": 707},
        "title": "Navn",
        "status": "synthetic",
        "seconds": 0.812,
        "inputs_sha256": HASH,
        "key": HASH,
        "sha256": HASH,
        "csv": {"data/707/profil-timer.csv": HASH},
        "exhibits": [{"id": "profil-timer", "title": "Timer", "kind": "table", "status": "synthetic"}],
    }


def test_a_file_among_the_parameters_is_named_without_its_folder() -> None:
    job = Job(
        Path("12_monitorering.ipynb"), {"data_csv": "/et/sted/tal.csv", "periode": "alle"}, "a.html", "Navn", "data"
    )
    page = made(Outcome(job, "", "published", 0.8, HASH, HASH, HASH, {})).pages["a.html"]
    assert page.parameters == {"data_csv": "tal.csv", "periode": "alle"}


def test_it_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    written = made(outcome(707))
    manifest.write(written, tmp_path / "manifest.json")
    assert manifest.read(tmp_path / "manifest.json") == written


def test_no_manifest_or_one_of_another_shape_is_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "manifest.json") is None
    (tmp_path / "manifest.json").write_text('{"pages": {}}', encoding="utf-8")
    assert manifest.read(tmp_path / "manifest.json") is None
    assert manifest.outcomes(None, [outcome(707).job]) == {}


def test_a_page_is_told_again_as_the_runner_told_it() -> None:
    told = outcome(707)
    again = manifest.outcomes(made(told), [told.job, outcome(860).job])
    assert again == {"kommuner/707.html": replace(told, seconds=0.812, kept=True)}


def test_pages_of_earlier_runs_stay_while_they_stand(tmp_path: Path) -> None:
    (tmp_path / "kommuner").mkdir()
    (tmp_path / "kommuner" / "860.html").touch()
    earlier = made(outcome(860), outcome(101), folder=tmp_path)
    later = made(outcome(707), outcome(101, "galt"), earlier=earlier, folder=tmp_path)
    assert list(later.pages) == ["kommuner/707.html", "kommuner/860.html"]
    assert list(later.failed) == ["kommuner/101.html"]


def test_a_page_that_was_kept_rests_on_the_new_inputs_and_is_as_old_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "kommuner").mkdir()
    (tmp_path / "kommuner" / "707.html").touch()
    earlier = made(outcome(707), folder=tmp_path)
    kept = replace(outcome(707), kept=True, seconds=9.0)
    page = made(kept, earlier=earlier, folder=tmp_path, rests_on=OTHER).pages["kommuner/707.html"]
    assert page == earlier.pages["kommuner/707.html"].model_copy(update={"inputs_sha256": OTHER})


def test_an_overview_stands_with_the_hashes_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"707")
    record = manifest.with_overview(made(), "index", OTHER, tmp_path, ["index.html"])
    assert record.overviews["index"].files == {"index.html": HASH}
    assert manifest.intact(tmp_path, record.overviews["index"].files)
    (tmp_path / "index.html").write_bytes(b"708")
    assert not manifest.intact(tmp_path, {"index.html": HASH})
    assert not manifest.intact(tmp_path, {"anden.html": HASH})


def test_the_commit_is_that_of_the_checkout_or_none(tmp_path: Path) -> None:
    assert manifest.commit(tmp_path) is None
    for command in (
        ["init", "--quiet"],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--allow-empty", "-m", "x"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    commit = manifest.commit(tmp_path)
    assert commit is not None and len(commit) == 40
