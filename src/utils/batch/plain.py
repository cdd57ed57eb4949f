"""A notebook's exhibits from its calls alone: no kernel, no drawing, no page.

Notebooks are thin, so their cells can be run as plain functions. That costs a third of a page and tells whether
the page would show anything new; what is published always comes from a kernel.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from utils.publish.exhibit import Exhibit

# Calls that give something to a person at the keyboard, and nothing to a page.
ONLY_IN_JUPYTERLAB: Final = ("business_case_panel.panel",)


def exhibits(notebook: str, parameters: Mapping[str, Any]) -> list[Exhibit]:
    """The exhibits that the cells of a notebook end with, in order. notebook: its text."""
    return [value for value in values(notebook, parameters) if isinstance(value, Exhibit)]


def values(notebook: str, parameters: Mapping[str, Any]) -> Iterator[Any]:
    """What the last expression of each cell gives (None without one); a cell is run when its value is asked for."""
    names: dict[str, Any] = {}
    for cell in json.loads(notebook)["cells"]:
        if _is_code(cell):
            yield _last_value(cell, names, parameters)


def payloads(notebook: str, parameters: Mapping[str, Any]) -> list[dict[str, str]]:
    """What each exhibit would leave in the executed notebook (`html.exhibits`)."""
    return [exhibit.payload for exhibit in exhibits(notebook, parameters)]


def calls(notebook: str) -> int:
    """How many cells end with a call, and so give a table or a figure."""
    cells = [cell for cell in json.loads(notebook)["cells"] if _is_code(cell)]
    bodies = [ast.parse("".join(cell["source"])).body for cell in cells]
    return sum(_gives_exhibit(body[-1]) for body in bodies if body)


def _gives_exhibit(last: ast.stmt) -> bool:
    if not isinstance(last, ast.Expr):
        return False
    called = ast.unparse(last.value.func) if isinstance(last.value, ast.Call) else ""
    return called not in ONLY_IN_JUPYTERLAB


def _is_code(cell: Mapping[str, Any]) -> bool:
    return bool(cell["cell_type"] == "code")


def _last_value(cell: Mapping[str, Any], names: dict[str, Any], parameters: Mapping[str, Any]) -> Any:
    """Run a cell among the names of those before it; what its last expression gives."""
    body = ast.parse("".join(cell["source"])).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    # As papermill: the given parameters stand in a cell after the one that is tagged.
    if "parameters" in cell["metadata"].get("tags", []):
        names.update(parameters)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if isinstance(last, ast.Expr) else None
