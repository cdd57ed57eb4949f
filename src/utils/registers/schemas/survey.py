"""The two questionnaires: staff (K21 9.4.2) and key person or accountant of the municipality (K21 9.5)."""

from typing import Any

import pandera.pandas as pa

from utils.registers.schemas.fields import MUNICIPALITIES, NullableInteger, field

DONT_KNOW = 99
FIVE = [1, 2, 3, 4, 5, DONT_KNOW]
TEN = list(range(11))
YES_NO = [1, 2, DONT_KNOW]
ARMS = ["kontanthjælp", "a-dagpenge", "sygedagpenge", "ledighedsydelse"]


def question(number: int, text: str, values: list[int] | None = None, unit: str = "svarnummer", **checks: Any) -> Any:
    """An answer to the staff: the number of the option in the order of the questionnaire, 99 = "ved ikke"."""
    limits = checks if values is None else {"isin": values}
    return field(text, f"K21 9.4.2, spørgsmål {number:02d}", unit, **limits)


def number_field(number: int, text: str, unit: str) -> Any:
    """An amount that a municipality reported; empty = not answered."""
    return field(text, f"K21 9.5, spørgsmål {number:02d}", unit, ge=0, nullable=True)


class SurveyStaff(pa.DataFrameModel):
    """Spørgeskema til jobcentrenes medarbejdere; én række pr. svarperson. 99 = ved ikke."""

    q01: int = question(1, "Kommunekode for jobcentret", MUNICIPALITIES, "")
    q02: int = question(2, "Stilling, 6 svar", list(range(1, 7)))
    q03: int = question(3, "Målgruppe, 12 svar", list(range(1, 13)))
    q04: int = question(4, "Anciennitet i jobcentret", unit="år", ge=0, le=60)
    q05: int = question(5, "Køn: 1 kvinde, 2 mand, 3 andet", [1, 2, 3])
    q06: int = question(6, "Alder", unit="år", ge=15, le=100)
    q07_fysisk: int = question(7, "Nok viden om handicap: fysisk (1 meget enig – 5 meget uenig)", FIVE)
    q07_psykisk: int = question(7, "Nok viden om handicap: psykisk (1 meget enig – 5 meget uenig)", FIVE)
    q07_sensorisk: int = question(7, "Nok viden om handicap: sensorisk (1 meget enig – 5 meget uenig)", FIVE)
    q07_intellektuel: int = question(7, "Nok viden om handicap: intellektuel (1 meget enig – 5 meget uenig)", FIVE)
    q08_pa: int = question(8, "Kendskab til personlig assistance (0 intet – 10 fuldstændigt)", TEN, "point")
    q08_ib: int = question(8, "Kendskab til isbryderordningen (0 intet – 10 fuldstændigt)", TEN, "point")
    q08_fa: int = question(8, "Kendskab til fortrinsadgang (0 intet – 10 fuldstændigt)", TEN, "point")
    q08_hm: int = question(8, "Kendskab til hjælpemidler (0 intet – 10 fuldstændigt)", TEN, "point")
    q09_pa: int = question(9, "Kan vejlede om personlig assistance (1 meget enig – 5 meget uenig)", FIVE)
    q09_ib: int = question(9, "Kan vejlede om isbryderordningen (1 meget enig – 5 meget uenig)", FIVE)
    q09_fa: int = question(9, "Kan vejlede om fortrinsadgang (1 meget enig – 5 meget uenig)", FIVE)
    q09_hm: int = question(9, "Kan vejlede om hjælpemidler (1 meget enig – 5 meget uenig)", FIVE)
    q10_a: int = question(10, "Kilde til viden: nøglepersonen (1 valgt)", [0, 1])
    q10_b: int = question(10, "Kilde til viden: lederen (1 valgt)", [0, 1])
    q10_c: int = question(10, "Kilde til viden: opkvalificering (1 valgt)", [0, 1])
    q10_d: int = question(10, "Kilde til viden: handicaporganisationer (1 valgt)", [0, 1])
    q10_e: int = question(10, "Kilde til viden: egen læsning (1 valgt)", [0, 1])
    q10_f: int = question(10, "Kilde til viden: nyhedsbreve (1 valgt)", [0, 1])
    q10_g: int = question(10, "Kilde til viden: tidligere ansættelse (1 valgt)", [0, 1])
    q10_h: int = question(10, "Kilde til viden: specialteam (1 valgt)", [0, 1])
    q10_i: int = question(10, "Kilde til viden: ingen viden (1 valgt)", [0, 1])
    q10_j: int = question(10, "Kilde til viden: andet (1 valgt)", [0, 1])
    q11_pa: int = question(11, "Erfaring med personlig assistance (1 ja, 2 nej)", YES_NO)
    q11_ib: int = question(11, "Erfaring med isbryderordningen (1 ja, 2 nej)", YES_NO)
    q11_fa: int = question(11, "Erfaring med fortrinsadgang (1 ja, 2 nej)", YES_NO)
    q11_hm: int = question(11, "Erfaring med hjælpemidler (1 ja, 2 nej)", YES_NO)
    q12: int = question(12, "Screener for handicap (1 ja, 2 nej)", YES_NO)
    q13_a: int = question(13, "Grund til ikke at screene: ubehageligt emne (1 valgt)", [0, 1])
    q13_b: int = question(13, "Grund til ikke at screene: ikke erkendt af borgeren (1 valgt)", [0, 1])
    q13_c: int = question(13, "Grund til ikke at screene: svært at opdage (1 valgt)", [0, 1])
    q13_d: int = question(13, "Grund til ikke at screene: taler hellere om ressourcer (1 valgt)", [0, 1])
    q13_e: int = question(13, "Grund til ikke at screene: ikke opmærksom nok (1 valgt)", [0, 1])
    q13_f: int = question(13, "Grund til ikke at screene: ingen borgersamtaler (1 valgt)", [0, 1])
    q13_g: int = question(13, "Grund til ikke at screene: allerede beskrevet (1 valgt)", [0, 1])
    q13_h: int = question(13, "Grund til ikke at screene: ikke egen opgave (1 valgt)", [0, 1])
    q13_i: int = question(13, "Grund til ikke at screene: ikke relevant (1 valgt)", [0, 1])
    q13_j: int = question(13, "Grund til ikke at screene: andet (1 valgt)", [0, 1])
    q14: int = question(14, "Omplacering bedre end HKO (1 meget enig – 5 meget uenig)", FIVE)
    q15: int = question(15, "Godt match gør HKO unødvendig (1 meget enig – 5 meget uenig)", FIVE)
    q16: int = question(16, "Økonomi begrænser HKO (1 meget høj – 5 meget lav grad)", FIVE)
    q17: int = question(17, "HKO sygeliggør (1 meget enig – 5 meget uenig)", FIVE)
    q18_fysisk: int = question(18, "Jobmuligheder ved handicap: fysisk (1 meget dårligere – 5 meget bedre)", FIVE)
    q18_psykisk: int = question(18, "Jobmuligheder ved handicap: psykisk (1 meget dårligere – 5 meget bedre)", FIVE)
    q18_sensorisk: int = question(18, "Jobmuligheder ved handicap: sensorisk (1 meget dårligere – 5 meget bedre)", FIVE)
    q18_intellektuel: int = question(
        18, "Jobmuligheder ved handicap: intellektuel (1 meget dårligere – 5 meget bedre)", FIVE
    )
    q19: int = question(19, "Hannes jobmuligheder (1 meget gode – 5 meget dårlige)", FIVE)
    q20: int = question(20, "HKO øger Hannes jobmuligheder (1 meget høj – 5 meget lav grad)", FIVE)
    q21: int = question(21, "Støtte fra nøglepersonen (1 meget høj – 5 meget lav grad)", FIVE)
    arm: str = field("Hannes ydelse i den case, svareren fik", "K21 4.4, l.2734-2737", isin=ARMS)


class SurveyMunicipality(pa.DataFrameModel):
    """Spørgeskema til nøgleperson eller regnskabsansvarlig; én række pr. kommune."""

    M01: int = field("Kommunekode", "K21 9.5, spørgsmål 01", isin=MUNICIPALITIES, unique=True)
    M02_PA: NullableInteger = number_field(2, "Bevilget personlig assistance 2018-2019, også genbevilling", "personer")
    M02_IB: NullableInteger = number_field(2, "Bevilget isbryderordningen 2018-2019, også genbevilling", "personer")
    M02_FA: NullableInteger = number_field(2, "Bevilget fortrinsadgang 2018-2019, også genbevilling", "personer")
    M02_HM: NullableInteger = number_field(2, "Bevilget hjælpemidler 2018-2019, også genbevilling", "personer")
    M03: float = number_field(3, "Timer opgjort til udbetaling i 2019 i alt", "timer")
    M04_PA: float = number_field(4, "Timer opgjort til udbetaling i 2019: personlig assistance", "timer")
    M04_IB: float = number_field(4, "Timer opgjort til udbetaling i 2019: isbryderordningen", "timer")
    M04_FA: float = number_field(4, "Timer opgjort til udbetaling i 2019: fortrinsadgang", "timer")
    M04_HM: float = number_field(4, "Timer opgjort til udbetaling i 2019: hjælpemidler", "timer")
    M05_PA: float = number_field(5, "Udgifter i 2019: personlig assistance", "kr.")
    M05_IB: float = number_field(5, "Udgifter i 2019: isbryderordningen", "kr.")
    M05_FA: float = number_field(5, "Udgifter i 2019: fortrinsadgang", "kr.")
    M05_HM: float = number_field(5, "Udgifter i 2019: hjælpemidler", "kr.")
