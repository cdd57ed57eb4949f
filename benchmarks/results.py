"""benchmarks/results.md: a section a benchmark, each put in place of its own earlier one."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results.md"


def machine(libraries: tuple[str, ...]) -> str:
    """What it was measured on: cores, Python and the versions of libraries."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return f"{os.cpu_count()} kerner, Python {platform.python_version()}, {versions}"


def record(heading: str, measured: list[str], results: Path = RESULTS) -> None:
    """Put the lines under "## heading", in place of those that stood there; other sections stay."""
    text = results.read_text(encoding="utf-8") if results.exists() else "# Målinger\n"
    others = re.sub(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", "", text, flags=re.DOTALL | re.MULTILINE).rstrip()
    results.write_text("\n".join([others, "", f"## {heading}", "", *measured]) + "\n", encoding="utf-8")
