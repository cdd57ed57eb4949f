"""The key persons of the case municipalities: how many, where they belong and sit, who they are (K21 3.4.4)."""

import pandas as pd

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import NOBODY_ASKED, REGISTERS, labelled
from utils.frames import Frames
from utils.measures.interviews import KEY_PERSON, category_shares, figures_told, municipalities_saying, of_roles, said
from utils.publish.exhibit import Column, Exhibit

CATEGORIES = ("noegle_forankring", "noegle_placering", "noegle_rolle")
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
