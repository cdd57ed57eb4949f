"""One diagnosis or several: the lower part of Tabel 14 for the schemes that the registers hold (K21 5.3.3)."""

import pandas as pd

from utils.chapters.common import NOBODY, absent, empty, in_order, unavailable
from utils.frames import Frames
from utils.measures.diagnoses import multimorbidity
from utils.measures.parallel_efforts import SCHEMES, granted_persons
from utils.publish.exhibit import Column, Exhibit

REGISTERS = ("lpr_adm", "lpr_diag")
ALL = "PA, HM og IB"


def diagnoses_by_scheme(data: Frames) -> Exhibit:
    """Tabel 14, multisygdom: persons with one and with several impairment diagnoses, a row a scheme and one for all."""
    exhibit_id, title = "k21-tabel-14-multisygdom", "Tabel 14. Enkelt- og dobbeltdiagnoser"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    granted = granted_persons(data.df_by_grant)
    if granted.empty:
        return empty(exhibit_id, title, data, f"{NOBODY}: ingen bevillinger i 2018–2019.")
    everybody = granted.drop_duplicates("pnr").assign(scheme=ALL)
    parts = [multimorbidity(rows, data.df_by_person_diagnosis, ["scheme"]) for rows in (granted, everybody)]
    df = in_order(pd.concat(parts, ignore_index=True), "scheme", (*SCHEMES, ALL))
    return Exhibit(
        exhibit_id, title, df, data.status,
        "Borgere med bevilling i 2018–2019. En diagnose er en linje (betegnelse) i kodelisten c_diag, fundet med den længste "
        "begyndelse af aktions- eller tillægsdiagnosen i landspatientregistret; alle kontakter i udtrækket regnes med, men ikke "
        "linjer i gruppen «ingen funktionsnedsættelse». "
        "Enkeltdiagnose: netop én, dobbeltdiagnose: mindst to forskellige, begge i pct. af borgere med mindst én diagnose. "
        "I «PA, HM og IB» tæller en borger én gang. Fortrinsadgang findes ikke i registrene. "
        "Kilde: K21 5.3.3, tabel 14, l.3566–3570, og 2.2, l.706.",
        columns={"scheme": Column("Ordning"), "n_persons": Column("Borgere", "integer"),
                 "known_persons": Column("Med diagnose (N)", "integer"),
                 "single_persons": Column("Enkelt", "integer"), "double_persons": Column("Dobbelt", "integer"),
                 "single_diagnosis_pct": Column("Enkeltdiagnose", "percent", 1),
                 "double_diagnosis_pct": Column("Dobbeltdiagnose", "percent", 1)},
    )  # fmt: skip
