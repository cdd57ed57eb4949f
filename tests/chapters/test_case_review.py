from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from utils.chapters import case_review, follow_up, impairments, processing_time
from utils.errors import HkoError
from utils.frames import Frames
from utils.publish.exhibit import Exhibit
from utils.published.comparison import agrees, comparisons
from utils.published.reproduction import recomputed_number
from utils.registers.municipalities import municipalities
from utils.synthetic.case_files import case_files
from utils.synthetic.municipalities import drawn_municipalities
from utils.synthetic.structure import Structure

MAKERS: list[Callable[[Frames], Exhibit]] = [
    case_review.reviewed, impairments.impairment_types, impairments.most_frequent, impairments.multimorbidity_of_files,
    processing_time.by_year, processing_time.over_four_weeks, processing_time.change, processing_time.by_type,
    follow_up.follow_up, follow_up.practice, follow_up.duration, follow_up.municipalities,
]  # fmt: skip


@pytest.mark.parametrize("make", MAKERS)
def test_without_the_register_an_exhibit_says_so(make: Callable[[Frames], Exhibit], case_frames) -> None:  # type: ignore[no-untyped-def]
    exhibit = make(case_frames(missing=("case_files",)))
    assert exhibit.kind == "empty" and "case_files" in exhibit.note


@pytest.mark.parametrize("make", MAKERS)
def test_an_empty_register_gives_empty_exhibits(make: Callable[[Frames], Exhibit], case_frames) -> None:  # type: ignore[no-untyped-def]
    assert make(case_frames()).kind == "empty"


@pytest.mark.parametrize("make", MAKERS)
def test_one_undecided_file_breaks_nothing(make: Callable[[Frames], Exhibit], case_frames) -> None:  # type: ignore[no-untyped-def]
    assert make(case_frames((147, "PA", "2020-05-01", None, {}))).html


@pytest.mark.parametrize("make", MAKERS)
def test_an_exhibit_states_its_source_and_base(make: Callable[[Frames], Exhibit], data: Frames) -> None:
    exhibit = make(data)
    assert exhibit.kind in ("table", "figure") and "Kilde: K21" in exhibit.note
    assert {"cases", "n_cases", "pa_cases"} & set(exhibit.data.columns)


def test_files_by_scheme_and_type(case_frames) -> None:  # type: ignore[no-untyped-def]
    data = case_frames(
        (147, "PA", "2018-02-01", 7, {}), (147, "PA", "2020-02-01", None, {}), (169, "HM", "2018-02-01", 7, {}),
        (575, "HM", "2018-02-01", 7, {}),
    )  # fmt: skip
    df = case_review.reviewed(data).data
    alone = df[df["group"] == "alle"].set_index("scheme")
    assert alone["cases"].to_dict() == {"PA": 2, "HM": 2, "alle": 4}
    assert alone["finished"].to_dict() == {"PA": 1, "HM": 2, "alle": 3}
    # Vejen has no type here; the proactive are Frederiksberg's two and Høje-Taastrup's one
    proactive = df[(df["group"] == "proaktiv") & (df["scheme"] == "alle")]
    assert proactive[["municipalities", "cases"]].to_numpy().tolist() == [[2, 3]]


def test_files_of_a_municipality(case_frames) -> None:  # type: ignore[no-untyped-def]
    data = case_frames((147, "PA", "2018-02-01", 7, {}), (169, "HM", "2018-02-01", 7, {}))
    assert case_review.files(data, 169)["ORDNING"].tolist() == ["HM"]
    with pytest.raises(HkoError, match="kommune=999"):
        case_review.files(data, 999)
    exhibit = processing_time.by_year(data, 316)
    assert exhibit.kind == "empty" and "kun casekommunerne" in exhibit.note


def off_target(data: Frames) -> dict[str, str]:
    """Printed numbers of the review that the exhibits do not give, with their reason."""
    exhibits = {exhibit.id: exhibit.data for exhibit in (make(data) for make in MAKERS)}
    found = comparisons()
    found = found[found["exhibit"].isin(exhibits)]
    assert len(found) > 150
    numbers = {row["id"]: (row, recomputed_number(exhibits[row["exhibit"]], row)) for row in found.to_dict("records")}
    return {
        name: row["reason"] for name, (row, number) in numbers.items()
        if not agrees(row["value"], number, row["compare"], row["unit_of_rounding"])
    }  # fmt: skip


CANNOT_HOLD = {
    "K21-0006", "K21-0049", "K21-1078", "K21-1106",
    "K21-0099", "K21-0422", "K21-0590", "K21-0819", "K21-0822", "K21-0825", "K21-0828", "K21-0831", "K21-0834",
    "K21-0838", "K21-0886", "K21-0891", "K21-0944", "K21-0959",
}  # fmt: skip


def test_every_printed_number_of_the_review_is_found_or_cannot_hold(data: Frames) -> None:
    assert off_target(data) == dict.fromkeys(CANNOT_HOLD, "source_inconsistent")


@pytest.mark.parametrize("seed", range(1, 5))
def test_and_so_it_is_with_other_seeds(seed: int, case_frames) -> None:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(seed)
    df_by_municipality = drawn_municipalities(rng, municipalities(), Structure())
    df_by_case = case_files(rng, df_by_municipality[df_by_municipality["strategy"].notna()].reset_index(drop=True))
    data = replace(case_frames(), df_by_case=df_by_case, df_by_municipality=df_by_municipality)
    assert off_target(data) == dict.fromkeys(CANNOT_HOLD, "source_inconsistent")
