"""The case file review itself: how many files, and what the chapters that use it share (K21 5.1, 9.1)."""

from collections.abc import Callable

import pandas as pd

from utils.chapters.common import ORGANISATIONS, STRATEGIES, absent, empty, few, in_order, left_out, listed, unavailable
from utils.errors import HkoError
from utils.frames import Frames
from utils.measures.cases import SCHEMES
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

REGISTERS = ("case_files",)
NAMES = {"PA": "Personlig assistance", "HM": "Hjælpemidler", "IB": "Isbryderordning", "FA": "Fortrinsadgang"}
NO_FILES = "Udtrækket har ingen gennemgåede sager at regne på her."
NO_CASE_MUNICIPALITY = "Ingen gennemgåede sager at regne på fra kommunen; sagsgennemgangen omfatter kun casekommunerne."


def files(data: Frames, kommune: int | None) -> pd.DataFrame:
    """df_by_case, of one municipality or of all."""
    if kommune is None:
        return data.df_by_case
    if kommune not in set(data.df_by_municipality["code"]):
        raise HkoError(f"kommune={kommune!r}: der er ingen kommune med den kode.")
    return data.df_by_case[data.df_by_case["KOMMUNE"] == kommune]


def of_place(data: Frames, kommune: int | None) -> str:
    """What a title says of a municipality: ", Aabenraa"; "" for all."""
    if kommune is None:
        return ""
    names = data.df_by_municipality.set_index("code")["name"]
    return f", {names[kommune]}"


def nothing(kommune: int | None) -> str:
    """Why there is nothing to show of all files, or of a municipality's."""
    return NO_FILES if kommune is None else NO_CASE_MUNICIPALITY


def id_of(exhibit_id: str, kommune: int | None) -> str:
    """The id of an exhibit for all, or with the prefix of a profile for one municipality."""
    return exhibit_id if kommune is None else exhibit_id.replace("k21-", "profil-", 1)


def counted(cases: pd.Series) -> str:
    """ "N = 315 (PA) og 22 (IB) sager" of a series scheme → files."""
    return f"N = {listed([f'{number(count)} ({scheme})' for scheme, count in cases.items()])} sager"


def made_table(
    data: Frames,
    exhibit_id: str,
    title: str,
    kommune: int | None,
    rows: Callable[[pd.DataFrame], pd.DataFrame],
    note: str,
    columns: dict[str, Column],
) -> Exhibit:
    """A table of the files of a municipality or of all; `rows` makes them, with scheme and the base n_cases.

    Adds scheme_name, and the bases to the note; empty where there are no files to count.
    """
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    chosen = files(data, kommune)
    df = rows(chosen) if len(chosen) else pd.DataFrame()
    if df.empty:
        return empty(exhibit_id, title, data, nothing(kommune))
    df = df.assign(scheme_name=df["scheme"].map(NAMES))
    base = df.groupby("scheme", sort=False)["n_cases"].max()
    note = f"{note} {counted(base)}.{few(base.to_dict(), 'sager') if kommune is not None else ''}"
    return Exhibit(exhibit_id, title, df, data.status, note, columns=columns)


def reviewed(data: Frames) -> Exhibit:
    """Reviewed case files by scheme, organisation and strategy: grouping, group, scheme, municipalities, cases, finished.

    scheme "alle" is the four schemes together; finished: with a letter of grant.
    """
    exhibit_id, title = "k21-sagsgennemgang", "Gennemgåede sager"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    if data.df_by_case.empty:
        return empty(exhibit_id, title, data, NO_FILES)
    settings = data.df_by_municipality.set_index("code")
    df = data.df_by_case.assign(grouping="alle", group="alle")
    parts = [df]
    for grouping, column in (("organisering", "organisation"), ("strategi", "strategy")):
        group = df["KOMMUNE"].map(settings[column])
        parts.append(df.assign(grouping=grouping, group=group)[group.notna()])
    long = pd.concat(parts)
    long = pd.concat([long, long.assign(ORDNING="alle")])
    table = (
        long.groupby(["grouping", "group", "ORDNING"])
        .agg(municipalities=("KOMMUNE", "nunique"), cases=("KOMMUNE", "size"), finished=("BEVILLINGSDATO", "count"))
        .reset_index()
        .rename(columns={"ORDNING": "scheme"})
    )
    table = in_order(in_order(table, "scheme", (*SCHEMES, "alle")), "group", ("alle", *ORGANISATIONS, *STRATEGIES))
    return Exhibit(
        exhibit_id, title, table, data.status,
        "Op til 20 af de seneste sager pr. ordning i hver casekommune, fra 2018 og frem, afslag medregnet. Afsluttede: "
        "sager med bevillingsbrev. Kommuner: casekommuner med mindst én sag. K21 skriver 742 sager i alt, men de fire "
        "ordninger giver 717. Kilde: K21 5.1, l.3048–3115, 5.6, l.4270–4271, og 9.1, l.6279–6281."
        + left_out(data, {"municipality_types": "organisering og strategi"}),
        columns={"group": Column("Gruppe"), "scheme": Column("Ordning"),
                 "municipalities": Column("Kommuner", "integer"), "cases": Column("Sager", "integer"),
                 "finished": Column("Afsluttede", "integer")},
    )  # fmt: skip
