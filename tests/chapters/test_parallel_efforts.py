import pandas as pd
import pytest

from utils.chapters import parallel_efforts
from utils.frames import FRAME_NAMES, Frames

GRANTS = [("a", "PA"), ("b", "PA"), ("c", "PA"), ("d", "PA"), ("a", "HM"), ("e", "HM")]
EFFORTS = [("a", "PA", "HM", True), ("a", "HM", "PA", True), ("b", "PA", "mentor", True), ("b", "PA", "SEL", True),
           ("c", "PA", "SEL", False)]  # fmt: skip


def _data(missing: tuple[str, ...] = (), grants: list[tuple[str, str]] = GRANTS) -> Frames:
    df_by_grant = pd.DataFrame(grants, columns=["pnr", "scheme"]).assign(year=2018)
    efforts = pd.DataFrame(EFFORTS, columns=["pnr", "scheme", "effort", "at_the_same_time"])
    frames = dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | {"df_by_grant": df_by_grant, "df_by_person_effort": efforts}
    return Frames(**frames, status="synthetic", missing=missing)


def test_the_matrix_has_only_this_scheme_on_its_diagonal() -> None:
    df = parallel_efforts.matrix(_data()).data.set_index("effort")
    assert df.loc["Personlig assistance", ["share_pa_pct", "persons_pa", "share_hm_pct"]].tolist() == [
        50,
        2,
        50,
    ]  # c, d; a
    assert df.loc["Hjælpemiddel", ["share_pa_pct", "share_hm_pct"]].tolist() == [25, 50]  # a; e alone
    assert df.loc["Mentor (LAB)", ["share_pa_pct", "share_hm_pct"]].tolist() == [25, 0]
    assert df.loc["Indsats efter serviceloven (SEL)", "persons_pa"] == 1  # c had it at another time
    assert df.loc["Borgere i alt", ["persons_pa", "persons_hm"]].tolist() == [4, 2]


def test_a_scheme_that_nobody_has_is_an_empty_column() -> None:
    exhibit = parallel_efforts.matrix(_data())
    assert exhibit.data["share_ib_pct"].isna().all()
    assert "–" in exhibit.html


def test_at_least_one_comes_first() -> None:
    df = parallel_efforts.in_short(_data()).data
    first = df.drop_duplicates("scheme")
    assert first[["scheme", "persons", "n_persons", "share_pct"]].to_numpy().tolist() == [
        ["PA", 2, 4, 50],
        ["HM", 1, 2, 50],
    ]
    assert set(first["effort"]) == {"Mindst én parallelindsats"}


def test_the_picture_says_the_finding() -> None:
    exhibit = parallel_efforts.matrix_figure(_data())
    assert exhibit.alt.startswith("Andel med mindst én parallelindsats: 50,0 pct. (personlig assistance, N = 4)")
    assert exhibit.figure.axes


@pytest.mark.parametrize(
    "exhibit", [parallel_efforts.matrix, parallel_efforts.matrix_figure, parallel_efforts.in_short]
)
def test_what_is_missing_is_said(exhibit) -> None:
    assert "dfdg_mentor" in exhibit(_data(missing=("dfdg_mentor",))).note
    assert exhibit(_data(grants=[])).kind == "empty"


def test_no_person_number_reaches_an_exhibit(data: Frames) -> None:
    numbers = set(data.df_by_person_effort["pnr"])
    for exhibit in (parallel_efforts.matrix(data), parallel_efforts.in_short(data)):
        assert not numbers & set(exhibit.data.astype(str).to_numpy().ravel())


def test_tabel_16_is_found_in_the_registers(data: Frames) -> None:
    df = parallel_efforts.matrix(data).data.drop(columns=["effort", "persons_pa", "persons_hm", "persons_ib"]).head(5)
    assert df.round(1).to_numpy().tolist() == [
        [82.5, 2.8, 17.1],  # K21 prints 2.6, which belongs to 25,341 persons
        [8.9, 87.4, 19.5], [0.1, 0.0, 65.9], [3.8, 8.6, 7.3], [6.0, 2.1, 7.3],
    ]  # fmt: skip


def test_there_are_efforts_that_the_overlap_leaves_out(data: Frames) -> None:
    together = data.df_by_person_effort.groupby("effort")["at_the_same_time"].mean()
    assert together["mentor"] < 0.7
    assert together["SEL"] < 0.7
