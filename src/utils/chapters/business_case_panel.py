"""C15 with one's own numbers: a panel with sliders beside the tables, in JupyterLab only.

A page has no script, so in a batch the panel is nothing at all; the tables and figures of the page stand alone.
"""

import os
from typing import TYPE_CHECKING

import pandas as pd

from utils.chapters.business_case import CATALOGUE, LAW, example_row
from utils.frames import Frames
from utils.measures.business_case import (
    RULES,
    Case,
    avoided,
    gross_monthly_dkk,
    net_monthly_dkk,
    net_one_off_dkk,
    refund_steps,
    spent,
)
from utils.paths import FRAMES_FOLDER
from utils.publish.exhibit import Column
from utils.publish.tables import html_table

if TYPE_CHECKING:
    from ipywidgets import VBox, Widget

# What jupyter_server gives a kernel that belongs to an open notebook; papermill and nbconvert give none.
SESSION = "JPY_SESSION_NAME"
BENEFIT, WEEKS_PER_MONTH = "sygedagpenge", 4.33
POST, BALANCE = "Post", "balance"
COLUMNS = {
    "post": Column(POST),
    f"municipality_{CATALOGUE}_dkk": Column("Kommunen, katalogets regler", "dkk"),
    f"state_{CATALOGUE}_dkk": Column("Staten, katalogets regler", "dkk"),
    f"municipality_{LAW}_dkk": Column("Kommunen, fra 2016", "dkk"),
    f"state_{LAW}_dkk": Column("Staten, fra 2016", "dkk"),
}


def in_jupyterlab() -> bool:
    """Is there a reader with a browser behind this kernel? Not in a batch, nor under papermill."""
    return bool(os.environ.get(SESSION)) and FRAMES_FOLDER not in os.environ


def scenario(
    data: Frames, hours: float, rate_dkk: float, price_dkk: float, benefit_dkk: float, weeks: float
) -> pd.DataFrame:
    """Assistance, aid, avoided benefit and balance over so many weeks under both rules: a row a post, expenses negative.

    hours a week at rate_dkk; price_dkk of an aid bought at the start; benefit_dkk a month, in full, refunded as
    sygedagpenge. Assistance and benefit run side by side for all the weeks.
    """
    parts = [_posts(data, rule, hours, rate_dkk, price_dkk, benefit_dkk, weeks) for rule in RULES]
    return pd.concat(parts, axis=1).rename_axis("post").reset_index()


def _posts(
    data: Frames, rule: str, hours: float, rate_dkk: float, price_dkk: float, benefit_dkk: float, weeks: float
) -> pd.DataFrame:
    assistance, aid, steps = (
        refund_steps(data.df_by_refund_step, rule, name, WEEKS_PER_MONTH) for name in ("PA", "HM", BENEFIT)
    )
    monthly = net_monthly_dkk(hours, rate_dkk, WEEKS_PER_MONTH, assistance[0].refund_pct)
    gross = gross_monthly_dkk(monthly, assistance[0].refund_pct)
    once = net_one_off_dkk(price_dkk, aid[0].refund_pct)
    with_assistance = Case(gross, monthly, True, benefit_dkk, steps)
    costs = {
        "personlig assistance": spent(with_assistance, weeks),
        "hjælpemiddel": spent(Case(price_dkk, once, False, 0, steps), weeks),
    }
    rows = {post: (-own, -state) for post, (own, state) in costs.items()}
    rows["sparet ydelse"] = avoided(with_assistance, weeks)
    df = pd.DataFrame(rows, index=[f"municipality_{rule}_dkk", f"state_{rule}_dkk"]).T
    df.loc[BALANCE] = df.sum()
    return df


def scenario_html(
    data: Frames, hours: float, rate_dkk: float, price_dkk: float, benefit_dkk: float, weeks: float
) -> str:
    """The table that the panel shows."""
    df = scenario(data, hours, rate_dkk, price_dkk, benefit_dkk, weeks)
    return html_table(df, COLUMNS, f"Egne tal over {weeks:g} uger")


def panel(data: Frames, eksempel: int) -> "VBox | None":
    """Fields that begin with an example's numbers, over a table that follows them; None outside JupyterLab."""
    if not in_jupyterlab():
        return None
    import ipywidgets

    fields = _fields(example_row(data, eksempel))
    table = ipywidgets.HTML().add_class("jp-RenderedHTMLCommon")  # JupyterLab's own look of a table

    def update(_: object = None) -> None:
        table.value = scenario_html(data, **{name: field.value for name, field in fields.items()})

    for field in fields.values():
        field.observe(update, names="value")
    update()
    return ipywidgets.VBox([*fields.values(), table])


def _fields(example: pd.Series) -> "dict[str, Widget]":
    import ipywidgets

    wide = {"style": {"description_width": "15em"}, "layout": {"width": "36em"}}
    hours, rate, price = (
        0.0 if pd.isna(example[name]) else float(example[name])
        for name in ("hours_per_week", "hourly_rate_dkk", "price_dkk")
    )
    return {
        "hours": ipywidgets.FloatSlider(
            hours, min=0, max=37, step=0.5, readout_format=".1f", description="Timer om ugen", **wide
        ),
        "rate_dkk": ipywidgets.BoundedFloatText(rate, min=0, max=1_000, description="Timesats, kr.", **wide),
        "price_dkk": ipywidgets.BoundedFloatText(price, min=0, max=1e6, description="Hjælpemiddel, kr.", **wide),
        "benefit_dkk": ipywidgets.BoundedFloatText(
            float(example["benefit_dkk"]), min=0, max=100_000, description="Fuld ydelse pr. måned, kr.", **wide
        ),
        "weeks": ipywidgets.IntSlider(52, min=0, max=104, description="Uger uden ydelsen", **wide),
    }
