"""A table and a figure with three rows each, and the notebook that shows them."""

from collections.abc import Callable

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode, v4

from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit

DATA = pd.DataFrame(
    {
        "strategy": ["proaktiv", "reaktiv", "diffus"],
        "increased_hours_pct": [17.0, 15.0, 14.0],
        "persons": [512, 1733, 41],
    }
)


def _draw(data: pd.DataFrame) -> Figure:
    return figures.bars(data, "strategy", "increased_hours_pct", count="persons", value_title="Pct.")


def _table(status: str = "synthetic", data: pd.DataFrame = DATA) -> Exhibit:
    columns = {"strategy": Column("Strategi"), "increased_hours_pct": Column("Øgede løntimer", "percent", 1)}
    return Exhibit("k21-tabel-32", "Tabel 32. Strategi", data, status, "N = 2.286 & flere.", columns=columns)


def _figure(status: str = "synthetic", data: pd.DataFrame = DATA) -> Exhibit:
    alt = "Proaktive ligger højest."
    return Exhibit("k21-figur-32", "Figur 32. Strategi", data, status, "N = 2.286.", alt=alt, draw=_draw)


def _shown(exhibit: Exhibit) -> NotebookNode:
    output = v4.new_output("execute_result", data=exhibit._repr_mimebundle_(), execution_count=1)
    return v4.new_code_cell("typologies.increased_hours(data)", outputs=[output], execution_count=1)


@pytest.fixture
def data() -> pd.DataFrame:
    return DATA.copy()


@pytest.fixture
def draw() -> Callable[[pd.DataFrame], Figure]:
    return _draw


@pytest.fixture
def table() -> Callable[..., Exhibit]:
    """Makes the table, by default synthetic and with three rows."""
    return _table


@pytest.fixture
def figure() -> Callable[..., Exhibit]:
    """Makes the figure, by default synthetic and with three rows."""
    return _figure


@pytest.fixture
def notebook() -> NotebookNode:
    """Executed, with a table and a figure."""
    cells = [
        v4.new_markdown_cell("# Kommuneprofil\n\nIndledning."),
        v4.new_code_cell("kommune = 707"),
        v4.new_markdown_cell("## Øgede løntimer\n\nProsa med *vægt*."),
        _shown(_table()),
        v4.new_markdown_cell("## Øgede løntimer\n\n### Å, æ og ø: 1–2"),
        _shown(_figure()),
    ]
    made = v4.new_notebook(cells=cells)
    nbformat.validate(made)
    return made
