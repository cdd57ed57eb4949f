import pandas as pd
import pyarrow as pa

from utils.synthetic.scaling import copied_numbers, scaled

REGISTERS = {
    "dream": pa.table({"PNR": ["6101800001", "6101800008", "7512900000"], "nykom2019": [101, 707, 707]}),
    "dfdg_hm": pd.DataFrame({"PNR": ["6101800008", "6101800008"], "ID": ["HM0000001", "HM0000002"]}),
    "lpr_diag": pd.DataFrame({"RECNUM": ["R1"], "C_DIAG": ["DM54"]}),
    "municipality_accounts": pd.DataFrame({"KOMMUNE": [101], "BRUTTOUDGIFT_KR": [250.0]}),
    "survey_staff": pd.DataFrame({"q01": [101, 101]}),
}


def test_scale_one_changes_nothing() -> None:
    assert scaled(REGISTERS, 1) is REGISTERS


def test_every_person_stands_scale_times_with_a_number_of_its_own() -> None:
    larger = scaled(REGISTERS, 3)
    numbers = larger["dream"]["PNR"].to_pylist()
    assert len(numbers) == len(set(numbers)) == 9
    assert numbers == sorted(numbers)
    assert sorted(number[:6] for number in numbers) == ["610180"] * 6 + ["751290"] * 3
    assert larger["dream"]["nykom2019"].to_pylist().count(101) == 3
    assert set(larger["dfdg_hm"]["PNR"]) <= set(numbers)


def test_the_two_grants_of_a_person_stay_together_in_each_copy() -> None:
    grants = scaled(REGISTERS, 3)["dfdg_hm"]
    assert grants["ID"].is_unique and len(grants) == 6
    assert grants.groupby("PNR").size().tolist() == [2, 2, 2]


def test_amounts_are_multiplied_and_the_survey_stays() -> None:
    larger = scaled(REGISTERS, 3)
    assert larger["municipality_accounts"]["BRUTTOUDGIFT_KR"].tolist() == [750.0]
    assert larger["lpr_diag"]["RECNUM"].tolist() == ["R1-0", "R1-1", "R1-2"]
    assert larger["survey_staff"] is REGISTERS["survey_staff"]


def test_copies_of_persons_born_the_same_day_never_share_a_number() -> None:
    pnr = pd.Series([f"610180{serial:04d}" for serial in range(500)])
    copies = copied_numbers(pnr, 4)
    assert len({number for copy in copies for number in copy.values()}) == 2000
