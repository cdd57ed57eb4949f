import os
import subprocess
import sys
from pathlib import Path

import pytest

from utils import temporary
from utils.batch.forking import call
from utils.batch.writing import sweep


def test_folders_of_processes_that_are_gone_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = [tmp_path / f"{prefix}{ended.pid}-abc" for prefix in (temporary.FRAMES, temporary.PAGE, temporary.REGISTERS)]
    stays = [
        tmp_path / name for name in (f"{temporary.FRAMES}{os.getpid()}-abc", f"{temporary.FRAMES}x-abc", "andet-1-a")
    ]
    for folder in (*gone, *stays):
        folder.mkdir()
    temporary.sweep()
    assert sorted(tmp_path.iterdir()) == sorted(stays)


def test_a_folder_is_gone_after_the_block_also_after_a_fault() -> None:
    made: list[Path] = []

    def fails() -> None:
        with temporary.folder(temporary.PAGE) as folder:
            made.append(folder)
            (folder / "fil").touch()
            raise ValueError("galt")

    with pytest.raises(ValueError, match="galt"):
        fails()
    assert not made[0].exists()


def test_half_files_are_removed_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "kommuner").mkdir()
    half, whole = tmp_path / "kommuner" / ".707.html.12.part", tmp_path / "kommuner" / "707.html"
    half.touch()
    whole.touch()
    sweep(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [whole]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_call_in_a_process_of_its_own_gives_its_answer_or_none() -> None:
    assert call(pow, 2, 10, seconds=60) == 1024
    assert call(os._exit, 3, seconds=60) is None
    assert call(int, "en", seconds=60) is None
    assert call(__import__("time").sleep, 600, seconds=0.5) is None
