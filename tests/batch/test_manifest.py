import hashlib
import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from utils.batch import manifest
from utils.batch.building import Job
from utils.batch.runner import Outcome, Summary

HASH = hashlib.sha256(b"707").hexdigest()


def outcome(kommune: int, error: str = "") -> Outcome:
    name = f"kommuner/{kommune}.html"
    job = Job(Path("/et/sted/09_kommuneprofil.ipynb"), {"kommune": kommune}, name, "Navn", f"data/{kommune}")
    if error:
        return Outcome(job, error)
    return Outcome(job, "", "synthetic", 0.81234, HASH, HASH, {f"data/{kommune}/profil-timer.csv": HASH})


def made(*outcomes: Outcome, earlier: manifest.Manifest | None = None, folder: Path = Path()) -> manifest.Manifest:
    return manifest.made(Summary(outcomes, 1.0), {}, earlier, folder)


def test_the_schema_of_the_file(tmp_path: Path) -> None:
    source = tmp_path / "pa.parquet"
    source.write_bytes(b"707")
    found = manifest.made(
        Summary([outcome(707), outcome(101, "galt")], 1.0), {"register:dfdg_pa": source}, None, tmp_path
    )
    manifest.write(found, tmp_path / "manifest.json")
    content = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(content) == [
        "commit",
        "environment_sha256",
        "failed",
        "inputs",
        "package_version",
        "pages",
        "python",
    ]
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
        "sha256": HASH,
        "csv": {"data/707/profil-timer.csv": HASH},
    }


def test_a_file_among_the_parameters_is_named_without_its_folder(tmp_path: Path) -> None:
    job = Job(
        Path("12_monitorering.ipynb"), {"data_csv": "/et/sted/tal.csv", "periode": "alle"}, "a.html", "Navn", "data"
    )
    page = made(Outcome(job, "", "published", 0.8, HASH, HASH, {})).pages["a.html"]
    assert page.parameters == {"data_csv": "tal.csv", "periode": "alle"}


def test_it_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    written = made(outcome(707))
    manifest.write(written, tmp_path / "manifest.json")
    assert manifest.read(tmp_path / "manifest.json") == written


def test_no_manifest_or_one_of_another_shape_is_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path / "manifest.json") is None
    (tmp_path / "manifest.json").write_text('{"pages": {}}', encoding="utf-8")
    assert manifest.read(tmp_path / "manifest.json") is None
    assert manifest.csv_files(None) == {}


def test_the_csv_files_of_each_page() -> None:
    assert manifest.csv_files(made(outcome(707))) == {"kommuner/707.html": ["data/707/profil-timer.csv"]}


def test_pages_of_earlier_runs_stay_while_they_stand(tmp_path: Path) -> None:
    (tmp_path / "kommuner").mkdir()
    (tmp_path / "kommuner" / "860.html").touch()
    earlier = made(outcome(860), outcome(101), folder=tmp_path)
    later = made(outcome(707), outcome(101, "galt"), earlier=earlier, folder=tmp_path)
    assert list(later.pages) == ["kommuner/707.html", "kommuner/860.html"]
    assert list(later.failed) == ["kommuner/101.html"]


def test_the_inputs_are_named_without_a_folder_of_the_machine() -> None:
    files = manifest.input_files({"dfdg_pa": Path("/hjemme/pa.csv")})
    assert files["register:dfdg_pa"] == Path("/hjemme/pa.csv")
    assert "data/municipalities.csv" in files
    assert not any(name.startswith(("/", "data/synthetic")) for name in files)


def test_the_commit_is_that_of_the_checkout_or_none(tmp_path: Path) -> None:
    assert manifest.commit(tmp_path) is None
    for command in (
        ["init", "--quiet"],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--allow-empty", "-m", "x"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    commit = manifest.commit(tmp_path)
    assert commit is not None and len(commit) == 40
