"""A natural cubic spline: a smooth curve that a model may bend without being told where."""

import numpy as np
import pandas as pd
from scipy.interpolate import CubicSpline

SHARES = (0.0, 1 / 3, 2 / 3, 1.0)


def knots(values: pd.Series) -> np.ndarray:
    """Four knots: the ends and the tertiles, as R's ns(df = 3) puts them; equal ones are one."""
    return np.unique(np.quantile(values.to_numpy(float), SHARES))


def spline_basis(values: pd.Series, places: np.ndarray) -> pd.DataFrame:
    """The columns that, with a constant, span the natural cubic splines with these knots (one column fewer than knots).

    Each is the spline that is 1 at its knot and 0 at the others; that of the first knot is left out for the constant.
    Straight at the two ends; `values` lie between them.
    """
    columns = CubicSpline(places, np.eye(len(places)), bc_type="natural")(values.to_numpy(float))
    names = [f"spline_{number}" for number in range(1, len(places))]
    return pd.DataFrame(columns[:, 1:], columns=names, index=values.index)


def bend(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The column that, with a constant and `values`, spans the natural cubic splines with three knots (Harrell 2015).

    Nought up to the first knot and straight beyond the last; any values.
    """
    first, middle, last = places
    beyond_first, beyond_middle, beyond_last = (np.maximum(values - place, 0) ** 3 for place in places)
    curved = (
        beyond_first
        - beyond_middle * (last - first) / (last - middle)
        + beyond_last * (middle - first) / (last - middle)
    )
    return curved / (last - first) ** 2
