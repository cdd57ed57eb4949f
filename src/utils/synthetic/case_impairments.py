"""Impairments of the case files (K21 Tabel 14): types and the five most frequent as printed, the rest drawn.

Each file has at least one impairment (but see STATED), some have two, none three.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from utils.measures.cases import IMPAIRMENT_TYPES, SEPARATOR
from utils.registers.codelists import code_list
from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.targets import printed

TYPES = {
    "PA": ("K21-0554", "K21-0558", "K21-0562", "K21-0566", "K21-0570"),
    "HM": ("K21-0555", "K21-0559", "K21-0563", "K21-0567", "K21-0571"),
    "IB": ("K21-0556", "K21-0560", "K21-0564", "K21-0568", "K21-0572"),
    "FA": ("K21-0557", "K21-0561", "K21-0565", "K21-0569", "K21-0573"),
}
MOST_FREQUENT = {
    "PA": {"Ryg/nakke": "K21-0575", "Arme/hænder": "K21-0579", "Kognitiv lidelse": "K21-0583", "Ben/fødder": "K21-0587",
           "Nedsat hørelse": "K21-0591"},
    "HM": {"Ryg/nakke": "K21-0576", "Ben/fødder": "K21-0580", "Arme/hænder": "K21-0584", "Ordblindhed": "K21-0588",
           "Nedsat hørelse": "K21-0592"},
    "IB": {"Depression": "K21-0577", "Asperger": "K21-0581", "Ryg/nakke": "K21-0585", "Bipolar": "K21-0589",
           "Arme/hænder": "K21-0593"},
    "FA": {"Ryg/nakke": "K21-0578", "Ben/fødder": "K21-0582", "Stress": "K21-0586", "Sklerose": "K21-0590",
           "Kognitiv lidelse": "K21-0594"},
}  # fmt: skip
# Files with two physical impairments beyond those that the most frequent ones make necessary.
SECOND_PHYSICAL = {"PA": 12, "HM": 14, "IB": 1, "FA": 2}
# Of 65 files on priority access 36 state an impairment: 5 of them two, 14 percent (K21-0602).
STATED = {"FA": 36}
COMMON_REST = {"Andre funktionsnedsættelser": 4.0, "Ordblindhed": 3.0, "Hjerte/kredsløb": 1.5, "Svagsynet/blind": 2.0}


@dataclass
class _Draw:
    """Files with their impairments so far, and the type under which each file counts."""

    named: list[list[str]]
    types: list[set[str]]

    def add(self, file: int, impairment: str, kind: str) -> None:
        self.named[file].append(impairment)
        self.types[file].add(kind)


def drawn_impairments(rng: np.random.Generator, scheme: str, files: int) -> np.ndarray:
    """The text of FUNKTIONSNEDSAETTELSER for each of so many files of a scheme, in random order; None: not stated."""
    of_type = {
        kind: round(printed(number) / 100 * files) for kind, number in zip(IMPAIRMENT_TYPES, TYPES[scheme], strict=True)
    }
    tokens = {kind: _tokens(rng, scheme, kind, count, files) for kind, count in of_type.items()}
    stated = STATED.get(scheme, files)
    draw = _Draw([[] for _ in range(stated)], [set() for _ in range(stated)])
    _first_of_each_type(rng, draw, {kind: tokens[kind][:count] for kind, count in of_type.items()})
    for kind, count in of_type.items():
        _second_within_type(rng, draw, kind, tokens[kind][count:])
    texts = np.full(files, None, dtype=object)
    texts[rng.permutation(files)[:stated]] = [SEPARATOR.join(names) for names in draw.named]
    return texts


def _tokens(rng: np.random.Generator, scheme: str, kind: str, files_of_type: int, files: int) -> list[str]:
    """Every naming of an impairment of a type, in random order: the most frequent as printed, others fewer each."""
    listed = code_list("impairments").set_index("impairment")
    frequent = {name: round(printed(number) / 100 * files) for name, number in MOST_FREQUENT[scheme].items()}
    own = {name: count for name, count in frequent.items() if listed.loc[name, "type"] == kind}
    total = max(files_of_type, sum(own.values())) + (SECOND_PHYSICAL[scheme] if kind == "Fysisk" else 0)
    others = [name for name in listed.index[listed["type"] == kind] if name not in frequent]
    counts = dict.fromkeys(others, 0) | own
    weight = np.array([COMMON_REST.get(name, 1.0) for name in others]) * rng.lognormal(0, 0.3, len(others))
    most = np.where(listed["ranked"].reindex(others).eq("ja"), min(frequent.values()) - 1, files)
    for _ in range(total - sum(own.values())):
        free = weight * ([counts[name] for name in others] < most)
        counts[others[rng.choice(len(others), p=free / free.sum())]] += 1
    names = np.repeat(np.array(list(counts), dtype=object), list(counts.values()))
    return [str(name) for name in rng.permutation(names)]


def _first_of_each_type(rng: np.random.Generator, draw: _Draw, tokens: dict[str, list[str]]) -> None:
    """One impairment of a type in as many files as the type has; files without one come first."""
    pairs = [(name, kind) for kind, names in tokens.items() for name in names]
    order = rng.permutation(len(pairs))
    for place, number in enumerate(order):
        name, kind = pairs[number]
        file = place if place < len(draw.named) else _open_file(rng, draw, _without(draw, kind))
        draw.add(file, name, kind)


def _second_within_type(rng: np.random.Generator, draw: _Draw, kind: str, names: list[str]) -> None:
    """Further impairments of a type in files that have another one of it and nothing else."""
    for name in names:
        draw.add(_open_file(rng, draw, _with_another(draw, kind, name)), name, kind)


def _without(draw: _Draw, kind: str) -> Callable[[int], bool]:
    return lambda file: kind not in draw.types[file]


def _with_another(draw: _Draw, kind: str, name: str) -> Callable[[int], bool]:
    return lambda file: kind in draw.types[file] and name not in draw.named[file]


def _open_file(rng: np.random.Generator, draw: _Draw, fits: Callable[[int], bool]) -> int:
    """A random file with one impairment so far that fits."""
    found = [file for file in range(len(draw.named)) if len(draw.named[file]) == 1 and fits(file)]
    if not found:
        raise TargetMissed("sagerne: funktionsnedsættelser pr. sag (tabel 14)")
    return int(rng.choice(found))
