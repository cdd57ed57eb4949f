import subprocess
import sys
import time
from pathlib import Path

import pytest

from utils.batch.locking import one_batch
from utils.errors import HkoError

HOLDS = """
import sys, time
from pathlib import Path
from utils.batch.locking import one_batch
with one_batch(Path(sys.argv[1])):
    print("har den", flush=True)
    time.sleep(60)
"""


def test_the_second_is_refused_and_the_lock_of_a_killed_process_is_gone(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "har den\n"
    started = time.monotonic()
    with pytest.raises(HkoError) as raised, one_batch(tmp_path):
        pass
    assert time.monotonic() - started < 5
    assert str(raised.value) == (
        f"En anden kørsel (proces {holder.pid}) arbejder i {tmp_path}; vent, til den er færdig."
    )
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with one_batch(tmp_path):
        pass


def test_the_lock_is_free_after_the_block_also_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="galt"), one_batch(tmp_path / "ny"):
        raise ValueError("galt")
    with one_batch(tmp_path / "ny"):
        pass
