"""Kroner per case: nationally, by size, by the number of cases and by strategy (K21 5.5, figures 26–27)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import SCHEME_NAMES, STRATEGIES, absent, empty, in_order, listed, unavailable
from utils.chapters.expenditure import not_shown
from utils.chapters.municipality_profile import municipality
from utils.frames import Frames
from utils.measures.expenditure import expenditure_shares, few_cases, unit_price_dkk
from utils.measures.usage import ONE_YEAR, TWO_YEARS
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import dkk, number, percent

SCHEMES = ("PA", "HM")
REGISTERS = ("municipality_accounts",)
NO_PRICES = "Ingen kommune i udtrækket har både udgifter og bevillinger i 2019."
PRICE = (
    "Enhedspris: bruttoudgift 2019 (REGKC) divideret med bevillinger og genbevillinger med startdato i 2019 i kommunen"
)


def prices(data: Frames) -> pd.DataFrame:
    """A row a municipality with grants in 2019 and scheme (PA, HM and both together): grants_2019, unit_price_dkk,
    cases_per_1000_inhabitants."""
    df_by_grant = data.df_by_grant[data.df_by_grant["year"].isin(ONE_YEAR)]
    df = data.df_by_municipality
    parts = []
    for scheme, members in {"PA": ["PA"], "HM": ["HM"], "PA+HM": ["PA", "HM"]}.items():
        counts = df_by_grant.loc[df_by_grant["scheme"].isin(members), "municipality"].value_counts()
        grants = df["code"].map(counts).fillna(0).astype(int)
        amount = sum(df[f"expenditure_{member.lower()}_dkk"] for member in members)
        parts.append(pd.DataFrame({
            "scheme": scheme, "code": df["code"], "name": df["name"], "strategy": df["strategy"],
            "inhabitants_2019k4": df["inhabitants_2019k4"], "expenditure_dkk": amount, "grants_2019": grants,
            "unit_price_dkk": unit_price_dkk(amount, grants).astype(float),
            "cases_per_1000_inhabitants": 1000 * grants / df["inhabitants_2019k4"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).dropna(subset=["unit_price_dkk"]).reset_index(drop=True)


def national(data: Frames) -> Exhibit:
    """Figur 26: unit price by scheme; the unweighted mean of municipalities, for the icebreaker kroner a person."""
    exhibit_id, title = "k21-figur-26", "Figur 26. Enhedspriser 2019"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    by_scheme = dict(list(prices(data).groupby("scheme")))
    rows = [_national(scheme, by_scheme[scheme]) for scheme in SCHEMES if scheme in by_scheme]
    icebreaker = data.df_by_grant[(data.df_by_grant["scheme"] == "IB") & data.df_by_grant["year"].isin(TWO_YEARS)]
    if not icebreaker.empty:
        spent, persons = float(data.df_by_municipality["expenditure_ib_dkk"].sum()), icebreaker["pnr"].nunique()
        rows.append({"scheme": "IB", "expenditure_dkk": spent, "cases": persons, "unit_price_dkk": spent / persons,
                     "total_per_case_dkk": spent / persons})  # fmt: skip
    df = pd.DataFrame(rows)
    if df.empty:
        return empty(exhibit_id, title, data, NO_PRICES)
    df["scheme_name"] = df["scheme"].map(SCHEME_NAMES).str.capitalize()

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "scheme_name", "unit_price_dkk", unit="kr.", count="cases")

    counts = listed([f"{number(row['municipalities'])} ({row['scheme']})" for _, row in df.iterrows()
                     if row["scheme"] != "IB"])  # fmt: skip
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{PRICE}. Personlig assistance og hjælpemidler: uvægtet gennemsnit af kommuner med bevillinger i 2019 ({counts}); "
        "isbryder: landets udgift 2019 pr. borger med bevilling 2018–2019. N = bevillinger 2019, for isbryder borgere. Landets "
        "udgift delt med landets bevillinger er noget andet (total_per_case_dkk i data): K21's tal passer kun til gennemsnittet "
        "af kommuner. " + _spread(df) + "Kilde: K21 5.5, figur 26, l.4043–4109.",
        draw=draw,
        alt="Enhedspris i 2019: "
        + listed([f"{SCHEME_NAMES[row['scheme']]} {dkk(row['unit_price_dkk'])}" for _, row in df.iterrows()]),
    )  # fmt: skip


def _spread(df: pd.DataFrame) -> str:
    """The standard deviation of municipal prices in percent of their mean, scheme by scheme; "" of a single price."""
    if "coefficient_of_variation" not in df:
        return ""
    known = df.dropna(subset=["coefficient_of_variation"])
    parts = [f"{row['scheme']} {percent(100 * row['coefficient_of_variation'])}" for _, row in known.iterrows()]
    return f"Kommunernes spredning (standardafvigelse i pct. af gennemsnittet): {listed(parts)} " if parts else ""


def _national(scheme: str, df_by_municipality: pd.DataFrame) -> dict[str, object]:
    price, spent = df_by_municipality["unit_price_dkk"], df_by_municipality["expenditure_dkk"].sum()
    cases = int(df_by_municipality["grants_2019"].sum())
    return {
        "scheme": scheme, "expenditure_dkk": spent, "cases": cases, "unit_price_dkk": price.mean(),
        "total_per_case_dkk": spent / cases, "municipalities": len(price), "median_dkk": price.median(),
        "minimum_dkk": price.min(), "maximum_dkk": price.max(), "coefficient_of_variation": price.std() / price.mean(),
    }  # fmt: skip


def price_and_size(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 27: unit price of PA and HM together against inhabitants, a dot a municipality, both axes logarithmic."""
    exhibit_id = "k21-figur-27" if kommune is None else "profil-figur-27"
    title = "Figur 27. Samlede enhedspriser og kommunestørrelse"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = prices(data)
    df = df[(df["scheme"] == "PA+HM") & (df["unit_price_dkk"] > 0)].reset_index(drop=True)
    if df.empty:
        return empty(exhibit_id, title, data, NO_PRICES)
    mean = float(df["unit_price_dkk"].mean())

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.scatter(
            rows, "inhabitants_2019k4", "unit_price_dkk", x_title="Indbyggere (logaritmisk)",
            y_title="Kr. pr. bevilling, personlig assistance og hjælpemidler (logaritmisk)", name="name",
            labels=_labels(rows), highlight=_own(data, kommune), log_x=True, log_y=True,
            levels={mean: f"gennemsnit af kommuner {dkk(mean)}"},
        )  # fmt: skip

    relation = df["unit_price_dkk"].corr(df["inhabitants_2019k4"].astype(float), method="spearman")
    return Exhibit(
        exhibit_id, title, df.drop(columns=["strategy", "cases_per_1000_inhabitants"]), data.status,
        f"{PRICE}, personlig assistance og hjælpemidler lagt sammen. Hver prik er en kommune med udgifter og bevillinger i 2019 "
        f"(N = {number(len(df))}). Rangkorrelation (Spearman) med indbyggertallet 4. kvartal 2019: {number(relation, 2)}. "
        "Kilde: K21 5.5, figur 27, l.4086–4099 (kun trykt som billede)." + not_shown(df, _own(data, kommune)),
        draw=draw,
        alt=f"Enhedsprisen går fra {dkk(df['unit_price_dkk'].min())} til {dkk(df['unit_price_dkk'].max())} pr. bevilling; "
        f"rangkorrelationen med kommunens størrelse er {number(relation, 2)}.",
    )  # fmt: skip


def _labels(df: pd.DataFrame) -> list[str]:
    """The largest municipalities and those with the highest and lowest prices."""
    by_price = df.sort_values("unit_price_dkk", kind="stable")["name"]
    return [*df.nlargest(4, "inhabitants_2019k4")["name"], *by_price.head(2), *by_price.tail(3)]


def _own(data: Frames, kommune: int | None) -> str | None:
    return None if kommune is None else str(municipality(data, kommune)["name"])


def price_and_cases(data: Frames, kommune: int | None = None) -> Exhibit:
    """Unit price against cases per inhabitant, a panel a scheme, both axes logarithmic, with the line through the logs."""
    exhibit_id = "k21-enhedspris-sager" if kommune is None else "profil-enhedspris-sager"
    title = "Enhedspris og antal sager pr. indbygger"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = prices(data)
    df = df[df["scheme"].isin(SCHEMES) & (df["unit_price_dkk"] > 0)].reset_index(drop=True)
    if df.empty:
        return empty(exhibit_id, title, data, NO_PRICES)
    lines = {str(scheme): _line(rows) for scheme, rows in df.groupby("scheme") if rows["code"].size > 2}

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.scatter(
            rows, "cases_per_1000_inhabitants", "unit_price_dkk", x_title="Bevillinger 2019 pr. 1.000 indbyggere",
            y_title="Kr. pr. bevilling (begge akser logaritmiske)", panel="scheme", lines=lines, name="name",
            highlight=_own(data, kommune), log_x=True, log_y=True,
        )  # fmt: skip

    signs = listed([f"{scheme} {number(slope, 2)}" for scheme, (_, slope) in lines.items()]) or "ikke beregnet"
    return Exhibit(
        exhibit_id, title, df.drop(columns="strategy"), data.status,
        f"{PRICE}; bevillinger pr. 1.000 indbyggere 4. kvartal 2019. Kommuner med udgifter og bevillinger i ordningen: N = "
        f"{_counts(df)}. Linjen er mindste kvadraters linje gennem logaritmerne (hældning: {signs}). En sammenhæng i samme "
        "retning opstår til dels af sig selv, fordi antallet af bevillinger indgår i begge mål. Kilde: K21 5.5, l.4103–4118."
        + not_shown(df, _own(data, kommune)),
        draw=draw,
        alt=f"Enhedspris mod antal sager pr. indbygger; hældningen i logaritmer er {signs}.",
    )  # fmt: skip


def _line(df: pd.DataFrame) -> tuple[float, float]:
    slope, intercept = np.polyfit(np.log10(df["cases_per_1000_inhabitants"]), np.log10(df["unit_price_dkk"]), 1)
    return float(intercept), float(slope)


def _counts(df: pd.DataFrame) -> str:
    return listed([f"{number(len(rows))} ({scheme})" for scheme, rows in df.groupby("scheme", sort=False)])


def few_and_many_cases(data: Frames) -> Exhibit:
    """Mean unit price in the half of municipalities with few cases per inhabitant and in the other: a row a half, scheme."""
    exhibit_id, title = "k21-enhedspris-faa-og-mange", "Enhedspris i kommuner med få og mange sager"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = prices(data)
    df = df[df["scheme"].isin(SCHEMES)]
    if df.empty:
        return empty(exhibit_id, title, data, NO_PRICES)
    halves = df.groupby("scheme", sort=False)["cases_per_1000_inhabitants"].transform(few_cases)
    grouped = df.assign(half=halves).groupby(["scheme", "half"], sort=False)
    table = grouped.agg(n_municipalities=("code", "size"), grants_2019=("grants_2019", "sum"),
                        mean_cases_per_1000=("cases_per_1000_inhabitants", "mean"),
                        unit_price_dkk=("unit_price_dkk", "mean")).reset_index()  # fmt: skip
    return Exhibit(
        exhibit_id, title, in_order(table, "scheme", SCHEMES, ["half"]), data.status,
        f"{PRICE}; uvægtet gennemsnit af kommuner (N). Få sager: halvdelen af kommunerne med færrest bevillinger i 2019 pr. "
        "indbygger i ordningen (medianen hører til de få); K21 siger ikke, hvor grænsen går. Kilde: K21 5.5, l.4103–4118, og "
        "2.2, l.715–719.",
        columns={"scheme": Column("Ordning"), "half": Column("Kommuner med"), "n_municipalities": Column("N", "integer"),
                 "grants_2019": Column("Bevillinger 2019", "integer"),
                 "mean_cases_per_1000": Column("Bevillinger pr. 1.000 indbyggere", "decimal", 2),
                 "unit_price_dkk": Column("Enhedspris", "dkk")},
    )  # fmt: skip


def by_strategy(data: Frames) -> Exhibit:
    """Unit price by scheme and expenditure per inhabitant by strategy: unweighted means of case municipalities."""
    exhibit_id, title = "k21-enhedspris-strategi", "Enhedspriser og udgift pr. indbygger efter strategi"
    needed = (*REGISTERS, "municipality_types")
    if absent(data, needed):
        return unavailable(exhibit_id, title, data, needed)
    df = prices(data)
    df = df[df["scheme"].isin(SCHEMES)]
    spent = expenditure_shares(data.df_by_municipality).assign(strategy=data.df_by_municipality["strategy"])
    parts = [
        df.groupby(["scheme", "strategy"])["unit_price_dkk"].agg(["mean", "size"]).reset_index(),
        spent.groupby("strategy")["expenditure_per_inhabitant_dkk"]
        .agg(["mean", "size"])
        .reset_index()
        .assign(scheme="alle"),
    ]
    table = pd.concat([
        parts[0].rename(columns={"mean": "unit_price_dkk", "size": "n_municipalities"}),
        parts[1].rename(columns={"mean": "expenditure_per_inhabitant_dkk", "size": "n_municipalities"}),
    ])  # fmt: skip
    if table.empty:
        return empty(exhibit_id, title, data, "Udtrækket har ingen casekommuner med bevillinger i 2019.")
    table = in_order(in_order(table, "strategy", STRATEGIES), "scheme", (*SCHEMES, "alle"))
    return Exhibit(
        exhibit_id, title, table, data.status,
        f"{PRICE}; uvægtet gennemsnit af casekommuner (N). Udgift pr. indbygger: de tre ordningers bruttoudgift 2019 divideret "
        "med indbyggere 4. kvartal 2019, uvægtet gennemsnit. K21 trykker 236.000 og 204.000 kr. pr. indbygger; det er mere, end "
        "landets samlede udgift giver plads til. Kilde: K21 5.5, l.4120–4133.",
        columns={"scheme": Column("Ordning"), "strategy": Column("Strategi"), "n_municipalities": Column("N", "integer"),
                 "unit_price_dkk": Column("Enhedspris", "dkk"),
                 "expenditure_per_inhabitant_dkk": Column("Udgift pr. indbygger", "dkk")},
    )  # fmt: skip
