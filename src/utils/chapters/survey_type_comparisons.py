"""Knowledge, guidance and belief of job centres compared by type over the 20 municipalities (K21 4.2 and 7.1.2)."""

import pandas as pd

from utils.chapters.common import QUALITY
from utils.chapters.survey_shares import SurveyData, made_table
from utils.chapters.type_comparisons import TESTS, heading, labelled, three_tests
from utils.chapters.typologies import division
from utils.measures.survey import has_answered, municipality_means
from utils.publish.exhibit import Column, Exhibit
from utils.statistics.group_comparison import judged, pairwise

MEASURES = {"q08": "viden om HKO (0-10)", "q09": "vejledning (1-5)", "q18": "tro på borger (1-5)"}


def by_type(data: SurveyData, inddeling: str) -> Exhibit:
    """Differences in the composites between every two types: a row a measure and pair, tested and judged.

    question, measure, label, comparison, municipalities ("8/9"), n_respondents of both types, difference (points of the
    scale) and the columns of statistics/group_comparison.py.
    """
    return made_table(
        data, f"k21-viden-typer-par-{inddeling}",
        f"Viden, vejledning og tro: forskelle mellem to og to typer ({heading(inddeling)})",
        lambda given: pair_rows(given, inddeling),
        "Forskel i skalapoint mellem uvægtede gennemsnit af kommunernes gennemsnit, som K21 4.2 læser dem (l.2276-2285). "
        "Da hver kommune er én værdi, er CRV3 her det samme som HC3 på kommunernes gennemsnit. Spørgsmål 8, 9 og 18. "
        f"I parentes kommuner i første/anden type. {three_tests()}",
        {
            "measure": Column("Mål"), "label": Column("Sammenligning (kommuner)"),
            "n_respondents": Column("Respondenter", "integer"), "difference": Column("Forskel", "decimal", 2),
            "lower": Column("95 pct.-interval", "interval", 2), **TESTS, **QUALITY, "verdict": Column("Vurdering"),
        },
    )  # fmt: skip


def pair_rows(data: SurveyData, inddeling: str) -> pd.DataFrame:
    """The rows of `by_type`; none where the extract does not know the types."""
    df, (column, order) = data.df_by_respondent, division(inddeling)
    of_municipality = data.df_by_municipality.set_index("code")[column].astype(object)
    parts = []
    for question, measure in MEASURES.items():
        means = municipality_means(df, question)
        types = of_municipality.reindex(means.index)
        pairs = pairwise(means, pd.Series(1.0, means.index), types, order)
        counted = df[has_answered(df, question) & df["q01"].isin(means.dropna().index)]["q01"].map(types).value_counts()
        if not pairs.empty:
            answers = (pairs["first"].map(counted) + pairs["second"].map(counted)).astype(int)
            parts.append(labelled(pairs).assign(question=question, measure=measure, n_respondents=answers))
    if not parts:
        return pd.DataFrame()
    rows = judged(pd.concat(parts, ignore_index=True))
    first = ["question", "measure", "label", "comparison", "municipalities", "n_respondents"]
    return rows[[*first, *(name for name in rows if name not in first)]]
