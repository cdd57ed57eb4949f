"""Rao–Scott tests: are the answers of the staff survey independent of a grouping, given how they were collected?"""

from typing import Any

import pandas as pd

from utils.statistics.survey_design import SurveyDesign, sample, with_weights
from utils.statistics.weighting import WEIGHTED

MUNICIPALITIES_GIVEN, MUNICIPALITIES_DRAWN = "kommunerne er givet", "kommunerne er et udsnit"


def independence(
    design: SurveyDesign, df_by_answer: pd.DataFrame, drawn: str = MUNICIPALITIES_GIVEN, level: str = WEIGHTED
) -> dict[str, float]:
    """Rao and Scott's second-order test of `answer` against `group` in one base: f, df_numerator, df_denominator, p_value.

    `df_by_answer` has q01, answer and group. With the municipalities given, respondents are drawn within them (strata,
    finite population): the test asks about these municipalities' staff. Where they are themselves a draw of
    municipalities, respondents of one go together (clusters, nothing finite): the test asks about the groups of
    municipalities at large. Missing where there is nothing to compare: one group, one answer, nothing left for the error.
    """
    from svy import Design

    df = with_weights(design, df_by_answer.assign(base="alle"), ["base"], level)
    given = sample(df.assign(answer=df["answer"].astype(str), group=df["group"].astype(str)))
    if drawn == MUNICIPALITIES_DRAWN:
        given = given.set_design(Design(psu="q01", wgt="weight"))
    tabulated: Any = given.categorical.tabulate("answer", "group")
    test = tabulated.stats.f
    if not test.df_den > 0:
        return dict.fromkeys(("f", "df_numerator", "df_denominator", "p_value"), float("nan"))
    return {"f": test.value, "df_numerator": test.df_num, "df_denominator": test.df_den, "p_value": test.p_value}
