import pandas as pd
import pytest
from matplotlib import pyplot as plt

from utils.chapters import cross_cutting as chapter
from utils.frames import FRAME_NAMES, Frames
from utils.measures.bands import framework_band, size_band, usage_band
from utils.measures.hours import with_outcomes
from utils.measures.survey import survey_items

DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [1, 2, 3, 4],
        "strategy": pd.array(["proaktiv", "proaktiv", "diffus", None], dtype="string"),
        "organisation": pd.array(["specialiseret team"] * 3 + [None], dtype="string"),
        "framework_band": framework_band(pd.Series([1, 33, 67, 98])),
        "size_band": size_band(pd.Series([10_000] * 4)),
        "usage_band": usage_band(pd.Series([0.1] * 4)),
        "usage_rate_two_year_pct": [0.2, 0.4, 0.6, 0.5],
        "recruitment_degree_pct": [40.0, 60.0, 50.0, 70.0],
        "increased_hours_pct": [10.0, 12.0, 14.0, 90.0],
        "retained_pct": [95.0, 94.0, 95.0, 10.0],
    }
)
PERSONS = with_outcomes(
    pd.DataFrame(
        [("PA", 1, 40.0, 80.0), ("PA", 1, 0.0, 0.0), ("PA", 2, 40.0, 80.0), ("PA", 3, 40.0, 0.0), ("HM", 4, 40.0, 40.0),
         ("HM", None, 40.0, 80.0)],
        columns=["scheme", "municipality", "baseline_hours", "outcome_hours"],
    ).astype({"municipality": "Int64"})
)  # fmt: skip
ITEMS = [item for question in ("q07", "q08", "q09", "q18") for item in survey_items(question)["item"]]
ANSWERS = pd.DataFrame({item: [1, 2, 3] for item in ITEMS}).assign(q01=[1, 2, 3])


def _data(missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    given = {
        "df_by_municipality": DF_BY_MUNICIPALITY,
        "df_by_person_scheme": PERSONS,
        "df_by_respondent": ANSWERS,
    } | frames
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


def test_increased_hours_by_strategy() -> None:
    exhibit = chapter.increased_hours(_data(), "strategi")
    # proaktiv: 2 of 3; diffus: 0 of 1
    assert exhibit.data[["group", "scheme", "increased", "persons"]].to_numpy().tolist() == [
        ["proaktiv", "PA", 2, 3], ["diffus", "PA", 0, 1],
    ]  # fmt: skip
    assert exhibit.alt == "Personlig assistance: fra 0 pct. (strategi: diffus) til 67 pct. (strategi: proaktiv)."
    assert exhibit.title == "Øgede løntimer efter strategi"


def test_increased_hours_by_all_groupings_has_a_panel_each() -> None:
    exhibit = chapter.increased_hours(_data())
    assert [axes.get_title(loc="left") for axes in exhibit.figure.axes] == list(dict.fromkeys(exhibit.data["grouping"]))
    plt.close("all")


def test_composites_are_correlated_over_the_municipalities_with_answers() -> None:
    df = chapter.composites(_data()).data.set_index(["question", "outcome"])
    assert df.loc[("q18", "anvendelsesgrad"), "r"] == pytest.approx(1)  # 1, 2, 3 against 0.2, 0.4, 0.6
    assert df.loc[("q09", "anvendelsesgrad"), "r"] == pytest.approx(-1)  # option 1 is the most
    assert set(df["n"]) == {3}
    assert df.loc[("q08", "anvendelsesgrad"), "verdict"] == "samme retning"
    assert df.loc[("q07", "anvendelsesgrad"), "verdict"] == ""
    assert df.loc[("q18", "fastholdt med løntimer"), "verdict"] == "som i kilden"


@pytest.mark.parametrize(
    ("claim", "r", "p_value", "verdict"),
    [
        ("positiv", 0.5, 0.01, "som i kilden"), ("positiv", 0.5, 0.3, "ikke som i kilden"),
        ("positiv", -0.5, 0.01, "ikke som i kilden"), ("ingen", -0.5, 0.01, "ikke som i kilden"),
        ("ingen", 0.1, 0.8, "som i kilden"), ("ingen", 0.1, float("nan"), "kan ikke beregnes"),
        ("positiv, ikke prøvet", -0.1, 0.8, "modsat retning"),
    ],
)  # fmt: skip
def test_the_verdict_on_the_source(claim, r, p_value, verdict) -> None:
    assert chapter._verdict(claim, r, p_value) == verdict


def test_outcomes_by_perspective_leave_out_who_has_as_many_of_both() -> None:
    exhibit = chapter.perspective(_data())
    df = exhibit.data.set_index(["perspective", "scheme"])
    assert df["n_municipalities"].to_dict() == {
        ("fastholdelse", "PA"): 1, ("rekruttering", "PA"): 2, ("rekruttering", "HM"): 2,
    }  # fmt: skip
    assert df.loc[("fastholdelse", "PA"), ["increased_hours_pct", "increased_hours_persons"]].tolist() == [50, 2]
    assert df.loc[("fastholdelse", "PA"), ["retained_pct", "retained_persons"]].tolist() == [100, 1]
    assert "1 har lige mange" in exhibit.note


def test_extracts_without_survey_or_persons() -> None:
    assert chapter.composites(_data(("survey_staff",), df_by_respondent=pd.DataFrame())).kind == "empty"
    nobody = PERSONS.iloc[:0]
    assert chapter.increased_hours(_data(df_by_person_scheme=nobody)).kind == "empty"
    assert chapter.perspective(_data(df_by_person_scheme=nobody)).kind == "empty"
