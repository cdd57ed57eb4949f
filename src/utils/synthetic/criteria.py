"""The criteria behind the types of the case municipalities (K21 Tabel 3 and 6): 0 or 1 a criterion.

K21 prints the criteria and how many municipalities have each type, not who meets what. The types are not always
pure; a municipality is placed in the one "der bedst afspejler deres tilgang" (l.1127-1129). So each municipality has
a purity, and a draw is kept only when some are mixed, some stand between two types and most point to their own.
"""

import numpy as np
import pandas as pd

from utils.measures.criteria import OTHER, SAME, SHARED, agreement, best_types, criteria_met, type_scores
from utils.registers.codelists import code_list
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.targets import printed

GROUPINGS = {"strategi": "strategy", "organisering": "organisation"}
# The same fact in Tabel 6 and in 3.4.4: all staff may grant aids up to an amount (14 of 20).
ALL_STAFF_GRANT, ALL_STAFF_NUMBER = "generel_01", "K21-0167"
SPREAD_OUT, SPREAD = "spredt_01", "spredt specialisering"
DRAWS = 500
FEWEST_SAME = 14


def criteria(rng: np.random.Generator, df_by_case: pd.DataFrame, condition: bool) -> pd.DataFrame:
    """df_by_case_municipality: KOMMUNE and a column a criterion, the rows in the order of `df_by_case`."""
    df_by_criterion = code_list("criteria")
    parts = [pd.DataFrame({"KOMMUNE": df_by_case["code"].to_numpy()})]
    all_staff = staff_may_grant(rng, df_by_case["organisation"].to_numpy())
    for grouping, column in GROUPINGS.items():
        of_grouping = df_by_criterion[df_by_criterion["grouping"] == grouping]
        given = df_by_case[column].to_numpy()
        for _ in range(DRAWS):
            drawn = _drawn(rng, parts[0]["KOMMUNE"], given, of_grouping, all_staff)
            if not condition or _mixed_enough(drawn, given, of_grouping):
                break
        else:
            raise TargetMissed(f"kriterierne for {grouping}: hverken rene eller blandede nok (K21 l.1126-1129)")
        parts.append(drawn.drop(columns="KOMMUNE"))
    return pd.concat(parts, axis=1)


def staff_may_grant(rng: np.random.Generator, organisation: np.ndarray) -> np.ndarray:
    """1 where all staff may grant small aids: everywhere but in the specialised team, there in enough to make 14."""
    result = (organisation != "specialiseret team").astype(int)
    specialised = np.flatnonzero(result == 0)
    more = min(max(int(printed(ALL_STAFF_NUMBER)) - int(result.sum()), 0), len(specialised))
    result[rng.choice(specialised, more, replace=False)] = 1
    return result


def _drawn(
    rng: np.random.Generator, codes: pd.Series, given: np.ndarray, df_by_criterion: pd.DataFrame, all_staff: np.ndarray
) -> pd.DataFrame:
    """A criterion of the own type is met the oftener the purer a municipality is, one of another the seldomer."""
    purity = rng.beta(2.2, 1.4, len(codes))
    df = pd.DataFrame({"KOMMUNE": codes.to_numpy()})
    for criterion, of_type in zip(df_by_criterion["criterion"], df_by_criterion["type"], strict=True):
        chance = np.where(given == of_type, 0.45 + 0.5 * purity, 0.45 - 0.35 * purity)
        df[criterion] = (rng.random(len(df)) < chance).astype(int)
    if ALL_STAFF_GRANT in df:
        df[ALL_STAFF_GRANT] = all_staff
        df.loc[given == SPREAD, SPREAD_OUT] = 1
    return df


def _mixed_enough(drawn: pd.DataFrame, given: np.ndarray, df_by_criterion: pd.DataFrame) -> bool:
    """Most point to their type, at least one stands between types and one points elsewhere; no criterion is empty."""
    df_by_municipality_criterion = criteria_met(drawn, df_by_criterion)
    best = best_types(type_scores(df_by_municipality_criterion)).reindex(drawn["KOMMUNE"])
    found = [agreement(types, own) for types, own in zip(best, given, strict=True)]
    met = df_by_municipality_criterion.groupby("criterion")["met"].sum()
    enough = found.count(SAME) >= min(FEWEST_SAME, len(given))
    return enough and {SHARED, OTHER} <= set(found) and bool(met.between(1, len(given) - 1).all())
