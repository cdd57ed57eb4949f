"""The registers of the default seed, made once and read back as an extract would be."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames, computed
from utils.registers.sources import sources
from utils.synthetic import registers as generator
from utils.synthetic.registers import Lives, Registers
from utils.synthetic.structure import Structure
from utils.synthetic.writing import write

SEED = 2021
DATA_TOML = '[extract]\nfolder = "registers"\nformat = "parquet"\nstatus = "synthetic"\n'


@dataclass(frozen=True)
class Made:
    """The registers of a seed in four stages: drawn lives, tables, files and the frames read back from the files.

    increased_before: the outcome of every person and scheme before the conditioning.
    """

    lives: Lives
    registers: Registers
    folder: Path
    frames: Frames
    increased_before: pd.Series


ReadBack = Callable[[Registers], tuple[Path, Frames]]


@pytest.fixture(scope="session")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> ReadBack:
    """Writes registers with a data.toml of their own and gives their folder and the frames found in it."""

    def through_files(registers: Registers) -> tuple[Path, Frames]:
        folder = tmp_path_factory.mktemp("extract")
        (folder / "data.toml").write_text(DATA_TOML, encoding="utf-8")
        write(registers, folder / "registers")
        return folder / "registers", computed(sources(folder / "data.toml"))

    return through_files


@pytest.fixture(scope="session")
def made(read_back: ReadBack) -> Made:
    """The conditioned registers of seed 2021, some ten seconds in all."""
    kept: dict[str, Any] = {}
    lives, conditioned_increased = generator.lives, generator.conditioned_increased

    def kept_lives(rng: np.random.Generator, structure: Structure, free: bool) -> Lives:
        kept["lives"] = lives(rng, structure, free)
        return kept["lives"]

    def kept_increased(rng: np.random.Generator, df: pd.DataFrame, df_by_municipality: pd.DataFrame) -> pd.Series:
        kept["before"] = df["increased"].copy()
        return conditioned_increased(rng, df, df_by_municipality)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "lives", kept_lives)
        patch.setattr(generator, "conditioned_increased", kept_increased)
        registers = generator.registers(SEED)
    folder, frames = read_back(registers)
    return Made(kept["lives"], registers, folder, frames, kept["before"])


@pytest.fixture(scope="session")
def made_lives(made: Made) -> Lives:
    return made.lives


@pytest.fixture(scope="session")
def made_registers(made: Made) -> Registers:
    return made.registers


@pytest.fixture(scope="session")
def made_folder(made: Made) -> Path:
    return made.folder


@pytest.fixture(scope="session")
def made_frames(made: Made) -> Frames:
    return made.frames


@pytest.fixture(scope="session")
def increased_before(made: Made) -> pd.Series:
    """The outcome of every person and scheme before the conditioning; made_lives has the one after it."""
    return made.increased_before


@pytest.fixture(scope="session")
def free_lives() -> Lives:
    """What is drawn for seed 1 when nothing is conditioned."""
    return generator.lives(np.random.default_rng([1, 0]), Structure(), free=True)
