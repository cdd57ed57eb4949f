"""The icebreaker scheme: where its few persons live and who they are (K21 5.2, 5.7). Few persons: counts with N."""

import pandas as pd

from utils.chapters.common import NOBODY, empty, in_order, left_out
from utils.frames import Frames
from utils.measures.background import TOPICS
from utils.measures.shares import shares_by
from utils.measures.usage import TWO_YEARS
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.registers.municipalities import CAPITAL_AREA

CAPITAL = "København og omegnskommuner"
# The only municipalities that K21 5.2 names beside the capital's.
NAMED = ("Esbjerg", "Viborg")
REST = "øvrige kommuner"
COUNTED = {
    "persons": Column("Borgere", "integer"),
    "n_persons": Column("N", "integer"),
    "share_pct": Column("Andel", "percent"),
}


def municipalities(data: Frames) -> Exhibit:
    """5.2: where persons with a first icebreaker grant in 2018–2019 live, a row a place."""
    exhibit_id, title = "k21-isbryder-kommuner", "Isbryderordningen: hvor den bruges"
    df = data.df_by_icebreaker_person
    df = df[df["year"].isin(TWO_YEARS)].dropna(subset=["municipality"])
    names = data.df_by_municipality.set_index("code")["name"]
    place = df["municipality"].map(names)
    place = place.where(place.isin(NAMED), REST).mask(df["municipality"].isin(CAPITAL_AREA), CAPITAL)
    table = shares_by(df.assign(place=place, scheme="IB"), ["scheme"], "place")
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen med isbryderordningen 2018–2019 har en kendt kommune.")
    return Exhibit(
        exhibit_id, title, in_order(table, "place", (CAPITAL, *NAMED, REST)), data.status,
        f"Borgere med en første bevilling 2018–2019 efter kommune (N = {number(len(df))}). København og omegnskommuner: Danmarks "
        "Statistiks landsdele Byen København og Københavns omegn; K21 siger ikke hvilke. K21 skriver bevillinger; de trykte "
        "andele passer på 41 borgere (12 pct. er ikke et helt antal af 45 bevillinger). Kilde: K21 5.2, l.3178–3181.",
        columns={"place": Column("Kommune"), **COUNTED},
    )  # fmt: skip


def background(data: Frames) -> Exhibit:
    """5.7: gender, age, education and benefit of persons with a first icebreaker grant in 2018–2020, a row a category."""
    exhibit_id, title = "k21-isbryder-baggrund", "Isbryderordningen: hvem der bruger den"
    df = data.df_by_icebreaker_person.assign(scheme="IB")
    topics = {name: TOPICS[name] for name in ("Køn", "Alder")} | {"Uddannelse": _level, "Ydelse": _benefit}
    parts = [
        shares_by(df.assign(category=categories(df)), ["scheme"], "category").assign(topic=topic)
        for topic, categories in topics.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen har en bevilling i isbryderordningen 2018–2020.")
    return Exhibit(
        exhibit_id, title, table[["topic", "category", "persons", "n_persons", "share_pct"]], data.status,
        f"Borgere med en første bevilling 2018–2020 (N = {number(len(df))}), ikke kun de 41 i 2018–2019: K21 5.7 nævner perioden "
        "2018–2020, og 62, 35 og 45 pct. er ikke hele antal af 41 borgere. Alder på bevillingsdagen, uddannelse året før, "
        "ydelse i bevillingsugen. Så få borgere siger lidt. Kilde: K21 5.7, l.4481–4484."
        + left_out(data, {"befk": "køn", "udda": "uddannelse"}),
        columns={"topic": Column("Emne"), "category": Column("Kendetegn"), **COUNTED},
    )  # fmt: skip


def _level(df: pd.DataFrame) -> pd.Series:
    """Higher education by its length, else the group."""
    length = df["education_level"].astype("string").replace("", pd.NA)
    return (length + " videregående").fillna(df["education"])


def _benefit(df: pd.DataFrame) -> pd.Series:
    return df["benefit_group"]
