"""The whole HTML appendix: analysis pages, a page a municipality, reproduction page, index and manifest."""

import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from utils.batch import kernels, manifest, progress
from utils.batch.building import Job
from utils.batch.parameters import municipality_names, notebook_path, validate
from utils.batch.runner import Summary, run, threads
from utils.batch.writing import write_whole
from utils.errors import HkoError
from utils.frames import FRAMES_FOLDER, Frames, load, prepare
from utils.paths import REPORTS
from utils.publish import csvs, site
from utils.publish.status import PUBLISHED
from utils.published.audit import audit, findings
from utils.published.audit_page import audit_body
from utils.published.page import reproduction_body
from utils.published.reproduction import reproduction, reproduction_csv
from utils.registers.sources import extract_scale, sources

SITE: Final = REPORTS / "site"
MANIFEST: Final = REPORTS / "manifest.json"
FRAMES_PREFIX: Final = "hko-frames-"
REPRODUCTION: Final = "reproduktion.html"
AUDIT: Final = "kildekritik.html"
# 1,820 rows with a link each on one page, so that a search in the browser finds every number.
REPRODUCTION_BYTES: Final = 700_000
# Every finding on one page, so that the filter and a search reach all of them.
AUDIT_BYTES: Final = 600_000


@dataclass(frozen=True)
class AnalysisPage:
    """An analysis notebook with its parameters, and how the index presents it."""

    notebook: str
    parameters: Mapping[str, Any]
    page: str
    title: str
    description: str


ANALYSES: Final = (
    AnalysisPage(
        "prioritering", {}, "prioritering.html", "Prioritering og organisering",
        "Hvordan prioriterer og organiserer de 20 casekommuner handicapområdet? (tabel 3–10)",
    ),
    AnalysisPage(
        "viden", {}, "viden.html", "Viden og holdninger",
        "Hvad ved jobcentrenes medarbejdere, og hvad tror de om borgerne? (tabel 11, figur 3–21)",
    ),
    AnalysisPage(
        "brug", {}, "brug.html", "Brug af ordningerne",
        "Hvor meget bruges ordningerne, hvem får dem, og hvad får de? (tabel 11–16, figur 22–23)",
    ),
    AnalysisPage(
        "sagsgang", {}, "sagsgang.html", "Udgifter og sagsbehandling",
        "Hvad koster ordningerne, og hvor længe tager en sag? (tabel 17–19, figur 24–30)",
    ),
    AnalysisPage(
        "borgere", {}, "borgere.html", "Borgere og virksomheder",
        "Hvad siger borgere og arbejdsgivere om ordningerne? (kapitel 6, tabel 20)",
    ),
    AnalysisPage(
        "tvaergaaende", {}, "tvaergaaende.html", "Tværgående analyse",
        "Hænger prioritering, viden og brug sammen med borgernes løntimer? (figur 31, forandringsteorien)",
    ),
    AnalysisPage(
        "typologier", {"inddeling": "strategi"}, "typologier-strategi.html", "Typologier og løntimer: strategi",
        "Går kommunernes strategi på handicapområdet igen i borgernes løntimer? (figur 32–33)",
    ),
    AnalysisPage(
        "typologier", {"inddeling": "organisering"}, "typologier-organisering.html",
        "Typologier og løntimer: organisering",
        "Går organiseringen af nøglepersonordningen igen i borgernes løntimer? (figur 34–35)",
    ),
    AnalysisPage(
        "rammevilkaar", {}, "rammevilkaar.html", "Rammevilkår",
        "Forklarer anvendelsesgraden sammenhængen mellem rammevilkår og løntimer? (figur 36–42)",
    ),
    AnalysisPage(
        "specifikationskurve", {}, "specifikationskurve.html", "Specifikationskurve",
        "Hvilke af rapportens sammenhænge mellem kommuner overlever alle valg, og hvilke hænger på ét?",
    ),
    AnalysisPage(
        "surveyvaegtning", {}, "surveyvaegtning.html", "Surveyvægtning",
        "Hvad betyder det, om medarbejdernes svar tælles ens eller vægtes? (afsnit 9.4.1)",
    ),
    AnalysisPage(
        "beretning", {}, "beretning-2013.html", "Beretning 2013",
        "Hvad viser Specialfunktionens årsberetning, når dens tal regnes efter? (S13 tabel 2.1–4.7)",
    ),
    AnalysisPage(
        "business_case", {}, "business-case.html", "Business case: de 25 regneeksempler",
        "Hvad koster personlig assistance og hjælpemidler mod den ydelse, de holdes op imod, før og efter 2016? (C15)",
    ),
    AnalysisPage(
        "monitorering", {}, "monitorering.html", "Monitorering: Norddjurs",
        "Hvordan udvikler brugen af ordningerne og fleksjob sig? De trykte tal i kommunens notater fra 2022 og 2024",
    ),
)  # fmt: skip


# Pages whose exhibits stand against printed numbers: the analyses, and Norddjurs for its own notes.
NORDDJURS: Final = 707
COMPARED: Final = (*(analysis.page for analysis in ANALYSES), f"kommuner/{NORDDJURS}.html")


def compared_jobs() -> list[Job]:
    """The jobs of the pages that are held against the print."""
    return [*analysis_jobs(), profile_job(NORDDJURS)]


def analysis_jobs() -> list[Job]:
    """One job an analysis page; their csv files lie together in data/."""
    return [
        Job(notebook_path(a.notebook), validate(a.notebook, dict(a.parameters)), a.page, a.title, "data")
        for a in ANALYSES
    ]


def profile_job(kommune: int) -> Job:
    """The job of one municipality's page; its csv files lie in data/<code>/."""
    values = validate("kommuneprofil", {"kommune": kommune})
    title = f"Kommuneprofil: {municipality_names()[kommune]}"
    return Job(notebook_path("kommuneprofil"), values, f"kommuner/{kommune}.html", title, f"data/{kommune}")


def monitoring_job(values: Mapping[str, Any]) -> Job:
    """The job of one municipality's monitoring (validated parameters); its csv files lie in data/monitorering/<code>/."""
    kommune = values["kommune"]
    title = f"Monitorering: {municipality_names()[kommune]}"
    page, csv_base = f"monitorering/{kommune}.html", f"data/monitorering/{kommune}"
    return Job(notebook_path("monitorering"), values, page, title, csv_base)


def publishable() -> None:
    """Raises HkoError when a register is real, before disclosure control exists, or the extract of another scale."""
    scale = extract_scale()
    if scale > 1:
        raise HkoError(
            f"Siderne bygges kun af registre i landets målestok; data.toml siger {scale}. Kør notesbøgerne i JupyterLab "
            "(«make lab»)."
        )
    real = sorted(name for name, source in sources().items() if source.status == "register")
    if real:
        raise HkoError(
            f'Siderne bygges ikke, fordi {real[0]} er et registerudtræk (status = "register" i data.toml): tallene er '
            "ikke kontrolleret for genkendelige borgere. Kør notesbøgerne i JupyterLab («make lab»); de er mærket "
            "«ikke til offentliggørelse»."
        )


@contextmanager
def shared_frames(data: Frames) -> Iterator[None]:
    """The frames where the kernels of a batch find them, so that they are computed once."""
    earlier = os.environ.get(FRAMES_FOLDER)
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"{FRAMES_PREFIX}{os.getpid()}-") as folder:
        prepare(data, Path(folder))
        os.environ[FRAMES_FOLDER] = folder
        try:
            yield
        finally:
            if earlier is None:
                os.environ.pop(FRAMES_FOLDER)
            else:
                os.environ[FRAMES_FOLDER] = earlier


def _sweep() -> None:
    """Removes the frames of batches that were killed: they hold persons, and nobody else would remove them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FRAMES_PREFIX}*-*"):
        owner = folder.name.removeprefix(FRAMES_PREFIX).partition("-")[0]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True


def build_pages(
    jobs: Sequence[Job],
    data: Frames,
    *,
    workers: int,
    fresh_kernels: bool = False,
    verbose: bool = False,
    folder: Path = SITE,
) -> Summary:
    """The pages of the jobs and an updated manifest; the others stay as they are."""
    before = manifest.read(MANIFEST)
    with shared_frames(data), threads(workers) as executor, progress.progress(len(jobs), verbose) as on_progress:
        summary = run(jobs, executor, folder, kernel_manager_class=kernels.kernel_manager(fresh_kernels),
                      on_progress=on_progress, earlier=manifest.csv_files(before))  # fmt: skip
    inputs = manifest.input_files({name: source.path for name, source in sources().items()})
    manifest.write(manifest.made(summary, inputs, before, folder), MANIFEST)
    return summary


def build_monitoring(values: Mapping[str, Any], *, fresh_kernels: bool = False, folder: Path = SITE) -> Summary:
    """The page of one municipality's monitoring and an updated manifest; it reads no register, and needs none."""
    before = manifest.read(MANIFEST)
    job = monitoring_job(values)
    with threads(1) as executor, progress.progress(1) as on_progress:
        summary = run([job], executor, folder, kernel_manager_class=kernels.kernel_manager(fresh_kernels),
                      on_progress=on_progress, earlier=manifest.csv_files(before))  # fmt: skip
    own = {f"monitorering:{values['kommune']}": Path(values["data_csv"])} if values["data_csv"] else {}
    made = manifest.made(summary, manifest.input_files({}) | own, before, folder)
    # The registers that earlier pages were made from are inputs of the site still.
    inputs = {**(before.inputs if before else {}), **made.inputs}
    manifest.write(made.model_copy(update={"inputs": dict(sorted(inputs.items()))}), MANIFEST)
    return summary


def write_reproduction(summary: Summary, data: Frames, folder: Path = SITE) -> pd.DataFrame:
    """reproduction.csv, its page (from the csv files of the compared pages) and the audit; df_by_printed_number."""
    compared = [outcome for outcome in summary.made if outcome.job.page in COMPARED]
    found = [(exhibit, outcome.job) for outcome in compared for exhibit in outcome.exhibits]
    pages = {exhibit["id"]: job.page for exhibit, job in found}
    statuses = {exhibit["id"]: exhibit["status"] for exhibit, _ in found}
    tables = {exhibit["id"]: _table(folder / job.csv_base / f"{exhibit['id']}.csv") for exhibit, job in found}
    df_by_printed_number = reproduction({n: t for n, t in tables.items() if t is not None}, statuses)
    body = reproduction_body(df_by_printed_number, pages)
    page = site.simple_page("Offentliggjort og genberegnet", body, data.status, maximum_bytes=REPRODUCTION_BYTES)
    write_whole(folder / "data" / "reproduction.csv", reproduction_csv(df_by_printed_number))
    write_whole(folder / REPRODUCTION, page)
    write_audit(folder)
    return df_by_printed_number


def write_audit(folder: Path = SITE) -> None:
    """The audit of the documents and its two csv files; it rests on printed numbers alone."""
    df_by_relation = audit()
    df_by_finding = findings(df_by_relation)
    body = audit_body(df_by_relation, df_by_finding, REPRODUCTION)
    page = site.simple_page("Kildekritik", body, PUBLISHED, maximum_bytes=AUDIT_BYTES)
    write_whole(folder / "data" / "relations.csv", csvs.csv_bytes(df_by_relation, PUBLISHED))
    write_whole(folder / "data" / "errata.csv", csvs.csv_bytes(df_by_finding, PUBLISHED))
    write_whole(folder / AUDIT, page)


def _table(path: Path) -> pd.DataFrame | None:
    """The data of an exhibit as its csv holds them; None where the exhibit has no rows."""
    text = path.read_text(encoding="utf-8")
    return pd.read_csv(io.StringIO(text), sep=";", decimal=",") if text.count("\n") > 1 else None


def write_index(data: Frames, codes_with_page: Sequence[int], folder: Path = SITE) -> None:
    """The index over the 98 with key figures, and its csv."""
    df = data.df_by_municipality.rename(
        columns={"increased_hours_pa_persons": "persons_pa", "increased_hours_hm_persons": "persons_hm"}
    )[[*site.SUMMARY_COLUMNS, "region"]]
    links = [site.Analysis(a.page, a.title, a.description) for a in ANALYSES]
    links.append(site.Analysis(REPRODUCTION, "Offentliggjort og genberegnet",
                               "Hvert trykt tal over for det genberegnede, og hvad det betyder, at det stemmer."))  # fmt: skip
    links.append(site.Analysis(AUDIT, "Kildekritik",
                               "Hvor de trykte tal og henvisninger i de fem dokumenter ikke kan passe sammen."))  # fmt: skip
    links = [link for link in links if (folder / link.href).is_file()]
    write_whole(folder / "data" / "oversigt-kommuner.csv", site.summary_csv(df, data.status))
    write_whole(folder / "index.html", site.index_page(df, links, data.status, set(codes_with_page)))


def build_appendix(*, workers: int, fresh_kernels: bool = False, verbose: bool = False) -> tuple[Summary, pd.DataFrame]:
    """Everything in reports/: one batch of all pages, then what is made of them."""
    publishable()
    data = load()
    jobs = [*analysis_jobs(), *(profile_job(code) for code in municipality_names())]
    summary = build_pages(jobs, data, workers=workers, fresh_kernels=fresh_kernels, verbose=verbose)
    df_by_printed_number = write_reproduction(summary, data)
    write_index(data, codes_with_page())
    return summary, df_by_printed_number


def codes_with_page(folder: Path = SITE) -> list[int]:
    """Municipalities with a page in the site, whichever run made it."""
    return sorted(int(page.stem) for page in (folder / "kommuner").glob("[0-9][0-9][0-9].html"))
