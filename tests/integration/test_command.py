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
