import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from utils.statistics.few_clusters import RADEMACHER, WEBB, crv3, turning_vectors, wild_bootstrap

# Four municipalities of two persons; the first two are of the first group. Means 3, 5, 2 and 0.
OUTCOME = np.array([2.0, 4.0, 5.0, 5.0, 1.0, 3.0, 0.0, 0.0])
FIRST = pd.DataFrame({"constant": 1.0, "first": [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]})
CLUSTERS = np.repeat([11, 12, 13, 14], 2)
CELLS, CELL_MEANS = FIRST.iloc[::2].reset_index(drop=True), np.array([3.0, 5.0, 2.0, 0.0])


def _random(clusters: int, seed: int = 5) -> tuple[np.ndarray, pd.DataFrame, np.ndarray]:
    """Persons in municipalities of unequal size, a third of them of the first group; no difference is built in."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(3, 20, clusters)
    code = np.repeat(np.arange(clusters), sizes)
    design = pd.DataFrame({"constant": 1.0, "first": (code % 3 == 0).astype(float)})
    return (rng.uniform(size=len(code)) < 0.4 + 0.2 * rng.normal(size=clusters)[code]).astype(float), design, code


def test_crv3_of_two_groups_by_hand() -> None:
    # Group means 4 and 1. A municipality in a group of two that are alike has half its residual left when it is
    # left out, so each residual counts twice: variance of a group mean Σ (2 · residual/2)² = 1 + 1 = 2; together 4.
    row = crv3(OUTCOME, FIRST, CLUSTERS).set_index("term").loc["first"]
    assert row["coefficient"] == pytest.approx(3)
    assert row["standard_error"] == pytest.approx(2)
    # t(3) has its 97.5 percent point at 3.18245.
    assert [row["lower"], row["upper"]] == pytest.approx([3 - 6.36489, 3 + 6.36489], abs=1e-4)
    assert row["n_clusters"] == 4


def test_a_line_a_municipality_gives_what_a_line_a_person_gives() -> None:
    outcome, design, code = _random(20)
    sizes = np.bincount(code).astype(float)
    means, cells = np.bincount(code, outcome) / sizes, design.groupby(code).first()
    persons = crv3(outcome, design, code)
    municipalities = crv3(means, cells, np.arange(20), sizes)
    pd.testing.assert_frame_equal(persons, municipalities, rtol=1e-10)
    one = wild_bootstrap(outcome, design, "first", code)
    other = wild_bootstrap(means, cells, "first", np.arange(20), sizes)
    assert (one.p_value, one.vectors) == (other.p_value, other.vectors)
    assert [one.lower, one.upper] == pytest.approx([other.lower, other.upper], rel=1e-6)


def test_with_a_line_a_municipality_crv3_is_hc3() -> None:
    rng = np.random.default_rng(2)
    means, design = rng.normal(size=12), pd.DataFrame({"constant": 1.0, "first": [1.0] * 5 + [0.0] * 7})
    expected = sm.OLS(means, design).fit(cov_type="HC3").bse.to_numpy()
    np.testing.assert_allclose(crv3(means, design, np.arange(12))["standard_error"], expected, rtol=1e-12)


def test_one_municipality_in_a_group_has_no_uncertainty_to_see() -> None:
    alone = FIRST.assign(first=[1.0, 1.0] + [0.0] * 6)
    row = crv3(OUTCOME, alone, CLUSTERS).set_index("term").loc["first"]
    assert row["coefficient"] == pytest.approx(3 - 7 / 3)
    assert row[["standard_error", "lower", "upper", "t", "p_value"]].isna().all()


@pytest.mark.parametrize("outcome", [np.full(8, 100 / 3), np.repeat([0.1, 0.7], 4)], ids=["the same", "by group"])
def test_an_outcome_without_variation_has_no_uncertainty(outcome: np.ndarray) -> None:
    assert crv3(outcome, FIRST, CLUSTERS)[["standard_error", "lower", "upper", "p_value"]].isna().all(axis=None)
    assert np.isnan(wild_bootstrap(outcome, FIRST, "first", CLUSTERS).p_value)


def test_all_sixteen_sign_vectors_by_hand() -> None:
    # Without a difference the mean is 2.5 and the residuals of the four are ½, 2½, −½ and −2½ (a line each). The
    # estimate of a sign vector is ½(½a + 2½b + ½c + 2½d), greatest (3) for the signs as they are and all turned.
    # What is left within a group is ½·|½a − 2½b| and ½·|½c − 2½d|: 1 for equal signs, 1½ for unequal ones. So |t| is
    # at its greatest there too, and is reached by these two of the sixteen alone.
    found = wild_bootstrap(CELL_MEANS, CELLS, "first", np.arange(4), turns=RADEMACHER)
    assert (found.p_value, found.vectors, found.enumerated) == (2 / 16, 16, True)
    assert found.standard_error == 0


def test_what_cannot_be_rejected_has_no_interval() -> None:
    # Of sixteen vectors two at least are as large: p is never below 0.125.
    found = wild_bootstrap(CELL_MEANS, CELLS, "first", np.arange(4), turns=RADEMACHER)
    assert np.isnan(found.lower) and np.isnan(found.upper)


def test_residuals_that_are_all_zero_have_no_test() -> None:
    found = wild_bootstrap(np.full(4, 2.0), CELLS, "first", np.arange(4))
    assert np.isnan([found.p_value, found.lower, found.upper]).all()


@pytest.mark.parametrize("clusters", [9, 14, 20])
def test_the_ends_of_the_interval_are_where_the_test_turns(clusters: int) -> None:
    outcome, design, code = _random(clusters)
    found = wild_bootstrap(outcome, design, "first", code)
    width = found.upper - found.lower
    for end, inwards in ((found.lower, 1), (found.upper, -1)):
        inside, outside = (
            wild_bootstrap(outcome - (end + step) * design["first"].to_numpy(), design, "first", code).p_value
            for step in (inwards * 1e-4 * width, -inwards * 1e-4 * width)
        )
        assert inside >= 0.05 > outside


@pytest.mark.parametrize(
    ("clusters", "turns", "vectors", "enumerated"),
    [(4, WEBB, 6**4, True), (11, WEBB, 9_999, False), (12, RADEMACHER, 2**12, True), (18, RADEMACHER, 2**18, True),
     (20, RADEMACHER, 9_999, False)],
)  # fmt: skip
def test_turns_are_chosen_by_the_number_of_clusters(clusters: int, turns: str, vectors: int, enumerated: bool) -> None:
    found = wild_bootstrap(*_random(clusters)[:2], "first", _random(clusters)[2])
    assert (found.weights, found.vectors, found.enumerated) == (turns, vectors, enumerated)


def test_webb_points_have_mean_zero_and_variance_one() -> None:
    vectors, enumerated = turning_vectors(1, WEBB)
    assert enumerated and sorted(vectors[0] ** 2) == pytest.approx([0.5, 1.0, 1.5])
    drawn, _ = turning_vectors(30, WEBB)
    assert drawn.mean() == pytest.approx(0, abs=0.01) and (drawn**2).mean() == pytest.approx(1, abs=0.01)


def test_the_same_seed_gives_the_same_draws() -> None:
    outcome, design, code = _random(20)
    one, two = (wild_bootstrap(outcome, design, "first", code, seed=7) for _ in range(2))
    assert one == two
    assert wild_bootstrap(outcome, design, "first", code, seed=8).p_value != one.p_value
    assert one.standard_error == pytest.approx(np.sqrt(one.p_value * (1 - one.p_value) / 9_999))


def test_multiplying_the_outcome_multiplies_the_interval_and_leaves_the_p_values() -> None:
    outcome, design, code = _random(14)
    one, hundred = (wild_bootstrap(factor * outcome, design, "first", code) for factor in (1, 100))
    assert one.p_value == hundred.p_value
    assert [100 * one.lower, 100 * one.upper] == pytest.approx([hundred.lower, hundred.upper], rel=1e-6)
