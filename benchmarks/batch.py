"""Municipality reports through the batch runner against papermill in a pool of processes, in one run.

    python benchmarks/batch.py [--limit 98] [--workers 4]

Both ways run the same notebook with the same parameters and render the same pages. Until
notebooks/09_kommuneprofil.ipynb is there, a stand-in with two tables and four figures takes its place.
Prints the seconds and their ratio, and writes them to benchmarks/results.md.
"""

import argparse
import multiprocessing
import os
import platform
import re
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill

from utils import load
from utils.batch.appendix import shared_frames
from utils.batch.building import Job, relative, weakest
from utils.batch.parameters import municipality_names, validate
from utils.batch.progress import progress, told
from utils.batch.runner import run, threads
from utils.paths import NOTEBOOKS, ROOT
from utils.publish import html

POOL = 2
RESULTS = ROOT / "benchmarks" / "results.md"
HEADING = "## 98 kommuneprofiler: egen kørsel mod papermill i en procespulje"
LIBRARIES = (
    "papermill",
    "jupyter_client",
    "ipykernel",
    "nbconvert",
    "pandas",
    "matplotlib",
    "seaborn",
    "statsmodels",
)

STAND_IN = [
    """
import numpy as np
import pandas as pd
import seaborn as sns
import statsmodels.formula.api as smf
from matplotlib.figure import Figure
from utils.publish.exhibit import Column, Exhibit
generator = np.random.default_rng(kommune)
personer = pd.DataFrame({"år": generator.integers(2016, 2021, 60_000), "timer": generator.gamma(2, 30, 60_000)})
efter_år = personer.groupby("år", as_index=False)["timer"].mean()
model = smf.ols("timer ~ år", personer.head(5_000)).fit(cov_type="HC3")
kolonner = {"år": Column("År", "text"), "timer": Column("Timer", "decimal", 1)}
""",
    """Exhibit("tabel-1", "Tabel 1. Timer efter år", efter_år, "synthetic", "N = 60.000.", columns=kolonner)""",
    """Exhibit("tabel-2", "Tabel 2. De første", personer.head(10), "synthetic", "N = 10.", columns=kolonner)""",
    *(
        f"""
Exhibit("figur-{number}", "Figur {number}. Timer efter år", efter_år, "synthetic", "N = 60.000.",
        alt="Timerne er ens i alle år.", draw=lambda data: sns.barplot(data, x="år", y="timer", ax=Figure().subplots()).figure)
"""
        for number in range(1, 5)
    ),
]


def stand_in(folder: Path) -> Path:
    """Write the notebook that stands in for the municipality profile."""
    parameters = nbformat.v4.new_code_cell("kommune = 707", metadata={"tags": ["parameters"]})
    cells = [
        nbformat.v4.new_markdown_cell("# Kommuneprofil"),
        parameters,
        *map(nbformat.v4.new_code_cell, STAND_IN),
    ]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": kernelspec, "language_info": {"name": "python"}}
    )
    path = folder / "09_kommuneprofil.ipynb"
    nbformat.write(notebook, path)
    return path


def jobs(notebook: Path, limit: int) -> list[Job]:
    """The pages of the first municipalities."""
    return [
        Job(
            notebook,
            validate("kommuneprofil", {"kommune": code}),
            f"kommuner/{code}.html",
            name,
            f"data/{code}",
        )
        for code, name in list(municipality_names().items())[:limit]
    ]


def plain(job: Job, folder: Path) -> None:
    """One page as papermill alone makes it, rendered and written in the same way."""
    notebook = papermill.execute_notebook(
        job.notebook, folder / f"{Path(job.page).stem}.ipynb", dict(job.parameters), progress_bar=False
    )
    exhibits = html.exhibits(notebook)
    base, home = relative(job.page, job.csv_base), relative(job.page, "index.html")
    (folder / Path(job.page).name).write_bytes(html.page(notebook, job.title, weakest(exhibits), base, home))
    for exhibit in exhibits:
        target = folder / job.csv_base / f"{exhibit['id']}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(exhibit["csv"], encoding="utf-8")


def seconds_of_pool(pages: list[Job], folder: Path) -> float:
    """The whole batch through papermill in a pool of two processes, from the start of the pool to its end."""
    started = time.perf_counter()
    with ProcessPoolExecutor(POOL, mp_context=multiprocessing.get_context("spawn")) as executor:
        for future in [executor.submit(plain, job, folder) for job in pages]:
            future.result()
    return time.perf_counter() - started


def seconds_of_runner(pages: list[Job], folder: Path, workers: int) -> float:
    """The whole batch through the runner, from a cold start of the warm process to the last page."""
    started = time.perf_counter()
    with threads(workers) as executor, progress(len(pages)) as on_progress:
        summary = run(pages, executor, folder, on_progress=on_progress)
    print(told(summary))
    if summary.failed:
        raise SystemExit(1)
    return time.perf_counter() - started


def lines(notebook: str, pages: int, workers: int, runner: float, pool: float) -> list[str]:
    """What was measured, and on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        f"- {pages} sider af {notebook}; {os.cpu_count()} kerner, Python {platform.python_version()}, {versions}",
        f"- egen kørsel, {workers} tråde med forgrenede kerner: {runner:.1f} s, {runner / pages:.2f} s pr. side",
        f"- papermill i en pulje af {POOL} processer: {pool:.1f} s, {pool / pages:.2f} s pr. side",
        f"- forhold (papermill / egen kørsel): {pool / runner:.2f}",
    ]


def record(measured: list[str]) -> None:
    """Put the lines under their heading in benchmarks/results.md, in place of those that stood there."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Målinger\n"
    others = re.sub(rf"{re.escape(HEADING)}\n.*?(?=^## |\Z)", "", text, flags=re.DOTALL | re.MULTILINE).rstrip()
    RESULTS.write_text("\n".join([others, "", HEADING, "", *measured]) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=98)
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    # Both ways read the same prepared frames: the notebooks are compared, not the loading of the registers.
    with shared_frames(load()), TemporaryDirectory() as name:
        folder = Path(name)
        notebook = NOTEBOOKS / "09_kommuneprofil.ipynb"
        label = notebook.name if notebook.exists() else "en prøvenotebook (2 tabeller, 4 figurer)"
        pages = jobs(notebook if notebook.exists() else stand_in(folder), given.limit)
        runner = seconds_of_runner(pages, folder / "site", given.workers)
        pool = seconds_of_pool(pages, folder)
        measured = lines(label, len(pages), given.workers, runner, pool)
    print("\n".join(measured))
    record(measured)


if __name__ == "__main__":
    main()
