import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.measures.expenditure import (
    FEW_CASES,
    MANY_CASES,
    expenditure_dkk,
    expenditure_shares,
    few_cases,
    unit_price_dkk,
)
from utils.registers.codelists import code_list

SCHEMES = {"5.68.91.007": "PA", "5.68.91.008": "PA", "5.68.98.011": "HM", "5.58.81.009": "IB"}
DF_BY_ACCOUNT = pd.DataFrame(
    {
        "KOMMUNE": [101, 101, 101, 101, 147, 147, 151],
        "AAR": [2019, 2019, 2018, 2019, 2019, 2019, 2019],
        "KONTO": [
            "5.68.91.007", "5.68.91.008", "5.68.91.007", "5.68.98.011", "5.68.98.011", "5.99.99.999", "5.99.99.999"
        ],
        "BRUTTOUDGIFT_KR": [100.0, 20.5, 999.0, 40.0, 60.0, 999.0, 999.0],
    }
)  # fmt: skip
AMOUNTS = st.lists(
    st.tuples(st.sampled_from([101, 147]), st.sampled_from(sorted(SCHEMES)), st.integers(-1000, 10**6).map(float)),
    min_size=1,
)


def test_accounts_are_added_up_by_scheme() -> None:
    df = expenditure_dkk(DF_BY_ACCOUNT, SCHEMES)
    assert list(df.columns) == ["expenditure_pa_dkk", "expenditure_hm_dkk", "expenditure_ib_dkk"]
    # 101: PA 100 + 20.5 (2018 is out), HM 40; 147: HM 60, its other account belongs to no scheme
    assert df.loc[101].tolist() == pytest.approx([120.5, 40, 0])
    assert df.loc[147].tolist() == pytest.approx([0, 60, 0])


def test_another_year() -> None:
    assert expenditure_dkk(DF_BY_ACCOUNT, SCHEMES, 2018).loc[101].tolist() == pytest.approx([999, 0, 0])


def test_no_accounts_of_the_year() -> None:
    df = expenditure_dkk(DF_BY_ACCOUNT, SCHEMES, 2017)
    assert df.empty
    assert list(df.columns) == ["expenditure_pa_dkk", "expenditure_hm_dkk", "expenditure_ib_dkk"]


def test_the_code_list_holds_the_ten_accounts_of_the_source() -> None:
    counts = code_list("accounts")["scheme"].value_counts()
    assert counts.to_dict() == {"HM": 6, "PA": 2, "IB": 2}


def test_unit_price() -> None:
    prices = unit_price_dkk(pd.Series([1000.0, 500.0, 0.0]), pd.Series([4, 0, 2]))
    assert prices.iloc[0] == pytest.approx(250)  # 1,000/4
    assert pd.isna(prices.iloc[1])  # spending without a grant has no price
    assert prices.iloc[2] == 0


@settings(max_examples=20, deadline=None)
@given(AMOUNTS)
def test_every_krone_of_the_schemes_is_counted_once(rows: list[tuple[int, str, float]]) -> None:
    df = pd.DataFrame(rows, columns=["KOMMUNE", "KONTO", "BRUTTOUDGIFT_KR"]).assign(AAR=2019)
    assert expenditure_dkk(df, SCHEMES).to_numpy().sum() == pytest.approx(sum(amount for _, _, amount in rows))


@settings(max_examples=20, deadline=None)
@given(AMOUNTS)
def test_the_order_of_the_accounts_does_not_matter(rows: list[tuple[int, str, float]]) -> None:
    df = pd.DataFrame(rows, columns=["KOMMUNE", "KONTO", "BRUTTOUDGIFT_KR"]).assign(AAR=2019)
    pd.testing.assert_frame_equal(expenditure_dkk(df, SCHEMES), expenditure_dkk(df.iloc[::-1], SCHEMES))


def test_shares_of_the_country() -> None:
    df = pd.DataFrame({
        "code": [1, 2], "name": ["a", "b"], "inhabitants_2019k4": [300, 100], "expenditure_pa_dkk": [60.0, 20.0],
        "expenditure_hm_dkk": [0.0, 10.0], "expenditure_ib_dkk": [0.0, 10.0],
    })  # fmt: skip
    shares = expenditure_shares(df)
    # 60 and 40 of 100 kroner, 75 and 25 percent of the inhabitants
    assert shares["share_of_expenditure_pct"].tolist() == pytest.approx([60, 40])
    assert shares["difference_pp"].tolist() == pytest.approx([-15, 15])
    assert shares["expenditure_pa_hm_dkk"].tolist() == pytest.approx([60, 30])
    assert shares["expenditure_per_inhabitant_dkk"].tolist() == pytest.approx([0.2, 0.4])


def test_the_median_belongs_to_the_few_and_nobody_without_cases_to_either() -> None:
    halves = few_cases(pd.Series([1.0, 2.0, 3.0, 0.0]))
    assert halves.tolist()[:3] == [FEW_CASES, FEW_CASES, MANY_CASES]
    assert pd.isna(halves[3])
