"""How a predictor enters a model, and the two values between which every form of it is compared.

A slope per place, a difference between bands and a curve have no number in common. The difference between the middle
municipality of the lowest and that of the highest group is one that each of them can tell: of the rank and of size the
groups are K21's bands, of usage rate and recruitment degree the lowest and the highest third of the municipalities.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.measures.bands import framework_band, size_band
from utils.statistics.spline import knots, spline_basis


@dataclass(frozen=True)
class Term:
    """The columns that a predictor has in the design, and their values at the two middles (None: an empty group)."""

    columns: pd.DataFrame
    low: list[float] | None
    high: list[float] | None


def term(values: pd.Series, name: str, form: str) -> Term:
    """The predictor `name` as linear, bands or spline; one value a municipality, none missing."""
    middles = pd.Series(group_middles(values, name))
    places = knots(values)
    if form == "spline" and len(places) > 2:
        columns, ends = spline_basis(values, places), spline_basis(middles.fillna(values.min()), places)
    elif form == "bands":
        columns, ends = _indicators(values, name), _indicators(middles.fillna(values.min()), name)
    else:
        columns, ends = values.to_frame(name), middles.to_frame(name)
    if middles.isna().any():
        return Term(columns, None, None)
    return Term(columns, ends.iloc[0].tolist(), ends.iloc[1].tolist())


def group_middles(values: pd.Series, name: str) -> tuple[float, float]:
    """Median of the lowest and of the highest group of the predictor; missing where nobody is in it."""
    if name in ("framework_rank", "log10_inhabitants"):
        bands = _bands(values, name)
        lowest, highest = values[bands == bands.cat.categories[0]], values[bands == bands.cat.categories[-1]]
    else:
        lowest, highest = values[values <= values.quantile(1 / 3)], values[values >= values.quantile(2 / 3)]
    return float(lowest.median()), float(highest.median())


def _bands(values: pd.Series, name: str) -> pd.Series:
    # Rounded, so that a municipality of just 40,000 inhabitants is not under the limit by its logarithm.
    return framework_band(values) if name == "framework_rank" else size_band(np.round(10**values))


def _indicators(values: pd.Series, name: str) -> pd.DataFrame:
    """1 for the municipality's band and 0 for the others; the first band is what they are compared with."""
    bands = _bands(values, name)
    columns = {f"{name}_{place}": bands.cat.codes.eq(place).astype(float) for place in (1, 2)}
    return pd.DataFrame(columns, index=values.index)
