"""Impairments of persons with a grant, by DuckDB from the hospitals' register (K21 note 33, 9.3)."""

from collections.abc import Mapping

import pandas as pd

from utils.registers.codelists import code_list
from utils.registers.connection import quiet_connection
from utils.registers.reading import scan
from utils.registers.sources import Source

NEEDED = ("lpr_adm", "lpr_diag")
NO_IMPAIRMENT = "ingen funktionsnedsættelse"
COLUMNS = {"pnr": "str", "impairment": "str", "impairment_type": "str"}


def person_diagnoses(sources: Mapping[str, Source], df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_person_diagnosis: pnr, impairment, impairment_type; a row a person with a grant and different diagnosis.

    Main and additional diagnoses (C_DIAG, C_TILDIAG) of every contact in the extract, LPR holding no dates here.
    impairment is the label of the code list c_diag (the longest beginning of the code that fits), impairment_type its
    group; diagnoses of the same label are one. Codes without a line, and those that are no impairment, have no row.
    """
    if any(name not in sources for name in NEEDED):
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    adm, diag = (scan(name, sources) for name in NEEDED)
    with quiet_connection() as connection:
        connection.register("granted", df_by_grant[["pnr"]].drop_duplicates())
        df = connection.execute(
            f"""
            WITH diagnoses AS (SELECT RECNUM, unnest([C_DIAG, C_TILDIAG]) AS code FROM {diag})
            SELECT DISTINCT a.PNR AS pnr, d.code FROM {adm} a JOIN diagnoses d USING (RECNUM)
            WHERE d.code IS NOT NULL AND a.PNR IN (SELECT pnr FROM granted) ORDER BY ALL
            """
        ).df()
    lines = matched_lines(df["code"])
    df = df.assign(impairment=df["code"].map(lines["label"]), impairment_type=df["code"].map(lines["group"]))
    df = df[df["impairment_type"].notna() & (df["impairment_type"] != NO_IMPAIRMENT)]
    return df[list(COLUMNS)].drop_duplicates(["pnr", "impairment"]).reset_index(drop=True).astype(COLUMNS)


def matched_lines(codes: pd.Series) -> pd.DataFrame:
    """label and group of each different code that the list c_diag knows, indexed by the code."""
    known = code_list("c_diag").set_index("code")
    longest = known.index.str.len().max()
    found = {}
    for code in codes.unique():
        beginnings = (code[:length] for length in range(min(len(code), longest), 0, -1))
        line = next((beginning for beginning in beginnings if beginning in known.index), None)
        if line is not None:
            found[code] = line
    return known.loc[list(found.values()), ["label", "group"]].set_axis(list(found), axis=0)
