"""The design of the mapping counted in the data: Tabel 1 and 22 (K21 1.2, 9)."""

import pandas as pd

from utils.chapters.common import empty, left_out
from utils.frames import Frames
from utils.measures.interviews import CITIZEN, EMPLOYER, KEY_PERSON, LEADER, STAFF
from utils.publish.exhibit import Column, Exhibit

ROLES = {
    LEADER: "interview med ledere",
    KEY_PERSON: "fokusgrupper af nøglepersoner",
    STAFF: "interview med medarbejdere",
    CITIZEN: "interview med borgere",
    EMPLOYER: "interview med arbejdsgivere",
}
WORDS = {"interviews": "interview", "case_files": "sager", "survey_staff": "medarbejdersvar",
         "survey_municipality": "kommunesvar"}  # fmt: skip


def design(data: Frames) -> Exhibit:
    """One row a source: source, n, n_municipalities, fewest_per_municipality, most_per_municipality."""
    exhibit_id, title = "k21-tabel-1", "Tabel 1 og 22. Undersøgelsens datakilder, talt op"
    told = data.df_by_interview_answer.drop_duplicates("ID")
    parts = {name: told.loc[told["ROLLE"] == role, "KOMMUNE"] for role, name in ROLES.items()}
    parts["spørgeskema til medarbejdere"] = data.df_by_respondent["q01"]
    parts["sagsgennemgang"] = data.df_by_case["KOMMUNE"]
    parts["landsdækkende survey"] = data.df_by_reporting_municipality["M01"]
    rows = [_row(name, municipality.dropna()) for name, municipality in parts.items() if len(municipality.dropna())]
    if not rows:
        return empty(exhibit_id, title, data, "Udtrækket indeholder ingen af kortlægningens egne kilder.")
    return Exhibit(
        exhibit_id, title, pd.DataFrame(rows), data.status,
        "Antal interview, svar og sager i registrene, antal kommuner med mindst én, og færrest og flest i en af de "
        "kommuner. En fokusgruppe er ét interview, også når den har flere nøglepersoner."
        f"{left_out(data, WORDS)} Kilde: K21 1.2, tabel 1, l.88–182, og 9, tabel 22, l.6031–6103.",
        columns={"source": Column("Kilde"), "n": Column("Antal", "integer"), "n_municipalities": Column("Kommuner", "integer"),
                 "fewest_per_municipality": Column("Færrest i en kommune", "integer"),
                 "most_per_municipality": Column("Flest i en kommune", "integer")},
    )  # fmt: skip


def _row(name: str, municipality: pd.Series) -> dict[str, object]:
    counts = municipality.value_counts()
    return {"source": name, "n": len(municipality), "n_municipalities": len(counts),
            "fewest_per_municipality": int(counts.min()), "most_per_municipality": int(counts.max())}  # fmt: skip
