"""Figures as SVG: the same bytes, small, without addresses, with ids of their own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from utils.publish.exhibit import Exhibit
from utils.publish.svg import svg

Maker = Callable[..., Exhibit]


def test_two_renderings_are_equal(figure: Maker) -> None:
    assert svg(figure().figure, "k21-figur-32") == svg(figure().figure, "k21-figur-32")


@pytest.fixture
def scattered() -> Figure:
    plain = Figure()
    axes = plain.subplots()
    axes.scatter(range(98), range(98))
    axes.set_title("1.512 personer")
    axes.plot([0, 1], [0, 1])
    return plain


def test_it_is_small_and_holds_no_date_and_no_comment(scattered: Figure) -> None:
    text = svg(scattered, "k21-figur-38")
    assert text.startswith("<svg ")
    assert len(text) < 40_000
    assert not re.search("<!--|<metadata|DOCTYPE|dc:date|Matplotlib v", text)
    assert set(re.findall(r'"(http[^"]+)"', text)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_coordinates_are_rounded_and_danish_numbers_are_not(scattered: Figure) -> None:
    text = svg(scattered, "k21-figur-38")
    assert ">1.512 personer<" in text
    assert not re.search(r"\d\.\d{3}", re.sub(r">[^<]*<", "><", text))


def test_every_id_begins_with_the_exhibit_and_is_used(scattered: Figure) -> None:
    text = svg(scattered, "k21-figur-38")
    ids = re.findall(r' id="([^"]+)"', text)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', text)
    assert ids and len(ids) == len(set(ids))
    assert set(ids) == set(used)
    assert all(name.startswith("k21-figur-38-") for name in ids)


PROGRAM = """
import pandas as pd
from utils.publish import figures
from utils.publish.svg import svg
data = pd.DataFrame({"scheme": ["PA", "HM"], "share_pct": [17.0, 15.0], "low": [1, 2], "high": [20, 18]})
print(svg(figures.dots(data, "scheme", "share_pct", lower="low", upper="high", reference=16), "x"))
"""


def test_another_process_with_another_hash_seed_draws_the_same() -> None:
    drawn = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0].startswith(b"<svg ")
