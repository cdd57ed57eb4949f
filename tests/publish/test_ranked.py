import pandas as pd

from utils.publish import figures, theme


def test_columns_fall_and_one_is_named() -> None:
    data = pd.DataFrame({"area": ["Fanø", "Odder", "Læsø", "Vejle"], "rate_pct": [0.2, 0.5, 0.1, 0.4]})
    drawn = figures.ranked(data, "area", "rate_pct", highlight="Fanø", level=0.3, level_words="Tilsammen 0,30 pct.")
    axes = drawn.axes[0]
    assert [round(column.get_height(), 1) for column in axes.patches] == [0.5, 0.4, 0.2, 0.1]
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["Odder\n0,50", "Fanø\n0,20", "Læsø\n0,10", "Tilsammen 0,30 pct."]
    assert axes.texts[1].get_color() == theme.colour("kommunen")
