"""What a person's grants are: the type of assistance and of aid, one a person and scheme; a regrant is the same."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from utils.synthetic.quotas import handed_out
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
HM_TYPES = {"Værktøj, udstyr og andre arbejdsredskaber": "K21-0622", "Arbejdspladsindretning i øvrigt": "K21-0659"}
HM_OTHER_TYPES = {
    "It-udstyr, software, programmer mv.": 5,
    "Undervisningsmateriale": 2,
    "It-udstyr ifm. undervisning": 1,
    "Tilgængelighedsløsninger som fx rampe, lift, døråbner": 1,
}


def filled(numbers: Mapping[str, str], others: Mapping[str, float]) -> dict[str, float]:
    """Printed shares by name, and the others sharing what is left of 100 in their proportions."""
    known = {name: printed(number) for name, number in numbers.items()}
    left = max(100 - sum(known.values()), 0)
    return known | {name: left * part / sum(others.values()) for name, part in others.items()}


def with_types(rng: np.random.Generator, df_by_person: pd.DataFrame) -> pd.DataFrame:
    """df_by_person with pa_type and hm_type, missing where the person has no grant of the scheme."""
    df = df_by_person.copy()
    for scheme, shares in (("PA", filled(PA_TYPES, PA_OTHER_TYPES)), ("HM", filled(HM_TYPES, HM_OTHER_TYPES))):
        rows = df["schemes"].isin([scheme, "PA+HM"]).to_numpy()
        types = np.full(len(df), None, dtype=object)
        types[rows] = handed_out(rng, shares, int(rows.sum()))
        df[f"{scheme.lower()}_type"] = types
    return df
