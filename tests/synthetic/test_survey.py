from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import numpy as np
import pandas as pd
import pytest

from utils.errors import HkoError
from utils.measures.survey import (
    PLAIN_ANSWERS,
    categorised,
    knowledge_level,
    municipality_means,
    seniority_band,
    share_by_municipality,
    spread_pct,
    spread_points,
    survey_items,
    valued,
)
from utils.published.registry import by_id
from utils.registers.municipalities import municipalities
from utils.statistics.weighting import mean_at_level, share_by_answer
from utils.synthetic import survey_targets as targets
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.municipalities import CASE_MUNICIPALITIES
from utils.synthetic.survey import COLUMNS, staff_counts, survey_staff

SENIORITY = {"under 1 år": "0-5 år", "1-5 år": "0-5 år", "6-10 år": "6-10 år", "over 10 år": "over 10 år"}


def _cases() -> pd.DataFrame:
    df = municipalities()
    df = df[df["code"].isin(CASE_MUNICIPALITIES)].sort_values("code", ignore_index=True)
    strategies = ["proaktiv", "reaktiv", "proaktiv", "reaktiv", "diffus", "reaktiv", "proaktiv", "reaktiv", "proaktiv",
                  "reaktiv", "proaktiv", "reaktiv", "diffus", "reaktiv", "proaktiv", "reaktiv", "proaktiv", "diffus",
                  "reaktiv", "proaktiv"]  # fmt: skip
    organisations = ["specialiseret team"] * 20
    organisations[3] = organisations[12] = "spredt specialisering"
    organisations[5] = organisations[8] = organisations[10] = "generel specialisering"
    bands = (["mellem", "høj", "lav", "mellem", "høj"] * 4)[:20]
    return df[["code", "name", "inhabitants_2019k4"]].assign(
        strategy=strategies, organisation=organisations, usage_band=bands, framework_rank=np.arange(2, 98, 5)
    )


@cache
def _survey(seed: int, condition: bool) -> pd.DataFrame:
    return survey_staff(np.random.default_rng(seed), _cases(), condition)


@pytest.fixture(params=[1, 2])
def df_by_respondent(request: pytest.FixtureRequest) -> pd.DataFrame:
    return _survey(request.param, True)


@pytest.fixture
def df_free() -> pd.DataFrame:
    return _survey(1, False)


def printed_as(value: float, number: str, decimals: int | None = None) -> bool:
    """Whether a value, rounded half up, is the printed number."""
    unit = Decimal(1).scaleb(-(int(by_id(number)["decimals"]) if decimals is None else decimals))
    return Decimal(repr(float(value))).quantize(unit, ROUND_HALF_UP) == Decimal(by_id(number)["value_printed"])


def _columns_of_groups(df: pd.DataFrame) -> dict[str, pd.Series]:
    bands = _cases().set_index("code")["usage_band"]
    return {
        "seniority": seniority_band(df["q04"]).map(SENIORITY),
        "job_title": df["q02"].map(PLAIN_ANSWERS["q02"]),
        "usage_band": df["q01"].map(bands),
        "q12": categorised(df, "q12"),
        "arm": df["arm"],
    }


def _share(df: pd.DataFrame, target: targets.Share) -> float:
    answers = seniority_band(df["q04"]) if target.item == "seniority_band" else categorised(df, target.item)
    base = pd.DataFrame({"q01": df["q01"], "answer": answers})
    if target.where is not None:
        base = base[_columns_of_groups(df)[target.where[0]] == target.where[1]]
    by_answer = share_by_answer(base, "answer", target.level, _cases().set_index("code")["inhabitants_2019k4"])
    return float(by_answer.set_index("answer")["share_pct"].get(target.answer, 0.0))


def test_layout(df_by_respondent: pd.DataFrame) -> None:
    assert list(df_by_respondent.columns) == COLUMNS
    assert sorted(COLUMNS) == sorted(survey_items()["item"])
    assert len(df_by_respondent) == 1163
    assert df_by_respondent["q01"].nunique() == 20
    assert df_by_respondent["q08_pa"].between(0, 10).all()
    assert df_by_respondent["q07_fysisk"].isin([1, 2, 3, 4, 5, 99]).all()
    assert df_by_respondent["q10_a"].isin([0, 1]).all()


def test_response_rates_and_answers(df_by_respondent: pd.DataFrame) -> None:
    df = staff_counts(_cases()).set_index("code")
    assert df["answers"].sum() == 1163
    assert df.loc[630, "answers"] == 9  # Vejle: 4 pct. of a staff of 225
    assert df_by_respondent.groupby("q01").size().to_dict() == df["answers"].to_dict()
    names = _cases().set_index("code")["name"]
    for number in targets.RESPONSE_RATES:
        code = next(code for code, name in names.items() if name.startswith(by_id(number)["group_value"]))
        assert printed_as(df.loc[code, "response_rate_pct"], number), number


def test_staff_follows_inhabitants() -> None:
    df = staff_counts(_cases())
    per_inhabitant = df["staff"] / _cases()["inhabitants_2019k4"]
    assert per_inhabitant.max() / per_inhabitant.min() < 1.05  # whole answers and rounded rates leave 4.5 pct.


@pytest.mark.parametrize("target", [target for group in targets.SHARES.values() for target in group],
                         ids=lambda target: target.number)  # fmt: skip
def test_printed_shares_come_out(df_by_respondent: pd.DataFrame, target: targets.Share) -> None:
    assert printed_as(_share(df_by_respondent, target), target.number)


@pytest.mark.parametrize("question", ["q07", "q08", "q09", "q11", "q14", "q15", "q18"])
def test_printed_ranges_and_spreads_come_out(df_by_respondent: pd.DataFrame, question: str) -> None:
    (target,) = targets.RANGES[question]
    means = municipality_means(df_by_respondent, question, question not in ("q14", "q15"))
    decimals = None if target.unit is None else 1
    assert printed_as(means.min(), target.lowest, decimals)
    assert printed_as(means.max(), target.highest, decimals)
    assert target.spread is not None
    assert printed_as(spread_points(means) if target.in_points else spread_pct(means), target.spread)


@pytest.mark.parametrize(("item", "target"), [(item, target) for item in ("q02", "q12") for target in targets.RANGES[item]],
                         ids=lambda value: value if isinstance(value, str) else value.lowest)  # fmt: skip
def test_printed_ranges_of_shares_come_out(df_by_respondent: pd.DataFrame, item: str, target: targets.Range) -> None:
    assert target.answer is not None
    shares = share_by_municipality(df_by_respondent, item, target.answer)["share_pct"]
    assert printed_as(shares.min(), target.lowest)
    assert printed_as(shares.max(), target.highest)


def test_knowledge_by_strategy_and_organisation(df_by_respondent: pd.DataFrame) -> None:
    means = municipality_means(df_by_respondent, "q08")
    cases = _cases().set_index("code")
    for target in targets.GROUP_MEANS["q08"]:
        assert printed_as(means[cases[target.column] == target.value].mean(), target.number), target.number


def test_guidance_by_strategy(df_by_respondent: pd.DataFrame) -> None:
    means = municipality_means(df_by_respondent, "q09").groupby(_cases().set_index("code")["strategy"]).mean()
    for target in targets.RATIOS["q09"]:
        assert printed_as(100 * (means[target.over] / means[target.under] - 1), target.number), target.number


def test_belief_by_knowledge(df_by_respondent: pd.DataFrame) -> None:
    inhabitants = _cases().set_index("code")["inhabitants_2019k4"]
    knowledge = knowledge_level(df_by_respondent)
    belief = df_by_respondent[["q01"]].assign(belief=valued(df_by_respondent, "q18_fysisk"))
    low, high = (mean_at_level(belief[knowledge == level], "belief", "vægtet", inhabitants) for level in ("lav", "høj"))
    assert printed_as(low, targets.BELIEF_LOW_KNOWLEDGE)
    assert printed_as(high, targets.BELIEF_HIGH_KNOWLEDGE)
    assert printed_as(100 * (high / low - 1), targets.BELIEF_DISTANCE)


def test_mean_age_and_screening_distance(df_by_respondent: pd.DataFrame) -> None:
    assert printed_as(df_by_respondent["q06"].mean(), targets.MEAN_AGE)
    high, low = (
        _share(df_by_respondent, targets.Share("", "q12", "ja", where=("usage_band", band))) for band in ("høj", "lav")
    )
    assert printed_as(high - low, targets.SCREENING_DISTANCE)


def test_answers_of_a_respondent_hang_together(df_by_respondent: pd.DataFrame, df_free: pd.DataFrame) -> None:
    # A respondent's part is .65² = .42 of the variance of q08, so two items correlate by about .4 to .6.
    for df in (df_free, df_by_respondent):
        assert df["q08_pa"].corr(df["q08_hm"]) > 0.3
        assert valued(df, "q09_pa").corr(df["q08_pa"].astype(float)) > 0.2


def test_conditioning_moves_few_answers(df_free: pd.DataFrame) -> None:
    items = [column for column in COLUMNS if column.startswith(("q07", "q09", "q11", "q18"))]
    moved = (df_free[items] != _survey(1, True)[items]).to_numpy().mean()
    assert 0 < moved < 0.1


def test_free_draw_is_not_conditioned(df_free: pd.DataFrame) -> None:
    shares = [target for group in targets.SHARES.values() for target in group]
    assert sum(printed_as(_share(df_free, target), target.number) for target in shares) < len(shares) / 2


def test_same_seed_gives_the_same_answers() -> None:
    pd.testing.assert_frame_equal(survey_staff(np.random.default_rng(1), _cases()), _survey(1, True))


def test_a_missed_target_is_named_in_danish() -> None:
    # Without a municipality of low usage, 51 pct. cannot be the share that screens among them.
    with pytest.raises(TargetMissed, match="spørgeskemaet: K21-031[456] "):
        survey_staff(np.random.default_rng(1), _cases().assign(usage_band="mellem"))


def test_a_municipality_without_printed_rate_is_named() -> None:
    with pytest.raises(HkoError, match="kommunen Læsø har ingen besvarelsesprocent"):
        staff_counts(_cases().replace({"name": {"Vejle": "Læsø"}}))


def test_contradicted_numbers_are_no_targets() -> None:
    used = {target.number for group in targets.SHARES.values() for target in group}
    assert not used & set(targets.CONTRADICTED)
    assert all(by_id(number)["value"] != by_id(other)["value"] for number, (other, _) in targets.CONTRADICTED.items())
