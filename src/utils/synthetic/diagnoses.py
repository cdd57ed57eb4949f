"""lpr_adm and lpr_diag: hospital contacts whose diagnoses say what impairments a person has, one or two of them."""

import numpy as np
import pandas as pd

from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.impairments import INTELLECTUAL as MIND
from utils.synthetic.impairments import NONE, OTHER, PHYSICAL, PRINTED_PSYCHIC, PSYCHIC, SENSORY
from utils.synthetic.targets import printed

SINGLE = {"PA": "K21-0595", "HM": "K21-0596", "IB": "K21-0597"}
DOUBLE = {"PA": "K21-0599", "HM": "K21-0600", "IB": "K21-0601"}
# Diagnoses of each kind, a label of the code list each, the codes of a label sharing its weight.
CODES: dict[str, tuple[tuple[float, tuple[str, ...]], ...]] = {
    PHYSICAL: (
        (28, ("DM545", "DM511", "DM501", "DM480")), (20, ("DM171", "DM161", "DS823", "DS720", "DS929")),
        (19, ("DM751", "DS525", "DS420", "DS681")), (6, ("DG35",)), (5, ("DE119", "DE109")), (5, ("DI639", "DI109")),
        (5, ("DM797", "DM069")), (4, ("DJ459", "DJ301")), (3, ("DK509", "DK900")), (2, ("DL409",)), (2, ("DC509",)),
        (1, ("DN180",)),
    ),
    PSYCHIC: (
        (30, ("DF329", "DF339")), (18, ("DF411", "DF401")), (18, ("DF432", "DF431")), (12, ("DF319",)),
        (8, ("DF209", "DF259")), (6, ("DF603",)), (5, ("DF606", "DF609")), (3, ("DF429",)),
    ),
    SENSORY: ((70, ("DH903", "DH919", "DH905")), (22, ("DH541", "DH401", "DH360")), (8, ("DR470", "DR478"))),
    MIND: (
        (40, ("DF067", "DF079")), (25, ("DF845", "DF840")), (25, ("DF900", "DF909")), (10, ("DF700",)),
    ),
    OTHER: ((85, ("DF810", "DF819")), (15, ("DH811",))),
}  # fmt: skip
# A second kind beside the first; a physical impairment is never the second of another kind, so that the first says
# who has one.
SECOND: dict[str, dict[str, float]] = {
    PHYSICAL: {PHYSICAL: 62, PSYCHIC: 10, SENSORY: 12, MIND: 8, OTHER: 8},
    PSYCHIC: {PSYCHIC: 60, MIND: 28, SENSORY: 4, OTHER: 8},
    SENSORY: {PSYCHIC: 20, SENSORY: 40, MIND: 20, OTHER: 20},
    MIND: {PSYCHIC: 35, MIND: 35, OTHER: 30},
    OTHER: {PSYCHIC: 25, MIND: 45, SENSORY: 30},
}
ICEBREAKER_KNOWN = 0.85  # about so many of the persons with the icebreaker are known to have an impairment
WITHOUT_IMPAIRMENT = ("DZ039", "DZ138", "DR104", "DR519", "DB349", "DA099")
OTHER_CONTACTS, AGAIN_SHARE, ADDITIONAL_SHARE = 0.35, 0.3, 0.45


def with_double(rng: np.random.Generator, df_by_person: pd.DataFrame, flags: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with `double`, persons with a second diagnosis, in the printed share of each scheme.

    `flags` says who has PA, HM and IB. Some with the icebreaker alone change between an impairment and none, since not
    every number of persons has 27 percent.
    """
    df = df_by_person.reset_index(drop=True)
    of_scheme = {scheme: flags[scheme].to_numpy() for scheme in DOUBLE}
    df = _icebreaker_known(rng, df, of_scheme)
    known = (df["impairment"] != NONE).to_numpy()
    double, settled = np.zeros(len(df), dtype=bool), np.zeros(len(df), dtype=bool)
    both = of_scheme["PA"] & of_scheme["HM"]
    groups = ((of_scheme["IB"], "IB"), (both, "PA"), (of_scheme["PA"], "PA"), (of_scheme["HM"], "HM"))
    for members, scheme in groups:
        members = members & known
        wanted = round(printed(DOUBLE[scheme]) / 100 * members.sum()) - int((members & double).sum())
        pool = np.flatnonzero(members & ~settled)
        if not 0 <= wanted <= pool.size:
            raise TargetMissed(f"dobbeltdiagnoser {scheme} ({DOUBLE[scheme]})")
        double[rng.choice(pool, wanted, replace=False)] = True
        settled |= members
    return df_by_person.assign(impairment=df["impairment"].to_numpy(), double=double)


def _icebreaker_known(rng: np.random.Generator, df: pd.DataFrame, of_scheme: dict[str, np.ndarray]) -> pd.DataFrame:
    """As many of the icebreaker's persons with an impairment that both printed shares are whole persons."""
    alone = np.flatnonzero(of_scheme["IB"] & ~of_scheme["PA"] & ~of_scheme["HM"])
    known = (df["impairment"] != NONE).to_numpy()
    elsewhere = int((known & of_scheme["IB"]).sum() - known[alone].sum())
    possible = [n for n in range(elsewhere, elsewhere + alone.size + 1) if _prints(n)]
    if not possible:
        raise TargetMissed(f"dobbeltdiagnoser IB ({DOUBLE['IB']})")
    target = min(possible, key=lambda n: abs(n - ICEBREAKER_KNOWN * of_scheme["IB"].sum()))
    change = target - elsewhere - int(known[alone].sum())
    pool = alone[known[alone] == (change < 0)]
    chosen = rng.choice(pool, abs(change), replace=False)
    kinds = rng.choice([PHYSICAL, PSYCHIC, MIND], chosen.size, p=[0.25, 0.45, 0.3])
    impairment = df["impairment"].to_numpy(dtype=object).copy()
    impairment[chosen] = kinds if change > 0 else NONE
    return df.assign(impairment=impairment)


def _prints(persons: int) -> bool:
    """Is there a whole number of so many persons whose share, and that of the others, print as K21 has them?"""
    share = printed(DOUBLE["IB"])
    count = round(share / 100 * persons)
    return persons > 0 and abs(100 * count / persons - share) < 0.4999


def hospital_registers(rng: np.random.Generator, df_by_person: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """lpr_adm and lpr_diag from impairment and double; repeats and contacts of other reasons among them."""
    df = df_by_person.reset_index(drop=True)
    first = _codes(rng, df["impairment"].to_numpy())
    second = _second_codes(rng, df, first)
    known = df["impairment"].to_numpy() != NONE
    additional = df["double"].to_numpy() & (rng.random(len(df)) < ADDITIONAL_SHARE)
    again = known & (rng.random(len(df)) < AGAIN_SHARE)
    other = rng.random(len(df)) < OTHER_CONTACTS
    pnr, nothing = df["pnr"].to_numpy(), np.full(len(df), None, dtype=object)
    parts = [
        (known, first, np.where(additional, second, nothing)),
        (df["double"].to_numpy() & ~additional, second, nothing),
        (again, first, nothing),
        (other, rng.choice(WITHOUT_IMPAIRMENT, len(df)), nothing),
    ]
    rows = [pd.DataFrame({"PNR": pnr, "C_DIAG": main, "C_TILDIAG": added})[chosen] for chosen, main, added in parts]
    contacts = pd.concat(rows, ignore_index=True)
    contacts = contacts.iloc[rng.permutation(len(contacts))].reset_index(drop=True)
    contacts["RECNUM"] = [f"{i:08d}" for i in range(1, len(contacts) + 1)]
    return {"lpr_adm": contacts[["PNR", "RECNUM"]], "lpr_diag": contacts[["RECNUM", "C_DIAG", "C_TILDIAG"]]}


def _codes(rng: np.random.Generator, kinds: np.ndarray) -> np.ndarray:
    """A diagnosis of each kind; None where there is no impairment."""
    codes = np.full(kinds.size, None, dtype=object)
    for kind, labels in CODES.items():
        rows = np.flatnonzero(kinds == kind)
        codes[rows] = _of_labels(rng, labels, rows.size)
    return codes


def _of_labels(rng: np.random.Generator, labels: tuple[tuple[float, tuple[str, ...]], ...], count: int) -> np.ndarray:
    weight = np.array([part for part, _ in labels])
    label = rng.choice(len(labels), count, p=weight / weight.sum())
    place = rng.integers(0, 1_000, count)
    return np.array([labels[i][1][j % len(labels[i][1])] for i, j in zip(label, place, strict=True)], dtype=object)


def _second_codes(rng: np.random.Generator, df: pd.DataFrame, first: np.ndarray) -> np.ndarray:
    """A diagnosis of another label for those with two; psychic is left out where its share by type is printed."""
    limited = (df["pa_type"].isin(list(PRINTED_PSYCHIC)) | df["hm_type"].isin(list(PRINTED_PSYCHIC))).to_numpy()
    codes = np.full(len(df), None, dtype=object)
    kinds = df["impairment"].to_numpy()
    for row in np.flatnonzero(df["double"].to_numpy()):
        kind = kinds[row]
        parts = {
            other: part for other, part in SECOND[kind].items() if not limited[row] or other in (kind, MIND, OTHER)
        }
        weight = np.array(list(parts.values()))
        chosen = str(rng.choice(list(parts), p=weight / weight.sum()))
        codes[row] = _other_label(rng, chosen, first[row])
    return codes


def _other_label(rng: np.random.Generator, kind: str, first: str) -> str:
    """A diagnosis of the kind under another label than that of the first."""
    labels = tuple((part, codes) for part, codes in CODES[kind] if first not in codes)
    return str(_of_labels(rng, labels, 1)[0])
