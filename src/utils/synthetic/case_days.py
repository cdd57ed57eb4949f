"""Days from application to grant in the case files (K21 5.6): a free draw by year and municipality, then conditioned.

The share over four weeks is handed out exactly. The days are moved as little as possible until the means by year
(figure 29) and by organisation and strategy (Tabel 17; priority access read as months) hold at once.
"""

import numpy as np
import pandas as pd

from utils.measures.cases import DAYS_A_WEEK, DEADLINE_WEEKS, WEEKS_A_MONTH
from utils.synthetic.conditioning import Row, nearest_counts
from utils.synthetic.targets import printed, window

LIMIT = DEADLINE_WEEKS * DAYS_A_WEEK
# Finished files by year of application. Printed: 32 of aids in 2020; the others give whole files for the shares.
YEARS = {
    "PA": {2018: 76, 2019: 200, 2020: 33},
    "HM": {2018: 45, 2019: 234, 2020: 32},
    "IB": {2018: 9, 2019: 10, 2020: 3},
    "FA": {2018: 24, 2019: 32, 2020: 7},
}
MEANS = {
    "PA": {2018: "K21-0785", 2020: "K21-0786"},
    "HM": {2018: "K21-0777", 2019: "K21-0778", 2020: "K21-0779"},
    "FA": {2018: "K21-0790", 2020: "K21-0791"},
}
# K21 prints no means of the icebreaker; they fall too and lie between the printed lowest and highest of 2018 (l.731).
OTHER_MEANS = {"IB": {2018: (3.0, 6.0), 2019: (2.0, 4.0), 2020: (0.9, 1.9)}}
INSIDE = 0.4  # of a printed unit to each side: means do not lie on the edge of what rounds to the print
OVER = {"PA": {2019: "K21-0788", 2020: "K21-0789"}, "HM": {2018: "K21-0783", 2020: "K21-0784"}}
# Percent over four weeks where K21 prints none: falling through the years, as it says (l.4509).
OTHER_OVER = {
    "PA": {2018: 44},
    "HM": {2019: 27},
    "IB": {2018: 33, 2019: 30, 2020: 0},
    "FA": {2018: 8, 2019: 6, 2020: 0},
}
TABEL_17 = {
    "specialiseret team": {"PA": "K21-0817", "HM": "K21-0818", "FA": "K21-0819"},
    "spredt specialisering": {"PA": "K21-0820", "HM": "K21-0821", "FA": "K21-0822"},
    "generel specialisering": {"PA": "K21-0823", "HM": "K21-0824", "FA": "K21-0825"},
    "proaktiv": {"PA": "K21-0826", "HM": "K21-0827", "FA": "K21-0828"},
    "diffus": {"PA": "K21-0829", "HM": "K21-0830", "FA": "K21-0831"},
    "reaktiv": {"PA": "K21-0832", "HM": "K21-0833", "FA": "K21-0834"},
}
LONGEST = {2018: 330, 2019: 250, 2020: 90}  # files of 2020 that take longer are not finished
# Days beyond four weeks, on average, and days of the short ones: before the type's and municipality's part.
MEAN_BEYOND = {2018: 70.0, 2019: 38.0, 2020: 14.0}
MEAN_SHORT = {2018: 15.0, 2019: 13.0, 2020: 7.0}
SCALE_OF_SCHEME = {
    "PA": (1.0, 0.75),
    "HM": (1.0, 1.15),
    "IB": (1.0, 0.5),
    "FA": (0.75, 0.25),
}  # of the short and of the long ones


def drawn_days(rng: np.random.Generator, df_by_finished_file: pd.DataFrame) -> pd.DataFrame:
    """Adds days and over (more than four weeks) to the finished files of one scheme.

    Needs scheme, municipality, year, strategy, organisation. Types with long times in Tabel 17 and slow municipalities
    are drawn longer.
    """
    df = df_by_finished_file.copy()
    slow = df["municipality"].map(_slowness(rng, df)).to_numpy()
    scheme = str(df["scheme"].iloc[0])
    df["over"] = False
    for year, rows in df.groupby("year"):
        share = _share_over(scheme, int(year))
        weight = slow[rows.index]
        count = round(share / 100 * len(rows))
        df.loc[rng.choice(rows.index, count, replace=False, p=weight / weight.sum()), "over"] = True
    of_short, of_long = SCALE_OF_SCHEME.get(scheme, (1.0, 1.0))
    beyond = 1 + rng.exponential(df["year"].map(MEAN_BEYOND) * of_long * slow)
    short_mean = df["year"].map(MEAN_SHORT) * of_short * slow**0.5
    short = rng.gamma(2.0, short_mean / 2)
    short = np.where(short > LIMIT, rng.integers(LIMIT // 2, LIMIT + 1, len(df)), short)
    days = np.where(df["over"], LIMIT + beyond, short).astype(int)
    lowest, highest = _limits(df)
    df["days"] = np.clip(days, lowest, highest)
    return df


def _slowness(rng: np.random.Generator, df: pd.DataFrame) -> pd.Series:
    """A factor a municipality around 1: its strategy and organisation in Tabel 17, and its own part."""
    types = df.drop_duplicates("municipality").set_index("municipality")
    scheme = str(df["scheme"].iloc[0])
    known = {name: printed(numbers[scheme]) for name, numbers in TABEL_17.items() if scheme in numbers}
    factor = pd.Series(rng.lognormal(0, 0.2, len(types)), index=types.index)
    for column in ("strategy", "organisation"):
        factor *= types[column].map(known).fillna(1.0)
    return factor / factor.mean()


def _share_over(scheme: str, year: int) -> float:
    number = OVER.get(scheme, {}).get(year)
    return printed(number) if number else float(OTHER_OVER[scheme][year])


def _limits(df: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Fewest and most days of each file."""
    over = df["over"].to_numpy()
    return np.where(over, LIMIT + 1, 0), np.where(over, df["year"].map(LONGEST), LIMIT)


def conditioned_days(df_by_finished_file: pd.DataFrame) -> pd.Series:
    """The days nearest to the drawn ones for which the printed means of the scheme hold; TargetMissed names one."""
    df = df_by_finished_file
    scheme = str(df["scheme"].iloc[0])
    lowest, highest = _limits(df)
    easy = np.where(df["over"], 25, 3)
    days = nearest_counts(
        df["days"].to_numpy(float), lowest.astype(float), highest.astype(float),
        [*_year_rows(df, scheme), *_type_rows(df, scheme)], easy=easy.astype(float),
    )  # fmt: skip
    return pd.Series(days.astype(int), index=df.index)


def _year_rows(df: pd.DataFrame, scheme: str) -> list[Row]:
    """The printed means; a year without one lies between its neighbours (figure 29: falling)."""
    limits = {year: window(number, share=INSIDE) for year, number in MEANS.get(scheme, {}).items()}
    limits |= OTHER_MEANS.get(scheme, {})
    rows = []
    for year in YEARS[scheme]:
        low, high = limits.get(year, (limits[2020][1], limits[2018][0]))
        rows.append(_mean_row(f"sagsbehandlingstid {scheme} {year}", df["year"] == year, low, high))
    return rows


def _type_rows(df: pd.DataFrame, scheme: str) -> list[Row]:
    """The means of Tabel 17; those of priority access are months (they cannot be weeks beside figure 29)."""
    unit = WEEKS_A_MONTH if scheme == "FA" else 1.0
    rows = []
    for name, numbers in TABEL_17.items():
        if scheme not in numbers:
            continue
        low, high = window(numbers[scheme], share=0.48)
        chosen = (df["organisation"] == name) | (df["strategy"] == name)
        rows.append(_mean_row(f"tabel 17: {scheme}, {name} ({numbers[scheme]})", chosen, low * unit, high * unit))
    return rows


def _mean_row(name: str, chosen: pd.Series, low_weeks: float, high_weeks: float) -> Row:
    files = int(chosen.sum())
    coefficients = chosen.to_numpy(float)
    return Row(name, coefficients, low_weeks * DAYS_A_WEEK * files, high_weeks * DAYS_A_WEEK * files)
