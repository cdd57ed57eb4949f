"""Impairments and multimorbidity of persons with a grant, from the hospitals' register (K21 5.3.3, note 33)."""

import pandas as pd

IMPAIRMENT_TYPES = ("fysisk", "psykisk", "sensorisk", "intellektuel", "andet")


def with_diagnosis_count(df_by_granted: pd.DataFrame, df_by_person_diagnosis: pd.DataFrame) -> pd.DataFrame:
    """The frame with `diagnoses`: how many different impairments the register knows of the person, 0 where none."""
    counts = df_by_person_diagnosis.groupby("pnr").size()
    return df_by_granted.assign(diagnoses=df_by_granted["pnr"].map(counts).fillna(0).astype(int))


def multimorbidity(df_by_granted: pd.DataFrame, df_by_person_diagnosis: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """A row a group of `by`: n_persons, known_persons, single_persons, double_persons and their shares of the known.

    known: at least one impairment diagnosis; single: exactly one; double: at least two different ones. single_diagnosis_pct
    and double_diagnosis_pct are shares of the known persons and make 100.
    """
    df = with_diagnosis_count(df_by_granted, df_by_person_diagnosis)
    df = df.assign(known=df["diagnoses"] > 0, single=df["diagnoses"] == 1, double=df["diagnoses"] > 1)
    grouped = df.groupby(by, observed=True)
    result = pd.DataFrame({"n_persons": grouped.size()})
    for name in ("known", "single", "double"):
        result[f"{name}_persons"] = grouped[name].sum().astype(int)
    base = result["known_persons"].where(result["known_persons"] > 0)
    for name in ("single", "double"):
        result[f"{name}_diagnosis_pct"] = 100 * result[f"{name}_persons"] / base
    return result.reset_index()


def impairment_shares(df_by_granted: pd.DataFrame, df_by_person_diagnosis: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """A row a group of `by` and impairment type: persons with such a diagnosis, n_persons in the group, share_pct.

    The base is all persons of the group, with or without a diagnosis; a person may have several types.
    """
    sizes = df_by_granted.groupby(by, observed=True).size().rename("n_persons").reset_index()
    types = pd.DataFrame({"impairment_type": IMPAIRMENT_TYPES})
    had = df_by_person_diagnosis[["pnr", "impairment_type"]].drop_duplicates()
    counted = df_by_granted.merge(had, on="pnr").groupby([*by, "impairment_type"], observed=True).size()
    df = sizes.merge(types, how="cross").merge(
        counted.rename("persons").reset_index(), on=[*by, "impairment_type"], how="left"
    )
    df["persons"] = df["persons"].fillna(0).astype(int)
    return df.assign(share_pct=100 * df["persons"] / df["n_persons"])
