import pandas as pd
import pytest
from matplotlib import pyplot as plt

from utils.chapters import type_comparisons, typologies
from utils.errors import HkoError

from .test_typologies import DATA, ELSEWHERE, MUNICIPALITIES, PERSONS, _data

EXHIBITS = (type_comparisons.pairs, type_comparisons.intervals)


def test_the_differences_are_those_of_the_figures() -> None:
    df = type_comparisons.pairs(DATA, "strategi").data
    figure = typologies.differences(DATA, "increased", "strategi").data.set_index(["scheme", "comparison"])
    shown = df[df["outcome"].str.endswith("øgede løntimer")].set_index(["scheme", "comparison"])
    assert len(shown) == 6
    assert shown["difference_pp"].to_dict() == pytest.approx(figure["difference_pp"].to_dict())


def test_a_pair_knows_its_municipalities_and_persons() -> None:
    exhibit = type_comparisons.pairs(DATA, "strategi")
    assert exhibit.id == "k21-typologier-par-strategi"
    row = exhibit.data.iloc[0]
    assert row[["outcome", "comparison", "municipalities"]].tolist() == [
        "PA: øgede løntimer", "proaktiv minus reaktiv", "2/2"
    ]  # fmt: skip
    # PA: municipalities 1 and 2 have two persons each with a known baseline, 3 and 4 too.
    assert row[["first_persons", "second_persons", "persons", "quality"]].tolist() == [4, 4, 8, 3]
    # Two of four municipalities: 6 ways; ½ and ½ against 0 and ½ come about in 3 of them, and mirrored in the others.
    assert row["ways"] == 6 and row["p_permutation"] == 1
    assert row["verdict"].startswith("Kan ikke afgøres: kun 2 kommuner")


def test_holm_counts_every_row() -> None:
    df = type_comparisons.pairs(DATA, "strategi").data
    smallest = df["p_permutation"].min()
    assert df["p_holm"].min() == pytest.approx(min(1, smallest * df["p_permutation"].notna().sum()))


def test_a_type_with_one_municipality_has_a_difference_without_interval() -> None:
    df = type_comparisons.pairs(DATA, "strategi").data
    alone = df[df["second"] == "diffus"]
    assert alone["difference_pp"].notna().all()
    assert alone[["lower_pp", "upper_pp", "p_crv3", "p_wild"]].isna().all(axis=None)
    assert (alone["quality"] == 3).all()


def test_the_figure_has_a_panel_a_scheme_and_outcome() -> None:
    exhibit = type_comparisons.intervals(DATA, "strategi")
    assert exhibit.kind == "figure" and len(exhibit.figure.axes) == 4
    plt.close("all")
    assert "proaktiv minus reaktiv (2/2)" in exhibit.data["label"].tolist()
    assert "personlig assistance, øgede løntimer: 50,0 procentpoint for proaktiv minus diffus" in exhibit.alt
    assert "nan" not in exhibit.alt


def test_figure_and_table_show_the_same_numbers() -> None:
    table, figure = (make(DATA, "organisering").data for make in EXHIBITS)
    columns = ["outcome", "comparison", "difference_pp", "lower_pp", "upper_pp", "quality"]
    pd.testing.assert_frame_equal(table[columns], figure[columns])


@pytest.mark.parametrize("make", EXHIBITS)
def test_what_is_missing_is_said(make: object) -> None:
    assert "municipality_types" in make(_data(missing=("municipality_types",)), "strategi").note  # type: ignore[operator]
    one = MUNICIPALITIES.assign(strategy=MUNICIPALITIES["strategy"].where(MUNICIPALITIES["strategy"] == "proaktiv"))
    for data in (ELSEWHERE, _data(PERSONS, one)):
        exhibit = make(data, "strategi")  # type: ignore[operator]
        assert exhibit.kind == "empty" and "mindst to typer" in exhibit.note
    with pytest.raises(HkoError, match="inddeling='type': vælg en af strategi, organisering"):
        make(DATA, "type")  # type: ignore[operator]
