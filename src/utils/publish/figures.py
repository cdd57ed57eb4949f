"""The recurring forms of a figure: `from utils.publish import figures`, then figures.bars(…) and so on.

Each takes a tidy frame and names of its columns, and returns a Figure. Rows are drawn in the order of the
data unless `sort` is set. `panel` names a column whose values become panels on a common scale. Colours are
the fixed roles of theme.ROLES, by label, group or panel. Percentages are in per cent (45.7, not 0.457).
"""

from utils.publish.bars import bars, stacked_bars
from utils.publish.caterpillar import caterpillar
from utils.publish.diagram import diagram
from utils.publish.dots import dots
from utils.publish.funnel import funnel
from utils.publish.periods import periods
from utils.publish.ranked import ranked
from utils.publish.relations import scatter, series
from utils.publish.specification import specification_curve

__all__ = [
    "bars",
    "caterpillar",
    "diagram",
    "dots",
    "funnel",
    "periods",
    "ranked",
    "scatter",
    "series",
    "specification_curve",
    "stacked_bars",
]
