"""What difference between types could 20 municipalities have shown? Free draws with a known effect of the type.

    python benchmarks/power.py [--draws 500]

The citizens of the eight proactive municipalities get a known shift in their chance of more paid hours; a method
shows it when its p-value against the nine reactive ones is below 0.05. Without a shift it may do so in 5 percent of
the draws. The table is data/simulations/power.csv.
"""

import argparse
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
from draws import over_draws, share_of_draws, write

from utils.statistics.group_comparison import tested
from utils.synthetic.free_draws import free_draw
from utils.synthetic.structure import SCHEMES, Structure

SHIFTS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8)  # on the logit scale
FIRST, SECOND = "proaktiv", "reaktiv"
METHODS = {"p_permutation": "ombytning af kommuner", "p_crv3": "CRV3, t(G − 1)", "p_wild": "vild klyngebootstrap"}


def shown_in(seed: int, shift: float) -> list[dict[str, object]]:
    """One draw: scheme, method, whether the difference is shown, and the true difference in percentage points."""
    df = free_draw(seed, Structure(proactive_to_hours=shift)).df_by_municipality
    none = free_draw(seed, Structure()).df_by_municipality
    chosen = df["strategy"].isin([FIRST, SECOND])
    return [row for scheme in SCHEMES for row in _of_scheme(df[chosen], none[chosen], scheme)]


def _of_scheme(df: pd.DataFrame, none: pd.DataFrame, scheme: str) -> Iterator[dict[str, object]]:
    """The true difference is what the shift adds to the mean probability of the proactive municipalities' citizens."""
    name = f"increased_hours_{scheme.lower()}"
    df = df.assign(before=none[f"true_{name}_pct"]).dropna(subset=[f"{name}_pct"])
    is_first, persons = (df["strategy"] == FIRST).to_numpy(bool), df[f"{name}_persons"].to_numpy(float)
    added = (df[f"true_{name}_pct"] - df["before"]).to_numpy(float)
    true_difference_pp = np.average(added[is_first], weights=persons[is_first])
    found = tested(df[f"{name}_pct"].to_numpy(float), persons, is_first)
    for p_value, method in METHODS.items():
        shown = float(found[p_value] < 0.05)  # type: ignore[operator]
        yield {"scheme": scheme, "method": method, "shown": shown, "true_difference_pp": true_difference_pp}


def results(draws: int) -> pd.DataFrame:
    """A row a scheme, shift and method: the mean true difference and the share of draws that show it."""
    parts = [
        pd.DataFrame([row for draw in over_draws(partial(shown_in, shift=shift), draws) for row in draw]).assign(
            shift=shift
        )
        for shift in SHIFTS
    ]
    df = pd.concat(parts, ignore_index=True)
    rows = [
        {"scheme": scheme, "method": method, "true_difference_pp": found["true_difference_pp"].mean()}
        | share_of_draws(found["shown"])
        for (scheme, method, _), found in df.groupby(["scheme", "method", "shift"], sort=False)
    ]
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=500)
    write("power", results(parser.parse_args().draws))


if __name__ == "__main__":
    main()
