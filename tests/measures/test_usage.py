import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.measures.usage import ONE_YEAR, TWO_YEARS, growth_pct, usage_rate_pct

DF_BY_GRANT = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "HM", "HM", "IB", "HM", "PA"],
        "year": [2018, 2019, 2019, 2020, 2019, 2018, 2019],
        "municipality": pd.array([101, 101, 101, 101, 101, 147, None], dtype="Int64"),
    }
)
DF_BY_MUNICIPALITY = pd.DataFrame({"code": [101, 147, 151], "inhabitants_2019k4": [1000, 500, 800]})
GRANTS = st.lists(
    st.tuples(
        st.sampled_from(["PA", "HM"]), st.sampled_from([2018, 2019, 2020]), st.sampled_from([101, 147, 151, None])
    ),
    max_size=30,
)


def _rates(schemes: tuple[str, ...], years: tuple[int, ...], df: pd.DataFrame = DF_BY_GRANT) -> list[float]:
    return usage_rate_pct(df, DF_BY_MUNICIPALITY, schemes, years).tolist()


def _grants(rows: list[tuple[str, int, int | None]]) -> pd.DataFrame:
    schemes, years, municipalities = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "scheme": pd.Series(schemes, dtype="str"),
            "year": pd.Series(years, dtype="int64"),
            "municipality": pd.array(municipalities, dtype="Int64"),
        }
    )


def test_two_years_of_both_schemes() -> None:
    # 101: two PA and one HM in 2018–2019 of 1,000; 147: one HM of 500; 151: none. 2020, IB and no municipality are out.
    assert _rates(("PA", "HM"), TWO_YEARS) == pytest.approx([0.3, 0.2, 0.0])


def test_one_year() -> None:
    # 101: one PA and one HM in 2019 of 1,000
    assert _rates(("PA", "HM"), ONE_YEAR) == pytest.approx([0.2, 0.0, 0.0])


def test_one_scheme() -> None:
    assert _rates(("PA",), TWO_YEARS) == pytest.approx([0.2, 0.0, 0.0])  # 2 of 1,000
    assert _rates(("HM",), TWO_YEARS) == pytest.approx([0.1, 0.2, 0.0])  # 1 of 1,000, 1 of 500


def test_rows_stand_as_the_municipalities_do() -> None:
    reversed_rows = DF_BY_MUNICIPALITY.iloc[::-1]
    rates = usage_rate_pct(DF_BY_GRANT, reversed_rows, ("PA", "HM"), TWO_YEARS)
    assert rates.index.tolist() == [2, 1, 0]
    assert rates.tolist() == pytest.approx([0.0, 0.2, 0.3])


def test_growth() -> None:
    assert growth_pct(5066, 5495) == pytest.approx(8.46822, abs=1e-5)  # 429/5,066
    assert growth_pct(24, 21) == pytest.approx(-12.5)  # −3/24


@settings(max_examples=25, deadline=None)
@given(GRANTS)
def test_the_schemes_add_up(rows: list[tuple[str, int, int | None]]) -> None:
    df = _grants(rows)
    both = _rates(("PA", "HM"), TWO_YEARS, df)
    parts = zip(_rates(("PA",), TWO_YEARS, df), _rates(("HM",), TWO_YEARS, df), strict=True)
    assert both == pytest.approx([pa + hm for pa, hm in parts])


@settings(max_examples=25, deadline=None)
@given(GRANTS, st.randoms(use_true_random=False))
def test_the_order_of_the_grants_does_not_matter(rows: list[tuple[str, int, int | None]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _rates(("PA", "HM"), TWO_YEARS, _grants(shuffled)) == _rates(("PA", "HM"), TWO_YEARS, _grants(rows))


@settings(max_examples=25, deadline=None)
@given(GRANTS)
def test_every_placed_grant_of_the_years_is_counted_once(rows: list[tuple[str, int, int | None]]) -> None:
    rates = pd.Series(_rates(("PA", "HM"), TWO_YEARS, _grants(rows)))
    counted = (rates * DF_BY_MUNICIPALITY["inhabitants_2019k4"] / 100).sum()
    assert counted == pytest.approx(sum(year in TWO_YEARS and place is not None for _, year, place in rows))
