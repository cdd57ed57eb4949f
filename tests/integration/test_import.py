"""`hko data import` and `hko data synthetic --dream-persons`: as a user meets them, with real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from utils.frames import Frames, load

pytestmark = pytest.mark.slow
Hko = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def csv_folder(synthetic_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic registers as CSV files, the wide DREAM among them, with their data.toml."""
    folder = tmp_path_factory.mktemp("csv")
    for path in sorted((synthetic_folder / "synthetic").glob("*.parquet")):
        df = pd.read_parquet(path, dtype_backend="numpy_nullable")
        df.to_csv(folder / f"{path.stem}.csv", sep=";", decimal=",", index=False)
    (folder / "data.toml").write_text('[extract]\nfolder = "."\nformat = "csv"\nstatus = "synthetic"\n')
    return folder


def test_the_frames_of_imported_registers_are_those_of_the_csv(
    hko: Hko, csv_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = hko("data", "import", "--out", str(tmp_path / "parquet"), HKO_DATA_TOML=str(csv_folder / "data.toml"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        f"19 registre er importeret i {tmp_path / 'parquet'}.",
        f"Brug dem med HKO_DATA_TOML={tmp_path / 'parquet' / 'data.toml'}.",
    ]
    monkeypatch.delenv("HKO_FRAMES", raising=False)
    from_csv, from_parquet = load(csv_folder / "data.toml"), load(tmp_path / "parquet" / "data.toml")
    for field in fields(Frames):
        expected, found = getattr(from_csv, field.name), getattr(from_parquet, field.name)
        if field.name.startswith("df_"):
            pd.testing.assert_frame_equal(found, expected, obj=field.name)
        else:
            assert found == expected


def test_ctrl_c_leaves_nothing_half_written(csv_folder: Path, workplace: Path, tmp_path: Path) -> None:
    settings = os.environ | {"PYTHONPATH": str(workplace / "src"), "HKO_DATA_TOML": str(csv_folder / "data.toml")}
    command = [sys.executable, "-m", "utils.cli", "data", "import", "--out", str(tmp_path / "parquet")]
    with subprocess.Popen(command, cwd=workplace, env=settings, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 300
        while not list(tmp_path.glob(".parquet.*.part/dream.parquet")):
            assert running.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=300)
    assert (running.returncode, told) == (130, "Afbrudt.\n")
    assert list(tmp_path.iterdir()) == []


def test_faults_of_the_command_are_one_danish_line(hko: Hko, csv_folder: Path, tmp_path: Path) -> None:
    cases = {
        ("data", "import"): "Fejl: --out mangler; skriv en ny mappe, fx --out parquet.",
        ("data", "import", "--out", str(tmp_path)): f"Fejl: {tmp_path} findes allerede; vælg en ny mappe.",
        ("data", "synthetic", "--dream-persons", "0"): "Fejl: --dream-persons: der skal stå et helt tal fra 1 til "
        "10000000.",
    }  # fmt: skip
    for arguments, told in cases.items():
        ended = hko(*arguments, HKO_DATA_TOML=str(csv_folder / "data.toml"))
        assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{told}\n")


def test_dream_of_so_many_persons_is_written_and_has_no_faults(hko: Hko, tmp_path: Path) -> None:
    made = hko("data", "synthetic", "--free", "--dream-persons", "40000", "--out", str(tmp_path / "registers"))
    assert (made.returncode, made.stderr) == (0, "")
    toml = tmp_path / "data.toml"
    toml.write_text('[extract]\nfolder = "registers"\nformat = "parquet"\nstatus = "synthetic"\n')
    assert len(pd.read_parquet(tmp_path / "registers" / "dream.parquet", columns=["PNR"])) == 40_000
    ended = hko("data", "check", HKO_DATA_TOML=str(toml))
    assert (ended.returncode, ended.stderr) == (0, "")
