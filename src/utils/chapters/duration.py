"""How long grants run and how many persons have one in a year (K21 5.3.4; N24 Tabel 2)."""

import pandas as pd

from utils.chapters.common import NOBODY, empty, few
from utils.chapters.municipality_profile import COUNTRY, municipality
from utils.frames import Frames
from utils.measures.full_time import active_persons
from utils.measures.usage import TWO_YEARS
from utils.publish.exhibit import Column, Exhibit

SCHEMES = ("PA", "HM", "IB")


def grant_duration(data: Frames, kommune: int | None = None) -> Exhibit:
    """Length in weeks of the grants begun in 2018–2019 that have an end date: a row a scheme (and area)."""
    exhibit_id, title = _named("varighed", kommune), "Bevillingernes varighed"
    studied = data.df_by_grant[data.df_by_grant["year"].isin(TWO_YEARS)]
    rows = [
        _durations(of_area[of_area["scheme"] == scheme], area, scheme)
        for area, of_area in _areas(data, studied, kommune).items() for scheme in SCHEMES
    ]  # fmt: skip
    df = pd.DataFrame(rows).query("grants > 0").reset_index(drop=True)
    if df.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevillinger 2018–2019.")
    own = df[df["area"] != COUNTRY].set_index("scheme")["closed_grants"]
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Uger fra startdato til slutdato for bevillinger med startdato i 2018–2019, der har en slutdato (N), også en der ligger "
        "efter 2019; gennemsnit af bevillinger, ikke af borgere. Bevillinger uden slutdato indgår ikke. Isbryder: "
        f"løntilskuddets dage. Kvartiler ved lineær interpolation. Kilde: K21 5.3.4, "
        f"l.3795–3798.{few(own.to_dict(), 'bevillinger') if len(own) else ''}",
        columns={"area": Column("Område"), "scheme": Column("Ordning"), "grants": Column("Bevillinger", "integer"),
                 "closed_grants": Column("Med slutdato (N)", "integer"),
                 "mean_weeks": Column("Gennemsnit, uger", "decimal", 1),
                 "lower_quartile_weeks": Column("Nedre kvartil", "decimal", 1),
                 "median_weeks": Column("Median", "decimal", 1),
                 "upper_quartile_weeks": Column("Øvre kvartil", "decimal", 1)},
    )  # fmt: skip


def _durations(df_by_grant: pd.DataFrame, area: str, scheme: str) -> dict[str, object]:
    weeks = df_by_grant["duration_weeks"].dropna().astype(float)
    return {
        "area": area, "scheme": scheme, "grants": len(df_by_grant), "closed_grants": len(weeks), "mean_weeks": weeks.mean(),
        "lower_quartile_weeks": weeks.quantile(0.25), "median_weeks": weeks.median(),
        "upper_quartile_weeks": weeks.quantile(0.75),
    }  # fmt: skip


def assistance_stock(data: Frames, kommune: int | None = None) -> Exhibit:
    """Stock and inflow of personal assistance, a row a year (and area): persons with an active grant, persons granted."""
    exhibit_id, title = _named("bestand", kommune), "Borgere med personlig assistance i året"
    rows = [
        _stock(of_area, area, year)
        for area, of_area in _areas(data, data.df_by_grant, kommune).items() for year in TWO_YEARS
    ]  # fmt: skip
    df = pd.DataFrame(rows)
    if df["active_persons"].sum() == 0:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen har personlig assistance i 2018–2019.")
    earliest = data.df_by_grant.loc[data.df_by_grant["scheme"] == "PA", "year"].min()
    own = df[df["area"] != COUNTRY].set_index("year")["active_persons"].to_dict()
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Bestand: borgere med en bevilling af personlig assistance, der løb på mindst én dag i året, uanset hvornår den er "
        "givet; en bevilling uden slutdato løber stadig. Tilgang: borgere med en bevilling eller genbevilling med startdato i "
        f"året. Udtrækkets ældste bevilling er fra {earliest}; ældre, der stadig løb, kan ikke tælles med. Kilde: samme "
        f"opgørelse som N24 tabel 2 (l.96–98) og de aktive sager i K21 figur 23; notatets egne tal for Norddjurs "
        f"står for sig.{few(own)}",
        columns={"area": Column("Område"), "year": Column("År"), "active_persons": Column("Bestand", "integer"),
                 "granted_persons": Column("Tilgang", "integer"),
                 "earlier_persons": Column("Kun bevillinger fra før året", "integer"),
                 "earlier_pct": Column("Andel af bestanden", "percent")},
    )  # fmt: skip


def _stock(df_by_grant: pd.DataFrame, area: str, year: int) -> dict[str, object]:
    active = active_persons(df_by_grant, "PA", year)
    earlier = int((active["year"] < year).sum())
    return {
        "area": area, "year": str(year), "active_persons": len(active), "granted_persons": len(active) - earlier,
        "earlier_persons": earlier, "earlier_pct": 100 * earlier / len(active) if len(active) else float("nan"),
    }  # fmt: skip


def _areas(data: Frames, df_by_grant: pd.DataFrame, kommune: int | None) -> dict[str, pd.DataFrame]:
    """The municipality's grants, if one is asked for, and the country's."""
    if kommune is None:
        return {COUNTRY: df_by_grant}
    name = str(municipality(data, kommune)["name"])
    return {name: df_by_grant[df_by_grant["municipality"] == kommune], COUNTRY: df_by_grant}


def _named(word: str, kommune: int | None) -> str:
    return f"k21-{word}" if kommune is None else f"profil-{word}"
