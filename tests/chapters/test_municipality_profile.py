from dataclasses import replace

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
    assert profile.paid_hours(DATA, 825, "increased").note.endswith(
        "Kilde: K21 7. PA: færre end 5 borgere i kommunen; tallet siger næsten intet."
    )
    assert profile.paid_hours(DATA, 851, "retained").note.endswith(
        "Kilde: K21 7. HM: ingen borgere i kommunen er med i tallet."
    )


def test_the_alt_compares_the_municipality_with_the_country() -> None:
    # Læsø: 3 of 4 with PA and 1 of 5 with HM have more hours; with the 5 and 5 of Aalborg, who all have the same,
    # the country has 3 of 9 and 1 of 10.
    persons = _data([("PA", 825)] * 4 + [("PA", 851)] * 5 + [("HM", 825)] * 5 + [("HM", 851)] * 5).df_by_person_scheme
    more = [True, True, True, False, *[False] * 5, True, *[False] * 9]
    data = replace(DATA, df_by_person_scheme=persons.assign(increased=pd.array(more, dtype="boolean")))
    assert profile.paid_hours(data, 825, "increased").alt == (
        "Øgede løntimer. Personlig assistance: Læsø 75 pct., hele landet 33 pct.; "
        "hjælpemidler: Læsø 20 pct., hele landet 10 pct."
    )


def test_the_alt_says_when_there_is_no_number_for_the_municipality() -> None:
    # All have more hours; Aalborg has nobody with HM.
    assert profile.paid_hours(DATA, 851, "increased").alt == (
        "Øgede løntimer. Personlig assistance: Aalborg 100 pct., hele landet 100 pct.; "
        "hjælpemidler: intet tal for Aalborg, hele landet 100 pct."
    )


def test_the_alt_of_a_usage_rate_has_its_decimals_and_names_what_is_missing() -> None:
    # Country: unweighted means, PA (0.25 + 0.15)/2, HM of Aalborg alone.
    rates = {"usage_rate_two_year_pa_pct": [0.25, 0.15], "usage_rate_two_year_hm_pct": [None, 0.4]}
    data = replace(DATA, df_by_municipality=MUNICIPALITIES.assign(**rates))
    assert profile.usage_rate(data, 825).alt == (
        "Anvendelsesgrad 2018–2019. Personlig assistance: Læsø 0,25 pct., hele landet 0,20 pct.; "
        "hjælpemidler: intet tal for Læsø, hele landet 0,40 pct."
    )


def test_the_alt_of_an_extract_without_persons_is_a_sentence() -> None:
    data = replace(DATA, df_by_person_scheme=DATA.df_by_person_scheme.iloc[:0])
    exhibit = profile.paid_hours(data, 825, "retained")
    assert exhibit.kind == "empty"
    assert exhibit.alt == "Fastholdt med løntimer. Ingen borgere i udtrækket."


def test_the_types_of_fewer_than_five_persons_say_so() -> None:
    assert profile.types(DATA, 825, "PA").note.endswith(f" {FEW}")
    assert FEW not in profile.types(DATA, 825, "HM").note


def test_without_accounts_the_expenditure_says_so() -> None:
    exhibit = profile.expenditure(DATA, 825)
    assert exhibit.kind == "empty" and "municipality_accounts" in exhibit.note
