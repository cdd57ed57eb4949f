"""Efforts at the same time as a grant: Tabel 16 as matrix and picture, and the part of Tabel 15 on efforts (K21 5.3.3)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import NOBODY, SCHEME_NAMES, absent, empty, in_order, listed, unavailable
from utils.frames import Frames
from utils.measures.parallel_efforts import ANY, EFFORTS, ONLY, SCHEMES, granted_persons, parallel_effort_shares
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

REGISTERS = ("dfdg_mentor", "handic")
EFFORT_NAMES = {
    "PA": "Personlig assistance",
    "HM": "Hjælpemiddel",
    "IB": "Isbryder",
    "mentor": "Mentor (LAB)",
    "SEL": "Indsats efter serviceloven (SEL)",
    ANY: "Mindst én parallelindsats",
}
EVERYBODY = "Borgere i alt"
RULE = (
    "Borgere med mindst én bevilling af ordningen med startdato i 2018–2019 (N). Parallelindsats: en bevilling af en anden "
    "ordning med startdato i 2018–2019, et mentorforløb (DFDG) eller en ydelse efter serviceloven (HANDIC, koder i "
    "kodelisten), hvis periode har mindst én dag fælles med en af borgerens bevillinger af ordningen i 2018–2019; begge "
    "endedage regnes med, og en tom slutdato betyder, at perioden løber. En borger kan have flere indsatser, så andelene "
    "summer ikke til 100"
)
NO_GRANTS = f"{NOBODY}: ingen bevillinger i 2018–2019."
SOURCE_GAP = "Hjælpemidler efter serviceloven er ikke pligtige at registrere, så SEL kan være for lav (l.3655)."


def matrix(data: Frames) -> Exhibit:
    """Tabel 16: a row an effort, a column a scheme; where they are the same, persons with only this scheme."""
    exhibit_id, title = "k21-tabel-16", "Tabel 16. Parallelindsatser på tværs af ordningerne"
    df = _shares(data)
    if df is None:
        return unavailable(exhibit_id, title, data, REGISTERS)
    if df.empty:
        return empty(exhibit_id, title, data, NO_GRANTS)
    df = df[df["effort"] != ANY].assign(row=lambda rows: rows["effort"].where(rows["effort"] != ONLY, rows["scheme"]))
    wide = pd.DataFrame({"effort": [EFFORT_NAMES[effort] for effort in EFFORTS]}, index=list(EFFORTS))
    everybody: dict[str, object] = {"effort": EVERYBODY}
    columns = {"effort": Column("Indsats")}
    for scheme in SCHEMES:
        rows = df[df["scheme"] == scheme].set_index("row").reindex(list(EFFORTS))
        share, persons = f"share_{scheme.lower()}_pct", f"persons_{scheme.lower()}"
        wide[share], wide[persons] = rows["share_pct"].astype(float), rows["persons"].astype(float)
        everybody[persons] = float(rows["n_persons"].max())
        columns |= {share: Column(f"{scheme}", "percent", 1), persons: Column(f"{scheme}, borgere", "integer")}
    table = pd.concat([wide, pd.DataFrame([everybody])], ignore_index=True)
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"{RULE}. Hvor række og søjle er samme ordning: borgere, der kun har den. {SOURCE_GAP} K21 har 25.341 borgere med "
        "hjælpemidler her og 23.341 alle andre steder. Kilde: K21 5.3.3, tabel 16, l.3646–3684.",
        columns=columns,
    )  # fmt: skip


def matrix_figure(data: Frames) -> Exhibit:
    """Tabel 16 without its diagonal as bars, a panel a scheme: scheme, effort, persons, n_persons, share_pct."""
    exhibit_id, title = "k21-tabel-16-figur", "Parallelindsatser på tværs af ordningerne"
    df = _efforts_in_words(data)
    if df is None:
        return unavailable(exhibit_id, title, data, REGISTERS)
    if df.empty:
        return empty(exhibit_id, title, data, NO_GRANTS)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "effort", "share_pct", count="n_persons", panel="scheme", decimals=1,
                            value_title="Pct. af borgerne med ordningen")  # fmt: skip

    note = f"{RULE}. {SOURCE_GAP} Kilde: K21 5.3.3, tabel 16, l.3646–3684."
    return Exhibit(exhibit_id, title, df, data.status, note, alt=_alt(df), draw=draw)


def in_short(data: Frames) -> Exhibit:
    """The efforts of Tabel 15: at least one, and each of them, a row a scheme and effort."""
    exhibit_id, title = "k21-tabel-15-parallelindsatser", "Tabel 15. Parallelindsatser"
    df = _efforts_in_words(data)
    if df is None:
        return unavailable(exhibit_id, title, data, REGISTERS)
    if df.empty:
        return empty(exhibit_id, title, data, NO_GRANTS)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{RULE}. {SOURCE_GAP} K21 skriver både 17 og 18 pct. for personlig assistance og både 65,9 pct. uden og over 45 "
        "pct. med en parallelindsats for isbryder. Kilde: K21 5.3.3, tabel 15, l.3627–3634, og 5.7, l.4493–4495.",
        columns={"scheme": Column("Ordning"), "effort": Column("Parallelindsats"),
                 "persons": Column("Borgere", "integer"), "n_persons": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent", 1)},
    )  # fmt: skip


def _shares(data: Frames) -> pd.DataFrame | None:
    """parallel_effort_shares of the extract, nothing where a register with efforts is missing."""
    if absent(data, REGISTERS):
        return None
    return parallel_effort_shares(granted_persons(data.df_by_grant), data.df_by_person_effort)


def _efforts_in_words(data: Frames) -> pd.DataFrame | None:
    """The shares of _shares without persons who have only the scheme, efforts in the report's order and words."""
    df = _shares(data)
    if df is None:
        return None
    ordered = in_order(in_order(df[df["effort"] != ONLY], "effort", (ANY, *EFFORTS)), "scheme", SCHEMES)
    return ordered.assign(effort=ordered["effort"].map(EFFORT_NAMES))


def _alt(df: pd.DataFrame) -> str:
    any_row = df[df["effort"] == EFFORT_NAMES[ANY]]
    parts = [f"{percent(row['share_pct'], 1)} ({SCHEME_NAMES[row['scheme']]}, N = {number(row['n_persons'])})"
             for _, row in any_row.iterrows()]  # fmt: skip
    return f"Andel med mindst én parallelindsats: {listed(parts)}."
