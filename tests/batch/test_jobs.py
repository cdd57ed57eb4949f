from pathlib import Path

import pytest

from utils.batch.jobs import notebook_text
from utils.errors import HkoError


def test_the_text_of_a_notebook_is_what_stands_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "09_kommuneprofil.ipynb"
    path.write_text('{"cells": [], "note": "æ"}\n', encoding="utf-8")
    assert notebook_text(path) == '{"cells": [], "note": "æ"}\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe{", r"^09_kommuneprofil\.ipynb kan ikke læses: en notebook er JSON i UTF-8\.$"),
        (b"hej", r"^09_kommuneprofil\.ipynb kan ikke læses: en notebook er JSON i UTF-8\.$"),
        (b"{}", r"^09_kommuneprofil\.ipynb er ikke en notebook: listen «cells» mangler\.$"),
        (b"[]", r"^09_kommuneprofil\.ipynb er ikke en notebook: listen «cells» mangler\.$"),
    ],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "09_kommuneprofil.ipynb"
    path.write_bytes(content)
    with pytest.raises(HkoError, match=told):
        notebook_text(path)
