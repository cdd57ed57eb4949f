"""Subgroups within the schemes: what characterises those with each type of assistance and aid (K21 5.4)."""

from collections.abc import Callable

import pandas as pd

from utils.chapters.common import NOBODY, empty, in_order, left_out
from utils.frames import Frames
from utils.measures.shares import share_where
from utils.publish.exhibit import Column, Exhibit

SCHEMES = ("PA", "HM")


def _benefit(*groups: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda df: df["benefit_group"].isin(groups).astype("boolean").where(df["benefit_group"].notna())


def _age(holds: Callable[[pd.Series], pd.Series]) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda df: holds(df["age"]).astype("boolean").where(df["age"].notna())


CHARACTERISTICS: dict[str, tuple[str, Callable[[pd.DataFrame], pd.Series]]] = {
    "men": ("Mænd", lambda df: (df["gender"] == "mand").astype("boolean").where(df["gender"].notna())),
    "under_30": ("Under 30 år", _age(lambda age: age < 30)),
    "over_40": ("Over 40 år", _age(lambda age: age > 40)),
    "over_50": ("Over 50 år", _age(lambda age: age > 50)),
    "self_supporting": ("Selvforsørgede", _benefit("selvforsørgelse")),
    "flexjob": ("Fleksjob", _benefit("fleksjob")),
    "flexjob_or_ledighedsydelse": ("Fleksjob el. ledighedsydelse", _benefit("fleksjob", "ledighedsydelse")),
    "a_dagpenge": ("A-dagpenge", _benefit("a-dagpenge")),
    "retention": ("Fastholdelse", lambda df: (df["purpose"] == "retention").astype("boolean").where(df["purpose"].notna())),
    "recruitment": ("Rekruttering", lambda df: (df["purpose"] == "recruitment").astype("boolean").where(df["purpose"].notna())),
}  # fmt: skip


def subgroups(data: Frames) -> Exhibit:
    """The table of 5.4: a row a scheme and type; of every characteristic count, base and share, and quartiles of age."""
    exhibit_id, title = "k21-subgrupper", "Subgrupper inden for ordningerne"
    df = data.df_by_person_scheme.dropna(subset=["type"])
    keys = ["scheme", "type"]
    table = df.groupby(keys).size().rename("persons").reset_index()
    if table.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}.")
    table = table.merge(_age_quartiles(df, keys), on=keys, how="left")
    for name, (_, holds) in CHARACTERISTICS.items():
        shares = share_where(df, keys, holds(df))
        shares = shares.rename(
            columns={"persons": f"{name}_persons", "n_persons": f"{name}_n_persons", "share_pct": f"{name}_pct"}
        )
        table = table.merge(shares, on=keys, how="left")
    table = table.sort_values(["persons", "type"], ascending=[False, True], ignore_index=True)
    columns = {"scheme": Column("Ordning"), "type": Column("Type"), "persons": Column("Borgere", "integer")}
    columns |= {"age_lower_years": Column("Alder, midterste halvdel", "interval", upper="age_upper_years")}
    columns |= {f"{name}_pct": Column(words, "percent") for name, (words, _) in CHARACTERISTICS.items()}
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", SCHEMES), data.status,
        "Borgere efter typen af deres første bevilling i ordningen 2018–2019; ydelse i bevillingsugen, alder i hele år på "
        "bevillingsdagen. Fastholdelse: selvforsørgede, fleksjob, delvis sygemeldte og SU; rekruttering: alle andre ydelser. "
        "Hver andel er af borgere med typen, hvor kendetegnet findes (antal og N i csv-filen). K21's «typisk i aldersgruppen» "
        "læses som den midterste halvdel (nedre til øvre kvartil, lineær interpolation). "
        "De trykte 83 pct. ledige med værktøj kan ikke stå sammen "
        "med en fastholdelsesgrad på 39. Kilde: K21 5.4, l.3835–3910."
        + left_out(data, {"befk": "køn"}),
        columns=columns,
    )  # fmt: skip


def _age_quartiles(df: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Lower and upper quartile of age in years: the middle half of those with a type."""
    grouped = df.dropna(subset=["age"]).groupby(keys)["age"]
    return pd.DataFrame(
        {"age_lower_years": grouped.quantile(0.25), "age_upper_years": grouped.quantile(0.75)}
    ).reset_index()
