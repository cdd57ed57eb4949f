"""The worked example of weighting in K21 9.4.1, recomputed from the numbers that are printed in it.

Only the category "I meget høj grad" can be recomputed (8 unweighted, 6 weighted): the example's other
municipalities are pictures in the report. The weighted formula itself prints 8, its result table 6.
"""

import pandas as pd

from utils.published.registry import by_id

ANSWER = "I meget høj grad"
# Registry ids: the terms of the unweighted formula and, where printed, the weight of the same municipality.
TERMS = {
    "K21-1211": "K21-1224",
    "K21-1212": "K21-1226",
    "K21-1213": "K21-1228",
    "K21-1214": None,
    "K21-1215": None,
    "K21-1216": None,
    "K21-1217": "K21-1230",
}
MUNICIPALITIES = "K21-1218"
KOMMUNE_X_ANSWERS = ("K21-1194", "K21-1195", "K21-1196", "K21-1197", "K21-1198")
KOMMUNE_X_TOTAL = "K21-1193"


def example_terms() -> pd.DataFrame:
    """df_by_municipality of the example: municipality, share_pct, weight (missing where not printed)."""
    rows = [
        (f"Kommune {place}", float(by_id(share)["value"]), float(by_id(weight)["value"]) if weight else float("nan"))
        for place, (share, weight) in enumerate(TERMS.items(), start=1)
    ]
    df = pd.DataFrame(rows, columns=["municipality", "share_pct", "weight"])
    return df.assign(weighted_pp=df["share_pct"] * df["weight"])


def example_results() -> pd.DataFrame:
    """level, answer, share_pct: the mean over the example's municipalities and the weighted mean.

    A municipality without a printed term counts with nought, as in the printed formula; one without a printed
    weight has nought percent, so its weight does not matter.
    """
    df = example_terms()
    municipalities = float(by_id(MUNICIPALITIES)["value"])
    rows = [
        ("uvægtet", ANSWER, df["share_pct"].sum() / municipalities),
        ("vægtet", ANSWER, df["weighted_pp"].sum()),
    ]
    return pd.DataFrame(rows, columns=["level", "answer", "share_pct"])


def kommune_x() -> pd.DataFrame:
    """answer, answers, share_pct of the example's Kommune X: its six answers over six categories."""
    total = int(by_id(KOMMUNE_X_TOTAL)["value"])
    rows = [(by_id(number)["group_value"], int(by_id(number)["value"])) for number in KOMMUNE_X_ANSWERS]
    rows.append(("Ved ikke", total - sum(count for _, count in rows)))
    df = pd.DataFrame(rows, columns=["answer", "answers"])
    return df.assign(share_pct=100 * df["answers"] / total)
