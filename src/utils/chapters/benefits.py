"""Which benefit people have when a scheme is granted, and which perspective municipalities have (K21 5.3.2, 5.7)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import NOBODY, SCHEME_NAMES, empty, in_order, listed
from utils.frames import Frames
from utils.measures.degrees import degrees
from utils.measures.shares import shares_by
from utils.measures.usage import TWO_YEARS
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

SCHEMES = ("PA", "HM")
GROUPS = ("selvforsørgelse", "fleksjob", "delvis sygemeldt", "SU", "ledighedsydelse", "sygedagpenge", "jobafklaring",
          "ressourceforløb", "a-dagpenge", "kontanthjælp", "uddannelseshjælp", "revalidering",
          "integrationsydelse")  # fmt: skip
PURPOSES = {"retention": "fastholdelse", "recruitment": "rekruttering"}
PARTS = {
    "selvforsørget": ("selvforsørgelse",),
    "øvrig fastholdelse": ("fleksjob", "delvis sygemeldt", "SU"),
    "ledighedsydelse": ("ledighedsydelse",),
    "sygdom og afklaring": ("sygedagpenge", "jobafklaring", "ressourceforløb"),
    "øvrig rekruttering": ("a-dagpenge", "kontanthjælp", "uddannelseshjælp", "revalidering", "integrationsydelse"),
}
PERSPECTIVES = ("fastholdelse", "rekruttering", "lige meget")
BASE = (
    "Bevillinger og genbevillinger med startdato 2018–2019 efter ydelsen i bevillingsugen (DREAM); bevillinger til borgere, "
    "der ikke er i DREAM, eller hvis ydelse ikke har et formål (udland, død), er ikke med i N."
)


def _studied(data: Frames) -> pd.DataFrame:
    """Grants of PA and HM 2018–2019 whose benefit says what they are for."""
    df = data.df_by_grant
    return df[df["year"].isin(TWO_YEARS) & df["scheme"].isin(SCHEMES) & df["purpose"].isin(list(PURPOSES))]


def benefit_groups(data: Frames) -> Exhibit:
    """Grants by benefit group: a row a scheme and group; purpose says whether the group is retention or recruitment."""
    exhibit_id, title = "k21-ydelsesgrupper", "Bevillinger efter borgerens ydelse i bevillingsugen"
    df = _studied(data)
    if df.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevilling 2018–2019 har en kendt ydelse.")
    purpose = df.drop_duplicates("benefit_group").set_index("benefit_group")["purpose"].map(PURPOSES)
    table = shares_by(df, ["scheme"], "benefit_group", "grants")
    table["purpose"] = table["benefit_group"].map(purpose)
    table = in_order(in_order(table, "benefit_group", GROUPS), "scheme", SCHEMES)
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"{BASE} Fastholdelse: selvforsørgede, fleksjob, delvis sygemeldte og SU; alle andre ydelser er rekruttering. "
        "Kilde: K21 2.2, l.720–723, 5.3.2, l.3397–3422, og 5.7, l.4446–4450 og 4476.",
        columns={"scheme": Column("Ordning"), "benefit_group": Column("Ydelse"), "purpose": Column("Formål"),
                 "grants": Column("Bevillinger", "integer"), "n_grants": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent", 1)},
    )  # fmt: skip


def benefit_parts(data: Frames) -> Exhibit:
    """The same in five parts as stacked bars: a row a scheme and part."""
    exhibit_id, title = "k21-ydelser-sammensaetning", "Hvor kommer borgerne fra?"
    part = {group: name for name, groups in PARTS.items() for group in groups}
    df = _studied(data)
    table = shares_by(df.assign(part=df["benefit_group"].map(part)), ["scheme"], "part", "grants")
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevilling 2018–2019 har en kendt ydelse.")
    table = in_order(in_order(table, "part", list(PARTS)), "scheme", SCHEMES)
    table["label"] = [f"{row.scheme} (N = {number(row.n_grants)})" for row in table.itertuples()]

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.stacked_bars(rows, "label", "part", "share_pct", parts=list(PARTS))

    of_part = table[table["part"] == "selvforsørget"]
    found = listed([f"{percent(row.share_pct)} ({SCHEME_NAMES[str(row.scheme)]})" for row in of_part.itertuples()])
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"{BASE} Øvrig fastholdelse: fleksjob, delvis sygemeldte og SU. Sygdom og afklaring: sygedagpenge, jobafklaring og "
        "ressourceforløb. Øvrig rekruttering: a-dagpenge, kontanthjælp, uddannelseshjælp, revalidering og "
        "integrationsydelse. Kilde: K21 5.3.2 og 5.7.",
        alt=f"Andel bevillinger til selvforsørgede: {found or 'ingen'}.", draw=draw,
    )  # fmt: skip


def perspectives(data: Frames) -> Exhibit:
    """Municipalities whose retention degree is above their recruitment degree, and the reverse: a row a scheme and view."""
    exhibit_id, title = "k21-perspektiv", "Kommuner med fastholdelses- og rekrutteringsperspektiv"
    df = _studied(data)
    df = df.dropna(subset=["municipality"])
    both = pd.concat([df, df.assign(scheme="PA+HM")], ignore_index=True)
    by_municipality = degrees(both, ["scheme", "municipality"])
    if by_municipality.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevilling har både kommune og kendt ydelse.")
    lead = by_municipality["retention_degree_pct"] - by_municipality["recruitment_degree_pct"]
    by_municipality["perspective"] = "lige meget"
    by_municipality.loc[lead > 0, "perspective"] = "fastholdelse"
    by_municipality.loc[lead < 0, "perspective"] = "rekruttering"
    table = shares_by(by_municipality, ["scheme"], "perspective", "municipalities")
    table = in_order(in_order(table, "perspective", PERSPECTIVES), "scheme", (*SCHEMES, "PA+HM"))
    return Exhibit(
        exhibit_id, title, table, data.status,
        "Fastholdelsesperspektiv: over halvdelen af kommunens bevillinger 2018–2019 er til fastholdelse; "
        "rekrutteringsperspektiv: under halvdelen. Kommuner med mindst én bevilling i ordningen (N). PA+HM: begge ordningers "
        "bevillinger lagt sammen. Kilde: definitionen i K21 5.3.2, l.3418–3427.",
        columns={"scheme": Column("Ordning"), "perspective": Column("Perspektiv"),
                 "municipalities": Column("Kommuner", "integer"), "n_municipalities": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
