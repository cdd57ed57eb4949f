"""The pages of the HTML appendix: the analyses and a page a municipality, as jobs of a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from utils.batch.jobs import Job
from utils.batch.parameters import municipality_names, notebook_path, validate
from utils.errors import HkoError
from utils.paths import REPORTS
from utils.publish.status import REGISTER
from utils.registers.sources import extract_scale, sources

if TYPE_CHECKING:
    # What is only asked whether it stands does not wait for pandas.
    from utils.frames import Frames

SITE: Final = REPORTS / "site"


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
    AnalysisPage(
        "metode", {}, "metode.html", "Metode",
        "Hvordan bliver tallene til, hvor sikre er de, og holder metoderne, hvad de lover? Med regneeksempler",
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


def all_jobs() -> list[Job]:
    """The jobs of the whole appendix."""
    return [*analysis_jobs(), *(profile_job(code) for code in municipality_names())]


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
    refuse_scale(extract_scale())
    real = sorted(name for name, source in sources().items() if source.status == "register")
    if real:
        raise HkoError(
            f'Siderne bygges ikke, fordi {real[0]} er et registerudtræk (status = "register" i data.toml): tallene er '
            "ikke kontrolleret for genkendelige borgere. Kør notesbøgerne i JupyterLab («make lab»); de er mærket "
            "«ikke til offentliggørelse»."
        )


def refuse_scale(scale: int) -> None:
    """Raises HkoError when the extract is larger than the country."""
    if scale > 1:
        raise HkoError(
            f"Siderne bygges kun af registre i landets målestok; data.toml siger {scale}. Kør notesbøgerne i JupyterLab "
            "(«make lab»)."
        )


def publishable_frames(data: "Frames") -> "Frames":
    """The frames, when pages may be made of them: prepared ones (HKO_FRAMES) need not be those of data.toml."""
    refuse_scale(data.scale)
    if data.status == REGISTER:
        raise HkoError(
            "Siderne bygges ikke, fordi rammerne (HKO_FRAMES) er af et registerudtræk: tallene er ikke kontrolleret for "
            "genkendelige borgere. Kør notesbøgerne i JupyterLab («make lab»)."
        )
    return data


def codes_with_page(folder: Path = SITE) -> list[int]:
    """Municipalities with a page in the site, whichever run made it."""
    return sorted(int(page.stem) for page in (folder / "kommuner").glob("[0-9][0-9][0-9].html"))
