import json
from types import SimpleNamespace

import pandas as pd
import pytest

from utils.chapters import (
    survey_composites,
    survey_figures,
    survey_groups,
    survey_respondents,
    survey_shares,
    survey_statements,
    survey_vignette,
    survey_weighting,
)
from utils.errors import HkoError
from utils.measures.survey import survey_items
from utils.paths import NOTEBOOKS
from utils.publish.exhibit import Exhibit
from utils.registers.series import example_answers, example_municipalities

# Municipality 1 (30,000 inhabitants) has three answers, municipality 2 (10,000) two; 3 is no case municipality.
ANSWERS = {
    "q01": [1, 1, 1, 2, 2],
    "q02": [1, 1, 4, 2, 2],
    "q03": [1, 1, 6, 1, 6],
    "q04": [0, 5, 12, 7, 20],
    "q05": [1, 1, 1, 1, 2],
    "q06": [40, 45, 50, 47, 53],
    "q07_fysisk": [1, 2, 5, 4, 99],
    "q08_pa": [7, 8, 2, 3, 5],
    "q12": [1, 1, 2, 2, 1],
    "q14": [1, 3, 5, 2, 99],
    "q18_fysisk": [5, 4, 1, 2, 3],
    "q19": [1, 2, 3, 4, 5],
    "arm": ["kontanthjælp", "kontanthjælp", "a-dagpenge", "kontanthjælp", "a-dagpenge"],
}


def _data(df_by_respondent: pd.DataFrame | None = None) -> SimpleNamespace:
    others = {item: [1, 2, 1, 2, 1] for item in survey_items()["item"] if item not in ANSWERS}
    yes_no = {item: [1, 0, 1, 0, 0] for item in others if item.startswith(("q10", "q13"))}
    # The other three schemes are known as well as PA, so that the mean of four is the answer for PA.
    schemes = {f"q08_{scheme}": ANSWERS["q08_pa"] for scheme in ("ib", "fa", "hm")}
    df_by_municipality = pd.DataFrame(
        {
            "code": [1, 2, 3],
            "name": ["Aby", "Boby", "Coby"],
            "inhabitants_2019k4": [30_000, 10_000, 60_000],
            "strategy": ["proaktiv", "diffus", None],
            "organisation": ["specialiseret team", "spredt specialisering", None],
            "size_band": ["lille", "lille", "mellem"],
            "framework_band": ["vanskelige (1–32)", "gode (67–98)", "gode (67–98)"],
            "usage_band": ["høj", "lav", "mellem"],
            "staff": [4, 10, None],
        }
    )
    df = pd.DataFrame({**others, **yes_no, **schemes, **ANSWERS}) if df_by_respondent is None else df_by_respondent
    return SimpleNamespace(
        df_by_respondent=df,
        df_by_municipality=df_by_municipality,
        df_by_example_municipality=example_municipalities(),
        df_by_example_answer=example_answers(),
        status="synthetic",
    )


DATA = _data()


def _value(exhibit: Exhibit, column: str, **where: object) -> float:
    df = exhibit.data
    for name, value in where.items():
        df = df[df[name] == value]
    assert len(df) == 1
    return float(df[column].iloc[0])


def test_worked_example_is_made_of_published_numbers() -> None:
    exhibit = survey_weighting.worked_example(DATA)
    assert exhibit.status == "published"
    assert _value(exhibit, "share_pct", level="uvægtet") == pytest.approx(8.375)
    assert _value(exhibit, "share_pct", level="vægtet") == pytest.approx(5.776)
    assert survey_weighting.worked_example_terms(DATA).data["weighted_pp"].sum() == pytest.approx(5.776)
    assert survey_weighting.worked_example_municipality(DATA).data["answers"].sum() == 6


def test_three_levels_side_by_side() -> None:
    # q07_fysisk high: municipality 1 has 2 of 3, municipality 2 has 0 of 1 (one does not know).
    exhibit = survey_weighting.three_levels(DATA, "q07", "ingen")
    where = {"item": "q07_fysisk", "answer": "høj"}
    assert _value(exhibit, "respondents_pct", **where) == pytest.approx(50.0)  # 2/4
    assert _value(exhibit, "unweighted_pct", **where) == pytest.approx(100 / 3)  # (2/3 + 0)/2
    assert _value(exhibit, "weighted_pct", **where) == pytest.approx(50.0)  # 0.75·2/3
    assert _value(exhibit, "n_respondents", **where) == 4


def test_a_division_renormalises_the_weights() -> None:
    exhibit = survey_weighting.three_levels(DATA, "q08", "strategi")
    where = {"item": "q08_pa", "group": "proaktiv", "answer": "høj"}
    assert _value(exhibit, "weighted_pct", **where) == pytest.approx(200 / 3)  # 7 and 8 of 7, 8, 2
    assert _value(exhibit, "n_municipalities", **where) == 1
    assert list(exhibit.data["group"].drop_duplicates()) == ["proaktiv", "diffus"]


def test_by_group_shows_the_same_shares() -> None:
    figure = survey_weighting.by_group(DATA, "q08", "strategi")
    assert _value(figure, "share_pct", item="q08_pa", group="proaktiv", answer="høj") == pytest.approx(200 / 3)
    assert "«Høj»" in figure.alt


def test_differences_are_against_the_weighted_level() -> None:
    exhibit = survey_weighting.differences(DATA)
    where = {"item": "q07_fysisk", "comparison": "uvægtet minus vægtet"}
    assert _value(exhibit, "difference_pp", **where) == pytest.approx(100 / 3 - 50)
    assert len(exhibit.data) == 2 * 28
    assert len(survey_weighting.all_items(DATA).data) == 48


def test_bars_are_sorted_and_name_their_unit() -> None:
    axes = survey_figures.figure(DATA, 20).figure.axes[0]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["Kontanthjælp", "A-dagpenge"]  # 75 and 0 pct.
    assert axes.get_xlabel() == "Pct. af svarene"
    assert survey_figures.figure(DATA, 16).figure.axes[0].get_xlabel() == "Andel, der screener, i pct."


def test_weighted_figure() -> None:
    exhibit = survey_figures.figure(DATA, 3)
    assert exhibit.id == "k21-figur-3"
    # Weights 0.75 and 0.25: high 0.75·2/3, low 0.75·1/3 + 0.25·1
    assert _value(exhibit, "share_pct", item="q07_fysisk", answer="høj") == pytest.approx(50.0)
    assert _value(exhibit, "share_pct", item="q07_fysisk", answer="middel") == 0
    assert _value(exhibit, "share_pct", item="q07_fysisk", answer="lav") == pytest.approx(50.0)


def test_figure_across_municipalities_is_sorted_and_keeps_the_scale_of_the_question() -> None:
    knowledge = survey_figures.figure(DATA, 6).data
    assert knowledge["municipality"].tolist() == ["Aby", "Boby"]
    assert knowledge["mean_0_10"].tolist() == pytest.approx([17 / 3, 4.0])  # (7+8+2)/3 and (3+5)/2
    assert knowledge["n_respondents"].tolist() == [3, 2]
    relocation = survey_figures.figure(DATA, 12).data  # 1 is meget enig: (1+3+5)/3 and 2
    assert relocation["mean_1_5"].tolist() == [3.0, 2.0]


def test_belief_by_knowledge_is_weighted_within_the_level() -> None:
    # Low knowledge: 2 in municipality 1 (belief 1) and 3 in municipality 2 (belief 2); high: 7 and 8 (5 and 4).
    exhibit = survey_figures.figure(DATA, 19)
    assert _value(exhibit, "mean_1_5", item="q18_fysisk", knowledge="lav") == pytest.approx(0.75 * 1 + 0.25 * 2)
    assert _value(exhibit, "mean_1_5", item="q18_fysisk", knowledge="høj") == pytest.approx(4.5)
    difference = survey_groups.belief_differences(DATA)
    assert _value(difference, "difference_pct", item="q18_fysisk") == pytest.approx(100 * (4.5 / 1.25 - 1))


def test_vignette_by_arm() -> None:
    # Kontanthjælp: municipality 1 good, good; municipality 2 bad -> 0.75·100
    exhibit = survey_figures.figure(DATA, 20)
    assert _value(exhibit, "share_pct", arm="kontanthjælp", answer="høj") == pytest.approx(75.0)
    assert _value(exhibit, "share_pct", arm="a-dagpenge", answer="høj") == 0


def test_screening_by_group_and_difference() -> None:
    exhibit = survey_groups.screening_by_group(DATA)
    groupings = ["alle", "anciennitet", "stilling", "køn", "strategi", "organisering", "rammevilkår"]
    assert list(exhibit.data["grouping"].drop_duplicates()) == [*groupings, "kommunestørrelse", "anvendelsesgrad"]
    assert _value(exhibit, "share_pct", grouping="strategi", group="proaktiv") == pytest.approx(200 / 3)  # Aby
    assert _value(exhibit, "share_pct", grouping="alle") == pytest.approx(0.75 * 200 / 3 + 0.25 * 50)
    assert _value(exhibit, "share_pct", grouping="anciennitet", group="0-5 år") == 100
    assert _value(exhibit, "share_pct", grouping="stilling", group="Nøgleperson til HKO") == 0
    # High usage 2 of 3, low usage 1 of 2
    assert _value(survey_groups.screening_difference(DATA), "difference_pp") == pytest.approx(200 / 3 - 50)


def test_typology_means_and_differences() -> None:
    means = survey_groups.typology_means(DATA)
    where = {"measure": "viden om HKO", "grouping": "strategi"}
    assert _value(means, "mean", group="proaktiv", **where) == pytest.approx(17 / 3)
    assert _value(means, "mean", group="diffus", **where) == pytest.approx(4.0)
    # There is no reactive municipality to compare with here.
    differences = survey_groups.typology_differences(DATA)
    where = {"measure": "viden om HKO", "comparison": "proaktiv mod diffus"}
    assert _value(differences, "difference_pct", **where) == pytest.approx(100 * (17 / 3 / 4 - 1))
    assert len(differences.data) == 2


def test_spreads() -> None:
    exhibit = survey_groups.spreads(DATA)
    assert _value(exhibit, "difference_pct", question="q08") == pytest.approx(100 * (17 / 3 / 4 - 1))
    assert _value(exhibit, "difference_pp", question="q12") == pytest.approx(200 / 3 - 50)


def test_response_rates_and_weights() -> None:
    exhibit = survey_respondents.response_rates(DATA)
    assert _value(exhibit, "response_rate_pct", municipality="Aby") == 75  # 3 of 4
    assert _value(exhibit, "weight_pct", municipality="Aby") == 75  # 30,000 of 40,000
    assert _value(exhibit, "answer_weight_pp", municipality="Boby") == 12.5  # 25 over two answers


def test_response_rate_is_missing_without_staff() -> None:
    data = _data()
    data.df_by_municipality = data.df_by_municipality.drop(columns="staff")
    assert survey_respondents.response_rates(data).data["response_rate_pct"].isna().all()


def test_characteristics() -> None:
    exhibit = survey_respondents.characteristics(DATA)
    assert _value(exhibit, "share_pct", category="kvinder") == 80
    assert _value(exhibit, "mean_years", category="gennemsnit") == 47  # 235/5
    where = {"characteristic": "stilling", "category": "Myndighedssagsbehandler"}
    assert _value(exhibit, "highest_pct", **where) == pytest.approx(200 / 3)
    assert _value(exhibit, "lowest_pct", **where) == 0


def _all(data: SimpleNamespace) -> list[Exhibit]:
    groups = [
        survey_groups.knowledge_sources, survey_groups.reasons_not_screening, survey_groups.economy_and_key_person,
        survey_groups.screening_by_group, survey_groups.screening_difference, survey_groups.typology_means,
        survey_groups.spreads, survey_groups.belief_differences, survey_respondents.response_rates,
        survey_respondents.characteristics, survey_weighting.all_items, survey_weighting.differences,
        survey_composites.knowledge_by_group, survey_composites.approach_by_group,
        survey_composites.experience_and_knowledge, survey_statements.statements, survey_vignette.arms,
        survey_vignette.balance, survey_vignette.by_target_group,
    ]  # fmt: skip
    return [survey_figures.figure(data, number) for number in range(3, 22)] + [make(data) for make in groups]


# The answers behind every number, smallest and largest base. Exhibits that are not here (differences, spreads,
# statements) have no such column and give only all the answers.
BASES = {
    "k21-figur-3": "4–5",  # one of five does not know q07_fysisk
    **{f"k21-figur-{figure}": "5" for figure in (5, 7, 9, 13, 15, 17)},
    **{f"k21-figur-{figure}": "2–3" for figure in (4, 6, 8, 10, 14, 16, 18)},  # three in Aby, two in Boby
    "k21-figur-12": "1–3",  # one of Boby's two does not know q14
    "k21-figur-11": "4",  # one of five does not know q14
    "k21-figur-19": "1–2",  # knowledge: two low, one middle, two high
    **{f"k21-figur-{figure}": "2–3" for figure in (20, 21)},  # three in the arm kontanthjælp, two in a-dagpenge
    "k21-survey-grunde": "2",  # two do not screen
    "k21-screening-grupper": "1–5",  # one nøgleperson, all five
    "k21-surveyvaegtning-alle": "2–5",
    **dict.fromkeys(["k21-viden-grupper", "k21-tilgang-grupper", "k21-hanne-balance"], "1–5"),  # one nøgleperson
    **dict.fromkeys(["k21-erfaring-viden", "k21-hanne-arme"], "2–3"),
    "k21-hanne-maalgrupper": "0–5",  # ten target groups have nobody
    **dict.fromkeys(["k21-tabel-11-videnskilder", "k21-survey-oevrige", "k21-respondenter"], "5"),
}


def test_every_exhibit_shows_itself_and_its_base() -> None:
    exhibits = _all(DATA)
    assert set(BASES) < {exhibit.id for exhibit in exhibits}
    for exhibit in exhibits:
        behind = f"{BASES[exhibit.id]} svar bag hvert tal; " if exhibit.id in BASES else ""
        assert exhibit.status == "synthetic"
        assert exhibit.note.endswith(f" N = {behind}2 kommuner med 5 besvarelser i alt.")
        assert exhibit.id in exhibit.html


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ([4, 5, 4], "N = 4–5 svar bag hvert tal; 2 kommuner med 5 besvarelser i alt"),
        ([1_163, None], "N = 1.163 svar bag hvert tal; 2 kommuner med 5 besvarelser i alt"),
        ([None, None], "N = 2 kommuner med 5 besvarelser i alt"),
    ],
)
def test_the_base_in_words(counts: list[int | None], text: str) -> None:
    assert survey_shares.basis(DATA, pd.DataFrame({"n_respondents": counts})) == text


def test_without_answers_every_exhibit_says_so() -> None:
    for exhibit in _all(_data(pd.DataFrame(columns=list(ANSWERS)))):
        assert exhibit.kind == "empty"
        assert "survey_staff" in exhibit.html


def test_ids_are_unique() -> None:
    ids = [exhibit.id for exhibit in _all(DATA)]
    assert len(ids) == len(set(ids)) == 38


@pytest.mark.parametrize(
    ("question", "division", "text"),
    [("q99", "ingen", "spoergsmaal: «q99»"), ("q08", "region", "opdeling: «region»")],
)
def test_wrong_parameters_are_told_in_danish(question: str, division: str, text: str) -> None:
    with pytest.raises(HkoError, match=text):
        survey_weighting.three_levels(DATA, question, division)


def test_no_such_figure() -> None:
    with pytest.raises(HkoError, match="Figur 2 er ikke en af figurerne 3-21"):
        survey_figures.figure(DATA, 2)


def test_every_question_can_be_chosen() -> None:
    for question in survey_weighting.QUESTIONS:
        shares = survey_weighting.three_levels(DATA, question, "ingen").data
        totals = shares.groupby("item")["weighted_pct"].sum()
        assert totals.tolist() == pytest.approx([100.0] * len(totals))


@pytest.mark.parametrize("division", ["strategi", "organisering", "stoerrelse", "rammevilkaar"])
def test_every_division_can_be_chosen(division: str) -> None:
    totals = survey_weighting.three_levels(DATA, "q14", division).data.groupby("group")["weighted_pct"].sum()
    assert totals.tolist() == pytest.approx([100.0] * len(totals))
    assert len(totals) == (1 if division == "stoerrelse" else 2)


def test_notebook_is_thin_and_cleared() -> None:
    cells = json.loads((NOTEBOOKS / "08_surveyvaegtning.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["metadata"].get("tags") for cell in code].count(["parameters"]) == 1
    assert "".join(code[0]["source"]) == 'spoergsmaal = "q08"\nopdeling = "ingen"'
    assert not any(cell["outputs"] for cell in code)
