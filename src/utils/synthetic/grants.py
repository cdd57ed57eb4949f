"""The grant registers of DFDG: personlig assistance, hjælpemidler and isbryder, as an extract holds them."""

import numpy as np
import pandas as pd

from utils.synthetic.quotas import handed_out
from utils.synthetic.targets import printed
from utils.synthetic.types import filled

HM_ARTS = {
    "Arbejdsredskaber": "K21-0660",
    "Mindre arbejdspladsindretning": "K21-0661",
    "Undervisningsmateriale": "K21-0662",
}
PA_ARTS = {"Lønmodtager": 82.0, "Selvstændig": 12.0, "Uddannelse": 4.0, "Ledig": 2.0}
STUDIED_YEARS = (2018, 2019)
DURATION_WEEKS = {"PA": "K21-0683", "HM": "K21-0684", "IB": "K21-0685"}


def arts_by_grant(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> np.ndarray:
    """What employment the assistance belongs to: persons get theirs in the shares, a regrant is of the same kind."""
    persons = df_by_grant["person"].unique()
    of_person = dict(zip(persons, handed_out(rng, PA_ARTS, persons.size), strict=True))
    return df_by_grant["person"].map(of_person).to_numpy()


def end_dates(rng: np.random.Generator, start: pd.Series, scheme: str, open_share: float) -> pd.Series:
    """End dates with the printed mean length in weeks for those begun in 2018–2019; a share of grants has none."""
    weeks = rng.gamma(2.0, 1.0, len(start)) + 0.2
    closed = rng.random(len(start)) >= open_share
    studied = closed & start.dt.year.isin(STUDIED_YEARS).to_numpy()
    days = np.rint(weeks / weeks[studied].mean() * printed(DURATION_WEEKS[scheme]) * 7)
    return (start + pd.to_timedelta(days, unit="D")).where(closed)


def personal_assistance(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """dfdg_pa: hours at most 20 a week on average, an hourly price near the wage of an assistant; takes `end_date`."""
    df = df_by_grant.sort_values(["start_date", "person"], kind="stable").reset_index(drop=True)
    minutes = np.clip(np.rint(rng.gamma(3.2, 2.6, len(df)) * 4) * 15, 60, 1200).astype(int)
    extra = np.rint(rng.gamma(2.0, 900.0, len(df)))
    has_extra = rng.random(len(df)) < 0.06
    return pd.DataFrame(
        {
            "PNR": df["pnr"],
            "ID": [f"PA{i:07d}" for i in range(1, len(df) + 1)],
            "STARTDATO": df["start_date"],
            "SLUTDATO": df["end_date"],
            "TIMER_PR_UGE": minutes // 60,
            "MINUTTER_PR_UGE": minutes % 60,
            "PATYPE": df["type"],
            "ARTTYPE": arts_by_grant(rng, df),
            "TIMEPRIS": np.round(rng.normal(140, 9, len(df)), 2),
            "TIMEPRIS_TYPE": "Timeløn",
            "OEVRIGE_UDGIFTER": pd.Series(extra).where(has_extra),
            "OEVRIGE_UDGIFTER_TYPE": pd.Series("Kørsel", index=df.index, dtype=object).where(has_extra),
        }
    )


def aids(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """dfdg_hm: prices from safety shoes to lifts."""
    df = df_by_grant.sort_values(["start_date", "person"], kind="stable").reset_index(drop=True)
    return pd.DataFrame(
        {
            "PNR": df["pnr"],
            "ID": [f"HM{i:07d}" for i in range(1, len(df) + 1)],
            "TYPE": df["type"],
            "EJERSKAB": handed_out(rng, {"eje": 69.0, "lån": 31.0}, len(df)),
            "ART": handed_out(rng, filled(HM_ARTS, {}), len(df)),
            "STARTDATO": df["start_date"],
            "SLUTDATO": end_dates(rng, df["start_date"], "HM", 0.35),
            "PRIS": np.round(np.exp(rng.normal(7.6, 1.0, len(df))), 2),
        }
    )


def icebreaker(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """dfdg_ib: the grant is the wage subsidy; a contact group went before it."""
    df = df_by_grant.sort_values(["start_date", "person"], kind="stable").reset_index(drop=True)
    contact = df["start_date"] - pd.to_timedelta(rng.integers(14, 90, len(df)), unit="D")
    return pd.DataFrame(
        {
            "PNR": df["pnr"],
            "ID": [f"IB{i:07d}" for i in range(1, len(df) + 1)],
            "KONTAKTGRUPPE_START": contact,
            "KONTAKTGRUPPE_SLUT": df["start_date"],
            "LOENTILSKUD_START": df["start_date"],
            "LOENTILSKUD_SLUT": end_dates(rng, df["start_date"], "IB", 0.0),
            "TIMER_PR_UGE": rng.choice([30.0, 32.0, 37.0], len(df)),
            "CVRNR": [f"{90_000_000 + int(i)}" for i in rng.integers(0, 9_999_999, len(df))],
            "PNUMMER": [f"{9_000_000_000 + int(i)}" for i in rng.integers(0, 999_999_999, len(df))],
        }
    )
