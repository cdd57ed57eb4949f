"""Efforts beside a grant (Tabel 16) and before it (5.4): who counts, and shares of persons (K21 l.3646–3694, l.3807–3809)."""

import pandas as pd

from utils.measures.usage import TWO_YEARS
from utils.registers.dream import WEEKS_BEFORE

SCHEMES = ("PA", "HM", "IB")
EFFORTS = (*SCHEMES, "mentor", "SEL")
ONLY, ANY = "only", "any"


def granted_persons(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """A row a person and scheme (PA, HM, IB): the first grant with start_date in 2018–2019, columns of df_by_grant."""
    studied = df_by_grant["year"].isin(TWO_YEARS) & df_by_grant["scheme"].isin(SCHEMES)
    return df_by_grant[studied].drop_duplicates(["scheme", "pnr"]).reset_index(drop=True)


def parallel_effort_shares(df_by_granted: pd.DataFrame, df_by_person_effort: pd.DataFrame) -> pd.DataFrame:
    """A row a scheme and effort: persons, n_persons (granted the scheme), share_pct.

    effort: one of EFFORTS the person had at the same time as a grant of the scheme; "any" at least one of them; "only"
    none, the diagonal of Tabel 16. A person may have several efforts, so only "any" and "only" make 100.
    """
    together = df_by_person_effort[df_by_person_effort["at_the_same_time"]]
    rows = []
    for scheme, members in df_by_granted.groupby("scheme"):
        of_scheme = together[(together["scheme"] == scheme) & together["pnr"].isin(members["pnr"])]
        persons = {effort: int((of_scheme["effort"] == effort).sum()) for effort in EFFORTS if effort != scheme}
        persons[ANY] = of_scheme["pnr"].nunique()
        persons[ONLY] = len(members) - persons[ANY]
        rows += [{"scheme": scheme, "effort": name, "persons": count, "n_persons": len(members)}
                 for name, count in persons.items()]  # fmt: skip
    df = pd.DataFrame(rows, columns=["scheme", "effort", "persons", "n_persons"])
    return df.assign(share_pct=100 * df["persons"] / df["n_persons"])


def with_earlier_effort(df_by_granted: pd.DataFrame, df_by_person_earlier_effort: pd.DataFrame) -> pd.DataFrame:
    """The frame with `earlier_effort` (nullable): an effort of the job centre in the 52 weeks before the first grant.

    True with an effort code in at least one of the weeks; missing where none was seen and the extract does not hold
    all the weeks, or DREAM does not hold the person.
    """
    df = df_by_granted.merge(df_by_person_earlier_effort, on=["pnr", "scheme"], how="left")
    seen = df["effort_weeks"].gt(0)
    known = seen | (df["weeks_known"] >= WEEKS_BEFORE)
    return df.assign(earlier_effort=seen.astype("boolean").where(known)).drop(columns=["weeks_known", "effort_weeks"])
