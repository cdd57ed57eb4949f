"""The models of framework_conditions.py side by side: a row a term, a column a model."""

import pandas as pd

from utils.chapters.framework_conditions import models
from utils.frames import Frames
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import interval, number


def side_by_side(
    data: Frames, ordning: str = "begge", anvendelsesgrad: str = "to_aar", usikkerhed: str = "HC3"
) -> Exhibit:
    """Coefficient with interval of each term in each model as text, then N, grade and R²; the numbers are in `models`."""
    long = models(data, ordning, anvendelsesgrad, usikkerhed)
    exhibit_id, title = "k21-rammevilkaar-side-om-side", "Øgede løntimer: modellerne side om side"
    if long.data.empty:
        return Exhibit(exhibit_id, title, long.data, data.status, long.note, columns=long.columns)
    df = long.data.assign(text=[_with_interval(row) for _, row in long.data.iterrows()])
    names = list(df["model"].drop_duplicates())
    wide = df.pivot(index="label", columns="model", values="text").reindex(df["label"].drop_duplicates())[names]
    first = df.drop_duplicates("model").set_index("model")
    wide.loc["N (kommuner)"] = [number(first.loc[name, "n_municipalities"]) for name in names]
    wide.loc["Kvalitet"] = [number(first.loc[name, "quality"]) for name in names]
    wide.loc["R²"] = [number(first.loc[name, "r_squared"], 2) for name in names]
    keys = [f"model_{place}" for place in range(1, len(names) + 1)]
    note = f"Hældning og 95 pct.-interval; tom, hvor leddet ikke indgår. {long.note}"
    headings = {key: Column(name) for key, name in zip(keys, names, strict=True)}
    shown = wide.set_axis(keys, axis=1).reset_index()
    return Exhibit(exhibit_id, title, shown, data.status, note, columns={"label": Column("Led"), **headings})


def _with_interval(row: pd.Series) -> str:
    limits = interval(row["lower"], row["upper"], 3)
    return f"{number(row['coefficient'], 3)} ({limits})"
