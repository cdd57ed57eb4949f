from pathlib import Path

import pandas as pd

from utils.registers.codelists import code_list
from utils.registers.diagnoses import NO_IMPAIRMENT, matched_lines, person_diagnoses
from utils.registers.sources import Source

ANNA, BO = "6101800001", "6202800002"
CONTACTS = [(ANNA, "1", "DM545", "DE119"), (ANNA, "2", "DM501", None), (ANNA, "3", "DZ039", None),
            (BO, "4", "DF329", None), ("6303800003", "5", "DM545", None)]  # fmt: skip


def lpr(folder: Path) -> dict[str, Source]:
    df = pd.DataFrame(CONTACTS, columns=["PNR", "RECNUM", "C_DIAG", "C_TILDIAG"])
    df[["PNR", "RECNUM"]].to_parquet(folder / "lpr_adm.parquet", index=False)
    df[["RECNUM", "C_DIAG", "C_TILDIAG"]].to_parquet(folder / "lpr_diag.parquet", index=False)
    return {name: Source(name, folder / f"{name}.parquet", "parquet", "register") for name in ("lpr_adm", "lpr_diag")}


def test_main_and_additional_diagnoses_of_those_with_a_grant(tmp_path: Path) -> None:
    df = person_diagnoses(lpr(tmp_path), pd.DataFrame({"pnr": [ANNA, BO, BO]}))
    # Neck and back are one label; the contact for other reasons is no impairment; the third person has no grant.
    assert df.to_numpy().tolist() == [
        [ANNA, "Diabetes", "fysisk"], [ANNA, "Ryg og nakke", "fysisk"], [BO, "Depression", "psykisk"],
    ]  # fmt: skip


def test_a_missing_register_gives_the_columns_without_rows(tmp_path: Path) -> None:
    found = lpr(tmp_path)
    found.pop("lpr_diag")
    df = person_diagnoses(found, pd.DataFrame({"pnr": [ANNA]}))
    assert list(df.columns) == ["pnr", "impairment", "impairment_type"]
    assert df.empty


def test_the_longest_beginning_of_a_code_counts() -> None:
    lines = matched_lines(pd.Series(["DF810", "DF845", "DF890", "DM545", "DM797", "XX1"]))
    assert lines["label"].to_dict() == {
        "DF810": "Ordblindhed og andre indlæringsforstyrrelser", "DF845": "Autisme og Asperger",
        "DF890": "Andre udviklingsforstyrrelser", "DM545": "Ryg og nakke", "DM797": "Andre led og muskler",
    }  # fmt: skip


def test_the_code_list_has_the_types_of_note_33() -> None:
    groups = set(code_list("c_diag")["group"])
    assert groups == {"fysisk", "psykisk", "sensorisk", "intellektuel", "andet", NO_IMPAIRMENT}
