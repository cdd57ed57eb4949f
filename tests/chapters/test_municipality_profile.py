import pandas as pd

from utils.chapters import municipality_profile as profile
from utils.frames import FRAME_NAMES, Frames
from utils.measures.hours import with_outcomes

FEW = "Færre end 5 borgere i kommunen; tallet siger næsten intet."
MUNICIPALITIES = pd.DataFrame(
    {"code": [825, 851], "name": ["Læsø", "Aalborg"], "region": ["Region Nordjylland"] * 2,
     "framework_band": ["gode (67–98)", None], "size_band": ["lille (under 40.000)", None]}
)  # fmt: skip


def _data(persons: list[tuple[str, int]]) -> Frames:
    """Persons (scheme, municipality) who all go from 40 to 80 hours."""
    df = pd.DataFrame(persons, columns=["scheme", "municipality"])
    df = with_outcomes(df.assign(baseline_hours=40.0, outcome_hours=80.0, type="Andet"))
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    frames |= {"df_by_person_scheme": df, "df_by_municipality": MUNICIPALITIES}
    return Frames(**frames, status="register", missing=("municipality_accounts",))


DATA = _data([("PA", 825)] * 4 + [("PA", 851)] * 5 + [("HM", 825)] * 5)


def test_the_note_says_when_a_share_rests_on_fewer_than_five() -> None:
    # Læsø has 4 with PA and 5 with HM, Aalborg 5 with PA and none with HM.
    assert profile.paid_hours(DATA, 825, "increased").note.endswith(f"Kilde: K21 7. PA: {FEW}")
    assert profile.paid_hours(DATA, 851, "retained").note.endswith("Kilde: K21 7. HM: Ingen borgere i kommunen.")


def test_the_types_of_fewer_than_five_persons_say_so() -> None:
    assert profile.types(DATA, 825, "PA").note.endswith(FEW)
    assert FEW not in profile.types(DATA, 825, "HM").note


def test_without_accounts_the_expenditure_says_so() -> None:
    exhibit = profile.expenditure(DATA, 825)
    assert exhibit.kind == "empty" and "municipality_accounts" in exhibit.note
