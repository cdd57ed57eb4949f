"""What leaders point to: attention points, rationales and two further statements (K21 3.2.3, 3.3, 5.2)."""

from utils.chapters.common import absent, empty, unavailable
from utils.chapters.interview_tables import NOBODY_ASKED, REGISTERS, labelled, questions, small_bases
from utils.frames import Frames
from utils.measures.interviews import municipalities_saying
from utils.publish.exhibit import Column, Exhibit

BASE = (
    "En casekommune peger på et punkt, når mindst én af de interviewede ledere i kommunen gør det; grundlaget er "
    "kommuner med svar fra mindst én leder. Punkterne udelukker ikke hinanden."
)


def attention_points(data: Frames) -> Exhibit:
    """Tabel 4: question, label, municipalities that point to it, n_municipalities, share_pct."""
    return _table(
        data, "k21-tabel-4", "Tabel 4. Opmærksomhedspunkter i ledelsens prioritering", questions("opmærksomhedspunkt"),
        f"{BASE} Kilde: K21 3.2.3, tabel 4, l.1251–1310.",
    )  # fmt: skip


def rationales(data: Frames) -> Exhibit:
    """Tabel 5 with the numbers of the text: question, label, municipalities, n_municipalities, share_pct."""
    return _table(
        data, "k21-tabel-5", "Tabel 5. Rationaler i beskæftigelsesindsatsen", questions("rationale"),
        f"{BASE} Tabel 5 nævner kun rationalerne; antallene står i teksten. Kilde: K21 3.3, l.1323–1470.",
    )  # fmt: skip


def other_statements(data: Frames) -> Exhibit:
    """Two statements of "over halvdelen": question, label, municipalities, n_municipalities, share_pct."""
    return _table(
        data, "k21-udsagn-kommuner", "To udsagn fra over halvdelen af casekommunerne", questions("andet"),
        "Uklar faglig linje: mindst én interviewet leder i kommunen siger det. Isbryderordningens kriterier: "
        "fokusgruppen af nøglepersoner siger det. Grundlaget er kommuner med svar. Kilde: K21 3.3, l.1451–1453, og "
        "5.2, l.3176–3179.",
    )  # fmt: skip


def _table(data: Frames, exhibit_id: str, title: str, asked: list[str], note: str) -> Exhibit:
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    df = labelled(municipalities_saying(data.df_by_interview_answer, asked))
    df = df[df["n_municipalities"] > 0].reset_index(drop=True)
    if df.empty:
        return empty(exhibit_id, title, data, NOBODY_ASKED)
    return Exhibit(
        exhibit_id, title, df, data.status, note + small_bases(df, "n_municipalities"),
        columns={"label": Column("Udsagn"), "municipalities": Column("Kommuner", "integer"),
                 "n_municipalities": Column("N", "integer"), "share_pct": Column("Andel", "percent")},
    )  # fmt: skip
