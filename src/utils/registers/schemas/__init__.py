"""The data dictionary: one pandera model a register, by the name of its file."""

import pandera.pandas as pa

from utils.registers.schemas import dfdg, dream, fieldwork, monitoring, municipality, statistics_denmark, survey

SCHEMAS: dict[str, type[pa.DataFrameModel]] = {
    "dfdg_pa": dfdg.PersonalAssistance,
    "dfdg_hm": dfdg.Aids,
    "dfdg_mentor": dfdg.Mentor,
    "dfdg_ib": dfdg.Icebreaker,
    "dream": dream.Dream,
    "befk": statistics_denmark.Population,
    "ind": statistics_denmark.Income,
    "udda": statistics_denmark.Education,
    "handic": statistics_denmark.SocialServices,
    "lpr_adm": statistics_denmark.HospitalContacts,
    "lpr_diag": statistics_denmark.Diagnoses,
    "survey_staff": survey.SurveyStaff,
    "survey_municipality": survey.SurveyMunicipality,
    "case_files": fieldwork.CaseFiles,
    "interviews": fieldwork.Interviews,
    "municipality_conditions": municipality.Conditions,
    "municipality_accounts": municipality.Accounts,
    "municipality_full_time_persons": municipality.FullTimePersons,
    "municipality_types": municipality.Types,
}
# Files that a user brings beside the registers; no part of an extract.
USER_FILES: dict[str, type[pa.DataFrameModel]] = {"monitorering": monitoring.MonitoringSeries}
