"""The names of the registers that an extract may hold, known without loading their schemas."""

from typing import Final

REGISTERS: Final = (
    "dfdg_pa",
    "dfdg_hm",
    "dfdg_mentor",
    "dfdg_ib",
    "dream",
    "befk",
    "ind",
    "udda",
    "handic",
    "lpr_adm",
    "lpr_diag",
    "survey_staff",
    "survey_municipality",
    "case_files",
    "interviews",
    "municipality_conditions",
    "municipality_accounts",
    "municipality_full_time_persons",
    "municipality_types",
)
