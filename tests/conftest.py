"""The synthetic registers and the appendix, made once for all tests that look at what a user gets."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from utils.batch import plain
from utils.batch.appendix import compared_jobs
from utils.frames import Frames, computed, prepare
from utils.paths import DATA, ROOT
from utils.publish.exhibit import Exhibit
from utils.published.reproduction import reproduction
from utils.registers.sources import sources
from utils.synthetic.registers import registers
from utils.synthetic.writing import write

SEED = 2021


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a few seconds")
    config.addinivalue_line("markers", "proves(*ids): shows that printed numbers cannot hold together with others")


@pytest.fixture(scope="session")
def synthetic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registers of the default seed in a folder of their own, with the data.toml that points to them."""
    folder = tmp_path_factory.mktemp("extract")
    write(registers(SEED), folder / "synthetic")
    (folder / "data.toml").write_text('[extract]\nfolder = "synthetic"\nformat = "parquet"\nstatus = "synthetic"\n')
    return folder


@pytest.fixture(scope="session")
def data(synthetic_folder: Path) -> Frames:
    """The frames of the default registers."""
    return computed(sources(synthetic_folder / "data.toml"))


@pytest.fixture(scope="session")
def frames_folder(data: Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same frames as kernels read them."""
    folder = tmp_path_factory.mktemp("frames")
    prepare(data, folder)
    return folder


def exhibits_in_process(data: Frames, notebook: Path, parameters: dict[str, object]) -> dict[str, Exhibit]:
    """Exhibit id → exhibit of a notebook whose cells are run here, without kernel and page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("utils.load", lambda: data)
        made = plain.exhibits(notebook.read_text(encoding="utf-8"), parameters)
    return {exhibit.id: exhibit for exhibit in made}


@pytest.fixture(scope="session")
def reproduced() -> Callable[[Frames], pd.DataFrame]:
    """Frames → the comparison with the print (a row a printed number), from all pages that are compared."""

    def reproduce(data: Frames) -> pd.DataFrame:
        exhibits: dict[str, Exhibit] = {}
        for job in compared_jobs():
            exhibits |= exhibits_in_process(data, job.notebook, job.parameters)
        filled = {name: exhibit.data for name, exhibit in exhibits.items() if not exhibit.data.empty}
        return reproduction(filled, {name: exhibits[name].status for name in filled})

    return reproduce


@pytest.fixture(scope="session")
def workplace(synthetic_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's files in which `hko` may write, with the synthetic registers in place."""
    folder = tmp_path_factory.mktemp("repository")
    for name in ("src", "notebooks", "data", "data.toml", "pyproject.toml", "requirements.lock", "README.md"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("synthetic/*.parquet", "__pycache__"))
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(synthetic_folder / "synthetic", folder / "data" / "synthetic", dirs_exist_ok=True)
    assert DATA.is_relative_to(ROOT)
    return folder


@pytest.fixture(scope="session")
def hko(workplace: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in the copy (its own source comes first on the path); keywords are environment variables."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        settings = os.environ | {"PYTHONPATH": str(workplace / "src"), "COLUMNS": "200"} | environment
        command = [sys.executable, "-m", "utils.cli", *arguments]
        return subprocess.run(command, cwd=workplace, env=settings, capture_output=True, text=True, timeout=1800,
                              check=False)  # fmt: skip

    return run
