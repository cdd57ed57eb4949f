"""Registers as Parquet files, the same bytes for the same registers."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from utils.errors import HkoError

# Whoever opens a file far from the repository can see what it is.
DATA_TOML = "data.toml"
EARLIER = ".earlier"
HEAD = "# Syntetiske registre"
POINTER = f"""{HEAD}.
# Brug dem med HKO_DATA_TOML=<denne fil>.
[extract]
folder = "."
format = "parquet"
status = "synthetic"
"""
MARK = {"data_status": "synthetic", "note": "Syntetiske data: ingen personer, ingen virkelige tal."}


def write(
    registers: Mapping[str, pd.DataFrame | pa.Table | pa.RecordBatchReader], folder: Path, scale: int = 1
) -> list[Path]:
    """One file a register in `folder`; the folder is replaced as a whole or not at all.

    A data.toml that points to them, and says a larger scale, lies with them.
    """
    folder = folder.resolve()
    only_synthetic(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, register in sorted(registers.items()):
            _write_register(register, workplace / f"{name}.parquet", scale)
        (workplace / DATA_TOML).write_text(_pointer(scale), encoding="utf-8")
        workplace.chmod(0o755)
        if folder.exists():
            # Moved away before it is removed: a folder that cannot be moved, a drive of its own, keeps what it has.
            folder.rename(workplace / EARLIER)
            shutil.rmtree(workplace / EARLIER)
        workplace.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return sorted(folder.glob("*.parquet"))


def _pointer(scale: int) -> str:
    return POINTER + (f"scale = {scale}\n" if scale > 1 else "")


def only_synthetic(folder: Path) -> None:
    """Raises HkoError unless the folder is absent, empty or holds synthetic registers alone: it will be replaced."""
    for path in sorted(folder.iterdir()) if folder.exists() else []:
        if path.name == DATA_TOML and path.read_text(encoding="utf-8").startswith(HEAD):
            continue
        known = path.suffix == ".parquet" and path.is_file()
        marks = (pq.read_schema(path).metadata or {}) if known else {}
        if marks.get(b"data_status") != b"synthetic":
            raise HkoError(
                f"Mappen {folder} indeholder {path.name}, som ikke er et syntetisk register; vælg en anden mappe."
            )


def _write_register(register: pd.DataFrame | pa.Table | pa.RecordBatchReader, path: Path, scale: int) -> None:
    """A table as one row group a million rows; a reader a row group a batch, so that one batch is in memory at a time."""
    if not isinstance(register, pa.RecordBatchReader):
        pq.write_table(_table(register, scale), path, compression="zstd")
        return
    schema = register.schema.with_metadata(_marks(scale))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in register:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))


def _table(register: pd.DataFrame | pa.Table, scale: int) -> pa.Table:
    """The register without pandas' own notes; points in time become days."""
    table = register if isinstance(register, pa.Table) else pa.Table.from_pandas(register, preserve_index=False)
    days = [pa.field(f.name, pa.date32()) if pa.types.is_timestamp(f.type) else f for f in table.schema]
    return table.cast(pa.schema(days)).replace_schema_metadata(_marks(scale))


def _marks(scale: int) -> dict[str, str]:
    return MARK | ({"scale": str(scale)} if scale > 1 else {})
