import pandas as pd

from utils.publish import figures

DATA = pd.DataFrame(
    [("2022", "Fanø", 4.0, False), ("2022", "Odder", 9.0, False), ("2023", "Fanø", 6.0, False),
     ("2023", "Odder", None, False), ("Jan-maj 2024", "Fanø", 2.0, True)],
    columns=["period", "area", "persons", "part"],
)  # fmt: skip


def drawn(**more: object):
    return figures.periods(DATA, "period", "persons", "area", apart="part", **more).axes[0]  # type: ignore[arg-type]


def test_a_line_joins_whole_years_alone() -> None:
    lines = [list(zip(*line.get_data(), strict=True)) for line in drawn().lines]
    # Fanø's years and its part of a year, then Odder's single year and nothing.
    assert lines == [[(0, 4), (1, 6)], [(2, 2)], [(0, 9)], []]
    assert [line.get_linestyle() for line in drawn().lines] == ["-", "None", "-", "None"]


def test_every_mark_has_its_number_and_every_line_its_name() -> None:
    texts = [text.get_text() for text in drawn(decimals=1, unit="pct.").texts]
    assert texts == ["4,0 pct.", "9,0 pct.", "6,0 pct.", "2,0 pct.", "Fanø", "Odder"]


def test_the_scale_begins_at_nought_and_the_periods_stand_below() -> None:
    axes = drawn()
    assert axes.get_ylim()[0] == 0
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2022", "2023", "Jan-maj\n2024"]


def test_panels_stand_below_each_other() -> None:
    figure = figures.periods(DATA, "period", "persons", "area", apart="part", panel="area", y_title="personer")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Fanø: personer", "Odder: personer"]
