"""An extract of CSV files comes out as Parquet that reads the same, whole or not at all."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from utils.errors import HkoError
from utils.registers import importing
from utils.registers.importing import import_csv
from utils.registers.reading import read
from utils.registers.sources import extract_scale, sources

INCOME = "pnr;aar;Perindkp;andet\n6101600003;2018;1234,5;x\n6101600001;2018;-7;y\n6101600002;2019;0,25;\n"
SERVICES = "PNR;MODT_YDELSE_KODE;YDELSE_START;YDELSE_SLUT\n6101600001;097;2018-01-31;\n6101600002;097;2018-02-28;\n"


@pytest.fixture
def extract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two CSV registers and the data.toml in use."""
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "ind.csv").write_text(INCOME, encoding="utf-8-sig")
    (folder / "handic.csv").write_text(SERVICES, encoding="utf-8")
    (folder / "data.toml").write_text(
        '[extract]\nfolder = "."\nformat = "csv"\nstatus = "register"\n', encoding="utf-8"
    )
    monkeypatch.setenv("HKO_DATA_TOML", str(folder / "data.toml"))
    return folder


def quietly(name: str, share: float) -> None:
    """A bar that nobody looks at."""


def left_beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_every_register_reads_the_same_from_parquet(extract: Path, tmp_path: Path) -> None:
    before = {name: read(name, sources()) for name in sources()}
    files = import_csv(tmp_path / "parquet", quietly)
    assert [path.name for path in files] == ["handic.parquet", "ind.parquet"]
    after = sources(tmp_path / "parquet" / "data.toml")
    assert [(source.format, source.status) for source in after.values()] == [("parquet", "register")] * 2
    for name, df_by_row in before.items():
        pd.testing.assert_frame_equal(read(name, after), df_by_row)
    assert read("ind", after)["PERINDKP"].tolist() == [1234.5, -7.0, 0.25]  # in the order of the file
    assert left_beside(extract) == ["csv", "parquet"]


def test_a_column_without_values_has_the_type_of_the_dictionary_all_the_same(extract: Path, tmp_path: Path) -> None:
    import_csv(tmp_path / "parquet", quietly)
    schema = pq.read_schema(tmp_path / "parquet" / "handic.parquet")
    assert [str(schema.field(name).type) for name in ("YDELSE_START", "YDELSE_SLUT")] == ["date32[day]"] * 2
    schema = pq.read_schema(tmp_path / "parquet" / "ind.parquet")
    assert {field.name: str(field.type) for field in schema} == {"PNR": "string", "AAR": "int64", "PERINDKP": "double"}


def test_progress_names_each_register_and_ends_with_the_whole(extract: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, float]] = []
    import_csv(tmp_path / "parquet", lambda name, share: seen.append((name, share)))
    assert all(0 <= share <= 1 for _, share in seen)
    assert [name for name, share in seen if share == 1] == ["handic", "ind", "kontrol"]


def test_every_fault_is_told_at_once_with_file_column_and_row_and_nothing_is_written(
    extract: Path, tmp_path: Path
) -> None:
    (extract / "ind.csv").write_text(INCOME.replace("-7", "7.5").replace("2019", "0161600009"), encoding="utf-8")
    (extract / "handic.csv").write_text(SERVICES.replace("02-28", "02-30") + "6101600003;097\n", encoding="utf-8")
    with pytest.raises(HkoError) as caught:
        import_csv(tmp_path / "parquet", quietly)
    handic, ind = extract / "handic.csv", extract / "ind.csv"
    assert str(caught.value).splitlines() == [
        "Registrene har fejl; intet er skrevet.",
        f"handic ({handic}), række 3: rækken har færre felter end første linje.",
        f"handic ({handic}), kolonne YDELSE_START, række 2: «2018-02-30» er en dato, der ikke findes.",
        f"ind ({ind}), kolonne AAR, række 3: (skjult: et muligt personnummer) er større end 2100.",
        f"ind ({ind}), kolonne PERINDKP, række 2: «7.5» har punktum; skriv decimaler med komma og tusinder uden "
        "skilletegn.",
    ]
    assert left_beside(extract) == ["csv"]


def test_faults_that_only_the_rules_find_are_told_of_the_csv(extract: Path, tmp_path: Path) -> None:
    (extract / "ind.csv").write_text(INCOME.replace("6101600002;2019", "6101600001;2018"), encoding="utf-8")
    with pytest.raises(HkoError) as caught:
        import_csv(tmp_path / "parquet", quietly)
    told = f"ind ({extract / 'ind.csv'}), kolonne AAR, række 3: PNR og AAR står allerede i række 2."
    assert str(caught.value).splitlines()[1:] == [told]
    assert left_beside(extract) == ["csv"]


def test_a_folder_that_is_there_is_left_alone(extract: Path, tmp_path: Path) -> None:
    (tmp_path / "parquet").mkdir()
    with pytest.raises(HkoError, match=r"parquet findes allerede; vælg en ny mappe\.$"):
        import_csv(tmp_path / "parquet", quietly)
    assert left_beside(extract) == ["csv", "parquet"] and not list((tmp_path / "parquet").iterdir())


def test_an_extract_without_csv_has_nothing_to_import(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_csv(tmp_path / "parquet", quietly)
    monkeypatch.setenv("HKO_DATA_TOML", str(tmp_path / "parquet" / "data.toml"))
    with pytest.raises(HkoError, match="peger ikke på nogen CSV-fil"):
        import_csv(tmp_path / "again", quietly)


def test_parquet_registers_code_lists_and_scale_are_carried_over(extract: Path, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT '6101600001' AS PNR, 2018 AS AAR, '10' AS HFAUDD) TO '{extract}/u.parquet'")
    (extract / "virkform.csv").write_text("code;label;group;source\n10;Egen;privat;test\n", encoding="utf-8")
    (extract / "data.toml").write_text(
        '[extract]\nfolder = "."\nformat = "csv"\nstatus = "synthetic"\nscale = 3\n[registers.udda]\npath = "u.parquet"\n'
        'format = "parquet"\nstatus = "synthetic"\n[codelists]\nvirkform = "virkform.csv"\n', encoding="utf-8"
    )  # fmt: skip
    import_csv(tmp_path / "deep" / "parquet", quietly)
    toml = tmp_path / "deep" / "parquet" / "data.toml"
    assert sources(toml)["udda"].path == extract / "u.parquet"
    assert extract_scale(toml) == 3
    assert pq.read_schema(toml.parent / "ind.parquet").metadata[b"scale"] == b"3"
    assert f'virkform = "{extract / "virkform.csv"}"' in toml.read_text(encoding="utf-8")


def test_a_full_disk_is_told_as_one(extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(connection: duckdb.DuckDBPyConnection, query: str, on_share: object) -> None:
        # /dev/full is a disk on which nothing can be written.
        connection.execute("COPY (SELECT 1 AS a) TO '/dev/full' (FORMAT csv)")

    monkeypatch.setattr(importing, "_run", full)
    with pytest.raises(OSError, match="No space left") as caught:
        import_csv(tmp_path / "parquet", quietly)
    assert caught.value.filename == str(tmp_path)
    assert left_beside(extract) == ["csv"]


def test_an_interrupt_leaves_nothing(extract: Path, tmp_path: Path) -> None:
    def interrupted(name: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_csv(tmp_path / "parquet", interrupted)
    assert left_beside(extract) == ["csv"]


def test_what_a_killed_import_to_the_same_folder_left_is_removed(extract: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".parquet.{ended.pid}.part").mkdir()
    (tmp_path / f".parquet.{ended.pid}.part" / "ind.parquet").touch()
    import_csv(tmp_path / "parquet", quietly)
    assert left_beside(extract) == ["csv", "parquet"]
