"""The fault tests many times in a row: what depends on the moment shows itself.

    python benchmarks/faults.py [--rounds 10] [--rows 2]

The rows run side by side, so that each finds the machine now idle, now busy. Ends with status 1 when a test fails.
"""

import argparse
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from recording import machine, record

from utils.paths import ROOT
from utils.publish.formats import number

HEADING = "Fejlprøverne mange gange i træk"
TESTS = ("tests/batch/test_faults.py", "tests/batch/test_cluster.py")


def passes(rounds: int) -> bool:
    """Whether all fault tests pass so many times, one round after the other; pytest tells what does not."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--keep-duplicates", *(TESTS * rounds)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(ended.stdout, flush=True)
    return ended.returncode == 0


def main() -> None:
    """Run, tell, and end with status 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--rows", type=int, default=2)
    given = parser.parse_args()
    begun = time.perf_counter()
    with ThreadPoolExecutor(given.rows) as rows:
        whole = list(rows.map(passes, [given.rounds] * given.rows))
    minutes, found = number((time.perf_counter() - begun) / 60), "uden fejl" if all(whole) else "med fejl"
    record(
        HEADING, [machine(), f"- {given.rows} rækker à {given.rounds} runder side om side: {found}; {minutes} minutter"]
    )
    if not all(whole):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
