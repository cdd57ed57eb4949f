"""The share of the workforce that is assigned to the flexjob scheme (N22 figure 4)."""

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.monitoring_common import by_period_and_area, nothing, rows_of_both, source_words
from utils.measures.flexjob import assigned_pct
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import percent
from utils.publish.status import PUBLISHED
from utils.registers.monitoring import Monitoring
from utils.registers.schemas.monitoring import FLEXJOB, LEDIGHEDSYDELSE, WORKFORCE

PARTS = (LEDIGHEDSYDELSE, FLEXJOB, WORKFORCE)


def assigned(data: Monitoring) -> Exhibit:
    """A row a period and area: ledighedsydelse and flexjob in percent of the workforce."""
    title = f"Andel af arbejdsstyrken visiteret til fleksjobordningen, {data.name} og hele landet"
    df = rows_of_both(data, *PARTS)
    wide = by_period_and_area(df, *PARTS)
    wide = wide.set_axis(["period", "area", "ledighedsydelse", "flexjob", "workforce", "place"], axis=1)
    if not (wide["area"] == data.name).any():
        why = "Figur 4 i N22 er et billede uden tal."
        return nothing("monitor-visiteret", title, data, PARTS, why)
    share = [assigned_pct(row.ledighedsydelse, row.flexjob, row.workforce) for row in wide.itertuples()]
    wide = wide.assign(assigned_pct=share, is_part=False)
    wide = wide.sort_values(["place", "area"], kind="stable").drop(columns="place").reset_index(drop=True)

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.periods(rows, "period", "assigned_pct", "area", apart="is_part", highlight=data.name,
                               y_title="Pct. af arbejdsstyrken", decimals=1)  # fmt: skip

    texts = [f"{row.area} {percent(row.assigned_pct, 1)} i {row.period}" for row in wide.itertuples()]
    return Exhibit(
        "monitor-visiteret", title, wide, PUBLISHED,
        "Fuldtidspersoner på ledighedsydelse og i fleksjob i pct. af arbejdsstyrken i samme periode. "
        f"{source_words(data, df['source'])}",
        alt=f"Visiterede i pct. af arbejdsstyrken: {'; '.join(texts)}.", draw=draw,
    )  # fmt: skip
