"""The key persons of the case municipalities: how many, where they belong and sit, who they are (K21 3.4.4)."""

import pandas as pd

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import NOBODY_ASKED, REGISTERS, labelled
from utils.frames import Frames
from utils.measures.interviews import KEY_PERSON, category_shares, figures_told, municipalities_saying, of_roles, said
from utils.publish.exhibit import Column, Exhibit

CATEGORIES = ("noegle_forankring", "noegle_placering", "noegle_rolle")
COMPETENCE = {
    "key_persons": "noegle_antal",
    "offices": "noegle_kontorer",
    "teams": "noegle_teams",
    "key_persons_all_schemes": "noegle_alle_ordninger",
    "aid_limit_dkk": "noegle_graense_hm_kr",
    "pa_limit_hours_per_week": "noegle_graense_pa_timer",
}
YES_NO = ("noegle_virksomheder", "noegle_alle_bevilger")


def by_municipality(data: Frames) -> Exhibit:
    """One row a case municipality: name, organisation, key_persons, inhabitants_2019k4, anchoring, place, role."""
    exhibit_id, title = "k21-noeglepersoner-kommuner", "Nøglepersoner i de enkelte casekommuner"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = of_roles(data.df_by_interview_answer, KEY_PERSON)
    municipality = told.drop_duplicates("ID").set_index("ID")["KOMMUNE"]
    parts = [figures_told(told, "noegle_antal"), *[said(told, question) for question in CATEGORIES]]
    df = pd.concat([municipality, *parts], axis=1, keys=["code", "key_persons", "anchoring", "place", "role"])
    df = df.dropna(subset=["code", "key_persons"]).astype({"code": "int64", "key_persons": "int64"})
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    settings = data.df_by_municipality[["code", "name", "organisation", "inhabitants_2019k4"]]
    df = df.merge(settings, on="code", how="left").sort_values(["key_persons", "name"], ascending=[False, True])
    return Exhibit(
        exhibit_id, title, df.reset_index(drop=True), data.status,
        "Antal nøglepersoner efter fokusgruppen, også de uofficielle. Rapporten nævner tallet for fem kommuner; de øvrige "
        "er ikke offentliggjort. Indbyggere 4. kvartal 2019. Kilde: K21 3.4.4, l.1746–1777, og tabel 7–9.",
        columns={"name": Column("Kommune"), "organisation": Column("Organisering"),
                 "key_persons": Column("Nøglepersoner", "integer"),
                 "inhabitants_2019k4": Column("Indbyggere", "integer"), "anchoring": Column("Hører til"),
                 "place": Column("Sidder"), "role": Column("Rolle")},
    )  # fmt: skip


def competence(data: Frames) -> Exhibit:
    """One row a case municipality: name, organisation, key_persons, offices, teams, limits; missing without a limit.

    key_persons_all_schemes may grant all four schemes; above aid_limit_dkk and pa_limit_hours_per_week the head is asked
    or told.
    """
    exhibit_id, title = "k21-noeglepersoner-kompetence", "Hvad må nøglepersonerne bevilge?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = of_roles(data.df_by_interview_answer, KEY_PERSON)
    municipality = told.drop_duplicates("ID").set_index("ID")["KOMMUNE"]
    parts = [figures_told(told, question) for question in COMPETENCE.values()]
    df = pd.concat([municipality, *parts], axis=1, keys=["code", *COMPETENCE]).dropna(subset=["code", "key_persons"])
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    df = df.astype({"code": "int64"}).merge(
        data.df_by_municipality[["code", "name", "organisation"]], on="code", how="left"
    )
    return Exhibit(
        exhibit_id, title, df.sort_values(["organisation", "name"], ignore_index=True), data.status,
        "Fokusgruppens svar; tom, hvor der ikke er en grænse, eller den ikke er oplyst. Over grænsen inddrages eller "
        "orienteres lederen. Rapporten fortæller det om Høje-Taastrup, Holbæk og Vejen; de øvrige er ikke offentliggjort. "
        "Kilde: K21 3.4, tabel 7–9, l.1587–1722.",
        columns={"name": Column("Kommune"), "organisation": Column("Organisering"),
                 "key_persons": Column("Nøglepersoner", "integer"), "offices": Column("Kontorer", "integer"),
                 "teams": Column("Teams", "integer"),
                 "key_persons_all_schemes": Column("Bevilger alle ordninger", "integer"),
                 "aid_limit_dkk": Column("Grænse for hjælpemidler", "dkk"),
                 "pa_limit_hours_per_week": Column("Grænse for PA, timer om ugen", "integer")},
    )  # fmt: skip


def facts(data: Frames) -> Exhibit:
    """One row a fact and category: question, label, category, municipalities, n_municipalities, share_pct."""
    exhibit_id, title = "k21-noeglepersoner", "Nøglepersonordningen på tværs af casekommunerne"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = of_roles(data.df_by_interview_answer, KEY_PERSON)
    number = figures_told(told, "noegle_antal").map(lambda count: "én" if count == 1 else "flere end én")
    parts = [_by_category("noegle_antal", number)]
    parts += [_by_category(question, said(told, question)) for question in CATEGORIES]
    parts.append(municipalities_saying(told, YES_NO).assign(category="ja"))
    df = pd.concat(parts, ignore_index=True)
    df = df[df["n_municipalities"] > 0]
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    columns = ["question", "label", "category", "municipalities", "n_municipalities", "share_pct"]
    return Exhibit(
        exhibit_id, title, labelled(df)[columns].reset_index(drop=True), data.status,
        "Kommuner efter det, fokusgruppen af nøglepersoner har svaret; N er kommuner med svar. Tæt på hinanden: samme "
        "kontor, gang eller matrikel; med kun én nøgleperson er der ingen at sidde tæt på. Kilde: K21 3.4.4, l.1746–1815.",
        columns={"label": Column("Forhold"), "category": Column("Svar"), "municipalities": Column("Kommuner", "integer"),
                 "n_municipalities": Column("N", "integer"), "share_pct": Column("Andel", "percent")},
    )  # fmt: skip


def _by_category(question: str, answer: pd.Series) -> pd.DataFrame:
    """One focus group a municipality, so groups are municipalities."""
    names = {"persons": "municipalities", "n": "n_municipalities"}
    return category_shares(answer).rename(columns=names).assign(question=question)
