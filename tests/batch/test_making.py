"""Which pages a batch makes after a change; the runner is real, the registers are not read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from utils.batch import manifest, standing
from utils.batch.batches import Options
from utils.batch.inputs import input_files
from utils.batch.jobs import Job
from utils.batch.making import make
from utils.batch.outcomes import Summary
from utils.frames import Frames

pytestmark = pytest.mark.slow
COUNT = """
from utils import load
grants = int((load().df_by_grant["municipality"] == kommune).sum())
"""


@pytest.fixture(scope="module")
def notebook(write_notebook: Callable[..., Path]) -> Path:
    """Shows how many grants a municipality has."""
    path = write_notebook(COUNT)
    content = nbformat.read(path, as_version=4)
    content.cells[-1].source = content.cells[-1].source.replace("[kommune / 2]", "[grants / 2]")
    nbformat.write(content, path)
    return path


def test_only_what_has_changed_is_made(
    notebook: Path, job: Callable[[Path, int], Job], data: Frames, tmp_path: Path
) -> None:
    register, jobs = tmp_path / "register", [job(notebook, code) for code in (101, 147)]
    register.write_text("1")
    asked: list[str] = []

    def batch(frames: Frames, force: bool = False) -> Summary:
        asked.clear()

        def given() -> Frames:
            asked.append("frames")
            return frames

        before = manifest.read(tmp_path / "reports" / "manifest.json")
        wanted = standing.plan(jobs, ("index",), input_files({"x": register}), before)
        return make(wanted, Options(workers=2, force=force), tmp_path / "reports", given)

    def pages(summary: Summary) -> tuple[list[int], list[int]]:
        made, kept = (
            [int(outcome.job.parameters["kommune"]) for outcome in part] for part in (summary.made, summary.kept)
        )
        return made, kept

    site = tmp_path / "reports" / "site"
    assert pages(batch(data)) == ([101, 147], [])
    assert asked == ["frames"]
    first = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    # Nothing has changed: not even the frames are asked for.
    assert pages(batch(data)) == ([], [101, 147])
    assert asked == []

    # The register has changed, but no number on a page.
    register.write_text("2")
    assert pages(batch(data)) == ([], [101, 147])
    assert asked == ["frames"]
    assert batch(data).kept and asked == []

    # One grant of 147 fewer: its page alone is made anew.
    register.write_text("3")
    last = data.df_by_grant.index[data.df_by_grant["municipality"] == 147][-1]
    fewer = replace(data, df_by_grant=data.df_by_grant.drop(index=last))
    assert pages(batch(fewer)) == ([147], [101])
    changed = {path.name for path, content in first.items() if path.read_bytes() != content}
    assert changed == {"147.html", "profil-timer.csv"}

    # A page that somebody has changed, and a csv file that is gone, do not stand.
    (site / "kommuner" / "101.html").write_text("andet")
    assert pages(batch(fewer)) == ([101], [147])
    (site / "data" / "147" / "profil-timer.csv").unlink()
    assert pages(batch(fewer)) == ([147], [101])
    (site / "index.html").unlink()
    assert pages(batch(fewer)) == ([], [101, 147])
    assert (site / "index.html").is_file()

    assert pages(batch(fewer, force=True)) == ([101, 147], [])
    # Another notebook is another page.
    content = nbformat.read(notebook, as_version=4)
    content.cells[0].source = "# Ny prøve"
    nbformat.write(content, notebook)
    assert pages(batch(fewer)) == ([101, 147], [])
