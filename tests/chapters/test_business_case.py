from types import SimpleNamespace

import pandas as pd
import pytest

from utils.chapters import business_case, business_case_balance, business_case_figures
from utils.errors import HkoError
from utils.publish.exhibit import Exhibit
from utils.registers.series import cost_examples, refund_rules

DATA = SimpleNamespace(df_by_cost_example=cost_examples(), df_by_refund_step=refund_rules())


def value(exhibit: Exhibit, column: str, **where: object) -> float:
    df = exhibit.data
    for name, wanted in where.items():
        df = df[df[name] == wanted]
    assert len(df) == 1
    return float(df[column].iloc[0])


EXHIBITS = {
    exhibit.id: exhibit
    for exhibit in (
        business_case.schemes(DATA), business_case.examples(DATA), business_case.refunds(DATA), business_case.benefits(DATA),
        business_case_balance.break_even(DATA), business_case_balance.two_years(DATA),
        business_case_balance.chosen(DATA, 1, "2016"), business_case_figures.month_by_month(DATA, 1, "2016"),
        business_case_figures.expense_and_benefit(DATA, "2016"), business_case_figures.balances(DATA),
    )
}  # fmt: skip


@pytest.mark.parametrize("exhibit", EXHIBITS.values(), ids=list(EXHIBITS))
def test_every_exhibit_is_published_and_names_its_source(exhibit: Exhibit) -> None:
    assert exhibit.status == "published"
    assert "C15" in exhibit.note
    assert f'id="{exhibit.id}"' in exhibit.html


def test_thirteen_and_twelve_are_twenty_five() -> None:
    assert EXHIBITS["c15-ordninger"].data.set_index("scheme")["examples"].to_dict() == {"PA": 13, "HM": 12}


def test_all_amounts_are_the_printed_ones() -> None:
    df = EXHIBITS["c15-eksempler"].data
    assert df["difference_dkk"].eq(0).all() and len(df) == 25
    assistance = df[df["scheme"] == "PA"]
    assert assistance["gross_dkk"].tolist() == assistance["gross_printed_dkk"].tolist()


def test_the_two_misprints_are_told() -> None:
    exhibit = EXHIBITS["c15-eksempler"]
    df = exhibit.data
    other = df[(df["hours_per_week_printed"] != df["hours_per_week"]) & (df["scheme"] == "PA")]
    assert other["example"].tolist() == [11]
    rates = df[(df["hourly_rate_printed_dkk"] != df["hourly_rate_dkk"]) & (df["scheme"] == "PA")]
    assert rates["example"].tolist() == [21]
    assert "Eksempel 11: Der er trykt 5 timer" in exhibit.note
    assert "Eksempel 21: Der er trykt 144,68 kr." in exhibit.note


def test_the_rounded_product_is_a_krone_away_in_five_examples() -> None:
    df = EXHIBITS["c15-eksempler"].data.query("scheme == 'PA'").set_index("example")
    away = df["product_dkk"].round() - df["gross_printed_dkk"]
    # 12 x 114.68 x 4.33 = 5,958.77 is printed as 5,958; 20 hours give 9,931.29 and are printed as 9,932
    assert away[away != 0].to_dict() == {3: 1, 7: 1, 9: 1, 15: -1, 25: -1}
    assert "i eksempel 3, 7, 9, 15 og 25." in EXHIBITS["c15-eksempler"].note


def test_seventy_percent_of_the_full_benefit() -> None:
    exhibit = EXHIBITS["c15-ydelser"]
    assert value(exhibit, "benefit_first_dkk", example=1) == 11_200  # 16,000 x 0.7
    assert value(exhibit, "benefit_first_dkk", example=8) == 10_850  # 15,500 x 0.7
    assert pd.isna(value(exhibit, "benefit_first_dkk", example=23))


def test_two_years_of_benefit_by_payer() -> None:
    exhibit = EXHIBITS["c15-ydelser"]
    assert value(exhibit, "avoided_total_dkk", example=1) == pytest.approx(384_000)  # 24 x 16,000
    assert value(exhibit, "avoided_municipality_2015_dkk", example=1) == pytest.approx(12 * 11_200 + 12 * 16_000)
    assert value(exhibit, "avoided_municipality_2015_dkk", example=8) == pytest.approx(18 * 10_850 + 6 * 15_500)
    assert value(exhibit, "avoided_municipality_2015_dkk", example=23) == pytest.approx(6 * 11_700)
    # The state's weeks from 2016: (4 x 0.8 + 22 x 0.4 + 26 x 0.3 + 51.92 x 0.2) x 16,000 / 4.33
    assert value(exhibit, "avoided_state_2016_dkk", example=1) == pytest.approx(30.184 * 16_000 / 4.33)


def test_periods_are_read_from_the_steps() -> None:
    df = EXHIBITS["c15-refusion"].data.query("applies_to == 'sygedagpenge'")
    assert df["period"].tolist() == [
        "måned 1–12",
        "måned 13 og frem",
        "uge 1–4",
        "uge 5–26",
        "uge 27–52",
        "uge 53 og frem",
    ]
    assert df["share_of_municipality_pct"].tolist() == [70, 100, 20, 60, 70, 80]


def test_the_balance_of_an_example_by_hand() -> None:
    exhibit = EXHIBITS["c15-balance"]
    assert value(exhibit, "balance_municipality_2015_dkk", example=1) == pytest.approx(326_400 - 107_256)
    assert value(exhibit, "balance_state_2015_dkk", example=1) == pytest.approx(57_600 - 107_256)
    assert value(exhibit, "balance_total_dkk", example=1) == pytest.approx(24 * 16_000 - 24 * 8_938)
    assert value(exhibit, "balance_municipality_2015_dkk", example=2) == pytest.approx(326_400 - 4_253.5)
    assert value(exhibit, "balance_municipality_2015_dkk", example=8) == pytest.approx(288_300 - 76 - 24 * 3_850)


def test_the_states_part_of_a_flexjob_is_unknown() -> None:
    exhibit = EXHIBITS["c15-balance"]
    missing = exhibit.data[exhibit.data["balance_state_2015_dkk"].isna()]
    assert missing["example"].tolist() == [8]
    assert missing["balance_total_dkk"].isna().all()
    assert "I eksempel 8" in exhibit.note


def test_the_sum_of_both_is_the_same_under_both_rules() -> None:
    df = EXHIBITS["c15-balance"].data.dropna()
    assert df["balance_total_2016_dkk"].tolist() == pytest.approx(df["balance_total_2015_dkk"].tolist())


def test_weeks_to_break_even() -> None:
    exhibit = EXHIBITS["c15-indtjent"]
    found = [value(exhibit, f"{name}_weeks", example=18) for name in ("break_even_2015", "break_even_2016")]
    # 40,693 kr.: 2,586.61 a week gives 15.7; 2,956.12 + 22 x 2,217.09 passes it in week 4 + 17.02
    assert found == [16, 22]
    assert pd.isna(value(exhibit, "covering_2016_weeks", example=23))


def test_posts_of_the_chosen_example_add_up() -> None:
    df = EXHIBITS["c15-eksempel"].data
    for _, part in df.groupby("months"):
        amounts = part.set_index("post")[["municipality_dkk", "state_dkk", "total_dkk"]]
        assert amounts.drop("balance").sum().tolist() == pytest.approx(amounts.loc["balance"].tolist())


def test_a_flexjob_is_a_post_of_its_own_and_leaves_the_states_balance_open() -> None:
    df = business_case_balance.chosen(DATA, 8, "2015").data.query("months == 12").set_index("post")
    assert df.loc["fleksjob", "municipality_dkk"] == -12 * 3_850
    assert df.loc["sparet ledighedsydelse", "municipality_dkk"] == pytest.approx(12 * 10_850)
    assert pd.isna(df.loc["balance", "state_dkk"])


def test_the_line_of_an_aid_is_level() -> None:
    df = business_case_figures.month_by_month(DATA, 2, "2015").data
    assert df.loc[df["amount"] == "udgift", "dkk"].tolist() == [4_253.5] * 25


def test_figures_show_every_example_twice() -> None:
    for name in ("c15-figur-udgift-ydelse", "c15-figur-balance"):
        assert EXHIBITS[name].data.groupby("example").size().eq(2).all()
        assert len(EXHIBITS[name].data) == 50


def test_an_index_is_told_and_moves_amounts() -> None:
    exhibit = business_case_balance.two_years(DATA, indeks=110, satsindeks=120)
    assert "indeks 110,0" in exhibit.note and "120,0" in exhibit.note
    assert value(exhibit, "balance_municipality_2015_dkk", example=2) == pytest.approx(1.2 * 326_400 - 4_678.85)


def test_unknown_choices_are_told() -> None:
    with pytest.raises(HkoError, match="eksempel=26"):
        business_case_balance.chosen(DATA, 26, "2016")
    with pytest.raises(HkoError, match="refusion='2020'"):
        business_case_figures.expense_and_benefit(DATA, "2020")


def test_a_year_given_as_a_number_is_meant_as_text() -> None:
    assert business_case_balance.chosen(DATA, 1, 2015).data.equals(business_case_balance.chosen(DATA, 1, "2015").data)


@pytest.mark.parametrize("number", range(1, 26))
def test_every_example_can_be_chosen(number: int) -> None:
    for rule in ("2015", "2016"):
        assert len(business_case_balance.chosen(DATA, number, rule).data) == (8 if number == 8 else 6)
        assert len(business_case_figures.month_by_month(DATA, number, rule).data) == 50
