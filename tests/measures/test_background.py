import pandas as pd
import pytest

from utils.measures.background import age_band, background_shares, income_band, known_job

DF = pd.DataFrame(
    {
        "scheme": ["PA"] * 4,
        "gender": ["mand", "mand", "kvinde", None],
        "age": [29, 30, 50, 51],
        "education": ["grundskole", "uoplyst", "videregående", None],
        "income_dkk": [300_000, 300_001, None, 100_000],
        "industry": ["handel og transport", "uoplyst", None, None],
    }
)


def test_bands_begin_after_their_limits() -> None:
    assert age_band(DF["age"]).tolist() == ["under 30", "30–40", "41–50", "over 50"]
    assert income_band(DF["income_dkk"]).fillna("").tolist() == [
        "højst 300.000 kr.", "over 300.000 kr.", "", "højst 300.000 kr.",
    ]  # fmt: skip


def test_an_unknown_age_has_no_band() -> None:
    assert age_band(pd.Series([None, 40], dtype="Int64")).isna().tolist() == [True, False]


def test_a_job_that_is_not_known_is_none() -> None:
    assert known_job(DF["industry"]).notna().tolist() == [True, False, False, False]


def test_every_topic_has_its_own_base() -> None:
    df = background_shares(DF, ["scheme"]).set_index(["topic", "category"])
    assert df.loc[("Køn", "mand"), "share_pct"] == pytest.approx(200 / 3)  # 2 of 3
    assert df.loc[("Alder", "over 50"), "share_pct"] == 25  # 1 of 4
    assert df.loc[("Uddannelse", "uoplyst"), "n_persons"] == 3  # counts in the base
    assert df.loc[("Indkomst", "over 300.000 kr."), "share_pct"] == pytest.approx(100 / 3)
    assert df.loc[("Branche", "handel og transport"), "n_persons"] == 1
