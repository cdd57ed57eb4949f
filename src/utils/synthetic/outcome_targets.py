"""Conditioning of the drawn outcomes on K21 chapter 7: figures 32–35, 41–42 and statements 2–4 and 7–9.

Counts have the shape (99 municipalities × 2 schemes), the last municipality being "not known".
"""

import numpy as np
import pandas as pd

from utils.measures.bands import SIZE_BANDS, size_band
from utils.registers.codelists import code_list
from utils.synthetic.conditioning import Row, TargetMissed, nearest_counts
from utils.synthetic.persons import NOWHERE
from utils.synthetic.recruitment import flipped
from utils.synthetic.statement_rows import holds, statement_row
from utils.synthetic.structure import SCHEMES
from utils.synthetic.targets import printed, window

INCREASED_BY_STRATEGY = {
    ("PA", "proaktiv"): "K21-1001", ("PA", "reaktiv"): "K21-1003", ("PA", "diffus"): "K21-1005",
    ("HM", "proaktiv"): "K21-1002", ("HM", "reaktiv"): "K21-1004", ("HM", "diffus"): "K21-1005",
}  # fmt: skip
DIFFERENCES = (
    ("PA", "strategy", "proaktiv", "diffus", "K21-1006"),
    ("PA", "strategy", "proaktiv", "reaktiv", "K21-1007"),
    ("PA", "organisation", "spredt specialisering", "specialiseret team", "K21-1017"),
    ("PA", "organisation", "spredt specialisering", "generel specialisering", "K21-1018"),
    ("HM", "organisation", "generel specialisering", "spredt specialisering", "K21-1019"),
    ("HM", "organisation", "generel specialisering", "specialiseret team", "K21-1020"),
)
RETAINED_RANGES = (
    ("strategy", "K21-1015", "K21-1016"),
    ("organisation", "K21-1026", "K21-1027"),
    ("size_band", "K21-1067", "K21-1068"),
)
INCREASED_STATEMENTS = ("2", "3", "4", "7a", "7b", "8a", "8b", "9a", "9b")
# K21 7.1.4: no significant link between size and retention; not one of the nine, so not in the code list.
RETAINED_BY_SIZE = [
    pd.Series(
        {
            "id": f"fastholdt {scheme}",
            "model": "fastholdt med løntimer på kommunestørrelse",
            "sign": "",
            "outcome": f"retained_{scheme.lower()}_pct",
            "tested": "log10_inhabitants",
            "control": "",
            "significant": "nej",
        }
    )
    for scheme in SCHEMES
]
CELLS = pd.MultiIndex.from_product([range(NOWHERE + 1), SCHEMES], names=["municipality", "scheme"])
ROUNDS = 15
SETTLING = 3
ENOUGH_FOR_A_PERCENT = 120
EASILY_MOVED = 0.04
FEW_PERSONS = 20
MOST_MOVED = 0.16  # of the persons of a municipality and scheme


def conditioned_increased(
    rng: np.random.Generator, df_by_person_scheme: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> pd.Series:
    """`increased` with the fewest persons moved so that the printed shares, differences and statements hold."""
    df = df_by_person_scheme
    known = df[df["baseline_known"]]
    candidates = known[~known["both"] & (known["increased"] | ~known["with_hours"] | known["retained"])]
    statements = [
        row for _, row in code_list("statements").set_index("id", drop=False).loc[list(INCREASED_STATEMENTS)].iterrows()
    ]
    persons = _counts(known, known["scheme"] != "")
    rows = _increased_rows(persons, df_by_municipality)
    change = _change(
        known["increased"], known, candidates, persons, "increased_hours", rows, statements, df_by_municipality
    )
    return flipped(rng, df, "increased", candidates, CELLS.names, change)


def conditioned_retained(
    rng: np.random.Generator, df_by_person_scheme: pd.DataFrame, df_by_municipality: pd.DataFrame
) -> pd.Series:
    """`retained` with the fewest persons moved so that the printed ranges hold; who gained hours stays."""
    df = df_by_person_scheme
    with_hours = df[df["with_hours"]]
    candidates = with_hours[~with_hours["both"] & ~with_hours["increased"]]
    persons = _counts(with_hours, with_hours["scheme"] != "")
    rows = _retained_rows(_counts(with_hours, with_hours["retained"]), persons, df_by_municipality)
    change = _change(
        with_hours["retained"], with_hours, candidates, persons, "retained", rows, RETAINED_BY_SIZE, df_by_municipality
    )
    return flipped(rng, df, "retained", candidates, CELLS.names, change)


def _counts(df: pd.DataFrame, state: pd.Series) -> np.ndarray:
    counts = state.groupby([df["municipality"], df["scheme"]]).sum()
    return counts.reindex(CELLS, fill_value=0).to_numpy().astype(int)


def _change(
    state: pd.Series,
    df: pd.DataFrame,
    candidates: pd.DataFrame,
    persons: np.ndarray,
    measure: str,
    rows: list[Row],
    statements: list[pd.Series],
    df_by_municipality: pd.DataFrame,
) -> pd.Series:
    """Moves per municipality and scheme, found by solving again until the statements hold."""
    column = str(state.name)
    drawn = _counts(df, state)
    # A small municipality weighs as much as a large one in the models. Without a limit it alone would be moved; with
    # next to nobody in it, it may only come nearer to what was to be expected.
    most = 2 + (MOST_MOVED * persons).astype(int)
    lowest = drawn - np.minimum(_counts(candidates, candidates[column]), most)
    highest = drawn + np.minimum(_counts(candidates, ~candidates[column]), most)
    expected = np.rint(persons * _national_share(drawn, persons)).astype(int)
    few = persons < FEW_PERSONS
    lowest = np.where(few, np.maximum(lowest, np.minimum(drawn, expected)), lowest)
    highest = np.where(few, np.minimum(highest, np.maximum(drawn, expected)), highest)
    easy = 1 + (EASILY_MOVED * persons).astype(int)
    present: np.ndarray = drawn
    for turn in range(ROUNDS):
        municipal = with_shares(present, persons, measure, df_by_municipality)
        bounds = [statement_row(row, municipal, outcome_weights(persons, row["outcome"])) for row in statements]
        # The standard errors settle on fractions of persons; whole ones are only sought near the end.
        whole = turn >= SETTLING
        present = nearest_counts(drawn, lowest, highest, rows + bounds, easy=easy, whole=whole)
        municipal = with_shares(present, persons, measure, df_by_municipality)
        missed = [row for row in statements if not holds(municipal, row)]
        if whole and not missed:
            change = pd.Series(present - drawn, index=CELLS)
            return change[change != 0]
    raise TargetMissed(f"udsagn {missed[0]['id']}: {missed[0]['model']}")


def _national_share(counts: np.ndarray, persons: np.ndarray) -> np.ndarray:
    """The national share of each cell's scheme."""
    shares = [counts[s :: len(SCHEMES)].sum() / persons[s :: len(SCHEMES)].sum() for s in range(len(SCHEMES))]
    return np.tile(shares, persons.size // len(SCHEMES))


def outcome_weights(persons: np.ndarray, outcome: str) -> np.ndarray:
    """Counts → municipal percentages for an outcome column: both schemes together, `_pa_` or `_hm_`."""
    used = [s for s, scheme in enumerate(SCHEMES) if f"_{scheme.lower()}_" in outcome] or [0, 1]
    municipalities = persons.size // 2 - 1
    weights = np.zeros((municipalities, persons.size))
    for m in range(municipalities):
        total = sum(persons[2 * m + s] for s in used)
        weights[m, [2 * m + s for s in used]] = 100 / total if total else np.nan
    return weights


def with_shares(
    counts: np.ndarray, persons: np.ndarray, measure: str, df_by_municipality: pd.DataFrame
) -> pd.DataFrame:
    """df_by_municipality with the measure's three percentage columns at these counts."""
    names = [f"{measure}_pct", f"{measure}_pa_pct", f"{measure}_hm_pct"]
    return df_by_municipality.assign(**{name: outcome_weights(persons, name) @ counts for name in names})


def _pooled(persons: np.ndarray, df_by_municipality: pd.DataFrame, column: str, group: str, scheme: str) -> np.ndarray:
    """Counts → percentage of all persons of a scheme in a group of municipalities."""
    member = 2 * np.flatnonzero((df_by_municipality[column] == group).to_numpy()) + SCHEMES.index(scheme)
    coefficients = np.zeros(persons.size)
    coefficients[member] = 100 / persons[member].sum()
    return coefficients


def _increased_rows(persons: np.ndarray, df: pd.DataFrame) -> list[Row]:
    rows = [
        Row(
            f"øgede løntimer {scheme}, {group} ({number})",
            _pooled(persons, df, "strategy", group, scheme),
            *window(number),
        )
        for (scheme, group), number in INCREASED_BY_STRATEGY.items()
    ]
    for scheme, column, more, less, number in DIFFERENCES:
        difference = _pooled(persons, df, column, more, scheme) - _pooled(persons, df, column, less, scheme)
        rows.append(Row(f"forskel i øgede løntimer {scheme}, {more} og {less} ({number})", difference, *window(number)))
    return rows


def _retained_rows(drawn: np.ndarray, persons: np.ndarray, df_by_municipality: pd.DataFrame) -> list[Row]:
    """Six cells a split: the lowest prints as the range's lower end, the highest as its upper, the rest between.

    By size the direction that leaves the link insignificant is taken: large municipalities high (synthesis.md).
    """
    df = df_by_municipality.assign(size_band=size_band(df_by_municipality["inhabitants_2019k4"]))
    rows = []
    for column, lower, upper in RETAINED_RANGES:
        cells = {
            (scheme, group): _pooled(persons, df, column, group, scheme)
            for scheme in SCHEMES
            for group in sorted(df[column].dropna().unique())
        }
        # A printed end needs a whole number of persons within one percentage point.
        large = [cell for cell in cells if persons[cells[cell] > 0].sum() >= ENOUGH_FOR_A_PERCENT]
        order = sorted(large, key=lambda cell: (float(cells[cell] @ drawn), cell))
        ends = (order[0], order[-1])
        if column == "size_band":
            ends = (next(cell for cell in order if cell[1] == SIZE_BANDS[0]), ("PA", SIZE_BANDS[2]))
        for cell, coefficients in cells.items():
            low, high = window(lower)[0], window(upper)[1]
            if cell == ends[0]:
                high = window(lower)[1]
            elif cell == ends[1]:
                low = window(upper)[0]
            rows.append(
                Row(
                    f"fastholdt {cell[0]}, {cell[1]} ({printed(lower):.0f}–{printed(upper):.0f} pct.)",
                    coefficients,
                    low,
                    high,
                )
            )
    return rows
