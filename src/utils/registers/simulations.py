"""What the studies of simulated draws found (benchmarks/): tables that take minutes to make and are kept in data/simulations/."""

import pandas as pd

from utils.errors import HkoError
from utils.paths import SIMULATIONS

COLUMNS = {
    "coverage": ("method", "quantity", "truth_from", "claimed_pct", "draws", "found_pct", "monte_carlo_error_pp"),
    "statements": (
        "id",
        "text",
        "draws",
        "true_with_arrows_pct",
        "expected_without_pct",
        "true_without_arrows_pct",
        "monte_carlo_error_pp",
    ),
    "power": ("scheme", "method", "true_difference_pp", "draws", "found_pct", "monte_carlo_error_pp"),
}


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
    path = SIMULATIONS / f"{name}.csv"
    try:
        df = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8", dtype=types)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise HkoError(f"{path.name} kan ikke læses; lav den med «make simulations».") from error
    missing = [column for column in COLUMNS[name] if column not in df]
    if missing or df.empty:
        lacking = f"mangler {', '.join(missing)}" if missing else "har ingen rækker"
        raise HkoError(f"{path.name} {lacking}; lav den med «make simulations».")
    return df
