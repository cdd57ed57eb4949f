"""What a person's grants are: type and art of assistance and of aid, one a person and scheme; a regrant is the same."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from utils.synthetic.assistance_types import dealt_assistance
from utils.synthetic.quotas import dealt, whole_counts
from utils.synthetic.targets import printed

# Shares of persons by the type of their first grant (Tabel 15, 5.3.4); what is not printed fills up.
PA_TYPES = {
    "Fysisk aflastning": "K21-0616",
    "Strukturering og/eller kvalitetssikring af arbejde": "K21-0617",
    "Særlig personlig støtte": "K21-0618",
    "Tegnsprogstolkning": "K21-0668",
}
PA_OTHER_TYPES = {
    "Andet": 9,
    "Fastholdelse i opgaven": 7,
    "Sekretærarbejde": 6,
    "Oplæsning og/eller forklaring af tekst": 4,
    "Introduktion til nye opgaver": 2,
    "Føre bil i arbejdstiden": 1,
}
TOOLS, FURNISHING = "Værktøj, udstyr og andre arbejdsredskaber", "Arbejdspladsindretning i øvrigt"
SOFTWARE, TEACHING = "It-udstyr, software, programmer mv.", "Undervisningsmateriale"
TEACHING_SOFTWARE = "It-udstyr ifm. undervisning"
ACCESS = "Tilgængelighedsløsninger som fx rampe, lift, døråbner"
HM_TYPES = {TOOLS: "K21-0622", FURNISHING: "K21-0659"}
HM_OTHER_TYPES = {SOFTWARE: 5, TEACHING: 2, TEACHING_SOFTWARE: 1, ACCESS: 1}
# Percent of the persons with a type of aid that had it to keep a job (5.4); tools take what is left, since the 83
# percent printed for recruitment cannot hold together with a retention degree of 39 (synthesis.md).
RETENTION = {FURNISHING: "K21-0710", SOFTWARE: "K21-0715"}
RECRUITMENT = {TEACHING: "K21-0717"}
CHOSEN_RETENTION = {TEACHING_SOFTWARE: 30.0, ACCESS: 60.0}
# 5.3.4: over 90 and under 30 percent tools in these municipalities.
MANY_TOOLS = ("Holstebro", "Rebild", "Frederikshavn", "Vejle", "København", "Haderslev", "Ikast-Brande", "Viborg")
FEW_TOOLS = ("Sønderborg", "Brøndby", "Frederikssund", "Skanderborg", "Ishøj")
MANY, FEW = "K21-0663", "K21-0664"
TOOLS_VARY = 0.5  # between municipalities, log odds
TO_TEACHING = {"revalidering": 5.0, "a-dagpenge": 3.0}  # "primært målrettet revalidender og a-dagpengemodtagere"
HM_ARTS = {
    "Arbejdsredskaber": "K21-0660",
    "Mindre arbejdspladsindretning": "K21-0661",
    "Undervisningsmateriale": "K21-0662",
}
PA_ARTS = {"Lønmodtager": 82.0, "Selvstændig": 12.0, "Uddannelse": 4.0, "Ledig": 2.0}


def filled(numbers: Mapping[str, str], others: Mapping[str, float]) -> dict[str, float]:
    """Printed shares by name, and the others sharing what is left of 100 in their proportions."""
    known = {name: printed(number) for name, number in numbers.items()}
    left = max(100 - sum(known.values()), 0)
    return known | {name: left * part / sum(others.values()) for name, part in others.items()}


def with_types(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_municipality: pd.DataFrame, conditioned: bool
) -> pd.DataFrame:
    """df_by_person with pa_type, pa_art, hm_type and hm_art, missing where the person has no grant of the scheme.

    Takes schemes, municipality (number), recruitment, with_hours, baseline_known and benefit_group. Without
    `conditioned` printed shares within a benefit group are only aimed at.
    """
    df = df_by_person.assign(**dict.fromkeys(("pa_type", "pa_art", "hm_type", "hm_art"), None))
    with_pa, with_hm = (df["schemes"].isin([scheme, "PA+HM"]) for scheme in ("PA", "HM"))
    df.loc[with_pa, "pa_type"] = dealt_assistance(rng, df[with_pa], filled(PA_TYPES, PA_OTHER_TYPES), conditioned)
    df.loc[with_pa, "pa_art"] = _assistance_arts(rng, df[with_pa])
    df.loc[with_hm, "hm_type"] = _aids(rng, df[with_hm], df_by_municipality)
    df.loc[with_hm, "hm_art"] = _aid_arts(rng, df.loc[with_hm, "hm_type"])
    return df


def _assistance_arts(rng: np.random.Generator, df: pd.DataFrame) -> np.ndarray:
    """A job of unknown hours is mostly one's own business; SU goes with education."""
    leanings = {
        "Selvstændig": np.where(df["baseline_known"], 0.0, 6.0),
        "Uddannelse": np.where(df["benefit_group"] == "SU", 4.0, 0.0),
        "Ledig": np.where(df["recruitment"] & ~df["with_hours"], 4.0, 0.0),
    }
    return dealt(rng, whole_counts(PA_ARTS, len(df)), leanings)


def _aid_arts(rng: np.random.Generator, types: pd.Series) -> np.ndarray:
    leanings = {
        "Undervisningsmateriale": np.where(types.isin([TEACHING, TEACHING_SOFTWARE]), 6.0, 0.0),
        "Mindre arbejdspladsindretning": np.where(types.isin([FURNISHING, ACCESS]), 5.0, 0.0),
    }
    return dealt(rng, whole_counts(filled(HM_ARTS, {}), len(types)), leanings)


def aid_counts(persons: int, retained: int) -> dict[bool, dict[str, int]]:
    """Persons by type of aid, for retention (False) and recruitment (True): the shares of 5.4, tools the rest."""
    of_type = whole_counts(filled(HM_TYPES, HM_OTHER_TYPES), persons)
    share = {name: printed(number) for name, number in RETENTION.items()} | CHOSEN_RETENTION
    share |= {name: 100 - printed(number) for name, number in RECRUITMENT.items()}
    retention = {name: round(share[name] / 100 * of_type[name]) for name in share}
    others = sum(retention.values())
    retention[TOOLS] = min(max(retained - others, 0), of_type[TOOLS])
    recruitment = {name: of_type[name] - retention[name] for name in of_type}
    return {False: {name: retention[name] for name in of_type}, True: recruitment}


def _aids(rng: np.random.Generator, df: pd.DataFrame, df_by_municipality: pd.DataFrame) -> pd.Series:
    """Types by purpose, first in the municipalities that 5.3.4 names, then everywhere else."""
    result = pd.Series(index=df.index, dtype=object)
    tools = _named_shares(rng, df_by_municipality)
    effect = rng.normal(0, TOOLS_VARY, len(df_by_municipality) + 1)
    counts = aid_counts(len(df), int((~df["recruitment"]).sum()))
    for recruitment, left in counts.items():
        rows = df[df["recruitment"] == recruitment]
        for municipality, share in tools.items():
            members = rows.index[rows["municipality"] == municipality]
            here = _with_tools(left, share, len(members))
            result[members] = dealt(rng, here, {})
            left = {name: left[name] - here[name] for name in left}
        others = rows[~rows["municipality"].isin(list(tools))]
        leanings = {
            TEACHING: others["benefit_group"].map(TO_TEACHING).fillna(0.0).to_numpy(),
            TOOLS: effect[others["municipality"]],
        }
        result[others.index] = dealt(rng, _fitting(left, len(others)), leanings)
    return result


def _named_shares(rng: np.random.Generator, df_by_municipality: pd.DataFrame) -> dict[int, float]:
    """Number of a named municipality → its share of tools, well beyond the printed limit."""
    number = {name: i for i, name in enumerate(df_by_municipality["name"])}
    many = {number[name]: printed(MANY) / 100 + rng.uniform(0.02, 0.06) for name in MANY_TOOLS}
    return many | {number[name]: printed(FEW) / 100 - rng.uniform(0.03, 0.14) for name in FEW_TOOLS}


def _with_tools(counts: Mapping[str, int], share: float, persons: int) -> dict[str, int]:
    """Types of so many persons: tools rounded away from the country's share, the others as in the country."""
    exact = share * persons
    tools = int(np.ceil(exact) if share > 0.5 else np.floor(exact))
    others = {name: float(count) for name, count in counts.items() if name != TOOLS}
    return {TOOLS: tools} | whole_counts(others, persons - tools)


def _fitting(counts: Mapping[str, int], persons: int) -> dict[str, int]:
    """The counts themselves where they fit the persons, as they do after conditioning; else in proportion."""
    if sum(counts.values()) == persons and min(counts.values()) >= 0:
        return dict(counts)
    return whole_counts({name: max(float(count), 0.0) for name, count in counts.items()}, persons)
