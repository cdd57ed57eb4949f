"""Registers of a few lines, written where a test can point to them."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from utils.registers.sources import Source

Writer = Callable[[str, str], dict[str, Source]]
FrameWriter = Callable[[str, pd.DataFrame], dict[str, Source]]


@pytest.fixture
def csv(tmp_path: Path) -> Writer:
    """Writes a register as CSV and gives the sources that hold it alone."""

    def write(name: str, text: str, encoding: str = "utf-8") -> dict[str, Source]:
        path = tmp_path / f"{name}.csv"
        path.write_bytes(text.encode(encoding))
        return {name: Source(name, path, "csv", "register")}

    return write


@pytest.fixture
def parquet(tmp_path: Path) -> FrameWriter:
    """Writes a register as Parquet and gives the sources that hold it alone."""

    def write(name: str, df_by_row: pd.DataFrame) -> dict[str, Source]:
        path = tmp_path / f"{name}.parquet"
        df_by_row.to_parquet(path, index=False)
        return {name: Source(name, path, "parquet", "register")}

    return write
