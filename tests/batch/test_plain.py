from collections.abc import Callable
from pathlib import Path

import pytest

from utils.batch import plain
from utils.batch.appendix import all_jobs
from utils.publish.exhibit import Exhibit


def test_the_exhibits_of_a_notebook_with_the_given_parameters(write_notebook: Callable[..., Path]) -> None:
    text = write_notebook("double = 2 * kommune", "double").read_text(encoding="utf-8")
    (exhibit,) = plain.exhibits(text, {"kommune": 101})
    assert exhibit.csv.decode() == "data_status;kommune;timer\nsynthetic;101;50,5\n"
    assert plain.payloads(text, {"kommune": 101}) == [exhibit.payload]
    assert plain.calls(text) == 2  # also the cell that gives a number


def test_nothing_is_drawn(write_notebook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exhibit, "html", property(lambda exhibit: pytest.fail("drawn")))
    assert len(plain.payloads(write_notebook().read_text(encoding="utf-8"), {"kommune": 101})) == 1


@pytest.mark.parametrize("notebook", sorted({job.notebook for job in all_jobs()}), ids=lambda path: path.stem)
def test_notebooks_can_be_read_without_a_kernel(notebook: Path) -> None:
    assert plain.calls(notebook.read_text(encoding="utf-8")) > 3


def test_a_panel_for_jupyterlab_is_no_exhibit(write_notebook: Callable[..., Path]) -> None:
    text = write_notebook("business_case_panel.panel(data, eksempel)").read_text(encoding="utf-8")
    assert plain.calls(text) == 1
