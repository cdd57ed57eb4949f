"""Figures 2 and 31: the change theory, its arrows with the associations that the data carry (K21 2.2 and 7)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.associations import (
    AS_SOURCE,
    MEASURES,
    OPPOSITE,
    SAME,
    UNKNOWN,
    UNLIKE_SOURCE,
    associations,
)
from utils.chapters.common import empty, left_out, listed
from utils.frames import Frames
from utils.publish import figures
from utils.publish.diagram import Arrow, Box
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

FEW_MUNICIPALITIES = 20
HEIGHT = 7.15
# A difference of ten percentage points is as wide as a correlation of 1.
WIDE_PP = 10
BOXES = (
    Box("Prioritering og\norganisering", (0.62, 4.55), 1.18, 2.75, frame=True),
    Box("Viden og holdninger", (3.05, 6.55), 3.2, 0.98, frame=True),
    Box("Brug af HKO", (3.05, 4.1), 1.55, 2.45, frame=True),
    Box("Arbejdsmarkedstilknytning", (3.0, 1.4), 3.3, 1.56, frame=True),
    Box("Rammer", (5.27, 3.55), 1.06, 2.75, frame=True),
    Box("Organisering", (0.62, 5.1), 1.02),
    Box("Strategi", (0.62, 3.55), 1.02),
    Box("Viden om\nHKO", (2.05, 6.4), 1.0),
    Box("Tro på\nborger", (4.05, 6.4), 1.0),
    Box("Anvendelses-\ngrad", (3.05, 4.75), 1.12),
    Box("Rekrutterings-\ngrad", (3.05, 3.3), 1.12),
    Box("Øgede\nløntimer", (2.15, 1.6), 1.05),
    Box("Fastholdt med\nløntimer", (3.95, 1.05), 1.2),
    Box("Rammevilkår", (5.27, 4.3), 0.98),
    Box("Kommune-\nstørrelse", (5.27, 2.6), 0.98),
)
DEFINITIONS = (
    "Strategi (pil 1) er 1 for proaktive og 0 for andre casekommuner, organisering (pil 2) 1 for specialiseret team. Viden om "
    "HKO: spørgsmål 08 (0–10), tro på borger: spørgsmål 18 (1–5); i kommunen gennemsnit af medarbejdere, så af spørgsmålets "
    "dele, ved pil 3 den enkelte medarbejders gennemsnit; «ved ikke» er ude. Anvendelsesgrad: bevillinger 2018–2019 pr. 100 "
    "indbyggere 4. kvartal 2019. Rekrutteringsgrad: andel af bevillingerne 2018–2019 til borgere på en offentlig ydelse "
    "bortset fra fleksjob, delvis sygemelding og SU. Øgede løntimer: flere tre måneder efter bevillingen end en måned før, af "
    "borgere med kendt udgangspunkt. Fastholdt: løntimer tre måneder efter, af borgere med løntimer en måned før. PA+HM: begge "
    "lagt sammen. Rammevilkår: rang 1–98; kommunestørrelse: log10 indbyggere."
)
# Points, place of the number, and whether its text stands to the left.
PLACES: dict[str, tuple[tuple[tuple[float, float], ...], tuple[float, float], bool]] = {
    "1": (((1.0, 3.81), (1.9, 6.13)), (1.66, 5.1), False),
    "2": (((0.95, 5.36), (1.65, 6.14)), (0.72, 6.02), False),
    "3": (((2.56, 6.4), (3.54, 6.4)), (2.82, 6.6), False),
    "4": (((2.25, 6.14), (2.75, 5.01)), (2.22, 5.62), True),
    "5": (((3.85, 6.14), (3.35, 5.01)), (3.82, 5.62), False),
    "6": (((3.05, 4.49), (3.05, 3.56)), (3.22, 4.02), False),
    "7": (((2.48, 4.6), (2.18, 4.0), (2.3, 1.86)), (2.14, 3.0), True),
    "8": (((2.85, 3.04), (2.5, 1.86)), (2.82, 2.68), False),
    "9": (((0.62, 3.29), (0.66, 2.1), (1.61, 1.65)), (0.86, 2.66), False),
    "10": (((1.13, 4.9), (1.72, 3.0), (1.85, 1.86)), (1.54, 4.05), False),
    "11": (((0.28, 3.29), (0.2, 1.1), (1.2, 0.5), (3.34, 0.92)), (1.62, 1.12), False),
    "12": (((4.6, 6.2), (4.72, 5.2), (4.68, 3.6), (4.42, 2.2)), (4.8, 5.72), False),
    "13": (((4.75, 4.4), (3.62, 4.75)), (4.0, 4.86), False),
    "14": (((4.75, 4.25), (3.62, 3.4)), (3.86, 4.28), False),
    "15": (((4.88, 4.04), (2.69, 1.72)), (3.85, 2.72), False),
    "16": (((5.05, 4.04), (4.3, 1.31)), (5.04, 3.42), False),
    "17": (((4.75, 2.5), (2.69, 1.56)), (3.5, 1.68), False),
    "18": (((5.15, 2.34), (4.56, 1.31)), (5.02, 1.72), False),
}


def diagram(data: Frames) -> Exhibit:
    """Figures 2 and 31: one row an arrow and scheme: arrow, from, to, scheme, measure, value, n, p_value, verdict."""
    exhibit_id, title = "k21-figur-31", "Figur 2 og 31. Forandringsteorien med de sammenhænge, data viser"
    df = _rows(data)
    known = df[df["verdict"] != UNKNOWN]
    if known.empty:
        return empty(exhibit_id, title, data, "Ingen af forandringsteoriens pile kan regnes ud af udtrækket.")
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Tal ved en pil: korrelation (r) mellem kommuner, hver kommune tæller ens; ved pil 3 mellem medarbejdere; «pp» er "
        "forskellen i procentpoint mellem proaktiv og diffus strategi (pil 9 og 11) og mellem spredt og generel "
        "specialisering (pil 10), borgere lagt sammen. Tykkelsen følger tallet (r = 1 og 10 pp er lige tykke). Stiplet: højst "
        f"{FEW_MUNICIPALITIES} casekommuner, eller påstået af kilden, uden at data viser det. Pil 1 og 2: proaktiv, henholdsvis "
        "specialiseret team, mod de andre typer. Rammevilkår: rang 1–98, 98 er bedst; størrelse: log10 "
        "indbyggere. Sammenhænge mellem kommuner, ikke virkninger; K21 skriver selv, at det kontrafaktiske ikke kan prøves. "
        "Kilde: K21 2.2, figur 2 (l.800–880), og 7, figur 31 (l.5190–5240); tallene er ikke trykt."
        + _left_out(data),
        alt=_finding(known), draw=_draw,
    )  # fmt: skip


def arrows(data: Frames) -> Exhibit:
    """The arrows one by one: the numbers of the figure, the source's claim in our own words and how they agree."""
    exhibit_id, title = "k21-forandringsteori-pile", "Forandringsteoriens pile, én for én"
    df = associations(data).assign(measure=lambda rows: rows["measure"].map(MEASURES))
    df["arrow"] = df["arrow"].astype(int)
    if (df["verdict"] == UNKNOWN).all():
        return empty(exhibit_id, title, data, "Ingen af forandringsteoriens pile kan regnes ud af udtrækket.")
    counts = df["verdict"].value_counts()
    told = listed(
        [f"{counts[name]} {name}" for name in (AS_SOURCE, UNLIKE_SOURCE, SAME, OPPOSITE, UNKNOWN) if name in counts]
    )
    return Exhibit(
        exhibit_id, title, df.drop(columns=["x", "y", "id"]), data.status,
        "Tal: korrelation (r) eller forskel mellem to typer i procentpoint. N: kommuner, ved pil 3 svar. "
        "Kildens udsagn er gengivet med andre ord. "
        "«Som i kilden»: et udsagn, som kilden kalder (in)signifikant, har her samme fortegn og dom (p under 0,05, HC3). "
        "«Samme retning»: et udsagn, som kilden kun kalder deskriptivt, har samme fortegn; det er ikke prøvet. Nogle domme "
        "hviler på de mindste kommuner: se «Uden små» under rammevilkår. "
        f"I alt {told}. {DEFINITIONS} Kilde: se kolonnen." + _left_out(data),
        columns={"arrow": Column("Pil"), "from": Column("Fra"), "to": Column("Til"), "scheme": Column("Ordning"),
                 "measure": Column("Mål"), "value": Column("Tal", "decimal", 2), "n": Column("N", "integer"),
                 "p_value": Column("p-værdi", "p_value"), "text": Column("Kildens udsagn"), "verdict": Column("Data"),
                 "source": Column("Kilde")},
    )  # fmt: skip


def _rows(data: Frames) -> pd.DataFrame:
    df = associations(data)
    kept = ["arrow", "from", "to", "scheme", "measure", "value", "n", "p_value", "verdict"]
    return df[kept].assign(arrow=df["arrow"].astype(int), measure=df["measure"].map(MEASURES))


def _left_out(data: Frames) -> str:
    return left_out(data, {"municipality_types": "pilene fra strategi og organisering",
                           "municipality_conditions": "pilene fra rammevilkår",
                           "survey_staff": "pilene til og fra viden og tro"})  # fmt: skip


def _finding(known: pd.DataFrame) -> str:
    """What the picture shows: the strongest link, what the source claims and the data lack, and how much rests on few."""
    between = known[known["measure"] == MEASURES["r"]]
    parts = []
    if len(between):
        strongest = between.loc[between["value"].abs().idxmax()]
        parts.append(
            f"Stærkest hænger {strongest['from']} og {strongest['to']} sammen (r = {number(strongest['value'], 2)}, "
            f"N = {number(strongest['n'])})."
        )
    unlike = known[known["verdict"].isin([UNLIKE_SOURCE, OPPOSITE])]
    pairs = listed([f"{row['from']} til {row['to']}" for _, row in unlike.iterrows()])
    parts.append(f"Data viser ikke kildens udsagn om {pairs}." if pairs else "Alle pile går som i kilden.")
    few = known.loc[(known["n"] <= FEW_MUNICIPALITIES), "arrow"].nunique()
    parts.append(
        f"{number(few)} af {number(known['arrow'].nunique())} pile hviler på højst {FEW_MUNICIPALITIES} kommuner."
    )
    return " ".join(parts)


def _draw(df: pd.DataFrame) -> Figure:
    drawn = [_drawn(str(name), rows) for name, rows in df.groupby("arrow")]
    legend = (
        "Cirkel: pilens nummer i tabellen. Tal: korrelation r, eller procentpoint (pp) mellem to typer.",
        f"Tykkere pil: stærkere. Stiplet: højst {FEW_MUNICIPALITIES} kommuner, eller påstået, uden at data viser det.",
    )
    return figures.diagram(BOXES, drawn, HEIGHT, legend)


def _drawn(name: str, rows: pd.DataFrame) -> Arrow:
    points, label, left = PLACES[name]
    pp = (rows["measure"] == MEASURES["pp"]).any()
    strength = (rows["value"].abs() / (WIDE_PP if pp else 1)).max()
    unseen = rows["verdict"].isin([UNLIKE_SOURCE, OPPOSITE, UNKNOWN]).any()
    return Arrow(
        points, label, int(name), _text(rows, pp), 0.0 if pd.isna(strength) else float(strength),
        dashed=bool(unseen or rows["n"].max() <= FEW_MUNICIPALITIES), both_ways=name == "6", left=left,
    )  # fmt: skip


def _text(rows: pd.DataFrame, pp: bool) -> str:
    """The numbers of an arrow, a line a scheme where there are two, with N where it is few."""
    several = len(rows) > 1
    lines = [
        (f"{row['scheme'] if row['scheme'] in ('PA', 'HM') else row['from'].split()[0]} " if several else "")
        + number(row["value"], 1 if pp else 2)
        + (" pp" if pp else "")
        for _, row in rows.iterrows()
    ]
    count = int(rows["n"].max())
    return "\n".join([*lines, *([f"N = {number(count)}"] if count <= FEW_MUNICIPALITIES else [])])
