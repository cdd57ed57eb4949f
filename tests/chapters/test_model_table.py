from utils.chapters.framework_conditions import models
from utils.chapters.model_table import side_by_side
from utils.frames import Frames
from utils.publish.formats import interval, number


def test_each_model_is_a_column_and_each_term_a_row(data: Frames) -> None:
    wide, long = side_by_side(data).data.set_index("label"), models(data).data
    assert list(wide.columns) == [f"model_{place}" for place in range(1, 6)]
    assert set(wide.index) == {*long["label"], "N (kommuner)", "Kvalitet", "R²"}
    row = long.query("model.str.startswith('2.') and term == 'framework_rank'").iloc[0]
    expected = f"{number(row['coefficient'], 3)} ({interval(row['lower'], row['upper'], 3)})"
    assert wide.loc["Rammevilkår (rang 1–98)", "model_2"] == expected
    assert wide.loc["N (kommuner)"].tolist() == ["98"] * 5
    # Usage is no part of the first model.
    assert wide["model_1"].isna()["Anvendelsesgrad (pct.)"]
