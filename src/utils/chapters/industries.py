"""Where people work when a scheme is granted: industry and sector (K21 5.3.4)."""

from collections.abc import Sequence

import pandas as pd

from utils.chapters.common import NOBODY, empty, in_order
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.background import known_job
from utils.measures.shares import shares_by
from utils.publish.exhibit import Column, Exhibit

SCHEMES = ("PA", "HM")
TWO_BASES = (
    "To grundlag: borgere, der i kalendermåneden for bevillingen har et job med kendt branche (DREAM's branche er udfyldt og "
    "ikke 00), og alle borgere, også dem uden job og dem, hvis branche er ukendt."
)
COLUMNS = {
    "industry": Column("Branche"), "persons": Column("Borgere", "integer"),
    "share_of_known_pct": Column("Andel med kendt branche", "percent"), "n_known_persons": Column("N, kendt", "integer"),
    "share_of_all_pct": Column("Andel af alle", "percent"), "n_persons": Column("N, alle", "integer"),
}  # fmt: skip


def industry_shares(df_by_person: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a group of `by` and an industry: persons, and the share of those with a known one and of all persons."""
    df = df_by_person.assign(industry=known_job(df_by_person["industry"]))
    known = shares_by(df, by, "industry").rename(
        columns={"n_persons": "n_known_persons", "share_pct": "share_of_known_pct"}
    )
    result = known.merge(df.groupby(by).size().rename("n_persons").reset_index(), on=by)
    return result.assign(share_of_all_pct=100 * result["persons"] / result["n_persons"])


def industries(data: Frames) -> Exhibit:
    """Industry at the grant in the country: a row a scheme and industry, on both bases."""
    exhibit_id, title = "k21-branche", "Branche ved bevillingen"
    table = industry_shares(data.df_by_person_scheme, ["scheme"])
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen har et job med kendt branche i bevillingsmåneden.")
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", SCHEMES), data.status,
        f"Borgerens første bevilling 2018–2019. {TWO_BASES} Tabel 13 passer med det første grundlag, 5.3.4 med det andet; K21 "
        "nævner ikke grundlagene. Kilde: K21 5.3.1, l.3340–3347, og 5.3.4, l.3778–3781.",
        columns={"scheme": Column("Ordning"), **COLUMNS},
    )  # fmt: skip


def industries_in_municipalities(data: Frames, kommuner: Sequence[str] = ("Esbjerg", "Frederiksberg")) -> Exhibit:
    """Industry of persons with PA in named municipalities: a row a municipality and industry, on both bases."""
    exhibit_id, title = "k21-branche-kommuner", "Branche for borgere med personlig assistance i udvalgte kommuner"
    names = data.df_by_municipality.set_index("code")["name"]
    unknown = [name for name in kommuner if name not in set(names)]
    if unknown:
        raise HkoError(f"kommuner: {', '.join(unknown)} er ikke blandt de 98 kommuner.")
    df = data.df_by_person_scheme
    df = df[df["scheme"] == "PA"].assign(name=df["municipality"].map(names))
    table = industry_shares(df[df["name"].isin(list(kommuner))], ["name"])
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen i kommunerne har et job med kendt branche.")
    return Exhibit(
        exhibit_id, title, in_order(table, "name", list(kommuner)), data.status,
        f"Borgerens første bevilling 2018–2019. {TWO_BASES} K21's 7 og 13 pct. for Esbjerg læses som andele af alle. "
        "Kilde: K21 5.3.4, l.3782–3787.",
        columns={"name": Column("Kommune"), **COLUMNS},
    )  # fmt: skip


def sectors(data: Frames) -> Exhibit:
    """Sector of the job at the grant: a row a scheme (IB too) and sector."""
    exhibit_id, title = "k21-sektor", "Sektor ved bevillingen"
    columns = ["scheme", "sector"]
    df = pd.concat([data.df_by_person_scheme[columns], data.df_by_icebreaker_person[columns]], ignore_index=True)
    table = shares_by(df.assign(sector=known_job(df["sector"])), ["scheme"], "sector")
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen har et job med kendt sektor i bevillingsmåneden.")
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", (*SCHEMES, "IB")), data.status,
        "Sektor for det job, borgeren har i kalendermåneden for bevillingen, i pct. af borgere med et job med kendt "
        "virksomhedsform (N; DREAM's virkform, ikke 990). "
        "PA og HM: første bevilling 2018–2019; IB (isbryder): 2018–2020. Kilde: K21 5.3.4, l.3789–3791.",
        columns={"scheme": Column("Ordning"), "sector": Column("Sektor"), "persons": Column("Borgere", "integer"),
                 "n_persons": Column("N", "integer"), "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
