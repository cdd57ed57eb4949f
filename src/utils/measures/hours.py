"""Paid hours before and after the first grant: increased hours and retained (K21 7, l.5213–5220)."""

import pandas as pd

from utils.statistics.quality import graded_wilson_pct

# A week's work of 37 hours more a month: a step that no rounding of a month's hours makes.
WORK_WEEK_HOURS = 37
DEFINITIONS = ("definition", "kendt_udfald", "arbejdsuge")


def with_outcomes(df_by_person_scheme: pd.DataFrame) -> pd.DataFrame:
    """The frame with `increased` and `retained` (nullable) from baseline_hours and outcome_hours.

    increased: more hours in the third month after the grant than in the month before it; 0 before counts.
    Missing when the baseline is not known: the person leaves the population. retained: hours after, any number;
    missing without hours before. Hours after that are not known are neither (design.md 4.2).
    """
    baseline, outcome = df_by_person_scheme["baseline_hours"], df_by_person_scheme["outcome_hours"]
    increased = (outcome > baseline).astype("boolean").where(baseline.notna())
    retained = (outcome > 0).astype("boolean").where(baseline > 0)
    return df_by_person_scheme.assign(increased=increased, retained=retained)


def increased_by(df_by_person_scheme: pd.DataFrame, definition: str) -> pd.Series:
    """`increased` under another reading of K21 7 (l.5219), nullable; missing: not in the population.

    definition: as `with_outcomes`. kendt_udfald: persons whose hours after are not known leave the population, too.
    arbejdsuge: at least WORK_WEEK_HOURS more a month.
    """
    increased = df_by_person_scheme["increased"]
    if definition == "kendt_udfald":
        return increased.where(df_by_person_scheme["outcome_hours"].notna())
    if definition == "arbejdsuge":
        more = df_by_person_scheme["outcome_hours"] - df_by_person_scheme["baseline_hours"]
        return (more >= WORK_WEEK_HOURS).astype("boolean").where(increased.notna())
    return increased


def share_pct(df_by_person_scheme: pd.DataFrame, outcome: str, by: list[str]) -> pd.DataFrame:
    """One row a group of `by`: the number with `outcome` ("increased" or "retained"), persons, share and interval.

    Columns: the groups, `outcome`, persons (those in the base), <outcome>_pct, lower_pct, upper_pct (95 percent,
    Wilson) and quality (data/quality.toml). Persons are pooled, not averaged over municipalities (design.md 4.2).
    """
    df = df_by_person_scheme[df_by_person_scheme[outcome].notna()]
    grouped = df.groupby(by, observed=True)[outcome]
    result = pd.DataFrame({outcome: grouped.sum().astype(int), "persons": grouped.size()}).reset_index()
    name = {"increased": "increased_hours_pct", "retained": "retained_pct"}[outcome]
    result[name] = 100 * result[outcome] / result["persons"]
    return result.join(graded_wilson_pct(result[outcome], result["persons"]))
