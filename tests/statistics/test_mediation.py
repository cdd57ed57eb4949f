import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.errors import HkoError
from utils.statistics.mediation import PATHS, mediation, mediation_hindrance, paths
from utils.statistics.regression import least_squares

# x and the deviations of m and y from it go with nothing else: m = 2x + e, y = 3m − x + u.
X = np.array([-2.0, -2, -1, -1, 1, 1, 2, 2, -1, 1, 0, 0])
E = np.array([1.0, -1, 1, -1, 1, -1, 1, -1, 0, 0, 0, 0])
U = np.array([1.0, 1, -1, -1, -1, -1, 1, 1, 0, 0, 0, 0])
DF = pd.DataFrame({"x": X, "m": 2 * X + E, "y": 3 * (2 * X + E) - X + U})
VALUES = st.lists(st.integers(-50, 50), min_size=12, max_size=12)


def test_the_paths_by_hand() -> None:
    df = mediation(DF, "y", "x", "m", draws=200).set_index("path")
    # 2 to the mediator, 3 from it, −1 beside it; all in all 6 − 1; control takes 6 away.
    expected = {"first_step": 2, "second_step": 3, "indirect": 6, "direct": -1, "total": 5, "change": -6}
    assert df["estimate"].to_dict() == pytest.approx(expected)
    assert list(df.index) == list(PATHS)
    assert df["n_municipalities"].unique().tolist() == [12] and df["n_draws"].unique().tolist() == [200]
    assert (df["lower"] <= df["estimate"]).all() and (df["estimate"] <= df["upper"]).all()


@settings(max_examples=30, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_the_change_between_the_models_is_the_indirect_path(x: list[int], m: list[int], y: list[int]) -> None:
    # A grid keeps predictor and mediator apart.
    df = pd.DataFrame(
        {"x": np.array(x) + 200.0 * np.arange(12), "m": np.array(m) + 200.0 * (np.arange(12) % 3), "y": y}
    )
    found = dict(zip(PATHS, paths(*(df[name].to_numpy(float) for name in ("x", "m", "y"))), strict=True))
    alone = least_squares(df, "y", ["x"])["coefficient"]
    controlled = least_squares(df, "y", ["x", "m"])["coefficient"]
    assert found["change"] == pytest.approx(controlled[1] - alone[1], abs=1e-9)
    assert found["change"] == pytest.approx(-found["indirect"], abs=1e-9)
    assert found["total"] == pytest.approx(found["direct"] + found["indirect"], abs=1e-9)


def test_the_intervals_of_change_and_path_are_mirrored() -> None:
    # Uneven outcomes, so that no draw gives exactly the estimate, which counts as neither below nor above it.
    df = mediation(DF.assign(y=DF["y"] + np.arange(12) ** 2 / 50), "y", "x", "m", draws=500).set_index("path")
    ends = df.loc["indirect", ["lower", "upper", "bca_lower", "bca_upper"]].tolist()
    mirrored = df.loc["change", ["upper", "lower", "bca_upper", "bca_lower"]].tolist()
    assert mirrored == pytest.approx([-end for end in ends])


def test_many_samples_at_once_are_the_same_as_one_at_a_time() -> None:
    rng = np.random.default_rng(1)
    drawn = rng.integers(0, 12, (5, 12))
    x, m, y = (DF[name].to_numpy()[drawn] for name in ("x", "m", "y"))
    together = paths(x, m, y)
    assert together.shape == (6, 5)
    for number in range(5):
        assert together[:, number].tolist() == pytest.approx(paths(x[number], m[number], y[number]).tolist())


def test_the_same_draws_each_time_and_others_with_another_seed() -> None:
    first, again = (mediation(DF, "y", "x", "m", draws=200) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert mediation(DF, "y", "x", "m", draws=200, seed=2)["bca_lower"].tolist() != first["bca_lower"].tolist()


@pytest.mark.parametrize(
    ("df", "words"),
    [
        (DF.head(3), "for få kommuner (3 har tal til alle led, mindst 4 skal til)"),
        (DF.head(9), "for få kommuner (9) til at trække nye udvalg af, mindst 10 skal til"),
        (DF.assign(y=1.0), "alle kommuner har samme udfald"),
        (DF, ""),
    ],
)
def test_what_hinders_a_bootstrap(df: pd.DataFrame, words: str) -> None:
    assert mediation_hindrance(df, "y", "x", "m") == words


def test_what_cannot_be_computed_is_told() -> None:
    with pytest.raises(HkoError, match=r"^Vejen fra x over m til y kan ikke beregnes: for få kommuner"):
        mediation(DF.head(9), "y", "x", "m")
