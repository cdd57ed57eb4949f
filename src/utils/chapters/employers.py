"""Employers who were interviewed and what they say of the schemes (K21 6.2.3, 6.2.4, 6.4)."""

import pandas as pd

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import CHOSEN, NOBODY_ASKED, REGISTERS, small_bases, views_of
from utils.frames import Frames
from utils.measures.interviews import CITIZEN, EMPLOYER, of_roles, yes_shares
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import percent

VIEWS = ("fastholde_medarbejdere", "oekonomisk_gevinst", "klar_til_at_ansaette", "aaben_dialog", "socialt_ansvar")


def views(data: Frames) -> Exhibit:
    """What employers say: question, label, persons (yes), n (asked), share_pct."""
    exhibit_id, title = "k21-arbejdsgivere-udsagn", "Hvad siger arbejdsgiverne?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = views_of(data.df_by_interview_answer, EMPLOYER, VIEWS)
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    most, least = df.loc[df["share_pct"].idxmax()], df.loc[df["share_pct"].idxmin()]
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Arbejdsgivere, der er enige, i pct. af dem, der har svaret (N ved hver søjle). {CHOSEN}{small_bases(df)} "
        "Kilde: K21 6.2.3, l.4784–4792, og 6.4, l.5064–5110.",
        alt=f"Flest arbejdsgivere siger: {most['label']} ({percent(most['share_pct'])} af {most['n']}); færrest: "
        f"{least['label']} ({percent(least['share_pct'])} af {least['n']}).",
        draw=lambda rows: figures.bars(rows, "label", "share_pct", count="n"),
    )  # fmt: skip


def icebreaker(data: Frames) -> Exhibit:
    """Citizens and employers with an icebreaker case who say it lets graduates show their worth: persons, n, share_pct."""
    exhibit_id, title = "k21-isbryder-udsagn", "Isbryderordningen lader nyuddannede vise deres værd"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = data.df_by_interview_answer
    roles = {"borgere": (CITIZEN,), "arbejdsgivere": (EMPLOYER,), "i alt": (CITIZEN, EMPLOYER)}
    parts = [
        yes_shares(of_roles(told, *members), ["ib_vise_vaerd"]).assign(group=name) for name, members in roles.items()
    ]
    df = pd.concat(parts, ignore_index=True).query("n > 0")[["group", "persons", "n", "share_pct"]]
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Borgere og arbejdsgivere med erfaring med isbryderordningen, der er enige, i pct. af dem, der har svaret (N). "
        f"{CHOSEN}{small_bases(df, label='group')} Kilde: K21 6.2.4, l.4851–4853.",
        columns={"group": Column("Hvem"), "persons": Column("Enige", "integer"), "n": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
