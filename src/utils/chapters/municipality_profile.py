"""One municipality against its region, its rammevilkår and size group and the country."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import BASES, OUTCOMES, SCHEME_NAMES, few, in_order, listed, share_figure, unavailable
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.background import background_shares
from utils.measures.degrees import degrees
from utils.measures.hours import share_pct
from utils.measures.usage import TWO_YEARS
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import grade, interval, number, percent

SCHEMES = ("PA", "HM")
GROUPS = {"region": "Region {}", "framework_band": "Rammevilkår {}", "size_band": "Størrelse: {}"}
COUNTRY = "Hele landet"
USAGE = {"PA": "usage_rate_two_year_pa_pct", "HM": "usage_rate_two_year_hm_pct"}


def municipality(data: Frames, kommune: int) -> pd.Series:
    """The row of a municipality in df_by_municipality; HkoError when the code is not one of the 98."""
    rows = data.df_by_municipality[data.df_by_municipality["code"] == kommune]
    if rows.empty:
        raise HkoError(f"kommune={kommune}: vælg en af de 98 kommunekoder i data/municipalities.csv, fx 707.")
    return rows.iloc[0]


def areas(data: Frames, kommune: int) -> dict[str, pd.Series]:
    """Area in words → codes in it: the municipality, its region, its groups (where known) and the country."""
    df, row = data.df_by_municipality, municipality(data, kommune)
    found = {str(row["name"]): df.loc[df["code"] == kommune, "code"]}
    for column, words in GROUPS.items():
        if pd.notna(row[column]):
            found[words.format(row[column])] = df.loc[df[column] == row[column], "code"]
    return found | {COUNTRY: df["code"]}


def _within(df: pd.DataFrame, area: str, codes: pd.Series) -> pd.DataFrame:
    """The rows of an area; the country has also those without a known municipality."""
    return df if area == COUNTRY else df[df["municipality"].isin(codes)]


def key_figures(data: Frames, kommune: int) -> Exhibit:
    """The municipality's key figures, the same as in the index: one row a measure."""
    row = municipality(data, kommune)
    persons = {}
    rows = [
        _measure("Indbyggere, 4. kvartal 2019", number(row["inhabitants_2019k4"]), "",
                 "published" if data.scale == 1 else data.status),
        _measure("Anvendelsesgrad 2019 (PA og HM)", percent(row["usage_rate_2019_pct"], 3), _band(row), data.status),
        _measure("Anvendelsesgrad 2018–2019 (PA og HM)", percent(row["usage_rate_two_year_pct"], 2),
                 f"{number(row['grants'])} bevillinger", data.status),
        _measure("Rekrutteringsgrad (PA og HM)", percent(row["recruitment_degree_pct"], 1),
                 f"{number(row['grants'])} bevillinger", data.status),
    ]  # fmt: skip
    for scheme in SCHEMES:
        for name, words in (("increased_hours", "Øgede løntimer"), ("retained", "Fastholdt med løntimer")):
            column = f"{name}_{scheme.lower()}"
            limits = interval(row[f"{column}_lower_pct"], row[f"{column}_upper_pct"])
            persons[f"{words} ({scheme})"] = row[f"{column}_persons"]
            basis = (
                f"N = {number(row[f'{column}_persons'])}; 95 pct.-interval {limits}{grade(row[f'{column}_quality'])}"
            )
            rows.append(_measure(f"{words}, {scheme}", percent(row[f"{column}_pct"], 1), basis, data.status))
    note = (
        "Anvendelsesgrad: bevillinger pr. 100 indbyggere; båndet gælder kun 2019-tallet. Rammevilkår: "
        f"{_rank(row)}. Kilde: definitionerne i K21 5.2, 5.3.2 og 7; intervaller efter Wilson; kvalitet "
        f"2: med forbehold, 3: ikke alene.{few(persons)}"
    )
    columns = {"measure": Column("Mål"), "value": Column("Værdi"), "basis": Column("Grundlag")}
    return Exhibit("profil-noegletal", "Nøgletal", pd.DataFrame(rows), data.status, note, columns=columns)


def _measure(measure: str, value: str, basis: str, status: str) -> dict[str, str]:
    return {"measure": measure, "value": value, "basis": basis, "status_of_value": status}


def _band(row: pd.Series) -> str:
    return f"bånd: {row['usage_band']}" if pd.notna(row["usage_band"]) else "intet bånd (ingen bevillinger i 2019)"


def _rank(row: pd.Series) -> str:
    return "ikke i udtrækket" if pd.isna(row["framework_rank"]) else f"rang {row['framework_rank']} af 98 (98 er bedst)"


def usage_rate(data: Frames, kommune: int) -> Exhibit:
    """Two-year usage rate per scheme; groups are unweighted means of municipalities."""
    df_by_code = data.df_by_municipality.set_index("code")
    rows = [
        {"scheme": scheme, "area": area, "usage_rate_two_year_pct": df_by_code.loc[codes, column].mean(),
         "municipalities": len(codes)}
        for scheme, column in USAGE.items() for area, codes in areas(data, kommune).items()
    ]  # fmt: skip
    return _bars(
        data, kommune, "profil-anvendelsesgrad", "Anvendelsesgrad 2018–2019", pd.DataFrame(rows), "usage_rate_two_year_pct",
        "municipalities", "Bevillinger 2018–2019 pr. 100 indbyggere; grupper er uvægtede gennemsnit af kommuner "
        "(N = kommuner). Kilde: K21 5.2.", 2,
    )  # fmt: skip


def recruitment_degree(data: Frames, kommune: int) -> Exhibit:
    """Recruitment degree per scheme; groups pool all grants of their municipalities."""
    studied = data.df_by_grant[data.df_by_grant["year"].isin(TWO_YEARS) & data.df_by_grant["scheme"].isin(SCHEMES)]
    parts = [
        degrees(_within(studied, area, codes), ["scheme"]).assign(area=area)
        for area, codes in areas(data, kommune).items()
    ]
    df = _by_scheme(parts)
    here = few(_own(df, str(municipality(data, kommune)["name"]), "grants"), "bevillinger")
    return _bars(
        data, kommune, "profil-rekrutteringsgrad", "Rekrutteringsgrad", df, "recruitment_degree_pct", "grants",
        "Andel bevillinger 2018–2019 til borgere, der i bevillingsugen fik en offentlig ydelse bortset fra fleksjob, delvis "
        f"sygemelding og SU (N = bevillinger). Resten er fastholdelse. Kilde: K21 5.3.2.{here}", 0,
    )  # fmt: skip


def paid_hours(data: Frames, kommune: int, outcome: str) -> Exhibit:
    """Increased hours or retained per scheme with Wilson intervals; groups pool their persons."""
    _, value = OUTCOMES[outcome]
    parts = []
    for area, codes in areas(data, kommune).items():
        persons = _within(data.df_by_person_scheme, area, codes)
        parts.append(share_pct(persons, outcome, ["scheme"]).assign(area=area))
    df, own = _by_scheme(parts), str(municipality(data, kommune)["name"])
    note = f"{BASES[outcome]} (N = borgere). 95 pct.-intervaller (Wilson). Beskrivende, ikke en effekt. Kilde: K21 7."
    note += few(_own(df, own, "persons"))
    exhibit_id = {"increased": "profil-oegede-loentimer", "retained": "profil-fastholdt"}[outcome]
    title = {"increased": "Øgede løntimer", "retained": "Fastholdt med løntimer"}[outcome]
    draw = share_figure(outcome, "area", value, highlight=own)
    return Exhibit(exhibit_id, title, df, data.status, note, alt=_alt(title, df, own, value, 0), draw=draw)


def _by_scheme(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """All areas of PA, then all of HM, in the order the areas were given."""
    return in_order(pd.concat(parts, ignore_index=True), "scheme", SCHEMES)


def _own(df: pd.DataFrame, own: str, count: str) -> dict[str, int]:
    """How many the municipality's number is a share of, by scheme; 0 where it has no row."""
    here = df[df["area"] == own].set_index("scheme")[count]
    return {scheme: int(here.get(scheme, 0)) for scheme in SCHEMES}


def _bars(data: Frames, kommune: int, exhibit_id: str, title: str, df: pd.DataFrame, value: str, count: str,
          note: str, decimals: int) -> Exhibit:  # fmt: skip
    """A bar an area, a panel a scheme; the municipality stands out."""
    own = str(municipality(data, kommune)["name"])

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "area", value, count=count, panel="scheme", highlight=own, decimals=decimals)

    return Exhibit(exhibit_id, title, df, data.status, note, alt=_alt(title, df, own, value, decimals), draw=draw)


def _alt(title: str, df: pd.DataFrame, own: str, value: str, decimals: int) -> str:
    rows_by_scheme = df.groupby("scheme", sort=False)
    findings = [_finding(rows.set_index("area"), scheme, own, value, decimals) for scheme, rows in rows_by_scheme]
    text = "; ".join(findings) or "Ingen borgere i udtrækket"
    # The abbreviation "pct." ends the sentence with its own full stop.
    return f"{title}. {text[0].upper()}{text[1:].removesuffix('.')}."


def _finding(df_by_area: pd.DataFrame, scheme: object, own: str, value: str, decimals: int) -> str:
    """ "personlig assistance: Norddjurs 34 pct., hele landet 27 pct."; words for a share of nobody."""
    here = df_by_area[value].get(own, float("nan"))
    words = f"intet tal for {own}" if pd.isna(here) else f"{own} {percent(here, decimals)}"
    country = percent(df_by_area.loc[COUNTRY, value], decimals)
    return f"{SCHEME_NAMES[str(scheme)]}: {words}, hele landet {country}"


def types(data: Frames, kommune: int, scheme: str) -> Exhibit:
    """Persons by type of their first grant, in the municipality and the country."""
    of_scheme = data.df_by_person_scheme[data.df_by_person_scheme["scheme"] == scheme]
    here = of_scheme[of_scheme["municipality"] == kommune]
    counts = pd.DataFrame({"persons": here["type"].value_counts(), "persons_country": of_scheme["type"].value_counts()})
    df = counts.fillna(0).astype(int).rename_axis("type").reset_index()
    df["share_pct"] = 100 * df["persons"] / max(len(here), 1)
    df["country_pct"] = 100 * df["persons_country"] / max(len(of_scheme), 1)
    df = df.sort_values(["persons_country", "type"], ascending=[False, True], ignore_index=True)
    words = {"PA": "Type af personlig assistance", "HM": "Type af hjælpemiddel"}[scheme]
    return Exhibit(
        f"profil-typer-{scheme.lower()}", words, df, data.status,
        f"Borgerens første bevilling 2018–2019. N: {number(len(here))} i kommunen, {number(len(of_scheme))} i "
        f"landet. Kilde: typerne i K21 9.3.{few({'': len(here)})}",
        columns={"type": Column("Type"), "persons": Column("Borgere", "integer"), "share_pct": Column("Kommunen", "percent"),
                 "country_pct": Column("Hele landet", "percent")},
    )  # fmt: skip


BACKGROUND = (
    ("Mænd", "Køn", "mand"),
    ("Over 50 år", "Alder", "over 50"),
    ("Grundskole", "Uddannelse", "grundskole"),
    ("Gymnasial eller erhvervsfaglig", "Uddannelse", "gymnasial eller erhvervsfaglig"),
    ("Videregående uddannelse", "Uddannelse", "videregående"),
    ("Indkomst over 300.000 kr.", "Indkomst", "over 300.000 kr."),
)


def background(data: Frames, kommune: int) -> Exhibit:
    """Tabel 13's characteristics in the municipality and the country, per scheme; unknown education counts in the base."""
    country = data.df_by_person_scheme[data.df_by_person_scheme["scheme"].isin(SCHEMES)]
    here = country[country["municipality"] == kommune]
    shares = {area: background_shares(df, ["scheme"]) for area, df in (("here", here), ("country", country))}
    rows = []
    for scheme in SCHEMES:
        for words, topic, category in BACKGROUND:
            own, all_of_it = (_share(df, scheme, topic, category) for df in shares.values())
            rows.append({"scheme": scheme, "characteristic": words, "persons": own[0], "share_pct": own[1],
                         "country_pct": all_of_it[1]})  # fmt: skip
    persons = {scheme: int((here["scheme"] == scheme).sum()) for scheme in SCHEMES}
    return Exhibit(
        "profil-baggrund", "Hvem får bevillingerne?", pd.DataFrame(rows), data.status,
        "Ved den første bevilling 2018–2019; køn, uddannelse og indkomst fra året før. Andele af alle borgere (N = "
        f"borgere i kommunen); uoplyst uddannelse udgør resten. Kilde: K21 tabel 13.{few(persons)}",
        columns={"scheme": Column("Ordning"), "characteristic": Column("Kendetegn"), "persons": Column("N", "integer"),
                 "share_pct": Column("Kommunen", "percent"), "country_pct": Column("Hele landet", "percent")},
    )  # fmt: skip


def _share(shares: pd.DataFrame, scheme: str, topic: str, category: str) -> tuple[int, float]:
    """Base and share of a category; nobody has it where its topic has a base but it no row."""
    of_topic = shares[(shares["scheme"] == scheme) & (shares["topic"] == topic)]
    if of_topic.empty:
        return 0, float("nan")
    return int(of_topic["n_persons"].iloc[0]), float(of_topic.loc[of_topic["category"] == category, "share_pct"].sum())


def expenditure(data: Frames, kommune: int) -> Exhibit:
    """Gross expenditure 2019, unit price and kroner per inhabitant; country prices are means of municipalities."""
    row, df = municipality(data, kommune), data.df_by_municipality
    if "municipality_accounts" in data.missing:
        return unavailable("profil-udgifter", "Udgifter 2019", data, ["municipality_accounts"])
    rows = []
    for scheme in SCHEMES:
        amount, price = f"expenditure_{scheme.lower()}_dkk", f"unit_price_{scheme.lower()}_dkk"
        rows.append({
            "scheme": scheme, "expenditure_dkk": row[amount], "unit_price_dkk": row[price],
            "per_inhabitant_dkk": row[amount] / row["inhabitants_2019k4"], "country_unit_price_dkk": df[price].mean(),
            "country_per_inhabitant_dkk": df[amount].sum() / df.loc[df[amount].notna(), "inhabitants_2019k4"].sum(),
        })  # fmt: skip
    known = listed([f"{number(df[f'unit_price_{scheme.lower()}_dkk'].notna().sum())} ({scheme})" for scheme in SCHEMES])
    return Exhibit(
        "profil-udgifter", "Udgifter 2019", pd.DataFrame(rows), data.status,
        f"Bruttoudgifter 2019; enhedspris = udgift pr. bevilling i 2019, landets er det uvægtede gennemsnit af kommuner med "
        f"bevillinger (N = {known}). Kilde: K21 5.5.",
        columns={"scheme": Column("Ordning"), "expenditure_dkk": Column("Udgift", "dkk"),
                 "unit_price_dkk": Column("Enhedspris", "dkk"), "country_unit_price_dkk": Column("Enhedspris, landet", "dkk"),
                 "per_inhabitant_dkk": Column("Pr. indbygger", "dkk"),
                 "country_per_inhabitant_dkk": Column("Pr. indbygger, landet", "dkk")},
    )  # fmt: skip
