"""The grant registers of DFDG: personlig assistance, hjælpemidler and isbryder, as an extract holds them."""

import numpy as np
import pandas as pd

from utils.registers.needed import STUDY_YEARS
from utils.synthetic.quotas import handed_out
from utils.synthetic.targets import printed

DURATION_WEEKS = {"PA": "K21-0683", "HM": "K21-0684", "IB": "K21-0685"}
# Kroner an hour and median kroner an aid, plausible and nowhere printed.
HOURLY_DKK = {"Tegnsprogstolkning": 320.0, "Føre bil i arbejdstiden": 150.0, "Sekretærarbejde": 155.0}
AID_DKK = {
    "Arbejdspladsindretning i øvrigt": 4_500.0,
    "It-udstyr, software, programmer mv.": 3_200.0,
    "Tilgængelighedsløsninger som fx rampe, lift, døråbner": 18_000.0,
}
PRICE_KINDS = ("Timeløn", "Timeløn med tillæg", "Takst")
EXTRAS = ("Kørsel", "Kørsel", "Kursus", "Materialer")


def end_dates(rng: np.random.Generator, start: pd.Series, scheme: str, open_share: float) -> pd.Series:
    """End dates with the printed mean length in weeks of the grants begun in 2018–2019; a share of grants has none."""
    # The icebreaker lasts a year at most (K21 Tabel 2): 40 weeks lie near its upper end.
    weeks = rng.beta(5.0, 1.5, len(start)) if scheme == "IB" else rng.gamma(2.0, 1.0, len(start)) + 0.2
    closed = rng.random(len(start)) >= open_share
    counted = closed & start.dt.year.isin(STUDY_YEARS).to_numpy()
    days = np.rint(weeks / weeks[counted if counted.any() else closed].mean() * printed(DURATION_WEEKS[scheme]) * 7)
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
            "ARTTYPE": df["art"],
            "TIMEPRIS": np.round(rng.normal(df["type"].map(HOURLY_DKK).fillna(140.0), 9.0), 2),
            "TIMEPRIS_TYPE": rng.choice(PRICE_KINDS, len(df), p=(0.8, 0.15, 0.05)),
            "OEVRIGE_UDGIFTER": pd.Series(extra).where(has_extra),
            "OEVRIGE_UDGIFTER_TYPE": pd.Series(rng.choice(EXTRAS, len(df)), dtype=object).where(has_extra),
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
            "ART": df["art"],
            "STARTDATO": df["start_date"],
            "SLUTDATO": end_dates(rng, df["start_date"], "HM", 0.35),
            "PRIS": np.round(np.exp(rng.normal(np.log(df["type"].map(AID_DKK).fillna(2_000.0)), 1.0)), 2),
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
