"""How the share with a physical impairment differs between municipalities (K21 5.3.3, l.3582–3587)."""

import pandas as pd

from utils.chapters.common import NOBODY, absent, empty, unavailable
from utils.frames import Frames
from utils.measures.diagnoses import impairment_shares
from utils.measures.parallel_efforts import granted_persons
from utils.publish.exhibit import Column, Exhibit
from utils.publish.formats import number

REGISTERS = ("lpr_adm", "lpr_diag")
PHYSICAL = "fysisk"


def physical_by_municipality(data: Frames) -> Exhibit:
    """A row a municipality with grants, lowest share first: municipality, persons, n_persons, physical_impairment_pct."""
    exhibit_id, title = "k21-fysisk-efter-kommune", "Borgere med en fysisk funktionsnedsættelse efter kommune"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    granted = granted_persons(data.df_by_grant)
    placed = granted[granted["scheme"].isin(["PA", "HM"])].sort_values("start_date", kind="stable")
    placed = placed.drop_duplicates("pnr").dropna(subset=["municipality"])
    if placed.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen med bevilling i 2018–2019 har en kendt kommune.")
    shares = impairment_shares(placed, data.df_by_person_diagnosis, ["municipality"])
    df = shares[shares["impairment_type"] == PHYSICAL]
    names = data.df_by_municipality.set_index("code")["name"]
    table = pd.DataFrame({
        "municipality": df["municipality"].map(names), "code": df["municipality"].astype(int),
        "persons": df["persons"], "n_persons": df["n_persons"], "physical_impairment_pct": df["share_pct"],
    }).sort_values(["physical_impairment_pct", "code"], ignore_index=True)  # fmt: skip
    return Exhibit(
        exhibit_id, title, table, data.status,
        "Borgere med bevilling af personlig assistance eller hjælpemidler i 2018–2019, hver én gang, i kommunen for den første "
        f"af dem ({number(len(placed))} borgere i {len(table)} kommuner; borgere uden kendt kommune er ikke med). Andel af alle "
        "borgerne (N), der har mindst én fysisk diagnose i landspatientregistret (kodelisten c_diag). Små kommuner svinger "
        "tilfældigt. Kilde: K21 5.3.3, l.3582–3587.",
        columns={"municipality": Column("Kommune"), "n_persons": Column("N", "integer"),
                 "persons": Column("Med fysisk", "integer"),
                 "physical_impairment_pct": Column("Andel", "percent", 1)},
    )  # fmt: skip
