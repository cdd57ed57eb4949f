import pandas as pd

from utils.chapters import fa_survey
from utils.frames import FRAME_NAMES, Frames

REPORTS = pd.DataFrame(
    {
        "M01": [101, 147, 151],
        "M02_FA": pd.array([3, 0, None], dtype="Int64"),
        "M02_PA": pd.array([2, 2, None], dtype="Int64"),
        "M02_HM": pd.array([None, None, None], dtype="Int64"),
        "M02_IB": pd.array([0, 0, 0], dtype="Int64"),
    }
)
# 101 has two PA grants, 147 one (and reports two); 151 did not answer; 2016 is not asked for.
GRANTS = pd.DataFrame(
    [("PA", 2018, 101), ("PA", 2019, 101), ("PA", 2019, 147), ("PA", 2016, 147), ("PA", 2018, 151)],
    columns=["scheme", "year", "municipality"],
)


def frames(reports: pd.DataFrame, missing: tuple[str, ...] = ()) -> Frames:
    given = {"df_by_reporting_municipality": reports, "df_by_grant": GRANTS}
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


def test_cases_are_summed_over_those_who_answered() -> None:
    df = fa_survey.priority_access(frames(REPORTS)).data
    assert df[["cases", "n_municipalities", "with_cases", "most_cases"]].to_numpy().tolist() == [[3, 2, 1, 3]]
    assert df["cases_per_municipality"].tolist() == [1.5]


def test_reports_are_held_against_the_register_of_the_same_municipalities() -> None:
    df = fa_survey.coverage(frames(REPORTS)).data.set_index("scheme")
    assert list(df.index) == ["PA", "IB"]  # nobody answered for HM
    assert df.loc["PA", ["answers", "reported_grants", "registered_grants", "within_10"]].tolist() == [2, 4, 3, 1]
    assert df.loc["PA", "within_10_pct"] == 50
    assert pd.isna(df.loc["IB", "reported_pct"]) and df.loc["IB", "within_10"] == 3


def test_without_the_survey_or_answers() -> None:
    for make in (fa_survey.priority_access, fa_survey.coverage):
        assert "survey_municipality" in make(frames(REPORTS, ("survey_municipality",))).note
        assert make(frames(REPORTS.iloc[:0])).kind == "empty"


def test_the_synthetic_survey(data: Frames) -> None:
    df = fa_survey.priority_access(data).data
    assert df[["cases", "n_municipalities"]].to_numpy().tolist() == [[100, 55]]
    coverage = fa_survey.coverage(data).data
    assert coverage["reported_pct"].between(95, 105).all()
