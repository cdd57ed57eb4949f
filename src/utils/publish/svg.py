"""A figure as a small SVG that is the same, byte for byte, for the same data."""

import re
from io import StringIO
from typing import Final

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# The page's typefaces, not the one the layout was measured with: they are narrower, so nothing collides.
_TEXT_STYLE: Final = "text{font-family:'Segoe UI','Helvetica Neue',Arial,'Liberation Sans',sans-serif}"


def svg(figure: Figure, prefix: str = "figur") -> str:
    """The figure as SVG text: no date, no external address, every id begins with `prefix`.

    Text stays text, which keeps the file small and the letters sharp.
    """
    raw = StringIO()
    with rc_context({"svg.hashsalt": prefix, "svg.fonttype": "none"}):
        _laid_out(figure).print_svg(raw, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _own_ids(_slim(raw.getvalue()), prefix)


def _laid_out(figure: Figure) -> FigureCanvasSVG:
    """The figure with its axes in place; `savefig` would draw everything, unseen, a first time to place them."""
    figure.dpi = FigureCanvasSVG.fixed_dpi
    canvas = FigureCanvasSVG(figure)
    engine = figure.get_layout_engine()
    if engine is not None and figure.axes:
        engine.execute(figure)
        figure.set_layout_engine("none")
    return canvas


def _slim(text: str) -> str:
    """Without prologue, comments and metadata, and with coordinates to a hundredth of a point."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = text.replace(" font-family: 'DejaVu Sans';", "").replace('<style type="text/css">', f"<style>{_TEXT_STYLE}")
    # Only inside tags: the texts between them hold Danish numbers such as 1.512.
    text = re.sub(r"<[^>]+>", lambda tag: _slim_tag(tag[0]), text)
    return re.sub(r">\s+<", "><", text).strip() + "\n"


def _slim_tag(tag: str) -> str:
    tag = re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), tag)
    tag = re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", tag)
    return re.sub(r"\s+", " ", tag).replace(' "', '"').replace(": ", ":").replace("; ", ";").replace(" />", "/>")


def _own_ids(text: str, prefix: str) -> str:
    """Ids that nothing refers to are dropped; the others are the prefix and a number."""
    referred = dict.fromkeys(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    new = {name: f"{prefix}-{number}" for number, name in enumerate(referred, start=1)}
    text = re.sub(r' id="([^"]+)"', lambda found: f' id="{new[found[1]]}"' if found[1] in new else "", text)
    return re.sub(r'(href="#|url\(#)([^")]+)', lambda found: found[1] + new[found[2]], text)
