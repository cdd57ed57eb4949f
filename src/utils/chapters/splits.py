"""The splits of bilagsrapport 2.9: a chapter's central shares by strategy, organisation, rammevilkår, size and usage."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pandas as pd

from utils.chapters.common import ORGANISATIONS, STRATEGIES, empty, left_out, listed
from utils.chapters.split_measures import CHAPTERS, Measure
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.bands import FRAMEWORK_BANDS, SIZE_BANDS, USAGE_BANDS
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

# Parameter `inddeling`: its name in Danish, the column of df_by_municipality and the groups in order.
GROUPINGS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "strategi": ("strategi", "strategy", STRATEGIES),
    "organisering": ("organisering", "organisation", ORGANISATIONS),
    "rammevilkaar": ("rammevilkår", "framework_band", FRAMEWORK_BANDS),
    "stoerrelse": ("kommunestørrelse", "size_band", SIZE_BANDS),
    "anvendelsesgrad": ("anvendelsesgrad 2019", "usage_band", USAGE_BANDS),
}
ALL = "alle"
MUNICIPALITY = {"df_by_municipality": "code", "df_by_person_scheme": "municipality", "df_by_respondent": "q01",
                "df_by_case": "KOMMUNE", "df_by_interview_answer": "KOMMUNE"}  # fmt: skip
TITLES = {
    "prioritering": "Prioritering og organisering",
    "viden": "Viden og holdninger",
    "brug": "Brug af ordningerne",
    "modtagere": "Hvem får ordningerne?",
    "sagsgang": "Udgifter og sagsbehandling",
    "borgere": "Hvad borgere og arbejdsgivere siger",
    "tvaergaaende": "Løntimer, anvendelse og rekruttering",
}
# What each base is a count of, and how its numbers are made, in the order of the notes.
BASE_NOTES = {
    "kommuner": "Kommuner: uvægtet gennemsnit af kommuner.",
    "fokusgrupper": "Fokusgrupper: gennemsnit af dem, der har svaret.",
    "kommuner spurgt": "Kommuner spurgt: andel, hvor mindst én leder peger på det.",
    "interviewede": "Interviewede: andel af dem, der har svaret; de er valgt ud og så få, at tallene kun beskriver dem.",
    "casekommuner": "Casekommuner: andel af dem, hvis type er kendt.",
    "borgere": "Borgere: lagt sammen i gruppen; den, der har begge ordninger, tæller i hver.",
    "svar": "Svar: kommunerne vægtet med indbyggertal (9.4.1).",
    "sager": "Sager: gennemsnit af afsluttede sager i sagsgennemgangen.",
}
CHAPTER_NOTES = {
    "prioritering": "Nøglepersoner: også de uofficielle. De to sidste mål er opmærksomhedspunkt 1 og rationale 2.",
    "viden": "Skalaer, hvor et højt tal er meget: kommunens gennemsnit af medarbejdere, så af spørgsmålets dele; «ved "
    "ikke» tæller ikke med. Screener: taler tidligt med borgeren om funktionsnedsættelsen (spørgsmål 12).",
    "brug": "Anvendelsesgrad: bevillinger (PA og HM) 2018–2019 pr. 100 indbyggere 4. kvartal 2019. Rekrutteringsgrad: andel "
    "bevillinger 2018–2019 til borgere på en offentlig ydelse bortset fra fleksjob, delvis sygemelding og SU. "
    "Værktøj og fysisk aflastning: andel af ordningens borgere, hvis første bevilling er af den type.",
    "sagsgang": "Udgift: bruttoudgift 2019 til PA, HM og IB pr. indbygger 4. kvartal 2019. Enhedspris: bruttoudgift 2019 "
    "pr. bevilling i 2019; en kommune uden poster i regnskabet tæller med 0 kr. pr. indbygger. Sagsbehandling: uger "
    "fra ansøgning til bevilling.",
    "borgere": "Tæt kontakt: under udredningen. Udsagnene er dem i kapitel 6.",
    "modtagere": "Borgere med første bevilling af PA eller HM i 2018–2019. Alder og ydelse ved bevillingen; uddannelse (også "
    "uoplyst i N) og indkomst året før.",
    "tvaergaaende": "Øgede løntimer: flere tre måneder efter bevillingen end en måned før, af borgere med kendt udgangspunkt. "
    "Fastholdt: løntimer tre måneder efter, af borgere med løntimer en måned før. Anvendelsesgrad: bevillinger (PA og HM) "
    "2018–2019 pr. 100 indbyggere. Rekrutteringsgrad: andel bevillinger (PA og HM) til borgere på en offentlig ydelse "
    "bortset fra fleksjob, delvis sygemelding og SU.",
}


def split(data: Frames, kapitel: str, inddeling: str = ALL) -> Exhibit:
    """A row a group: grouping, group, n_municipalities, and for each measure of the chapter its value and <name>_n.

    `kapitel` is one of CHAPTERS, `inddeling` one of GROUPINGS or "alle" (all five). The first row is everybody.
    """
    if kapitel not in CHAPTERS:
        raise HkoError(f"kapitel={kapitel!r}: vælg en af {', '.join(CHAPTERS)}.")
    chosen = chosen_groupings(inddeling)
    measures = CHAPTERS[kapitel]
    everybody = _row(data, measures, ALL, ALL, None)
    rows = [everybody, *(_row(data, measures, *group) for group in groups(data, chosen))]
    df = pd.DataFrame(rows)
    shown = [measure for measure in measures if df[f"{measure.name}_n"].sum() > 0]
    exhibit_id = f"k21-inddeling-{kapitel}"
    title = f"{TITLES[kapitel]}, fordelt efter {listed([GROUPINGS[name][0] for name in chosen])}"
    if not shown:
        return empty(exhibit_id, title, data, "Udtrækket indeholder ikke de registre, som kapitlets tal bygger på.")
    kept = [name for measure in shown for name in (measure.name, f"{measure.name}_n")]
    return Exhibit(
        exhibit_id, title, df[["grouping", "group", "n_municipalities", *kept]], data.status,
        _note(data, kapitel, chosen, measures, shown), columns=_columns(df, shown),
    )  # fmt: skip


def chosen_groupings(inddeling: str) -> list[str]:
    """The keys of GROUPINGS that a value of the parameter asks for."""
    if inddeling == ALL:
        return list(GROUPINGS)
    if inddeling not in GROUPINGS:
        raise HkoError(f"inddeling={inddeling!r}: vælg en af {', '.join([ALL, *GROUPINGS])}.")
    return [inddeling]


def groups(data: Frames, chosen: list[str]) -> Iterator[tuple[str, str, pd.Series]]:
    """Grouping, group and the codes of its municipalities, in order; groups without municipalities are left out."""
    df = data.df_by_municipality
    for name in chosen:
        words, column, order = GROUPINGS[name]
        of_group = df[column].astype("string")
        for group in order:
            codes = df.loc[(of_group == group).fillna(False), "code"]
            if len(codes):
                yield words, group, codes


def _row(
    data: Frames, measures: tuple[Measure, ...], grouping: str, group: str, codes: pd.Series | None
) -> dict[str, Any]:
    """One row of the split; without codes everybody, also who has no municipality."""
    row: dict[str, Any] = {"grouping": grouping, "group": group}
    row["n_municipalities"] = len(data.df_by_municipality if codes is None else codes)
    parts = {frame: within(data, frame, codes) for frame in {measure.frame for measure in measures}}
    for measure in measures:
        row[measure.name], row[f"{measure.name}_n"] = measure.of(parts[measure.frame])
    return row


def within(data: Frames, frame: str, codes: pd.Series | None) -> pd.DataFrame:
    """The rows of a frame that belong to the municipalities; all rows without codes."""
    rows: pd.DataFrame = getattr(data, frame)
    return rows if codes is None or rows.empty else rows[rows[MUNICIPALITY[frame]].isin(codes)]


def _columns(df: pd.DataFrame, shown: list[Measure]) -> dict[str, Column]:
    """Each number and its N; neighbours with the same N in every row share the column of the last of them."""
    columns = {"grouping": Column("Inddeling"), "group": Column("Gruppe"),
               "n_municipalities": Column("Kommuner i gruppen", "integer")}  # fmt: skip
    for measure, following in zip_longest(shown, shown[1:]):
        columns[measure.name] = measure.column
        if following is None or not df[f"{measure.name}_n"].equals(df[f"{following.name}_n"]):
            columns[f"{measure.name}_n"] = Column(f"N, {measure.base}", "integer")
    return columns


def _note(data: Frames, kapitel: str, chosen: list[str], measures: tuple[Measure, ...], shown: list[Measure]) -> str:
    bases = {measure.base for measure in shown}
    absent = [measure.column.heading for measure in measures if measure not in shown]
    cases, typed = int(data.df_by_municipality["strategy"].notna().sum()), {"strategi", "organisering"} & {*chosen}
    parts = [
        CHAPTER_NOTES[kapitel],
        *(text for base, text in BASE_NOTES.items() if base in bases),
        f"Strategi og organisering findes kun for {number(cases)} casekommuner." if typed else "",
        f"Uden tal i udtrækket: {listed(absent)}." if absent else "",
        "N står efter de tal, det gælder. Beskrivende, uden hensyn til andre forskelle mellem grupperne. Kilde: K21 "
        "henviser til bilagsrapportens afsnit 2.9 (l.2287, 2863, 3284 og 3491), som ikke er blandt kilderne.",
    ]  # fmt: skip
    missing = {"municipality_conditions": "rammevilkår", "municipality_types": "strategi og organisering"}
    return " ".join(part for part in parts if part) + left_out(data, missing)
