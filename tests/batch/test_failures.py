import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from utils.batch.failures import told
from utils.errors import HkoError


def in_notebook(name: str, text: str) -> PapermillExecutionError:
    return PapermillExecutionError(3, 2, "source", name, text, ["traceback"])


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            in_notebook("HkoError", "data.toml: registret dream mangler."),
            "data.toml: registret dream mangler.",
        ),
        (in_notebook("ValueError", "første\nukendt person 6101701234"), "ukendt person ***"),
        (in_notebook("KeyError", "'kommune'"), "KeyError: 'kommune'"),
        (CellTimeoutError("english"), "En celle blev ikke færdig inden for tidsgrænsen."),
        (DeadKernelError("english"), "Kernen standsede uventet (afbrudt udefra, eller hukommelsen slap op)."),
        (
            RuntimeError("Kernel died before replying to kernel_info"),
            "Kernen standsede uventet (afbrudt udefra, eller hukommelsen slap op).",
        ),
        (HkoError("Siden har ingen titel."), "Siden har ingen titel."),
        (ValueError("id mangler"), "ValueError: id mangler"),
    ],
)
def test_every_failure_is_one_line_without_identifiers(error: Exception, text: str) -> None:
    assert told(error) == text
