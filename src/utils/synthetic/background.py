"""Background of persons: gender, age, education, income, industry; and the registers befk, ind and udda."""

import numpy as np
import pandas as pd

from utils.synthetic.quotas import for_persons, handed_out
from utils.synthetic.targets import printed

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
# Within a printed group nothing is printed; these splits are plausible fillings.
AGES = {"18-29": (19, 29), "30-40": (30, 40), "41-50": (41, 50), "over 50": (51, 66)}
INDUSTRY_CODES = {
    "offentlig administration, undervisning og sundhed": ("841100", "852010", "861000", "873010"),
    "handel og transport": ("471120", "493920", "551010"),
    "industri, råstofvinding og forsyningsvirksomhed": ("101110", "251100", "351100"),
    "bygge og anlæg": ("412000", "433200"),
    "andre": ("620100", "692000", "812100", "949900"),
}
PUBLIC, PRIVATE = "50", "60"
PRINTED_SHARES = {
    "gender": {"PA": {"1": "K21-0497"}, "HM": {"1": "K21-0500"}},
    "age": {"PA": {"over 50": "K21-0501"}, "HM": {"over 50": "K21-0495"}},
    "education": {"PA": {"middle": "K21-0505", "higher": "K21-0506"},
                  "HM": {"middle": "K21-0507", "higher": "K21-0508", "grundskole": "K21-0523"}},
    "industry": {
        "PA": dict(zip(INDUSTRY_CODES, ("K21-0515", "K21-0516", "K21-0517"), strict=False)),
        "HM": dict(zip(INDUSTRY_CODES, ("K21-0518", "K21-0519", "K21-0520"), strict=False)),
    },
    "income": {"PA": {"over": "K21-0509"}, "HM": {"over": "K21-0512"}},
}  # fmt: skip
INCOME_MEAN = {"PA": "K21-0511", "HM": "K21-0514"}
INCOME_LIMIT = "K21-0510"
FILLINGS = {
    "gender": {"PA": {"2": 1}, "HM": {"2": 1}},
    "age": {"PA": {"18-29": 3, "30-40": 4, "41-50": 5}, "HM": {"18-29": 4, "30-40": 5, "41-50": 5}},
    "education": {"PA": {"grundskole": 1}, "HM": {"uoplyst": 1}},
    "industry": {"PA": {"bygge og anlæg": 1, "andre": 3}, "HM": {"bygge og anlæg": 1, "andre": 2}},
    "income": {"PA": {"below": 1}, "HM": {"below": 1}},
}


def shares(topic: str) -> dict[str, dict[str, float]]:
    """Shares in percent per scheme: the printed ones, the rest filled in the proportions of FILLINGS."""
    result: dict[str, dict[str, float]] = {}
    for scheme, numbers in PRINTED_SHARES[topic].items():
        known = {name: printed(number) for name, number in numbers.items()}
        filling = FILLINGS[topic][scheme]
        left = 100 - sum(known.values())
        result[scheme] = known | {name: left * part / sum(filling.values()) for name, part in filling.items()}
    return result


def backgrounds(rng: np.random.Generator, df_by_person: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with gender, birth_date, hfaudd, income_dkk, industry and public (employer).

    Takes `schemes` ("PA", "HM", "PA+HM", "IB"), `first_date`, the day of the first grant, and `with_hours` and
    `baseline_known`, which say who has a job then.
    """
    df = df_by_person.copy()
    schemes = df["schemes"].to_numpy()
    df["gender"] = for_persons(rng, schemes, shares("gender")).astype(int)
    limits = np.array([AGES[group] for group in for_persons(rng, schemes, shares("age"))])
    days = rng.integers((limits[:, 0] * 365.25 + 1).astype(int), ((limits[:, 1] + 1) * 365.25 - 2).astype(int))
    df["birth_date"] = (df["first_date"] - pd.to_timedelta(days, unit="D")).astype("datetime64[s]")
    df["hfaudd"] = [HFAUDD[level] for level in _levels(rng, for_persons(rng, schemes, shares("education")))]
    df["income_dkk"] = _incomes(rng, schemes)
    industry = _industries(rng, schemes, (df["with_hours"] | ~df["baseline_known"]).to_numpy(bool))
    df["industry"] = [INDUSTRY_CODES[group][i % len(INDUSTRY_CODES[group])] for i, group in enumerate(industry)]
    df["public"] = rng.random(len(df)) < 0.76
    return df


def _industries(rng: np.random.Generator, schemes: np.ndarray, in_job: np.ndarray) -> np.ndarray:
    """The printed shares hold among those with a job at the grant: only they have an industry in DREAM."""
    industry = np.empty(len(schemes), dtype=object)
    for rows in (in_job, ~in_job):
        industry[rows] = for_persons(rng, schemes[rows], shares("industry"))
    return industry


def _levels(rng: np.random.Generator, groups: np.ndarray) -> np.ndarray:
    levels = groups.copy()
    for group, parts in (
        ("middle", {"gymnasial": 1, "erhvervsfaglig": 4}),
        ("higher", {"kort": 3, "mellemlang": 5, "lang": 4}),
    ):
        rows = groups == group
        levels[rows] = handed_out(rng, {name: float(part) for name, part in parts.items()}, int(rows.sum()))
    return levels


def _incomes(rng: np.random.Generator, schemes: np.ndarray) -> np.ndarray:
    """Whole kroner with the printed share above 300,000 and the printed mean; the lower incomes carry the mean."""
    limit = printed(INCOME_LIMIT)
    over = for_persons(rng, schemes, shares("income")) == "over"
    income = np.where(over, limit + 1 + rng.gamma(1.5, 60_000, len(schemes)), limit * rng.beta(6, 3, len(schemes)))
    income = np.rint(income)
    for scheme, moved in (("PA", np.isin(schemes, ["PA", "PA+HM"])), ("HM", schemes == "HM")):
        rows = np.flatnonzero(moved & ~over)
        members = (schemes == scheme) | (schemes == "PA+HM")
        missing = round(printed(INCOME_MEAN[scheme]) * members.sum() - income[members].sum())
        room = np.maximum(income[rows] if missing < 0 else limit - income[rows], 0)
        income[rows] += np.trunc(room * (missing / room.sum()))
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
