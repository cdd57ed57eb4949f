"""The national survey of municipalities (K21 9.5): 55 answers, reported counts near the registers, 100 FA cases."""

import numpy as np
import pandas as pd

from utils.measures.usage import TWO_YEARS
from utils.synthetic.targets import printed

RESPONDENTS, ACCESS_CASES = "K21-0452", "K21-0451"
CASE_WEIGHT = 3.0  # a case municipality takes part sooner than another
EXACT, ERROR = 0.3, 0.05  # who reports what the register holds, and the spread (log) of the others
NO_ANSWER = {"grants": 0.06, "hours": 0.25, "expenditure": 0.15}
ACCESS_SHAPE = 0.8  # priority access is used in few municipalities: gamma-distributed around their size
WAGE_DKK = {"PA": 140.0, "IB": 115.0}
WAGE_SPREAD = 0.07  # between municipalities
ACCESS_DKK = 0.0
SCHEMES = ("PA", "IB", "HM")


def survey_municipality(
    rng: np.random.Generator,
    df_by_municipality: pd.DataFrame,
    df_by_grant: pd.DataFrame,
    df_by_account: pd.DataFrame,
    schemes_by_account: dict[str, str],
    condition: bool,
) -> pd.DataFrame:
    """The register: one row an answering municipality, M01–M05; empty where it did not answer.

    `df_by_grant` counts municipalities by their row in `df_by_municipality`.
    """
    answering = _answering(rng, df_by_municipality)
    codes = df_by_municipality["code"].to_numpy()[answering]
    grants = _per_municipality(df_by_grant, answering)
    spent = _expenditure(df_by_account, schemes_by_account, codes)
    reported = {scheme: np.rint(_with_error(rng, grants[scheme])) for scheme in SCHEMES}
    paid = {scheme: np.rint(_with_error(rng, spent[scheme])) for scheme in SCHEMES}
    hours = {
        scheme: np.rint(paid[scheme] / (wage * np.exp(WAGE_SPREAD * rng.standard_normal(len(codes)))))
        for scheme, wage in WAGE_DKK.items()
    }
    df = pd.DataFrame({"M01": codes})
    for scheme in ("PA", "IB", "FA", "HM"):
        asked = reported[scheme] if scheme != "FA" else _access(rng, df_by_municipality, answering, condition)
        missing = 0.0 if scheme == "FA" else NO_ANSWER["grants"]
        df[f"M02_{scheme}"] = pd.array(_with_gaps(rng, asked, missing), dtype="Float64").astype("Int64")
    df["M03"] = _with_gaps(rng, hours["PA"] + hours["IB"], NO_ANSWER["hours"])
    for scheme in ("PA", "IB", "FA", "HM"):  # no hours are paid for aids or priority access
        df[f"M04_{scheme}"] = _with_gaps(rng, hours.get(scheme, np.zeros(len(df))), NO_ANSWER["hours"])
    for scheme in ("PA", "IB", "FA", "HM"):
        amount = paid.get(scheme, np.full(len(df), ACCESS_DKK))
        df[f"M05_{scheme}"] = _with_gaps(rng, amount, NO_ANSWER["expenditure"])
    return df


def _answering(rng: np.random.Generator, df_by_municipality: pd.DataFrame) -> np.ndarray:
    """The rows of the municipalities that answer, in their order."""
    weight = np.where(df_by_municipality["strategy"].notna(), CASE_WEIGHT, 1.0)
    count = int(printed(RESPONDENTS))
    return np.sort(rng.choice(len(weight), count, replace=False, p=weight / weight.sum()))


def _per_municipality(df_by_grant: pd.DataFrame, answering: np.ndarray) -> dict[str, np.ndarray]:
    """Grants of 2018–2019 a scheme and answering municipality."""
    studied = df_by_grant[df_by_grant["year"].isin(TWO_YEARS)]
    grants = studied.groupby(["scheme", "municipality"]).size()
    return {
        scheme: grants.get(scheme, pd.Series(dtype=float)).reindex(answering, fill_value=0).to_numpy(float)
        for scheme in SCHEMES
    }


def _expenditure(
    df_by_account: pd.DataFrame, schemes_by_account: dict[str, str], codes: np.ndarray
) -> dict[str, np.ndarray]:
    """Kroner of 2019 a scheme and answering municipality."""
    scheme = df_by_account["KONTO"].map(schemes_by_account)
    amounts = df_by_account.groupby([scheme, "KOMMUNE"])["BRUTTOUDGIFT_KR"].sum()
    return {name: amounts.get(name, pd.Series(dtype=float)).reindex(codes, fill_value=0).to_numpy() for name in SCHEMES}


def _with_error(rng: np.random.Generator, true: np.ndarray) -> np.ndarray:
    """What is reported: a third of them the number itself, the others a few percent off."""
    factor = np.where(rng.random(len(true)) < EXACT, 1.0, np.exp(ERROR * rng.standard_normal(len(true))))
    return true * factor


def _with_gaps(rng: np.random.Generator, values: np.ndarray, share: float) -> np.ndarray:
    """The values with a share of the questions left unanswered."""
    return np.where(rng.random(len(values)) < share, np.nan, values)


def _access(
    rng: np.random.Generator, df_by_municipality: pd.DataFrame, answering: np.ndarray, condition: bool
) -> np.ndarray:
    """Cases of priority access a municipality; exactly the printed number in all unless the draw is free."""
    inhabitants = df_by_municipality["inhabitants_2019k4"].to_numpy(float)[answering]
    weight = inhabitants * rng.gamma(ACCESS_SHAPE, 1.0, len(answering))
    total = int(printed(ACCESS_CASES)) if condition else int(rng.poisson(printed(ACCESS_CASES)))
    return rng.multinomial(total, weight / weight.sum()).astype(float)
