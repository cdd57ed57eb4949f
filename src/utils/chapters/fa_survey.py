"""The national survey of municipalities: priority access cases, and how well the rest agrees with DFDG (K21 5.1, 5.2)."""

import pandas as pd

from utils.chapters.common import absent, empty, unavailable
from utils.frames import Frames
from utils.measures.usage import TWO_YEARS
from utils.publish.exhibit import Column, Exhibit

REGISTERS = ("survey_municipality",)
SCHEMES = ("PA", "HM", "IB")
NO_ANSWER = "Ingen kommune har svaret."


def priority_access(data: Frames) -> Exhibit:
    """Tabel 11's column of priority access: one row with cases, municipalities that answered, with and without cases."""
    exhibit_id, title = "k21-tabel-11-fortrinsadgang", "Tabel 11. Fortrinsadgang 2018–2019, indberettet af kommuner"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    cases = data.df_by_reporting_municipality["M02_FA"].dropna()
    if cases.empty:
        return empty(exhibit_id, title, data, NO_ANSWER)
    df = pd.DataFrame({
        "scheme": ["FA"], "period": ["2018-2019"], "cases": [int(cases.sum())], "n_municipalities": [len(cases)],
        "with_cases": [int((cases > 0).sum())], "most_cases": [int(cases.max())],
        "cases_per_municipality": [float(cases.mean())],
    })  # fmt: skip
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Sum af svarene på spørgsmål 02 i den landsdækkende survey; N er kommuner, der har svaret på det. Fortrinsadgang "
        "findes ikke i registrene, og tallet er mest afslagssager: det er jobcentrenes brug, ikke al brug. De øvrige "
        "kommuner har ikke svaret, så der er ikke regnet op til hele landet. Kilde: K21 5.2, tabel 11, l.3147–3170.",
        columns={"scheme": Column("Ordning"), "period": Column("Periode"), "cases": Column("Sager", "integer"),
                 "n_municipalities": Column("Kommuner, der har svaret", "integer"),
                 "with_cases": Column("Heraf med sager", "integer"), "most_cases": Column("Flest i én kommune", "integer"),
                 "cases_per_municipality": Column("Sager pr. kommune", "decimal", 1)},
    )  # fmt: skip


def coverage(data: Frames) -> Exhibit:
    """Reported against registered, one row a scheme: answers, reported_grants, registered_grants, reported_pct, within_10_pct.

    Only municipalities that answered for the scheme are in the row; within_10 counts those whose report lies at most
    ten percent from the register.
    """
    exhibit_id, title = "k21-kommunesurvey-daekning", "Indberettede bevillinger mod registrerede, 2018–2019"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    rows = [_row(data, scheme) for scheme in SCHEMES]
    df = pd.DataFrame([row for row in rows if row["answers"]])
    if df.empty:
        return empty(exhibit_id, title, data, NO_ANSWER)
    return Exhibit(
        exhibit_id, title, df, data.status,
        "For kommuner med svar på spørgsmål 02 i ordningen: indberettet antal og antal bevillinger i DFDG med startdato "
        "2018–2019, og hvor mange kommuner der ligger højst 10 pct. fra registeret. Skemaet spørger efter personer inkl. "
        "genbevillinger, som her er læst som bevillinger. Kilde: K21 9.5, spørgsmål 02; sammenligningen er vores egen.",
        columns={"scheme": Column("Ordning"), "answers": Column("Kommuner", "integer"),
                 "reported_grants": Column("Indberettet", "integer"),
                 "registered_grants": Column("I DFDG", "integer"),
                 "reported_pct": Column("Indberettet af registreret", "percent", 1),
                 "within_10": Column("Kommuner højst 10 pct. fra", "integer"),
                 "within_10_pct": Column("Andel af kommunerne", "percent")},
    )  # fmt: skip


def _row(data: Frames, scheme: str) -> dict[str, object]:
    reported = data.df_by_reporting_municipality.set_index("M01")[f"M02_{scheme}"].dropna().astype(float)
    grants = data.df_by_grant
    studied = grants[(grants["scheme"] == scheme) & grants["year"].isin(TWO_YEARS)]
    registered = studied["municipality"].value_counts().reindex(reported.index, fill_value=0)
    near = ((reported - registered).abs() <= 0.1 * registered).sum()
    total = int(registered.sum())
    return {
        "scheme": scheme, "answers": len(reported), "reported_grants": int(reported.sum()), "registered_grants": total,
        "reported_pct": 100 * reported.sum() / total if total else float("nan"), "within_10": int(near),
        "within_10_pct": 100 * near / len(reported) if len(reported) else float("nan"),
    }  # fmt: skip
