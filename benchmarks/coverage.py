"""Do the intervals of the pages cover the truth as often as they claim? Free draws, in which the truth is known.

    python benchmarks/coverage.py [--draws 1000]

The table is data/simulations/coverage.csv. A truth is what the structure gave a municipality, nought where no arrow
leads, or (for slopes) the mean of the slope over all draws, which is known fifty times better than one draw's slope.
"""

import argparse
from collections.abc import Iterator

import numpy as np
import pandas as pd
from draws import over_draws, share_of_draws, write

from utils.registers.codelists import code_list
from utils.statistics.regression import least_squares, statement_predictors
from utils.synthetic.free_draws import FreeDraw, free_draw
from utils.synthetic.structure import Structure

CLAIMED_PCT = 95
LARGE = 30  # persons in a municipality
SLOPES = ("1", "2", "3", "7a", "8b")
MEAN_OF_DRAWS = "gennemsnit af alle udtræk"
# A row of what is found in a draw: the interval's method, what it is of, where its truth comes from, and the interval.
Found = dict[str, object]


def found_in(seed: int) -> list[Found]:
    """Every interval of one draw."""
    draw = free_draw(seed, Structure())
    return [found | {"draw": seed} for found in [*municipal_shares(draw), *slopes(draw)]]


def municipal_shares(draw: FreeDraw) -> Iterator[Found]:
    """Wilson's interval of a municipality's increased hours, municipalities apart by their number of persons."""
    df = draw.df_by_municipality
    for scheme in ("pa", "hm"):
        columns = {"true": f"true_increased_hours_{scheme}_pct"} | {
            name: f"increased_hours_{scheme}_{name}" for name in ("pct", "lower_pct", "upper_pct", "persons")
        }
        rows = df[list(columns.values())].set_axis(list(columns), axis=1).dropna()
        for _, row in rows.iterrows():
            size = f"mindst {LARGE}" if row["persons"] >= LARGE else f"under {LARGE}"
            yield {
                "method": "Wilson",
                "quantity": f"øgede løntimer i en kommune med {size} borgere ({scheme.upper()})",
                "truth_from": "strukturen",
                "estimate": row["pct"],
                "lower": row["lower_pct"],
                "upper": row["upper_pct"],
                "truth": row["true"],
            }


def slopes(draw: FreeDraw) -> Iterator[Found]:
    """HC3 and classical intervals of slopes over the 98 municipalities."""
    df_by_statement = code_list("statements").set_index("id").loc[list(SLOPES)]
    for _, statement in df_by_statement.iterrows():
        for uncertainty in ("HC3", "klassisk"):
            fit = least_squares(
                draw.df_by_municipality, statement["outcome"], statement_predictors(statement), uncertainty
            ).set_index("term")
            coefficient, lower, upper = fit.loc[statement["tested"], ["coefficient", "lower", "upper"]]
            yield {
                "method": f"mindste kvadrater, {uncertainty}",
                "quantity": f"hældning: {statement['model']}",
                "truth_from": MEAN_OF_DRAWS,
                "estimate": coefficient,
                "lower": lower,
                "upper": upper,
                "truth": np.nan,
            }


def results(draws: int) -> pd.DataFrame:
    """A row a method and quantity: draws, where the truth is from, claimed and found coverage, Monte-Carlo error."""
    df = pd.DataFrame([found for draw in over_draws(found_in, draws) for found in draw])
    keys = ["method", "quantity", "truth_from"]
    df["truth"] = df["truth"].fillna(df.groupby(keys, sort=False)["estimate"].transform("mean"))
    df["covered"] = df["lower"].le(df["truth"]) & df["truth"].le(df["upper"])
    rows = []
    for names, found in df.groupby(keys, sort=False):
        share = share_of_draws(found.groupby("draw")["covered"].mean())
        rows.append(dict(zip(keys, names, strict=True)) | {"claimed_pct": CLAIMED_PCT} | share)
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    write("coverage", results(parser.parse_args().draws))


if __name__ == "__main__":
    main()
