"""The last thing that the warm process imports: what every kernel would otherwise do again for itself.

It may work, but must not leave a thread, a lock or an open file behind: a fork would break it.
"""

import atexit
import gc

import pandas as pd

from utils import frames
from utils.publish import figures
from utils.publish.exhibit import Column, Exhibit

EXAMPLE = pd.DataFrame({"year": [2018, 2019, 2018, 2019], "area": ["her", "her", "landet", "landet"],
                        "share_pct": [40.5, 41.0, 38.2, 39.9], "persons": [20, 30, 2000, 3000]})  # fmt: skip


def warm_up() -> None:
    """Draw a figure and write a table, which fills the caches of fonts, styles, locales and parsers."""
    table = Exhibit("proevetabel", "Prøve", EXAMPLE, "synthetic", "Prøve.",
                    columns={"area": Column("Område"), "share_pct": Column("Andel", "percent", 1)})  # fmt: skip
    drawn = Exhibit("proevefigur", "Prøve", EXAMPLE, "synthetic", "Prøve.", alt="Prøve.",
                    draw=lambda df: figures.bars(df[df["year"] == 2018], "area", "share_pct", count="persons"))  # fmt: skip
    for exhibit in (table, drawn):
        exhibit._repr_mimebundle_()


frames.hold()
warm_up()
# What is here stays for good: a kernel's collector need not look through it, nor copy the memory that it lies in.
gc.collect()
gc.freeze()
# DuckDB's bindings complain of whatever the collector has not seen at the end of the process.
atexit.register(gc.unfreeze)
