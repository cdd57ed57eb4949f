"""What is granted: types and arts of assistance and aids, by benefit and municipality (K21 Tabel 15, 5.3.4)."""

import pandas as pd

from utils.chapters.common import NOBODY, empty, in_order
from utils.frames import Frames
from utils.measures.shares import share_where, shares_by
from utils.publish.exhibit import Column, Exhibit

SCHEMES = ("PA", "HM")
TOOLS = "Værktøj, udstyr og andre arbejdsredskaber"
EMPLOYED = "beskæftigelse"
FIRST = "Borgerens første bevilling i ordningen 2018–2019 (N = borgere)."


def kinds(data: Frames) -> Exhibit:
    """Tabel 15 and 5.3.4, types: a row a scheme and type."""
    return _shares(
        data, "type", "k21-tabel-15", "Tabel 15. Typer af personlig assistance og hjælpemidler", "Type",
        "Typerne er dem i registeret (K21 9.3). Kilde: K21 5.3.3, l.3620–3637, og 5.3.4, l.3736–3753.",
    )  # fmt: skip


def arts(data: Frames) -> Exhibit:
    """5.3.4, arts: a row a scheme and art. Of aids what they are by law, of assistance the employment it belongs to."""
    return _shares(
        data, "art", "k21-art", "Arten af personlig assistance og hjælpemidler", "Art",
        "Hjælpemidlets art efter loven; for personlig assistance den beskæftigelse, den knytter sig til (K21 9.3). De trykte "
        "arter af hjælpemidler giver 101 pct. med «knap 78». Kilde: K21 5.3.4, l.3738–3739.",
    )  # fmt: skip


def _shares(data: Frames, column: str, exhibit_id: str, title: str, heading: str, note: str) -> Exhibit:
    table = shares_by(data.df_by_person_scheme, ["scheme"], column)
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}.")
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", SCHEMES), data.status, f"{FIRST} {note}",
        columns={"scheme": Column("Ordning"), column: Column(heading), "persons": Column("Borgere", "integer"),
                 "n_persons": Column("N", "integer"), "share_pct": Column("Andel", "percent", 1)},
    )  # fmt: skip


def types_by_benefit(data: Frames, ordning: str = "PA") -> Exhibit:
    """5.3.4, types by where people come from: a row a type and origin, as a share of the type and of the origin.

    origin: benefit group in the week of the grant; those without a benefit are split by whether they had paid hours in
    the month before ("beskæftigelse").
    """
    exhibit_id = f"k21-typer-ydelse-{ordning.lower()}"
    title = f"Typer efter borgerens ydelse ({ordning})"
    df = data.df_by_person_scheme
    df = df[df["scheme"] == ordning].dropna(subset=["benefit_group"])
    df = df.assign(origin=origins(df))
    of_type, of_origin = shares_by(df, ["type"], "origin"), shares_by(df, ["origin"], "type")
    if of_type.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen borger har en kendt ydelse.")
    table = of_type.merge(of_origin.drop(columns="persons"), on=["type", "origin"], suffixes=("_type", "_origin"))
    table = table.rename(columns={"share_pct_type": "share_of_type_pct", "share_pct_origin": "share_of_origin_pct"})
    order = df["type"].value_counts().index.tolist()
    return Exhibit(
        exhibit_id, title, in_order(table, "type", order), data.status,
        "Borgerens første bevilling 2018–2019; ydelse i bevillingsugen. "
        "Beskæftigelse: ingen ydelse og løntimer (DREAM's grad over 0) i kalendermåneden før; "
        "«selvforsørgelse i øvrigt» er de andre uden ydelse: uden job eller med et job af ukendt timetal, fx egen virksomhed. "
        "K21 skriver 40 pct. fra beskæftigelse her og 60 pct. selvforsørgede i 5.4 om fysisk aflastning; med denne læsning "
        "kan begge holde. Første N: borgere med typen; andet N: borgere med ydelsen. Kilde: K21 5.3.4, l.3755–3759.",
        columns={"type": Column("Type"), "origin": Column("Kommer fra"), "persons": Column("Borgere", "integer"),
                 "share_of_type_pct": Column("Andel af typen", "percent"), "n_persons_type": Column("N, typen", "integer"),
                 "share_of_origin_pct": Column("Andel af ydelsen", "percent"),
                 "n_persons_origin": Column("N, ydelsen", "integer")},
    )  # fmt: skip


def origins(df_by_person_scheme: pd.DataFrame) -> pd.Series:
    """Benefit group, those without a benefit as "beskæftigelse" with paid hours the month before, else "… i øvrigt"."""
    group = df_by_person_scheme["benefit_group"]
    none = group == "selvforsørgelse"
    employed = none & (df_by_person_scheme["baseline_hours"] > 0)
    return group.mask(none, "selvforsørgelse i øvrigt").mask(employed, EMPLOYED)


def tools_by_municipality(data: Frames) -> Exhibit:
    """5.3.4: the share of aids that are tools, a row a municipality with persons, from most to least."""
    exhibit_id, title = "k21-vaerktoej-kommuner", "Værktøj og udstyr som andel af hjælpemidlerne i kommunerne"
    df = data.df_by_person_scheme
    df = df[df["scheme"] == "HM"].dropna(subset=["municipality", "type"])
    table = share_where(df, ["municipality"], df["type"] == TOOLS)
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen med hjælpemidler har en kendt kommune.")
    names = data.df_by_municipality.set_index("code")["name"]
    table["name"] = table["municipality"].map(names)
    table = table.sort_values(["share_pct", "name"], ascending=[False, True], ignore_index=True)
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"Andel af borgere med hjælpemidler, hvis første bevilling 2018–2019 er «{TOOLS}» (N = borgere med hjælpemidler i "
        "kommunen). K21 nævner kommuner med over 90 og under 30 pct. Kilde: K21 5.3.4, l.3740–3744.",
        columns={"name": Column("Kommune"), "persons": Column("Borgere", "integer"), "n_persons": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
