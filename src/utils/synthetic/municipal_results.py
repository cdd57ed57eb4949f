"""Municipal results of a draw under the names that the statements use (codelists/statements.csv)."""

import numpy as np
import pandas as pd


def with_usage(df_by_municipality: pd.DataFrame, counts: np.ndarray) -> pd.DataFrame:
    """Adds usage_rate_two_year_pct, usage_rate_2019_pct and log10_inhabitants from grant counts."""
    inhabitants = df_by_municipality["inhabitants_2019k4"].to_numpy(float)
    return df_by_municipality.assign(
        usage_rate_two_year_pct=100 * counts.sum(axis=(1, 2)) / inhabitants,
        usage_rate_2019_pct=100 * counts[:, :, 1].sum(axis=1) / inhabitants,
        log10_inhabitants=np.log10(inhabitants),
    )


def with_degrees(df_by_municipality: pd.DataFrame, df_by_person_scheme: pd.DataFrame) -> pd.DataFrame:
    """Adds recruitment_degree_pct and its _pa and _hm: share of grants given for recruitment."""
    df = df_by_person_scheme.assign(recruited=df_by_person_scheme["recruitment"] * df_by_person_scheme["grants"])
    sums = df.groupby(["municipality", "scheme"])[["recruited", "grants"]].sum().unstack(fill_value=0)
    sums = sums.reindex(range(len(df_by_municipality)), fill_value=0)
    recruited, grants = sums["recruited"], sums["grants"]
    share = 100 * recruited / grants
    return df_by_municipality.assign(
        recruitment_degree_pct=(100 * recruited.sum(axis=1) / grants.sum(axis=1)).to_numpy(),
        recruitment_degree_pa_pct=share["PA"].to_numpy(),
        recruitment_degree_hm_pct=share["HM"].to_numpy(),
    )
