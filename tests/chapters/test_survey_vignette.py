import pytest

from utils.chapters import survey_vignette

from .test_survey_weighting import DATA, _value


def test_arms_side_by_side() -> None:
    # Kontanthjælp: 1 and 2 in Aby (both good), 4 in Boby; q20 is 1, 2 (both good) and 2 (good).
    exhibit = survey_vignette.arms(DATA)
    row = {"arm": "kontanthjælp"}
    assert _value(exhibit, "chances_good_pct", **row) == pytest.approx(75.0)
    assert _value(exhibit, "increased_by_hko_pct", **row) == pytest.approx(100.0)
    assert _value(exhibit, "difference_pp", **row) == pytest.approx(25.0)
    assert _value(exhibit, "n_assigned", **row) == 3
    assert exhibit.data["arm"].tolist() == ["kontanthjælp", "a-dagpenge"]
    assert "to forskellige spørgsmål" in exhibit.note


def test_balance_of_the_arms() -> None:
    exhibit = survey_vignette.balance(DATA)
    assert _value(exhibit, "social_assistance_pct", grouping="alle") == 60  # 3 of 5
    assert _value(exhibit, "unemployment_benefit_pct", grouping="kommune", group="Boby") == 50
    assert _value(exhibit, "sickness_benefit_persons", grouping="alle") == 0


def test_by_target_group_respondents_count_alike() -> None:
    # Target group Dagpenge: answers 1, 2, 4, all kontanthjælp; Sygedagpenge: 3 and 5, both a-dagpenge.
    exhibit = survey_vignette.by_target_group(DATA)
    assert _value(exhibit, "social_assistance_pct", target_group="Dagpenge") == pytest.approx(200 / 3)
    assert _value(exhibit, "unemployment_benefit_pct", target_group="Sygedagpenge") == 0
    assert exhibit.data.set_index("target_group").loc["Dagpenge", "unemployment_benefit_respondents"] == 0
