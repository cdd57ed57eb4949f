"""From counts back to respondents: within a cell, options are handed out in the order of the scores."""

import numpy as np
import pandas as pd

from utils.synthetic.conditioning import Array
from utils.synthetic.survey_counts import Block, cell_numbers
from utils.synthetic.survey_draw import DONT_KNOW


def handed_out(
    df_by_respondent: pd.DataFrame, df_by_score: pd.DataFrame, block: Block, counts: Array, by: list[str]
) -> pd.DataFrame:
    """The survey with the block's items answered as `counts` (cells × items × options) says.

    Who scored low keeps a low option and who scored high a high one, so the likeness between a respondent's
    answers stays. "Ved ikke" stays with those who drew it.
    """
    _, cell = cell_numbers(df_by_respondent, by)
    changed = {}
    for i, item in enumerate(block.items):
        answers = df_by_respondent[item].to_numpy().copy()
        known = np.flatnonzero(answers != DONT_KNOW)
        order = known[np.lexsort((df_by_score[item].to_numpy()[known], cell[known]))]
        options = np.tile(np.array(block.options), len(block.cells))
        answers[order] = np.repeat(options, counts[:, i, :].ravel())
        changed[item] = answers
    return df_by_respondent.assign(**changed)
