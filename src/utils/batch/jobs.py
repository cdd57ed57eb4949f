"""What a batch makes: one page from one notebook, with its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
