"""What a person sees of a batch: one bar, a line for what failed, and a summary."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from babel.numbers import format_decimal
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from utils.batch.outcomes import INTERRUPTED, Outcome, Summary


@contextmanager
def progress(total: int, verbose: bool = False, console: Console | None = None) -> Iterator[Callable[[Outcome], None]]:
    """One bar for the batch; gives the `on_progress` of `runner.run`. verbose: also a line for each page made."""
    columns = (TextColumn("Sider"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console or Console(stderr=True)) as bar:
        task = bar.add_task("Sider", total=total)

        def on_progress(outcome: Outcome) -> None:
            if verbose or outcome.error:
                bar.console.print(line(outcome), markup=False, highlight=False, soft_wrap=True)
            bar.advance(task)

        yield on_progress


def line(outcome: Outcome) -> str:
    """One job in one line: "kommuner/707.html  Norddjurs  0,8 s", or what went wrong."""
    return f"{outcome.job.page}  {outcome.job.title}  {outcome.error or _seconds(outcome.seconds)}"


def _seconds(seconds: float) -> str:
    # Not by publish.formats: that waits for pandas, and a batch with nothing to do has no use for it.
    return f"{format_decimal(seconds, format='#,##0.0', locale='da_DK')} s"


def told(summary: Summary) -> str:
    """The summary in Danish: how many pages of how many, and each page that failed with its reason.

    Pages that an interruption left are counted only: the next batch makes them.
    """
    made, kept, total = len(summary.made), len(summary.kept), len(summary.outcomes)
    seconds = _seconds(summary.seconds)
    if kept == total and not summary.fault:
        return f"Intet at lave: {total} af {total} sider er uændrede ({seconds})."
    head = f"{made} af {total} sider er lavet på {seconds}"
    head += f", {kept} er uændrede." if kept else "."
    failed = [outcome for outcome in summary.failed if outcome.error != INTERRUPTED]
    if summary.interrupted:
        head += f" Kørslen blev afbrudt, før {len(summary.failed) - len(failed)} sider var lavet."
    missing = [" Disse mangler:", *(f"\n  {line(outcome)}" for outcome in failed)] if failed else []
    return "".join([head, *missing, f"\n{summary.fault}" if summary.fault else ""])
