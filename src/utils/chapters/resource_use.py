"""Hours that key persons estimate for a case (K21 5.6, Tabel 18)."""

import pandas as pd

from utils.chapters.common import absent, empty, in_order, unavailable
from utils.chapters.interview_tables import NOBODY_ASKED, REGISTERS, small_bases
from utils.frames import Frames
from utils.measures.interviews import KEY_PERSON, hours_told, of_roles
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval

SCHEMES = ("PA", "HM", "IB", "FA")
ESTIMATES = (
    "Fra første kontakt til levering; fokusgruppen af nøglepersoner i hver casekommune giver et laveste og et højeste "
    "timetal pr. sag i ordningen. Skøn, ikke målinger; for IB og FA er erfaringen lille."
)


def hours(data: Frames) -> Exhibit:
    """Tabel 18: scheme, mean_hours, lowest_hours, highest_hours, n (focus groups)."""
    exhibit_id, title = "k21-tabel-18", "Tabel 18. Timer på en sag, vurderet af nøglepersoner"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = _told(data)
    if told.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    df = told.groupby("scheme").agg(
        mean_hours=("middle_hours", "mean"), lowest_hours=("from_hours", "min"), highest_hours=("to_hours", "max"),
        n=("ID", "size"),
    )  # fmt: skip
    df = in_order(df.reset_index(), "scheme", SCHEMES)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{ESTIMATES} Gennemsnit af midtpunkterne; skalaen går fra det laveste til det højeste tal, nogen har nævnt. "
        f"N er fokusgrupper.{small_bases(df, label='scheme')} Teksten skriver 2–4 timer for IB, tabellen 1–4. "
        "Kilde: K21 5.6, tabel 18, l.4304–4353.",
        columns={"scheme": Column("Ordning"), "mean_hours": Column("Gennemsnit, timer", "decimal", 1),
                 "lowest_hours": Column("Laveste, timer", "integer"),
                 "highest_hours": Column("Højeste, timer", "integer"), "n": Column("N", "integer")},
    )  # fmt: skip


def intervals(data: Frames) -> Exhibit:
    """One row a scheme and interval: rank (1 = most said), from_hours, to_hours, groups, n, share_pct."""
    exhibit_id, title = "k21-ressourceforbrug-intervaller", "Timer på en sag: hvad siger de fleste?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    told = _told(data)
    if told.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    df = told.groupby(["scheme", "from_hours", "to_hours"], as_index=False).agg(groups=("ID", "size"))
    df = df.sort_values(["groups", "from_hours", "to_hours"], ascending=[False, True, True])
    df = in_order(df, "scheme", SCHEMES)
    df["n"] = df.groupby("scheme")["groups"].transform("sum")
    df["share_pct"] = 100 * df["groups"] / df["n"]
    df.insert(1, "rank", df.groupby("scheme").cumcount() + 1)
    spans = [interval(low, high) for low, high in zip(df["from_hours"], df["to_hours"], strict=True)]
    df.insert(2, "interval", spans)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"{ESTIMATES} Hver fokusgruppe tæller i ét interval, det mest nævnte først; N er fokusgrupper."
        f"{small_bases(df, label='scheme')} Kilde: K21 5.6, l.4331–4353.",
        columns={"scheme": Column("Ordning"), "interval": Column("Timer pr. sag"), "groups": Column("Fokusgrupper", "integer"),
                 "n": Column("N", "integer"), "share_pct": Column("Andel", "percent")},
    )  # fmt: skip


def _told(data: Frames) -> pd.DataFrame:
    return hours_told(of_roles(data.df_by_interview_answer, KEY_PERSON), SCHEMES)
