"""Whether the four arms of "Hanne" (K21 4.4) fall alike over respondents, as they should when handed out at random."""

import numpy as np
import pandas as pd

from utils.chapters.survey_shares import SurveyData
from utils.chapters.survey_vignette import ARMS, REFERENCE, arm_numbers, arm_table
from utils.measures.survey import PLAIN_ANSWERS, seniority_band
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import MISSING, number
from utils.statistics.group_comparison import holm
from utils.statistics.monte_carlo import DRAWS, monte_carlo_error
from utils.statistics.randomisation import balance_p_values

AGE_BANDS = {
    "under 30 år": (0, 29),
    "30-39 år": (30, 39),
    "40-49 år": (40, 49),
    "50-59 år": (50, 59),
    "60 år og over": (60, 120),
}
UNKNOWN = "uoplyst"


def balance(data: SurveyData) -> Exhibit:
    """Whether the arms fall alike in each characteristic: a row a characteristic.

    characteristic, categories, n_respondents, statistic (Σ (counted − expected)²/expected), p_permutation and its
    permutation_error (Monte Carlo), p_holm, largest_difference (standardised, to the first arm) with its arm and category.
    """
    return arm_table(
        data, "k21-hanne-balance-test", "Hanne: er de fire ydelser jævnt fordelt?", balance_rows,
        "Ydelserne blev givet til respondenter, så de ombyttes mellem respondenter i samme kommune "
        f"({number(DRAWS)} gange); p er andelen, der fordeler sig mindst så skævt på kendetegnet som den fundne "
        "fordeling. For kommunen selv ombyttes der på tværs. Største standardiserede forskel: forskel i andel mellem en "
        f"ydelse og {REFERENCE}, delt med spredningen, den største af alle; en enkelt af "
        f"dem ligger som regel inden for {_chance_words(data)} af tilfældighed alene, den største af mange ofte uden for. "
        "Holm: p, når der tages højde for, at flere kendetegn er prøvet. Kilde: egen beregning; tildelingen er "
        "beskrevet i K21 4.4, l.2734-2737.",
        {
            "characteristic": Column("Kendetegn"), "categories": Column("Grupper", "integer"),
            "n_respondents": Column("Respondenter", "integer"), "statistic": Column("Skævhed", "decimal", 1),
            "p_permutation": Column("p, ombytning", "p_value"), "p_holm": Column("p, Holm", "p_value"),
            "largest_difference": Column("Største standardiserede forskel", "decimal", 2),
            "largest_in": Column("Hvor"),
        },
    )  # fmt: skip


def balance_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `balance`."""
    df = data.df_by_respondent[data.df_by_respondent["arm"].isin(ARMS)]
    arms = arm_numbers(df["arm"])
    of_person = _characteristics(df)
    codes = pd.factorize(df["q01"])[0]
    within = balance_p_values(arms, [_numbers(values) for values in of_person.values()], codes)
    # Within a municipality the municipality itself cannot vary: there the arms are handed out across all.
    across = balance_p_values(arms, [codes], np.zeros(len(df)))
    names = df["q01"].map(data.df_by_municipality.set_index("code")["name"])
    characteristics = of_person | {"kommune": names.astype(str)}
    statistics, p_values = (np.concatenate(parts) for parts in zip(within, across, strict=True))
    rows = []
    for place, (name, values) in enumerate(characteristics.items()):
        largest, where = _largest_difference(df["arm"], values)
        rows.append({
            "characteristic": name, "categories": values.nunique(), "n_respondents": len(df),
            "statistic": statistics[place], "p_permutation": p_values[place], "largest_difference": largest,
            "largest_in": where,
        })  # fmt: skip
    found = pd.DataFrame(rows)
    return found.assign(
        permutation_error=monte_carlo_error(found["p_permutation"], DRAWS), p_holm=holm(found["p_permutation"])
    )


def _characteristics(df_by_respondent: pd.DataFrame) -> dict[str, pd.Series]:
    """What a respondent is, in words, by characteristic; those without an answer are a group of their own."""
    age = pd.Series(pd.NA, index=df_by_respondent.index, dtype="string")
    for band, (low, high) in AGE_BANDS.items():
        age[df_by_respondent["q06"].between(low, high)] = band
    found = {
        "anciennitet": seniority_band(df_by_respondent["q04"]), "alder": age,
        "stilling": df_by_respondent["q02"].map(PLAIN_ANSWERS["q02"]),
        "køn": df_by_respondent["q05"].map(PLAIN_ANSWERS["q05"]),
        "målgruppe": df_by_respondent["q03"].map(PLAIN_ANSWERS["q03"]),
    }  # fmt: skip
    return {name: values.astype(object).fillna(UNKNOWN) for name, values in found.items()}


def _numbers(values: pd.Series) -> np.ndarray:
    return pd.factorize(values, sort=True)[0]


def _largest_difference(arm: pd.Series, category: pd.Series) -> tuple[float, str]:
    """The largest standardised difference in share to the first arm, and its arm and category."""
    shares = pd.crosstab(category, arm, normalize="columns")
    spread = shares * (1 - shares)
    others = [name for name in ARMS if name in shares and name != REFERENCE]
    apart = pd.concat(
        {name: (shares[name] - shares[REFERENCE]) / np.sqrt((spread[name] + spread[REFERENCE]) / 2) for name in others}
    )
    # Nobody or everybody in both arms is no difference; all in the one and none in the other has no spread to divide by.
    apart = apart.replace([np.inf, -np.inf], np.nan)
    if apart.isna().all():
        return float("nan"), ""
    place = apart.abs().idxmax()
    return float(apart[place]), f"{place[0]}, {place[1]}"


def _chance_words(data: SurveyData) -> str:
    known = not data.df_by_respondent.empty and REFERENCE in set(data.df_by_respondent["arm"])
    return number(chance_limit(data), 2) if known else MISSING


def chance_limit(data: SurveyData) -> float:
    """What a standardised difference of the smallest arm to the first keeps within in 95 of 100 drawings."""
    counts = data.df_by_respondent["arm"].value_counts()
    return float(1.96 * np.sqrt(1 / counts[[name for name in ARMS if name in counts]].min() + 1 / counts[REFERENCE]))
