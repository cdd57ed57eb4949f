"""Background of persons at their first grant: the characteristics of K21 Tabel 13."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from utils.measures.shares import shares_by

AGE_BANDS = ("under 30", "30–40", "41–50", "over 50")
INCOME_LIMIT_DKK = 300_000
INCOME_BANDS = ("højst 300.000 kr.", "over 300.000 kr.")
UNKNOWN = "uoplyst"


def age_band(age: pd.Series) -> pd.Series:
    """Band of the age in whole years: under 30, 30–40, 41–50, over 50 (51 and more); missing stays missing."""
    position = np.digitize(age.astype(float), [30, 41, 51])
    return pd.Series(np.array(AGE_BANDS)[np.minimum(position, 3)], age.index, dtype=object).where(age.notna())


def income_band(income_dkk: pd.Series) -> pd.Series:
    """Over 300,000 kroner in the year before the grant, or not; missing stays missing."""
    over = (income_dkk > INCOME_LIMIT_DKK).to_numpy(int)
    return pd.Series(np.array(INCOME_BANDS)[over], income_dkk.index, dtype=object).where(income_dkk.notna())


def known_job(values: pd.Series) -> pd.Series:
    """Industry or sector of the job at the grant; missing without a job and where the register does not know it."""
    return values.where(values.notna() & (values != UNKNOWN))


TOPICS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "Køn": lambda df: df["gender"],
    "Alder": lambda df: age_band(df["age"]),
    "Uddannelse": lambda df: df["education"],
    "Indkomst": lambda df: income_band(df["income_dkk"]),
    "Branche": lambda df: known_job(df["industry"]),
}


def background_shares(df_by_person: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a group of `by`, topic and category: persons, n_persons, share_pct.

    Education that the register holds as not known is a category of its own and counts in the base; industry is a share
    of the persons with a job of known industry in the month of the grant.
    """
    parts = [
        shares_by(df_by_person.assign(category=categories(df_by_person)), by, "category").assign(topic=topic)
        for topic, categories in TOPICS.items()
    ]
    return pd.concat(parts, ignore_index=True)
