"""Where the measured figures stand, and on what they were measured."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from utils.paths import ROOT

RESULTS = ROOT / "benchmarks" / "results.md"
LIBRARIES = (
    "papermill", "jupyter_client", "ipykernel", "nbconvert", "pandas", "matplotlib", "seaborn", "statsmodels",
)  # fmt: skip


def machine(libraries: tuple[str, ...] = LIBRARIES) -> str:
    """Cores, Python and libraries in one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return f"- {os.cpu_count()} kerner, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"


def record(heading: str, lines: list[str], results: Path = RESULTS) -> None:
    """Print the lines, and put them under their heading in results.md in place of those that stood there."""
    print("\n".join(lines))
    text = results.read_text(encoding="utf-8") if results.exists() else "# Målinger\n"
    others = re.sub(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", "", text, flags=re.DOTALL | re.MULTILINE).rstrip()
    results.write_text("\n".join([others, "", f"## {heading}", "", *lines]) + "\n", encoding="utf-8")
