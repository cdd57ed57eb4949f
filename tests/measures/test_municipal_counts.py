import numpy as np
import pandas as pd
import pytest

from utils.measures.hours import increased_by, with_outcomes
from utils.measures.municipal_counts import increased_hours_counts, recruitment_counts, usage_counts

# Hours before and after: 40 more, 10 more, none more, not known after, not known before.
PERSONS = with_outcomes(
    pd.DataFrame(
        {
            "scheme": ["PA", "PA", "HM", "HM", "HM"],
            "municipality": pd.array([101, 101, 101, 147, 147], dtype="Int64"),
            "baseline_hours": [0.0, 20.0, 30.0, 0.0, np.nan],
            "outcome_hours": [40.0, 30.0, 30.0, np.nan, 50.0],
        }
    )
)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("definition", [True, True, False, False, pd.NA]),
        ("kendt_udfald", [True, True, False, pd.NA, pd.NA]),
        ("arbejdsuge", [True, False, False, False, pd.NA]),
    ],
)
def test_three_readings_of_increased_hours(definition: str, expected: list[object]) -> None:
    assert increased_by(PERSONS, definition).tolist() == expected


def test_a_work_week_is_37_hours() -> None:
    df = with_outcomes(pd.DataFrame({"baseline_hours": [0.0, 0.0], "outcome_hours": [37.0, 36.9]}))
    assert increased_by(df, "arbejdsuge").tolist() == [True, False]


@pytest.mark.parametrize(
    ("scheme", "definition", "expected"),
    [
        ("begge", "definition", {101: [2, 3], 147: [0, 1]}),
        ("begge", "kendt_udfald", {101: [2, 3]}),
        ("PA", "arbejdsuge", {101: [1, 2]}),
        ("HM", "definition", {101: [0, 1], 147: [0, 1]}),
    ],
)
def test_persons_with_increased_hours_of_those_in_the_population(
    scheme: str, definition: str, expected: dict[int, list[int]]
) -> None:
    df = increased_hours_counts(PERSONS, scheme, definition)
    assert {code: row.tolist() for code, row in df.iterrows()} == expected


def test_grants_of_inhabitants_as_the_usage_rate_has_them() -> None:
    df = pd.DataFrame({"code": [101, 147], "inhabitants_2019k4": [20_000, 30_000],
                       "usage_rate_two_year_pct": [0.35, np.nan], "usage_rate_2019_pa_pct": [0.02, 0.01]})  # fmt: skip
    # 0.35 percent of 20,000; the municipality without a rate is not in the extract.
    assert usage_counts(df, "begge", "to_aar").to_dict("index") == {101: {"successes": 70, "trials": 20_000}}
    assert usage_counts(df, "PA", "2019")["successes"].tolist() == [4, 3]


def test_grants_for_recruitment_of_those_of_known_purpose() -> None:
    grants = pd.DataFrame(
        {"scheme": ["PA", "HM", "HM", "HM", "PA"], "year": [2018, 2019, 2019, 2019, 2017],
         "municipality": pd.array([101, 101, 101, None, 101], dtype="Int64"),
         "purpose": ["recruitment", "retention", None, "recruitment", "recruitment"]}
    )  # fmt: skip
    assert recruitment_counts(grants, "begge").to_dict("index") == {101: {"successes": 1, "trials": 2}}
    assert recruitment_counts(grants, "HM").to_dict("index") == {101: {"successes": 0, "trials": 1}}
