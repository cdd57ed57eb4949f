"""The criteria of the types and where they place each case municipality (K21 Tabel 3 and 6).

The type in the register is the input of every analysis; what is scored here only shows where the two agree.
"""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import absent, empty, in_order, listed, unavailable
from utils.chapters.interview_tables import small_bases
from utils.chapters.typologies import division
from utils.frames import Frames
from utils.measures.criteria import OTHER, SAME, SHARED, agreement, best_types, criteria_met, type_scores
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.registers.codelists import code_list

REGISTERS = ("municipality_types",)
TABLES = {"strategi": ("3", "K21 3.2, tabel 3, l.1043–1129"), "organisering": ("6", "K21 3.4, tabel 6, l.1527–1571")}
TYPE_COLUMNS = {
    "proaktiv": "proactive",
    "reaktiv": "reactive",
    "diffus": "diffuse",
    "specialiseret team": "specialised_team",
    "spredt specialisering": "spread",
    "generel specialisering": "general",
}
GIVEN = {"strategi": "STRATEGI", "organisering": "ORGANISERING"}
AGREEMENTS = (SAME, SHARED, OTHER)
NO_CRITERIA = "Udtrækket har ingen kriterier for casekommunernes typer."


def criteria(data: Frames, inddeling: str) -> Exhibit:
    """Tabel 3 or 6: type, label (criterion), and how many meet it, in all and among those placed in the type.

    municipalities, n_municipalities, share_pct; own_type_municipalities, n_own_type, own_type_pct.
    """
    _, order = division(inddeling)
    table, source = TABLES[inddeling]
    exhibit_id, title = f"k21-tabel-{table}", f"Tabel {table}. Kriterier for typerne, og hvor mange der opfylder dem"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = _met(data, inddeling)
    if df.empty:
        return empty(exhibit_id, title, data, NO_CRITERIA)
    everyone = df.groupby(["type", "criterion", "label"], sort=False)["met"].agg(["sum", "size"])
    own = df[df["type"] == df["given"]].groupby(["type", "criterion", "label"])["met"].agg(["sum", "size"])
    own = own.reindex(everyone.index, fill_value=0)
    rows = everyone.reset_index().rename(columns={"sum": "municipalities", "size": "n_municipalities"})
    rows["share_pct"] = 100 * rows["municipalities"] / rows["n_municipalities"]
    rows["own_type_municipalities"], rows["n_own_type"] = own["sum"].to_numpy(), own["size"].to_numpy()
    rows["own_type_pct"] = 100 * rows["own_type_municipalities"] / rows["n_own_type"].where(rows["n_own_type"] > 0)
    return Exhibit(
        exhibit_id, title, in_order(rows, "type", order), data.status,
        "Antal casekommuner, der opfylder kriteriet (N = alle med svar), og heraf blandt dem, der er placeret i "
        "kriteriets type. Rapporten offentliggør kriterierne, men ikke, hvem der opfylder dem, og heller ikke de "
        f"skalaværdier, den brugte.{small_bases(rows, 'n_own_type', 'type', 'kommuner')} Kilde: {source}.",
        columns={"type": Column("Type"), "label": Column("Kriterium"), "municipalities": Column("Kommuner", "integer"),
                 "n_municipalities": Column("N", "integer"), "share_pct": Column("Andel", "percent"),
                 "own_type_municipalities": Column("Af typens egne", "integer"),
                 "n_own_type": Column("N i typen", "integer"), "own_type_pct": Column("Andel i typen", "percent")},
    )  # fmt: skip


def placement(data: Frames, inddeling: str) -> Exhibit:
    """One row a case municipality: name, given type, met and share of each type's criteria, best types, agreement."""
    _, order = division(inddeling)
    table, source = TABLES[inddeling]
    exhibit_id = f"k21-tabel-{table}-placering"
    title = f"Hvilken type peger kriterierne i tabel {table} på?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = _placed(data, inddeling)
    if df.empty:
        return empty(exhibit_id, title, data, NO_CRITERIA)
    shown = {
        f"{TYPE_COLUMNS[name]}_pct": Column(f"{name.capitalize()}, andel", "percent")
        for name in order if f"{TYPE_COLUMNS[name]}_pct" in df
    }  # fmt: skip
    return Exhibit(
        exhibit_id, title, df, data.status,
        "For hver type: opfyldte kriterier i procent af typens egne kriterier (antallene står i csv-filen; typerne har "
        "ikke lige mange kriterier). Typen og kriterierne for den enkelte kommune er ikke offentliggjort; her er de et "
        "input. Højeste andel: den eller de typer, hvor andelen er højest. Typen fra registeret er den, "
        f"alle andre sider bruger. Kilde: {source}; opgørelsen er vores egen.",
        columns={"name": Column("Kommune"), "given": Column("Type i registeret"), **shown,
                 "best": Column("Højeste andel"), "agreement": Column("Sammenfald")},
    )  # fmt: skip


def profile(data: Frames, inddeling: str) -> Exhibit:
    """The shares of `placement` as a figure: municipality (with its type), name, given, type, met, criteria, met_pct."""
    _, order = division(inddeling)
    table, source = TABLES[inddeling]
    exhibit_id, title = f"k21-tabel-{table}-profil", f"Opfyldte kriterier i tabel {table}, kommune for kommune"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    met = _met(data, inddeling)
    if met.empty:
        return empty(exhibit_id, title, data, NO_CRITERIA)
    df = in_order(type_scores(met), "type", order)
    names = data.df_by_municipality.set_index("code")["name"]
    given = met.drop_duplicates("KOMMUNE").set_index("KOMMUNE")["given"]
    df = df.assign(name=df["KOMMUNE"].map(names), given=df["KOMMUNE"].map(given))
    df = in_order(df, "given", order).assign(municipality=lambda rows: rows["name"] + " (" + rows["given"] + ")")
    df = df[["municipality", "name", "given", "type", "met", "criteria", "met_pct"]]
    own = df[df["type"] == df["given"]]
    lowest, highest = own.loc[own["met_pct"].idxmin()], own.loc[own["met_pct"].idxmax()]

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.dots(rows, "municipality", "met_pct", group="type", sort=False, decimals=0,
                            value_title="Opfyldte kriterier, pct. af typens egne")  # fmt: skip

    return Exhibit(
        exhibit_id, title, df, data.status,
        "Typen i registeret står i parentes; der er et mærke for hver type, kriterierne hører til. Opfyldte kriterier i "
        f"procent af typens egne kriterier; N = {df['name'].nunique()} casekommuner. Hvem der opfylder hvad, er ikke "
        f"offentliggjort; her er det et input. Kilde: {source}; opgørelsen er vores egen.",
        alt="Af kriterierne for den type, kommunen er placeret i, opfylder "
        f"{highest['name']} flest ({highest['met']} af {highest['criteria']}) og {lowest['name']} færrest "
        f"({lowest['met']} af {lowest['criteria']}).",
        draw=draw,
    )  # fmt: skip


def agreement_by_type(data: Frames, inddeling: str) -> Exhibit:
    """One row a given type and one for all: municipalities whose criteria point to it alone, to several, elsewhere."""
    _, order = division(inddeling)
    table, source = TABLES[inddeling]
    exhibit_id = f"k21-tabel-{table}-sammenfald"
    title = f"Passer kriterierne i tabel {table} til den type, kommunen er placeret i?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = _placed(data, inddeling)
    if df.empty:
        return empty(exhibit_id, title, data, NO_CRITERIA)
    rows = []
    for name in [*[given for given in order if given in set(df["given"])], "alle"]:
        of_type = df if name == "alle" else df[df["given"] == name]
        found = of_type["agreement"].value_counts().reindex(AGREEMENTS, fill_value=0)
        same, shared, other = (int(found[one]) for one in AGREEMENTS)
        rows.append({"given": name, "same": same, "shared": shared, "other": other, "n_municipalities": len(of_type),
                     "same_pct": 100 * same / len(of_type)})  # fmt: skip
    table_rows = pd.DataFrame(rows)
    mixed = df.loc[df["agreement"] != SAME, "name"]
    told = f" Blandede: {listed(list(mixed))}." if len(mixed) else ""
    return Exhibit(
        exhibit_id, title, table_rows, data.status,
        "Antal casekommuner, hvor typens kriterier har den højeste andel alene, delt med en anden type, eller hvor en "
        f"anden type har den højeste.{told} Rapporten siger selv, at typerne ikke altid findes i ren form, og at "
        f"kommunen så står i den, der passer bedst (l.1126–1129 og 1531–1534)."
        f"{small_bases(table_rows, 'n_municipalities', 'given', 'kommuner')} Kilde: {source}; opgørelsen er vores egen.",
        columns={"given": Column("Type i registeret"), "same": Column("Samme type", "integer"),
                 "shared": Column("Delt", "integer"), "other": Column("Anden type", "integer"),
                 "n_municipalities": Column("N", "integer"), "same_pct": Column("Samme type, andel", "percent")},
    )  # fmt: skip


def _met(data: Frames, inddeling: str) -> pd.DataFrame:
    """criteria_met with the type given in the register."""
    df_by_criterion = code_list("criteria")
    df = criteria_met(
        data.df_by_case_municipality, df_by_criterion[df_by_criterion["grouping"] == inddeling].reset_index(drop=True)
    )
    given = data.df_by_case_municipality.set_index("KOMMUNE")[GIVEN[inddeling]]
    return df.assign(given=df["KOMMUNE"].map(given))


def _placed(data: Frames, inddeling: str) -> pd.DataFrame:
    """The rows of `placement`."""
    met = _met(data, inddeling)
    if met.empty:
        return pd.DataFrame()
    scores = type_scores(met)
    given = met.drop_duplicates("KOMMUNE").set_index("KOMMUNE")["given"]
    best = best_types(scores)
    df = pd.DataFrame({"code": given.index, "given": given.to_numpy()})
    df.insert(1, "name", df["code"].map(data.df_by_municipality.set_index("code")["name"]))
    for name, rows in scores.groupby("type", sort=False):
        of_type = rows.set_index("KOMMUNE").reindex(df["code"])
        for column in ("met", "criteria", "met_pct"):
            df[f"{TYPE_COLUMNS[str(name)]}_{column.removeprefix('met_')}"] = of_type[column].to_numpy()
    df["best"] = [listed(best[code]) for code in df["code"]]
    df["agreement"] = [agreement(best[code], own) for code, own in zip(df["code"], df["given"], strict=True)]
    return in_order(df, "given", division(inddeling)[1], ["name"])
