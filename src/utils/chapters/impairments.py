"""What is compensated for: impairments in the case files, K21 5.3.3 and Tabel 14."""

import pandas as pd

from utils.chapters.case_review import id_of, made_table, of_place
from utils.chapters.common import in_order
from utils.frames import Frames
from utils.measures.cases import IMPAIRMENT_TYPES, SCHEMES, double_diagnosis_of_files, impairments
from utils.publish.exhibit import Column, Exhibit

TOP = 5
BASE = "Andel af alle gennemgåede sager i ordningen, afslag og sager uden oplyst funktionsnedsættelse medregnet."
SOURCE = "Kilde: K21 5.3.3, tabel 14, l.3540–3580, og note 33, l.3589."
COUNTED = {
    "cases": Column("Sager", "integer"),
    "n_cases": Column("N", "integer"),
    "share_pct": Column("Andel", "percent"),
}


def impairment_types(data: Frames, kommune: int | None = None) -> Exhibit:
    """Tabel 14: scheme, impairment_type, cases with at least one impairment of the type, n_cases, share_pct."""
    exhibit_id, title = (
        id_of("k21-tabel-14", kommune),
        f"Tabel 14. Type af funktionsnedsættelse{of_place(data, kommune)}",
    )
    return made_table(
        data, exhibit_id, title, kommune, _type_rows,
        f"{BASE} En sag tæller én gang i hver type, den har mindst én funktionsnedsættelse af; derfor kan andelene "
        f"summe til mere end 100, og til mindre, hvor funktionsnedsættelsen ikke er oplyst. {SOURCE}",
        {"scheme_name": Column("Ordning"), "impairment_type": Column("Type")} | COUNTED,
    )  # fmt: skip


def most_frequent(data: Frames, kommune: int | None = None) -> Exhibit:
    """Tabel 14, top five: scheme, rank (ties share the lower number), impairment, impairment_type, cases, n_cases,
    share_pct. Ties at the fifth place are all there."""
    exhibit_id = id_of("k21-tabel-14-hyppigste", kommune)
    title = f"Tabel 14. De hyppigste funktionsnedsættelser{of_place(data, kommune)}"
    return made_table(
        data, exhibit_id, title, kommune, _frequent_rows,
        f"{BASE} De {TOP} hyppigste; lige hyppige har samme nummer. Den uspecificerede «andre funktionsnedsættelser» er "
        f"ikke med i rangordenen. {SOURCE}",
        {"scheme_name": Column("Ordning"), "impairment": Column("Funktionsnedsættelse"), "rank": Column("Nr.", "integer"),
         "impairment_type": Column("Type")} | COUNTED,
    )  # fmt: skip


def multimorbidity_of_files(data: Frames) -> Exhibit:
    """Tabel 14, priority access: single and double diagnosis from the case files (the other schemes: LPR)."""
    exhibit_id, title = "k21-tabel-14-multisygdom-fortrinsadgang", "Tabel 14. Multisygdom, fortrinsadgang"
    return made_table(
        data, exhibit_id, title, None, lambda df: double_diagnosis_of_files(df, "FA"),
        "Dobbeltdiagnose: sagen nævner mindst to funktionsnedsættelser; enkeltdiagnose: netop én. I pct. af "
        "fortrinsadgangssager med mindst én oplyst funktionsnedsættelse (N). Fortrinsadgang findes ikke i registrene; "
        f"tabellens øvrige ordninger bygger på diagnoser i Landspatientregistret. {SOURCE}",
        {"multimorbidity": Column("Multisygdom")} | COUNTED,
    )  # fmt: skip


def _type_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    """Every type for every scheme with files, also those that no file has."""
    files_of = df_by_case["ORDNING"].value_counts()
    cases = impairments(df_by_case).groupby(["scheme", "impairment_type"])["case"].nunique()
    schemes = [scheme for scheme in SCHEMES if scheme in files_of]
    every = pd.MultiIndex.from_product([schemes, IMPAIRMENT_TYPES], names=["scheme", "impairment_type"])
    return _with_shares(cases.reindex(every, fill_value=0).rename("cases").reset_index(), files_of)


def _frequent_rows(df_by_case: pd.DataFrame) -> pd.DataFrame:
    named = impairments(df_by_case)
    named = named[named["ranked"]]
    df = named.groupby(["scheme", "impairment", "impairment_type"])["case"].nunique().rename("cases").reset_index()
    df["rank"] = df.groupby("scheme")["cases"].rank(method="min", ascending=False).astype("int64")
    df = in_order(df[df["rank"] <= TOP], "scheme", SCHEMES, ["rank", "impairment"])
    return _with_shares(df, df_by_case["ORDNING"].value_counts())


def _with_shares(df: pd.DataFrame, files_of: pd.Series) -> pd.DataFrame:
    n_cases = df["scheme"].map(files_of).astype("int64")
    return df.assign(n_cases=n_cases, share_pct=100 * df["cases"] / n_cases)
