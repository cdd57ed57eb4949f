"""The first moments of the command."""

import os
import signal
import subprocess
import sys

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
