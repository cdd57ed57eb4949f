from collections.abc import Callable

import pandas as pd
import pytest

from utils.chapters import expenditure
from utils.frames import FRAME_NAMES, Frames
from utils.publish.exhibit import Exhibit

# 1,000 inhabitants and 100 kroner in all: shares of inhabitants 50, 20, 15, 10, 5; of expenditure 44, 26, 15, 15, 0.
DF_BY_MUNICIPALITY = pd.DataFrame(
    {
        "code": [101, 461, 751, 851, 155],
        "name": ["København", "Odense", "Aarhus", "Aalborg", "Dragør"],
        "inhabitants_2019k4": [500, 200, 150, 100, 50],
        "expenditure_pa_dkk": [40.0, 20.0, 14.0, 14.0, 0.0],
        "expenditure_hm_dkk": [2.0, 6.0, 1.0, 1.0, 0.0],
        "expenditure_ib_dkk": [2.0, 0.0, 0.0, 0.0, 0.0],
    }
)
GRANTS = pd.DataFrame(
    [("PA", 2018, "a"), ("PA", 2019, "a"), ("PA", 2017, "z"), ("HM", 2019, "a"), ("HM", 2019, "b"), ("IB", 2018, "c")],
    columns=["scheme", "year", "pnr"],
)
FIGURES = [expenditure.expenditure_and_size, expenditure.expenditure_and_inhabitants]
ALL = [expenditure.national, expenditure.higher_than_expected, *FIGURES]
Make = Callable[..., Exhibit]


def frames(
    df_by_municipality: pd.DataFrame = DF_BY_MUNICIPALITY, missing: tuple[str, ...] = (), grants: pd.DataFrame = GRANTS
) -> Frames:
    empty = dict.fromkeys(FRAME_NAMES, pd.DataFrame())
    given = {"df_by_municipality": df_by_municipality, "df_by_grant": grants}
    return Frames(**(empty | given), status="synthetic", missing=missing)


def test_the_country_by_scheme() -> None:
    df = expenditure.national(frames()).data.set_index("scheme")
    assert df["expenditure_dkk"].to_dict() == {"PA": 88, "HM": 10, "IB": 2, "alle": 100}
    assert df["share_of_expenditure_pct"].to_dict() == pytest.approx({"PA": 88, "HM": 10, "IB": 2, "alle": 100})
    # a has PA and HM, b HM, c IB; z was granted in 2017 and is nobody here
    assert df["persons"].to_dict() == {"PA": 1, "HM": 2, "IB": 1, "alle": 4}
    assert df["share_of_persons_pct"].to_dict() == pytest.approx({"PA": 25, "HM": 50, "IB": 25, "alle": 100})
    assert df["grants_2019"].to_dict() == {"PA": 1, "HM": 2, "IB": 0, "alle": 3}


def test_share_of_expenditure_less_share_of_inhabitants() -> None:
    exhibit = expenditure.expenditure_and_inhabitants(frames())
    difference = exhibit.data.set_index("name")["difference_pp"]
    assert difference.to_dict() == pytest.approx(
        {"Odense": 6, "Aalborg": 5, "Aarhus": 0, "Dragør": -5, "København": -6}
    )
    assert exhibit.data["name"].tolist()[0] == "Odense"
    assert "2 af 5 kommuner" in exhibit.alt and "Højest er Odense (6,0 procentpoint)" in exhibit.alt
    assert "4 kommuner har udgifter" in exhibit.note


def test_municipalities_above_the_limit_and_the_largest_below_their_share() -> None:
    df = expenditure.higher_than_expected(frames()).data
    # all: Odense and Aalborg are above 0,5; København and Dragør are lower. Of the four largest Dragør is not one.
    assert df[["municipalities", "higher_municipalities", "lower_municipalities"]].to_numpy().tolist() == [
        [5, 2, 2],
        [4, 2, 1],
    ]
    assert df["higher_pct"].tolist() == pytest.approx([40, 50])


def test_expenditure_and_size_leaves_out_who_spends_nothing() -> None:
    exhibit = expenditure.expenditure_and_size(frames())
    assert exhibit.data["name"].tolist() == ["København", "Odense", "Aarhus", "Aalborg"]
    # København 40 + 2 kroner of PA and HM, in thousands
    assert exhibit.data["expenditure_pa_hm_dkk_thousand"].tolist()[0] == pytest.approx(0.042)
    assert "N = 4" in exhibit.note


@pytest.mark.parametrize("make", FIGURES)
def test_a_municipality_can_stand_out(make: Make) -> None:
    exhibit = make(frames(), kommune=461)
    assert exhibit.id.startswith("profil-figur-")
    texts = [text for text in exhibit.figure.axes[0].texts if text.get_text() == "Odense"]
    assert [text.get_fontweight() for text in texts] == ["bold"]


def test_a_municipality_without_spending_is_said_not_to_be_shown() -> None:
    assert "Dragør har ingen udgifter" in expenditure.expenditure_and_size(frames(), kommune=155).note
    assert "vises ikke" not in expenditure.expenditure_and_size(frames(), kommune=461).note


@pytest.mark.parametrize("make", ALL)
def test_without_accounts_the_exhibit_says_so(make: Make) -> None:
    without = DF_BY_MUNICIPALITY[["code", "name", "inhabitants_2019k4"]]
    exhibit = make(frames(without, missing=("municipality_accounts",)))
    assert exhibit.kind == "empty" and "municipality_accounts" in exhibit.note


@pytest.mark.parametrize("make", ALL)
def test_accounts_without_amounts_give_nothing_to_show(make: Make) -> None:
    zero = DF_BY_MUNICIPALITY.assign(expenditure_pa_dkk=0.0, expenditure_hm_dkk=0.0, expenditure_ib_dkk=0.0)
    assert make(frames(zero)).kind == "empty"


@pytest.mark.parametrize("make", ALL)
def test_one_municipality_is_enough(make: Make) -> None:
    exhibit = make(frames(DF_BY_MUNICIPALITY.head(1)))
    assert exhibit.kind != "empty" and "Kilde: K21 5.5" in exhibit.note
    assert exhibit.html


def test_the_printed_numbers(data: Frames) -> None:
    df = expenditure.national(data).data.set_index("scheme")
    assert df["expenditure_dkk_million"].round(1).to_dict() == {"PA": 549.3, "HM": 62.1, "IB": 8.9, "alle": 620.3}
    assert df["share_of_expenditure_pct"].round().to_dict() == {"PA": 89, "HM": 10, "IB": 1, "alle": 100}
    share = expenditure.expenditure_and_inhabitants(data).data.set_index("name")["share_of_expenditure_pct"].round(1)
    assert [share[name] for name in ("Herning", "Kolding", "Guldborgsund")] == [3.2, 2.8, 2.5]
    assert expenditure.higher_than_expected(data).data["higher_municipalities"].tolist()[0] == 18
