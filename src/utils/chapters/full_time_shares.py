"""Figures 22–23: persons with a grant in percent of the full-time persons on their benefit (K21 5.3.2)."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure

from utils.chapters.common import SCHEME_NAMES, absent, empty, few, listed, unavailable
from utils.chapters.municipality_profile import COUNTRY, municipality
from utils.frames import Frames
from utils.measures.full_time import BENEFITS, active_persons, persons_granted_in_year, share_of_full_time_pct
from utils.publish import figures
from utils.publish.exhibit import Exhibit
from utils.publish.formats import number, percent

YEAR = 2019
REGISTERS = ("municipality_full_time_persons",)
FIGURES = {"HM": ("22", persons_granted_in_year), "PA": ("23", active_persons)}
BASES = {
    "HM": "Borgere, der fik bevilget mindst ét hjælpemiddel i 2019, efter ydelsen i ugen for årets seneste bevilling",
    "PA": "Borgere med en aktiv bevilling af personlig assistance på mindst én dag i 2019, også bevillinger fra før 2018, "
    "efter ydelsen i ugen, hvor den senest startede af dem begyndte",
}


def aids(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 22: persons granted aids in 2019 per 100 full-time persons, by benefit."""
    return _share(data, "HM", kommune)


def personal_assistance(data: Frames, kommune: int | None = None) -> Exhibit:
    """Figur 23: persons with an active case of personal assistance in 2019 per 100 full-time persons, by benefit."""
    return _share(data, "PA", kommune)


def _share(data: Frames, scheme: str, kommune: int | None) -> Exhibit:
    figure, chosen = FIGURES[scheme]
    exhibit_id = f"k21-figur-{figure}" if kommune is None else f"profil-figur-{figure}"
    title = f"Figur {figure}. Borgere med {SCHEME_NAMES[scheme]} i pct. af fuldtidspersoner 2019"
    if absent(data, REGISTERS):
        return unavailable(exhibit_id, title, data, REGISTERS)
    people = chosen(data.df_by_grant, scheme, YEAR)
    df = pd.concat([_area(data, people, code, name) for name, code in _areas(data, kommune).items()], ignore_index=True)
    if df["full_time_persons"].sum() == 0:
        return empty(exhibit_id, title, data, "Udtrækket har ingen fuldtidspersoner i 2019.")
    return Exhibit(
        exhibit_id, title, df, data.status, _note(people, df, scheme, kommune), alt=_alt(df, scheme), draw=_draw(df)
    )


def _areas(data: Frames, kommune: int | None) -> dict[str, int | None]:
    own = {} if kommune is None else {str(municipality(data, kommune)["name"]): kommune}
    return own | {COUNTRY: None}


def _area(data: Frames, people: pd.DataFrame, code: int | None, name: str) -> pd.DataFrame:
    """The ten benefits of an area; the country (no code) has also persons without a known municipality."""
    benefits = data.df_by_municipality_benefit
    if code is not None:
        people, benefits = people[people["municipality"] == code], benefits[benefits["KOMMUNE"] == code]
    return share_of_full_time_pct(people, benefits, YEAR).assign(area=name)


def _draw(df: pd.DataFrame) -> Callable[[pd.DataFrame], Figure]:
    panel = "area" if len(df) > len(BENEFITS) else None

    def draw(rows: pd.DataFrame) -> Figure:
        return figures.bars(rows, "benefit_group", "share_of_full_time_pct", count="full_time_persons", panel=panel,
                            decimals=1, value_title="Pct. af fuldtidspersoner")  # fmt: skip

    return draw


def _note(people: pd.DataFrame, df: pd.DataFrame, scheme: str, kommune: int | None) -> str:
    country = df[df["area"] == COUNTRY]
    counted, known = country["persons"].sum(), people["benefit_group"].notna().sum()
    own = df[df["area"] != COUNTRY]["persons"].sum()
    return (
        f"{BASES[scheme]}, i pct. af fuldtidspersoner på ydelsen i 2019 (N er fuldtidspersoner: uger på ydelsen divideret med "
        f"52). I hele landet får {number(counted)} borgere en af de ti ydelser; {number(known - counted)} andre er "
        "selvforsørgede, delvis sygemeldte eller har SU eller en anden ydelse og er ikke med. Ydelsen ved bevillingen er et "
        "valg: K21 siger ikke, "
        f"hvornår den er målt. Landets tal har også borgere uden kendt kommune med. "
        f"Kilde: K21 5.3.2, l.3424–3452, figur {FIGURES[scheme][0]}."
    ) + ("" if kommune is None else few({"": int(own)}))


def _alt(df: pd.DataFrame, scheme: str) -> str:
    parts = []
    for area, rows in df.dropna(subset=["share_of_full_time_pct"]).groupby("area", sort=False):
        if not rows["persons"].sum():
            parts.append(f"{area}: ingen borgere")
            continue
        ordered = rows.sort_values("share_of_full_time_pct", ascending=False, kind="stable")
        ends = [ordered.iloc[0], ordered.iloc[-1]]
        words = listed([f"{row['benefit_group']} {percent(row['share_of_full_time_pct'], 1)}" for row in ends])
        parts.append(f"{area}: højest og lavest er {words}")
    return f"Borgere med {SCHEME_NAMES[scheme]} i pct. af fuldtidspersoner. {'; '.join(parts).removesuffix('.')}."
