"""The first moments of the command."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

# The command's own modules take an hour to import.
SLOW = """
import sys, time
import utils.start
class Slow:
    def find_spec(self, name, path, target=None):
        if name == "utils.cli":
            print("importing", flush=True)
            time.sleep(3600)
sys.meta_path.insert(0, Slow())
utils.start.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_importing_is_one_line(number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "importing\n"
    os.kill(process.pid, number)
    assert process.communicate(timeout=60)[1] == "Afbrudt.\n"
    assert process.returncode == 130


# Says in a file what its streams are, and those of a program that it starts.
STREAMS = """
import subprocess, sys
from utils.start import open_streams
open_streams()
look = "import os, sys; open(sys.argv[1], 'a').write(' '.join(os.readlink(f'/proc/self/fd/{n}') for n in (0, 1, 2)))"
subprocess.run([sys.executable, "-c", look, sys.argv[1]], check=True)
print("nobody reads this")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_streams_that_are_shut_become_empty_ones_for_all_that_is_started(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = ["sh", "-c", 'exec "$0" -c "$1" "$2" <&- >&- 2>&-', sys.executable, STREAMS, str(told)]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0
    assert told.read_text() == "/dev/null /dev/null /dev/null"
