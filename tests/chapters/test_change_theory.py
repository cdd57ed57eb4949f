import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.patches import FancyArrowPatch

from utils.chapters import change_theory as chapter
from utils.chapters.associations import MEASURES
from utils.frames import FRAME_NAMES, Frames
from utils.registers.codelists import code_list


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """The code list with numbers of our own: every arrow 0.2 over 98 municipalities, two exceptions below."""
    df = code_list("arrows").assign(value=0.2, n=98, p_value=0.2, verdict="som i kilden")
    df.loc[df["id"] == "13", ["value", "p_value"]] = [-0.7, 0.0]
    df.loc[df["id"] == "5", ["n", "verdict"]] = [20, "ikke som i kilden"]
    return df


@pytest.fixture
def made(found, monkeypatch) -> Frames:
    monkeypatch.setattr(chapter, "associations", lambda data: found.copy())
    return Frames(**dict.fromkeys(FRAME_NAMES, pd.DataFrame()), status="synthetic", missing=())


def test_the_figure_holds_a_row_an_arrow_and_scheme(made) -> None:
    exhibit = chapter.diagram(made)
    assert list(exhibit.data.columns) == [
        "arrow", "from", "to", "scheme", "measure", "value", "n", "p_value", "verdict",
    ]  # fmt: skip
    assert exhibit.kind == "figure" and len(exhibit.data) == len(code_list("arrows"))
    assert exhibit.alt == (
        "Stærkest hænger rammevilkår og anvendelsesgrad sammen (r = −0,70, N = 98). Data viser ikke kildens udsagn om "
        "tro på borger til anvendelsesgrad. 1 af 18 pile hviler på højst 20 kommuner."
    )


def test_every_arrow_is_drawn_with_its_number_and_text(made) -> None:
    figure = chapter.diagram(made).figure
    axes = figure.axes[0]
    texts = [text.get_text() for text in axes.texts]
    assert [str(number) in texts for number in range(1, 19)] == [True] * 18
    assert "0,20\nN = 20" in texts and "PA 0,2 pp\nHM 0,2 pp" in texts and "−0,70" in texts
    drawn = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    assert len(drawn) == 18 and set(chapter.PLACES) == set(code_list("arrows")["arrow"])
    assert sum(patch.get_linestyle() not in ("solid", "-") for patch in drawn) == 1
    plt.close("all")


def test_the_width_follows_the_number_and_what_rests_on_little_is_dashed(found) -> None:
    rows = found.assign(measure=found["measure"].map(MEASURES))
    assert chapter._drawn("13", rows[rows["arrow"] == "13"]).strength == pytest.approx(0.7)
    difference = rows[rows["arrow"] == "9"].assign(value=[5.0, 3.0])
    assert chapter._drawn("9", difference).strength == pytest.approx(0.5)  # ten points are as wide as r = 1
    assert chapter._drawn("5", rows[rows["arrow"] == "5"]).dashed
    assert not chapter._drawn("13", rows[rows["arrow"] == "13"]).dashed


def test_the_table_tells_the_claim_and_counts_the_verdicts(made) -> None:
    exhibit = chapter.arrows(made)
    assert "I alt 23 som i kilden og 1 ikke som i kilden." in exhibit.note
    assert {"text", "source", "verdict"} <= set(exhibit.columns)
    assert "<table>" in exhibit.html


def test_an_extract_without_anything_to_compute_says_so(found, monkeypatch) -> None:
    nothing = found.assign(value=float("nan"), verdict="kan ikke beregnes")
    monkeypatch.setattr(chapter, "associations", lambda data: nothing.copy())
    data = Frames(**dict.fromkeys(FRAME_NAMES, pd.DataFrame()), status="register", missing=())
    assert chapter.diagram(data).kind == "empty" and chapter.arrows(data).kind == "empty"
