"""The fault tests many times in a row: what depends on the moment shows itself.

python benchmarks/faults.py [--times 20]
"""

import argparse
import subprocess
import sys

from recording import machine, record

from utils.paths import ROOT

TESTS = ("tests/batch/test_faults.py", "tests/batch/test_cluster.py")


def main() -> None:
    """Run, tell, and end with status 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    command = [sys.executable, "-m", "pytest", "-q", *TESTS]
    passed = [subprocess.run(command, cwd=ROOT, check=False).returncode == 0 for _ in range(times)]
    record("Fejlprøverne mange gange i træk", [machine(), f"- {sum(passed)} af {times} kørsler uden fejl"])
    if not all(passed):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
