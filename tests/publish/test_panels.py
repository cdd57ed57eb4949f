"""What the forms share: panels, wrapped labels and the choice of colours."""

import pandas as pd

from utils.publish import panels, theme

DATA = pd.DataFrame({"scheme": ["HM", "PA", "HM"], "value": [1, 2, 3]})


def test_panels_follow_the_order_of_the_data_and_their_rows_set_the_height() -> None:
    figure, grid = panels.panels(DATA, "scheme", row_height=0.3, rows=2, extra=0.5)
    assert list(grid) == ["HM", "PA"]
    # Two panels of two rows: 2 · (2 · 0.3 + 0.3) + 0.5 = 2.3 inches.
    assert round(figure.get_figheight(), 6) == 2.3
    assert list(panels.of_panel(DATA, "scheme", "HM")["value"]) == [1, 3]


def test_without_panels_there_is_one_with_all_rows() -> None:
    assert panels.panel_names(DATA, None) == [""]
    assert len(panels.of_panel(DATA, None, "")) == 3


def test_long_labels_break_between_words() -> None:
    label = "Særlig personlig støtte og tegnsprogstolkning"
    assert list(panels.wrapped(pd.Series([label, 2019]))) == [
        "Særlig personlig støtte og\ntegnsprogstolkning",
        "2019",
    ]


def test_a_role_of_the_label_goes_before_that_of_the_panel() -> None:
    assert panels.role_colour("PA", "proaktiv") == theme.ROLES["proaktiv"]
    assert panels.role_colour("PA", "lille") == theme.ROLES["PA"]
    assert panels.role_colour("", "lille") == theme.DARK


def test_highlighting_greys_the_others() -> None:
    assert panels.highlighted("#123456", "Odder", None) == "#123456"
    assert panels.highlighted("#123456", "Odder", "Odder") == theme.ROLES["kommunen"]
    assert panels.highlighted("#123456", "Vejle", "Odder") == theme.ROLES["andre"]
