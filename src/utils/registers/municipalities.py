"""The 98 municipalities: official codes, names, regions and inhabitants."""

from functools import cache

import pandas as pd

from utils.paths import DATA

MUNICIPALITIES_CSV = DATA / "municipalities.csv"
# Statistics Denmark has a code for the islands, which belong to no municipality and are not among the 98.
CHRISTIANSOE = 411
# Statistics Denmark's landsdele Byen København and Københavns omegn: "København og omegnskommuner" of K21 5.2.
CAPITAL_AREA = (101, 147, 151, 153, 155, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 185, 187)


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(MUNICIPALITIES_CSV, encoding="utf-8")


def municipalities() -> pd.DataFrame:
    """df_by_municipality: one row a municipality, in the order of Statistics Denmark (98 rows).

    Columns: code, name, region, inhabitants_2018k4, inhabitants_2019k4, inhabitants_2020k3 (persons of all ages
    on the first day of the quarter). Source: Danmarks Statistik, FOLK1A; Christiansø is not included.
    """
    return _table().copy()


def municipality_codes() -> list[int]:
    """The 98 codes in ascending order."""
    return sorted(int(code) for code in _table()["code"])
