import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from utils.chapters import framework_conditions as chapter
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames
from utils.publish.formats import number
from utils.statistics.regression import least_squares

RANKS = np.arange(1, 13)
# Deviations that add up to nothing and go with neither rank nor each other.
FIRST = np.array([1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1])
SECOND = np.array([1, -2, 1, 1, -2, 1, 1, -2, 1, 1, -2, 1])
DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": 100 + RANKS,
        "name": [f"By {rank}" for rank in RANKS],
        "framework_rank": pd.array(RANKS, dtype="Int64"),
        "log10_inhabitants": 4 + 0.1 * ((5 * RANKS) % 12),
        "usage_rate_two_year_pct": 2 - 0.1 * RANKS + 0.05 * FIRST,
        "usage_rate_2019_pct": 1 - 0.05 * RANKS + 0.02 * SECOND,
        # Ten and more in both schemes, but for the last two: 9 with PA, and nobody with HM.
        "increased_hours_pa_persons": [10] * 10 + [9, 50],
        "increased_hours_hm_persons": [10] * 11 + [0],
    }
).assign(
    increased_hours_pct=lambda df: 30 - 0.5 * df["framework_rank"].astype(float) + 0.5 * SECOND,
    increased_hours_pa_pct=lambda df: 60 - 6 * df["log10_inhabitants"] + 0.2 * FIRST,
    increased_hours_hm_pct=lambda df: 20 + 3 * df["log10_inhabitants"] + 0.2 * SECOND,
    recruitment_degree_pct=lambda df: 80 - 2.0 * RANKS + FIRST,
    recruitment_degree_pa_pct=lambda df: 40 - 5 * df["log10_inhabitants"] + FIRST,
    recruitment_degree_hm_pct=60.0 + 5 * SECOND + FIRST,
)  # fmt: skip


def _frames(status: str = "synthetic", missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    """Frames of which the test needs only those named; the others are empty."""
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status=status, missing=missing)


def _data(df_by_municipality: pd.DataFrame = DF_BY_MUNICIPALITY, missing: tuple[str, ...] = ()) -> Frames:
    return _frames(missing=missing, df_by_municipality=df_by_municipality)


DATA = _data()


def test_the_choice_of_scheme_and_usage_rate() -> None:
    frame = chapter.model_frame(DATA, "PA", "2019")
    assert frame["increased_hours"].tolist() == DF_BY_MUNICIPALITY["increased_hours_pa_pct"].tolist()
    assert frame["recruitment_degree"].tolist() == DF_BY_MUNICIPALITY["recruitment_degree_pa_pct"].tolist()
    assert frame["usage_rate"].tolist() == DF_BY_MUNICIPALITY["usage_rate_2019_pct"].tolist()
    both = chapter.model_frame(DATA, "begge", "to_aar")
    assert both["increased_hours"].tolist() == DF_BY_MUNICIPALITY["increased_hours_pct"].tolist()
    assert both["usage_rate"].tolist() == DF_BY_MUNICIPALITY["usage_rate_two_year_pct"].tolist()


@pytest.mark.parametrize(
    ("ordning", "anvendelsesgrad", "text"),
    [
        ("FA", "to_aar", "ordning='FA': vælg en af begge, PA, HM."),
        ("PA", "2018", "anvendelsesgrad='2018': vælg en af to_aar, 2019."),
    ],
)
def test_unknown_choices_are_named(ordning: str, anvendelsesgrad: str, text: str) -> None:
    with pytest.raises(HkoError) as error:
        chapter.model_frame(DATA, ordning, anvendelsesgrad)
    assert str(error.value) == text


def _statements(data: Frames = DATA, **choices: str) -> pd.DataFrame:
    return chapter.statements(data, **choices).data.set_index("id")


def test_the_nine_statements_are_tested_in_twelve_models() -> None:
    df = _statements()
    assert df["statement"].nunique() == 9
    assert df.index.tolist() == ["1", "2", "3", "4", "5", "6", "7a", "7b", "8a", "8b", "9a", "9b"]
    assert df["n_municipalities"].tolist() == [12] * 12


def test_a_statement_holds_when_sign_and_significance_are_those_of_the_report() -> None:
    df = _statements()
    # usage and recruitment fall with the rank, as the report says; PA hours fall with size; recruitment goes with PA
    # hours and not with HM hours.
    assert df.loc[["1", "2", "5", "6", "7a", "7b", "8a", "9a"], "verdict"].tolist() == ["ja"] * 8
    assert df.loc["1", "coefficient"] == pytest.approx(-0.1, abs=0.01)
    # HM hours are made to rise with size: significant, but of the wrong sign.
    assert df.loc["8b", "p_value"] < 0.05 and df.loc["8b", "coefficient"] > 0
    assert df.loc[["8b", "9b"], "verdict"].tolist() == ["nej", "nej"]


def test_a_statement_of_no_relation_fails_where_there_is_one() -> None:
    # Hours follow usage closely here; the report found nothing (figure 36).
    tied = DF_BY_MUNICIPALITY.assign(increased_hours_pct=lambda df: 10 * df["usage_rate_two_year_pct"] + 0.1 * SECOND)
    df = _statements(_data(tied))
    assert df.loc["4", "p_value"] < 0.05
    assert df.loc["4", "verdict"] == "nej"


def test_the_statements_take_the_chosen_usage_rate() -> None:
    df = _statements(anvendelsesgrad="2019")
    assert df.loc["1", "coefficient"] == pytest.approx(-0.05, abs=0.005)
    fit = least_squares(DF_BY_MUNICIPALITY, "increased_hours_pct", ["framework_rank", "usage_rate_2019_pct"])
    assert df.loc["3", "coefficient"] == pytest.approx(fit["coefficient"].iloc[1])


def test_the_statements_take_the_chosen_uncertainty() -> None:
    robust, classical = _statements(), _statements(usikkerhed="klassisk")
    assert classical["coefficient"].tolist() == pytest.approx(robust["coefficient"].tolist())
    assert (classical["p_value"] != robust["p_value"]).all()


def test_the_statements_are_also_tested_without_small_municipalities() -> None:
    exhibit = chapter.statements(DATA)
    df = exhibit.data.set_index("id")
    # Ranks 11 (9 persons with PA) and 12 (nobody with HM) leave every model, also those of the other scheme.
    assert df["n_without_small"].tolist() == [10] * 12
    large = DF_BY_MUNICIPALITY.iloc[:10]
    alone = least_squares(large, "usage_rate_two_year_pct", ["framework_rank"]).iloc[1]
    controlled = least_squares(large, "increased_hours_pct", ["framework_rank", "usage_rate_two_year_pct"]).iloc[1]
    columns = ["coefficient_without_small", "p_value_without_small"]
    assert df.loc["1", columns].tolist() == alone[["coefficient", "p_value"]].tolist()
    assert df.loc["3", columns].tolist() == controlled[["coefficient", "p_value"]].tolist()
    assert (df["coefficient_without_small"] != df["coefficient"]).all()
    assert (
        "«Uden små»: uden kommuner med under 10 borgere med kendt udgangspunkt i en af ordningerne; deres andele er "
        "næsten tilfældige, men tæller lige så meget som de andre."
    ) in exhibit.note


def test_nine_persons_are_few_and_ten_are_not() -> None:
    # The eleventh gets a tenth person with PA and stays.
    df = _statements(_data(DF_BY_MUNICIPALITY.assign(increased_hours_pa_persons=[10] * 11 + [50])))
    assert df["n_without_small"].tolist() == [11] * 12


def test_without_small_there_may_be_too_few_left() -> None:
    # Three are large, one of them without hours: enough for no model of hours, enough for usage on rank alone.
    few = DF_BY_MUNICIPALITY.assign(
        increased_hours_hm_persons=[10] * 3 + [0] * 9,
        increased_hours_pct=DF_BY_MUNICIPALITY["increased_hours_pct"].where(RANKS != 1),
    )
    df = _statements(_data(few))
    assert df.loc[["1", "3"], "n_municipalities"].tolist() == [12, 11]
    assert df.loc[["1", "3"], "n_without_small"].tolist() == [3, 2]
    assert df.loc["3", ["coefficient_without_small", "p_value_without_small"]].isna().all()
    # Usage of ranks 1–3 is 1.95, 1.75 and 1.65: from first to last (1.65 − 1.95)/2.
    assert df.loc["1", "coefficient_without_small"] == pytest.approx(-0.15)


def test_five_models_side_by_side() -> None:
    df = chapter.models(DATA).data
    assert df.groupby("model", sort=False)["term"].agg(list).tolist() == [
        ["constant", "framework_rank"], ["constant", "framework_rank", "usage_rate"], ["constant", "usage_rate"],
        ["constant", "log10_inhabitants"], ["constant", "log10_inhabitants", "usage_rate"],
    ]  # fmt: skip
    alone = least_squares(DF_BY_MUNICIPALITY, "increased_hours_pct", ["framework_rank"])
    assert df["coefficient"].tolist()[:2] == alone["coefficient"].tolist()
    assert df["label"].notna().all() and set(df["n_municipalities"]) == {12}


def test_what_control_does_to_slope_and_interval() -> None:
    exhibit = chapter.what_control_does(DATA)
    frame = chapter.model_frame(DATA, "begge", "to_aar")
    alone, controlled = (
        least_squares(frame, "increased_hours", predictors).iloc[1]
        for predictors in (["framework_rank"], ["framework_rank", "usage_rate"])
    )
    df = exhibit.data
    assert df["coefficient"].tolist() == [alone["coefficient"], controlled["coefficient"]]
    change = 100 * (controlled["coefficient"] - alone["coefficient"]) / alone["coefficient"]
    assert df["change_pct"].tolist()[1] == pytest.approx(change)
    widths = [fit["upper"] - fit["lower"] for fit in (alone, controlled)]
    assert df["widening_factor"].tolist()[1] == pytest.approx(widths[1] / widths[0])
    assert df["widening_factor"].tolist()[1] > 1  # rank and usage go together here
    correlation = frame["framework_rank"].astype(float).corr(frame["usage_rate"])
    assert df["correlation_with_usage"].tolist()[1] == correlation
    assert df[["change_pct", "correlation_with_usage", "widening_factor"]].iloc[0].isna().all()
    # 1/√(1 − 0.9897²) = 6.98: what the correlation alone does to the width of 7.48.
    assert correlation == pytest.approx(-0.989673, abs=1e-6)
    assert exhibit.note.startswith(
        "Hældningen går fra −0,500 til −0,500, og intervallet bliver 7,5 gange så bredt. At rammevilkår og "
        "anvendelsesgrad følges ad (r = −0,99), giver alene 7,0 gange med ens spredning om linjen; "
        "standardfejlene her regner ikke med, at den er ens. At miste "
        "signifikans er ikke det samme som at være forklaret: den ukontrollerede hældning ligger stadig inden for det "
        "nye interval (−1,759 til 0,759). Kilde: "
    )


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [(-2.0, 1.0, "ligger stadig inden for"), (-0.5, 1.0, "ligger uden for")],
)
def test_the_note_says_whether_the_old_slope_is_in_the_new_interval(lower: float, upper: float, words: str) -> None:
    alone, controlled = pd.Series({"coefficient": -1.0}), pd.Series({"lower": lower, "upper": upper})
    assert words in chapter._still_inside(alone, controlled)


def _slope(exhibit_data: pd.DataFrame) -> float:
    fit = least_squares(exhibit_data, "hours_residual_pp", ["rank_residual"])
    return float(fit["coefficient"].iloc[1])


def test_the_dots_of_the_added_variable_plot_have_the_controlled_slope() -> None:
    exhibit = chapter.added_variable(DATA)
    controlled = least_squares(
        chapter.model_frame(DATA, "begge", "to_aar"), "increased_hours", ["framework_rank", "usage_rate"]
    )
    assert len(exhibit.data) == 12
    assert _slope(exhibit.data) == pytest.approx(controlled["coefficient"].iloc[1])
    assert exhibit.kind == "figure" and exhibit.figure.axes
    plt.close("all")


def test_the_dots_keep_the_slope_when_a_municipality_has_no_hours() -> None:
    df = DF_BY_MUNICIPALITY.assign(increased_hours_pct=DF_BY_MUNICIPALITY["increased_hours_pct"].where(RANKS > 2))
    controlled = least_squares(df, "increased_hours_pct", ["framework_rank", "usage_rate_two_year_pct"])
    assert _slope(chapter.added_variable(_data(df)).data) == pytest.approx(controlled["coefficient"].iloc[1])


CALLS = [chapter.statements, chapter.models, chapter.what_control_does, chapter.added_variable]


@pytest.mark.parametrize("make", CALLS)
def test_without_the_ranks_the_exhibits_say_so(make: object) -> None:
    exhibit = make(_data(missing=("municipality_conditions",)))  # type: ignore[operator]
    assert exhibit.kind == "empty"
    assert "municipality_conditions" in exhibit.note


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", CALLS)
def test_the_extract_of_one_municipality_has_no_models(make: object) -> None:
    # All municipalities have a rank and a usage rate (0 without grants), only one has persons.
    outcomes = [name for name in DF_BY_MUNICIPALITY if name.startswith(("increased", "recruitment"))]
    df = DF_BY_MUNICIPALITY.assign(**{name: DF_BY_MUNICIPALITY[name].where(RANKS == 7) for name in outcomes})
    exhibit = make(_data(df))  # type: ignore[operator]
    assert exhibit.kind == "empty"
    assert "kommuner" in exhibit.note


@pytest.mark.filterwarnings("ignore")
def test_a_statement_that_cannot_be_tested_does_not_hold() -> None:
    # Two municipalities: a line always fits, and there is nothing to test it by.
    df = _statements(_data(DF_BY_MUNICIPALITY.iloc[[2, 7]]))
    assert df["p_value"].isna().any()
    assert "ja" not in set(df.loc[df["p_value"].isna(), "verdict"])


def test_a_model_that_cannot_be_fitted_is_named_and_the_others_stand() -> None:
    # Three municipalities: enough for one predictor, not for two.
    exhibit = chapter.models(_data(DF_BY_MUNICIPALITY.iloc[[0, 4, 9]]))
    assert exhibit.data["model"].unique().tolist() == [
        "1. Rammevilkår alene", "3. Anvendelsesgrad alene", "4. Størrelse alene"
    ]  # fmt: skip
    assert (
        "«5. Størrelse og anvendelsesgrad» kan ikke beregnes: for få kommuner (3 har tal til alle led" in exhibit.note
    )


def test_a_statement_without_a_model_has_a_verdict_of_its_own() -> None:
    df = _statements(_data(DF_BY_MUNICIPALITY.iloc[[2, 7]]))
    assert set(df["verdict"]) == {"kan ikke afgøres"}
    assert df["n_municipalities"].tolist() == [2] * 12


def test_the_correlation_is_that_of_the_municipalities_in_the_models() -> None:
    # The first two have no hours, and a usage rate that would turn the correlation.
    df = DF_BY_MUNICIPALITY.assign(
        increased_hours_pct=DF_BY_MUNICIPALITY["increased_hours_pct"].where(RANKS > 2),
        usage_rate_two_year_pct=DF_BY_MUNICIPALITY["usage_rate_two_year_pct"].where(RANKS > 2, -20.0),
    )
    used = df[RANKS > 2]
    correlation = used["framework_rank"].astype(float).corr(used["usage_rate_two_year_pct"])
    assert correlation < -0.9
    assert f"(r = {number(correlation, 2)})" in chapter.what_control_does(_data(df)).note
