import errno
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from utils.errors import HkoError
from utils.registers.sources import extract_scale, sources
from utils.synthetic.registers import Registers
from utils.synthetic.writing import MARK, write


def registers() -> Registers:
    return {
        "befk": pd.DataFrame({"PNR": ["6101701234", "6201701234"], "AAR": [2018, 2019]}),
        "dream": pa.table({"PNR": ["6101701234"], "y_1801": pa.array(["771"]).dictionary_encode()}),
        "dfdg_pa": pd.DataFrame({"STARTDATO": pd.to_datetime(["2018-01-31", None])}),
    }


def test_one_file_a_register_in_alphabetical_order(tmp_path: Path) -> None:
    files = write(registers(), tmp_path / "nested" / "synthetic")
    assert [path.name for path in files] == ["befk.parquet", "dfdg_pa.parquet", "dream.parquet"]
    assert pq.read_table(files[0]).to_pydict() == {"PNR": ["6101701234", "6201701234"], "AAR": [2018, 2019]}
    assert pq.read_table(files[2]).to_pydict() == {"PNR": ["6101701234"], "y_1801": ["771"]}


def test_points_in_time_become_days(tmp_path: Path) -> None:
    table = pq.read_table(write(registers(), tmp_path / "synthetic")[1])
    assert table.schema.field("STARTDATO").type == pa.date32()
    assert table["STARTDATO"].to_pylist() == [pd.Timestamp("2018-01-31").date(), None]


def test_every_file_says_that_it_is_synthetic(tmp_path: Path) -> None:
    for path in write(registers(), tmp_path / "synthetic"):
        metadata = pq.read_schema(path).metadata
        assert metadata[b"data_status"] == b"synthetic"
        assert metadata[b"note"].decode() == MARK["note"]
        assert b"pandas" not in metadata


def test_same_registers_same_bytes(tmp_path: Path) -> None:
    first, second = (write(registers(), tmp_path / name) for name in ("first", "second"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write(registers(), tmp_path / "synthetic")
    files = write({"befk": registers()["befk"]}, tmp_path / "synthetic")
    assert [path.name for path in files] == ["befk.parquet"]
    assert [path.name for path in tmp_path.iterdir()] == ["synthetic"]  # nothing is left beside it


def test_a_register_that_cannot_be_written_leaves_the_old_ones(tmp_path: Path) -> None:
    write(registers(), tmp_path / "synthetic")
    before = {path.name: path.read_bytes() for path in (tmp_path / "synthetic").iterdir()}
    broken: Registers = {"befk": pd.DataFrame({"PNR": [1, "a"]}, dtype=object)}
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        write(broken, tmp_path / "synthetic")
    assert {path.name: path.read_bytes() for path in (tmp_path / "synthetic").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["synthetic"]


def test_a_folder_with_files_of_other_kinds_is_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "mine" / "noter.txt"
    notes.parent.mkdir()
    notes.write_text("ikke et register", encoding="utf-8")
    with pytest.raises(HkoError, match="mine"):
        write(registers(), tmp_path / "mine")
    assert notes.read_text(encoding="utf-8") == "ikke et register"


@pytest.mark.parametrize("scale", [1, 3])
def test_registers_lie_with_their_own_data_toml_and_can_be_made_anew(tmp_path: Path, scale: int) -> None:
    folder = tmp_path / "three"
    for _ in range(2):
        write({"befk": pd.DataFrame({"PNR": ["6101800001"]})}, folder, scale)
    assert sources(folder / "data.toml")["befk"].path == folder / "befk.parquet"
    assert extract_scale(folder / "data.toml") == scale
    assert pq.read_schema(folder / "befk.parquet").metadata.get(b"scale", b"1") == str(scale).encode()


def test_a_folder_that_cannot_be_moved_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "drev"
    write({"befk": pd.DataFrame({"PNR": ["6101800001"]})}, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def busy(path: Path, target: Path) -> Path:
        raise OSError(errno.EBUSY, "busy", str(path))  # as a drive of its own

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(OSError, match="busy"):
        write({"befk": pd.DataFrame({"PNR": ["6101800002"]})}, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["drev"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "rigtig").mkdir()
    (tmp_path / "genvej").symlink_to("rigtig")
    write({"befk": pd.DataFrame({"PNR": ["6101800001"]})}, tmp_path / "genvej")
    assert (tmp_path / "genvej").is_symlink() and (tmp_path / "rigtig" / "befk.parquet").is_file()
