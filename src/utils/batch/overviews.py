"""What is made from the pages: the comparison with the print, the audit of the documents, the index."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from utils.batch.appendix import ANALYSES, COMPARED, SITE
from utils.batch.manifest import Manifest
from utils.batch.standing import AUDIT, REPRODUCTION, REPRODUCTION_CSV, SUMMARY_CSV
from utils.batch.writing import write_whole
from utils.publish import csvs, site
from utils.publish.status import PUBLISHED
from utils.published.audit import audit, findings
from utils.published.audit_page import audit_body
from utils.published.page import reproduction_body
from utils.published.reproduction import reproduction, reproduction_csv

# 1,820 rows with a link each on one page, so that a search in the browser finds every number.
REPRODUCTION_BYTES: Final = 700_000
# Every finding on one page, so that the filter and a search reach all of them.
AUDIT_BYTES: Final = 600_000


def write_reproduction(record: Manifest, status: str, folder: Path = SITE) -> None:
    """reproduction.csv, its page (from the csv files of the compared pages) and the audit.

    record: knows the pages that stand. status: of the registers.
    """
    compared = {name: record.pages[name] for name in COMPARED if name in record.pages}
    places = {Path(file).stem: folder / file for page in compared.values() for file in page.csv}
    found = [(exhibit, name) for name, page in compared.items() for exhibit in page.exhibits]
    pages = {exhibit["id"]: name for exhibit, name in found}
    statuses = {exhibit["id"]: exhibit["status"] for exhibit, _ in found}
    tables = {name: _table(places[name]) for name in pages}
    df_by_printed_number = reproduction({n: t for n, t in tables.items() if t is not None}, statuses)
    body = reproduction_body(df_by_printed_number, pages)
    page = site.simple_page("Offentliggjort og genberegnet", body, status, maximum_bytes=REPRODUCTION_BYTES)
    write_whole(folder / REPRODUCTION_CSV, reproduction_csv(df_by_printed_number))
    write_whole(folder / REPRODUCTION, page)
    write_audit(folder)


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


def summary(df_by_municipality: pd.DataFrame) -> pd.DataFrame:
    """The key figures of the index: a row a municipality, site.SUMMARY_COLUMNS and region."""
    persons = {"increased_hours_pa_persons": "persons_pa", "increased_hours_hm_persons": "persons_hm"}
    return df_by_municipality.rename(columns=persons)[[*site.SUMMARY_COLUMNS, "region"]]


def write_index(
    df_by_municipality: pd.DataFrame, status: str, codes_with_page: Sequence[int], folder: Path = SITE
) -> None:
    """The index over the 98 with key figures, and its csv."""
    df = summary(df_by_municipality)
    links = [site.Analysis(a.page, a.title, a.description) for a in ANALYSES]
    links.append(site.Analysis(REPRODUCTION, "Offentliggjort og genberegnet",
                               "Hvert trykt tal over for det genberegnede, og hvad det betyder, at det stemmer."))  # fmt: skip
    links.append(site.Analysis(AUDIT, "Kildekritik",
                               "Hvor de trykte tal og henvisninger i de fem dokumenter ikke kan passe sammen."))  # fmt: skip
    links = [link for link in links if (folder / link.href).is_file()]
    write_whole(folder / SUMMARY_CSV, site.summary_csv(df, status))
    write_whole(folder / "index.html", site.index_page(df, links, status, set(codes_with_page)))
