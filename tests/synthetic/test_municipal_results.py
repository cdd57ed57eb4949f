import numpy as np
import pandas as pd
import pytest

from utils.synthetic.municipal_results import with_degrees, with_usage


def test_usage_of_two_years_and_of_one() -> None:
    df_by_municipality = pd.DataFrame({"inhabitants_2019k4": [1_000, 100_000]})
    counts = np.array([[[1, 2], [3, 4]], [[10, 20], [30, 40]]])  # municipality × (PA, HM) × (2018, 2019)
    df = with_usage(df_by_municipality, counts)
    assert df["usage_rate_two_year_pct"].tolist() == [1.0, 0.1]  # 10 of 1,000 and 100 of 100,000
    assert df["usage_rate_2019_pct"].tolist() == [0.6, 0.06]  # 2 + 4 and 20 + 40
    assert df["log10_inhabitants"].tolist() == pytest.approx([3, 5])


def test_recruitment_degree_counts_grants_not_persons() -> None:
    df_by_person_scheme = pd.DataFrame(
        [
            (0, "PA", True, 3),
            (0, "PA", False, 1),
            (0, "HM", False, 4),
            (1, "HM", True, 1),
            (98, "HM", True, 9),  # municipality not known: counts nowhere
        ],
        columns=["municipality", "scheme", "recruitment", "grants"],
    )
    df = with_degrees(pd.DataFrame({"code": [101, 147]}), df_by_person_scheme)
    assert df["recruitment_degree_pa_pct"].iloc[0] == 75  # 3 of 3 + 1
    assert df["recruitment_degree_hm_pct"].tolist() == [0, 100]
    assert df["recruitment_degree_pct"].tolist() == [37.5, 100]  # 3 of 8; 1 of 1
    assert np.isnan(df["recruitment_degree_pa_pct"].iloc[1])
