"""Do the intervals of the pages cover the truth as often as they claim? Free draws, in which the truth is known.

    python benchmarks/coverage.py [--draws 1000]

The table is data/simulations/coverage.csv. A truth is what the structure gave a municipality's persons (or would
give many like them: a shrunken share speaks of the municipality, not of who its few persons are), nought where no arrow
leads, the whole staff of whom a part answered, or (for slopes and paths) the mean over all draws, which is known
thirty times better than one draw's number.
"""

import argparse
from collections.abc import Iterator

import numpy as np
import pandas as pd
from draws import over_draws, share_of_draws, write
from statsmodels.stats.proportion import confint_proportions_2indep

from utils.chapters.framework_conditions import CONTROLLED, HOURS
from utils.measures.survey import composite
from utils.registers.codelists import code_list
from utils.statistics.expected import expected_rates
from utils.statistics.group_comparison import tested
from utils.statistics.intervals import LEVEL
from utils.statistics.mediation import mediation
from utils.statistics.regression import least_squares, statement_predictors
from utils.statistics.shrinkage import fitted_prior, shrunken
from utils.statistics.survey_design import mean_estimates, survey_design
from utils.synthetic.extract import case_municipalities
from utils.synthetic.free_draws import FreeDraw, free_draw
from utils.synthetic.structure import Structure
from utils.synthetic.survey import staff_counts
from utils.synthetic.survey_draw import free_draw as drawn_answers

CLAIMED_PCT = 95
BOOTSTRAPS = 5_000  # a tenth of the pages' own: enough where only the share covered counts
LARGE = 30  # persons in a municipality
SLOPES = ("1", "2", "3", "7a", "8b")
PAIRS = (("proaktiv", "reaktiv"), ("proaktiv", "diffus"))
COMPOSITES = {"q07": "viden om handicap", "q08": "viden om HKO", "q18": "tro på borger"}
STRUCTURE, LONG_RUN = "strukturen", "strukturen, mange borgere"
NOUGHT, MEAN_OF_DRAWS, STAFF = "nul", "gennemsnit af alle udtræk", "alle medarbejdere"
# A row of what is found in a draw: method, quantity, truth_from, and either covered (0 to 1) or an interval with its
# estimate, whose truth is the mean of the estimates.
Found = dict[str, object]


def found_in(seed: int) -> list[Found]:
    """Every interval of one draw."""
    draw = free_draw(seed, Structure())
    parts = (municipal_shares(draw), shrunken_shares(draw), expected_usage(draw), slopes(draw), indirect_path(draw),
             type_differences(draw), survey_means(seed, draw))  # fmt: skip
    return [found | {"draw": seed} for part in parts for found in part]


def municipal_shares(draw: FreeDraw) -> Iterator[Found]:
    """Wilson's interval of a municipality's increased hours, municipalities apart by their number of persons."""
    for scheme, df in _shares_by_scheme(draw):
        for words, rows in _by_size(df):
            yield {
                "method": "Wilson",
                "quantity": f"øgede løntimer, kommuner med {words} borgere ({scheme})",
                "truth_from": STRUCTURE,
                "covered": _covered(rows["lower_pct"], rows["upper_pct"], rows["true_pct"]),
            }


def shrunken_shares(draw: FreeDraw) -> Iterator[Found]:
    """The interval of the shrunken share, as in the municipality profiles."""
    for scheme, df in _shares_by_scheme(draw):
        counts = df["count"], df["persons"], df["log10_inhabitants"]
        prior = fitted_prior(*counts, df["framework_rank"])
        found = shrunken(*counts, prior, df["framework_rank"])
        for words, rows in _by_size(df.assign(lower_pct=found["lower_pct"], upper_pct=found["upper_pct"])):
            for truth_from, truth in ((LONG_RUN, "long_run_pct"), (STRUCTURE, "true_pct")):
                yield {
                    "method": "empirisk Bayes",
                    "quantity": f"øgede løntimer, kommuner med {words} borgere ({scheme})",
                    "truth_from": truth_from,
                    "covered": _covered(rows["lower_pct"], rows["upper_pct"], rows[truth]),
                }


def _shares_by_scheme(draw: FreeDraw) -> Iterator[tuple[str, pd.DataFrame]]:
    """Scheme and df_by_municipality: log10_inhabitants, framework_rank, and of increased hours count, persons, lower_pct,
    upper_pct, true_pct and long_run_pct."""
    for scheme in ("pa", "hm"):
        names = {f"increased_hours_{scheme}_{name}": name for name in ("count", "persons", "lower_pct", "upper_pct")}
        names |= {f"{truth}_increased_hours_{scheme}_pct": f"{truth}_pct" for truth in ("true", "long_run")}
        names |= {setting: setting for setting in ("log10_inhabitants", "framework_rank")}
        yield scheme.upper(), draw.df_by_municipality[list(names)].rename(columns=names).dropna().astype(float)


def _by_size(df: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    large = df["persons"] >= LARGE
    yield f"mindst {LARGE}", df[large]
    yield f"under {LARGE}", df[~large]


def _covered(lower: pd.Series, upper: pd.Series, truth: pd.Series) -> float:
    return float((lower.le(truth) & truth.le(upper)).mean())


def expected_usage(draw: FreeDraw) -> Iterator[Found]:
    """The interval in which a municipality's usage rate is expected, judged by the others: does it hold the rate?"""
    df = draw.df_by_municipality.astype({"framework_rank": float})
    found = expected_rates(df, "usage_rate_two_year_pct", ["framework_rank", "log10_inhabitants"])
    yield {
        "method": "forudsigelse uden kommunen selv",
        "quantity": "anvendelsesgrad efter rammevilkår og størrelse",
        "truth_from": "kommunens tal",
        "covered": _covered(found["expected_lower"], found["expected_upper"], found["observed"]),
    }


def slopes(draw: FreeDraw) -> Iterator[Found]:
    """HC3 and classical intervals of slopes over the 98 municipalities."""
    df_by_statement = code_list("statements").set_index("id").loc[list(SLOPES)]
    for _, statement in df_by_statement.iterrows():
        for uncertainty in ("HC3", "klassisk"):
            fit = least_squares(
                draw.df_by_municipality, statement["outcome"], statement_predictors(statement), uncertainty
            ).set_index("term")
            yield {
                "method": f"mindste kvadrater, {uncertainty}",
                "quantity": f"hældning: {statement['model']}",
                "truth_from": MEAN_OF_DRAWS,
                **fit.loc[statement["tested"], ["coefficient", "lower", "upper"]].rename({"coefficient": "estimate"}),
            }


def indirect_path(draw: FreeDraw) -> Iterator[Found]:
    """The bootstrap's intervals of what of rammevilkår runs over the usage rate."""
    df = draw.df_by_municipality.rename(
        columns={"usage_rate_two_year_pct": "usage_rate", "increased_hours_pct": "increased_hours"}
    )
    path = mediation(df, HOURS, *CONTROLLED, draws=BOOTSTRAPS).set_index("path").loc["indirect"]
    for method, prefix in (("bootstrap, percentil", ""), ("bootstrap, BCa", "bca_")):
        yield {
            "method": method,
            "quantity": "rammevilkårs vej over anvendelsesgraden til øgede løntimer",
            "truth_from": MEAN_OF_DRAWS,
            "estimate": path["estimate"],
            "lower": path[f"{prefix}lower"],
            "upper": path[f"{prefix}upper"],
        }


def type_differences(draw: FreeDraw) -> Iterator[Found]:
    """Differences in increased hours between types that were handed out at random: nought in truth."""
    df = draw.df_by_municipality.dropna(subset=["strategy"])
    for scheme in ("PA", "HM"):
        counts = df[[f"increased_hours_{scheme.lower()}_{name}" for name in ("count", "persons")]].astype(float)
        counts = counts.set_axis(["count", "persons"], axis=1)
        for first, second in PAIRS:
            rows = counts[df["strategy"].isin([first, second]) & (counts["persons"] > 0)]
            is_first = (df.loc[rows.index, "strategy"] == first).to_numpy(bool)
            quantity = f"forskel i øgede løntimer, {first} mod {second} ({scheme})"
            for method, lower, upper in _difference_intervals(rows, is_first):
                yield {"method": method, "quantity": quantity, "truth_from": NOUGHT,
                       "covered": float(lower <= 0 <= upper) if lower == lower else np.nan}  # fmt: skip


def _difference_intervals(counts: pd.DataFrame, is_first: np.ndarray) -> Iterator[tuple[str, float, float]]:
    """Method, lower and upper; a test without an interval is the one that holds nought when it does not reject."""
    sides = [counts[side].sum() for side in (is_first, ~is_first)]
    naive = confint_proportions_2indep(
        *(value for side in sides for value in side[["count", "persons"]]), method="wald"
    )
    found = tested((counts["count"] / counts["persons"]).to_numpy(), counts["persons"].to_numpy(), is_first)
    yield "borgere som uafhængige", *naive
    yield "CRV3, t(G − 1)", found["lower"], found["upper"]
    yield "vild klyngebootstrap", *_accepts(found["p_wild"])
    yield "ombytning af kommuner", *_accepts(found["p_permutation"])


def _accepts(p_value: object) -> tuple[float, float]:
    """An interval that holds nought exactly when a test at 5 percent does not reject it; missing without a test."""
    if p_value != p_value:
        return float("nan"), float("nan")
    return (-1.0, 1.0) if float(p_value) >= LEVEL else (1.0, 2.0)  # type: ignore[arg-type]


def survey_means(seed: int, draw: FreeDraw) -> Iterator[Found]:
    """Weighted means of the staff survey: the whole staff answers, and as many as answered are drawn from it."""
    rng = np.random.default_rng([seed, 1])
    df_by_case = case_municipalities(draw.df_by_municipality)
    counts = staff_counts(df_by_case).set_index("code")
    staff = drawn_answers(rng, df_by_case, counts["staff"]).answers
    answering = [rows.sample(counts.loc[code, "answers"], random_state=rng) for code, rows in staff.groupby("q01")]
    df_by_respondent = pd.concat(answering)
    weights = df_by_case.set_index("code")["inhabitants_2019k4"] / df_by_case["inhabitants_2019k4"].sum()
    design = survey_design(df_by_respondent, df_by_case.assign(staff=df_by_case["code"].map(counts["staff"])))
    answers = pd.concat(
        [
            pd.DataFrame(
                {"q01": df_by_respondent["q01"], "question": question, "value": composite(df_by_respondent, question)}
            )
            for question in COMPOSITES
        ]
    )
    found = mean_estimates(design, answers.dropna(), ["question"]).set_index("question")
    for question, words in COMPOSITES.items():
        truth = float((weights * composite(staff, question).groupby(staff["q01"]).mean()).sum())
        yield {
            "method": "stikprøve uden tilbagelægning",
            "quantity": f"vægtet gennemsnit: {words}",
            "truth_from": STAFF,
            "covered": float(found.loc[question, "lower"] <= truth <= found.loc[question, "upper"]),
        }


def results(draws: int) -> pd.DataFrame:
    """A row a method and quantity: where the truth is from, claimed and found coverage, draws, Monte-Carlo error."""
    df = pd.DataFrame([found for draw in over_draws(found_in, draws) for found in draw])
    keys = ["method", "quantity", "truth_from"]
    truth = df.groupby(keys, sort=False)["estimate"].transform("mean")
    inside = (df["lower"].le(truth) & truth.le(df["upper"])).astype(float)
    df["covered"] = df["covered"].where(df["estimate"].isna(), inside)
    rows = [
        dict(zip(keys, names, strict=True)) | {"claimed_pct": CLAIMED_PCT} | share_of_draws(found["covered"])
        for names, found in df.groupby(keys, sort=False)
    ]
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1000)
    write("coverage", results(parser.parse_args().draws))


if __name__ == "__main__":
    main()
