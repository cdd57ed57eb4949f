"""Background of persons: gender, age, education and income (Tabel 13, 5.4); and the registers befk, ind and udda."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from utils.measures.bands import FRAMEWORK_BANDS, framework_band
from utils.synthetic.assistance_types import RELIEF, SIGNS, STAYING, STRUCTURING, SUPPORT
from utils.synthetic.quotas import for_persons, handed_out, shifted_shares
from utils.synthetic.targets import printed
from utils.synthetic.types import FURNISHING, TOOLS

YEARS = (2016, 2017, 2018, 2019)
REGION_CODES = {"Hovedstaden": 1084, "Sjælland": 1085, "Syddanmark": 1083, "Midtjylland": 1082, "Nordjylland": 1081}
HFAUDD = {
    "grundskole": "1021",
    "gymnasial": "2010",
    "erhvervsfaglig": "3040",
    "kort": "4033",
    "mellemlang": "5043",
    "lang": "7060",
    "uoplyst": "9000",
}
# Percent. Where nothing is printed the shares are plausible fillings, moved so that the printed totals hold.
MEN = {"PA": "K21-0497", "HM": "K21-0500"}
MEN_BY_TYPE = {STRUCTURING: "K21-0692"}
CHOSEN_MEN = {RELIEF: 58.0, SUPPORT: 47.0, SIGNS: 44.0, TOOLS: 51.0, FURNISHING: 42.0}
OVER_50 = {"PA": "K21-0494", "HM": "K21-0495"}
CHOSEN_OVER_50 = {RELIEF: 62.0, SIGNS: 48.0, TOOLS: 47.0}
# Ages of a type in percent: under 29, 29, 30–40, 41–50, over 50. A quarter is younger than 29–50 and a quarter older
# (K21-0693, K21-0694), just under a third younger than 30 (K21-0703), three quarters older than 40 (K21-0713).
AGE_BANDS = ((19, 28), (29, 29), (30, 40), (41, 50), (51, 66))
AGES_BY_TYPE = {
    STRUCTURING: (24.0, 2.5, 25.0, 24.5, 24.0),
    SUPPORT: (22.0, 4.0, 27.0, 20.0, 27.0),
    STAYING: (29.0, 3.0, 19.0, 17.0, 32.0),
    FURNISHING: (9.0, 1.0, 15.0, 29.0, 46.0),
}
UNDER_51 = {"PA": (18.0, 2.0, 38.0, 42.0), "HM": (24.0, 2.0, 36.0, 38.0)}  # of those not over 50
EDUCATION = {
    "PA": {"grundskole": "K21-0919", "middle": "K21-0505", "higher": "K21-0506"},
    "HM": {"grundskole": "K21-0523", "middle": "K21-0507", "higher": "K21-0508"},
}
UNKNOWN_EDUCATION = {"PA": 0.0, "HM": 4.0}
# Percent with a long higher education by rammevilkår (from least to most favourable): PA "knap" 15 and 25.
LONG = {"PA": (14.5, 17.0, 24.5), "HM": (3.0, 4.5, 6.5)}
SHORT_OF_REST = 0.4  # of those with a short or medium higher education
VOCATIONAL = 0.8  # of those with upper secondary or vocational education
INCOME_OVER = {"PA": {"over": "K21-0509"}, "HM": {"over": "K21-0512"}}
INCOME_MEAN = {"PA": "K21-0511", "HM": "K21-0514"}
INCOME_LIMIT = "K21-0510"


def backgrounds(rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_municipality: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with gender, birth_date, hfaudd and income_dkk.

    Takes schemes ("PA", "HM", "PA+HM"), first_date (the day of the first grant), municipality (number), pa_type and
    hm_type.
    """
    df = df_by_person.copy()
    df["gender"] = _genders(rng, df)
    df["birth_date"] = birth_dates(rng, df["first_date"], _ages(rng, df))
    df["hfaudd"] = pd.Series(_levels(rng, df, df_by_municipality), index=df.index).map(HFAUDD)
    df["income_dkk"] = _incomes(rng, df["schemes"].to_numpy())
    return df


def by_cell(
    rng: np.random.Generator,
    cells: Mapping[str, pd.Series],
    shares: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> pd.Series:
    """A category a person: PA's members by the shares of their cell, then HM's others so that cells of HM hold too.

    cells: scheme → the cell of each person, missing for who does not have the scheme.
    """
    result = pd.Series(index=cells["PA"].index, dtype=object)
    for scheme in ("PA", "HM"):
        for cell, members in cells[scheme].dropna().groupby(cells[scheme]):
            given = result[members.index].dropna()
            rows = members.index.difference(given.index)
            result[rows] = handed_out(rng, dict(shares[scheme][cell]), len(members), given.to_numpy())
    return result


def _genders(rng: np.random.Generator, df: pd.DataFrame) -> pd.Series:
    cells = {"PA": df["pa_type"], "HM": df["hm_type"]}
    fixed = {name: printed(number) / 100 for name, number in MEN_BY_TYPE.items()}
    shares = {}
    for scheme, types in cells.items():
        sizes = types.value_counts().to_dict()
        base = {name: CHOSEN_MEN.get(name, 50.0) / 100 for name in sizes}
        men = shifted_shares(base, fixed, sizes, printed(MEN[scheme]) / 100)
        shares[scheme] = {name: {"1": share, "2": 1 - share} for name, share in men.items()}
    return by_cell(rng, cells, shares).astype(int)


def _ages(rng: np.random.Generator, df: pd.DataFrame) -> pd.Series:
    """Whole years at the first grant."""
    cells = {"PA": df["pa_type"], "HM": df["hm_type"]}
    fixed = {name: bands[-1] / 100 for name, bands in AGES_BY_TYPE.items()}
    shares = {}
    for scheme, types in cells.items():
        sizes = types.value_counts().to_dict()
        base = {name: CHOSEN_OVER_50.get(name, 45.0) / 100 for name in sizes}
        over = shifted_shares(base, fixed, sizes, printed(OVER_50[scheme]) / 100)
        shares[scheme] = {name: _by_band(scheme, name, share) for name, share in over.items()}
    limits = np.array([AGE_BANDS[int(band)] for band in by_cell(rng, cells, shares)])
    return pd.Series(rng.integers(limits[:, 0], limits[:, 1] + 1), index=df.index)


def _by_band(scheme: str, name: str, over_50: float) -> dict[str, float]:
    """Share of each of AGE_BANDS, named by its place; the year within a band is drawn."""
    younger = tuple((1 - over_50) * share for share in UNDER_51[scheme])
    bands = AGES_BY_TYPE.get(name, (*younger, 100 * over_50))
    return {str(place): share for place, share in enumerate(bands)}


def birth_dates(rng: np.random.Generator, first_date: pd.Series, ages: pd.Series) -> pd.Series:
    """Birthdays for ages on a day, also when the birthday is only known by its month, as in DREAM."""
    months = rng.integers(0, 12, len(ages)) + 12 * ages.to_numpy(int)
    month = first_date.to_numpy().astype("datetime64[M]") - months.astype("timedelta64[M]")
    # In the month of the grant itself the birthday lies before it, whatever the day.
    latest = np.where(months % 12 == 0, first_date.dt.day.clip(upper=28), 28)
    days = (rng.random(len(ages)) * latest).astype(int)
    born = month.astype("datetime64[D]") + days.astype("timedelta64[D]")
    return pd.Series(born.astype("datetime64[s]"), index=first_date.index)


def _levels(rng: np.random.Generator, df: pd.DataFrame, df_by_municipality: pd.DataFrame) -> pd.Series:
    """Levels of education by rammevilkår: long ones rise with better conditions, the country's shares are printed."""
    bands = framework_band(df_by_municipality["framework_rank"]).astype(str).to_numpy(object)
    band = pd.Series(np.append(bands, FRAMEWORK_BANDS[1])[df["municipality"]], index=df.index)
    cells = {scheme: band.where(df["schemes"].isin([scheme, "PA+HM"])) for scheme in ("PA", "HM")}
    shares = {scheme: _education(scheme, of_scheme) for scheme, of_scheme in cells.items()}
    return by_cell(rng, cells, shares)


def _education(scheme: str, band: pd.Series) -> dict[str, dict[str, float]]:
    """Band of rammevilkår → level → share in percent."""
    sizes = band.value_counts()
    long = dict(zip(FRAMEWORK_BANDS, LONG[scheme], strict=True))
    country = {level: printed(number) for level, number in EDUCATION[scheme].items()}
    of_all = sum(long[name] * size for name, size in sizes.items()) / max(sizes.sum(), 1)
    scale = min(1.0, 0.95 * country["higher"] / max(of_all, 1e-9))
    lower = max(country["higher"] - scale * of_all, 0.0)
    # Short and medium ones are alike everywhere; what a long one takes comes from the levels below.
    rest = {"grundskole": country["grundskole"], "middle": country["middle"], "uoplyst": UNKNOWN_EDUCATION[scheme]}
    result = {}
    for name in sizes.index:
        left = (100 - lower - scale * long[name]) / sum(rest.values())
        result[name] = {
            "grundskole": left * rest["grundskole"],
            "gymnasial": left * rest["middle"] * (1 - VOCATIONAL),
            "erhvervsfaglig": left * rest["middle"] * VOCATIONAL,
            "kort": lower * SHORT_OF_REST,
            "mellemlang": lower * (1 - SHORT_OF_REST),
            "lang": scale * long[name],
            "uoplyst": left * rest["uoplyst"],
        }
    return result


def _incomes(rng: np.random.Generator, schemes: np.ndarray) -> np.ndarray:
    """Whole kroner with the printed share above 300,000 and the printed mean; the lower incomes carry the mean."""
    limit = printed(INCOME_LIMIT)
    shares = {scheme: {name: printed(number) for name, number in INCOME_OVER[scheme].items()} for scheme in INCOME_OVER}
    over = for_persons(rng, schemes, {scheme: {**of, "below": 100 - of["over"]} for scheme, of in shares.items()})
    over = over == "over"
    income = np.where(over, limit + 1 + rng.gamma(1.5, 60_000, len(schemes)), limit * rng.beta(6, 3, len(schemes)))
    income = np.rint(income)
    for scheme, moved in (("PA", np.isin(schemes, ["PA", "PA+HM"])), ("HM", schemes == "HM")):
        rows = np.flatnonzero(moved & ~over)
        members = (schemes == scheme) | (schemes == "PA+HM")
        missing = round(printed(INCOME_MEAN[scheme]) * members.sum() - income[members].sum())
        room = np.maximum(income[rows] if missing < 0 else limit - income[rows], 0)
        steps = np.diff(np.trunc(np.cumsum(room) * (missing / room.sum())), prepend=0)  # whole kroner, all of it
        income[rows] += steps
    return income


def background_registers(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """befk, ind and udda: a row a person and year 2016–2019; a grant uses the year before it."""
    df = df_by_person.loc[
        df_by_person.index.repeat(len(YEARS)), ["pnr", "gender", "municipality", "income_dkk", "hfaudd", "first_date"]
    ]
    year = np.tile(YEARS, len(df_by_person))
    codes = np.append(df_by_municipality["code"].to_numpy(), 0)[df["municipality"]]
    regions = np.append(df_by_municipality["region"].map(REGION_CODES).to_numpy(), 0)[df["municipality"]]
    used = year == df["first_date"].dt.year.to_numpy() - 1
    income = np.where(used, df["income_dkk"], np.rint(df["income_dkk"] * rng.normal(1, 0.05, len(df))))
    keys = {"PNR": df["pnr"].to_numpy(), "AAR": year}
    return {
        "befk": pd.DataFrame(keys | {"KOEN": df["gender"].to_numpy(), "KOM": codes, "REG": regions}),
        "ind": pd.DataFrame(keys | {"PERINDKP": income.astype(float)}),
        "udda": pd.DataFrame(keys | {"HFAUDD": df["hfaudd"].to_numpy()}),
    }
