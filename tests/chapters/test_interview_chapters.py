"""The chapters that count interviews, on a few interviewees and on none."""

from collections.abc import Callable

import pandas as pd
import pytest

from utils.chapters import citizens, design_counts, employers, key_persons, priorities, resource_use
from utils.frames import FRAME_NAMES, Frames
from utils.publish.exhibit import Exhibit

COLUMNS = ["ID", "ROLLE", "KOMMUNE", "SPOERGSMAAL", "SVAR", "TAL"]
ROWS = [
    ("l1", "leder", 101, "opm_stigmatisering", "nej", None), ("l2", "leder", 101, "opm_stigmatisering", "ja", None),
    ("l3", "leder", 147, "opm_stigmatisering", "nej", None), ("l3", "leder", 147, "rat_match_ud", "ja", None),
    ("l1", "leder", 101, "faglig_linje_uklar", "ja", None),
    ("n1", "nøgleperson", 101, "noegle_antal", None, 1.0), ("n2", "nøgleperson", 147, "noegle_antal", None, 4.0),
    ("n1", "nøgleperson", 101, "noegle_placering", "kun én nøgleperson", None),
    ("n2", "nøgleperson", 147, "noegle_placering", "tæt på hinanden", None),
    ("n1", "nøgleperson", 101, "noegle_virksomheder", "ja", None),
    ("n2", "nøgleperson", 147, "noegle_virksomheder", "nej", None),
    ("n1", "nøgleperson", 101, "timer_pa_fra", None, 2.0), ("n1", "nøgleperson", 101, "timer_pa_til", None, 4.0),
    ("n2", "nøgleperson", 147, "timer_pa_fra", None, 1.0), ("n2", "nøgleperson", 147, "timer_pa_til", None, 10.0),
    ("b1", "borger", 101, "ordning_pa", "ja", None), ("b1", "borger", 101, "ordning_hm", "nej", None),
    ("b2", "borger", 101, "ordning_pa", "nej", None), ("b2", "borger", 101, "ordning_hm", "nej", None),
    ("b1", "borger", 101, "selvstaendig", "ja", None), ("b2", "borger", 101, "selvstaendig", "nej", None),
    ("b1", "borger", 101, "erhverv", "landbrug", None), ("b1", "borger", 101, "sektor", "privat", None),
    ("b1", "borger", 101, "alder", None, 40.0), ("b2", "borger", 101, "alder", None, 51.0),
    ("b2", "borger", 101, "fa_ikke_igen", "ja", None), ("b1", "borger", 101, "ib_vise_vaerd", "ja", None),
    ("a1", "arbejdsgiver", 147, "ib_vise_vaerd", "nej", None), ("a1", "arbejdsgiver", 147, "aaben_dialog", "ja", None),
]  # fmt: skip
NAMES = pd.DataFrame(
    {"code": [101, 147], "name": ["København", "Frederiksberg"], "organisation": ["specialiseret team"] * 2,
     "inhabitants_2019k4": [630_000, 104_000]}
)  # fmt: skip
MAKERS: list[Callable[[Frames], Exhibit]] = [
    priorities.attention_points, priorities.rationales, priorities.other_statements, key_persons.by_municipality,
    key_persons.facts, key_persons.competence, resource_use.hours, resource_use.intervals, citizens.interviewees,
    citizens.self_employed,
    citizens.views, employers.views, employers.icebreaker,
]  # fmt: skip


def frames(rows: list[tuple[object, ...]], missing: tuple[str, ...] = ()) -> Frames:
    given = {
        "df_by_interview_answer": pd.DataFrame(rows, columns=COLUMNS).astype({"SVAR": "str", "TAL": "float64"}),
        "df_by_municipality": NAMES,
        "df_by_respondent": pd.DataFrame({"q01": [101, 101, 147]}),
        "df_by_case": pd.DataFrame({"KOMMUNE": []}),
        "df_by_reporting_municipality": pd.DataFrame({"M01": [101]}),
    }
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


DATA = frames(ROWS)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: f"{make.__module__}.{make.__name__}")
def test_every_exhibit_stands_on_little_and_on_nothing(make: Callable[[Frames], Exhibit]) -> None:
    assert make(DATA).kind in ("table", "figure")
    assert "Kilde: K21" in make(DATA).note and make(DATA).html
    assert make(frames([])).kind == "empty"
    assert "interviews" in make(frames([], ("interviews",))).note


def test_a_municipality_points_to_it_when_one_leader_does() -> None:
    df = priorities.attention_points(DATA).data
    assert df[["question", "municipalities", "n_municipalities", "share_pct"]].to_numpy().tolist() == [
        ["opm_stigmatisering", 1, 2, 50.0]
    ]
    assert "Færre end 5" in priorities.attention_points(DATA).note


def test_key_persons_by_municipality_and_fact() -> None:
    df = key_persons.by_municipality(DATA).data
    assert df[["name", "key_persons"]].to_numpy().tolist() == [["Frederiksberg", 4], ["København", 1]]
    facts = key_persons.facts(DATA).data.set_index(["question", "category"])
    assert facts.loc[("noegle_antal", "én"), ["municipalities", "n_municipalities"]].tolist() == [1, 2]
    assert facts.loc[("noegle_virksomheder", "ja"), "share_pct"] == 50


def test_what_key_persons_may_grant() -> None:
    rows = [
        *ROWS,
        ("n1", "nøgleperson", 101, "noegle_graense_hm_kr", None, 20_000.0),
        ("n1", "nøgleperson", 101, "noegle_kontorer", None, 2.0),
    ]
    df = key_persons.competence(frames(rows)).data.set_index("name")
    assert df.loc["København", ["key_persons", "offices", "aid_limit_dkk"]].tolist() == [1, 2, 20_000]
    assert pd.isna(df.loc["Frederiksberg", "aid_limit_dkk"])


def test_hours_are_the_middle_of_what_is_told() -> None:
    # (2 + 4)/2 = 3 and (1 + 10)/2 = 5.5
    assert resource_use.hours(DATA).data.to_numpy().tolist() == [["PA", 4.25, 1.0, 10.0, 2]]
    df = resource_use.intervals(DATA).data
    assert df[["rank", "interval", "groups", "n", "share_pct"]].to_numpy().tolist() == [
        [1, "1–10", 1, 2, 50.0], [2, "2–4", 1, 2, 50.0],
    ]  # fmt: skip


def test_who_the_citizens_are() -> None:
    df = citizens.interviewees(DATA).data.set_index(["group", "category"])
    assert df.loc[("ordning", "PA"), ["persons", "n", "share_pct"]].tolist() == [1, 2, 50]
    assert df.loc[("sektor", "privat"), ["persons", "n"]].tolist() == [1, 1]  # the other has no job
    assert df.loc[("alder", "gennemsnit, år"), "mean_years"] == 45.5


def test_self_employed_in_three_bases() -> None:
    df = citizens.self_employed(DATA).data
    assert df[["persons", "n", "share_pct"]].to_numpy().tolist() == [[1, 2, 50], [1, 1, 100], [1, 1, 100]]


def test_views_show_their_base_and_say_when_it_is_small() -> None:
    exhibit = citizens.views(DATA)
    assert exhibit.data[["question", "persons", "n"]].to_numpy().tolist() == [
        ["fa_ikke_igen", 1, 1],
        ["ib_vise_vaerd", 1, 1],
    ]
    assert "Færre end 5" in exhibit.note
    df = employers.icebreaker(DATA).data.set_index("group")
    assert df.loc["i alt", ["persons", "n", "share_pct"]].tolist() == [1, 2, 50]
    assert "Lægger vægt på åben og ærlig dialog (100 pct. af 1)" in employers.views(DATA).alt


def test_the_design_is_counted() -> None:
    df = design_counts.design(DATA).data.set_index("source")
    assert df.loc["interview med ledere"].tolist() == [3, 2, 1, 2]
    assert df.loc["spørgeskema til medarbejdere"].tolist() == [3, 2, 1, 2]
    assert "sagsgennemgang" not in df.index


def test_gains_are_printed_texts() -> None:
    exhibit = citizens.gains(DATA)
    assert exhibit.status == "published" and len(exhibit.data) == 14


def test_synthetic_answers_print_as_the_report(data: Frames) -> None:
    assert priorities.attention_points(data).data["municipalities"].tolist() == [17, 15, 12, 10, 8, 5]
    assert priorities.rationales(data).data["municipalities"].tolist() == [15, 16, 12, 14, 15]
    assert resource_use.hours(data).data["highest_hours"].tolist() == [10, 8, 4, 3]
    assert employers.views(data).data["persons"].tolist() == [19, 22, 22, 12, 7]
