"""What impairment a person has: the physical first, drawn and conditioned; the other kinds among the rest.

Shares by type of assistance and aid (K21 5.4) and by municipality (5.3.3) are of all persons with such a grant; what
remains without any impairment is what the hospitals' register does not know of.
"""

import numpy as np
import pandas as pd

from utils.synthetic.conditioning import Row, nearest_counts
from utils.synthetic.persons import NOWHERE
from utils.synthetic.recruitment import shifted
from utils.synthetic.targets import printed, window

PHYSICAL, PSYCHIC, SENSORY, INTELLECTUAL, OTHER, NONE = (
    "fysisk", "psykisk", "sensorisk", "intellektuel", "andet", "ingen",
)  # fmt: skip
# Share with a physical impairment; the printed ones are set by the conditioning, the others are plausible.
PRINTED_PHYSICAL = {
    "Tegnsprogstolkning": "K21-0701",
    "Fastholdelse i opgaven": "K21-0706",
    "Arbejdspladsindretning i øvrigt": "K21-0714",
    "It-udstyr, software, programmer mv.": "K21-0716",
    "Undervisningsmateriale": "K21-0718",
}
PRINTED_PSYCHIC = {"Fastholdelse i opgaven": "K21-0707", "Undervisningsmateriale": "K21-0719"}
PHYSICAL_SHARE = {
    "Fysisk aflastning": 0.62,
    "Strukturering og/eller kvalitetssikring af arbejde": 0.30,
    "Særlig personlig støtte": 0.16,
    "Andet": 0.40,
    "Sekretærarbejde": 0.45,
    "Oplæsning og/eller forklaring af tekst": 0.20,
    "Introduktion til nye opgaver": 0.30,
    "Føre bil i arbejdstiden": 0.58,
    "Værktøj, udstyr og andre arbejdsredskaber": 0.42,
    "It-udstyr ifm. undervisning": 0.35,
    "Tilgængelighedsløsninger som fx rampe, lift, døråbner": 0.70,
}
ICEBREAKER_PHYSICAL = 0.25
# Parts of those without a physical impairment: psychic, sensory, intellectual, other, none.
PARTS = {
    "PA": (7, 15, 27, 17, 34),  # nearer to the case files of Tabel 14 than to anything printed of the register
    "HM": (6, 18, 12, 28, 36),
    "Tegnsprogstolkning": (8, 62, 6, 4, 20),
    "Særlig personlig støtte": (45, 3, 30, 6, 16),
    "Strukturering og/eller kvalitetssikring af arbejde": (28, 4, 44, 6, 18),
    "Oplæsning og/eller forklaring af tekst": (8, 20, 25, 35, 12),
    "Fastholdelse i opgaven": (0, 15, 35, 10, 40),  # the psychic ones are chosen before
    "Undervisningsmateriale": (0, 15, 35, 20, 30),
    "IB": (42, 5, 36, 5, 12),
}
# 5.3.3: named as the municipalities with the smallest and the largest share.
LOWEST = (157, 240, 253, 217)  # Gentofte, Egedal, Greve, Helsingør: "cirka hver fjerde"
HIGHEST = (580, 410, 773, 665, 573)  # Aabenraa, Middelfart, Morsø, Lemvig, Varde: "mere end hver anden"
LOWEST_SHARE = "K21-0614"
NEAR = 2.0  # percentage points from the printed share
BETWEEN, ABOVE = (31.0, 56.0), (57.0, 64.0)
ENOUGH = 40  # a municipality with fewer persons is left as drawn
CHOSEN_SHIFT = {**dict.fromkeys(LOWEST, -0.95), **dict.fromkeys(HIGHEST, 0.5)}


def with_impairments(
    rng: np.random.Generator, df_by_person: pd.DataFrame, codes: np.ndarray, free: bool
) -> pd.DataFrame:
    """df_by_person with `impairment`, the person's first kind of impairment or "ingen".

    Takes pa_type, hm_type, municipality (a place in `codes`, the 98 municipalities, or 98 for not known).
    """
    df = df_by_person.reset_index(drop=True)
    stratum = df["pa_type"].fillna(df["hm_type"]).fillna("IB").to_numpy()
    physical = _drawn(rng, stratum, df["municipality"].to_numpy(), codes)
    if not free:
        physical = _conditioned(rng, df, stratum, physical, codes)
    impairment = np.full(len(df), NONE, dtype=object)
    impairment[physical] = PHYSICAL
    _give_psychic(rng, df, impairment)
    # Whoever has a type with a printed psychic share gets no psychic impairment beyond it.
    stratum = df["hm_type"].where(df["hm_type"].isin(list(PRINTED_PSYCHIC)), stratum).to_numpy()
    stratum = df["pa_type"].where(df["pa_type"].isin(list(PRINTED_PSYCHIC)), stratum).to_numpy()
    for name in np.unique(stratum):
        rows = np.flatnonzero((stratum == name) & (impairment == NONE))
        default = "PA" if name in set(df["pa_type"]) else "HM"
        parts = np.array(PARTS.get(name, PARTS[default]), dtype=float)
        impairment[rows] = rng.choice([PSYCHIC, SENSORY, INTELLECTUAL, OTHER, NONE], rows.size, p=parts / parts.sum())
    return df_by_person.assign(impairment=impairment)


def _drawn(rng: np.random.Generator, stratum: np.ndarray, municipality: np.ndarray, codes: np.ndarray) -> np.ndarray:
    share = {name: printed(number) / 100 for name, number in PRINTED_PHYSICAL.items()}
    share |= PHYSICAL_SHARE | {"IB": ICEBREAKER_PHYSICAL}
    own = rng.normal(0, 0.15, codes.size)
    shift = np.append([CHOSEN_SHIFT.get(int(code), own[i]) for i, code in enumerate(codes)], 0.0)
    probability = shifted(np.array([share[name] for name in stratum]), shift[municipality])
    return rng.random(stratum.size) < probability


def _conditioned(
    rng: np.random.Generator, df: pd.DataFrame, stratum: np.ndarray, physical: np.ndarray, codes: np.ndarray
) -> np.ndarray:
    """The fewest persons changed so that the printed shares hold; persons with several schemes stay as drawn."""
    names = sorted({*stratum} - {"IB"})
    movable = df["schemes"].isin(["PA", "HM"]).to_numpy()
    place = np.array([names.index(name) if name != "IB" else -1 for name in stratum])
    cell = df["municipality"].to_numpy() * len(names) + place
    size = (NOWHERE + 1) * len(names)
    has = np.bincount(cell[movable & physical], minlength=size)
    can = np.bincount(cell[movable], minlength=size)
    rows = _type_rows(df, physical, movable, names) + _place_rows(df, physical, movable, names, codes)
    change = nearest_counts(has, np.zeros(size, dtype=int), can, rows) - has
    result = physical.copy()
    for index in np.flatnonzero(change):
        pool = np.flatnonzero(movable & (cell == index) & (physical == (change[index] < 0)))
        result[rng.choice(pool, abs(int(change[index])), replace=False)] = change[index] > 0
    return result


def _type_rows(df: pd.DataFrame, physical: np.ndarray, movable: np.ndarray, names: list[str]) -> list[Row]:
    rows = []
    for name, number in PRINTED_PHYSICAL.items():
        members = ((df["pa_type"] == name) | (df["hm_type"] == name)).to_numpy()
        if not (members & movable).any():
            continue
        share = np.zeros((NOWHERE + 1, len(names)))
        share[:, names.index(name)] = 100 / members.sum()
        fixed = 100 * (members & physical & ~movable).sum() / members.sum()
        low, high = window(number)
        rows.append(Row(f"fysisk funktionsnedsættelse, {name} ({number})", share.ravel(), low - fixed, high - fixed))
    return rows


def _place_rows(
    df: pd.DataFrame, physical: np.ndarray, movable: np.ndarray, names: list[str], codes: np.ndarray
) -> list[Row]:
    """A bound a municipality on the share of its persons with personal assistance or aids."""
    rows = []
    studied = (df["schemes"] != "IB").to_numpy()
    for m, code in enumerate(codes):
        members = studied & (df["municipality"] == m).to_numpy()
        named = int(code) in (*LOWEST, *HIGHEST)
        if members.sum() < ENOUGH and not (named and members.any()):
            continue
        share = np.zeros((NOWHERE + 1, len(names)))
        share[m] = 100 / members.sum()
        fixed = 100 * (members & physical & ~movable).sum() / members.sum()
        low, high = _bounds(int(code))
        rows.append(Row(f"fysisk funktionsnedsættelse, kommune {code}", share.ravel(), low - fixed, high - fixed))
    return rows


def _bounds(code: int) -> tuple[float, float]:
    if code in LOWEST:
        return printed(LOWEST_SHARE) - NEAR, printed(LOWEST_SHARE) + NEAR
    return ABOVE if code in HIGHEST else BETWEEN


def _give_psychic(rng: np.random.Generator, df: pd.DataFrame, impairment: np.ndarray) -> None:
    """The printed shares with a psychic impairment, among those without a physical one."""
    settled = np.zeros(len(df), dtype=bool)
    for name, number in PRINTED_PSYCHIC.items():
        members = ((df["pa_type"] == name) | (df["hm_type"] == name)).to_numpy()
        wanted = round(printed(number) / 100 * members.sum()) - int((members & (impairment == PSYCHIC)).sum())
        pool = np.flatnonzero(members & (impairment == NONE) & ~settled)
        impairment[rng.choice(pool, min(max(wanted, 0), pool.size), replace=False)] = PSYCHIC
        settled |= members
