import pandas as pd
import pytest

from utils.measures.diagnoses import IMPAIRMENT_TYPES, impairment_shares, multimorbidity

GRANTED = pd.DataFrame({"scheme": ["PA", "PA", "PA", "PA", "HM"], "pnr": ["a", "b", "c", "d", "a"]})
DIAGNOSES = pd.DataFrame(
    [("a", "Ryg og nakke", "fysisk"), ("a", "Sklerose", "fysisk"), ("b", "Stress", "psykisk"), ("c", "Stress", "psykisk"),
     ("x", "Stress", "psykisk")],
    columns=["pnr", "impairment", "impairment_type"],
)  # fmt: skip


def test_double_and_single_are_shares_of_those_with_a_diagnosis() -> None:
    df = multimorbidity(GRANTED, DIAGNOSES, ["scheme"]).set_index("scheme")
    # a has two, b and c one, d none: 1 and 2 of 3
    assert df.loc["PA", ["n_persons", "known_persons", "single_persons", "double_persons"]].tolist() == [4, 3, 2, 1]
    assert df.loc["PA", "double_diagnosis_pct"] == pytest.approx(100 / 3)
    assert df.loc["HM", ["single_diagnosis_pct", "double_diagnosis_pct"]].tolist() == [0, 100]


def test_without_any_diagnosis_there_is_no_share() -> None:
    df = multimorbidity(GRANTED, DIAGNOSES.head(0), ["scheme"])
    assert df["known_persons"].tolist() == [0, 0]
    assert df["double_diagnosis_pct"].isna().all()


def test_impairment_types_are_shares_of_everybody() -> None:
    df = impairment_shares(GRANTED, DIAGNOSES, ["scheme"])
    of_pa = df[df["scheme"] == "PA"].set_index("impairment_type")
    assert of_pa["persons"].to_dict() == dict(
        zip(IMPAIRMENT_TYPES, (1, 2, 0, 0, 0), strict=True)
    )  # two labels, one person
    assert of_pa["share_pct"].to_dict() == dict(zip(IMPAIRMENT_TYPES, (25, 50, 0, 0, 0), strict=True))
