"""The chapters' own exhibits for one municipality, each beside the country; and what is known of case municipalities."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from utils.chapters import benefits, industries, multimorbidity, parallel_efforts, subgroup_efforts
from utils.chapters.common import empty, few, unavailable
from utils.chapters.municipality_profile import SCHEMES, municipality
from utils.chapters.split_measures import CHAPTERS, Measure
from utils.chapters.splits import within
from utils.frames import Frames
from utils.publish.exhibit import Column, Exhibit

# What was collected in the case municipalities themselves and is a number in each of them.
COLLECTED = [
    measure for chapter in ("prioritering", "viden", "sagsgang") for measure in CHAPTERS[chapter]
    if measure.frame in ("df_by_respondent", "df_by_case", "df_by_interview_answer") and measure.base != "kommuner spurgt"
]  # fmt: skip
OF_MUNICIPALITY = ("df_by_grant", "df_by_person_scheme", "df_by_icebreaker_person")


@dataclass(frozen=True)
class Compared:
    """A chapter's exhibit that a municipality can have too: its maker, the columns that tell a row, and the numbers.

    count, base and share are columns of the chapter's data; heading says what is counted and noun what the base is;
    only: the rows that are shown.
    """

    exhibit_id: str
    title: str
    make: Callable[[Frames], Exhibit]
    keys: dict[str, str]
    count: str
    base: str
    share: str
    heading: str
    noun: str
    note: str
    only: dict[str, str] | None = None


SCHEME = {"scheme": "Ordning"}
EXHIBITS = {
    "ydelser": Compared(
        "profil-ydelser", "Ydelse i bevillingsugen", benefits.benefit_groups, SCHEME | {"benefit_group": "Ydelse"},
        "grants", "n_grants", "share_pct", "Bevillinger", "bevillinger",
        "Bevillinger 2018–2019 efter borgerens ydelse i bevillingsugen. Kilde: K21 5.3.2.",
    ),
    "parallelindsatser": Compared(
        "profil-parallelindsatser", "Parallelindsatser", parallel_efforts.in_short, SCHEME | {"effort": "Indsats"},
        "persons", "n_persons", "share_pct", "Borgere", "borgere",
        "Borgere med bevilling 2018–2019, der samtidig har den anden indsats. Kilde: K21 tabel 15 og 16.",
    ),
    "multisygdom": Compared(
        "profil-multisygdom", "Borgere med to eller flere diagnoser", multimorbidity.diagnoses_by_scheme, SCHEME,
        "double_persons", "known_persons", "double_diagnosis_pct", "Med dobbeltdiagnose", "borgere",
        "Borgere med mindst to forskellige funktionsnedsættelser i Landspatientregistret, i pct. af dem med mindst én. "
        "Kilde: K21 tabel 14.",
    ),
    "tidligere-indsats": Compared(
        "profil-tidligere-indsats", "Indsats fra jobcentret før bevillingen", subgroup_efforts.earlier_efforts, SCHEME,
        "earlier_effort_persons", "persons", "earlier_effort_pct", "Med tidligere indsats", "borgere",
        "Borgere med mindst én uge i aktivering i de 52 uger før den første bevilling. Kilde: K21 5.4.", {"type": "alle"},
    ),
    "brancher": Compared(
        "profil-brancher", "Branche ved bevillingen", industries.industries, SCHEME | {"industry": "Branche"},
        "persons", "n_known_persons", "share_of_known_pct", "Borgere", "borgere",
        "Borgere med kendt branche i bevillingsmåneden. Kilde: K21 tabel 13.",
    ),
}  # fmt: skip


def part_of(data: Frames, kommune: int) -> Frames:
    """The frames with the grants and persons of one municipality alone."""
    parts = {name: getattr(data, name) for name in OF_MUNICIPALITY}
    return replace(data, **{name: df[(df["municipality"] == kommune).fillna(False)] for name, df in parts.items()})


def beside_country(data: Frames, kommune: int, name: str) -> Exhibit:
    """One of EXHIBITS: its keys, <count> and <base> in the municipality, share_pct there and country_pct."""
    own, chosen = municipality(data, kommune), EXHIBITS[name]
    country = _rows(chosen.make(data), chosen)
    if country.empty:
        return empty(chosen.exhibit_id, chosen.title, data, chosen.make(data).note)
    keys = list(chosen.keys)
    here = _rows(chosen.make(part_of(data, kommune)), chosen).reindex(columns=[*keys, *_numbers(chosen)])
    df = country[[*keys, chosen.share]].rename(columns={chosen.share: "country_pct"}).merge(here, on=keys, how="left")
    # A category that nobody here has stands with 0 of the scheme's persons; a scheme without persons has no share.
    base = here.groupby("scheme")[chosen.base].max()
    df[chosen.base] = df["scheme"].map(base).fillna(0).astype(int)
    df[chosen.count] = df[chosen.count].fillna(0).astype(int)
    df["share_pct"] = 100 * df[chosen.count] / df[chosen.base].where(df[chosen.base] > 0)
    bases = {str(scheme): int(n) for scheme, n in df.groupby("scheme", sort=False)[chosen.base].max().items()}
    return Exhibit(
        chosen.exhibit_id, f"{chosen.title}: {own['name']}", df[[*keys, chosen.count, chosen.base, "share_pct", "country_pct"]],
        data.status, f"{chosen.note} Definitionen står ved landets tabel på siden Brug af ordningerne.{few(bases, chosen.noun)}",
        columns={key: Column(heading) for key, heading in chosen.keys.items()}
        | {chosen.count: Column(chosen.heading, "integer"), chosen.base: Column("N", "integer"),
           "share_pct": Column("Kommunen", "percent"), "country_pct": Column("Hele landet", "percent")},
    )  # fmt: skip


def _numbers(chosen: Compared) -> list[str]:
    return [chosen.count, chosen.base]


def _rows(exhibit: Exhibit, chosen: Compared) -> pd.DataFrame:
    """The rows that are shown; K21 splits personal assistance and aids alone (l.537-540)."""
    df = exhibit.data
    if df.empty:
        return df
    shown = df["scheme"].isin(SCHEMES)
    for column, value in (chosen.only or {}).items():
        shown &= df[column] == value
    return df[shown]


def case_municipality(data: Frames, kommune: int) -> Exhibit:
    """What the mapping collected in a case municipality beside all of them: measure, value, n, base, cases_value."""
    exhibit_id, title = "profil-casekommune", "Kommunen som casekommune"
    own = municipality(data, kommune)
    if "municipality_types" in data.missing:
        return unavailable(exhibit_id, title, data, ["municipality_types"])
    if pd.isna(own["strategy"]):
        return empty(
            exhibit_id, title, data, f"{own['name']} er ikke en af de 20 casekommuner, som K21 undersøgte nærmere."
        )
    cases = data.df_by_municipality.loc[data.df_by_municipality["strategy"].notna(), "code"]
    df = pd.DataFrame([_measure(data, measure, kommune, cases) for measure in COLLECTED])
    df = df[df["n"] > 0].reset_index(drop=True)
    counted = df[df["base"] != "fokusgrupper"]
    return Exhibit(
        exhibit_id, title, df, data.status,
        f"Strategi: {own['strategy']}. Organisering: {own['organisation']}. Alle casekommuner er de {len(cases)}: skalaer "
        "er gennemsnit af kommunernes gennemsnit, screening er vægtet efter indbyggere, sager og fokusgrupper er lagt sammen. "
        "N = svar, sager eller fokusgrupper i kommunen. Kilde: K21 3.4.4, 4, 5.6."
        + few(dict(zip(counted["measure"], counted["n"], strict=True)), "svar eller sager"),
        columns={"measure": Column("Mål"), "value": Column("Kommunen", "decimal", 1), "n": Column("N", "integer"),
                 "cases_value": Column("Alle casekommuner", "decimal", 1)},
    )  # fmt: skip


def _measure(data: Frames, measure: Measure, kommune: int, cases: pd.Series) -> dict[str, object]:
    here = within(data, measure.frame, pd.Series([kommune]))
    (value, n), base = measure.of(here), measure.base
    if measure.frame == "df_by_respondent" and base == "kommuner":  # one municipality is behind its mean
        n, base = len(here), "svar"
    everywhere, _ = measure.of(within(data, measure.frame, cases))
    unit = " (pct.)" if measure.column.kind == "percent" else ""
    return {"measure": f"{measure.column.heading}{unit}", "value": value, "n": n, "base": base,
            "cases_value": everywhere}  # fmt: skip
