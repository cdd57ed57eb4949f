import numpy as np
import pandas as pd
import pytest

from utils.measures.hours import with_outcomes
from utils.measures.municipal import municipal_results, municipal_settings, respondents

REGISTERS = {
    "municipality_conditions": pd.DataFrame({"KOMMUNE": [101, 707], "RAMMEVILKAAR_RANG": [33, 98]}),
    "municipality_types": pd.DataFrame(
        {"KOMMUNE": [101], "STRATEGI": ["proaktiv"], "ORGANISERING": ["spredt specialisering"], "MEDARBEJDERE": [40]}
    ),
    "municipality_accounts": pd.DataFrame(
        {
            "KOMMUNE": [101, 101, 707],
            "AAR": [2019, 2019, 2019],
            "KONTO": ["5.68.91.007", "5.68.98.011", "5.68.98.011"],
            "BRUTTOUDGIFT_KR": [300.0, 90.0, 50.0],
        }
    ),
}
DF_BY_GRANT = pd.DataFrame(
    {
        "scheme": ["PA", "PA", "PA", "PA", "HM", "HM", "IB"],
        "year": [2018, 2019, 2019, 2017, 2019, 2019, 2019],
        "municipality": pd.array([101, 101, 101, 101, 101, 707, 707], dtype="Int64"),
        "purpose": ["retention", "retention", "recruitment", "recruitment", "recruitment", None, "recruitment"],
    }
)
DF_BY_PERSON_SCHEME = with_outcomes(
    pd.DataFrame(
        {
            "scheme": ["PA", "PA", "HM", "HM", "HM"],
            "municipality": pd.array([101, 101, 101, 707, None], dtype="Int64"),
            "baseline_hours": [0.0, 40.0, 40.0, np.nan, 0.0],
            "outcome_hours": [40.0, 0.0, 80.0, 80.0, 80.0],
        }
    )
)


def _results(registers: dict[str, pd.DataFrame] = REGISTERS) -> pd.DataFrame:
    df_by_municipality = municipal_settings(registers)
    return municipal_results(df_by_municipality, DF_BY_GRANT, DF_BY_PERSON_SCHEME, registers).set_index("code")


def test_settings_of_the_98() -> None:
    df = municipal_settings(REGISTERS).set_index("code")
    assert len(df) == 98
    assert df.loc[101, ["name", "region", "strategy", "organisation"]].tolist() == [
        "København", "Hovedstaden", "proaktiv", "spredt specialisering"
    ]  # fmt: skip
    assert df.loc[101, "size_band"] == "stor (80.000 og over)"
    assert df.loc[707, "size_band"] == "lille (under 40.000)"
    assert df.loc[101, "log10_inhabitants"] == pytest.approx(5.801418, abs=1e-6)  # log10 633,021
    assert df.loc[[101, 707], "framework_band"].tolist() == ["mellem (33–66)", "gode (67–98)"]
    assert df.loc[101, "staff"] == 40


def test_a_municipality_outside_a_register_has_nothing_from_it() -> None:
    df = municipal_settings(REGISTERS).set_index("code")
    assert df.loc[147, ["framework_rank", "framework_band", "strategy", "organisation", "staff"]].isna().all()


def test_settings_without_registers_are_those_of_statistics_denmark() -> None:
    df = municipal_settings({})
    assert len(df) == 98 and df["size_band"].notna().all()
    assert df[["framework_rank", "framework_band", "strategy", "organisation", "staff"]].isna().all(axis=None)


def test_usage_and_recruitment() -> None:
    df = _results()
    # København has 633,021 inhabitants; grants 2018–2019: 3 PA and 1 HM, of them 2 PA and 1 HM in 2019.
    assert df.loc[101, "usage_rate_two_year_pct"] == pytest.approx(400 / 633_021)
    assert df.loc[101, "usage_rate_two_year_pa_pct"] == pytest.approx(300 / 633_021)
    assert df.loc[101, "usage_rate_2019_pct"] == pytest.approx(300 / 633_021)
    assert df.loc[101, "usage_rate_2019_hm_pct"] == pytest.approx(100 / 633_021)
    assert df.loc[101, ["grants", "grants_pa", "grants_hm"]].tolist() == [4, 3, 1]
    # recruitment: 1 of 3 PA (2017 is out), 1 of 1 HM, together 2 of 4
    assert df.loc[101, "recruitment_degree_pct"] == pytest.approx(50)
    assert df.loc[101, "recruitment_degree_pa_pct"] == pytest.approx(100 / 3)
    assert df.loc[101, "recruitment_degree_hm_pct"] == pytest.approx(100)
    # 707: one HM grant of unknown purpose, the icebreaker is no part of either scheme
    assert df.loc[707, "grants"] == 1
    assert pd.isna(df.loc[707, "recruitment_degree_pct"])


def test_usage_band_follows_the_rate_of_2019() -> None:
    df = _results()
    assert df.loc[101, "usage_band"] == "lav"  # 0.0005
    # Frederiksberg has no grant in the extract, so it is taken not to be in it.
    assert df.loc[147, ["usage_band", "usage_rate_2019_pct", "usage_rate_two_year_pct"]].isna().all()
    # Læsø has 1,797 inhabitants: 9 grants in 2018 and 4 in 2019 are 0.72 in two years and 0.22 in 2019.
    grants = pd.DataFrame(
        {"scheme": "HM", "year": [2018] * 9 + [2019] * 4, "municipality": 825, "purpose": "retention"}
    )
    df_by_municipality = municipal_settings({})
    island = (
        municipal_results(df_by_municipality, pd.concat([DF_BY_GRANT, grants]), DF_BY_PERSON_SCHEME, {})
        .set_index("code")
        .loc[825]
    )
    assert island["usage_rate_two_year_pct"] == pytest.approx(1300 / island["inhabitants_2019k4"])
    assert island["usage_rate_2019_pct"] == pytest.approx(400 / island["inhabitants_2019k4"])
    assert island["usage_band"] == "mellem"


def test_hours_pool_the_persons_of_both_schemes() -> None:
    df = _results()
    # 101: increased 1 of 2 PA and 1 of 1 HM, together 2 of 3; retained 0 of 1 PA and 1 of 1 HM, together 1 of 2
    assert df.loc[101, ["increased_hours_pct", "increased_hours_persons"]].tolist() == pytest.approx([200 / 3, 3])
    assert df.loc[101, ["increased_hours_pa_pct", "increased_hours_pa_persons"]].tolist() == pytest.approx([50, 2])
    assert df.loc[101, ["retained_pct", "retained_persons"]].tolist() == pytest.approx([50, 2])
    # 1 of 2 by Wilson: 9.45–90.55
    assert df.loc[101, ["retained_lower_pct", "retained_upper_pct"]].tolist() == pytest.approx(
        [9.4531, 90.5469], abs=1e-4
    )
    # 707: its only person has no known baseline
    assert pd.isna(df.loc[707, "increased_hours_pct"]) and df.loc[707, "increased_hours_persons"] == 0


def test_expenditure_and_unit_prices_of_2019() -> None:
    df = _results()
    # 101: 300 kr. on PA for 2 grants of 2019, 90 kr. on HM for 1; 707: 50 kr. on HM for 1; 147 is not in the accounts
    assert df.loc[101, ["unit_price_pa_dkk", "unit_price_hm_dkk"]].tolist() == pytest.approx([150, 90])
    assert df.loc[707, ["expenditure_pa_dkk", "expenditure_hm_dkk", "unit_price_hm_dkk"]].tolist() == [0, 50, 50]
    assert pd.isna(df.loc[707, "unit_price_pa_dkk"])
    # Not to be in the accounts is not to spend 0 kroner.
    assert df.loc[147, ["expenditure_pa_dkk", "expenditure_hm_dkk", "expenditure_ib_dkk"]].isna().all()


def test_without_accounts_there_is_no_expenditure() -> None:
    df = _results({name: frame for name, frame in REGISTERS.items() if name != "municipality_accounts"})
    assert not [name for name in df.columns if "dkk" in name]
    assert df.loc[101, "usage_rate_two_year_pct"] == pytest.approx(400 / 633_021)


def test_an_extract_without_personal_assistance_still_has_aids() -> None:
    of_aids = DF_BY_GRANT[DF_BY_GRANT["scheme"] == "HM"].astype({"purpose": "str"})
    df = municipal_results(municipal_settings({}), of_aids, DF_BY_PERSON_SCHEME, {}).set_index("code")
    assert df.loc[101, ["grants", "grants_pa", "grants_hm"]].tolist() == [1, 0, 1]
    assert df.loc[101, "recruitment_degree_hm_pct"] == pytest.approx(100)


def test_respondents_carry_the_settings_of_their_municipality() -> None:
    answers = pd.DataFrame({"q01": [101, 707, 101], "q12": [1, 2, 99]})
    df = respondents(answers, _results().reset_index())
    assert df["q12"].tolist() == [1, 2, 99]
    assert df["name"].tolist() == ["København", "Norddjurs", "København"]
    assert df["strategy"].isna().tolist() == [False, True, False]
    assert df["inhabitants_2019k4"].tolist()[0] == 633_021


def test_no_survey_gives_no_respondents() -> None:
    df = respondents(None, _results().reset_index())
    assert df.empty and "strategy" in df.columns
