import pytest

from utils.chapters import impairments


def file(scheme: str, named: str | None, municipality: int = 147):  # type: ignore[no-untyped-def]
    return (municipality, scheme, "2018-02-01", 7, {"FUNKTIONSNEDSAETTELSER": named})


FILES = [
    file("PA", "Ryg/nakke;Ben/fødder"), file("PA", "Ryg/nakke;Stress"), file("PA", "Andre funktionsnedsættelser"),
    file("PA", None, 169), file("FA", "ADHD"),
]  # fmt: skip


def test_a_file_counts_once_in_each_type(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = impairments.impairment_types(case_frames(*FILES)).data
    of_pa = df[df["scheme"] == "PA"].set_index("impairment_type")
    # physical in two of four files, though three physical impairments are named; the fourth states none
    assert of_pa["cases"].to_dict() == {"Fysisk": 2, "Psykisk": 1, "Sensorisk": 0, "Intellektuelle": 0, "Andet": 1}
    assert of_pa.loc["Fysisk", "share_pct"] == 50
    assert set(of_pa["n_cases"]) == {4}
    assert df[df["scheme"] == "FA"]["share_pct"].tolist() == [0, 0, 0, 100, 0]


def test_the_most_frequent_have_ranks_and_the_unspecified_has_none(case_frames) -> None:  # type: ignore[no-untyped-def]
    df = impairments.most_frequent(case_frames(*FILES)).data
    assert df.loc[df["scheme"] == "PA", ["rank", "impairment", "cases", "share_pct"]].to_numpy().tolist() == [
        [1, "Ryg/nakke", 2, 50.0], [2, "Ben/fødder", 1, 25.0], [2, "Stress", 1, 25.0],
    ]  # fmt: skip


def test_one_municipality_has_its_own_base_and_id(case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = impairments.impairment_types(case_frames(*FILES), 147)
    assert exhibit.id == "profil-tabel-14" and exhibit.title.endswith("Frederiksberg")
    of_pa = exhibit.data[exhibit.data["scheme"] == "PA"].set_index("impairment_type")
    assert of_pa.loc["Fysisk", "share_pct"] == pytest.approx(200 / 3)
    assert "siger næsten intet" in exhibit.note


def test_multimorbidity_of_priority_access(case_frames) -> None:  # type: ignore[no-untyped-def]
    data = case_frames(file("FA", "ADHD"), file("FA", "ADHD;Stress"), file("FA", None), file("PA", "ADHD;Stress"))
    df = impairments.multimorbidity_of_files(data).data
    assert df[["multimorbidity", "cases", "n_cases"]].to_numpy().tolist() == [
        ["Enkeltdiagnose", 1, 2], ["Dobbeltdiagnose", 1, 2],
    ]  # fmt: skip
