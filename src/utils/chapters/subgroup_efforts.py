"""Subgroups by type of assistance and aid: impairment, and the effort of the job centre before the grant (K21 5.4)."""

import pandas as pd

from utils.chapters.common import NOBODY, absent, empty, in_order, unavailable
from utils.frames import Frames
from utils.measures.diagnoses import IMPAIRMENT_TYPES, impairment_shares
from utils.measures.parallel_efforts import granted_persons, with_earlier_effort
from utils.publish.exhibit import Column, Exhibit

REGISTERS = ("lpr_adm", "lpr_diag")
ALL = "alle"
COLUMN_NAMES = dict(zip(IMPAIRMENT_TYPES, ("physical", "mental", "sensory", "intellectual", "other"), strict=True))
NO_GRANTS = f"{NOBODY}: ingen bevillinger af personlig assistance eller hjælpemidler i 2018–2019."
BASE = "Borgere efter typen af deres første bevilling i ordningen i 2018–2019 (N)"


def impairments(data: Frames) -> Exhibit:
    """Impairment types by type of assistance and aid: scheme, type, n_persons; <kind>_persons and <kind>_pct each."""
    exhibit_id, title = "k21-undergrupper-funktionsnedsaettelse", "Funktionsnedsættelse efter bevillingens type"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    granted = _typed(data)
    if granted.empty:
        return empty(exhibit_id, title, data, NO_GRANTS)
    shares = impairment_shares(_with_all(granted), data.df_by_person_diagnosis, ["scheme", "type"])
    df = shares[["scheme", "type", "n_persons"]].drop_duplicates().set_index(["scheme", "type"])
    columns = {"scheme": Column("Ordning"), "type": Column("Type"), "n_persons": Column("N", "integer")}
    for kind, name in COLUMN_NAMES.items():
        rows = shares[shares["impairment_type"] == kind].set_index(["scheme", "type"])
        df[f"{name}_persons"], df[f"{name}_pct"] = rows["persons"], rows["share_pct"]
        columns[f"{name}_pct"] = Column(kind.capitalize(), "percent")
    return Exhibit(
        exhibit_id, title, _ordered(df.reset_index()), data.status,
        f"{BASE}. Andele af alle borgere af typen, med og uden diagnose: borgere, der har mindst én aktions- eller "
        "tillægsdiagnose af slagsen i landspatientregistret (kodelisten c_diag, længste begyndelse af koden; alle kontakter "
        "i udtrækket). En borger kan have flere slags. Kilde: K21 5.4, l.3866–3911, og note 33, l.3589.",
        columns=columns,
    )  # fmt: skip


def earlier_efforts(data: Frames) -> Exhibit:
    """Effort of the job centre in the year before the grant, and purpose, by type: a row a scheme and type.

    persons, earlier_effort_persons, earlier_effort_pct, no_earlier_effort_pct; purpose_persons, recruitment_persons,
    recruitment_degree_pct (of persons, by the purpose of their first grant).
    """
    exhibit_id, title = "k21-undergrupper-tidligere-indsats", "Indsats i jobcentret forud for bevillingen"
    granted = _typed(data)
    if granted.empty:
        return empty(exhibit_id, title, data, NO_GRANTS)
    df = _with_all(with_earlier_effort(granted, data.df_by_person_earlier_effort))
    df = df.assign(known=df["earlier_effort"].notna(), had=df["earlier_effort"].fillna(False),
                   aimed=df["purpose"].notna(), recruits=df["purpose"] == "recruitment")  # fmt: skip
    grouped = df.groupby(["scheme", "type"])[["known", "had", "aimed", "recruits"]].sum().astype(int)
    names = ["persons", "earlier_effort_persons", "purpose_persons", "recruitment_persons"]
    table = grouped.set_axis(names, axis=1).reset_index()
    base, aimed = (table[name].where(table[name] > 0) for name in ("persons", "purpose_persons"))
    table["earlier_effort_pct"] = 100 * table["earlier_effort_persons"] / base
    table["no_earlier_effort_pct"] = 100 - table["earlier_effort_pct"]
    table["recruitment_degree_pct"] = 100 * table["recruitment_persons"] / aimed
    return Exhibit(
        exhibit_id, title, _ordered(table), data.status,
        f"{BASE}, hvis ydelser DREAM kender. Indsats forud: mindst én af de 52 ISO-uger før bevillingsugen har en ydelseskode "
        "med et tilbud fra jobcentret (vejledning og opkvalificering, virksomhedspraktik, løntilskud, uddannelse, "
        "nytteindsats; kodelisten dream_effort). K21 siger ikke, hvor langt tilbage eller hvilke indsatser; mentor er ikke "
        "med. Rekruttering: andel borgere, hvis første bevilling blev givet i en uge med en anden offentlig ydelse end "
        "fleksjob, delvis sygemelding og SU. Kilde: K21 5.4, l.3807–3811 og 3853–3893.",
        columns={"scheme": Column("Ordning"), "type": Column("Type"), "persons": Column("N", "integer"),
                 "earlier_effort_persons": Column("Med indsats", "integer"),
                 "earlier_effort_pct": Column("Indsats forud", "percent", 1),
                 "no_earlier_effort_pct": Column("Ingen indsats forud", "percent", 1),
                 "purpose_persons": Column("N, formål", "integer"),
                 "recruitment_persons": Column("Til rekruttering", "integer"),
                 "recruitment_degree_pct": Column("Rekruttering", "percent", 1)},
    )  # fmt: skip


def _typed(data: Frames) -> pd.DataFrame:
    granted = granted_persons(data.df_by_grant)
    return granted[granted["scheme"].isin(["PA", "HM"]) & granted["type"].notna()]


def _with_all(df_by_granted: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([df_by_granted.assign(type=ALL), df_by_granted], ignore_index=True)


def _ordered(df: pd.DataFrame) -> pd.DataFrame:
    """PA before HM, all persons first, then the largest type."""
    size = "n_persons" if "n_persons" in df else "persons"
    return in_order(df.sort_values([size, "type"], ascending=False, kind="stable"), "scheme", ("PA", "HM"))
