"""Employment and expenditure in Beretning 2013 (S13), chapter 2 and 3.1–3.4: real numbers, from the print alone."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import in_order
from utils.frames import Frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number, percent

WITH, WITHOUT = "med funktionsnedsættelse", "uden funktionsnedsættelse"
TOTAL = "i alt"
# Names at the end of a line, which would else take the figure's room.
SHORT = {
    "personlig assistance i erhverv": "assistance i erhverv",
    "personlig assistance under efter- og videreuddannelse": "assistance, uddannelse",
    "arbejdsredskaber m.v.": "arbejdsredskaber",
    "isbryderordningen": "isbryder",
}


def numbers(data: Frames, series: str) -> pd.DataFrame:
    """The printed inputs of one series, in the order of the print: group, period, value, source."""
    df = data.df_by_annual_report_number
    return df.loc[df["series"] == series, ["group", "period", "value", "source"]].reset_index(drop=True)


def by_period(data: Frames, series: str) -> pd.DataFrame:
    """A row a period and a column a group of one series; period is a column."""
    wide = numbers(data, series).pivot(index="period", columns="group", values="value")
    return wide.rename_axis(columns=None).reset_index()


def employment(data: Frames) -> Exhibit:
    """Tabel 2.1 with what the report does not print: the gap and how each share moved. A row a year."""
    df = by_period(data, "beskæftigelsesandel 16-64 år").rename(
        columns={WITH: "with_impairment_pct", WITHOUT: "without_impairment_pct", "period": "year"}
    )
    df["gap_pp"] = df["without_impairment_pct"] - df["with_impairment_pct"]
    for name in ("with_impairment", "without_impairment"):
        df[f"{name}_change_pp"] = df[f"{name}_pct"].diff()
    return Exhibit(
        "s13-tabel-2-1", "Tabel 2.1. Beskæftigelsesandel 2002–2012", df.round(10), "published",
        "Beskæftigede i pct. af alle 16–64-årige i gruppen (SFI's undersøgelser). Forskel: andelen uden minus andelen med "
        "funktionsnedsættelse; udvikling siden undersøgelsen før, begge i procentpoint. S13 trykker andelene; forskellen og "
        f"udviklingen er regnet her. {_opposite(df)} Kilde: S13 tabel 2.1, l.128–132; l.91–93.",
        columns={
            "year": Column("År"), "with_impairment_pct": Column("Med funktionsnedsættelse", "percent", 1),
            "without_impairment_pct": Column("Uden funktionsnedsættelse", "percent", 1),
            "gap_pp": Column("Forskel", "decimal", 1),
            "with_impairment_change_pp": Column("Udvikling, med", "decimal", 1),
            "without_impairment_change_pp": Column("Udvikling, uden", "decimal", 1),
        },
    )  # fmt: skip


def _opposite(df: pd.DataFrame) -> str:
    """How often the two groups moved in opposite directions between surveys."""
    changes = df[["with_impairment_change_pp", "without_impairment_change_pp"]].dropna()
    opposite = int((changes.prod(axis=1) < 0).sum())
    return (
        "S13 skriver, at andelen med funktionsnedsættelse nogenlunde følger konjunkturerne; i "
        f"{number(opposite)} af {number(len(changes))} perioder gik de to grupper hver sin vej."
    )


def employment_lines(data: Frames) -> Exhibit:
    """The two shares over the years: group, period, employed_pct."""
    df = numbers(data, "beskæftigelsesandel 16-64 år").rename(columns={"value": "employed_pct"})
    df = df[["group", "period", "employed_pct"]]
    gap = employment(data).data["gap_pp"]
    return Exhibit(
        "s13-beskaeftigelse", "Beskæftigelse med og uden funktionsnedsættelse", df, "published",
        "Beskæftigede i pct. af alle 16–64-årige i gruppen. Der er to eller tre år mellem undersøgelserne. Kilde: S13 tabel "
        "2.1, l.128–132.",
        alt=f"Afstanden mellem de to grupper er vokset fra {number(gap.iloc[0], 1)} til {number(gap.iloc[-1], 1)} procentpoint.",
        draw=_employment,
    )  # fmt: skip


def _employment(rows: pd.DataFrame) -> Figure:
    return figures.series(rows, "period", "employed_pct", group="group", y_title="Pct. i beskæftigelse", decimals=1)


def spending(data: Frames) -> pd.DataFrame:
    """Expenditure with the yearly total summed here: scheme, year, expenditure_dkk_million, share_pct of the total."""
    df = numbers(data, "udgifter").rename(columns={"group": "scheme", "period": "year"})
    df = df.rename(columns={"value": "expenditure_dkk_million"})[["scheme", "year", "expenditure_dkk_million"]]
    total = df.groupby("year", as_index=False)["expenditure_dkk_million"].sum().assign(scheme=TOTAL)
    both = pd.concat([df, total], ignore_index=True)
    in_all = both["year"].map(total.set_index("year")["expenditure_dkk_million"])
    return both.assign(share_pct=100 * both["expenditure_dkk_million"] / in_all).round(10)


def expenditure(data: Frames) -> Exhibit:
    """Tabel 3.1: expenditure by scheme and year; the totals are summed here and not read from the print."""
    return Exhibit(
        "s13-tabel-3-1", "Tabel 3.1. Udgifter efter ordning 2010–2013", spending(data), "published",
        "Mio. kr. efter kommunernes refusionsanmodninger, løbende priser. Summen er regnet af de fire ordninger og er den "
        "trykte alle fire år. Fortrinsadgang har ingen udgift. Kilde: S13 tabel 3.1, l.272–291.",
        columns={
            "scheme": Column("Ordning"), "year": Column("År"),
            "expenditure_dkk_million": Column("Udgift, mio. kr.", "decimal", 1),
            "share_pct": Column("Andel af årets udgift", "percent", 1),
        },
    )  # fmt: skip


def growth(data: Frames) -> pd.DataFrame:
    """A row a scheme: first and last year's amount (mio. kr.), factor, growth, last year's increase, years counted."""
    df = spending(data)
    wide = df.pivot(index="scheme", columns="year", values="expenditure_dkk_million")
    years = list(wide.columns)
    first, before, last = wide[years[0]], wide[years[-2]], wide[years[-1]]
    table = pd.DataFrame({
        "first_dkk_million": first, "last_dkk_million": last, "factor": last / first,
        "growth_pct": 100 * (last / first - 1), "last_increase_dkk_million": last - before,
        "last_growth_pct": 100 * (last / before - 1), "lowest_to_highest_pct": 100 * (wide.max(axis=1) / wide.min(axis=1) - 1),
        "years": len(years),
    })  # fmt: skip
    return in_order(table.round(10).reset_index(), "scheme", list(df["scheme"].drop_duplicates()))


def expenditure_growth(data: Frames) -> Exhibit:
    """3.1–3.4: what the text says of growth, for every scheme."""
    df = growth(data).set_index("scheme")
    aids = df.loc["arbejdsredskaber m.v."]
    return Exhibit(
        "s13-udgifter-vaekst", "Udgifternes udvikling 2010–2013", df.reset_index(), "published",
        "Vækst er sidste år delt med første, minus 1, i løbende priser. Perioden har fire år, men kun tre års vækst. S13 "
        "kalder udgifterne til arbejdsredskaber stabile; fra laveste til højeste år er der "
        f"{percent(aids['lowest_to_highest_pct'], 1)}, og det seneste år vokser de {percent(aids['last_growth_pct'], 1)} mod "
        f"{percent(df['last_growth_pct'].iloc[0], 1)} for personlig assistance i erhverv. Kilde: S13 3.1–3.4, l.300–361; "
        "tabel 3.1, l.272–291.",
        columns={
            "scheme": Column("Ordning"), "first_dkk_million": Column("2010, mio. kr.", "decimal", 1),
            "last_dkk_million": Column("2013, mio. kr.", "decimal", 1), "growth_pct": Column("Vækst", "percent", 1),
            "factor": Column("Faktor", "decimal", 2),
            "last_increase_dkk_million": Column("Fra 2012 til 2013, mio. kr.", "decimal", 1),
            "last_growth_pct": Column("Fra 2012 til 2013", "percent", 1),
            "lowest_to_highest_pct": Column("Fra laveste til højeste år", "percent", 1),
        },
    )  # fmt: skip


def expenditure_index(data: Frames) -> Exhibit:
    """Every scheme's expenditure with 2010 as 100: scheme, year, expenditure_dkk_million, index_2010."""
    df = spending(data).query("scheme != @TOTAL").drop(columns="share_pct")
    first = df.groupby("scheme")["expenditure_dkk_million"].transform("first")
    df = df.assign(index_2010=100 * df["expenditure_dkk_million"] / first)
    last = df.drop_duplicates("scheme", keep="last")
    found = "; ".join(f"{row.scheme} {number(row.index_2010)}" for row in last.itertuples())
    return Exhibit(
        "s13-udgifter-indeks", "Udgifter siden 2010", df, "published",
        "Indeks, 2010 = 100, løbende priser. De tre små ordninger er 3–26 mio. kr. om året, så nogle få mio. kr. flytter dem "
        "meget. Kilde: S13 tabel 3.1, l.272–291.",
        alt=f"Indeks i 2013 (2010 = 100): {found}.", draw=_index,
    )  # fmt: skip


def _index(rows: pd.DataFrame) -> Figure:
    return figures.series(rows.assign(line=rows["scheme"].replace(SHORT)), "year", "index_2010", group="line",
                          y_title="Indeks, 2010 = 100")  # fmt: skip
