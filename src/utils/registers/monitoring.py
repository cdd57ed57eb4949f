"""The series of a municipality's monitoring: the printed ones of N22 and N24, and those of a csv that the user brings.

The csv has the columns of schemas/monitoring.py (semicolon, decimal comma, UTF-8), as data/examples shows. A row of
it takes the place of a printed one of the same series, area and period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pandas as pd

from utils.errors import HkoError
from utils.registers.monitoring_file import Fault, rows_of, value_faults, with_numbers
from utils.registers.municipalities import municipalities
from utils.registers.periods import ALL_YEARS, parsed, quarters_before, years
from utils.registers.schemas.monitoring import FLEXJOB, GRANTS_HM, GRANTS_PA, INHABITANTS, LEDIGHEDSYDELSE
from utils.registers.series import published_series

KEY: Final = ["series", "area", "period"]
LISTED: Final = 10


@dataclass(frozen=True)
class Monitoring:
    """The numbers of one municipality's monitoring.

    df_by_series: series, area, period, part_year, value, unit, source, year (of the period). name: the municipality.
    first_year, last_year: the years asked for. file: name of the user's csv, "" without one.
    """

    df_by_series: pd.DataFrame
    name: str
    first_year: int
    last_year: int
    file: str

    def rows(self, *series: str) -> pd.DataFrame:
        """The rows of some series within the years asked for, in order of series, area and period."""
        df = self.df_by_series
        return df[df["series"].isin(series) & df["year"].between(self.first_year, self.last_year)]

    def of(self, area: str, *series: str) -> pd.DataFrame:
        """The same rows of one area."""
        df = self.rows(*series)
        return df[df["area"] == area]


def monitored(kommune: int, periode: str = ALL_YEARS, data_csv: str = "") -> Monitoring:
    """The series of a municipality (its code) in the years of `periode` ("alle" or "2018-2023").

    data_csv: the user's file; "" for the printed series alone. Raises HkoError with everything that is wrong in it.
    """
    names = municipalities().set_index("code")["name"]
    if kommune not in names.index:
        raise HkoError(f"kommune={kommune}: vælg en af de 98 kommunekoder i data/municipalities.csv, fx 707.")
    first, last = years(periode)
    printed = published_series().drop(columns="id")
    own = user_series(Path(data_csv)) if data_csv else printed.head(0)
    if data_csv and not (own["area"] == names[kommune]).any():
        raise HkoError(f"{Path(data_csv).name} har ingen rækker for {names[kommune]} (kommune={kommune}).")
    df = pd.concat([printed, own]).drop_duplicates(KEY, keep="last")
    return Monitoring(_ordered(df), str(names[kommune]), first, last, Path(data_csv).name if data_csv else "")


def _ordered(df_by_series: pd.DataFrame) -> pd.DataFrame:
    periods = [parsed(text) for text in df_by_series["period"]]
    df = df_by_series.assign(
        year=[period.year if period else 0 for period in periods],
        order=[period.order if period else () for period in periods],
    )
    return df.sort_values(["series", "area", "order"], kind="stable").drop(columns="order").reset_index(drop=True)


def user_series(path: Path) -> pd.DataFrame:
    """The rows of a monitoring csv. HkoError names every fault with file, row and column, one a line."""
    df_by_row, faults = rows_of(path)
    faults = faults + value_faults(df_by_row)
    faulty = {row for row, _, _ in faults if row is not None}
    faults += _series_faults(df_by_row[~df_by_row.index.isin(faulty)], df_by_row)
    if faults:
        raise HkoError("\n".join([f"{path.name} har fejl; intet er regnet ud.", *_lines(path.name, faults)]))
    return with_numbers(df_by_row).reset_index(drop=True)


def _lines(name: str, faults: list[Fault]) -> Iterable[str]:
    """The faults, a line each, by column; of more than ten of a column the rest is counted."""
    ordered = sorted(faults, key=lambda fault: (fault[1], fault[0] or 0))
    for column, group in groupby(ordered, key=lambda fault: fault[1]):
        of_column = list(group)
        for row, _, sentence in of_column[:LISTED]:
            place = [name, f"kolonne {column}" if column else "", f"række {row}" if row else ""]
            yield f"{', '.join(part for part in place if part)}: {sentence}{'' if sentence.endswith('?') else '.'}"
        if len(of_column) > LISTED:
            yield f"{name}, kolonne {column}: … og {len(of_column) - LISTED} fejl mere."


def _series_faults(sound: pd.DataFrame, every: pd.DataFrame) -> list[Fault]:
    """What is wrong between rows. A row with a fault of its own still stands for its period."""
    faults = _repeated(every) + _missing_years(every) + _units(sound) + _missing_quarters(every)
    return faults + _without_partner(every)


def _repeated(df_by_row: pd.DataFrame) -> list[Fault]:
    """Rows of a series, area and period that stood before."""
    first: dict[tuple[str, ...], int] = {}
    faults: list[Fault] = []
    for row in df_by_row[KEY].itertuples():
        earlier = first.setdefault(tuple(row[1:]), int(row.Index))
        if earlier != row.Index:
            faults.append((int(row.Index), "period", f"serie, område og periode står allerede i række {earlier}"))
    return faults


def _missing_years(df_by_row: pd.DataFrame) -> list[Fault]:
    """A series of whole years must not skip one: growth is from one year to the next."""
    whole = df_by_row[df_by_row["period"].str.fullmatch(r"20\d\d")]
    faults: list[Fault] = []
    for (series, area), rows in whole.groupby(["series", "area"], sort=False):
        found = sorted({int(year) for year in rows["period"]})
        missing = [str(year) for year in range(found[0], found[-1]) if year not in found]
        if missing:
            faults.append((None, "period", f"«{series}» for {area} mangler {', '.join(missing)}"))
    return faults


def _units(df_by_row: pd.DataFrame) -> list[Fault]:
    """All rows of a series in one area have one unit: amounts in prices of different years cannot be compared."""
    counts = df_by_row.groupby(["series", "area"], sort=False)["unit"].nunique()
    return [(None, "unit", f"«{series}» for {area} har flere enheder") for series, area in counts.index[counts > 1]]


def _missing_quarters(df_by_row: pd.DataFrame) -> list[Fault]:
    """The usage rate asks for both schemes in the four quarters before that of the inhabitants (N22 note 2)."""
    rows = df_by_row[df_by_row["series"].isin([GRANTS_PA, GRANTS_HM, INHABITANTS])]
    faults: list[Fault] = []
    for area, of_area in rows.groupby("area", sort=False):
        quarters = {series: set(part["period"]) for series, part in of_area.groupby("series")}
        inhabitants = [text for text in quarters.get(INHABITANTS, ()) if parsed(text)]
        if not inhabitants:
            faults.append((None, "period", f"«{INHABITANTS}» for {area} mangler i kvartalet efter bevillingerne"))
        for quarter in sorted(inhabitants):
            for series in (GRANTS_PA, GRANTS_HM):
                missing = [text for text in quarters_before(quarter) if text not in quarters.get(series, set())]
                if missing:
                    faults.append((None, "period", f"«{series}» for {area} mangler {', '.join(missing)}"))
    return faults


def _without_partner(df_by_row: pd.DataFrame) -> list[Fault]:
    """Unemployment in the flexjob scheme asks for both groups in a period."""
    pairs = {
        series: {tuple(row) for row in df_by_row.loc[df_by_row["series"] == series, ["area", "period"]].to_numpy()}
        for series in (LEDIGHEDSYDELSE, FLEXJOB)
    }
    return [
        (None, "period", f"«{series}» for {area} mangler {period}")
        for series, other in ((FLEXJOB, LEDIGHEDSYDELSE), (LEDIGHEDSYDELSE, FLEXJOB))
        for area, period in sorted(pairs[other] - pairs[series])
    ]
