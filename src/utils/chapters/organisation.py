"""How the key person scheme is organised: three examples, pros and cons, strategy against organisation (K21 3.4)."""

import pandas as pd

from utils.chapters.common import ORGANISATIONS, STRATEGIES, absent, empty, unavailable
from utils.chapters.interview_tables import small_bases
from utils.errors import HkoError
from utils.frames import Frames
from utils.publish.exhibit import Column, Exhibit
from utils.registers.codelists import code_list

EXAMPLES = {
    "Høje-Taastrup": ("7", "specialiseret team", "l.1587–1616"),
    "Holbæk": ("8", "spredt specialisering", "l.1639–1659"),
    "Vejen": ("9", "generel specialisering", "l.1673–1722"),
}
STRATEGY_GROUPS = {name: (name,) for name in STRATEGIES} | {
    "reaktiv og diffus": ("reaktiv", "diffus"),
    "alle": STRATEGIES,
}
REGISTERS = ("municipality_types",)


def example(data: Frames, kommune: str) -> Exhibit:
    """Tabel 7–9: what the report tells of one municipality, in our words (row, text); printed, not computed."""
    if kommune not in EXAMPLES:
        raise HkoError(f"kommune={kommune!r}: vælg en af {', '.join(EXAMPLES)}.")
    table, organisation, lines = EXAMPLES[kommune]
    return Exhibit(
        f"k21-tabel-{table}", f"Tabel {table}. {kommune}: et eksempel på {organisation}", _texts(f"tabel {table}"), "published",
        f"Rapportens oplysninger gengivet kort. Kilde: K21 3.4, tabel {table}, {lines}.",
        columns={"row": Column("Forhold"), "text": Column("Jobcenter " + kommune)},
    )  # fmt: skip


def pros_and_cons(data: Frames) -> Exhibit:
    """Tabel 10: what jobcentres see as gained and lost (row, group, text), in our words; printed, not computed."""
    return Exhibit(
        "k21-tabel-10", "Tabel 10. Fordele og ulemper ved de tre organiseringer", _texts("tabel 10"), "published",
        "Jobcentrenes egen vurdering, gengivet kort; spredt og generel specialisering står samlet i rapporten. "
        "Kilde: K21 3.4.4, tabel 10, l.1827–1889.",
        columns={"row": Column("Fordel eller ulempe"), "group": Column("Organisering"), "text": Column("Vurdering")},
    )  # fmt: skip


def strategy_by_organisation(data: Frames) -> Exhibit:
    """Case municipalities by strategy and organisation: municipalities, n_municipalities (of the strategy), share_pct."""
    exhibit_id, title = "k21-strategi-organisering", "Organisering efter strategi"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    cases = data.df_by_municipality.dropna(subset=["strategy", "organisation"])
    rows = []
    for group, members in STRATEGY_GROUPS.items():
        of_group = cases[cases["strategy"].isin(members)]
        count = of_group["organisation"].value_counts().reindex(ORGANISATIONS, fill_value=0)
        rows += [
            {"strategy": group, "organisation": name, "municipalities": int(count[name]),
             "n_municipalities": len(of_group), "share_pct": 100 * count[name] / len(of_group)}
            for name in ORGANISATIONS if len(of_group)
        ]  # fmt: skip
    if not rows:
        return empty(exhibit_id, title, data, "Udtrækket har ingen casekommuner med en type.")
    df = pd.DataFrame(rows)
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Casekommuner med hver organisering i procent af casekommunerne med strategien (N). Grupperne er så små, at én "
        f"kommune flytter andelen meget.{small_bases(df, 'n_municipalities', 'strategy', 'kommuner')} "
        "Kilde: K21 3.4.4, l.1890–1895.",
        columns={"strategy": Column("Strategi"), "organisation": Column("Organisering"),
                 "municipalities": Column("Kommuner", "integer"), "n_municipalities": Column("N", "integer"),
                 "share_pct": Column("Andel", "percent")},
    )  # fmt: skip


def _texts(table: str) -> pd.DataFrame:
    df = code_list("report_texts")
    return df.loc[df["table"] == table, ["row", "group", "text", "source"]].reset_index(drop=True)
