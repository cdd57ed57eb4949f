"""Every number that the source contradicts has a proof, and every proof is of such a number."""

import ast
from pathlib import Path

from utils.published.comparison import COMPARISON, comparisons
from utils.published.registry import read_table

HERE = Path(__file__).parent


def proved(code: str) -> set[str]:
    """The ids in all `@pytest.mark.proves("K21-0006", ...)` of a test module; module-level pytestmark counts too."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    marks = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "proves"]
    constants = [part for mark in marks for argument in mark.args for part in ast.walk(argument)]
    return {part.value for part in constants if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def all_proved() -> set[str]:
    return set().union(*(proved(path.read_text(encoding="utf-8")) for path in HERE.glob("test_conflicts*.py")))


def inconsistent() -> set[str]:
    df = comparisons()
    return set(df.loc[df["reason"] == "source_inconsistent", "id"])


def test_marks_are_read_from_the_source():
    code = '@pytest.mark.proves("K21-0001", "K21-0002")\n@pytest.mark.slow\ndef test_x(): f("K21-0003")'
    assert proved(code) == {"K21-0001", "K21-0002"}


def test_every_contradiction_is_proved():
    assert sorted(inconsistent() - all_proved()) == []


def test_every_proof_is_of_a_contradiction():
    assert sorted(all_proved() - inconsistent()) == []


def test_every_contradiction_names_the_numbers_it_cannot_hold_together_with():
    rows = read_table(COMPARISON)
    of_source = rows[rows["reason"] == "source_inconsistent"]
    assert of_source.loc[of_source["conflicts_with"] == "", "id"].tolist() == []
