"""The shares that the statements of K21 7.1.3–7.1.4 are about, as counts of a municipality: so many out of so many."""

import pandas as pd

from utils.measures.degrees import RECRUITMENT, RETENTION
from utils.measures.hours import increased_by
from utils.measures.usage import TWO_YEARS

SCHEMES = {"PA": ("PA",), "HM": ("HM",), "begge": ("PA", "HM")}
SUFFIX = {"begge": "", "PA": "_pa", "HM": "_hm"}
USAGE_YEARS = {"to_aar": "two_year", "2019": "2019"}


def increased_hours_counts(df_by_person_scheme: pd.DataFrame, scheme: str, definition: str) -> pd.DataFrame:
    """Persons with increased hours (`successes`) out of those in the population (`trials`), by municipality code."""
    persons = df_by_person_scheme[df_by_person_scheme["scheme"].isin(SCHEMES[scheme])]
    return _counts(persons["municipality"], increased_by(persons, definition))


def usage_counts(df_by_municipality: pd.DataFrame, scheme: str, usage: str) -> pd.DataFrame:
    """Grants (`successes`) out of inhabitants 2019K4 (`trials`), by municipality code; as the usage rate has them."""
    df = df_by_municipality.set_index("code")
    rate = df[f"usage_rate_{USAGE_YEARS[usage]}{SUFFIX[scheme]}_pct"].astype(float)
    inhabitants = df["inhabitants_2019k4"].where(rate.notna())
    return pd.DataFrame({"successes": (rate * inhabitants / 100).round(), "trials": inhabitants}).dropna()


def recruitment_counts(df_by_grant: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Grants 2018–2019 for recruitment (`successes`) out of those of known purpose (`trials`), by municipality code."""
    grants = df_by_grant[df_by_grant["scheme"].isin(SCHEMES[scheme]) & df_by_grant["year"].isin(TWO_YEARS)]
    known = grants["purpose"].isin([RECRUITMENT, RETENTION])
    return _counts(grants["municipality"], grants["purpose"].eq(RECRUITMENT).astype("boolean").where(known))


def _counts(municipality: pd.Series, holds: pd.Series) -> pd.DataFrame:
    known = holds[holds.notna() & municipality.notna()].astype(float)
    grouped = known.groupby(municipality[known.index].astype(int))
    return pd.DataFrame({"successes": grouped.sum(), "trials": grouped.size().astype(float)}).rename_axis("code")
