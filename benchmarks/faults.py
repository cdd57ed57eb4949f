"""The fault tests many times in a row: what depends on the moment shows itself.

    python benchmarks/faults.py [--times 20] [--at-once 2]

Two rows run side by side, so that each also finds the machine now idle, now busy. Ends with status 1 when one fails.
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


def passes(turn: int) -> bool:
    """Whether all fault tests pass; pytest tells what does not."""
    ended = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS], cwd=ROOT,
                           capture_output=True, text=True, check=False)  # fmt: skip
    print(f"{turn + 1}: {ended.stdout if ended.returncode else ended.stdout.splitlines()[-1]}", flush=True)
    return ended.returncode == 0


def main() -> None:
    """Run, tell, and end with status 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=2)
    given = parser.parse_args()
    begun = time.perf_counter()
    with ThreadPoolExecutor(given.at_once) as rows:
        passed = list(rows.map(passes, range(given.times)))
    minutes = number((time.perf_counter() - begun) / 60)
    record(HEADING, [machine(), f"- {sum(passed)} af {given.times} kørsler uden fejl, {given.at_once} ad gangen, på "
                                f"{minutes} minutter"])  # fmt: skip
    if not all(passed):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
