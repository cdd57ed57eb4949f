from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from utils.batch.building import Built
from utils.batch.checking import key_figures_check
from utils.batch.jobs import Job

JOB = Job(Path("09_kommuneprofil.ipynb"), {"kommune": 707}, "kommuner/707.html", "Kommuneprofil: Norddjurs", "data/707")
PAGE = '<h1>Kommuneprofil: Norddjurs</h1><a class="csv" href="../data/707/profil-noegletal.csv">tal</a>'
KEY_FIGURES = """\
data_status;measure;value
synthetic;Indbyggere, 4. kvartal 2019;37.360
synthetic;Anvendelsesgrad 2019 (PA og HM);0,153 pct.
synthetic;Anvendelsesgrad 2018–2019 (PA og HM);0,27 pct.
synthetic;Rekrutteringsgrad (PA og HM);26,0 pct.
synthetic;Øgede løntimer, PA;33,3 pct.
synthetic;Øgede løntimer, HM;–
"""
# 0.1526 is written 0,153 and 33.33 33,3; nobody has an aid, so there is no share.
NATIONAL = pd.DataFrame(
    {
        "code": [707, 101], "name": ["Norddjurs", "København"], "inhabitants_2019k4": [37360, 633000],
        "usage_rate_2019_pct": [0.1526, 0.5], "usage_rate_two_year_pct": [0.2677, 1.0],
        "recruitment_degree_pct": [26.0, 50.0], "increased_hours_pa_pct": [33.33, 20.0],
        "increased_hours_hm_pct": [float("nan"), 20.0],
    }
)  # fmt: skip


def built(page: str = PAGE, csv: str = KEY_FIGURES) -> Built:
    return Built("", page.encode(), {"profil-noegletal.csv": csv.encode()}, [], "synthetic", 1.0)


def test_a_page_with_the_figures_of_its_municipality_passes() -> None:
    assert key_figures_check(NATIONAL)(JOB, built()) == ""


def test_a_page_without_key_figures_is_not_compared() -> None:
    assert key_figures_check(NATIONAL)(JOB, replace(built(), csv_files={"andet.csv": b""})) == ""


@pytest.mark.parametrize(
    ("page", "csv", "told"),
    [
        (PAGE.replace("Norddjurs", "Syddjurs"), KEY_FIGURES, "overskriften nævner ikke Norddjurs."),
        (PAGE.replace("data/707", "data/706"), KEY_FIGURES, "et link til tallene peger på en anden kommune end 707."),
        (PAGE, KEY_FIGURES.replace("37.360", "37.361"),
         "Indbyggere, 4. kvartal 2019 er «37.361», i oversigten «37.360»."),
        (PAGE, KEY_FIGURES.replace(";–", ";12,0 pct."), "Øgede løntimer, HM er «12,0», i oversigten «–»."),
        (PAGE, KEY_FIGURES.replace("Rekrutteringsgrad", "Grad"),
         "Rekrutteringsgrad (PA og HM) er «», i oversigten «26,0»."),
    ],
)  # fmt: skip
def test_a_page_of_another_municipality_is_told(page: str, csv: str, told: str) -> None:
    assert key_figures_check(NATIONAL)(JOB, built(page, csv)) == f"Siden er ikke den rigtige kommunes: {told}"


def test_a_page_built_with_anothers_parameter_is_told() -> None:
    other = replace(JOB, parameters={"kommune": 101})
    assert "overskriften nævner ikke København." in key_figures_check(NATIONAL)(other, built())
