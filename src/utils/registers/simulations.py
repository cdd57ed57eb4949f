"""What the studies of simulated draws found (benchmarks/): tables that take minutes to make and are kept in data/simulations/."""

import pandas as pd

from utils.paths import SIMULATIONS


def coverage() -> pd.DataFrame:
    """df_by_interval: method, quantity, truth_from, claimed_pct, draws, found_pct, monte_carlo_error_pp (95 percent)."""
    return _read("coverage")


def statements() -> pd.DataFrame:
    """df_by_statement: id, text, draws, true_with_arrows_pct, expected_without_pct, true_without_arrows_pct,
    monte_carlo_error_pp: how often a statement is true in free draws, with the arrows behind it and without them."""
    return _read("statements", id=str)


def power() -> pd.DataFrame:
    """df_by_effect: scheme, true_difference_pp, method, draws, found_pct (share of the draws in which the
    difference is significant at 5 percent), monte_carlo_error_pp."""
    return _read("power")


def _read(name: str, **types: type) -> pd.DataFrame:
    return pd.read_csv(SIMULATIONS / f"{name}.csv", sep=";", decimal=",", encoding="utf-8", dtype=types)
