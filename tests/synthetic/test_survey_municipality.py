import numpy as np
import pandas as pd
import pytest

from utils.registers.municipalities import municipalities
from utils.registers.schemas import SCHEMAS
from utils.synthetic.municipalities import drawn_types
from utils.synthetic.survey_municipality import survey_municipality

GRANTS = pd.DataFrame({"scheme": ["PA"] * 98 * 20, "municipality": list(range(98)) * 20, "year": 2019})
# A grant of 2016 is not asked for.
EARLIER = pd.DataFrame({"scheme": ["PA"] * 980, "municipality": list(range(98)) * 10, "year": 2016})
ACCOUNTS = pd.DataFrame({"KOMMUNE": municipalities()["code"], "KONTO": "x", "BRUTTOUDGIFT_KR": 140_000.0})


def drawn(seed: int, condition: bool = True) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    df_by_municipality = municipalities().merge(drawn_types(rng), on="code", how="left")
    grants = pd.concat([GRANTS, EARLIER])
    return survey_municipality(rng, df_by_municipality, grants, ACCOUNTS, {"x": "PA"}, condition)


@pytest.mark.parametrize("seed", [1, 2])
def test_55_municipalities_report_100_cases_of_priority_access(seed: int) -> None:
    df = drawn(seed)
    SCHEMAS["survey_municipality"].validate(df, lazy=True)
    assert len(df) == 55 and df["M01"].is_unique
    assert df["M02_FA"].sum() == 100 and df["M02_FA"].nunique() > 3


def test_reports_lie_near_the_register_and_some_are_missing() -> None:
    df = drawn(3)
    reported = df["M02_PA"].dropna().astype(float)
    assert reported.between(20 * 0.75, 20 * 1.3).all()
    assert 0.3 < (reported == 20).mean() < 0.8  # a third report the number itself, others round to it
    assert 0 < df["M05_PA"].isna().sum() < 30
    assert df["M04_PA"].dropna().between(650, 1_500).all()  # 140,000 kroner at about 140 an hour
    assert df["M04_PA"].dropna().nunique() > 20


def test_a_free_draw_does_not_hold_the_printed_sum() -> None:
    assert len({int(drawn(seed, condition=False)["M02_FA"].sum()) for seed in range(4)}) > 1
