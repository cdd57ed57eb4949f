"""Recruitment and retention degree: why grants are given (K21 5.3.2). Not to be mixed up with retained (hours.py)."""

import pandas as pd

RECRUITMENT, RETENTION = "recruitment", "retention"


def degrees(df_by_grant: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a group of `by`: grants, recruitment_degree_pct, retention_degree_pct.

    A grant is for retention when the benefit of its week is none (self-supporting), partly sick-listed, flexjob
    or SU, and for recruitment with any other public benefit (design.md 4.4). Grants without a known purpose
    (not in DREAM, abroad, dead) leave the base; without any other there are no groups.
    """
    known = df_by_grant[df_by_grant["purpose"].isin([RECRUITMENT, RETENTION])]
    grouped = known.assign(recruits=known["purpose"].eq(RECRUITMENT)).groupby(by, observed=True)["recruits"]
    df = pd.DataFrame({"grants": grouped.size(), "recruitment_degree_pct": 100 * grouped.mean()})
    return df.assign(retention_degree_pct=100 - df["recruitment_degree_pct"]).reset_index()
