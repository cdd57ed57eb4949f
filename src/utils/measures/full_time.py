"""Persons with a grant per 100 full-time persons on the same benefit (K21 Figur 22–23, note 31; definitions.md 14)."""

import pandas as pd

# The benefits of Figur 22–23 in their order; the self-supporting, students and partly sick-listed have no counterpart.
BENEFITS = (
    "a-dagpenge", "kontanthjælp", "uddannelseshjælp", "revalidering", "integrationsydelse", "sygedagpenge",
    "jobafklaring", "ressourceforløb", "ledighedsydelse", "fleksjob",
)  # fmt: skip


def persons_granted_in_year(df_by_grant: pd.DataFrame, scheme: str, year: int) -> pd.DataFrame:
    """df_by_person: persons granted the scheme in the year, with the columns of the latest grant of the year."""
    return _latest(df_by_grant[(df_by_grant["scheme"] == scheme) & (df_by_grant["year"] == year)])


def active_persons(df_by_grant: pd.DataFrame, scheme: str, year: int) -> pd.DataFrame:
    """df_by_person: persons with a grant of the scheme that ran on a day of the year, whenever it was given.

    The columns are those of the latest of these grants; a grant without an end date runs on.
    """
    df = df_by_grant[df_by_grant["scheme"] == scheme]
    begun = df["start_date"] <= pd.Timestamp(year, 12, 31)
    return _latest(df[begun & (df["end_date"].isna() | (df["end_date"] >= pd.Timestamp(year, 1, 1)))])


def _latest(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    return df_by_grant.sort_values(["start_date", "id"], kind="stable").drop_duplicates("pnr", keep="last")


def share_of_full_time_pct(
    df_by_person: pd.DataFrame, df_by_municipality_benefit: pd.DataFrame, year: int
) -> pd.DataFrame:
    """One row a benefit of BENEFITS: persons, full_time_persons, share_of_full_time_pct, share_of_persons_pct.

    persons: those of the benefit at their grant. full_time_persons: weeks on the benefit in the year divided by 52, summed
    over municipalities; without any the share is missing. share_of_persons_pct: of the persons of all ten benefits;
    missing without any.
    """
    of_year = df_by_municipality_benefit[df_by_municipality_benefit["AAR"] == year]
    full_time = of_year.groupby("YDELSESGRUPPE")["FULDTIDSPERSONER"].sum().reindex(BENEFITS, fill_value=0.0)
    persons = df_by_person["benefit_group"].value_counts().reindex(BENEFITS, fill_value=0)
    return pd.DataFrame({
        "benefit_group": BENEFITS,
        "persons": persons.to_numpy(),
        "full_time_persons": full_time.to_numpy(),
        "share_of_full_time_pct": (100 * persons / full_time.where(full_time > 0)).to_numpy(),
        "share_of_persons_pct": (100 * persons / (persons.sum() or float("nan"))).to_numpy(),
    })  # fmt: skip
