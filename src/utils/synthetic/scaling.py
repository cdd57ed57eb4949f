"""A larger extract of the same shape: every person stands `scale` times, each time with a number of its own.

Persons, grants, accounts and full-time persons grow alike; data.toml carries the scale, by which the pipeline
multiplies the inhabitants. Shares, rates and means stay what they were and counts are multiplied.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from utils.synthetic.pnr import with_serial

Registers = dict[str, pd.DataFrame | pa.Table]
# Numbers that must stay different between the copies of a person, beside the person number.
KEYS = {"ID": ("dfdg_pa", "dfdg_hm", "dfdg_ib", "dfdg_mentor"), "RECNUM": ("lpr_adm", "lpr_diag")}
AMOUNTS = {
    "municipality_accounts": ("BRUTTOUDGIFT_KR",),
    "municipality_full_time_persons": ("FULDTIDSPERSONER",),
    "survey_municipality": tuple(
        ["M03"] + [f"{question}_{scheme}" for question in ("M02", "M04", "M05") for scheme in ("PA", "IB", "FA", "HM")]
    ),
}


def scaled(registers: Registers, scale: int) -> Registers:
    """The registers with every person, grant and amount `scale` times; survey, case files and interviews as they are."""
    if scale == 1:
        return registers
    numbers = copied_numbers(pd.Series(registers["dream"]["PNR"].to_pylist()), scale)
    return {name: _scaled(name, register, numbers) for name, register in registers.items()}


def copied_numbers(pnr: pd.Series, scale: int) -> list[dict[str, str]]:
    """For each copy person number → its new one: the same day of birth, serial numbers all different."""
    everyone = pd.concat([pnr] * scale, ignore_index=True)
    stem = everyone.str[:6]
    start = everyone.str[6:].astype(int).groupby(stem).transform("first")
    renumbered = with_serial(stem, start).to_numpy().reshape(scale, -1)
    return [dict(zip(pnr, copy, strict=True)) for copy in renumbered]


def _scaled(name: str, register: pd.DataFrame | pa.Table, numbers: list[dict[str, str]]) -> pd.DataFrame | pa.Table:
    if name in AMOUNTS:
        amounts = [column for column in AMOUNTS[name] if column in register.columns]
        return register.assign(**{column: register[column] * len(numbers) for column in amounts})
    if isinstance(register, pa.Table):
        copies = [_renumbered(register, copy) for copy in numbers]
        return pa.concat_tables(copies).take(pc.sort_indices(pa.concat_tables(copies)["PNR"]))
    keys = [key for key, names in KEYS.items() if name in names]
    if "PNR" not in register.columns and not keys:
        return register
    copies = []
    for turn, copy in enumerate(numbers):
        changed = {key: register[key] + f"-{turn}" for key in keys}
        if "PNR" in register.columns:
            changed["PNR"] = register["PNR"].map(copy)
        copies.append(register.assign(**changed))
    return pd.concat(copies, ignore_index=True)


def _renumbered(table: pa.Table, copy: dict[str, str]) -> pa.Table:
    pnr = pa.array(np.array([copy[number] for number in table["PNR"].to_pylist()], dtype=object), pa.string())
    return table.set_column(table.schema.get_field_index("PNR"), "PNR", pnr)
