"""What was drawn laid out as an extract would be: everybody's grants, weeks, months, efforts, diagnoses, answers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from utils.measures.bands import usage_band
from utils.registers.codelists import code_list
from utils.registers.needed import STUDY_YEARS
from utils.synthetic import background, dream, grants, parallel_overlap, types
from utils.synthetic.benefits import with_benefits
from utils.synthetic.case_files import case_files
from utils.synthetic.criteria import criteria
from utils.synthetic.diagnoses import hospital_registers, with_double
from utils.synthetic.earlier_effort import with_earlier_effort
from utils.synthetic.earlier_grants import EARLIER, with_earlier_grants
from utils.synthetic.effort_periods import grant_spans
from utils.synthetic.full_time_persons import full_time_persons
from utils.synthetic.icebreaker import with_icebreaker
from utils.synthetic.impairments import with_impairments
from utils.synthetic.interviews import interviews
from utils.synthetic.jobs import with_jobs
from utils.synthetic.mentor import mentors
from utils.synthetic.pnr import person_numbers
from utils.synthetic.social_services import social_services
from utils.synthetic.survey import staff_counts, survey_staff
from utils.synthetic.survey_municipality import survey_municipality

ASSISTANCE_WITHOUT_END = 0.05  # share of the grants of 2018–2019
Registers = dict[str, pd.DataFrame | pa.Table]


@dataclass(frozen=True)
class Lives:
    """What was drawn before it is laid out: municipalities, accounts, grants and persons with states."""

    df_by_municipality: pd.DataFrame
    df_by_account: pd.DataFrame
    df_by_grant: pd.DataFrame
    df_by_person_scheme: pd.DataFrame


def laid_out(rng: np.random.Generator, drawn: Lives, free: bool) -> Registers:
    """The registers in the layout of design.md 3."""
    df_by_municipality = drawn.df_by_municipality
    everyone, every_grant = people(rng, drawn, free)
    # The studied persons and grants of 2018–2019, beside everybody with those who have other grants alone.
    df_by_person = everyone[everyone["schemes"] != EARLIER]
    studied = every_grant[every_grant["year"].isin(STUDY_YEARS)]
    df_by_case = case_municipalities(df_by_municipality)
    tables: Registers = {
        "dfdg_pa": grants.personal_assistance(rng, every_grant[every_grant["scheme"] == "PA"]),
        "dfdg_hm": grants.aids(rng, every_grant[every_grant["scheme"] == "HM"]),
        "dfdg_ib": grants.icebreaker(rng, every_grant[every_grant["scheme"] == "IB"]),
        "dream": dream.dream(
            rng, everyone.sort_values("pnr", ignore_index=True), df_by_municipality["code"].to_numpy()
        ),
        "municipality_conditions": df_by_municipality[["code", "framework_rank"]].set_axis(
            ["KOMMUNE", "RAMMEVILKAAR_RANG"], axis=1
        ),
        "municipality_accounts": drawn.df_by_account,
        "municipality_full_time_persons": full_time_persons(
            rng.spawn(1)[0], df_by_municipality, everyone, every_grant, conditioned=not free
        ),
        "survey_staff": survey_staff(rng, df_by_case, condition=not free),
        # A stream of its own, so that the other registers do not depend on it.
        "case_files": case_files(rng.spawn(1)[0], df_by_case, condition=not free),
    }
    beside = rng.spawn(1)[0]
    tables |= effort_registers(beside, df_by_person, studied, tables)
    tables |= diagnosis_registers(beside, df_by_person, studied, df_by_municipality, free)
    tables |= background.background_registers(rng, everyone, df_by_municipality)
    return tables | fieldwork(rng, drawn, studied, condition=not free)


def people(rng: np.random.Generator, drawn: Lives, free: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """df_by_person and df_by_grant of everybody, those with grants of 2016–2017 or 2020 alone among them.

    Each person gets benefit, types, background, job and earlier effort; each grant pnr, type and art.
    """
    df = with_benefits(rng, _persons(drawn.df_by_person_scheme))
    df = types.with_types(rng, df, drawn.df_by_municipality, conditioned=not free)
    df = background.backgrounds(rng, df, drawn.df_by_municipality)
    df = with_jobs(rng, df, conditioned=not free)
    df, df_by_grant = with_icebreaker(rng, df, drawn.df_by_grant, drawn.df_by_municipality)
    df = with_earlier_effort(rng.spawn(1)[0], df)
    df_by_grant = _with_end_of_assistance(rng, df_by_grant)
    df, df_by_grant = with_earlier_grants(rng.spawn(1)[0], df, df_by_grant, conditioned=not free)
    df["pnr"] = person_numbers(rng, df["birth_date"])
    return df, _with_kinds(df_by_grant, df.set_index("person"))


def _with_kinds(df_by_grant: pd.DataFrame, of_person: pd.DataFrame) -> pd.DataFrame:
    """The grants with the person's number, and the type and art of the person's grants of that scheme."""
    df = df_by_grant.assign(pnr=df_by_grant["person"].map(of_person["pnr"]), type=None, art=None)
    for scheme in ("PA", "HM"):
        rows = df["scheme"] == scheme
        for kind in ("type", "art"):
            df.loc[rows, kind] = df.loc[rows, "person"].map(of_person[f"{scheme.lower()}_{kind}"])
    return df


def fieldwork(rng: np.random.Generator, drawn: Lives, df_by_grant: pd.DataFrame, condition: bool) -> Registers:
    """What the mapping collected in the municipalities: criteria of the types, interviews, the national survey."""
    df_by_case = case_municipalities(drawn.df_by_municipality)
    df_by_criteria = criteria(rng, df_by_case, condition)
    schemes = code_list("accounts").set_index("code")["scheme"].to_dict()
    return {
        "municipality_types": _types(df_by_case).merge(df_by_criteria, on="KOMMUNE"),
        "interviews": interviews(rng, df_by_case, df_by_criteria, condition),
        "survey_municipality": survey_municipality(
            rng, drawn.df_by_municipality, df_by_grant, drawn.df_by_account, schemes, condition
        ),
    }


def _with_end_of_assistance(rng: np.random.Generator, df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """The grants with `end_date` for personal assistance, which later steps need to know; missing for the others."""
    of_pa = df_by_grant["scheme"] == "PA"
    end = grants.end_dates(rng, df_by_grant.loc[of_pa, "start_date"], "PA", ASSISTANCE_WITHOUT_END).astype(
        "datetime64[s]"
    )
    return df_by_grant.assign(end_date=end.reindex(df_by_grant.index))


def effort_registers(
    rng: np.random.Generator, df_by_person: pd.DataFrame, df_by_grant: pd.DataFrame, tables: Registers
) -> Registers:
    """dfdg_mentor and handic beside the grants that are laid out in `tables`."""
    flags = parallel_overlap.scheme_flags(df_by_person, df_by_grant)
    chosen = parallel_overlap.efforts_at_grant(rng, flags, df_by_person["recruitment"].to_numpy(bool))
    spans = grant_spans(tables)
    of_effort = {effort: pd.Index(df_by_person.loc[chosen[effort], "pnr"]) for effort in chosen}
    return {
        "dfdg_mentor": mentors(rng, spans, of_effort["mentor"]),
        "handic": social_services(rng, spans, of_effort["social_service"]),
    }


def diagnosis_registers(
    rng: np.random.Generator,
    df_by_person: pd.DataFrame,
    df_by_grant: pd.DataFrame,
    df_by_municipality: pd.DataFrame,
    free: bool,
) -> Registers:
    """lpr_adm and lpr_diag of everybody with a grant."""
    df = with_impairments(rng, df_by_person, df_by_municipality["code"].to_numpy(), free)
    df = with_double(rng, df, parallel_overlap.scheme_flags(df, df_by_grant))
    return dict(hospital_registers(rng, df))


def _persons(df_by_person_scheme: pd.DataFrame) -> pd.DataFrame:
    """df_by_person: PA's states lead for who has both; `schemes` says which the person has, grants_pa how many."""
    df = df_by_person_scheme.sort_values(["person", "scheme"], ascending=[True, False], kind="stable")
    lead = df.drop_duplicates("person").rename(columns={"scheme": "lead_scheme", "start_date": "first_date"})
    both = lead["both"].to_numpy()
    counts = df.pivot(index="person", columns="scheme", values="grants").reindex(lead["person"]).fillna(0).astype(int)
    grants_by_scheme = {f"grants_{scheme.lower()}": counts[scheme].to_numpy() for scheme in ("PA", "HM")}
    schemes = np.where(both, "PA+HM", lead["lead_scheme"])
    return lead.assign(schemes=schemes, **grants_by_scheme).reset_index(drop=True)


def case_municipalities(df_by_municipality: pd.DataFrame) -> pd.DataFrame:
    """The 20 case municipalities with the band of their usage rate, which the survey is split by."""
    df = df_by_municipality[df_by_municipality["strategy"].notna()].reset_index(drop=True)
    return df.assign(usage_band=usage_band(df["usage_rate_2019_pct"]))


def _types(df_by_case: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "KOMMUNE": df_by_case["code"],
            "STRATEGI": df_by_case["strategy"],
            "ORGANISERING": df_by_case["organisation"],
            "MEDARBEJDERE": df_by_case["code"].map(staff_counts(df_by_case).set_index("code")["staff"]),
        }
    )
