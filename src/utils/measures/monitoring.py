"""How a series of a municipality's monitoring has developed, and its usage rate by the definition of N22."""

import pandas as pd

from utils.registers.periods import PART, YEAR, parsed, quarters_before
from utils.registers.schemas.monitoring import GRANTS_HM, GRANTS_PA, INHABITANTS


def index_of(value: float, first: float) -> float:
    """A value with the first as 100: 742 after 354 is 209.6."""
    return 100 * value / first if first else float("nan")


def growth_pct(value: float, first: float) -> float:
    """Growth in percent, which is the index less 100: 742 after 354 is 109.6."""
    return index_of(value, first) - 100


def with_changes(df_by_series: pd.DataFrame) -> pd.DataFrame:
    """Rows with `before`, `change` and `change_pct` since the same period of the year before.

    Like with like: a whole year stands against a whole year, a part of a year only against the same months.
    Missing where the period of the year before is not there.
    """
    keys = [_like(row.series, row.area, row.period) for row in df_by_series.itertuples()]
    values = dict(zip(keys, df_by_series["value"], strict=True))
    before = [values.get((series, area, months, year - 1)) for series, area, months, year in keys]
    df = df_by_series.assign(before=pd.Series(before, index=df_by_series.index, dtype=float))
    change = df["value"] - df["before"]
    return df.assign(change=change, change_pct=100 * change / df["before"].where(df["before"] > 0))


def _like(series: str, area: str, text: str) -> tuple[str, str, str, int]:
    period = parsed(text)
    assert period is not None, text  # the reader lets no other in
    return series, area, period.months or period.kind, period.year


def with_index(df_by_series: pd.DataFrame) -> pd.DataFrame:
    """Whole years only, with `index_first` (the first year of a series and area = 100) and `growth_since_first_pct`."""
    whole = df_by_series[df_by_series["period"].map(_kind).eq(YEAR)]
    first = whole.groupby(["series", "area"])["value"].transform("first")
    index = 100 * whole["value"] / first.where(first > 0)
    return whole.assign(index_first=index, growth_since_first_pct=index - 100).reset_index(drop=True)


def is_part(text: str) -> bool:
    """Whether a period is a part of a year."""
    return _kind(text) == PART


def _kind(text: str) -> str:
    period = parsed(text)
    return period.kind if period else ""


def usage_rates(df_by_series: pd.DataFrame, quarter: str) -> pd.DataFrame:
    """One row an area with inhabitants in a quarter: grants, inhabitants, usage_rate_four_quarters_pct, rank.

    Grants of personal assistance and aids in the four quarters before, per 100 inhabitants of the quarter (N22 note
    2: grants 3kv21–2kv22, inhabitants 3kv22). Highest first; equal rates share a rank.
    """
    df = df_by_series
    granted = df[df["series"].isin([GRANTS_PA, GRANTS_HM]) & df["period"].isin(quarters_before(quarter))]
    inhabitants = df[(df["series"] == INHABITANTS) & (df["period"] == quarter)].set_index("area")["value"]
    counts = granted.groupby(["area", "series"])["value"].sum().unstack().reindex(columns=[GRANTS_PA, GRANTS_HM])
    counts = counts.rename(columns={GRANTS_PA: "grants_pa", GRANTS_HM: "grants_hm"})
    by_area = counts.assign(grants=counts.sum(axis=1)).join(inhabitants.rename("inhabitants"), how="inner")
    by_area = by_area[by_area["inhabitants"] > 0]
    rate = 100 * by_area["grants"] / by_area["inhabitants"]
    rank = rate.rank(ascending=False, method="min").astype("Int64")
    ranked = by_area.assign(usage_rate_four_quarters_pct=rate, rank=rank)
    return ranked.sort_values(["rank"], kind="stable").rename_axis("area").reset_index()
