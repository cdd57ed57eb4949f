"""What a batch makes: one page from one notebook, with its parameters."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.errors import HkoError


@dataclass(frozen=True)
class Job:
    """One page to make.

    notebook: the .ipynb file. parameters: validated ones (`utils.batch.parameters`). page: where it goes in the
    site ("kommuner/707.html"). title: Danish. csv_base: where its csv files go in the site ("data/707").
    """

    notebook: Path
    parameters: Mapping[str, Any]
    page: str
    title: str
    csv_base: str


def notebook_text(path: Path) -> str:
    """The text of a notebook; HkoError when it is not one."""
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
    except ValueError as error:  # not UTF-8, or not JSON
        raise HkoError(f"{path.name} kan ikke læses: en notebook er JSON i UTF-8.") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise HkoError(f"{path.name} er ikke en notebook: listen «cells» mangler.")
    return text
