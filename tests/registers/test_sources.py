from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from utils.errors import HkoError
from utils.registers.sources import Source, extract_scale, require_scale, sources

SYNTHETIC = '[extract]\nfolder = "synthetic"\nformat = "parquet"\nstatus = "synthetic"\n'
REAL = '[extract]\nfolder = "real"\nformat = "csv"\nstatus = "register"\n'
OWN_PA = '[registers.dfdg_pa]\npath = "own/pa.csv"\nformat = "csv"\nstatus = "register"\n'


def toml(folder: Path, text: str) -> Path:
    path = folder / "data.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_folder_of_the_synthetic_extract_gives_the_registers_it_holds(tmp_path):
    (tmp_path / "synthetic").mkdir()
    for name in ("ind", "befk"):
        (tmp_path / "synthetic" / f"{name}.parquet").touch()
    found = sources(toml(tmp_path, SYNTHETIC))
    assert list(found) == ["befk", "ind"]
    assert found["ind"] == Source("ind", tmp_path / "synthetic" / "ind.parquet", "parquet", "synthetic")


def test_a_synthetic_folder_that_is_not_made_yet_says_how_to_make_it(tmp_path):
    with pytest.raises(HkoError, match=r"findes ikke; lav den med «hko data synthetic»\.$"):
        sources(toml(tmp_path, SYNTHETIC))


def test_one_real_register_leaves_the_synthetic_ones_out(tmp_path):
    (tmp_path / "synthetic").mkdir()
    (tmp_path / "synthetic" / "ind.parquet").touch()
    found = sources(toml(tmp_path, SYNTHETIC + OWN_PA))
    assert found == {"dfdg_pa": Source("dfdg_pa", tmp_path / "own" / "pa.csv", "csv", "register")}


def test_a_folder_of_real_extracts_gives_the_registers_it_holds(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "ind.csv").write_text("PNR;AAR;PERINDKP\n", encoding="utf-8")
    assert list(sources(toml(tmp_path, REAL))) == ["ind"]


def test_a_register_of_its_own_is_kept_even_when_its_file_is_missing(tmp_path):
    (tmp_path / "real").mkdir()
    assert list(sources(toml(tmp_path, REAL + OWN_PA))) == ["dfdg_pa"]


def test_the_environment_names_another_file(tmp_path, monkeypatch):
    monkeypatch.setenv("HKO_DATA_TOML", str(toml(tmp_path, OWN_PA)))
    assert list(sources()) == ["dfdg_pa"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "data.toml: ingen registre er angivet; der mangler [extract] eller [registers.<navn>]."),
        ("[data]\n", "data.toml: afsnittet [data] kendes ikke; tilladt er extract, registers og codelists."),
        (SYNTHETIC.replace("parquet", "sas"), "data.toml: format i [extract] skal være parquet eller csv."),
        (SYNTHETIC.replace('"synthetic"\n', '"test"\n', 2).replace('folder = "test"', 'folder = "x"'),
         "data.toml: status i [extract] skal være synthetic eller register."),
        ('[extract]\nfolder = "x"\n', "data.toml: [extract] skal have netop folder, format og status."),
        (OWN_PA.replace('"csv"', "1"), "data.toml: værdierne i [registers.dfdg_pa] skal være tekst i anførselstegn."),
        ("registers = 1\n", "data.toml: registers skal være et afsnit: [registers]."),
    ],
)  # fmt: skip
def test_a_faulty_data_toml_is_told_in_one_danish_line(tmp_path, text, message):
    with pytest.raises(HkoError) as caught:
        sources(toml(tmp_path, text))
    assert str(caught.value) == message


def test_an_unknown_register_is_named(tmp_path):
    with pytest.raises(HkoError, match="registret «dfdg_pe» kendes ikke; tilladt er befk, case_files"):
        sources(toml(tmp_path, OWN_PA.replace("dfdg_pa", "dfdg_pe")))


def test_a_folder_or_an_empty_link_in_the_place_of_a_register_is_named(tmp_path):
    path = toml(tmp_path, REAL)
    place = tmp_path / "real" / "dream.csv"
    place.mkdir(parents=True)
    with pytest.raises(HkoError, match=r"real/dream\.csv skal være en fil, der findes"):
        sources(path)
    place.rmdir()
    place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(HkoError, match=r"real/dream\.csv skal være en fil, der findes"):
        sources(path)


def test_files_and_folders_that_are_not_there(tmp_path):
    with pytest.raises(HkoError, match=r"data\.toml findes ikke"):
        sources(tmp_path / "data.toml")
    with pytest.raises(HkoError, match=r"real findes ikke; den er angivet i \[extract\]"):
        sources(toml(tmp_path, REAL))
    with pytest.raises(HkoError, match=r"kan ikke læses som TOML i UTF-8; fejlen er i linje \d+, tegn \d+\.$"):
        sources(toml(tmp_path, "[extract\n"))


def test_the_scale_of_an_extract_is_one_unless_it_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "synthetic").mkdir()
    text = '[extract]\nfolder = "synthetic"\nformat = "parquet"\nstatus = "{}"\n{}'
    assert extract_scale(toml(tmp_path, text.format("synthetic", ""))) == 1
    assert extract_scale(toml(tmp_path, text.format("synthetic", "scale = 3\n"))) == 3
    with pytest.raises(HkoError, match="gælder kun syntetiske registre"):
        extract_scale(toml(tmp_path, text.format("register", "scale = 3\n")))
    with pytest.raises(HkoError, match="helt tal fra 1"):
        extract_scale(toml(tmp_path, text.format("synthetic", "scale = 0\n")))


def test_registers_of_another_scale_than_data_toml_says_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "befk.parquet"
    pq.write_table(pa.table({"PNR": ["6101800001"]}).replace_schema_metadata({"scale": "3"}), path)
    found = {"befk": Source("befk", path, "parquet", "synthetic")}
    require_scale(found, 3)
    with pytest.raises(HkoError, match=r"befk\.parquet er lavet i målestok 3, men data\.toml siger 1"):
        require_scale(found, 1)
