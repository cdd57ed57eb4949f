"""Regression on data from few clusters (here: municipalities): CRV3 intervals and the wild cluster bootstrap.

Persons in a municipality are no independent draws, and 20 municipalities are too few for the usual clustered
errors. CRV3 weighs each municipality's residuals by what it alone decides of the line; its intervals use the t
distribution with one degree of freedom fewer than municipalities. The wild cluster bootstrap (Cameron, Gelbach and
Miller 2008) asks instead how large t becomes when the coefficient is what the null says and the residuals of each
municipality are turned by a common random number. With two or three municipalities in a group neither holds.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import statsmodels.api as sm

from utils.statistics.intervals import LEVEL
from utils.statistics.monte_carlo import DRAWS, SEED, monte_carlo_error, monte_carlo_p

Array = np.ndarray
RADEMACHER, WEBB = "Rademacher", "Webb"
TURNS = {
    RADEMACHER: np.array([1.0, -1.0]),
    WEBB: np.array([sign * np.sqrt(half / 2) for sign in (1, -1) for half in (1, 2, 3)]),
}
# Under 12 clusters two signs give too few different values of t (Webb 2023); six points give enough.
WEBB_BELOW = 12
# 2¹⁷ lines: all sign vectors of 18 clusters, in a fraction of a second.
MOST_VECTORS = 131_072
# An observed t that a draw repeats must count, whatever the last digits say.
TIE = 1 - 1e-9
# What is smaller than this part of the outcome is the last digits of a nought.
ROUNDING = 1e-12
# How far the search for an end of an interval goes, in doublings of a standard error, and how finely it halves.
DOUBLINGS, HALVINGS = 12, 30


def crv3(outcome: Array, design: pd.DataFrame, clusters: Array, weights: Array | None = None) -> pd.DataFrame:
    """df_by_term of least squares of `outcome` on the columns of `design`: a row a column.

    Columns: term, coefficient, standard_error (CRV3), lower, upper (95 percent), t, p_value (two-sided, t with
    n_clusters − 1), n_clusters. `weights` are those of the squares. The uncertainty is missing where there is none
    to see: the model cannot be fitted without one of the clusters, which alone decides, or nothing is left of the outcome.
    """
    given = np.ones(len(outcome)) if weights is None else weights
    names = np.unique(clusters)
    fit = sm.WLS(outcome, design.to_numpy(float), weights=given).fit()
    df = pd.DataFrame({"term": design.columns, "coefficient": fit.params})
    left = np.abs(outcome - design.to_numpy(float) @ fit.params).max() > ROUNDING * np.abs(outcome).max()
    if left and every_cluster_can_be_left_out(design, clusters):
        how = {"groups": np.unique(clusters, return_inverse=True)[1], "use_correction": False}
        fit = fit.get_robustcov_results(cov_type="cluster-crv3", use_t=True, **how)
        lower, upper = fit.conf_int(LEVEL).T
        found = (fit.bse, lower, upper, fit.tvalues, fit.pvalues)
    else:
        found = (np.nan,) * 5
    uncertainty = dict(zip(("standard_error", "lower", "upper", "t", "p_value"), found, strict=True))
    return df.assign(**uncertainty, n_clusters=len(names))


def every_cluster_can_be_left_out(design: pd.DataFrame, clusters: Array) -> bool:
    """Whether the coefficients are still determined without any one of the clusters."""
    names = np.unique(clusters)
    x = design.to_numpy(float)
    return len(names) > 1 and all(np.linalg.matrix_rank(x[clusters != name]) == x.shape[1] for name in names)


@dataclass(frozen=True)
class WildBootstrap:
    """The wild cluster bootstrap of one coefficient; missing where there is nothing to turn, as in `crv3`.

    p_value (two-sided, of the coefficient being zero), lower and upper (95 percent: the values that the same test
    does not reject; missing where it cannot reject any), weights ("Rademacher", "Webb"), vectors: how many were
    looked at, enumerated: whether those are all there are, standard_error: Monte Carlo's of the p-value (0 of all).
    """

    p_value: float
    lower: float
    upper: float
    weights: str
    vectors: int
    enumerated: bool
    standard_error: float


def wild_bootstrap(
    outcome: Array,
    design: pd.DataFrame,
    term: str,
    clusters: Array,
    weights: Array | None = None,
    turns: str | None = None,
    seed: int = SEED,
) -> WildBootstrap:
    """The wild cluster bootstrap of the coefficient of `term`, the null imposed, t with CRV1 errors.

    `turns` are the random numbers: Rademacher (±1) or Webb (six points); by default Webb under 12 clusters. All
    their combinations are looked at where there are few enough, otherwise 9,999 are drawn.
    """
    count = len(np.unique(clusters))
    chosen = turns or (WEBB if count < WEBB_BELOW else RADEMACHER)
    vectors, enumerated = turning_vectors(count, chosen, seed)
    test = _Turned.of(outcome, design, term, clusters, weights, vectors)
    if not every_cluster_can_be_left_out(design, clusters) or test.standard_error == 0:
        return WildBootstrap(np.nan, np.nan, np.nan, chosen, 0, enumerated, np.nan)
    p = test.p_value(0.0, enumerated)
    # Half of all combinations are looked at: those with every sign turned give the same t.
    looked_at = 2 * vectors.shape[1] if enumerated else vectors.shape[1]
    error = 0.0 if enumerated else float(monte_carlo_error(p, looked_at))
    return WildBootstrap(p, *test.limits(enumerated), chosen, looked_at, enumerated, error)


@cache
def turning_vectors(clusters: int, turns: str, seed: int = SEED) -> tuple[Array, bool]:
    """The random numbers, a line a cluster and a column a vector, and whether they are all there are.

    Of all combinations the half with a positive first number is kept, since t of the other half differs by its sign only.
    """
    points = TURNS[turns]
    if len(points) ** clusters <= 2 * MOST_VECTORS:
        positive = points[points > 0]
        return np.array(list(product(positive, *[points] * (clusters - 1)))).T, True
    return np.random.default_rng(seed).choice(points, (clusters, DRAWS)), False


@dataclass(frozen=True)
class _Turned:
    """What t needs under every null value: for each vector, and for the data as they are.

    With the null value b of the coefficient the turned estimate lies `first − b·second` from it, and the sum of the
    squared scores is `a − 2b·c + b²·d`: everything is linear in b, so that an interval costs no more draws.
    """

    coefficient: float
    standard_error: float
    first: Array
    second: Array
    a: Array
    c: Array
    d: Array

    @classmethod
    def of(
        cls, outcome: Array, design: pd.DataFrame, term: str, clusters: Array, weights: Array | None, vectors: Array
    ) -> "_Turned":
        """From the data and a line a cluster, a column a vector of turns."""
        root = np.ones(len(outcome)) if weights is None else np.sqrt(weights)
        x, y = design.to_numpy(float) * root[:, None], outcome * root
        place = design.columns.get_loc(term)
        inside = (np.unique(clusters)[:, None] == clusters).astype(float)
        inverse, others = np.linalg.pinv(x), np.delete(x, place, axis=1)
        own = inverse[place]
        pull = inside @ (own[:, None] * x)

        def scores(of: Array) -> tuple[Array, Array]:
            """What each cluster adds to the coefficient, and how the turns of all make the score of each."""
            residual = of - others @ np.linalg.lstsq(others, of, rcond=None)[0]
            added = inside @ (own * residual)
            return added, np.diag(added) - pull @ ((inverse * residual) @ inside.T)

        added_y, score_y = scores(y)
        error = float(np.sqrt((score_y.sum(axis=1) ** 2).sum()))
        error = error if error > ROUNDING * np.abs(own * y).sum() else 0.0
        added_x, score_x = scores(x[:, place])
        turned_y, turned_x = score_y @ vectors, score_x @ vectors
        return cls(
            float(added_y.sum()), error, added_y @ vectors, added_x @ vectors,
            (turned_y**2).sum(axis=0), (turned_y * turned_x).sum(axis=0), (turned_x**2).sum(axis=0),
        )  # fmt: skip

    def p_value(self, null: float, enumerated: bool) -> float:
        """The share of vectors whose |t| is at least the observed one when the coefficient is `null`."""
        observed = ((self.coefficient - null) / self.standard_error) ** 2
        with np.errstate(invalid="ignore", divide="ignore"):
            turned = (self.first - null * self.second) ** 2 / (self.a - 2 * null * self.c + null**2 * self.d)
        hits = int(np.count_nonzero(turned >= observed * TIE))
        return hits / len(turned) if enumerated else float(monte_carlo_p(hits, len(turned)))

    def limits(self, enumerated: bool) -> tuple[float, float]:
        """The ends of the interval: where the p-value falls to 5 percent on either side of the coefficient."""
        return self._end(-1, enumerated), self._end(1, enumerated)

    def _end(self, side: int, enumerated: bool) -> float:
        inside, step = self.coefficient, side * self.standard_error
        for _ in range(DOUBLINGS):
            if self.p_value(inside + step, enumerated) < LEVEL:
                break
            inside, step = inside + step, 2 * step
        else:
            return np.nan
        outside = inside + step
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if self.p_value(middle, enumerated) >= LEVEL else (inside, middle)
        return (inside + outside) / 2
