"""What difference between types could 20 municipalities have shown? Free draws with a known effect of the type.

    python benchmarks/power.py [--draws 500]

The citizens of the eight proactive municipalities get a known shift in their chance of more paid hours; a method
shows it when its p-value against the nine reactive ones is below 0.05. Without a shift it may do so in 5 percent of
the draws. The wild cluster bootstrap is left out: it costs ten times the others, and benchmarks/coverage.py shows that
it rejects as often as they do. The table is data/simulations/power.csv.
"""

import argparse
from collections.abc import Iterator

import numpy as np
import pandas as pd
from draws import over_draws, share_of_draws, write

from utils.statistics.group_comparison import difference
from utils.statistics.intervals import LEVEL
from utils.statistics.permutation import permuted
from utils.synthetic.free_draws import free_draw
from utils.synthetic.structure import SCHEMES, Structure

SHIFTS = (0.0, 0.2, 0.4, 0.6, 0.8)  # on the logit scale
FIRST, SECOND = "proaktiv", "reaktiv"


def shown_in(seed: int) -> list[dict[str, object]]:
    """One seed with every shift: scheme, shift, method, whether the difference is shown, true difference in pp."""
    none = free_draw(seed, Structure()).df_by_municipality
    rows = []
    for shift in SHIFTS:
        df = free_draw(seed, Structure(proactive_to_hours=shift)).df_by_municipality
        chosen = df["strategy"].isin([FIRST, SECOND])
        for scheme in SCHEMES:
            rows += [row | {"shift": shift} for row in _of_scheme(df[chosen], none[chosen], scheme)]
    return rows


def _of_scheme(df: pd.DataFrame, none: pd.DataFrame, scheme: str) -> Iterator[dict[str, object]]:
    """The true difference is what the shift adds to the mean probability of the proactive municipalities' citizens."""
    name = f"increased_hours_{scheme.lower()}"
    df = df.assign(before=none[f"true_{name}_pct"]).dropna(subset=[f"{name}_pct"])
    is_first, persons = (df["strategy"] == FIRST).to_numpy(bool), df[f"{name}_persons"].to_numpy(float)
    shares = df[f"{name}_pct"].to_numpy(float)
    added = (df[f"true_{name}_pct"] - df["before"]).to_numpy(float)
    types = np.where(is_first, FIRST, SECOND)
    p_values = {
        "ombytning af kommuner": permuted((shares * persons)[:, None], persons[:, None], types).p_values[0],
        "CRV3, t(G − 1)": difference(shares, persons, is_first)["p_crv3"],
    }
    true_difference_pp = np.average(added[is_first], weights=persons[is_first])
    for method, p_value in p_values.items():
        yield {
            "scheme": scheme,
            "method": method,
            "shown": float(p_value < LEVEL),
            "true_difference_pp": true_difference_pp,
        }


def results(draws: int) -> pd.DataFrame:
    """A row a scheme, method and shift: the mean true difference and the share of draws that show it."""
    df = pd.DataFrame([row for draw in over_draws(shown_in, draws) for row in draw])
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
