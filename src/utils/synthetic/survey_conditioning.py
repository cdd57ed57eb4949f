"""From the free draw to the conditioned survey: question by question, the smallest change that fits the print.

The order is fixed, because a later question may be split by an earlier one: belief (q18) by knowledge (q08),
the reasons for not screening (q13) by screening (q12).
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from utils.measures.survey import PLAIN_ANSWERS, knowledge_level, scale_values
from utils.synthetic import survey_targets as targets
from utils.synthetic.conditioning import Array, Row, TargetMissed
from utils.synthetic.survey_counts import Block, answer_weights, counted, nearest, row, value_weights
from utils.synthetic.survey_directions import direction_rows, with_bands
from utils.synthetic.survey_draw import Draw, seniority_years
from utils.synthetic.survey_expand import handed_out
from utils.synthetic.survey_rows import (
    group_mean,
    group_mean_rows,
    not_above_rows,
    range_rows,
    ratio_rows,
    share_of,
    share_rows,
    strategy_ratio_rows,
)
from utils.synthetic.survey_structure import HANDICAP_TYPES, QUESTIONS, item_name
from utils.synthetic.targets import printed, window

Extra = Callable[[Block, pd.Series], list[Row]]
ONE_TO_FIVE, YES_NO, NO_YES = (1, 2, 3, 4, 5), (1, 2), (0, 1)
OPTIONS: dict[str, tuple[int, ...]] = {
    "q02": (1, 2, 3, 4, 5, 6),
    "seniority_band": (1, 2, 3, 4),
    "q05": YES_NO,
    "q08": tuple(range(11)),
    "q10": NO_YES,
    "q11": YES_NO,
    "q12": YES_NO,
    "q13": NO_YES,
}
CELLS = {
    "q12": ["q01", "seniority", "job_title"],
    "q13": ["q01", "q12"],
    "q18": ["q01", "knowledge"],
    "q19": ["q01", "arm"],
    "q20": ["q01", "arm"],
}
GROUPINGS = ["strategy", "organisation", "usage_band", "framework_band", "size_band"]
# How far from the fewest moves a solution may be; the small blocks are solved almost to the end.
GAPS = {"q08": 0.2, "q09": 0.2, "q18": 0.2}
GAP = 0.05


def conditioned(draw: Draw, df_by_case_municipality: pd.DataFrame) -> pd.DataFrame:
    """The drawn answers, changed as little as possible until every target holds; TargetMissed names one missed."""
    df = draw.answers.copy()
    df_by_case = with_bands(df_by_case_municipality).set_index("code")
    for question in ("q02", "seniority_band", "q05"):
        df = _settled(df, draw.scores, question, df_by_case)
    df = _with_background(df, draw.scores)
    for question in QUESTIONS:
        if question == "q18":
            df["knowledge"] = knowledge_level(df)
        df = _settled(df, draw.scores, question, df_by_case)
    return df


def _settled(df: pd.DataFrame, df_by_score: pd.DataFrame, question: str, df_by_case: pd.DataFrame) -> pd.DataFrame:
    """The survey with one question's answers moved to its targets."""
    items = (
        [item_name(question, suffix) for suffix in QUESTIONS[question].shares] if question in QUESTIONS else [question]
    )
    by = CELLS.get(question, ["q01"])
    block = counted(df, items, OPTIONS.get(question, ONE_TO_FIVE), by)
    block.cells[GROUPINGS] = df_by_case.loc[block.cells["code"], GROUPINGS].to_numpy()
    if question == "q13":
        block.cells["q12"] = block.cells["q12"].map(PLAIN_ANSWERS["q12"])
    rows = _rows(block, question, df_by_case["inhabitants_2019k4"])
    if not rows:
        return df
    try:
        counts = _counts(block, question, rows)
    except TargetMissed as missed:
        raise TargetMissed(f"spørgeskemaet: {missed}") from missed
    return handed_out(df, df_by_score, block, counts, by)


def _counts(block: Block, question: str, rows: list[Row]) -> Array:
    """The nearest counts with the directions that K21 states in words; without them where that is too much."""
    gap = GAPS.get(question, GAP)
    directions = direction_rows(block, question, rows)
    try:
        return nearest(block, [*rows, *directions], gap)
    except TargetMissed:
        # Whole counts are coarser than those that the directions were tried with; the print comes first.
        return nearest(block, rows, gap)


def _rows(block: Block, question: str, inhabitants: pd.Series) -> list[Row]:
    """Every row of a question, from the target tables and its own extra rows."""
    rows = share_rows(block, targets.SHARES.get(question, ()), inhabitants)
    for target in targets.RANGES.get(question, ()):
        rows += range_rows(block, target)
    if question in targets.GROUP_MEANS:
        rows += group_mean_rows(block, targets.GROUP_MEANS[question])
    rows += strategy_ratio_rows(block, targets.RATIOS.get(question, ()))
    return rows + EXTRA.get(question, _nothing)(block, inhabitants)


def _nothing(block: Block, inhabitants: pd.Series) -> list[Row]:
    return []


def _other_handicaps(block: Block, inhabitants: pd.Series) -> list[Row]:
    """Most know enough about mental and physical disabilities (K21 l.2084)."""
    return not_above_rows(block, ("q07_sensorisk", "q07_intellektuel"), "høj", "K21-0191", inhabitants)


def _other_sources(block: Block, inhabitants: pd.Series) -> list[Row]:
    """Tabel 11 holds the five most frequent sources of knowledge."""
    return not_above_rows(block, ("q10_c", "q10_d", "q10_f", "q10_i", "q10_j"), "ja", "K21-0253", inhabitants)


def _screening(block: Block, inhabitants: pd.Series) -> list[Row]:
    """High minus low usage, and titles that are not printed between the most and the least (K21 l.2550)."""
    high, low = (share_of(block, "q12", "ja", inhabitants, ("usage_band", band)) for band in ("høj", "lav"))
    rows = [
        row(
            block,
            f"{targets.SCREENING_DISTANCE} (høj minus lav anvendelsesgrad)",
            high - low,
            *window(targets.SCREENING_DISTANCE),
        )
    ]
    for title in ("Myndigheds- og virksomhedskonsulent", "Administrativ medarbejder", "Andet"):
        share = share_of(block, "q12", "ja", inhabitants, ("job_title", title))
        rows.append(row(block, f"screening, {title}", share, printed("K21-0313") + 1, printed("K21-0312") - 1))
    return rows


def _belief(block: Block, inhabitants: pd.Series) -> list[Row]:
    """Belief by knowledge: printed for physical disabilities, rising for all four (K21 l.2718)."""
    rows = []
    for kind in HANDICAP_TYPES:
        low, high = (_belief_mean(block, f"q18_{kind}", level, inhabitants) for level in ("lav", "høj"))
        rows.append(row(block, f"tro stiger med viden ({kind})", high - low, 0.05, np.inf))
        if kind == "fysisk":
            rows.append(
                row(
                    block,
                    f"{targets.BELIEF_LOW_KNOWLEDGE} (tro, lav viden)",
                    low,
                    *window(targets.BELIEF_LOW_KNOWLEDGE),
                )
            )
            rows.append(
                row(
                    block,
                    f"{targets.BELIEF_HIGH_KNOWLEDGE} (tro, høj viden)",
                    high,
                    *window(targets.BELIEF_HIGH_KNOWLEDGE),
                )
            )
            rows += ratio_rows(
                block,
                f"{targets.BELIEF_DISTANCE} (tro, høj mod lav viden)",
                high,
                low,
                *window(targets.BELIEF_DISTANCE),
            )
    return rows


def _belief_mean(block: Block, item: str, level: str, inhabitants: pd.Series) -> Array:
    inside = (block.cells["knowledge"] == level).to_numpy(float)
    values = {option: float(value) for option, value in scale_values(item).items()}
    return value_weights(block, item, values, answer_weights(block, item, inhabitants, inside))


def _guidance(block: Block, inhabitants: pd.Series) -> list[Row]:
    """Guidance is highest where the key persons are a specialised team (K21 l.2286)."""
    special = group_mean(block, "organisation", "specialiseret team")
    return [
        row(
            block,
            f"vejledning højest i specialiseret team ({other})",
            special - group_mean(block, "organisation", other),
            0.005,
            np.inf,
        )
        for other in ("generel specialisering", "spredt specialisering")
    ]


EXTRA: dict[str, Extra] = {
    "q07": _other_handicaps,
    "q09": _guidance,
    "q10": _other_sources,
    "q12": _screening,
    "q18": _belief,
}


def _with_background(df: pd.DataFrame, df_by_score: pd.DataFrame) -> pd.DataFrame:
    """Years and age after the settled seniority, and the columns that later questions are split by."""
    band = df["seniority_band"].to_numpy()
    years = seniority_years(band, df_by_score["seniority_band"].to_numpy() % 1)
    age = np.maximum(df["q06"].to_numpy(), years + 20)
    shift = int(np.floor(printed(targets.MEAN_AGE) - age.mean() + 0.5))
    group = np.select([band <= 2, band == 3], ["0-5 år", "6-10 år"], "over 10 år")
    return df.assign(q04=years, q06=age + shift, seniority=group, job_title=df["q02"].map(PLAIN_ANSWERS["q02"]))
