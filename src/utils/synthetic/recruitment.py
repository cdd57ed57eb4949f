"""Why a grant was given: to keep a job (retention) or to get one (recruitment), drawn and conditioned.

A person has one purpose for all grants; the benefit code of the grant's week follows from it (benefits.py).
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from utils.registers.codelists import code_list
from utils.synthetic.conditioning import Row, TargetMissed, nearest_counts
from utils.synthetic.persons import NOWHERE
from utils.synthetic.statement_rows import holds, statement_row
from utils.synthetic.structure import SCHEMES, Structure
from utils.synthetic.targets import printed, window

NATIONAL_RETENTION = {"PA": "K21-0533", "HM": "K21-0534"}
PA_BY_STRATEGY = {"proaktiv": "K21-0549", "reaktiv": "K21-0550", "diffus": "K21-0551"}
HM_RANGE = ("K21-0552", "K21-0553")
STATEMENTS = ("5", "6")
LARGEST = 4  # persons with so many grants or more stay as drawn


def shifted(share: np.ndarray | float, shift: np.ndarray) -> np.ndarray:
    """A share moved on the logit scale."""
    return 1 / (1 + np.exp(-(np.log(share / (1 - np.asarray(share))) + shift)))


def municipal_shift(df_by_municipality: pd.DataFrame, name: str, municipality: np.ndarray) -> np.ndarray:
    """The shift of each person's municipality; none for persons without one."""
    return np.append(df_by_municipality[name].to_numpy(), 0.0)[municipality]


def drawn_recruitment(
    rng: np.random.Generator, df_by_person_scheme: pd.DataFrame, df_by_municipality: pd.DataFrame, structure: Structure
) -> pd.Series:
    """True where a person's grants are for recruitment; a person with both schemes follows the PA draw."""
    probability = np.zeros(len(df_by_person_scheme))
    for s, scheme in enumerate(SCHEMES):
        rows = (df_by_person_scheme["scheme"] == scheme).to_numpy()
        municipality = df_by_person_scheme["municipality"].to_numpy()[rows]
        shift = municipal_shift(df_by_municipality, f"shift_recruitment_{scheme.lower()}", municipality)
        probability[rows] = shifted(structure.recruitment_share[s], shift)
    drawn = pd.Series(rng.random(len(probability)) < probability, index=df_by_person_scheme.index)
    of_pa = drawn[df_by_person_scheme["scheme"] == "PA"]
    persons = df_by_person_scheme.loc[of_pa.index, "person"]
    follows = df_by_person_scheme["person"].map(dict(zip(persons, of_pa, strict=True)))
    return follows.where(follows.notna(), drawn).astype(bool)


def conditioned_recruitment(
    rng: np.random.Generator, df_by_person_scheme: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> pd.Series:
    """The purposes with the fewest persons changed so that K21 5.3.2 and statements 5–6 hold.

    Persons are moved, grants are counted: a cell is (municipality, scheme, grants of the person).
    """
    df = df_by_person_scheme.assign(size=df_by_person_scheme["grants"].clip(upper=LARGEST))
    cells = pd.MultiIndex.from_product([range(NOWHERE + 1), SCHEMES, range(1, LARGEST + 1)])
    keys = ["municipality", "scheme", "size"]
    movable = df[~df["person"].duplicated(keep=False) & (df["grants"] < LARGEST)]

    def by_cell(rows: pd.DataFrame, values: pd.Series) -> np.ndarray:
        return values.groupby([rows[key] for key in keys]).sum().reindex(cells, fill_value=0).to_numpy().astype(int)

    grants = by_cell(df, df["grants"])
    recruited = by_cell(df, df["grants"] * df["recruitment"])
    up, down = by_cell(movable, ~movable["recruitment"]), by_cell(movable, movable["recruitment"])
    change = pd.Series(_moved_persons(recruited, grants, down, up, df_by_municipality), index=cells)
    return flipped(rng, df, "recruitment", movable, keys, change[change != 0])


def flipped(
    rng: np.random.Generator,
    df_by_person_scheme: pd.DataFrame,
    column: str,
    candidates: pd.DataFrame,
    keys: list[str],
    change: pd.Series,
) -> pd.Series:
    """`column` with |change| random candidates of each cell of `keys` switched on (+) or off (−)."""
    result = df_by_person_scheme[column].copy()
    groups = candidates.groupby([*keys, column]).groups
    for cell, moves in change.items():
        pool = groups[(*cell, moves < 0)]
        result.loc[rng.choice(pool.to_numpy(), abs(moves), replace=False)] = moves > 0
    return result


def _moved_persons(
    recruited: np.ndarray, grants: np.ndarray, down: np.ndarray, up: np.ndarray, df_by_municipality: pd.DataFrame
) -> np.ndarray:
    """Persons moved to recruitment (+) or retention (−) per cell, solved again until statements 5 and 6 hold."""
    statements = code_list("statements").set_index("id", drop=False).loc[list(STATEMENTS)]
    # Statement 5 is printed as usage on recruitment; turned round it is linear in the counts and has the same t.
    turned = statements.copy()
    turned.loc["5", ["outcome", "tested"]] = statements.loc["5", ["tested", "outcome"]].to_numpy()
    size = np.tile(np.arange(1, LARGEST + 1), recruited.size // LARGEST)
    weights = _municipal_weights(grants)
    moved = np.zeros_like(recruited)
    for _ in range(15):
        df = df_by_municipality.assign(recruitment_degree_pct=weights @ (recruited + moved * size))
        rows = _printed_rows(recruited, grants, df_by_municipality)
        rows += [statement_row(row, df, weights) for _, row in turned.iterrows()]
        moved = nearest_counts(np.zeros_like(recruited), -down, up, [_in_persons(row, recruited, size) for row in rows])
        df = df_by_municipality.assign(recruitment_degree_pct=weights @ (recruited + moved * size))
        if all(holds(df, row) for _, row in statements.iterrows()):
            return moved
    raise TargetMissed("udsagn 5 og 6 om rekrutteringsgraden")


def _in_persons(row: Row, recruited: np.ndarray, size: np.ndarray) -> Row:
    """A bound on recruited grants as a bound on moved persons."""
    start = float(row.coefficients @ recruited)
    return replace(row, coefficients=row.coefficients * size, low=row.low - start, high=row.high - start)


def _municipal_weights(grants: np.ndarray) -> np.ndarray:
    """Recruited grants per cell → recruitment degree of both schemes per municipality in percent."""
    by_municipality = grants.reshape(NOWHERE + 1, -1)
    weights = np.zeros((NOWHERE, *by_municipality.shape))
    for m in range(NOWHERE):
        weights[m, m] = 100 / by_municipality[m].sum()
    return weights.reshape(NOWHERE, -1)


def _printed_rows(recruited: np.ndarray, grants: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    rows = []
    for s, scheme in enumerate(SCHEMES):
        share = np.zeros((NOWHERE + 1, len(SCHEMES), LARGEST))
        share[:, s] = 100 / grants.reshape(share.shape)[:, s].sum()
        low, high = window(NATIONAL_RETENTION[scheme])
        name = f"fastholdelsesgrad {scheme} ({NATIONAL_RETENTION[scheme]})"
        rows.append(Row(name, share.ravel(), 100 - high, 100 - low))
    for strategy, number in PA_BY_STRATEGY.items():
        rows.append(_group_row(strategy, 0, window(number), number, grants, df_by_municipality))
    of_hm = {strategy: _group_row(strategy, 1, (0, 0), "", grants, df_by_municipality) for strategy in PA_BY_STRATEGY}
    order = sorted(of_hm, key=lambda strategy: float(of_hm[strategy].coefficients @ recruited))
    span = (window(HM_RANGE[0]), (printed(HM_RANGE[0]), printed(HM_RANGE[1])), window(HM_RANGE[1]))
    for strategy, bounds in zip(order, span, strict=True):
        rows.append(_group_row(strategy, 1, bounds, " og ".join(HM_RANGE), grants, df_by_municipality))
    return rows


def _group_row(
    strategy: str,
    s: int,
    bounds: tuple[float, float],
    number: str,
    grants: np.ndarray,
    df_by_municipality: pd.DataFrame,
) -> Row:
    """Plain mean of municipal recruitment degrees within a strategy."""
    by_municipality = grants.reshape(NOWHERE + 1, len(SCHEMES), LARGEST)
    coefficients = np.zeros(by_municipality.shape)
    member = np.flatnonzero((df_by_municipality["strategy"] == strategy).to_numpy())
    for m in member:
        coefficients[m, s] = 100 / by_municipality[m, s].sum() / member.size
    return Row(f"rekrutteringsgrad {SCHEMES[s]}, {strategy} ({number})", coefficients.ravel(), *bounds)
