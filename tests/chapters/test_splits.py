import pandas as pd
import pytest

from utils.chapters import splits, survey_groups, typologies
from utils.errors import HkoError
from utils.frames import FRAME_NAMES, Frames
from utils.measures.bands import framework_band, size_band, usage_band
from utils.measures.hours import with_outcomes
from utils.measures.survey import survey_items

DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [1, 2, 3, 4],
        "inhabitants_2019k4": [10_000, 30_000, 50_000, 100_000],
        "strategy": pd.array(["proaktiv", "proaktiv", "diffus", None], dtype="string"),
        "organisation": pd.array(["generel specialisering", "specialiseret team", "specialiseret team", None], dtype="string"),
        "framework_band": framework_band(pd.Series([1, 32, 33, 98])),
        "size_band": size_band(pd.Series([10_000, 30_000, 50_000, 100_000])),
        "usage_band": usage_band(pd.Series([0.6, 0.1, 0.1, 0.0])),
        "usage_rate_two_year_pct": [1.0, 0.4, 0.2, 0.1],
        "recruitment_degree_pct": [60.0, 40.0, None, 20.0],
        "recruitment_degree_pa_pct": [10.0, 20.0, 40.0, None],
        "recruitment_degree_hm_pct": [60.0, 70.0, 80.0, None],
        "expenditure_pa_dkk": [1e6, 3e6, 5e6, 10e6],
        "expenditure_hm_dkk": [1e5, 3e5, 5e5, 10e5],
        "expenditure_ib_dkk": [0.0, 0.0, 5e5, 0.0],
        "unit_price_pa_dkk": [80_000.0, 120_000.0, None, 100_000.0],
        "unit_price_hm_dkk": [4_000.0, 6_000.0, 8_000.0, 2_000.0],
    }
)  # fmt: skip
PERSONS = with_outcomes(
    pd.DataFrame(
        [
            ("PA", 1, 40.0, 80.0, "mand", 60), ("PA", 1, 40.0, 40.0, "kvinde", 50), ("PA", 2, 0.0, 0.0, "mand", 51),
            ("PA", 3, 0.0, 40.0, "mand", 20), ("PA", None, 40.0, 0.0, "kvinde", 70), ("HM", 3, None, 10.0, "kvinde", 30),
        ],
        columns=["scheme", "municipality", "baseline_hours", "outcome_hours", "gender", "age"],
    ).astype({"municipality": "Int64"})
).assign(education="videregående", income_dkk=[300_000.0, 300_001, 0, 0, 0, 0], benefit_group="fleksjob",
         type=["Fysisk aflastning", "Andet", "Andet", "Andet", "Fysisk aflastning", "Undervisningsmateriale"])  # fmt: skip
ANSWERS = pd.DataFrame(
    [
        ("N1", "nøgleperson", 1, "noegle_antal", None, 2.0),
        ("N2", "nøgleperson", 3, "noegle_antal", None, 5.0),
        ("L1", "leder", 1, "opm_begraenset_viden", "ja", None),
        ("L2", "leder", 1, "opm_begraenset_viden", "nej", None),
        ("L3", "leder", 2, "opm_begraenset_viden", "nej", None),
        ("B1", "borger", 2, "taet_kontakt", "ja", None),
    ],
    columns=["ID", "ROLLE", "KOMMUNE", "SPOERGSMAAL", "SVAR", "TAL"],
)
CASES = pd.DataFrame(
    {
        "KOMMUNE": [1, 1, 2, 3],
        "ORDNING": ["PA", "PA", "PA", "HM"],
        "ANSOEGNINGSDATO": pd.to_datetime(["2019-01-01"] * 4),
        "BEVILLINGSDATO": pd.to_datetime(["2019-01-15", "2019-01-29", None, "2019-01-08"]),
    }
)


def _data(missing: tuple[str, ...] = (), **frames: pd.DataFrame) -> Frames:
    given = {
        "df_by_municipality": DF_BY_MUNICIPALITY,
        "df_by_person_scheme": PERSONS,
        "df_by_case": CASES,
        "df_by_interview_answer": ANSWERS,
    } | frames
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | given), status="synthetic", missing=missing)


def _cell(df: pd.DataFrame, group: str, measure: str) -> tuple[float, int]:
    row = df[df["group"] == group].iloc[0]
    return (float(row[measure]), int(row[f"{measure}_n"]))


def test_outcomes_pool_persons_and_usage_is_a_mean_of_municipalities() -> None:
    df = splits.split(_data(), "tvaergaaende", "strategi").data
    assert df[["grouping", "group", "n_municipalities"]].to_numpy().tolist() == [
        ["alle", "alle", 4], ["strategi", "proaktiv", 2], ["strategi", "diffus", 1],
    ]  # fmt: skip
    # 2 of 5 PA persons have more hours; proaktiv 1 of 3, diffus 1 of 1
    assert _cell(df, "alle", "increased_hours_pa_pct") == pytest.approx((40, 5))
    assert _cell(df, "proaktiv", "increased_hours_pa_pct") == pytest.approx((100 / 3, 3))
    # with hours before: 3, of whom 2 have hours after
    assert _cell(df, "alle", "retained_pa_pct") == pytest.approx((200 / 3, 3))
    assert _cell(df, "proaktiv", "usage_rate_two_year_pct") == pytest.approx((0.7, 2))
    assert _cell(df, "alle", "recruitment_degree_mean_pct") == pytest.approx((40, 3))
    assert "increased_hours_hm_pct" not in df  # no HM person has a known baseline
    assert "Øgede løntimer HM" in splits.split(_data(), "tvaergaaende", "strategi").note


def test_all_five_groupings_stand_in_their_order() -> None:
    df = splits.split(_data(), "tvaergaaende").data
    assert list(dict.fromkeys(df["grouping"])) == [
        "alle", "strategi", "organisering", "rammevilkår", "kommunestørrelse", "anvendelsesgrad 2019",
    ]  # fmt: skip
    sizes = df.loc[df["grouping"] == "kommunestørrelse", "n_municipalities"]
    assert sizes.tolist() == [2, 1, 1]
    usage = df[df["grouping"] == "anvendelsesgrad 2019"]
    assert usage["group"].tolist() == ["lav", "høj"]  # the fourth has no grants in 2019 and no band


def test_key_figures_of_municipalities() -> None:
    df = splits.split(_data(), "prioritering", "organisering").data
    assert _cell(df, "alle", "proactive_pct") == pytest.approx((200 / 3, 3))
    assert _cell(df, "specialiseret team", "specialised_team_pct") == (100, 2)
    # focus groups with 2 and 5 key persons; leaders point to it in one of the two municipalities that were asked
    assert _cell(df, "alle", "key_persons_mean") == (3.5, 2)
    assert _cell(df, "alle", "limited_knowledge_pct") == (50, 2)
    assert _cell(df, "generel specialisering", "limited_knowledge_pct") == (100, 1)


def test_expenditure_and_prices_are_means_of_municipalities() -> None:
    df = splits.split(_data(), "sagsgang", "organisering").data
    # per inhabitant 110, 110, 120 and 110 kroner
    assert _cell(df, "alle", "expenditure_per_inhabitant_dkk") == pytest.approx((112.5, 4))
    assert _cell(df, "specialiseret team", "unit_price_pa_dkk") == (120_000, 1)


def test_types_are_a_share_of_the_schemes_persons() -> None:
    df = splits.split(_data(), "brug", "stoerrelse").data
    assert _cell(df, "alle", "physical_relief_pct") == (40, 5)  # 2 of 5 with PA
    assert _cell(df, "alle", "tools_pct") == (0, 1)


def test_interviews_keep_their_small_bases() -> None:
    df = splits.split(_data(), "borgere", "strategi").data
    assert _cell(df, "alle", "close_contact_pct") == (100, 1)
    assert _cell(df, "diffus", "close_contact_pct")[1] == 0


def test_background_is_a_share_of_persons() -> None:
    df = splits.split(_data(), "modtagere", "stoerrelse").data
    assert _cell(df, "alle", "men_pct") == (50, 6)
    assert _cell(df, "alle", "over_50_pct") == (50, 6)  # 60, 51 and 70; 50 is not over 50
    assert _cell(df, "alle", "income_over_300000_pct") == pytest.approx((100 / 6, 6))
    assert _cell(df, "lille (under 40.000)", "flexjob_pct") == (100, 3)


def test_processing_time_is_of_finished_cases_and_nothing_without_files() -> None:
    df = splits.split(_data(), "sagsgang", "rammevilkaar").data
    assert _cell(df, "alle", "processing_pa_weeks") == (3, 2)  # 2 and 4 weeks; one has no grant
    assert _cell(df, "alle", "processing_hm_weeks") == (1, 1)
    without = splits.split(_data(df_by_case=CASES.iloc[:0].astype(object)), "sagsgang")
    assert "processing_pa_weeks" not in without.data
    assert "Uden tal i udtrækket: Sagsbehandling PA, uger og Sagsbehandling HM, uger." in without.note


def test_survey_measures_are_means_of_municipalities_and_screening_is_weighted() -> None:
    items = [item for question in ("q07", "q08", "q09", "q18") for item in survey_items(question)["item"]]
    answers = pd.DataFrame({item: [1, 3, 5] for item in items}).assign(
        q01=[1, 1, 2], q12=[1, 2, 1], inhabitants_2019k4=[10_000, 10_000, 30_000]
    )
    df = splits.split(_data(df_by_respondent=answers), "viden", "strategi").data
    # option 1 is the most: values 5 and 3 in the first municipality, 1 in the second: (4 + 1)/2
    assert _cell(df, "alle", "knowledge_handicap_mean_1_5") == pytest.approx((2.5, 2))
    # 0–10 as answered: 2 and 5
    assert _cell(df, "alle", "knowledge_schemes_mean_0_10") == pytest.approx((3.5, 2))
    # 50 percent of 10,000 inhabitants and 100 of 30,000
    assert _cell(df, "alle", "screening_pct") == pytest.approx((87.5, 3))
    assert _cell(df, "diffus", "screening_pct")[1] == 0


def test_neighbours_with_the_same_base_share_its_column() -> None:
    exhibit = splits.split(_data(), "modtagere", "stoerrelse")
    assert [name for name in exhibit.columns if name.endswith("_n")] == ["flexjob_pct_n"]
    assert "income_over_300000_pct_n" in exhibit.data
    assert "<table>" in exhibit.html


def test_a_chapter_without_its_registers_says_so() -> None:
    assert splits.split(_data(), "viden").kind == "empty"
    note = splits.split(_data(("municipality_types",)), "modtagere").note
    assert "Udtrækket indeholder ikke municipality_types" in note


@pytest.mark.parametrize(("kapitel", "inddeling"), [("ukendt", "alle"), ("brug", "region")])
def test_unknown_choices_are_named(kapitel: str, inddeling: str) -> None:
    with pytest.raises(HkoError, match=f"{kapitel if kapitel == 'ukendt' else inddeling}"):
        splits.split(_data(), kapitel, inddeling)


def test_the_splits_are_the_chapters_own_numbers(data: Frames) -> None:
    """The same measure by the same grouping elsewhere: figure 32, means of the survey by strategy, screening by usage."""
    outcomes = splits.split(data, "tvaergaaende", "strategi").data.set_index("group")
    figure = typologies.share_by_type(data, "increased", "strategi").data.set_index(["scheme", "strategy"])
    for strategy in ("proaktiv", "reaktiv", "diffus"):
        assert outcomes.loc[strategy, "increased_hours_pa_pct"] == figure.loc[("PA", strategy), "increased_hours_pct"]
        assert outcomes.loc[strategy, "increased_hours_hm_pct_n"] == figure.loc[("HM", strategy), "persons"]
    knowledge = splits.split(data, "viden", "strategi").data.set_index("group")
    means = survey_groups.group_means(data).set_index(["measure", "group"])["mean"]
    assert knowledge.loc["proaktiv", "knowledge_schemes_mean_0_10"] == pytest.approx(means["viden om HKO", "proaktiv"])
    assert knowledge.loc["diffus", "guidance_mean_1_5"] == pytest.approx(means["vejledning", "diffus"])
    by_usage = splits.split(data, "viden", "anvendelsesgrad").data.set_index("group")["screening_pct"]
    screening = survey_groups.screening_shares(data).set_index(["grouping", "group"])["share_pct"]
    assert by_usage["høj"] == pytest.approx(screening["anvendelsesgrad", "høj"])
    prices = splits.split(data, "sagsgang").data
    assert prices["unit_price_pa_dkk_n"].iloc[0] == data.df_by_municipality["unit_price_pa_dkk"].notna().sum()
