"""Colours that survive greyscale, ticks in Danish, and a theme that leaves nothing behind."""

from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from utils.publish import theme

FAMILIES = (
    ("PA", "HM", "IB", "FA"),
    ("proaktiv", "reaktiv", "diffus"),
    ("specialiseret team", "spredt specialisering", "generel specialisering"),
    ("kommunen", "andre"),
)


def lightness(colour: str) -> float:
    """CIE L*, 0 black to 100 white: what is left of a colour in greyscale."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16


@pytest.mark.parametrize("family", FAMILIES)
def test_roles_of_a_family_differ_in_lightness(family: tuple[str, ...]) -> None:
    steps = sorted(lightness(theme.colour(role)) for role in family)
    assert min(high - low for low, high in pairwise(steps)) >= 12


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_ordered_colours_go_from_dark_to_light(count: int) -> None:
    colours = theme.ordered_colours(count)
    assert len(colours) == count
    assert all(lightness(dark) + 12 <= lightness(light) for dark, light in pairwise(colours))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2 by way of lightness: L* 0 is 21:1 against L* 100."""
    low, high = sorted(((lightness(colour) + 16) / 116) ** 3 for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_text_reads_on_every_field_and_on_paper() -> None:
    fields = {*theme.OPPOSED, theme.NEUTRAL, *(colour for row in theme.ORDERED.values() for colour in row)}
    assert all(contrast(theme.text_colour(colour), colour) >= 4.5 for colour in fields)
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour in (theme.INK, theme.QUIET, theme.WARNING))


def test_an_unknown_role_is_grey() -> None:
    assert theme.colour("Norddjurs") == theme.colour("andre") == theme.ROLES["andre"]


def test_the_theme_ends_with_its_block() -> None:
    before = dict(mpl.rcParams)
    with theme.themed():
        assert mpl.rcParams["axes.spines.top"] is False
    assert dict(mpl.rcParams) == before


def test_ticks_are_danish() -> None:
    axes = Figure().subplots()
    axes.set_ylim(0, 20_000)
    theme.danish_ticks(axes.yaxis)
    assert [text.get_text() for text in axes.get_yticklabels()][:3] == ["0", "5.000", "10.000"]


@pytest.mark.parametrize(
    ("high", "texts"),
    [
        (0.3, ["0,00", "0,05", "0,10"]),
        (1.0, ["0,0", "0,2", "0,4"]),
        (6, ["0", "1", "2"]),
        (60, ["0", "10", "20"]),
    ],
)
def test_ticks_have_the_decimals_that_their_step_needs(high: float, texts: list[str]) -> None:
    axes = Figure().subplots()
    axes.set_xlim(0, high)
    theme.danish_ticks(axes.xaxis)
    assert [text.get_text() for text in axes.get_xticklabels()][:3] == texts


@pytest.mark.parametrize("layout", ["constrained", "none"])
def test_the_status_line_gets_room_of_its_own(layout: str) -> None:
    figure = Figure(figsize=(5, 2), layout=layout)
    axes = figure.subplots()
    marked = theme.with_status_line(figure, "synthetic")
    marked.draw_without_rendering()
    line = marked.texts[0].get_window_extent()
    assert marked.get_figheight() == pytest.approx(2.24)
    assert line.y0 >= 0
    assert line.y1 <= axes.get_tightbbox().y0


@pytest.mark.parametrize(
    ("status", "words"), [("synthetic", "syntetiske data"), ("register", "ikke til offentliggørelse")]
)
def test_the_watermark_lies_light_behind_the_marks_and_inside_the_picture(status: str, words: str) -> None:
    # As low as a panel of two bars.
    figure = Figure(figsize=(theme.WIDTH, 1.7), layout="constrained")
    axes = figure.subplots()
    marked = theme.with_status_line(figure, status)
    marked.draw_without_rendering()
    watermark = marked.texts[1]
    assert watermark.get_text() == words
    # A figure draws in the order of zorder; the paper of the axes would cover what lies behind it.
    assert watermark.get_zorder() < axes.get_zorder()
    assert not axes.patch.get_visible()
    assert watermark.get_alpha() == 0.10
    extent = watermark.get_window_extent()
    assert extent.x0 >= 0 and extent.x1 <= marked.bbox.width
    assert extent.y0 >= 0 and extent.y1 <= marked.bbox.height


def test_the_words_behind_the_marks_leave_them_readable() -> None:
    # Ink on the paper where a letter of the watermark lies: a tenth of its colour, nine tenths of white.
    paper = tuple(0.1 * part + 0.9 for part in to_rgb(theme.WARNING))
    assert all(contrast(colour, to_hex(paper)) >= 4.5 for colour in (theme.INK, theme.QUIET))


def test_what_the_user_chose_for_other_figures_does_not_reach_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(mpl.rcParams, "lines.dash_capstyle", "round")
    monkeypatch.setitem(mpl.rcParams, "font.size", 20.0)
    with theme.themed():
        assert mpl.rcParams["lines.dash_capstyle"] == mpl.rcParamsDefault["lines.dash_capstyle"] == "butt"
        assert mpl.rcParams["font.size"] == 8.5
    assert mpl.rcParams["lines.dash_capstyle"] == "round"
