"""The appendix as a user gets it: built once in a copy of the repository by the command, then looked at."""

import io
import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from utils.batch.overviews import AUDIT_BYTES, REPRODUCTION_BYTES
from utils.batch.parameters import municipality_names
from utils.batch.standing import AUDIT, REPRODUCTION
from utils.publish.checks import MAXIMUM_BYTES, page_problems
from utils.published.reproduction import changes, expected_results

pytestmark = pytest.mark.slow
Hko = Callable[..., subprocess.CompletedProcess[str]]
# Tables and figures of each page.
ANALYSES = {
    "prioritering.html": (18, 1),
    "viden.html": (20, 22),
    "brug.html": (33, 6),
    "sagsgang.html": (14, 7),
    "borgere.html": (6, 1),
    "tvaergaaende.html": (4, 2),
    "typologier-strategi.html": (5, 4),
    "typologier-organisering.html": (5, 4),
    "rammevilkaar.html": (7, 9),
    "specifikationskurve.html": (2, 4),
    "surveyvaegtning.html": (11, 4),
    "beretning-2013.html": (13, 8),
    "business-case.html": (7, 3),
    "monitorering.html": (7, 4),
    "metode.html": (16, 1),
}
# Pages of printed numbers alone: nothing synthetic to warn of.
PRINTED_ONLY = {"beretning-2013.html", "business-case.html", "monitorering.html"}
HEAVY = {REPRODUCTION: REPRODUCTION_BYTES, AUDIT: AUDIT_BYTES}


@pytest.fixture(scope="module")
def site(hko: Hko, workplace: Path) -> Path:
    ended = hko("appendix")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "113 af 113 sider er lavet" in ended.stdout
    assert "1820 trykte tal: 1005 eksakt genberegnet, 73 afviger, 742 ikke genberegnet." in ended.stdout
    return workplace / "reports" / "site"


def test_a_second_run_makes_nothing_and_says_so_at_once(hko: Hko, site: Path) -> None:
    before = (site.parent / "manifest.json").read_bytes()
    started = time.monotonic()
    ended = hko("appendix")
    seconds = time.monotonic() - started
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("Intet at lave: 113 af 113 sider er uændrede (")
    assert "1820 trykte tal: 1005 eksakt genberegnet, 73 afviger, 742 ikke genberegnet." in ended.stdout
    assert (site.parent / "manifest.json").read_bytes() == before
    assert seconds < 3


def test_a_second_run_waits_for_nothing_that_only_a_new_page_needs(hko: Hko, site: Path) -> None:
    ended = hko("appendix", PYTHONPROFILEIMPORTTIME="1")
    assert ended.stdout.startswith("Intet at lave")
    imported = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "utils.batch.batches" in imported
    assert not imported & {"pandas", "statsmodels", "nbclient", "papermill"}


def table(path: Path) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(path.read_text(encoding="utf-8")), sep=";", decimal=",")


def test_there_is_a_page_for_each_municipality_and_analysis(site: Path) -> None:
    codes = sorted(int(path.stem) for path in (site / "kommuner").glob("*.html"))
    assert codes == list(municipality_names())
    assert len(codes) == 98
    named = {path.name for path in site.glob("*.html")}
    assert named == {*ANALYSES, "index.html", "reproduktion.html", "kildekritik.html"}


@pytest.mark.parametrize("page", ["index.html", "reproduktion.html", *ANALYSES])
def test_pages_hold_what_a_page_must(site: Path, page: str) -> None:
    html = (site / page).read_bytes()
    title = BeautifulSoup(html, "html.parser").h1.get_text()
    most = HEAVY.get(page, MAXIMUM_BYTES)
    status = "published" if page in PRINTED_ONLY else "synthetic"
    assert page_problems(html, title, status, maximum_bytes=most) == []


@pytest.mark.parametrize("page", list(ANALYSES))
def test_analyses_have_all_their_tables_and_figures(site: Path, page: str) -> None:
    soup = BeautifulSoup((site / page).read_bytes(), "html.parser")
    found = (len(soup.select("figure.table")), len(soup.select("figure.figure")))
    assert found == ANALYSES[page]


def test_every_municipality_page_is_its_own(site: Path) -> None:
    national = table(site / "data" / "oversigt-kommuner.csv").set_index("code")
    for code, name in municipality_names().items():
        html = (site / "kommuner" / f"{code}.html").read_bytes()
        assert page_problems(html, f"Kommuneprofil: {name}", "synthetic") == []
        rates = table(site / "data" / str(code) / "profil-anvendelsesgrad.csv")
        own = rates[rates["area"] == name]["usage_rate_two_year_pct"].sum()
        assert own == pytest.approx(national.loc[code, "usage_rate_two_year_pct"])
        hours = table(site / "data" / str(code) / "profil-oegede-loentimer.csv").query("scheme == 'HM'")
        assert hours[hours["area"] == name]["persons"].sum() == national.loc[code, "persons_hm"]


def test_norddjurs_has_the_printed_series(site: Path) -> None:
    df = table(site / "data" / "707" / "profil-ledighedsprocent.csv").set_index(["period", "area"])
    last = df.loc[("Jun 2024", "Norddjurs")]
    assert (last["at_national_rate"], last["difference"]) == (131, -3)  # N24 l.155–159
    assert df["unemployment_pct"].round(1).tolist() == [12.9, 14.1, 13.1, 13.4]  # N24 Tabel 4
    assert set(df["data_status"]) == {"published"}


def test_the_monitoring_has_the_printed_results(site: Path) -> None:
    df = table(site / "data" / "monitor-udgifter.csv").set_index(["area", "period"])
    assert df.loc[("Hele landet", 2021), ["index_first", "growth_since_first_pct"]].round(1).tolist() == [108.4, 8.4]
    last = table(site / "data" / "monitor-ledighedsprocent.csv").iloc[-1]
    assert (last["at_national_rate"], last["difference"]) == (131, -3)


def test_another_municipality_is_monitored_on_its_own_file(hko: Hko, site: Path, tmp_path: Path) -> None:
    lines = (site.parents[1] / "data" / "examples" / "monitorering_norddjurs_trykte_tal.csv").read_text(
        encoding="utf-8"
    )
    (tmp_path / "thisted.csv").write_text(lines.replace(";Norddjurs;", ";Thisted;"), encoding="utf-8")
    ended = hko("monitor", "--kommune", "787", "--data", str(tmp_path / "thisted.csv"), "--periode", "2019-2024")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.endswith("Siden ligger i reports/site/monitorering/787.html.\n")
    html = (site / "monitorering" / "787.html").read_bytes()
    assert page_problems(html, "Monitorering: Thisted", "published", tables=7) == []
    df = table(site / "data" / "monitorering" / "787" / "monitor-personer.csv")
    assert df["period"].min() == "2019"
    text = (site.parent / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    manifest = json.loads(text)
    assert manifest["pages"]["monitorering/787.html"]["parameters"] == {
        "kommune": 787, "periode": "2019-2024", "data_csv": "thisted.csv",
    }  # fmt: skip
    assert {"monitorering:787", "register:dream"} <= set(manifest["inputs"])


def test_every_printed_number_has_its_row_and_its_expected_result(site: Path) -> None:
    df = table(site / "data" / "reproduction.csv").fillna({"reason": ""})
    assert len(df) == 1820
    assert df["id"].is_unique
    assert changes(df, expected_results()).to_dict("records") == []


def test_the_audit_has_its_page_and_csv_files(site: Path) -> None:
    html = (site / "kildekritik.html").read_bytes()
    assert page_problems(html, "Kildekritik", "published", maximum_bytes=AUDIT_BYTES) == []
    relations, errata = table(site / "data" / "relations.csv"), table(site / "data" / "errata.csv")
    assert set(relations.loc[~relations["holds"], "id"]) == set(errata["id"])
    assert set(errata["data_status"]) == {"published"}


def test_registers_with_a_result_of_the_issue_are_exact(site: Path) -> None:
    df = table(site / "data" / "reproduction.csv").set_index("id")
    printed = ["K21-0441", "K21-0442", "K21-0443", "K21-0445", "K21-0446", "K21-0447", "K21-1001", "K21-1015"]
    assert df.loc[printed, "result"].tolist() == ["exact"] * 8
    assert df.loc[["K21-1209", "K21-1222"], "recomputed"].round(3).tolist() == [8.375, 5.776]  # the worked example


def test_synthetic_is_said_in_title_banner_csv_and_download(site: Path) -> None:
    pages = [page for page in site.glob("*.html") if page.name not in {*PRINTED_ONLY, AUDIT}]
    for page in [*pages, site / "kommuner" / "101.html"]:
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        assert "Syntetiske data" in soup.title.get_text()
        assert "Syntetiske data" in soup.body.get_text()[:400]
        downloads = [link["download"] for link in soup.select("a[download]")]
        assert all("syntetisk" in name or "offentliggjort" in name or "reproduction" in name for name in downloads)
    assert set(table(site / "data" / "k21-figur-32.csv")["data_status"]) == {"synthetic"}


def test_every_link_leads_somewhere(site: Path) -> None:
    for page in [*site.glob("*.html"), site / "kommuner" / "707.html"]:
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        for link in soup.select("a[href]"):
            address, _, anchor = link["href"].partition("#")
            target = (page.parent / address).resolve() if address else page
            assert target.is_file(), f"{page.name}: {link['href']}"
            if anchor:
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{page.name}: {link['href']}"


def test_the_manifest_knows_every_page_and_input(site: Path) -> None:
    manifest = json.loads((site.parent / "manifest.json").read_text(encoding="utf-8"))
    statuses = {name: page["status"] for name, page in manifest["pages"].items() if "monitorering/" not in name}
    assert len(statuses) == len(ANALYSES) + 98
    assert {name for name, status in statuses.items() if status == "published"} == PRINTED_ONLY
    assert set(statuses.values()) == {"published", "synthetic"}
    assert any("dream" in name for name in manifest["inputs"])


def test_a_page_built_again_has_the_same_bytes(hko: Hko, site: Path) -> None:
    page = site / "kommuner" / "707.html"
    before = page.read_bytes()
    ended = hko("report", "--kommune", "707", "--fresh-kernels", "--force")
    assert ended.returncode == 0, ended.stderr
    assert page.read_bytes() == before
