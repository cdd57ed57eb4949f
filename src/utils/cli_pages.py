"""The commands of `hko` that make pages."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from utils.errors import HkoError
from utils.start import INTERRUPTED

if TYPE_CHECKING:
    from utils.batch.outcomes import Summary

pages_app = typer.Typer()
out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)

WORKERS = 2 * (os.cpu_count() or 1)
CELL_SECONDS = 300
Jobs = Annotated[int, typer.Option(help="Hvor mange sider der laves på én gang.", min=1)]
FreshKernels = Annotated[bool, typer.Option("--fresh-kernels", help="Start hver kerne kold (langsommere).")]
Verbose = Annotated[bool, typer.Option("--verbose", help="En linje pr. side.")]
Force = Annotated[bool, typer.Option("--force", help="Lav også de sider, der er uændrede.")]
Scheduler = Annotated[str, typer.Option(help="En Dask-klynges adresse, fx tcp://127.0.0.1:8786.")]
CellSeconds = Annotated[int, typer.Option(help="Hvor længe en celle i en notebook højst må tage.", min=1)]
WORDS = {"exact": "eksakt genberegnet", "deviates": "afviger", "not_recomputable": "ikke genberegnet"}


@pages_app.command("report")
def report(
    kommune: Annotated[str, typer.Option(help="Kommunens nummer, fx 707.")] = "",
    parameter: Annotated[list[str] | None, typer.Option("-p", help="navn=værdi; kan gentages.")] = None,
    fresh_kernels: FreshKernels = False,
    force: Force = False,
    cell_seconds: CellSeconds = CELL_SECONDS,
) -> None:
    """Lav siden for én kommune."""
    from utils.batch import appendix, batches, parameters, progress

    if not kommune and not parameter:
        raise HkoError("kommune mangler; skriv fx --kommune 707.")
    given: dict[str, object] = {**_given(parameter or []), **({"kommune": kommune} if kommune else {})}
    values = parameters.validate("kommuneprofil", given)
    options = batches.Options(fresh_kernels=fresh_kernels, force=force, cell_seconds=cell_seconds)
    summary = batches.build([appendix.profile_job(values["kommune"])], (), options)
    _end(progress.told(summary), summary)


@pages_app.command("monitor")
def monitor(
    kommune: Annotated[str, typer.Option(help="Kommunens nummer, fx 787.")] = "",
    data_csv: Annotated[str, typer.Option("--data", help="Kommunens tal (csv; data/examples viser formen).")] = "",
    periode: Annotated[str, typer.Option(help="alle eller to år, fx 2018-2023.")] = "alle",
    fresh_kernels: FreshKernels = False,
    force: Force = False,
) -> None:
    """Lav monitoreringen af én kommune på de trykte tal eller på dens egen csv-fil."""
    from utils.batch import appendix, batches, parameters, progress
    from utils.registers.monitoring import monitored

    if not kommune:
        raise HkoError("kommune mangler; skriv fx --kommune 787 --data tal.csv.")
    given = {"kommune": kommune, "periode": periode, "data_csv": data_csv}
    values = parameters.validate("monitorering", given)
    if not data_csv.strip() and values["kommune"] != appendix.NORDDJURS:
        raise HkoError(
            f"--data mangler: kun Norddjurs ({appendix.NORDDJURS}) har trykte tal; giv kommunens egne, fx --data tal.csv."
        )
    monitored(**values)
    summary = batches.build_monitoring(values, batches.Options(fresh_kernels=fresh_kernels, force=force))
    pages = "".join(f"\nSiden ligger i reports/site/{outcome.job.page}." for outcome in summary.standing)
    _end(progress.told(summary) + pages, summary)


def _given(parameters: list[str]) -> dict[str, str]:
    """Parameters of the form name=value."""
    for text in parameters:
        if "=" not in text:
            raise HkoError(f"-p {text}: skriv navn=værdi, fx -p kommune=707.")
    return dict(text.split("=", 1) for text in parameters)


@pages_app.command("batch")
def batch(
    only: Annotated[str | None, typer.Option(help="Kommunenumre adskilt af komma, fx 101,707.")] = None,
    limit: Annotated[int | None, typer.Option(help="Kun de første så mange kommuner.", min=1)] = None,
    jobs: Jobs = WORKERS,
    fresh_kernels: FreshKernels = False,
    verbose: Verbose = False,
    force: Force = False,
    scheduler: Scheduler = "",
    cell_seconds: CellSeconds = CELL_SECONDS,
) -> None:
    """Lav siderne for alle kommuner (eller nogle) og oversigten."""
    from utils.batch import appendix, batches, parameters, progress

    codes: list[object] = (
        [code.strip() for code in only.split(",")] if only is not None else [*parameters.municipality_names()]
    )
    chosen = [parameters.validate("kommuneprofil", {"kommune": code})["kommune"] for code in codes][:limit]
    options = batches.Options(jobs, fresh_kernels, verbose, force, scheduler, cell_seconds)
    summary = batches.build([appendix.profile_job(code) for code in dict.fromkeys(chosen)], ("index",), options)
    _end(progress.told(summary), summary)


@pages_app.command("reproduce")
def reproduce(
    jobs: Jobs = WORKERS,
    fresh_kernels: FreshKernels = False,
    force: Force = False,
    scheduler: Scheduler = "",
    cell_seconds: CellSeconds = CELL_SECONDS,
) -> None:
    """Lav analysesiderne og hold de trykte tal op mod dem."""
    from utils.batch import appendix, batches, progress

    options = batches.Options(jobs, fresh_kernels, False, force, scheduler, cell_seconds)
    summary = batches.build(appendix.compared_jobs(), ("reproduction", "index"), options)
    _end("\n".join([progress.told(summary), *_totals(summary)]), summary)


@pages_app.command("appendix")
def whole_appendix(
    jobs: Jobs = WORKERS,
    fresh_kernels: FreshKernels = False,
    verbose: Verbose = False,
    force: Force = False,
    scheduler: Scheduler = "",
    cell_seconds: CellSeconds = CELL_SECONDS,
) -> None:
    """Lav hele bilaget i reports/site: analyser, 98 kommuner, genberegning og oversigt."""
    from utils.batch import appendix, batches, progress

    options = batches.Options(jobs, fresh_kernels, verbose, force, scheduler, cell_seconds)
    summary = batches.build(appendix.all_jobs(), ("reproduction", "index"), options)
    told = [progress.told(summary), *_totals(summary)]
    where = [] if summary.interrupted or summary.fault else ["Bilaget begynder i reports/site/index.html."]
    _end("\n".join([*told, *where]), summary)


def _totals(summary: "Summary") -> list[str]:
    """The printed numbers by result; nothing where the batch did not come so far as to compare them."""
    from utils.batch import batches

    if summary.interrupted or summary.fault:
        return []
    counts = batches.results()
    parts = [f"{counts[result]} {text}" for result, text in WORDS.items()]
    return [f"{counts.total()} trykte tal: {', '.join(parts)}."]


def _end(text: str, summary: "Summary") -> None:
    """Tell what came of it; the exit status is 130 after an interruption, as of a shell, and 1 after any other fault."""
    (out if summary.complete else err).print(text, markup=False)
    if not summary.complete:
        sys.exit(INTERRUPTED if summary.interrupted else 1)
