"""The free draw of the staff survey: one respondent after the structure, before any printed result counts."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from utils.synthetic.survey_structure import (
    AGE_MEAN_SD,
    ARMS,
    FAMILY_FROM_KNOWLEDGE,
    JOB_TITLE_CONCENTRATION,
    JOB_TITLE_SHARES,
    QUESTIONS,
    SENIORITY_SHARES,
    SENIORITY_YEARS,
    TARGET_GROUPS,
    WOMEN_SHARE,
    Question,
    item_name,
)

DONT_KNOW = 99
KEY_PERSON = 4
Array = np.ndarray


@dataclass(frozen=True)
class Draw:
    """A drawn survey: `answers` as in the layout (with the helper column seniority_band) and `scores`.

    Both have one row a respondent. A score orders respondents within a column: the higher it is, the higher
    the number of the option. Conditioning hands out changed counts in this order, so that respondents stay
    like themselves from question to question.
    """

    answers: pd.DataFrame
    scores: pd.DataFrame


def free_draw(rng: np.random.Generator, df_by_case_municipality: pd.DataFrame, answers_by_code: pd.Series) -> Draw:
    """Draw every respondent of every case municipality; `answers_by_code` says how many answer where."""
    df_by_case = df_by_case_municipality.set_index("code").sort_index()
    counts = answers_by_code.reindex(df_by_case.index)
    place = np.repeat(np.arange(len(df_by_case)), counts)
    answers, scores = _background(rng, df_by_case, counts, place)
    parts = _respondent_parts(rng, len(place))
    shared = rng.standard_normal(len(df_by_case))
    for name, question in QUESTIONS.items():
        centre = _centre(rng, question, df_by_case, answers, place, shared, parts)
        for suffix, shares in question.shares.items():
            item = item_name(name, suffix)
            answers[item], scores[item] = _item(rng, question, shares, centre)
    return Draw(pd.DataFrame(answers), pd.DataFrame(scores))


def _background(
    rng: np.random.Generator, df_by_case: pd.DataFrame, counts: pd.Series, place: Array
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Municipality, title, target group, seniority, gender, age and arm of every respondent."""
    size = len(place)
    local = rng.dirichlet(np.array(JOB_TITLE_SHARES) * JOB_TITLE_CONCENTRATION, len(counts))
    title = np.concatenate([rng.choice(len(JOB_TITLE_SHARES), count, p=local[i]) + 1 for i, count in enumerate(counts)])
    band = rng.choice(len(SENIORITY_SHARES), size, p=SENIORITY_SHARES) + 1
    within_band = rng.random(size)
    women = rng.random(size) < WOMEN_SHARE
    age = np.clip(np.rint(rng.normal(*AGE_MEAN_SD, size)), 23, 69).astype(int)
    answers = {
        "q01": df_by_case.index.to_numpy()[place],
        "q02": title,
        "q03": rng.integers(1, TARGET_GROUPS + 1, size),
        "q04": seniority_years(band, within_band),
        "seniority_band": band,
        "q05": np.where(women, 1, 2),
        "q06": np.maximum(age, seniority_years(band, within_band) + 20),
        "arm": np.array(ARMS)[rng.integers(0, len(ARMS), size)],
    }
    order = rng.random((3, size))
    scores = {"q02": title + order[0], "seniority_band": band + within_band, "q05": answers["q05"] + order[2]}
    return answers, scores


def seniority_years(band: Array, within_band: Array) -> Array:
    """Whole years in the job centre from the band (1–4) and a place within the band (0 to below 1)."""
    low, high = np.array(SENIORITY_YEARS)[band - 1].T
    return low + np.floor(within_band * (high - low + 1)).astype(int)


def _respondent_parts(rng: np.random.Generator, size: int) -> dict[str, Array]:
    """What one respondent carries from question to question, a standard normal a family."""
    knowledge = rng.standard_normal(size)
    return {
        family: share * knowledge + np.sqrt(1 - share**2) * rng.standard_normal(size)
        for family, share in FAMILY_FROM_KNOWLEDGE.items()
    }


def _centre(
    rng: np.random.Generator,
    question: Question,
    df_by_case: pd.DataFrame,
    answers: dict[str, Array],
    place: Array,
    shared: Array,
    parts: dict[str, Array],
) -> Array:
    """The expected score of every respondent for one question."""
    own = 0.5**0.5 * (shared + rng.standard_normal(len(df_by_case)))
    rank = df_by_case["framework_rank"].to_numpy(float)
    local = (
        question.municipality * own
        + df_by_case["strategy"].map(question.strategy).fillna(0).to_numpy(float)
        + df_by_case["organisation"].map(question.organisation).fillna(0).to_numpy(float)
        + question.rank * (rank - rank.mean()) / rank.std()
        + question.usage * df_by_case["usage_band"].map({"lav": -1, "høj": 1}).fillna(0).to_numpy(float)
    )
    title = pd.Series(answers["q02"])
    personal = (
        question.respondent * parts[question.family]
        + question.seniority * (answers["seniority_band"] - 2)
        + question.key_person * (title == KEY_PERSON).to_numpy()
        + title.map(question.job_title).fillna(0).to_numpy()
        + pd.Series(answers["arm"]).map(question.arm).fillna(0).to_numpy()
    )
    return local[place] + personal


def _item(
    rng: np.random.Generator, question: Question, shares: tuple[float, ...], centre: Array
) -> tuple[Array, Array]:
    """Answers and scores of one item; the score is turned so that it rises with the number of the option."""
    noise = np.sqrt(max(1 - question.municipality**2 - question.respondent**2, 0.1))
    score = centre + noise * rng.standard_normal(len(centre))
    score = -score if question.high_first else score
    cuts = norm.ppf(np.cumsum(shares)[:-1])
    answer = question.first + np.searchsorted(cuts, score)
    unknown = rng.random(len(centre)) < question.unknown
    return np.where(unknown, DONT_KNOW, answer), score
