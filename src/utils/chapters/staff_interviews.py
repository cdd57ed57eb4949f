"""What the staff who were interviewed ask for (K21 4.2)."""

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import CHOSEN, NOBODY_ASKED, REGISTERS, small_bases, views_of
from utils.frames import Frames
from utils.measures.interviews import STAFF
from utils.publish.exhibit import Column, Exhibit


def asked_for(data: Frames) -> Exhibit:
    """Staff who ask for more knowledge of the schemes: question, label, persons (yes), n (asked), share_pct."""
    exhibit_id, title = "k21-medarbejdere-udsagn", "Efterspørger medarbejderne mere viden?"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = views_of(data.df_by_interview_answer, STAFF, ["efterspoerger_viden"])
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Interviewede medarbejdere, der siger ja, i pct. af dem, der har svaret (N). {CHOSEN}{small_bases(df)} Kilde: "
        "K21 4.2, l.2207.",
        columns={"label": Column("Udsagn"), "persons": Column("Ja", "integer"), "n": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
