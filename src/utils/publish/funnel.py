"""A funnel plot: shares by the number behind them, between the limits that chance sets."""

from typing import Any, Final

import pandas as pd
from matplotlib.figure import Figure

from utils.publish import theme
from utils.publish.panels import of_panel, panel_names
from utils.publish.relations import scatter

DASHED: Final = (0, (4, 3))


@theme.themed()
def funnel(
    data: pd.DataFrame,
    total: str,
    share: str,
    centre: str,
    *,
    limits: pd.DataFrame,
    panel: str,
    name: str,
    highlight: str,
    x_title: str,
    y_title: str,
) -> Figure:
    """A grey dot for each row, the highlighted one in colour and named; panels side by side.

    data: `total` is how many are behind `share`, `centre` the share that the limits lie about (the same in all rows
    of a panel). limits: frame with the panel's column, line (its words in the legend), dashed, the column `total`,
    low_pct and high_pct; each line is drawn below and above the centre, thinner the later it comes.
    """
    figure = scatter(data, total, share, x_title=x_title, y_title=y_title, name=name, panel=panel, log_x=True,
                     highlight=highlight)  # fmt: skip
    for text, axes in zip(panel_names(data, panel), figure.axes, strict=True):
        axes.collections[0].set_facecolor(theme.colour("andre"))
        # The limits of a handful of persons go from 0 to 100; what is seen follows the dots, those at 0 whole.
        top = axes.get_ylim()[1]
        axes.set(xlim=axes.get_xlim(), ylim=(-0.03 * top, top), autoscale_on=False)
        axes.minorticks_off()
        axes.axhline(of_panel(data, panel, text)[centre].iloc[0], color=theme.INK, linewidth=0.9, label="Hele landet")
        own_limits = of_panel(limits, panel, text)
        for number, words in enumerate(panel_names(own_limits, "line")):
            line = of_panel(own_limits, "line", words)
            style: dict[str, Any] = {"color": theme.DARK, "linewidth": 1.2 / (1 + number) ** 0.5, "zorder": 1}
            style |= {"linestyle": DASHED} if line["dashed"].iloc[0] else {}
            # At 0 and at 100 there is no limit to draw.
            axes.plot(line[total], line["low_pct"].where(line["low_pct"] > 0), label=words, **style)
            axes.plot(line[total], line["high_pct"].where(line["high_pct"] < 100), **style)
    handles = {
        text: handle for axes in figure.axes for handle, text in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    figure.legend(handles.values(), handles.keys(), loc="outside upper left", ncols=2)
    figure.set_figheight(3.6)
    return figure
