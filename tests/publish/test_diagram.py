import pytest
from matplotlib import pyplot as plt
from matplotlib.patches import FancyArrowPatch

from utils.publish import figures, theme
from utils.publish.diagram import THINNEST, WIDEST, Arrow, Box

BOXES = [Box("A", (1, 1)), Box("B", (4, 1)), Box("Ramme", (2.5, 1), 5, 1.5, frame=True)]


def arrow(**given: object) -> Arrow:
    values = {"points": ((1.6, 1), (3.4, 1)), "label": (2.5, 1.2), "number": 7, "text": "0,31", "strength": 0.5,
              "dashed": False}  # fmt: skip
    return Arrow(**(values | given))  # type: ignore[arg-type]


def drawn(*arrows: Arrow) -> list[FancyArrowPatch]:
    figure = figures.diagram(BOXES, arrows, 2.5, ["Forklaring"])
    assert figure.get_figwidth() == theme.WIDTH and figure.get_figheight() == 2.5
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert {"A", "B", "Ramme", "7", "0,31", "Forklaring"} <= set(texts)
    plt.close("all")
    return [patch for patch in figure.axes[0].patches if isinstance(patch, FancyArrowPatch)]


def test_strength_is_told_by_width_and_little_by_dashes():
    half, whole, none = drawn(arrow(), arrow(strength=1.7), arrow(strength=0, dashed=True))
    assert half.get_linewidth() == pytest.approx((THINNEST + WIDEST) / 2)
    assert whole.get_linewidth() == WIDEST and none.get_linewidth() == THINNEST
    assert half.get_linestyle() in ("-", "solid") and none.get_linestyle() not in ("-", "solid")


def test_arrows_bend_over_three_and_four_points():
    bent, twice = drawn(arrow(points=((1, 1), (2, 2), (4, 1))), arrow(points=((1, 1), (2, 2), (3, 2), (4, 1))))
    assert len(bent.get_path().vertices) >= 3 and len(twice.get_path().vertices) >= 4
