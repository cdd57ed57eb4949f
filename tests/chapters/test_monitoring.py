"""The monitoring of a made-up file of two municipalities, and of the printed numbers of Norddjurs."""

import pandas as pd
import pytest

from utils.chapters import (
    monitoring_agreements,
    monitoring_assigned,
    monitoring_expenditure,
    monitoring_index,
    monitoring_seniors,
    monitoring_target_group,
    monitoring_unemployment,
    monitoring_usage,
    monitoring_yearly,
)
from utils.registers.monitoring import Monitoring, monitored
from utils.registers.periods import parsed

PA, HM = "personer med personlig assistance", "personer med bevilget hjælpemiddel"
LY, FLEXJOB, WORKFORCE = "personer på ledighedsydelse", "personer i fleksjob", "arbejdsstyrke"
EXHIBITS = [
    monitoring_target_group.estimate, monitoring_usage.usage_rate, monitoring_expenditure.aid_expenditure,
    monitoring_yearly.persons, monitoring_yearly.persons_figure, monitoring_index.indexes,
    monitoring_agreements.agreements, monitoring_yearly.inflow, monitoring_yearly.inflow_figure,
    monitoring_assigned.assigned, monitoring_unemployment.unemployment, monitoring_unemployment.unemployment_figure,
    monitoring_seniors.seniors,
]  # fmt: skip


def made(
    *rows: tuple[str, str, str, float], name: str = "Thisted", years: tuple[int, int] = (2000, 2099)
) -> Monitoring:
    """Monitoring of rows of series, area, period and value."""
    df = pd.DataFrame(rows, columns=["series", "area", "period", "value"])
    periods = [parsed(text) for text in df["period"]]
    marks = ["ja" if period.kind == "delår" else "nej" for period in periods]
    df = df.assign(part_year=marks, unit="personer", source="Prøve 2024", year=[period.year for period in periods])
    return Monitoring(df, name, *years, "tal.csv")


@pytest.fixture(scope="module")
def norddjurs() -> Monitoring:
    return monitored(707)


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda function: function.__name__)
def test_a_municipality_without_numbers_says_what_is_missing(exhibit) -> None:
    shown = exhibit(monitored(825))
    assert shown.kind == "empty"
    assert "Notaterne trykker ikke «" in shown.note
    assert "Læsø; tallene kan gives i en csv-fil (data_csv)." in shown.note


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda function: function.__name__)
def test_every_exhibit_of_norddjurs_is_published_and_has_its_source(exhibit, norddjurs: Monitoring) -> None:
    shown = exhibit(norddjurs)
    assert shown.status == "published"
    assert (shown.kind == "empty") == (shown.id in ("monitor-anvendelsesgrad", "monitor-visiteret"))
    assert ".." not in shown.note + shown.alt
    assert shown.kind == "empty" or "Kilde: N2" in shown.note


def test_index_and_growth_of_expenditure_stand_apart(norddjurs: Monitoring) -> None:
    exhibit = monitoring_expenditure.aid_expenditure(norddjurs)
    last = exhibit.data[exhibit.data["period"] == "2021"].set_index("area")
    assert last["index_first"].round(1).to_dict() == {"Hele landet": 108.4, "Norddjurs": 209.6}
    assert last["growth_since_first_pct"].round(1).to_dict() == {"Hele landet": 8.4, "Norddjurs": 109.6}
    assert {"index_first", "growth_since_first_pct"} <= set(exhibit.columns)
    assert "Norddjurs har i 2021 indeks 209,6, og det er en vækst på 109,6 pct." in exhibit.note


def test_amounts_in_other_prices_do_not_stand_beside_each_other() -> None:
    data = made(("udgifter til hjælpemidler", "Thisted", "2022", 10), ("udgifter til hjælpemidler", "Hele landet", "2022", 90),
                ("udgifter til hjælpemidler", "Hele landet", "2021", 80))  # fmt: skip
    df = monitoring_expenditure.aid_expenditure(data).data
    assert df[["area", "period", "index_first"]].to_numpy().tolist() == [
        ["Hele landet", "2022", 100], ["Thisted", "2022", 100],
    ]  # fmt: skip
    data.df_by_series.loc[0, "unit"] = "1.000 kr., 2022-priser"
    assert monitoring_expenditure.aid_expenditure(data).data["area"].tolist() == ["Thisted"]


def test_stock_and_flow_and_parts_of_a_year_are_told(norddjurs: Monitoring) -> None:
    exhibit = monitoring_yearly.persons(norddjurs)
    df = exhibit.data.set_index(["series", "period"])
    assert df.loc[(PA, "2021"), "change_pct"] == pytest.approx(100 * (85 / 97 - 1))  # N22 prints 36,8
    assert df.loc[(PA, "Jan-maj 2024"), ["part_year", "value"]].tolist() == ["ja", 58]
    assert pd.isna(df.loc[(PA, "Jan-maj 2024"), "change_pct"])
    assert df.loc[(HM, "Jan-maj 2024"), "share_of_country_pct"] == pytest.approx(100 * 75 / 6097)
    assert df["kind"].groupby("series").first().to_dict() == {HM: "tilgang", PA: "bestand"}
    assert "bestand" in exhibit.note
    assert "aldrig med et helt år" in exhibit.note


def test_the_same_months_of_two_years_are_compared() -> None:
    data = made((HM, "Thisted", "Jan-maj 2023", 20), (HM, "Thisted", "2023", 50), (HM, "Thisted", "Jan-maj 2024", 25))
    df = monitoring_yearly.persons(data).data.set_index("period")
    assert df.loc["Jan-maj 2024", "change_pct"] == 25
    assert df["country"].isna().all()


def test_a_change_into_the_first_year_asked_for_is_kept() -> None:
    data = made((PA, "Thisted", "2021", 10), (PA, "Thisted", "2022", 12), years=(2022, 2023))
    assert monitoring_yearly.persons(data).data[["period", "change_pct"]].to_numpy().tolist() == [["2022", 20.0]]


def test_a_part_of_a_year_is_hollow_and_joined_to_nothing(norddjurs: Monitoring) -> None:
    axes = monitoring_yearly.inflow_figure(norddjurs).figure.axes[0]
    whole, part = axes.lines
    assert list(whole.get_ydata()) == [100, 84, 65, 71, 97, 90]
    assert list(part.get_ydata()) == [34]
    assert (part.get_linestyle(), part.get_markerfacecolor()) == ("None", "white")
    assert {"34", "90"} <= {text.get_text() for text in axes.texts}


def test_country_and_municipality_begin_in_the_same_year() -> None:
    data = made((PA, "Hele landet", "2018", 900), (PA, "Hele landet", "2019", 1000), (PA, "Hele landet", "2020", 1100),
                (PA, "Thisted", "2019", 10), (PA, "Thisted", "2020", 12))  # fmt: skip
    df = monitoring_index.indexes(data).data
    assert df[["area", "period", "index_first"]].to_numpy().tolist() == [
        ["Thisted", "2019", 100], ["Thisted", "2020", 120], ["Hele landet", "2019", 100],
        ["Hele landet", "2020", pytest.approx(110)],
    ]  # fmt: skip


def test_the_printed_growth_of_agreements_begins_at_no_whole_number(norddjurs: Monitoring) -> None:
    exhibit = monitoring_agreements.agreements(norddjurs)
    assert exhibit.data["value"].tolist() == [232]
    assert "var der 52,25 aftaler i 2018; intet helt antal giver 344 (52 giver 346 og 53 giver 338)" in exhibit.note


def test_agreements_of_a_file_have_their_growth() -> None:
    name = "aktive § 56-aftaler"
    exhibit = monitoring_agreements.agreements(made((name, "Thisted", "2022", 40), (name, "Thisted", "2023", 50)))
    assert exhibit.data["growth_since_first_pct"].fillna(-1).tolist() == [-1, 25]
    assert "N22 trykker" not in exhibit.note


def test_the_national_rate_means_131_recipients(norddjurs: Monitoring) -> None:
    exhibit = monitoring_unemployment.unemployment(norddjurs)
    assert exhibit.data["unemployment_pct"].round(1).tolist() == [12.9, 14.1, 13.1, 13.4]  # N24 Tabel 4
    last = exhibit.data.iloc[-1]
    assert last[["at_national_rate", "difference", "reduction_needed"]].tolist() == [131, -3, 3]  # N24 l.155–159
    assert "ville i jun 2024 betyde 131 ledige i Norddjurs mod 134 (13,4 pct.), altså −3" in exhibit.note


def test_periods_that_only_the_country_has_are_left_out() -> None:
    rows = [(series, area, "2023", 20) for series in (LY, FLEXJOB) for area in ("Thisted", "Hele landet")]
    rows += [(series, "Hele landet", "Jun 2024", 30) for series in (LY, FLEXJOB)]
    assert monitoring_unemployment.unemployment(made(*rows)).data["period"].tolist() == ["2023", "2023"]


def test_unemployment_without_the_country() -> None:
    exhibit = monitoring_unemployment.unemployment(made((LY, "Thisted", "2023", 20), (FLEXJOB, "Thisted", "2023", 180)))
    assert exhibit.data["unemployment_pct"].tolist() == [10]
    assert exhibit.data["at_national_rate"].isna().all()
    assert "Landets tal for 2023 er ikke med" in exhibit.note


def test_the_assigned_are_both_groups_of_the_workforce() -> None:
    data = made((LY, "Thisted", "2023", 20), (FLEXJOB, "Thisted", "2023", 180), (WORKFORCE, "Thisted", "2023", 4000))
    exhibit = monitoring_assigned.assigned(data)
    assert exhibit.data["assigned_pct"].tolist() == [5]  # 200 of 4,000
    assert exhibit.alt == "Visiterede i pct. af arbejdsstyrken: Thisted 5,0 pct. i 2023."


def test_sixteen_recipients_are_sixty_or_older(norddjurs: Monitoring) -> None:
    df = monitoring_seniors.seniors(norddjurs).data.set_index("area")
    assert round(df.loc["Norddjurs", "persons_60"]) == 16  # 11.9 percent of 134


def test_eighty_percent_is_of_the_employed(norddjurs: Monitoring) -> None:
    df = monitoring_target_group.estimate(norddjurs).data.set_index("step")
    assert df["persons"].round().tolist() == [21842, 5460, 4368, 2730, 2184]
    assert df.loc["notatets", "base"] == "alle med handicap"
    assert df.loc["ordinaert", "base"] == "beskæftigede med handicap"


def usage(area: str, grants: float, inhabitants: float) -> list[tuple[str, str, str, float]]:
    quarters = ("3kv21", "4kv21", "1kv22", "2kv22")
    pa = [("bevillinger af personlig assistance", area, quarter, grants) for quarter in quarters]
    hm = [("bevillinger af hjælpemidler", area, quarter, grants) for quarter in quarters]
    return [*pa, *hm, ("indbyggere", area, "3kv22", inhabitants)]


def test_all_municipalities_of_the_file_are_ranked() -> None:
    data = made(*usage("Thisted", 10, 20_000), *usage("Læsø", 1, 10_000), *usage("Odder", 30, 40_000))
    exhibit = monitoring_usage.usage_rate(data)
    # Thisted 80 of 20,000 = 0.4; Læsø 8 of 10,000 = 0.08; Odder 240 of 40,000 = 0.6; together 328 of 70,000.
    assert exhibit.data[["area", "rank"]].to_numpy().tolist() == [["Odder", 1], ["Thisted", 2], ["Læsø", 3]]
    assert exhibit.data["usage_rate_four_quarters_pct"].tolist() == pytest.approx([0.6, 0.4, 0.08])
    assert exhibit.alt == (
        "Thisted har en anvendelsesgrad på 0,40 pct., nr. 2 af 3 kommuner i filen, højest først; kommunerne tilsammen "
        "0,47 pct."
    )
    assert "1 af dem ligger under 0,2 pct." in exhibit.note
    assert "328 bevillinger og 70.000 indbyggere i 3 kommuner" in exhibit.note
    texts = [text.get_text() for text in exhibit.figure.axes[0].texts]
    assert {"Odder\n0,60", "Thisted\n0,40", "Læsø\n0,08", "Tilsammen\n0,47"} <= set(texts)


def test_one_municipality_alone_can_be_ranked() -> None:
    assert monitoring_usage.usage_rate(made(*usage("Thisted", 10, 20_000))).figure is not None
