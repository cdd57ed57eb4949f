from collections.abc import Callable

import pandas as pd
import pytest

from utils.chapters import unit_prices
from utils.frames import FRAME_NAMES, Frames
from utils.publish.exhibit import Exhibit

DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [101, 461, 751, 155],
        "name": ["København", "Odense", "Aarhus", "Dragør"],
        "strategy": pd.array(["proaktiv", "proaktiv", "reaktiv", None], dtype="string"),
        "inhabitants_2019k4": [4000, 1000, 2000, 500],
        "expenditure_pa_dkk": [800.0, 300.0, 100.0, 0.0],
        "expenditure_hm_dkk": [80.0, 10.0, 40.0, 5.0],
        "expenditure_ib_dkk": [90.0, 0.0, 0.0, 0.0],
    }
)
# PA: 8 grants in København, 2 in Odense, 1 in Aarhus; HM: 8 in København, 1 in Odense, 1 in Aarhus, none in Dragør.
COUNTS = [("PA", 101, 8), ("PA", 461, 2), ("PA", 751, 1), ("HM", 101, 8), ("HM", 461, 1), ("HM", 751, 1)]
GRANTS = pd.DataFrame(
    [(scheme, code, 2019, f"{scheme}{code}{i}") for scheme, code, count in COUNTS for i in range(count)]
    + [("PA", 155, 2018, "z"), ("IB", 101, 2018, "i"), ("IB", 101, 2019, "i"), ("IB", 101, 2019, "j")],
    columns=["scheme", "municipality", "year", "pnr"],
)
FIGURES = [unit_prices.price_and_size, unit_prices.price_and_cases]
ALL = [unit_prices.national, unit_prices.few_and_many_cases, unit_prices.by_strategy, *FIGURES]
Make = Callable[..., Exhibit]


def frames(df_by_municipality: pd.DataFrame = DF_BY_MUNICIPALITY, missing: tuple[str, ...] = ()) -> Frames:
    empty = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    given = {"df_by_municipality": df_by_municipality, "df_by_grant": GRANTS}
    return Frames(**(empty | given), status="synthetic", missing=missing)


def test_national_prices_are_means_of_municipalities() -> None:
    df = unit_prices.national(frames()).data.set_index("scheme")
    # PA 100, 150, 100; HM 10, 10, 40; Dragør has no grant of 2019 and no price; icebreaker 90 kroner, 2 persons
    assert df["unit_price_dkk"].to_dict() == pytest.approx({"PA": 350 / 3, "HM": 20, "IB": 45})
    assert df["cases"].to_dict() == {"PA": 11, "HM": 10, "IB": 2}
    # totals over grants are another number: 1,200/11; HM with Dragør's 5 kroner left out as it has no case: 130/10
    assert df["total_per_case_dkk"].to_dict() == pytest.approx({"PA": 1200 / 11, "HM": 13, "IB": 45})


def test_the_combined_price_by_size() -> None:
    df = unit_prices.price_and_size(frames()).data
    # (800 + 80)/16, (300 + 10)/3, (100 + 40)/2
    assert df.set_index("name")["unit_price_dkk"].to_dict() == pytest.approx(
        {"København": 55, "Odense": 310 / 3, "Aarhus": 70}
    )


def test_few_and_many_cases_by_scheme() -> None:
    df = unit_prices.few_and_many_cases(frames()).data
    # PA per 1,000: 2, 2, 0.5: none above the median of 2. HM: 2, 1, 0.5: København alone is above the median of 1.
    found = df.set_index(["scheme", "half"])[["n_municipalities", "unit_price_dkk"]]
    assert found.loc[("PA", "få sager")].tolist() == pytest.approx([3, 350 / 3])
    assert found.loc[("HM", "få sager")].tolist() == pytest.approx([2, 25])
    assert found.loc[("HM", "mange sager")].tolist() == pytest.approx([1, 10])


def test_prices_and_expenditure_per_inhabitant_by_strategy() -> None:
    df = unit_prices.by_strategy(frames()).data.set_index(["scheme", "strategy"])
    assert df.loc[("PA", "proaktiv"), "unit_price_dkk"] == pytest.approx(125)
    assert df.loc[("HM", "reaktiv"), "unit_price_dkk"] == pytest.approx(40)
    # (970/4,000 + 310/1,000)/2 and 140/2,000
    assert df.loc[("alle", "proaktiv"), "expenditure_per_inhabitant_dkk"] == pytest.approx(0.27625)
    assert df.loc[("alle", "reaktiv"), "expenditure_per_inhabitant_dkk"] == pytest.approx(0.07)
    assert df["n_municipalities"].tolist() == [2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize("make", FIGURES)
def test_a_municipality_can_stand_out(make: Make) -> None:
    exhibit = make(frames(), kommune=461)
    assert exhibit.id.startswith("profil-")
    named = [text for axes in exhibit.figure.axes for text in axes.texts if text.get_text() == "Odense"]
    assert named and all(text.get_fontweight() == "bold" for text in named)


@pytest.mark.parametrize("make", ALL)
def test_without_accounts_the_exhibit_says_so(make: Make) -> None:
    without = DF_BY_MUNICIPALITY[["code", "name", "strategy", "inhabitants_2019k4"]]
    exhibit = make(frames(without, ("municipality_accounts",)))
    assert exhibit.kind == "empty" and "municipality_accounts" in exhibit.note


@pytest.mark.parametrize("make", ALL)
def test_small_extracts_do_not_stop_it(make: Make) -> None:
    assert make(frames(DF_BY_MUNICIPALITY.head(1))).html
    assert make(frames(DF_BY_MUNICIPALITY.tail(1))).html


def test_the_printed_prices(data: Frames) -> None:
    price = unit_prices.national(data).data.set_index("scheme")["unit_price_dkk"]
    assert price.round().to_dict() == {"PA": 102_205, "HM": 9_390, "IB": 216_634}
    df = unit_prices.few_and_many_cases(data).data.set_index(["scheme", "half"])["unit_price_dkk"]
    assert df["PA", "få sager"] > df["PA", "mange sager"]
    assert df["HM", "få sager"] > df["HM", "mange sager"]


def test_aids_differ_more_in_price_than_assistance(data: Frames) -> None:
    spread = unit_prices.national(data).data.set_index("scheme")["coefficient_of_variation"]
    assert spread["HM"] > spread["PA"]
