"""Who may know the printed numbers and the generator: the walls of the house, read from the source itself."""

import ast
import json
from pathlib import Path

import pytest

from utils.paths import NOTEBOOKS, ROOT

PACKAGE = ROOT / "src" / "utils"
GUARDED = ("utils.published", "utils.synthetic")
MAY_IMPORT = ("utils.published", "utils.synthetic", "utils.cli", "utils.batch")
MAY_NOT_READ_FIGURES = ("registers", "measures", "chapters", "statistics", "publish")
FIGURES = "figures.csv"


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(code: str, module: str = "notebook", is_package: bool = False) -> set[str]:
    """Every name that code imports, in full, wherever in it the import stands; `from a import b` gives a and a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: len(module.split(".")) - node.level + is_package]
                base = ".".join([*above, *([base] if base else [])])
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if called in ("import_module", "__import__"):
                names |= {
                    part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return names


def docstrings(tree: ast.AST) -> set[int]:
    kinds = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def texts(code: str) -> list[str]:
    """The text constants of code, docstrings left out."""
    tree = ast.parse(code)
    described = docstrings(tree)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in described]
    return [node.value for node in nodes if isinstance(node.value, str)]


def notebook_code(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n".join(line for line in "\n".join(code).splitlines() if not line.lstrip().startswith(("%", "!")))


MODULES = sorted(PACKAGE.rglob("*.py"))
OTHERS = [path for path in MODULES if not within(module_name(path), MAY_IMPORT)]
NOTEBOOK_FILES = sorted(NOTEBOOKS.glob("*.ipynb"))


def test_there_is_something_to_look_at() -> None:
    names = {module_name(path) for path in OTHERS}
    assert {"utils.registers.population", "utils.measures.hours", "utils.chapters.typologies", "utils.frames"} <= names
    assert NOTEBOOK_FILES


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import utils.published.registry as r", "utils.published.registry"),
        ("from utils import published", "utils.published"),
        ("from utils.synthetic.targets import printed", "utils.synthetic.targets"),
        ("def f():\n    from ..published import registry", "utils.published.registry"),
        ("import importlib\nimportlib.import_module('utils.synthetic')", "utils.synthetic"),
    ],
)
def test_imports_are_found_in_every_form(code: str, expected: str) -> None:
    assert expected in imported(code, "utils.chapters.usage")


def test_docstrings_are_no_text() -> None:
    assert texts('"""figures.csv"""\ndef f():\n    """figures.csv"""\n    return "a" + "b.csv"') == ["a", "b.csv"]


@pytest.mark.parametrize("path", OTHERS, ids=module_name)
def test_no_module_imports_printed_numbers_or_the_generator(path: Path) -> None:
    names = imported(path.read_text(encoding="utf-8"), module_name(path), path.name == "__init__.py")
    assert sorted(name for name in names if within(name, GUARDED)) == []


@pytest.mark.parametrize("path", NOTEBOOK_FILES, ids=lambda path: path.stem)
def test_no_notebook_imports_printed_numbers_or_the_generator(path: Path) -> None:
    assert sorted(name for name in imported(notebook_code(path)) if within(name, GUARDED)) == []


@pytest.mark.parametrize(
    "path", [path for path in OTHERS if path.relative_to(PACKAGE).parts[0] in MAY_NOT_READ_FIGURES], ids=module_name
)
def test_no_analysis_reads_the_printed_numbers(path: Path) -> None:
    assert [text for text in texts(path.read_text(encoding="utf-8")) if FIGURES in text or text == "figures"] == []


def test_a_computing_module_that_opens_the_folder_of_printed_numbers_names_its_file() -> None:
    """A pattern over data/published would read figures.csv without naming it."""
    opening = {
        module_name(path)
        for path in OTHERS
        if path.name != "paths.py" and "utils.paths.PUBLISHED" in imported(path.read_text(encoding="utf-8"))
    }
    assert opening <= {"utils.registers.series"}
    named = texts((PACKAGE / "registers" / "series.py").read_text(encoding="utf-8"))
    assert "series" in " ".join(named)
    assert "*" not in "".join(named)
