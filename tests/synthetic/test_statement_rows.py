import numpy as np
import pandas as pd
import pytest

from utils.statistics.regression import least_squares
from utils.synthetic.statement_rows import NOT_SIGNIFICANT, SIGNIFICANT, holds, limits, statement_row

STATEMENT = pd.Series(
    {"id": "2", "model": "øgede løntimer på rang", "outcome": "share", "tested": "rank", "control": "",
     "sign": "negative", "significant": "ja"}
)  # fmt: skip
PERSONS = np.array([10, 20, 50, 25, 40])
COUNTS = np.array([5, 8, 20, 7, 10])


def municipalities() -> pd.DataFrame:
    # Shares in percent: 50, 40, 40, 28, 25.
    return pd.DataFrame({"share": 100 * COUNTS / PERSONS, "rank": [1, 2, 3, 4, 5], "usage": [3.0, 1.0, 2.0, 2.0, 1.0]})


def test_limits_of_a_verdict() -> None:
    assert limits("negative", True) == (-np.inf, -SIGNIFICANT)
    assert limits("positive", True) == (SIGNIFICANT, np.inf)
    assert limits("", False) == (-NOT_SIGNIFICANT, NOT_SIGNIFICANT)


def test_the_row_is_the_slope() -> None:
    row = statement_row(STATEMENT, municipalities(), np.diag(100 / PERSONS))
    # Σ(rank − 3)(share) / Σ(rank − 3)² = (−2·50 − 40 + 0 + 28 + 2·25) / 10 = −6.2 percentage points a rank.
    assert row.coefficients @ COUNTS == pytest.approx(-6.2)
    # One person more among 10 in the first municipality: 10 points · (−2)/10 = −2.
    assert row.coefficients[0] == pytest.approx(-2)
    assert row.name == "udsagn 2: øgede løntimer på rang"


def test_the_bound_is_the_limit_of_t_times_the_standard_error() -> None:
    row = statement_row(STATEMENT, municipalities(), np.diag(100 / PERSONS))
    error = least_squares(municipalities(), "share", ["rank"]).set_index("term").loc["rank", "standard_error"]
    assert (row.low, row.high) == (-np.inf, pytest.approx(-SIGNIFICANT * error))


def test_with_a_control_the_row_is_the_partial_slope() -> None:
    statement = STATEMENT.replace({"control": "", "significant": "ja"}).copy()
    statement["control"], statement["significant"] = "usage", "nej"
    row = statement_row(statement, municipalities(), np.diag(100 / PERSONS))
    fit = least_squares(municipalities(), "share", ["rank", "usage"]).set_index("term").loc["rank"]
    error = fit["standard_error"]
    assert row.coefficients @ COUNTS == pytest.approx(fit["coefficient"])
    assert (row.low, row.high) == pytest.approx((-NOT_SIGNIFICANT * error, NOT_SIGNIFICANT * error))


def test_a_municipality_without_persons_leaves_the_row() -> None:
    weights = np.diag(100 / PERSONS)
    weights[2] = np.nan
    df = municipalities()
    df.loc[2, "share"] = np.nan
    row = statement_row(STATEMENT, df, weights)
    # Ranks 1, 2, 4, 5: (−2·50 − 40 + 28 + 2·25) / 10 = −6.2 again, and nothing in the third place.
    assert row.coefficients @ COUNTS == pytest.approx(-6.2)
    assert row.coefficients[2] == 0


@pytest.mark.parametrize(
    ("sign", "significant", "expected"),
    [("negative", "ja", True), ("positive", "ja", False), ("", "nej", False)],
)
def test_a_clear_fall_holds_as_negative_alone(sign: str, significant: str, expected: bool) -> None:
    rank = np.arange(1, 21)
    # Falls by one a rank, with a wave of ±0.1: significant without doubt.
    df = pd.DataFrame({"rank": rank, "share": 50 - rank + 0.1 * (-1.0) ** rank})
    assert holds(df, STATEMENT.replace({"ja": significant, "negative": sign})) is expected


def test_no_relation_holds_as_not_significant_alone() -> None:
    # 1, −1, −1, 1 in every four ranks: the slope is nought.
    df = pd.DataFrame({"rank": np.arange(1, 21), "share": np.tile([1.0, -1.0, -1.0, 1.0], 5)})
    assert holds(df, STATEMENT.replace({"ja": "nej", "negative": ""}))
    assert not holds(df, STATEMENT)
