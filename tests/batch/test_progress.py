import io
from pathlib import Path

from rich.console import Console

from utils.batch.jobs import Job
from utils.batch.outcomes import INTERRUPTED, Outcome, Summary
from utils.batch.progress import line, progress, told

NORDDJURS = Job(Path("09_kommuneprofil.ipynb"), {"kommune": 707}, "kommuner/707.html", "Norddjurs", "data/707")
VEJLE = Job(Path("09_kommuneprofil.ipynb"), {"kommune": 630}, "kommuner/630.html", "Vejle", "data/630")
MADE = Outcome(NORDDJURS, seconds=0.84)
FAILED = Outcome(VEJLE, "KeyError: 'timer'")


def test_a_page_is_one_line() -> None:
    assert line(MADE) == "kommuner/707.html  Norddjurs  0,8 s"
    assert line(FAILED) == "kommuner/630.html  Vejle  KeyError: 'timer'"


def test_the_summary_counts_and_names_what_failed() -> None:
    assert told(Summary([MADE], 41.26)) == "1 af 1 sider er lavet på 41,3 s."
    assert told(Summary([MADE, FAILED], 2.0)) == (
        "1 af 2 sider er lavet på 2,0 s. Disse mangler:\n  kommuner/630.html  Vejle  KeyError: 'timer'"
    )


def test_the_summary_tells_pages_that_were_kept_from_those_that_were_made() -> None:
    kept = Outcome(VEJLE, kept=True)
    assert told(Summary([MADE, kept], 2.0)) == "1 af 2 sider er lavet på 2,0 s, 1 er uændrede."
    assert told(Summary([kept], 0.3)) == "Intet at lave: 1 af 1 sider er uændrede (0,3 s)."
    assert told(Summary([kept, FAILED], 2.0)).startswith(
        "0 af 2 sider er lavet på 2,0 s, 1 er uændrede. Disse mangler:"
    )


def test_the_summary_says_that_a_batch_was_interrupted() -> None:
    left = Outcome(VEJLE, INTERRUPTED)
    head = "1 af 3 sider er lavet på 2,0 s. Kørslen blev afbrudt, før 1 sider var lavet."
    assert told(Summary([MADE, FAILED, left], 2.0, interrupted=True)) == f"{head} Disse mangler:\n  {line(FAILED)}"
    assert told(Summary([MADE, left, left], 2.0, interrupted=True)) == head.replace("før 1", "før 2")


def _shown(verbose: bool) -> str:
    console = Console(file=io.StringIO(), force_terminal=False, width=100)
    with progress(2, verbose, console) as on_progress:
        on_progress(MADE)
        on_progress(FAILED)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_pages_are_named_when_asked_for_and_failures_always() -> None:
    assert line(MADE) in _shown(verbose=True)
    assert line(MADE) not in _shown(verbose=False)
    assert line(FAILED) in _shown(verbose=False)
    assert "2/2" in _shown(verbose=False)
