"""The printed yearly series of the Norddjurs notes (N22, N24), for Norddjurs and the country."""

import pandas as pd

from utils.paths import PUBLISHED

SERIES = PUBLISHED / "series.csv"


def published_series() -> pd.DataFrame:
    """df_by_series_period: series, area, period, part_year (ja/nej), value, unit, source (document, table, line)."""
    return pd.read_csv(SERIES, sep=";", decimal=",", encoding="utf-8", dtype={"period": str})
