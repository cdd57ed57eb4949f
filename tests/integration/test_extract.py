"""A user's own extract: numbers follow it, faults are told all at once, and nothing is published of it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import papermill
import pytest

from utils import load
from utils.errors import HkoError
from utils.frames import Frames
from utils.paths import NOTEBOOKS
from utils.publish.html import exhibits

pytestmark = pytest.mark.slow
Hko = Callable[..., subprocess.CompletedProcess[str]]


def extract(folder: Path, synthetic_folder: Path, status: str) -> Path:
    """A copy of the registers with its own data.toml."""
    shutil.copytree(synthetic_folder / "synthetic", folder / "mine")
    toml = folder / "data.toml"
    toml.write_text(f'[extract]\nfolder = "mine"\nformat = "parquet"\nstatus = "{status}"\n', encoding="utf-8")
    return toml


def change(path: Path, sql: str) -> None:
    """Writes a Parquet file anew through a query on it (`old`)."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE old AS FROM read_parquet('{path}')")
        connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")


def increased_share(data: Frames, scheme: str) -> float:
    of_scheme = data.df_by_person_scheme[data.df_by_person_scheme["scheme"] == scheme]
    return float(100 * of_scheme["increased"].mean())


def test_a_changed_extract_changes_the_numbers(tmp_path: Path, synthetic_folder: Path, data: Frames) -> None:
    toml = extract(tmp_path, synthetic_folder, "register")
    # Without any employment rate from 2019 on, nobody has hours after a grant of 2019.
    change(
        tmp_path / "mine" / "dream.parquet", "SELECT * EXCLUDE (grad_2019_06), NULL::DOUBLE AS grad_2019_06 FROM old"
    )
    change(tmp_path / "mine" / "dfdg_hm.parquet", "FROM old WHERE STARTDATO < DATE '2019-07-01'")
    mine = load(toml)
    assert mine.status == "register"
    assert increased_share(mine, "PA") < increased_share(data, "PA")
    first_half = data.df_by_grant.query("scheme == 'HM' and start_date < '2019-07-01'")
    assert (mine.df_by_grant["scheme"] == "HM").sum() == len(first_half)


def test_a_csv_extract_gives_the_same_numbers(tmp_path: Path, synthetic_folder: Path, data: Frames) -> None:
    extract(tmp_path, synthetic_folder, "synthetic")
    for path in sorted((tmp_path / "mine").glob("*.parquet")):
        df = pd.read_parquet(path, dtype_backend="numpy_nullable")
        df.columns = [name.lower() for name in df.columns]
        df.to_csv(path.with_suffix(".csv"), sep=";", decimal=",", index=False)
    toml = tmp_path / "csv.toml"
    toml.write_text('[extract]\nfolder = "mine"\nformat = "csv"\nstatus = "synthetic"\n', encoding="utf-8")
    mine = load(toml)
    pd.testing.assert_frame_equal(mine.df_by_municipality, data.df_by_municipality)
    pd.testing.assert_frame_equal(mine.df_by_respondent, data.df_by_respondent)


def test_real_registers_are_never_mixed_with_synthetic_ones(tmp_path: Path, synthetic_folder: Path) -> None:
    toml = extract(tmp_path, synthetic_folder, "synthetic")
    with toml.open("a", encoding="utf-8") as text:
        text.write('[registers.dfdg_pa]\npath = "mine/dfdg_pa.parquet"\nformat = "parquet"\nstatus = "register"\n')
    with pytest.raises(HkoError, match=r"^Registrene dfdg_hm, dfdg_ib, dream mangler"):
        load(toml)


def test_no_page_is_made_of_registers_of_another_scale(hko: Hko, tmp_path: Path, synthetic_folder: Path) -> None:
    text = (synthetic_folder / "data.toml").read_text()
    (tmp_path / "data.toml").write_text(
        text.replace('"synthetic"', f'"{synthetic_folder / "synthetic"}"', 1) + "scale = 2\n"
    )
    ended = hko("report", "--kommune", "707", HKO_DATA_TOML=str(tmp_path / "data.toml"))
    assert ended.returncode == 1
    assert ended.stderr.startswith("Fejl: Siderne bygges kun af registre i landets målestok; data.toml siger 2.")


def test_no_page_is_made_of_real_registers(hko: Hko, tmp_path: Path, synthetic_folder: Path) -> None:
    toml = extract(tmp_path, synthetic_folder, "register")
    ended = hko("report", "--kommune", "101", HKO_DATA_TOML=str(toml))
    assert ended.returncode == 1
    assert ended.stderr.startswith("Fejl: Siderne bygges ikke, fordi befk er et registerudtræk")
    assert ended.stderr.count("\n") == 1


def written(workplace: Path) -> list[Path]:
    """What stands in reports/, without the file that a batch locks."""
    return sorted(path for path in (workplace / "reports").rglob("*") if path.name != ".lock")


def test_faults_are_told_all_at_once_with_file_column_and_row(
    hko: Hko, tmp_path: Path, synthetic_folder: Path, workplace: Path
) -> None:
    toml = extract(tmp_path, synthetic_folder, "synthetic")
    mine = tmp_path / "mine"
    change(mine / "municipality_types.parquet", "SELECT * EXCLUDE (STRATEGI) FROM old")
    change(
        mine / "dfdg_pa.parquet",
        "SELECT * REPLACE (CASE WHEN rowid = 2 THEN DATE '2101-01-01' ELSE SLUTDATO END AS SLUTDATO) FROM old",
    )
    df = pd.read_parquet(mine / "municipality_accounts.parquet")
    lines = df.to_csv(sep=";", decimal=",", index=False).splitlines()
    lines[5] = f"{lines[5].rpartition(';')[0]};mange"
    (mine / "accounts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with toml.open("a", encoding="utf-8") as text:
        text.write(
            '[registers.municipality_accounts]\npath = "mine/accounts.csv"\nformat = "csv"\nstatus = "synthetic"\n'
        )
    before = written(workplace)
    for arguments in (["data", "check"], ["report", "--kommune", "101"]):
        ended = hko(*arguments, HKO_DATA_TOML=str(toml))
        assert ended.returncode == 1
        faults = ended.stderr.splitlines()[1:]
        assert len(faults) == 3, ended.stderr
        assert any("municipality_types.parquet" in line and "STRATEGI" in line for line in faults)
        assert any("dfdg_pa.parquet" in line and "SLUTDATO" in line and "række 3" in line for line in faults)
        assert any("accounts.csv" in line and "BRUTTOUDGIFT_KR" in line and "række 5" in line for line in faults)
        assert "Traceback" not in ended.stderr
    assert written(workplace) == before


def test_a_notebook_on_a_real_extract_runs_and_is_marked(
    tmp_path: Path, synthetic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = extract(tmp_path, synthetic_folder, "register")
    for name in ("municipality_conditions", "municipality_types", "municipality_accounts", "survey_staff"):
        (tmp_path / "mine" / f"{name}.parquet").unlink()
    monkeypatch.setenv("HKO_DATA_TOML", str(toml))
    monkeypatch.delenv("HKO_FRAMES", raising=False)
    for number, name in ((1, "06_typologier"), (4, "09_kommuneprofil")):
        notebook = papermill.execute_notebook(
            NOTEBOOKS / f"{name}.ipynb", tmp_path / f"{number}.ipynb", progress_bar=False
        )
        made = exhibits(notebook)
        assert {exhibit["status"] for exhibit in made} <= {"register", "published"}
        shown = "".join(
            str(output["data"]["text/html"]) for cell in notebook.cells for output in cell.get("outputs", [])
        )
        assert "kke til offentliggørelse" in shown
    assert "indeholder ikke municipality_accounts" in shown
