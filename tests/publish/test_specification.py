import pandas as pd

from utils.publish import figures

DATA = pd.DataFrame(
    {
        "effect": [2.0, -1.0, 0.5], "low": [1.0, -3.0, -1.0], "high": [3.0, 1.0, 2.0],
        "kind": ["signifikant, positiv", "ikke signifikant", "ikke signifikant"],
        "main": [False, False, True], "holds": [False, True, True],
        "unit": ["personer", "kommuner", "kommuner"], "hours": ["a", "a", "b"],
    }
)  # fmt: skip
CHOICES = {
    "unit": ("Vægt", {"kommuner": "kommuner ens", "personer": "personer"}),
    "hours": ("Timer", {"a": "A", "b": "B"}),
}


def _drawn() -> list[object]:
    return figures.specification_curve(
        DATA, "effect", "low", "high", kind="kind", main="main", holds="holds", choices=CHOICES, value_title="Forskel"
    ).axes


def test_estimates_stand_from_lowest_to_highest_each_kind_with_its_own_mark() -> None:
    curve, _ = _drawn()
    points = {mark.get_label(): mark.get_offsets().tolist() for mark in curve.collections if len(mark.get_offsets()) and
              not mark.get_label().startswith("_")}  # fmt: skip
    assert points == {"signifikant, positiv": [[2.0, 2.0]], "ikke signifikant": [[0.0, -1.0], [1.0, 0.5]]}


def test_the_main_choice_is_named_and_marked_over_its_place() -> None:
    curve, matrix = _drawn()
    (text,) = [text for text in curve.texts if text.get_text() == "hovedvalg"]
    assert text.get_position()[0] == 1
    for axes in (curve, matrix):
        (band,) = axes.patches
        assert (band.get_x(), band.get_width()) == (0.5, 1.0)


def test_each_choice_has_a_line_with_its_dots_and_how_often_it_holds() -> None:
    _, matrix = _drawn()
    assert [label.get_text() for label in matrix.get_yticklabels()] == [
        "Vægt: kommuner ens", "personer", "Timer: A", "B"
    ]  # fmt: skip
    assert [text.get_text() for text in matrix.texts] == ["2 af 2", "0 af 1", "1 af 2", "1 af 1", "Holder i"]
    places = matrix.get_yticks()
    dots = sorted((point[1], point[0]) for mark in matrix.collections for point in mark.get_offsets().tolist())
    expected = [(places[0], 0), (places[0], 1), (places[1], 2), (places[2], 0), (places[2], 2), (places[3], 1)]
    assert dots == expected
