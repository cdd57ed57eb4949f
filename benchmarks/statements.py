"""Free draws with and without the arrows of the structure: how often does a statement of the report come out true?

    python benchmarks/statements.py [--draws 1000]

With the arrows of a statement taken away its slope is nought in truth. A statement that asks for a sign and for
significance at 5 percent must then be false in 97.5 percent of the draws, one that asks for no significance true in
95. The table is data/simulations/statements.csv.
"""

import argparse
from dataclasses import replace
from functools import partial

import pandas as pd
from draws import over_draws, share_of_draws, write

from utils.registers.codelists import code_list
from utils.statistics.regression import LEVEL, least_squares, statement_predictors
from utils.synthetic.free_draws import free_draw
from utils.synthetic.structure import Structure

# Which arrows carry the slope of which statements, directly or through others; without them it is nought. Usage is
# mostly of aids, and aids go more often to the unemployed: for statement 5 the two schemes must also be alike in that.
TAKEN_AWAY: tuple[tuple[dict[str, object], tuple[str, ...]], ...] = (
    ({"rank_to_usage": (0.0, 0.0), "rank_to_recruitment": 0.0, "rank_to_hours": 0.0}, ("1", "2", "6")),
    (
        {"usage_to_recruitment": 0.0, "rank_to_recruitment": 0.0, "recruitment_share": (0.5, 0.5)},
        ("5",),
    ),
    (
        {"increased_share_without_hours": (0.16, 0.175), "increased_share_with_hours": (0.16, 0.175),
         "rank_to_hours": 0.0, "usage_to_hours": 0.0},
        ("7a", "7b"),
    ),
    ({"size_to_hours": 0.0}, ("8a", "8b", "9a", "9b")),
)  # fmt: skip
TESTED = [number for _, numbers in TAKEN_AWAY for number in numbers]


def holding(seed: int, structure: Structure) -> dict[str, bool]:
    """Statement → whether it comes out as printed in one draw."""
    df = free_draw(seed, structure).df_by_municipality
    df_by_statement = code_list("statements").set_index("id").loc[TESTED]
    return {str(number): _holds(df, statement) for number, statement in df_by_statement.iterrows()}


def _holds(df_by_municipality: pd.DataFrame, statement: pd.Series) -> bool:
    fit = least_squares(df_by_municipality, statement["outcome"], statement_predictors(statement)).set_index("term")
    coefficient, p_value = fit.loc[statement["tested"], ["coefficient", "p_value"]]
    if statement["significant"] == "nej":
        return bool(p_value >= LEVEL)
    return bool(p_value < LEVEL and (coefficient < 0) == (statement["sign"] == "negative"))


def true_statements(structure: Structure, draws: int) -> pd.DataFrame:
    """A row a draw, a column a statement."""
    return pd.DataFrame(over_draws(partial(holding, structure=structure), draws))


def results(draws: int) -> pd.DataFrame:
    """A row a statement, with its arrows and without them."""
    df_by_statement = code_list("statements").set_index("id")
    with_arrows = true_statements(Structure(), draws)
    rows = []
    for changes, numbers in TAKEN_AWAY:
        without = true_statements(replace(Structure(), **changes), draws)  # type: ignore[arg-type]
        for number in numbers:
            asks_for_sign = df_by_statement.loc[number, "significant"] == "ja"
            found = share_of_draws(without[number])
            rows.append({
                "id": number,
                "text": df_by_statement.loc[number, "text"],
                "draws": draws,
                "true_with_arrows_pct": share_of_draws(with_arrows[number])["found_pct"],
                "expected_without_pct": 100 * (LEVEL / 2 if asks_for_sign else 1 - LEVEL),
                "true_without_arrows_pct": found["found_pct"],
                "monte_carlo_error_pp": found["monte_carlo_error_pp"],
            })  # fmt: skip
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    draws = parser.parse_args().draws
    write("statements", results(draws))


if __name__ == "__main__":
    main()
