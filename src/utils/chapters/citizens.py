"""Citizens who were interviewed: who they are and what they say of the schemes (K21 6.1–6.3)."""

import pandas as pd

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import CHOSEN, NOBODY_ASKED, REGISTERS, small_bases, views_of
from utils.frames import Frames
from utils.measures.interviews import (
    CITIZEN,
    YES,
    category_shares,
    figures_told,
    of_roles,
    said,
    with_share,
    yes_shares,
)
from utils.publish.exhibit import Column, Exhibit
from utils.registers.codelists import code_list

SCHEME_QUESTIONS = {"PA": "ordning_pa", "HM": "ordning_hm", "FA": "ordning_fa", "IB": "ordning_ib"}
GROUPS = {"sektor": "sektor", "funktionsnedsættelse": "funktionsnedsaettelse", "køn": "koen"}
VIEWS = ("taet_kontakt", "fa_ikke_igen", "fa_fokus_handicap", "ib_vise_vaerd")
SHARE_COLUMNS = {
    "persons": Column("Borgere", "integer"), "n": Column("N", "integer"), "share_pct": Column("Andel", "percent"),
}  # fmt: skip


def interviewees(data: Frames) -> Exhibit:
    """Who they are: group, category, persons, n, share_pct; the row of age holds mean_years instead."""
    exhibit_id, title = "k21-borgere-interviewede", "De interviewede borgere"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = of_roles(data.df_by_interview_answer, CITIZEN)
    if told.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    schemes = yes_shares(told, list(SCHEME_QUESTIONS.values())).assign(group="ordning", category=list(SCHEME_QUESTIONS))
    parts = [schemes.drop(columns="question")]
    parts += [category_shares(said(told, question)).assign(group=group) for group, question in GROUPS.items()]
    age = figures_told(told, "alder")
    parts.append(pd.DataFrame({"group": ["alder"], "category": ["gennemsnit, år"], "n": [len(age)],
                               "mean_years": [age.mean()]}))  # fmt: skip
    df = pd.concat(parts, ignore_index=True).astype({"persons": "Int64"})
    df = df[["group", "category", "persons", "n", "share_pct", "mean_years"]]
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Borgere med svar (N). En borger kan have erfaring med flere ordninger. Sektor: kun borgere med et job; "
        f"selvstændige er private. {CHOSEN}{small_bases(df, label='group')} Rapporten skriver «brugere» om ordning og "
        "sektor; her er det borgerne. Kilde: K21 6.1, l.4576–4585.",
        columns={"group": Column("Oplysning"), "category": Column("Svar"), **SHARE_COLUMNS,
                 "mean_years": Column("Gennemsnit, år", "decimal", 1)},
    )  # fmt: skip


def self_employed(data: Frames) -> Exhibit:
    """The self-employed in three bases: base, persons, n, share_pct."""
    exhibit_id, title = "k21-borgere-selvstaendige", "Selvstændige blandt de interviewede borgere"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = of_roles(data.df_by_interview_answer, CITIZEN)
    answer = said(told, "selvstaendig")
    if answer.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    own_business = answer == YES
    with_pa, with_aids = (
        said(told, question).reindex(answer.index) == YES for question in ("ordning_pa", "ordning_hm")
    )
    farming = (said(told, "erhverv").reindex(answer.index) == "landbrug") & with_pa & own_business
    rows = [
        ("selvstændige blandt alle borgere", own_business.sum(), len(answer)),
        ("selvstændige blandt borgere med PA eller HM", (own_business & (with_pa | with_aids)).sum(),
         (with_pa | with_aids).sum()),
        ("landmænd med PA blandt selvstændige", farming.sum(), own_business.sum()),
    ]  # fmt: skip
    df = with_share(pd.DataFrame(rows, columns=["base", "persons", "n"]), "persons", "n")
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Antal borgere og den gruppe (N), de er en del af. {CHOSEN}{small_bases(df, label='base')} "
        "Rapporten skriver både 30 pct. af de 48 borgere, 30 pct. af dem med PA eller HM, og 11 personer; de første to "
        "kan ikke begge passe med de 11. Kilde: K21 6.1, l.4580, og 6.2.2, l.4735–4756.",
        columns={"base": Column("Gruppe"), **SHARE_COLUMNS},
    )  # fmt: skip


def views(data: Frames) -> Exhibit:
    """What citizens say: question, label, persons (yes), n (asked), share_pct."""
    exhibit_id, title = "k21-borgere-udsagn", "Hvad siger borgerne?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = views_of(data.df_by_interview_answer, CITIZEN, VIEWS)
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Borgere, der er enige, blandt dem, der har svaret (N). Om fortrinsadgang og isbryderordning er kun spurgt "
        f"borgere, der har brugt dem; for fortrinsadgang er det alene afslagssager. {CHOSEN}{small_bases(df)} "
        "Kilde: K21 6.2.4–6.3.1, l.4851–4949.",
        columns={"label": Column("Udsagn"), **SHARE_COLUMNS},
    )  # fmt: skip


def gains(data: Frames) -> Exhibit:
    """Tabel 20: gains by scheme as users tell them (group, text), in our words; printed, not computed."""
    df = code_list("report_texts")
    df = df.loc[df["table"] == "tabel 20", ["group", "text", "source"]].reset_index(drop=True)
    return Exhibit(
        "k21-tabel-20", "Tabel 20. Gevinster ved ordningerne, set fra borgere og arbejdsgivere", df, "published",
        "Rapportens punkter gengivet kort; de er ikke talt op. Kilde: K21 6.2, tabel 20, l.4631–4675.",
        columns={"group": Column("Ordning"), "text": Column("Gevinst")},
    )  # fmt: skip
