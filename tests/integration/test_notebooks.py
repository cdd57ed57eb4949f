"""Every notebook runs top to bottom, with its own parameters and with others, and stays thin."""

import json
import os
import re
from pathlib import Path

import papermill
import pytest

from utils.paths import DATA, NOTEBOOKS
from utils.publish.html import exhibits

EXAMPLE = DATA / "examples" / "monitorering_norddjurs_trykte_tal.csv"
FILES = sorted(NOTEBOOKS.glob("*.ipynb"))


def code_cells(path: Path) -> list[dict[str, object]]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_cleared(path: Path) -> None:
    cells = code_cells(path)
    sources = ["".join(cell["source"]) for cell in cells]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells) == 1
    assert not any(re.search(r"^\s*(def |class |try:|for |if )|sys\.path|[\"']/|[^=]=[^=].*[-+*/]", text, re.M)
                   for text in sources[2:])  # fmt: skip
    assert max(len(text.splitlines()) for text in sources) <= 10
    assert sum(len(text.splitlines()) for text in sources) <= 60


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "parameters", "present"),
    [
        ("01_prioritering", {}, {"k21-tabel-1", "k21-tabel-3", "k21-tabel-5", "k21-tabel-10", "k21-noeglepersoner"}),
        ("04_borgere", {}, {"k21-borgere-interviewede", "k21-tabel-20", "k21-arbejdsgivere-udsagn"}),
        ("03_brug", {"inddeling": "rammevilkaar"}, {"k21-tabel-13", "k21-tabel-16", "k21-figur-22", "k21-subgrupper"}),
        ("03_sagsgang", {"inddeling": "strategi"}, {"k21-figur-25", "k21-figur-29", "k21-tabel-17", "k21-tabel-19"}),
        ("05_tvaergaaende", {}, {"k21-figur-31", "k21-forandringsteori-pile", "k21-inddeling-tvaergaaende"}),
        ("05_tvaergaaende", {"inddeling": "stoerrelse"}, {"k21-tvaergaaende-oegede-loentimer"}),
        ("06_typologier", {}, {"k21-figur-32", "k21-figur-33", "k21-befolkning"}),
        ("06_typologier", {"ordning": "HM", "inddeling": "organisering"}, {"k21-figur-34", "k21-figur-35"}),
        (
            "07_rammevilkaar",
            {},
            {
                "k21-figur-36",
                "k21-figur-42",
                "k21-rammevilkaar-udsagn",
                "k21-rammevilkaar-mediation",
                "k21-rammevilkaar-andre-modeller",
            },
        ),
        (
            "07_rammevilkaar",
            {"ordning": "PA", "anvendelsesgrad": "2019", "usikkerhed": "klassisk"},
            {"k21-rammevilkaar-tilfoejet", "k21-rammevilkaar-en-kommune"},
        ),
        ("02_viden", {}, {"k21-figur-3", "k21-figur-21", "k21-viden-grupper", "k21-hanne-arme", "k21-viden-udsagn"}),
        ("02_viden", {"inddeling": "stoerrelse"}, {"k21-viden-grupper", "k21-tilgang-grupper"}),
        (
            "08_surveyvaegtning",
            {"spoergsmaal": "q12", "opdeling": "organisering"},
            {"k21-besvarelsesprocent", "k21-surveyvaegtning-alle"},
        ),
        ("11_business_case", {}, {"c15-eksempler", "c15-balance", "c15-figur-maaned"}),
        (
            "11_business_case",
            {"eksempel": 8, "refusion": "2015", "indeks": 110.0, "satsindeks": 120.0},
            {"c15-eksempel", "c15-figur-balance"},
        ),
        ("09_kommuneprofil", {}, {"profil-noegletal", "profil-ledighedsprocent"}),
        ("09_kommuneprofil", {"kommune": 155}, {"profil-noegletal"}),
        ("09_kommuneprofil", {"kommune": 825}, {"profil-noegletal"}),
        ("10_beretning_2013", {"uden_yderpunkter": "ja"}, {"s13-tabel-2-1", "s13-tabel-3-3", "s13-tabel-4-5"}),
        ("13_specifikationskurve", {}, {"k21-specifikationer-konklusioner", "k21-specifikationer-udsagn-3"}),
        ("13_specifikationskurve", {"udsagn": "2"}, {"k21-specifikationer-valgt", "k21-specifikationer-udsagn-2"}),
        ("12_monitorering", {}, {"monitor-ledighedsprocent", "monitor-personer-figur", "monitor-udgifter"}),
        ("12_monitorering", {"data_csv": str(EXAMPLE), "periode": "2019-2023"}, {"monitor-indeks", "monitor-personer"}),
        ("12_monitorering", {"kommune": 825}, {"monitor-anvendelsesgrad", "monitor-paragraf-56"}),
    ],
)
def test_a_notebook_runs_top_to_bottom(
    name: str, parameters: dict[str, object], present: set[str], frames_folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(os.environ, "HKO_FRAMES", str(frames_folder))
    notebook = papermill.execute_notebook(NOTEBOOKS / f"{name}.ipynb", tmp_path / "out.ipynb", parameters,
                                          progress_bar=False)  # fmt: skip
    made = exhibits(notebook)
    assert present <= {exhibit["id"] for exhibit in made}
    assert all(exhibit["status"] in ("synthetic", "published") for exhibit in made)
    shown = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    assert all(output.output_type != "error" for cell in shown for output in cell.outputs)
