"""Values that carry a composite of several items (K21 7.1.2) through an estimate of a mean, with its right variance."""

import pandas as pd


def composite_values(df_by_respondent: pd.DataFrame, items: list[str]) -> pd.DataFrame:
    """q01 and `value` of every respondent with an answer to an item; municipalities that lack an item are left out.

    `df_by_respondent` has the municipality code in q01 and a number (or missing) in each item. The composite of a
    municipality is the mean over items of the mean over who answered the item, so who says "ved ikke" to one item counts
    in the others only. The value of a respondent is the municipality's composite plus the respondent's part in it, Σ over
    answered items of (answer − mean)·n/n_item/items (linearisation): their mean in a municipality is the composite, and
    their variance that of the composite, the items of one respondent going together.
    """
    answers, codes = df_by_respondent[items], df_by_respondent["q01"]
    base = answers.notna().any(axis=1)
    answers, codes = answers[base].astype(float), codes[base]
    by_code = answers.groupby(codes)
    composite = codes.map(by_code.mean().mean(axis=1, skipna=False))
    n, n_item = by_code[items[0]].transform("size"), by_code.transform("count")
    parts = (answers - by_code.transform("mean")).mul(n, axis=0) / n_item
    values = composite + parts.sum(axis=1) / len(items)
    return pd.DataFrame({"q01": codes, "value": values}).dropna()
