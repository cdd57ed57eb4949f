"""The joint table of type of assistance and benefit: the smallest whole table in which the shares of 5.3.4 and 5.4 hold.

A cell of the table is a type and a group of persons: their benefit group, and for the self-supporting whether they
have paid hours the month before ("beskæftigelse" in 5.3.4: 40 percent of those with physical relief, where 5.4 has 60
percent self-supporting; the others have a job of unknown hours, mostly their own business, or none).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from utils.synthetic.benefits import CODES, SELF_SUPPORTING
from utils.synthetic.conditioning import Row, nearest_counts
from utils.synthetic.quotas import whole_counts
from utils.synthetic.targets import printed, window

EMPLOYED = "selvforsørgelse med løntimer"
GROUPS = (EMPLOYED, *CODES)
STRUCTURING = "Strukturering og/eller kvalitetssikring af arbejde"
RELIEF, SUPPORT, SIGNS = "Fysisk aflastning", "Særlig personlig støtte", "Tegnsprogstolkning"
STAYING = "Fastholdelse i opgaven"
ALL_SELF_SUPPORTING = (EMPLOYED, SELF_SUPPORTING)
JUST_UNDER = 2.0  # percentage points below the printed number where it says "knap"
RAKES = 200
TYPES_GIVE = 0.003  # of all persons: a type's share prints alike


@dataclass(frozen=True)
class Share:
    """A printed share: persons with `types` and `groups` of those with `of_types` and `of_groups` (empty: all)."""

    number: str
    types: tuple[str, ...]
    groups: tuple[str, ...]
    of_groups: tuple[str, ...] = ()
    just_under: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest share, of one."""
        if self.just_under:
            return (printed(self.number) - JUST_UNDER) / 100, printed(self.number) / 100
        low, high = window(self.number, share=0.45)
        return low / 100, high / 100


SHARES = (
    Share("K21-0669", (RELIEF,), (EMPLOYED,)),
    Share("K21-0670", (RELIEF,), ("fleksjob",)),
    Share("K21-0671", (RELIEF,), ("delvis sygemeldt",)),
    Share("K21-0690", (RELIEF,), ALL_SELF_SUPPORTING),
    Share("K21-0691", (SUPPORT,), ALL_SELF_SUPPORTING),
    Share("K21-0695", (STRUCTURING,), ("fleksjob", "ledighedsydelse"), just_under=True),
    Share("K21-0696", (STRUCTURING,), ALL_SELF_SUPPORTING, just_under=True),
    Share("K21-0697", (SIGNS,), ALL_SELF_SUPPORTING),
    Share("K21-0698", (SIGNS,), ("a-dagpenge",)),
    Share("K21-0699", (SIGNS,), ("fleksjob",)),
    Share("K21-0702", (STAYING,), ALL_SELF_SUPPORTING),
    Share("K21-0672", (STRUCTURING,), ("a-dagpenge",), of_groups=("a-dagpenge",)),
    Share("K21-0673", (SIGNS,), ("a-dagpenge",), of_groups=("a-dagpenge",)),
)


def dealt_assistance(
    rng: np.random.Generator, df_by_person: pd.DataFrame, shares: dict[str, float], conditioned: bool
) -> np.ndarray:
    """A type a person with PA: the table's counts of each group in random order."""
    groups = df_by_person["benefit_group"].to_numpy(object)
    employed = (df_by_person["with_hours"] & df_by_person["baseline_known"]).to_numpy(bool)
    groups = np.where((groups == SELF_SUPPORTING) & employed, EMPLOYED, groups)
    in_group = np.array([(groups == group).sum() for group in GROUPS])
    of_type = whole_counts(shares, len(groups))
    table = raked(of_type, in_group)
    if conditioned:
        table = _whole(table, of_type, in_group)
    result = np.empty(len(groups), dtype=object)
    for group, column in zip(GROUPS, table.T, strict=True):
        counts = whole_counts(dict(zip(of_type, column + 1e-9, strict=True)), int((groups == group).sum()))
        result[groups == group] = rng.permutation(np.repeat(np.array(list(counts), object), list(counts.values())))
    return result


def _masks(share: Share, types: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The cells of a share and those it is a share of."""
    rows = np.isin(types, share.types)
    base = np.isin(GROUPS, share.of_groups)[None, :] if share.of_groups else rows[:, None]
    cells = rows[:, None] & np.isin(GROUPS, share.groups)[None, :]
    return cells, np.broadcast_to(base, cells.shape)


def raked(of_type: dict[str, int], in_group: np.ndarray) -> np.ndarray:
    """Persons by type and group in fractions: margins and shares scaled in turn from independence."""
    totals = np.array(list(of_type.values()), dtype=float)
    table = np.outer(totals, in_group) / max(in_group.sum(), 1)
    masks = [(*_masks(share, list(of_type)), sum(share.limits) / 2) for share in SHARES]
    for _ in range(RAKES):
        for cells, base, share in masks:
            _scale(table, cells, share * table[base].sum())
        for i, total in enumerate(totals):
            table[i] *= total / max(table[i].sum(), 1e-9)
        table *= in_group / np.maximum(table.sum(axis=0), 1e-9)
    return table


def _scale(table: np.ndarray, cells: np.ndarray, target: float) -> None:
    table[cells] *= target / max(table[cells].sum(), 1e-9)


def _whole(table: np.ndarray, of_type: dict[str, int], in_group: np.ndarray) -> np.ndarray:
    """The nearest whole table with these groups, and types that print alike, in which every share prints as it should."""
    rows = []
    for i, (name, total) in enumerate(of_type.items()):
        cells = np.zeros(table.shape)
        cells[i] = 1
        give = TYPES_GIVE * in_group.sum()
        rows.append(Row(f"type «{name}»", cells.ravel(), total - give, total + give))
    for j, (group, total) in enumerate(zip(GROUPS, in_group, strict=True)):
        cells = np.zeros(table.shape)
        cells[:, j] = 1
        rows.append(Row(f"ydelse «{group}»", cells.ravel(), total, total))
    for share in SHARES:
        cells, base = _masks(share, list(of_type))
        low, high = share.limits
        name = f"type efter ydelse ({share.number})"
        rows.append(Row(name, (cells - low * base).ravel(), 0, np.inf))
        rows.append(Row(name, (cells - high * base).ravel(), -np.inf, 0))
    drawn = np.rint(table).ravel()
    return nearest_counts(drawn, np.zeros(drawn.size), np.full(drawn.size, in_group.sum()), rows).reshape(table.shape)
