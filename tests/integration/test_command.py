"""The command's faults: one Danish line, nothing made, status 1."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
Hko = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "-p", "komune=101"], "Ukendt parameter «komune»; mente du «kommune»?"),
        (["report", "--kommune", "999"], "kommune"),
        (["report", "--kommune", "../x"], "kommune"),
        (["report", "-p", "kommune"], "-p kommune: skriv navn=værdi, fx -p kommune=707."),
        (["batch", "--only", "101,70"], "kommune"),
        (["batch", "--jobs", "0"], "--jobs"),
        (["batch", "--jobs", "to"], "--jobs"),
        (["monitor"], "kommune mangler; skriv fx --kommune 787 --data tal.csv."),
        (["monitor", "--kommune", "999"], "kommune"),
        (["monitor", "--kommune", "787"], "--data mangler: kun Norddjurs (707) har trykte tal"),
        (
            ["monitor", "--kommune", "787", "--data", "ingen.csv"],
            "Parameteren «data_csv» skal være stien til en csv-fil",
        ),
        (["monitor", "--kommune", "707", "--periode", "2023"], "Parameteren «periode» skal være alle eller to år"),
        (
            ["monitor", "--kommune", "787", "--data", "data/examples/monitorering_norddjurs_trykte_tal.csv"],
            "monitorering_norddjurs_trykte_tal.csv har ingen rækker for Thisted (kommune=787).",
        ),
        (["rapport"], "rapport"),
        (["report", "--komune", "101"], "--komune"),
    ],
)
def test_a_fault_is_one_danish_line(hko: Hko, workplace: Path, arguments: list[str], told: str) -> None:
    before = sorted((workplace / "reports").rglob("*"))
    ended = hko(*arguments)
    assert ended.returncode == 1
    assert ended.stdout == ""
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("Fejl: ")
    assert told in lines[0]
    assert "Traceback" not in ended.stderr
    for english in ("Invalid", "No such", "Missing", "not a valid", "Usage"):
        assert english not in ended.stderr
    assert sorted((workplace / "reports").rglob("*")) == before


def test_the_faults_of_a_monitoring_file_are_told_at_once_before_a_kernel_starts(
    hko: Hko, workplace: Path, tmp_path: Path
) -> None:
    lines = ["series;area;period;part_year;value;unit;source",
             "personer med personlig assistance;Thisted;2020;nej;1.000;personer;Jobindsats.dk 2024",
             "personer med personlig assistance;Thisted;2022;nej;-1;personer;Jobindsats.dk 2024"]  # fmt: skip
    (tmp_path / "tal.csv").write_text("\n".join(lines), encoding="utf-8")
    page = workplace / "reports" / "site" / "monitorering" / "787.html"
    before = page.read_bytes() if page.exists() else None
    ended = hko("monitor", "--kommune", "787", "--data", str(tmp_path / "tal.csv"))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        "Fejl: tal.csv har fejl; intet er regnet ud.",
        "tal.csv, kolonne period: «personer med personlig assistance» for Thisted mangler 2021.",
        "tal.csv, kolonne value, række 1: «1.000» har tusindtalsskilletegn; skriv 1000.",
        "tal.csv, kolonne value, række 2: tallet er negativt; det skal være mindst 0.",
    ]
    assert (page.read_bytes() if page.exists() else None) == before


def test_list_names_parameters_and_municipalities(hko: Hko) -> None:
    ended = hko("list")
    assert ended.returncode == 0
    assert "inddeling = strategi (strategi eller organisering)" in ended.stdout
    assert "707 Norddjurs" in ended.stdout
    assert sum(line.startswith("  ") and line.split()[0].isdigit() for line in ended.stdout.splitlines()) == 98


def test_check_of_the_synthetic_registers_finds_nothing(hko: Hko) -> None:
    ended = hko("data", "check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "Der er ingen fejl i 19 af 19 registre; ikke i udtrækket: ingen.\n"


def test_audit_lists_findings_and_ends_with_counts_by_document_and_kind(hko: Hko) -> None:
    ended = hko("audit")
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    findings, counts = lines[: lines.index("")], lines[lines.index("") + 1 :]
    assert all("Trykt: " in line and "; følger: " in line for line in findings)
    assert [line.partition(":")[0] for line in counts] == [
        "K21", "N22", "N24", "S13", "C15", "mellem dokumenter", "I alt",
    ]  # fmt: skip
    assert counts[-1].startswith(f"I alt: {len(findings)} fund i ")
    assert "henvisning" in counts[0]
