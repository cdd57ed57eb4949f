"""Gross expenditure 2019, unit price and share of the national expenditure (K21 5.5; definitions.md 18)."""

import pandas as pd

SCHEMES = ("PA", "HM", "IB")
# "Higher than expected" is more than this above the share of inhabitants (K21 note 35).
HIGHER_LIMIT_PP = 0.5
FEW_CASES, MANY_CASES = "få sager", "mange sager"


def expenditure_dkk(df_by_account: pd.DataFrame, account_schemes: dict[str, str], year: int = 2019) -> pd.DataFrame:
    """df_by_municipality (index code): expenditure_pa_dkk, _hm_dkk and _ib_dkk, kroner of the year.

    `df_by_account` is the register municipality_accounts; accounts that belong to no scheme are left out, a
    municipality without spending on a scheme has 0, one without a row in the year is not there.
    """
    df = df_by_account[df_by_account["AAR"] == year]
    scheme = df["KONTO"].map(account_schemes)
    sums = df["BRUTTOUDGIFT_KR"].groupby([df["KOMMUNE"], scheme]).sum().unstack(fill_value=0.0)
    sums = sums.reindex(columns=list(SCHEMES), fill_value=0.0)
    sums = sums.reindex(index=sorted(df["KOMMUNE"].unique()), fill_value=0.0)
    return sums.set_axis([f"expenditure_{scheme.lower()}_dkk" for scheme in SCHEMES], axis=1)


def unit_price_dkk(expenditure_dkk: pd.Series, grants: pd.Series) -> pd.Series:
    """Kroner per grant of the same year; missing without grants (K21 l.4045)."""
    return expenditure_dkk / grants.where(grants > 0)


def expenditure_shares(df_by_municipality: pd.DataFrame) -> pd.DataFrame:
    """df_by_municipality: code, name, inhabitants_2019k4, expenditure of PA and HM and of all three schemes (kroner),
    share_of_expenditure_pct, share_of_inhabitants_pct, difference_pp and expenditure_per_inhabitant_dkk.

    Shares are of the sum of the municipalities whose accounts the extract holds, the others are left out; difference_pp
    is the share of expenditure less that of inhabitants (K21 Figur 25).
    """
    columns = {scheme: f"expenditure_{scheme.lower()}_dkk" for scheme in SCHEMES}
    df = df_by_municipality.dropna(subset=list(columns.values()))
    spent = df[list(columns.values())].astype(float)
    total = spent.sum(axis=1)
    inhabitants = df["inhabitants_2019k4"].astype(float)
    shares = pd.DataFrame({
        "code": df["code"], "name": df["name"], "inhabitants_2019k4": df["inhabitants_2019k4"],
        "expenditure_pa_hm_dkk": spent[columns["PA"]] + spent[columns["HM"]], "expenditure_dkk": total,
        "share_of_expenditure_pct": 100 * total / total.sum() if total.sum() else float("nan"),
        "share_of_inhabitants_pct": 100 * inhabitants / inhabitants.sum(),
        "expenditure_per_inhabitant_dkk": total / inhabitants,
    })  # fmt: skip
    return shares.assign(difference_pp=shares["share_of_expenditure_pct"] - shares["share_of_inhabitants_pct"])


def few_cases(cases_per_inhabitant: pd.Series) -> pd.Series:
    """ "få sager" for the half of municipalities with fewest cases per inhabitant, "mange sager" for the other.

    The median itself belongs to the few; a municipality without cases belongs to neither half.
    """
    used = cases_per_inhabitant.astype(float).where(cases_per_inhabitant > 0)
    half = pd.Series(MANY_CASES, index=used.index, dtype=object).where(used > used.median(), FEW_CASES)
    return half.where(used.notna())
