from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from utils.chapters import survey_robustness, survey_uncertainty
from utils.chapters.survey_bases import correction_note, design_of
from utils.chapters.survey_shares import shares
from utils.errors import HkoError
from utils.measures.survey import survey_items

# Municipality 1 has 30,000 inhabitants and 8 staff, 2 has 10,000 and 4, 3 has 20,000 and 100; 4, 3 and 2 answered.
CODES = [1, 1, 1, 1, 2, 2, 2, 3, 3]
ANSWERS = {
    "q01": CODES,
    "q02": [1, 1, 2, 4, 1, 2, 2, 1, 2],
    "q04": [0, 5, 12, 7, 20, 2, 8, 3, 15],
    "q05": [1, 2, 1, 1, 1, 2, 1, 1, 2],
    "q08_pa": [7, 8, 2, 3, 5, 9, 99, 1, 8],
    "q12": [1, 1, 2, 2, 1, 2, 1, 2, 1],
    "q14": [1, 3, 5, 2, 99, 1, 4, 5, 2],
    "arm": ["kontanthjælp"] * 9,
}
SCHEMES = [f"q08_{scheme}" for scheme in ("ib", "fa", "hm")]


def made(chosen: list[int] | None = None, **changes: object) -> SimpleNamespace:
    items = [item for item in survey_items()["item"] if item not in ANSWERS and item not in SCHEMES]
    others = {item: [2, 1, 2, 1, 1, 2, 1, 2, 1] for item in items}
    yes_no = {item: [1, 0, 1, 0, 0, 1, 1, 0, 1] for item in items if item.startswith(("q10", "q13"))}
    df = pd.DataFrame({**others, **yes_no, **dict.fromkeys(SCHEMES, ANSWERS["q08_pa"]), **ANSWERS})
    df = df if chosen is None else df.loc[chosen].reset_index(drop=True)
    df_by_municipality = pd.DataFrame(
        {
            "code": [1, 2, 3, 4], "name": ["Aby", "Boby", "Coby", "Doby"],
            "inhabitants_2019k4": [30_000, 10_000, 20_000, 60_000], "staff": [8, 4, 100, None],
            "strategy": ["proaktiv", "diffus", "proaktiv", None],
            "organisation": ["specialiseret team", "spredt specialisering", "specialiseret team", None],
            "size_band": ["lille", "lille", "mellem", "stor"], "framework_band": ["gode (67–98)"] * 4,
            "usage_band": ["høj", "lav", "lav", "lav"],
        }
    )  # fmt: skip
    return SimpleNamespace(
        df_by_respondent=df, df_by_municipality=df_by_municipality.assign(**changes), status="synthetic",
        df_by_example_municipality=pd.DataFrame(), df_by_example_answer=pd.DataFrame(),
    )  # fmt: skip


DATA = made()
EMPTY = made([])
ONE = made([0])
ONE_MUNICIPALITY = made([0, 1, 2, 3])
NO_STAFF = made()
NO_STAFF.df_by_municipality = NO_STAFF.df_by_municipality.drop(columns="staff")
NO_TYPES = made(strategy=None, organisation=None, staff=None)
PAGE = {
    "shares": lambda data: survey_uncertainty.shares(data, "q08", "ingen"),
    "shares by strategy": lambda data: survey_uncertainty.shares(data, "q12", "strategi"),
    "means": lambda data: survey_uncertainty.means(data, "q08", "ingen"),
    "means by organisation": lambda data: survey_uncertainty.means(data, "q14", "organisering"),
    "headline": survey_uncertainty.headline_shares,
    "composites": survey_uncertainty.composites,
    "tests": survey_robustness.group_tests,
    "key sensitivity": survey_robustness.key_sensitivity,
}


@pytest.mark.parametrize("data", [DATA, EMPTY, ONE, ONE_MUNICIPALITY, NO_STAFF, NO_TYPES],
                         ids=["data", "empty", "one answer", "one municipality", "no staff", "no types"])  # fmt: skip
@pytest.mark.parametrize("name", PAGE)
def test_every_extract_gets_an_exhibit_or_a_reason(name: str, data: SimpleNamespace) -> None:
    exhibit = PAGE[name](data)
    assert "nan" not in exhibit.html.replace("finan", "")
    assert (exhibit.kind == "empty") == exhibit.data.empty
    assert exhibit.note.endswith((".", "pct."))
    if data is EMPTY:
        assert exhibit.kind == "empty"


def test_shares_are_the_printed_ones_with_an_interval() -> None:
    df = survey_uncertainty.shares(DATA, "q08", "ingen").data
    printed = shares(DATA, df["item"].drop_duplicates().tolist())
    assert df[["item", "answer"]].to_numpy().tolist() == printed[["item", "answer"]].to_numpy().tolist()
    np.testing.assert_allclose(df["share_pct"], printed["share_pct"], rtol=1e-12)
    row = df[(df["item"] == "q08_pa") & (df["answer"] == "høj")].iloc[0]
    # 2 of 4, 1 of 2 and 1 of 2, whatever the weights; half of 8, 2/3 of 3/4 of 4 and 2 of 100 staff.
    assert row["share_pct"] == pytest.approx(50)
    parts = 0.5**2 * 0.5 * (1 / 3) / 4, (1 / 6) ** 2 * 0.25 * 0.5 / 2, (1 / 3) ** 2 * 0.98 * 0.5 / 2
    assert row["standard_error_pp"] == pytest.approx(100 * sum(parts) ** 0.5)
    # Satterthwaite, with 3, 1 and 1 degrees in the municipalities.
    assert row["df"] == pytest.approx(sum(parts) ** 2 / (parts[0] ** 2 / 3 + parts[1] ** 2 + parts[2] ** 2))
    assert (row["n"], row["quality"]) == (8, 3)
    assert row["weighted_n"] == pytest.approx(8 + 2 / 0.75 + 100)


def test_groups_come_in_their_order() -> None:
    df = survey_uncertainty.shares(DATA, "q08", "strategi").data
    assert df["group"].drop_duplicates().tolist() == ["proaktiv", "diffus"]
    assert df["item"].drop_duplicates().tolist() == ["q08_pa", "q08_ib", "q08_fa", "q08_hm"]
    assert "Gruppe" in survey_uncertainty.shares(DATA, "q08", "strategi").html


def test_means_have_a_composite_of_the_items() -> None:
    df = survey_uncertainty.means(DATA, "q08", "ingen").data.set_index("item")
    # Municipal means 5, 7 and 4.5 in every item: the composite is no surer than one of them.
    assert df.loc["samlet", "mean"] == pytest.approx(0.5 * 5 + 7 / 6 + 4.5 / 3)
    assert df.loc["samlet", "standard_error"] == pytest.approx(df.loc["q08_pa", "standard_error"])
    assert survey_uncertainty.means(DATA, "q14", "ingen").data["item"].tolist() == ["q14"]


def test_questions_without_a_scale_have_no_mean() -> None:
    exhibit = survey_uncertainty.means(DATA, "q11", "ingen")
    assert exhibit.kind == "empty" and "uden skala" in exhibit.note


def test_parameters_are_checked() -> None:
    with pytest.raises(HkoError, match="spoergsmaal"):
        survey_uncertainty.shares(DATA, "q01", "ingen")
    with pytest.raises(HkoError, match="opdeling"):
        survey_uncertainty.means(DATA, "q08", "region")


def test_headline_shares_name_the_widest() -> None:
    exhibit = survey_uncertainty.headline_shares(DATA)
    assert len(exhibit.data) == 28 and set(exhibit.data["answer"]) == {"høj", "ja"}
    width = exhibit.data["upper_pct"] - exhibit.data["lower_pct"]
    assert exhibit.data.loc[width.idxmax(), "label"] in exhibit.alt


def test_composites_at_two_levels() -> None:
    df = survey_uncertainty.composites(DATA).data.set_index(["measure", "level"])
    assert df.loc[("knowledge_hko_0_10", "uvægtet"), "mean"] == pytest.approx((5 + 7 + 4.5) / 3)
    assert df.loc[("knowledge_hko_0_10", "vægtet"), "mean"] == pytest.approx(0.5 * 5 + 7 / 6 + 4.5 / 3)
    # Agreement is asked from 1: municipal means 11/4, 5/2 and 7/2 as answered.
    assert df.loc[("relocation_1_5", "uvægtet"), "mean"] == pytest.approx((2.75 + 2.5 + 3.5) / 3)


def test_the_note_says_where_there_is_no_correction() -> None:
    assert correction_note(DATA) == ""
    assert "uendelig mange" in correction_note(NO_STAFF) and "Aby" not in correction_note(NO_STAFF)
    part = made(staff=[8, 2, None, None])
    assert "For Boby og Coby" in correction_note(part)
    assert design_of(part).fraction.loc[[1, 2, 3]].tolist() == [0.5, 0, 0]


def test_tests_withhold_the_verdict_about_two_municipalities() -> None:
    df = survey_robustness.group_tests(DATA).data
    assert set(df["grouping"]) == {"strategi", "organisering", "anciennitet", "stilling"}
    municipal = df[df["grouping"].isin(["strategi", "organisering"])]
    assert (municipal["smallest_group_municipalities"] == 1).all()
    assert (municipal["verdict"] == "kan ikke afgøres").all()
    own = df[~df["grouping"].isin(["strategi", "organisering"])]
    assert own[["smallest_group_municipalities", "p_municipalities"]].isna().all(axis=None)
    # A test that cannot be made has no verdict either.
    assert (own["verdict"] == "kan ikke afgøres").equals(own["p_holm"].isna())
    # Holm: the smallest of the p-values that the verdicts follow, times their number.
    relevant = municipal["p_municipalities"].tolist() + own["p_value"].tolist()
    assert df["p_holm"].min() == pytest.approx(min(1, np.nanmin(relevant) * np.count_nonzero(~np.isnan(relevant))))


def test_tests_without_types_leave_the_groupings_of_municipalities_out() -> None:
    exhibit = survey_robustness.group_tests(NO_TYPES)
    assert set(exhibit.data["grouping"]) == {"anciennitet", "stilling"}
    assert "strategi" in exhibit.note


def test_sensitivity_finds_the_municipality_that_stands_out_by_itself() -> None:
    """Response rates are 50, 75 and 2 pct.: Coby stands out."""
    exhibit = survey_robustness.sensitivity(DATA)
    df = exhibit.data[exhibit.data["item"] == "q12"].set_index("scenario")
    assert "Uden Coby" in exhibit.note
    weighted = 100 * (0.5 * 0.5 + (1 / 6) * (2 / 3) + (1 / 3) * 0.5)
    without = 100 * (0.75 * 0.5 + 0.25 * (2 / 3))
    by_staff = 100 * (8 * 0.5 + 4 * (2 / 3) + 100 * 0.5) / 112
    assert df.loc["som i rapporten", "share_pct"] == pytest.approx(weighted)
    assert df.loc["som i rapporten", "difference_pp"] == 0
    assert df.loc["uden kommuner, der skiller sig ud", "difference_pp"] == pytest.approx(without - weighted)
    assert df.loc["kommuner efter medarbejdere", "share_pct"] == pytest.approx(by_staff)
    # Seniority of all nine: one in nine under 1 year, 3/9, 2/9 and 3/9; within them the weights of 9.4.1.
    weight = pd.Series([0.125] * 4 + [1 / 18] * 3 + [1 / 6] * 2)
    yes = pd.Series([1, 1, 0, 0, 1, 0, 1, 0, 1])
    band = pd.Series(["0", "1-5", "10+", "6-10", "10+", "1-5", "6-10", "1-5", "10+"])
    within = (weight * yes).groupby(band).sum() / weight.groupby(band).sum()
    assert df.loc["efterstratificeret", "share_pct"] == pytest.approx(100 * (within * band.value_counts() / 9).sum())
    assert exhibit.alt.startswith("Tallene flytter sig i midten ")
    assert survey_robustness.sensitivity(EMPTY).kind == "empty"


def test_sensitivity_without_staff_leaves_what_needs_it_out() -> None:
    exhibit = survey_robustness.sensitivity(NO_STAFF)
    assert {"som i rapporten", "efterstratificeret"} <= set(exhibit.data["scenario"])
    assert not {"kommuner efter medarbejdere", "uden kommuner, der skiller sig ud"} & set(exhibit.data["scenario"])
    assert "skiller sig ud, eller den er ukendt" in exhibit.note


def test_key_questions_keep_their_order() -> None:
    items = survey_robustness.key_sensitivity(DATA).data["item"].drop_duplicates().tolist()
    assert items == list(survey_robustness.KEY_ITEMS)
