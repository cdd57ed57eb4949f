from pathlib import Path

import pytest

from utils.batch.writing import write_whole


def test_a_file_is_written_in_a_folder_that_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "kommuner" / "707.html", b"ny")
    assert (tmp_path / "kommuner" / "707.html").read_bytes() == b"ny"
    assert [path.name for path in (tmp_path / "kommuner").iterdir()] == ["707.html"]


def test_when_writing_fails_the_old_file_stands_and_no_part_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "707.html"
    page.write_bytes(b"gammel")

    def disk_full(part: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(page, b"ny")
    assert page.read_bytes() == b"gammel"
    assert [path.name for path in tmp_path.iterdir()] == ["707.html"]
