"""What the benefit of "Hanne" did to the answers (K21 4.4): differences between arms, change within persons.

The arms were handed out to respondents at random, so a difference between arms is an effect of the benefit named in
the case, within chance. The change from question 19 to question 20 is none: they are two different questions.
"""

import numpy as np
import pandas as pd

from utils.chapters.common import QUALITY
from utils.chapters.survey_shares import SurveyData, inhabitants
from utils.chapters.survey_vignette import ARMS, REFERENCE, arm_numbers, arm_table
from utils.measures.survey import categorised, valued
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number
from utils.statistics.few_clusters import crv3, wild_bootstrap
from utils.statistics.group_comparison import holm, verdict
from utils.statistics.monte_carlo import DRAWS, monte_carlo_error
from utils.statistics.quality import comparison_quality
from utils.statistics.randomisation import contrast_p_values
from utils.statistics.weighting import RESPONDENTS, WEIGHTED, level_weights

QUESTIONS = {"q19": "spm. 19", "q20": "spm. 20"}
SHARE, MEAN = "share", "mean"
# How answers are weighed in what is compared: the name shown and the level (K21 9.4.1).
LEVELS = {SHARE: {"vægtet": WEIGHTED, "1:1": RESPONDENTS}, MEAN: {"vægtet": WEIGHTED}}
Array = np.ndarray


TESTS = (
    "Interval: regression på ydelserne, CRV3 over kommuner, t-fordeling med kommuner minus 1 frihedsgrader. Bootstrap: wild "
    f"cluster bootstrap over kommuner. Ombytning: ydelserne ombyttet {number(DRAWS)} gange mellem respondenter i samme "
    "kommune og forskellen målt fra det, som kommunernes fordeling alene ville give; det er den prøve, forsøget selv lægger "
    "op til. Holm: ombytningens p, når der tages højde for, at alle ydelser er prøvet i begge spørgsmål med samme vægte. N "
    "er svar i de to ydelser; vægtet N er hvor mange lige tunge svar, vægtene lader dem svare til (Kish). «Ved ikke» er ude. "
)


def share_effects(data: SurveyData) -> Exhibit:
    """Each benefit against the first in the share of the best answers: a row a question, level and benefit.

    label, question, level, arm, reference_pct, arm_pct, difference_pp, lower_pp, upper_pp (CRV3, t), p_crv3, p_wild,
    p_permutation (within municipality) with their errors, p_holm over the rows of a level, n_respondents and
    n_weighted of both arms, n_municipalities, quality and verdict.
    """
    names = {"reference": "reference_pct", "value": "arm_pct"} | {
        name: f"{name}_pp" for name in ("difference", "lower", "upper")
    }
    return arm_table(
        data, "k21-hanne-forskelle", f"Hanne: forskel i andele til {REFERENCE}",
        lambda given: effect_rows(given, SHARE).rename(columns=names),
        f"Andelen, der svarer «gode» (spørgsmål 19) og «i høj grad» (spørgsmål 20), for hver ydelse mod {REFERENCE}. "
        f"«Vægtet» er som figur 20 og 21, «1:1» lader hver respondent tælle ens. {TESTS}Kilde: egen beregning; K21 4.4, "
        "l.2741-2752, trykker andelene uden usikkerhed.",
        _columns("Forskel, procentpoint", 1, names),
    )  # fmt: skip


def mean_effects(data: SurveyData) -> Exhibit:
    """Each benefit against the first in the mean answer, 1–5: weighted rows, columns as `share_effects` without units."""
    return arm_table(
        data, "k21-hanne-forskelle-gennemsnit", f"Hanne: forskel i gennemsnitligt svar til {REFERENCE}",
        lambda given: effect_rows(given, MEAN),
        "Gennemsnit på skalaen 1-5, 5 er de bedste muligheder (spørgsmål 19) og den største forøgelse (spørgsmål 20), "
        f"hvor alle fem svar tæller med. {TESTS}Kilde: egen beregning.",
        _columns("Forskel", 2, {}),
    )  # fmt: skip


def _columns(heading: str, decimals: int, names: dict[str, str]) -> dict[str, Column]:
    shown = {
        "label": Column("Spørgsmål"), "arm": Column("Ydelse"),
        "difference": Column(heading, "decimal", decimals),
        "lower": Column("95 pct.-interval", "interval", decimals), "p_permutation": Column("p, ombytning", "p_value"),
        "p_crv3": Column("p, interval", "p_value"), "p_wild": Column("p, bootstrap", "p_value"),
        "p_holm": Column("p, Holm", "p_value"), "n_respondents": Column("N", "integer"),
        "n_weighted": Column("Vægtet N", "integer"), **QUALITY,
        "verdict": Column("Vurdering"),
    }  # fmt: skip
    return {names.get(name, name): column for name, column in shown.items()}


def effect_rows(data: SurveyData, measure: str) -> pd.DataFrame:
    """The rows of `share_effects` (measure "share") or `mean_effects` ("mean"), their columns without units."""
    rows = pd.concat([_question_rows(data, question, measure) for question in QUESTIONS], ignore_index=True)
    if rows.empty:
        return rows
    coefficients = rows.groupby(["question", "level"]).size().max()
    rows = rows.assign(
        p_holm=rows.groupby("level")["p_permutation"].transform(holm),
        permutation_error=monte_carlo_error(rows["p_permutation"], DRAWS),
        quality=comparison_quality(rows["n_municipalities"], int(coefficients)),
    )
    # The ways to hand out the arms are too many to be what limits a p-value.
    return rows.assign(verdict=[verdict(row) for _, row in rows.assign(ways=np.inf).iterrows()])


def _question_rows(data: SurveyData, question: str, measure: str) -> pd.DataFrame:
    answers = valued(data.df_by_respondent, question)
    best = 100.0 * (categorised(data.df_by_respondent, question) == "høj")
    df = data.df_by_respondent.assign(value=best if measure == SHARE else answers.astype(float))
    df = df[answers.notna() & df["arm"].isin(ARMS)]
    arms = [name for name in ARMS if (df["arm"] == name).any()]
    if len(arms) < 2 or arms[0] != REFERENCE:
        return pd.DataFrame()
    codes, numbers, values = df["q01"].to_numpy(), arm_numbers(df["arm"]), df["value"].to_numpy(float)
    # What each respondent would weigh in the mean of each arm: by the municipality, so the same however arms fall in it.
    weights = {name: _weights(data, df, arms, level) for name, level in LEVELS[measure].items()}
    _, p_values = contrast_p_values(numbers, codes, np.stack([own * values for own in weights.values()], axis=-1))
    design = pd.DataFrame({"constant": 1.0, **{arm: (df["arm"] == arm).to_numpy(float) for arm in arms[1:]}})
    sizes = df.groupby("arm")["q01"].agg(["size", "nunique"])
    rows = []
    for column, (level, of_arm) in enumerate(weights.items()):
        own = of_arm[numbers, np.arange(len(df))]
        df_by_term = crv3(values, design, codes, own).set_index("term")
        reference = df_by_term.loc["constant", "coefficient"]
        for place, arm in enumerate(arms[1:]):
            term, wild = df_by_term.loc[arm], wild_bootstrap(values, design, arm, codes, own)
            rows.append({
                "label": f"{QUESTIONS[question]}, {level}", "question": QUESTIONS[question], "level": level, "arm": arm,
                "reference": reference,
                "value": reference + term["coefficient"], "difference": term["coefficient"], "lower": term["lower"],
                "upper": term["upper"], "p_crv3": term["p_value"], "p_wild": wild.p_value,
                "wild_error": wild.standard_error, "p_permutation": p_values[place, column],
                "n_respondents": int(sizes.loc[[REFERENCE, arm], "size"].sum()),
                "n_weighted": _kish(own[numbers == 0]) + _kish(own[numbers == place + 1]),
                "n_municipalities": int(df["q01"].nunique()),
                "first_municipalities": int(sizes.loc[arm, "nunique"]),
                "second_municipalities": int(sizes.loc[REFERENCE, "nunique"]),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _weights(data: SurveyData, df: pd.DataFrame, arms: list[str], level: str) -> Array:
    """weights[arm, respondent]: the weight of an answer in the respondent's municipality in the mean of the arm."""
    found = []
    for arm in arms:
        codes = df.loc[df["arm"] == arm, "q01"]
        of_municipality = level_weights(codes, level, inhabitants(data)).groupby(codes).first()
        found.append(df["q01"].map(of_municipality).fillna(0.0).to_numpy(float))
    return np.stack(found)


def _kish(weights: Array) -> float:
    """How many answers of equal weight the weights come to: (Σw)²/Σw²."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def change(data: SurveyData) -> Exhibit:
    """The same persons' answers to both questions: a row an arm, "alle" first.

    arm, q19_pct, q20_pct, difference_pp (weighted, of those who answered both), lower_pp, upper_pp (CRV3, t), up_persons,
    same_persons, down_persons, n_respondents, n_weighted, n_municipalities, quality.
    """
    return arm_table(
        data, "k21-hanne-samme-person", "Hanne: samme persons svar på spørgsmål 19 og 20", change_rows,
        "Vægtede andele blandt dem, der har svaret på begge spørgsmål. Afstanden er andelen, der svarer «i høj grad» i "
        "spørgsmål 20, minus andelen, der svarer «gode» i spørgsmål 19, personen holdt op mod sig selv; interval: CRV3 "
        "over kommuner, t-fordeling. Det er to forskellige spørgsmål med hver sin skala: hvor gode mulighederne er, og "
        "hvor meget en ordning ville øge dem. Den, der finder mulighederne gode og mener, at en ordning ville øge dem, "
        "har ikke ændret mening. Afstanden er derfor ikke en virkning af ordningen og får ingen p-værdi; K21 læser den "
        "som en stigning (l.2777). «Kun spm. 20» er personer, der svarer «i høj grad» dér og ikke «gode» i spørgsmål 19; "
        "personerne er talt uden vægt. Vægtet N: som ovenfor. Kilde: egen beregning.",
        {
            "arm": Column("Hannes ydelse"), "q19_pct": Column("Gode (spm. 19)", "percent"),
            "q20_pct": Column("I høj grad (spm. 20)", "percent"),
            "difference_pp": Column("Afstand, procentpoint", "decimal", 1),
            "lower_pp": Column("95 pct.-interval", "interval", 1), "up_persons": Column("Kun spm. 20", "integer"),
            "same_persons": Column("Begge eller ingen", "integer"), "down_persons": Column("Kun spm. 19", "integer"),
            "n_respondents": Column("Svar på begge", "integer"), "n_weighted": Column("Vægtet N", "integer"),
            "n_municipalities": Column("Kommuner", "integer"), **QUALITY,
        },
    )  # fmt: skip


def change_rows(data: SurveyData) -> pd.DataFrame:
    """The rows of `change`."""
    first, second = (categorised(data.df_by_respondent, question) for question in QUESTIONS)
    df = data.df_by_respondent.assign(before=100.0 * (first == "høj"), after=100.0 * (second == "høj"))
    df = df[first.notna() & second.notna() & df["arm"].isin(ARMS)]
    rows = [_change_row(data, df[df["arm"] == arm] if arm in ARMS else df, arm) for arm in ("alle", *ARMS)]
    found = pd.DataFrame([row for row in rows if row])
    return found.assign(quality=comparison_quality(found["n_municipalities"])) if len(found) else found


def _change_row(data: SurveyData, df: pd.DataFrame, arm: str) -> dict[str, object]:
    if df.empty:
        return {}
    weights = level_weights(df["q01"], WEIGHTED, inhabitants(data)).to_numpy(float)
    apart = (df["after"] - df["before"]).to_numpy()
    fit = crv3(apart, pd.DataFrame({"constant": np.ones(len(df))}), df["q01"].to_numpy(), weights).iloc[0]
    return {
        "arm": arm, "q19_pct": float(weights @ df["before"]), "q20_pct": float(weights @ df["after"]),
        "difference_pp": fit["coefficient"], "lower_pp": fit["lower"], "upper_pp": fit["upper"],
        "up_persons": int((apart > 0).sum()), "same_persons": int((apart == 0).sum()),
        "down_persons": int((apart < 0).sum()), "n_respondents": len(df), "n_weighted": _kish(weights),
        "n_municipalities": int(df["q01"].nunique()),
    }  # fmt: skip
