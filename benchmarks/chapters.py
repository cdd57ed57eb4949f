"""Seconds for the exhibits of all chapter notebooks, made once in one process from ready frames on.

    python benchmarks/chapters.py [--slowest 10]

The cells of each analysis page are run with the page's parameters, and every exhibit is made into what the
notebook stores (table or picture, csv, note). Reading the registers comes before and is told on its own line;
kernels, papermill and the rendering of pages are benchmarks/batch.py's.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from utils import load
from utils.batch import plain
from utils.batch.appendix import ANALYSES, AnalysisPage
from utils.batch.environment import KERNEL_ENVIRONMENT
from utils.batch.parameters import notebook_path, validate
from utils.batch.sharing import shared_frames
from utils.publish.exhibit import Exhibit

LIMIT_SECONDS = 60


def timed(page: AnalysisPage) -> Iterator[tuple[str, float]]:
    """Exhibit id ("" of a cell without one) and seconds of the processor, cell by cell."""
    notebook = notebook_path(page.notebook).read_text(encoding="utf-8")
    started = time.process_time()
    for made in plain.values(notebook, validate(page.notebook, dict(page.parameters))):
        if isinstance(made, Exhibit):
            made._repr_mimebundle_()
        yield (made.id if isinstance(made, Exhibit) else ""), time.process_time() - started
        started = time.process_time()


def measured(slowest: int) -> list[str]:
    """What was found, a line each: the frames, every page, the slowest exhibits, all."""
    started = time.perf_counter()
    data = load()
    lines = [f"registre til rammer: {time.perf_counter() - started:.1f} s"]
    single: list[tuple[float, str, str]] = []
    started = time.perf_counter()
    with shared_frames(data):
        for page in ANALYSES:
            found = list(timed(page))
            exhibits = [(seconds, name, page.page) for name, seconds in found if name]
            lines.append(f"{page.page:32}{len(exhibits):4} udstillinger {sum(seconds for _, seconds in found):7.2f} s")
            single += exhibits
    wall, processor = time.perf_counter() - started, sum(seconds for seconds, _, _ in single)
    lines += [f"  {seconds:6.2f} s  {name} ({page})" for seconds, name, page in sorted(single, reverse=True)[:slowest]]
    return [
        *lines,
        f"i alt {processor:.1f} s processortid for {len(single)} udstillinger (højst {LIMIT_SECONDS} s); "
        f"{wall:.1f} s på uret med indlæsning af rammerne for hver side",
    ]


def main() -> None:
    """Measure in a process with the environment of a kernel, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slowest", type=int, default=10)
    given = parser.parse_args()
    # The number of threads for linear algebra must stand in the environment before numpy is imported.
    os.environ.update(KERNEL_ENVIRONMENT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        print("\n".join(executor.submit(measured, given.slowest).result()))


if __name__ == "__main__":
    main()
