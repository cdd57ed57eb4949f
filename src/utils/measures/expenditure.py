"""Gross expenditure 2019, unit price and share of the national expenditure (K21 5.5; definitions.md 18)."""

import pandas as pd

SCHEMES = ("PA", "HM", "IB")


def expenditure_dkk(df_by_account: pd.DataFrame, account_schemes: dict[str, str], year: int = 2019) -> pd.DataFrame:
    """df_by_municipality (index code): expenditure_pa_dkk, _hm_dkk and _ib_dkk, kroner of the year.

    `df_by_account` is the register municipality_accounts; accounts that belong to no scheme are left out, a
    municipality without spending on a scheme has 0.
    """
    df = df_by_account[df_by_account["AAR"] == year]
    scheme = df["KONTO"].map(account_schemes)
    sums = df["BRUTTOUDGIFT_KR"].groupby([df["KOMMUNE"], scheme]).sum().unstack(fill_value=0.0)
    sums = sums.reindex(columns=list(SCHEMES), fill_value=0.0)
    return sums.set_axis([f"expenditure_{scheme.lower()}_dkk" for scheme in SCHEMES], axis=1)


def unit_price_dkk(expenditure_dkk: pd.Series, grants: pd.Series) -> pd.Series:
    """Kroner per grant of the same year; missing without grants (K21 l.4045)."""
    return expenditure_dkk / grants.where(grants > 0)
