"""The synthetic staff survey: 1,163 answers from the 20 case municipalities, made in two steps.

First a free draw from the structure of `survey_structure`, then a conditioning on what K21 prints
(`survey_targets`): answers move as little as possible until the printed shares, ranges and means hold.
"""

import numpy as np
import pandas as pd

from utils.errors import HkoError
from utils.published.registry import by_id
from utils.synthetic.survey_conditioning import conditioned
from utils.synthetic.survey_draw import free_draw
from utils.synthetic.survey_structure import QUESTIONS, item_name
from utils.synthetic.survey_targets import RESPONDENT_COUNT, RESPONSE_RATES
from utils.synthetic.targets import printed, window

COLUMNS = (
    [f"q{number:02d}" for number in range(1, 7)]
    + [item_name(question, suffix) for question in sorted(QUESTIONS) for suffix in QUESTIONS[question].shares]
    + ["arm"]
)


def survey_staff(
    rng: np.random.Generator, df_by_case_municipality: pd.DataFrame, condition: bool = True
) -> pd.DataFrame:
    """One row a respondent in the layout of the register `survey_staff`, sorted by municipality.

    `df_by_case_municipality` has a row for each of the 20 case municipalities: code, name, inhabitants_2019k4,
    strategy, organisation, usage_band (lav, mellem, høj or missing) and framework_rank. With
    `condition=False` the free draw is returned. Raises TargetMissed naming the printed number that a draw misses.
    """
    answers = staff_counts(df_by_case_municipality).set_index("code")["answers"]
    draw = free_draw(rng, df_by_case_municipality, answers)
    df = conditioned(draw, df_by_case_municipality) if condition else draw.answers
    no_screening = (df["q12"] == 2).astype(int)
    reasons = [column for column in COLUMNS if column.startswith("q13")]
    known = df[[f"q10_{letter}" for letter in "abcdefgh"]].any(axis=1)
    df = df.assign(q10_i=df["q10_i"].where(~known, 0), **{column: df[column] * no_screening for column in reasons})
    return df[COLUMNS]


def staff_counts(df_by_case_municipality: pd.DataFrame) -> pd.DataFrame:
    """Staff with citizen contact and answers by case municipality: code, staff, answers, response_rate_pct.

    Staff is in proportion to inhabitants, so that the printed response rates (K21 9.4) give 1,163 answers in
    all; K21 prints neither. Staff is moved by a few persons where the rate would round differently.
    """
    df = df_by_case_municipality[["code", "name", "inhabitants_2019k4"]].sort_values("code", ignore_index=True)
    printed_names = {number: str(by_id(number)["group_value"]) for number in RESPONSE_RATES}
    numbers = [_rate_id(name, printed_names) for name in df["name"]]
    rate = np.array([printed(number) for number in numbers])
    inhabitants = df["inhabitants_2019k4"].to_numpy(float)
    total = int(printed(RESPONDENT_COUNT))
    expected = rate * inhabitants / (rate * inhabitants).sum() * total
    answers = _answers(expected, numbers, total)
    staff = [_staff(count, number) for count, number in zip(answers, numbers, strict=True)]
    return pd.DataFrame(
        {"code": df["code"], "staff": staff, "answers": answers, "response_rate_pct": 100 * answers / np.array(staff)}
    )


def _answers(expected: np.ndarray, numbers: list[str], total: int) -> np.ndarray:
    """Whole answers near the expected ones that sum to the total and leave every printed rate possible."""
    answers = np.array(
        [
            min(
                range(max(int(value) - 3, 1), int(value) + 5), key=lambda n: (_staff(n, number) is None, abs(n - value))
            )
            for value, number in zip(expected, numbers, strict=True)
        ]
    )
    while answers.sum() != total:
        step = 1 if answers.sum() < total else -1
        open_ones = [i for i, number in enumerate(numbers) if _staff(int(answers[i]) + step, number) is not None]
        if not open_ones:
            raise HkoError(f"Spørgeskemaet: besvarelsesprocenterne i 9.4 kan ikke give {total} svar.")
        answers[min(open_ones, key=lambda i: step * (answers[i] - expected[i]))] += step
    return answers


def _staff(answers: int, number: str) -> int | None:
    """The staff nearest to answers / rate for which the rate rounds to the printed one; None if there is none."""
    low, high = window(number)
    nearest = round(100 * answers / printed(number))
    fitting = [staff for staff in range(nearest - 3, nearest + 4) if low < 100 * answers / max(staff, 1) < high]
    return min(fitting, key=lambda staff: abs(staff - nearest), default=None)


def _rate_id(name: str, printed_names: dict[str, str]) -> str:
    """The registry id of a municipality's response rate; the report shortens two names."""
    found = [number for number, printed_name in printed_names.items() if name.startswith(printed_name)]
    if len(found) != 1:
        raise HkoError(f"Spørgeskemaet: kommunen {name} har ingen besvarelsesprocent i K21 9.4.")
    return found[0]
