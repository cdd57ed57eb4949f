import numpy as np
import pandas as pd
import pytest

from utils.registers.codelists import code_list
from utils.registers.schemas import SCHEMAS
from utils.synthetic.criteria import criteria
from utils.synthetic.interview_answers import chosen, number_of, whole
from utils.synthetic.interviews import interviews
from utils.synthetic.municipalities import drawn_types


def drawn(seed: int, condition: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    cases = drawn_types(rng)
    return cases, interviews(rng, cases, criteria(rng, cases, condition), condition)


CASES, INTERVIEWS = drawn(5, condition=True)


def answered(question: str, role: str | None = None) -> pd.DataFrame:
    df = INTERVIEWS[INTERVIEWS["SPOERGSMAAL"] == question]
    return df if role is None else df[df["ROLLE"] == role]


@pytest.mark.parametrize("condition", [True, False])
def test_the_register_satisfies_its_schema(condition: bool) -> None:
    _, df = drawn(6, condition)
    SCHEMAS["interviews"].validate(df.astype({"KOMMUNE": "int64"}), lazy=True)
    assert not df.duplicated(["ID", "SPOERGSMAAL"]).any()
    assert (df["SVAR"].isna() != df["TAL"].isna()).all()


def test_every_question_is_in_the_code_list_and_asked_of_its_roles() -> None:
    roles = code_list("interview_questions").set_index("question")["role"].str.split("|")
    asked = INTERVIEWS.groupby("SPOERGSMAAL")["ROLLE"].agg(lambda column: sorted(set(column)))
    assert asked.to_dict() == {question: sorted(of) for question, of in roles.items()}


def test_interviews_by_role() -> None:
    persons = INTERVIEWS.drop_duplicates("ID")
    assert persons["ROLLE"].value_counts().to_dict() == {
        "borger": 48, "leder": 47, "medarbejder": 40, "arbejdsgiver": 24, "nøgleperson": 20,
    }  # fmt: skip
    assert (persons.groupby("ROLLE")["KOMMUNE"].nunique() == 20).all()


def test_named_municipalities_keep_what_is_printed_of_them() -> None:
    number = answered("noegle_antal").set_index("KOMMUNE")["TAL"]
    assert number[[169, 316, 575, 400, 147]].tolist() == [4, 4, 1, 7, 1]
    assert (number == 1).sum() == 5
    place = answered("noegle_placering").set_index("KOMMUNE")["SVAR"]
    assert (place[number == 1] == "kun én nøgleperson").all()
    spread = CASES.loc[CASES["organisation"] == "spredt specialisering", "code"]
    assert (place[spread] == "forskellige matrikler").all()


def test_self_employed_have_pa_or_aids_and_farmers_are_physically_impaired() -> None:
    yes = {scheme: set(answered(f"ordning_{scheme}", "borger").query("SVAR == 'ja'")["ID"]) for scheme in ("pa", "hm")}
    own = set(answered("selvstaendig").query("SVAR == 'ja'")["ID"])
    farmers = set(answered("erhverv").query("SVAR == 'landbrug'")["ID"])
    impairment = answered("funktionsnedsaettelse").set_index("ID")["SVAR"]
    sector = answered("sektor", "borger").set_index("ID")["SVAR"]
    assert len(yes["pa"] | yes["hm"]) == 37 and own <= yes["pa"] | yes["hm"]
    assert farmers <= own & yes["pa"]
    assert (impairment[sorted(farmers)] == "fysisk").all()
    assert (sector[sorted(own)] == "privat").all()


def test_free_draws_differ_from_the_print() -> None:
    views = [
        drawn(seed, condition=False)[1].query("SPOERGSMAAL == 'oekonomisk_gevinst'")["SVAR"] for seed in (1, 2, 3, 4)
    ]
    assert len({int((view == "ja").sum()) for view in views}) > 1


def test_small_helpers() -> None:
    rng = np.random.default_rng(0)
    assert [whole(30, 48), whole(90, 24), whole(12.5, 4)] == [14, 22, 1]  # 14.4, 21.6, 0.5
    assert number_of(rng, 80, 10, free=False) == 8
    mask = chosen(rng, 4, 3, np.array([True, False, True, False]))
    assert mask.tolist() == [True, False, True, False]
