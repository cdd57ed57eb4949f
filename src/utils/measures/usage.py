"""Usage rate (anvendelsesgrad): grants per 100 inhabitants (K21 4.1, 5.2; definitions of period in design.md 4.1)."""

import pandas as pd

TWO_YEARS = (2018, 2019)
ONE_YEAR = (2019,)


def usage_rate_pct(
    df_by_grant: pd.DataFrame, df_by_municipality: pd.DataFrame, schemes: tuple[str, ...], years: tuple[int, ...]
) -> pd.Series:
    """Grants and regrants of the schemes in the years per 100 inhabitants 2019K4, one value a municipality.

    Aligned with `df_by_municipality` (columns code, inhabitants_2019k4). A municipality without grants has 0;
    grants without a municipality count nowhere.
    """
    used = df_by_grant["scheme"].isin(schemes) & df_by_grant["year"].isin(years)
    grants = df_by_grant.loc[used, "municipality"].value_counts()
    count = df_by_municipality["code"].map(grants).fillna(0).astype(float)
    return 100 * count / df_by_municipality["inhabitants_2019k4"]


def growth_pct(first: float, last: float) -> float:
    """Change from the first to the last value in percent of the first."""
    return 100 * (last / first - 1)
