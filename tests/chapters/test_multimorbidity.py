import pandas as pd
import pytest

from utils.chapters.multimorbidity import diagnoses_by_scheme
from utils.frames import FRAME_NAMES, Frames


def _data(missing: tuple[str, ...] = (), year: int = 2018) -> Frames:
    df_by_grant = pd.DataFrame({"pnr": ["a", "b", "a"], "scheme": ["PA", "PA", "HM"], "year": year})
    diagnoses = pd.DataFrame(
        [("a", "Stress", "psykisk"), ("a", "Sklerose", "fysisk"), ("b", "Stress", "psykisk")],
        columns=["pnr", "impairment", "impairment_type"],
    )
    frames = {"df_by_grant": df_by_grant, "df_by_person_diagnosis": diagnoses}
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status="synthetic", missing=missing)


def test_one_or_several_diagnoses_by_scheme_and_for_everybody() -> None:
    df = diagnoses_by_scheme(_data()).data
    assert df[["scheme", "n_persons", "double_persons", "double_diagnosis_pct"]].to_numpy().tolist() == [
        ["PA", 2, 1, 50], ["HM", 1, 1, 100], ["PA, HM og IB", 2, 1, 50],  # a counts once
    ]  # fmt: skip


def test_what_is_missing_is_said() -> None:
    assert "lpr_diag" in diagnoses_by_scheme(_data(missing=("lpr_diag",))).note
    assert diagnoses_by_scheme(_data(year=2016)).kind == "empty"


@pytest.mark.parametrize(("scheme", "double"), [("PA", 37), ("HM", 33), ("IB", 27)])
def test_tabel_14_is_found_in_the_registers(data: Frames, scheme: str, double: int) -> None:
    row = diagnoses_by_scheme(data).data.set_index("scheme").loc[scheme]
    assert (round(row["single_diagnosis_pct"]), round(row["double_diagnosis_pct"])) == (100 - double, double)
    assert row["known_persons"] < row["n_persons"]  # the register does not know of everybody
