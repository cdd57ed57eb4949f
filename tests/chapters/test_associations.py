import pandas as pd
import pytest

from utils.chapters import associations as chapter
from utils.chapters import framework_conditions
from utils.frames import FRAME_NAMES, Frames
from utils.measures.hours import with_outcomes
from utils.measures.survey import survey_items
from utils.registers.codelists import code_list

DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [1, 2, 3, 4, 5],
        "strategy": pd.array(["proaktiv", "proaktiv", "diffus", "diffus", None], dtype="string"),
        "organisation": pd.array(["specialiseret team"] * 2 + ["generel specialisering"] * 2 + [None], dtype="string"),
        "framework_rank": [1, 2, 3, 4, 5],
        "log10_inhabitants": [4.0, 4.5, 4.2, 5.0, 4.1],
        "usage_rate_two_year_pct": [0.8, 0.7, 0.5, 0.5, 0.1],
        "recruitment_degree_pct": [60.0, 60, 55, 50, 20],
        "recruitment_degree_pa_pct": [20.0, 30, 10, 15, 12],
        "recruitment_degree_hm_pct": [60.0, 50, 70, 65, 55],
        "increased_hours_pct": [20.0, 18, 15, 16, 10],
        "increased_hours_pa_pct": [20.0, 10, 15, 13, 12],
        "increased_hours_hm_pct": [21.0, 19, 12, 14, 18],
        "retained_pct": [95.0, 96, 94, 97, 93],
    }
)
PERSONS = with_outcomes(
    pd.DataFrame(
        [("PA", 1, 40.0, 80.0), ("PA", 2, 40.0, 40.0), ("PA", 3, 40.0, 40.0), ("PA", 4, 40.0, 0.0), ("PA", 3, None, 1.0),
         ("HM", 5, 0.0, 40.0)],
        columns=["scheme", "municipality", "baseline_hours", "outcome_hours"],
    ).astype({"municipality": "Int64"})
)  # fmt: skip
ITEMS = [item for question in ("q07", "q08", "q09", "q18") for item in survey_items(question)["item"]]
# Knowledge (0–10) is the option itself, belief (1–5) too: municipalities 1, 2 and 3 with means 2, 4 and 5.
ANSWERS = pd.DataFrame({item: [1, 3, 4, 5] for item in ITEMS}).assign(q01=[1, 1, 2, 3])


def _data(**frames: pd.DataFrame) -> Frames:
    given = {
        "df_by_municipality": DF_BY_MUNICIPALITY,
        "df_by_person_scheme": PERSONS,
        "df_by_respondent": ANSWERS,
    } | frames
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=())


def _rows(**frames: pd.DataFrame) -> pd.DataFrame:
    return chapter.associations(_data(**frames)).set_index("id")


def test_types_and_composites_stand_beside_the_municipality() -> None:
    df = chapter.municipal_frame(_data()).set_index("code")
    assert df["proactive"].tolist()[:4] == [1, 1, 0, 0] and pd.isna(df.loc[5, "proactive"])
    assert df["knowledge_schemes"].tolist()[:3] == [2, 4, 5] and pd.isna(df.loc[4, "knowledge_schemes"])


def test_a_correlation_over_the_municipalities_that_have_both() -> None:
    rows = _rows()
    # rank 1–5 against 0.8 0.7 0.5 0.5 0.1: covariance −1.6 / √(10 · 0.288)
    assert rows.loc["13", "value"] == pytest.approx(-1.6 / (10 * 0.288) ** 0.5)
    assert rows.loc["13", "n"] == 5
    assert rows.loc["4", "n"] == 3  # three municipalities with answers


def test_a_difference_between_two_types_in_percentage_points() -> None:
    rows = _rows()
    # proaktiv 1 of 2 increased, diffus 0 of 2; one has no known baseline
    assert rows.loc["9a", ["value", "n", "verdict"]].tolist() == [50, 4, "samme retning"]
    # retained: 2 of 2 and 1 of 2
    assert rows.loc["11a", "value"] == 50
    assert pd.isna(rows.loc["9b", "value"]) and rows.loc["9b", "verdict"] == "kan ikke beregnes"


def test_knowledge_and_belief_of_the_same_respondent() -> None:
    rows = _rows()
    assert rows.loc["3", ["value", "n"]].tolist() == pytest.approx([1, 4])
    assert pd.isna(rows.loc["3", "p_value"]) and rows.loc["3", "verdict"] == "samme retning"


@pytest.mark.parametrize(
    ("sign", "tested", "value", "p_value", "verdict"),
    [
        ("positive", "ja", 0.5, 0.01, "som i kilden"), ("positive", "ja", 0.5, 0.2, "ikke som i kilden"),
        ("positive", "ja", -0.5, 0.01, "ikke som i kilden"), ("none", "ja", 0.1, 0.5, "som i kilden"),
        ("none", "ja", 0.5, 0.01, "ikke som i kilden"), ("negative", "nej", -0.1, 0.9, "samme retning"),
        ("negative", "nej", 0.1, 0.9, "modsat retning"), ("positive", "ja", 0.5, None, "kan ikke beregnes"),
    ],
)  # fmt: skip
def test_the_verdict_on_the_source(sign, tested, value, p_value, verdict) -> None:
    row = pd.Series({"sign": sign, "tested": tested, "value": value, "p_value": p_value})
    assert chapter._verdict(row) == verdict


def test_without_the_survey_and_with_one_municipality_nothing_is_made_up() -> None:
    rows = _rows(df_by_respondent=pd.DataFrame(), df_by_municipality=DF_BY_MUNICIPALITY.head(1))
    assert rows["value"].isna().all() and set(rows["verdict"]) == {"kan ikke beregnes"}


def test_every_line_of_the_code_list_reads_columns_that_exist() -> None:
    df_by_arrow = code_list("arrows")
    known = set(chapter.municipal_frame(_data())) | {"increased", "retained"}
    names = {name for column in ("x", "y") for name in df_by_arrow[column] if ":" not in name}
    assert names <= known
    assert set(df_by_arrow["measure"]) == set(chapter.MEASURES)


def test_arrows_over_all_municipalities_agree_with_the_statements(data: Frames) -> None:
    """The same models as the nine statements, here told by their correlation: same sign, same p-value."""
    statement_of = {
        "13": "1",
        "15": "2",
        "7": "4",
        "6": "5",
        "14": "6",
        "8a": "7a",
        "8b": "7b",
        "17a": "8a",
        "17b": "8b",
    }
    arrows = chapter.associations(data).set_index("id")
    statements = framework_conditions.statements(data).data.set_index("id")
    for arrow, statement in statement_of.items():
        same = arrows.loc[arrow], statements.loc[statement]
        assert (same[0]["value"] > 0) == (same[1]["coefficient"] > 0)
        if arrow != "6":  # there the statement has the two the other way round
            assert same[0]["p_value"] == pytest.approx(same[1]["p_value"])
    assert arrows.loc[list(statement_of), "verdict"].unique().tolist() == ["som i kilden"]
