"""The form of a worked example on the method page: invented numbers, small enough to follow with a pencil.

An example is a table of steps. What it comes to is always what the function behind the pages gives for the same
numbers; the arithmetic beside it shows how. The numbers are no municipality's.
"""

import pandas as pd

from utils.publish.exhibit import Column, Exhibit
from utils.publish.status import SYNTHETIC

INVENTED = "Opdigtede tal, der kun viser regningen."
Steps = list[tuple[str, str, str]]


def example(name: str, title: str, steps: Steps, formula: str) -> Exhibit:
    """What is done, the arithmetic and what comes out, a row a step; the general formula stands below."""
    df = pd.DataFrame(steps, columns=["step", "arithmetic", "result"])
    columns = {"step": Column("Trin"), "arithmetic": Column("Regnestykke"), "result": Column("Giver")}
    return Exhibit(
        f"metode-eksempel-{name}", f"Eksempel: {title}", df, SYNTHETIC, f"{INVENTED} Formel: {formula}",
        columns=columns,
    )  # fmt: skip
