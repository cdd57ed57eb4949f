"""Whether a page is about the right municipality; looked at before the page is written."""

from io import BytesIO
from typing import Final

import pandas as pd
from bs4 import BeautifulSoup, SoupStrainer

from utils.batch.building import Built, relative
from utils.batch.jobs import Job
from utils.batch.runner import Check
from utils.publish import tables
from utils.publish.site import SUMMARY_COLUMNS

KEY_FIGURES: Final = "profil-noegletal.csv"
# The rows of the page's key figures, and the column of the national csv that each must agree with.
NATIONAL: Final = {
    "Indbyggere, 4. kvartal 2019": "inhabitants_2019k4",
    "Anvendelsesgrad 2019 (PA og HM)": "usage_rate_2019_pct",
    "Anvendelsesgrad 2018–2019 (PA og HM)": "usage_rate_two_year_pct",
    "Rekrutteringsgrad (PA og HM)": "recruitment_degree_pct",
    "Øgede løntimer, PA": "increased_hours_pa_pct",
    "Øgede løntimer, HM": "increased_hours_hm_pct",
}


def key_figures_check(df_by_municipality_summary: pd.DataFrame) -> Check:
    """The check of a municipality's page against the frame of the index (site.SUMMARY_COLUMNS).

    Other pages pass: they show no municipality's key figures.
    """
    df_by_code = df_by_municipality_summary.set_index("code", drop=False)

    def check(job: Job, built: Built) -> str:
        if KEY_FIGURES not in built.csv_files:
            return ""
        problems = problems_of(job, built, df_by_code.loc[[job.parameters["kommune"]]])
        return f"Siden er ikke den rigtige kommunes: {' '.join(problems)}" if problems else ""

    return check


def problems_of(job: Job, built: Built, national: pd.DataFrame) -> list[str]:
    """What does not agree, in Danish. national: the one row of the municipality."""
    code, name = int(national["code"].iloc[0]), str(national["name"].iloc[0])
    headings = BeautifulSoup(built.page, "html.parser", parse_only=SoupStrainer("h1"))
    links = BeautifulSoup(built.page, "html.parser", parse_only=SoupStrainer("a", class_="csv"))
    folder = f"{relative(job.page, f'data/{code}')}/"
    problems = [] if headings.get_text(strip=True).endswith(f": {name}") else [f"overskriften nævner ikke {name}."]
    if any(not str(link["href"]).startswith(folder) for link in links.find_all("a")):
        problems.append(f"et link til tallene peger på en anden kommune end {code}.")
    return problems + _wrong_figures(built, national)


def _wrong_figures(built: Built, national: pd.DataFrame) -> list[str]:
    csv = BytesIO(built.csv_files[KEY_FIGURES])
    shown = pd.read_csv(csv, sep=";", dtype=str, keep_default_na=False).set_index("measure")["value"]
    problems = []
    for measure, column in NATIONAL.items():
        value = tables.cell_texts(national, column, SUMMARY_COLUMNS[column])[0]
        own = str(shown.get(measure, "")).removesuffix(" pct.")  # the index has the unit in its heading
        if own != value:
            problems.append(f"{measure} er «{own}», i oversigten «{value}».")
    return problems
