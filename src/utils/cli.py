"""The command `hko`: Danish, one line a fault, exit status 0 only when everything asked for was made."""

import errno
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click import exceptions as click_exceptions  # typer carries click along and exports only a part of it

from utils.batch.masking import masked
from utils.cli_pages import err, out, pages_app
from utils.errors import HkoError
from utils.start import INTERRUPTED

DEFAULT_SEED = 2021
MOST_DREAM_PERSONS = 10_000_000
app = typer.Typer(help="Kortlægningen af handicapkompenserende ordninger, genberegnet.", no_args_is_help=True,
                  add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)  # fmt: skip
data_app = typer.Typer(help="Registrene: lav de syntetiske, kontrollér et udtræk.", no_args_is_help=True)
app.add_typer(data_app, name="data")


@data_app.command("synthetic")
def data_synthetic(
    seed: Annotated[int, typer.Option(help="Frø; samme frø giver samme registre.", min=0)] = DEFAULT_SEED,
    free: Annotated[bool, typer.Option("--free", help="Stop efter det frie udtræk; betingningen udelades.")] = False,
    scale: Annotated[int, typer.Option(help="Hver person så mange gange; kræver --out.", min=1, max=100)] = 1,
    dream_persons: Annotated[
        int | None,
        typer.Option(
            help="Så mange personer i DREAM; fyldes op med nogle uden bevilling.", min=1, max=MOST_DREAM_PERSONS
        ),
    ] = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Mappe; ellers data/synthetic.")] = None,
) -> None:
    """Lav de syntetiske registre."""
    from utils.paths import DATA
    from utils.synthetic.national import with_everyone
    from utils.synthetic.registers import registers
    from utils.synthetic.scaling import scaled
    from utils.synthetic.writing import only_synthetic, write

    if scale > 1 and folder is None:
        raise HkoError("--scale kræver --out: mappen får sin egen data.toml, som siger, hvor stort udtrækket er.")
    only_synthetic((folder or DATA / "synthetic").resolve())
    tables: dict[str, Any] = dict(scaled(registers(seed, free=free), scale))
    if dream_persons is not None:
        tables["dream"] = with_everyone(tables["dream"], dream_persons, seed)
    files = write(tables, folder or DATA / "synthetic", scale)
    out.print(f"{len(files)} syntetiske registre er skrevet i {files[0].parent} (frø {seed}).")
    if folder is not None:
        size = f" (målestok {scale})" if scale > 1 else ""
        out.print(f"Brug dem med HKO_DATA_TOML={folder / 'data.toml'}{size}.", markup=False)


@data_app.command("check")
def data_check() -> None:
    """Kontrollér registrene, som data.toml peger på, og vis alle fejl på én gang."""
    from utils.registers.checking import check
    from utils.registers.population import require
    from utils.registers.schemas import SCHEMAS
    from utils.registers.sources import sources

    found = sources()
    check(found)
    require(found)
    left_out = sorted(set(SCHEMAS) - set(found))
    out.print(
        f"Der er ingen fejl i {len(found)} af {len(SCHEMAS)} registre; ikke i udtrækket: {', '.join(left_out) or 'ingen'}."
    )


@data_app.command("import")
def data_import(
    folder: Annotated[
        Path | None, typer.Option("--out", help="Ny mappe til Parquet-filerne og deres data.toml.")
    ] = None,
) -> None:
    """Lav CSV-filerne i udtrækket om til Parquet, som læses mange gange hurtigere."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from utils.registers.importing import import_csv
    from utils.registers.sources import sources

    if folder is None:
        raise HkoError("--out mangler; skriv en ny mappe, fx --out parquet.")
    csv = {name: source.path for name, source in sources().items() if source.format == "csv"}
    sizes = {name: path.stat().st_size if path.is_file() else 0 for name, path in csv.items()}
    read = dict.fromkeys(sizes, 0.0)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task("Import", total=sum(sizes.values()))

        def on_progress(name: str, share: float) -> None:
            read[name] = share * sizes.get(name, 0)
            bar.update(task, description=name, completed=sum(read.values()))

        files = import_csv(folder, on_progress)
    out.print(f"{len(files)} registre er importeret i {folder}.", markup=False)
    out.print(f"Brug dem med HKO_DATA_TOML={folder / 'data.toml'}.", markup=False)


@app.command("list")
def list_all() -> None:
    """Vis notesbøger med parametre og de 98 kommuner."""
    from utils.batch.parameters import MODELS, allowed, municipality_names

    for name, model in MODELS.items():
        out.print(name)
        for parameter, field in model.model_fields.items():
            out.print(f"  {parameter} = {field.default} ({allowed(model, parameter)})")
    out.print("kommuner")
    for code, name in municipality_names().items():
        out.print(f"  {code} {name}")


@app.command("audit")
def audit_sources() -> None:
    """Vis, hvor de trykte tal ikke kan passe sammen, og tæl efter dokument og art."""
    from utils.published.audit import audit, findings
    from utils.published.audit_page import audit_lines

    df_by_relation = audit()
    out.print("\n".join(audit_lines(df_by_relation, findings(df_by_relation))), markup=False)


app.add_typer(pages_app)


def main() -> None:
    """Entry point: every foreseen fault is told in Danish without a traceback."""
    # What goes wrong with a page stands in the summary; papermill would tell it once more in its own words.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    # A polite kill is told as Ctrl-C is, and leaves as little behind.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    try:
        status = app(standalone_mode=False) or 0
        if status == INTERRUPTED:
            err.print("Afbrudt.")
        sys.exit(status)
    except HkoError as fault:
        _tell(str(fault))
    except click_exceptions.NoArgsIsHelpError as fault:
        out.print(fault.format_message(), markup=False)
    except click_exceptions.ClickException as fault:
        _tell(_in_danish(fault))
    except (typer.Abort, KeyboardInterrupt):
        err.print("Afbrudt.")
        sys.exit(INTERRUPTED)
    except OSError as fault:
        _tell(_about_a_file(fault))
    except RuntimeError as fault:
        if "interrupted" not in str(fault).lower():  # DuckDB's own word for Ctrl-C
            raise
        err.print("Afbrudt.")
        sys.exit(INTERRUPTED)
    sys.exit(1)


def _tell(fault: str) -> None:
    """A fault in a line, without what may be a personal number: it may stand in a parameter or in the name of a file."""
    err.print(f"Fejl: {masked(fault)}", markup=False)


EXPECTED = {
    "--jobs": "et helt tal på mindst 1",
    "--cell-seconds": "et helt tal på mindst 1",
    "--limit": "et helt tal på mindst 1",
    "--seed": "et helt tal på mindst 0",
    "--out": "en mappe",
    "--scale": "et helt tal fra 1 til 100",
    "--dream-persons": "et helt tal fra 1 til 10000000",
}


FILE_FAULTS = {
    errno.ENOSPC: "disken er fuld",
    errno.EROFS: "der kan ikke skrives på drevet",
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.ENOTDIR: "stien går gennem en fil, der ikke er en mappe",
    errno.EISDIR: "det er en mappe, ikke en fil",
    errno.ENOENT: "den findes ikke",
    errno.EEXIST: "den findes allerede som noget andet",
    errno.EBUSY: "den er i brug, fx som et drev for sig; vælg en mappe i den",
}


def _about_a_file(fault: OSError) -> str:
    """A fault of the disk or a path in one Danish line."""
    reason = FILE_FAULTS.get(fault.errno or 0, "den kan hverken læses eller skrives")
    return f"{fault.filename or 'filen'}: {reason}."


def _in_danish(fault: click_exceptions.ClickException) -> str:
    """click's faults in one Danish line."""
    if isinstance(fault, click_exceptions.NoSuchOption):
        near = f"; mente du {fault.possibilities[0]}?" if fault.possibilities else "; se «hko --help»."
        return f"Tilvalget {fault.option_name} findes ikke{near}"
    if isinstance(fault, click_exceptions.BadParameter):
        name = fault.param.opts[0] if fault.param and fault.param.opts else ""
        return f"{name}: der skal stå {EXPECTED.get(name, 'en anden værdi')}."
    if isinstance(fault, click_exceptions.BadOptionUsage):
        return f"Tilvalget {fault.option_name} er ikke brugt rigtigt; der skal stå {_expected(fault)}."
    words = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    return f"Kommandoen «hko {' '.join(words)}» kan ikke bruges; se «hko --help»."


def _expected(fault: click_exceptions.BadOptionUsage) -> str:
    return EXPECTED.get(fault.option_name, "en værdi efter det")


if __name__ == "__main__":
    main()
