"""The study frames, by DuckDB from grants, DREAM and Statistics Denmark (K21 9.1, 9.3; design.md 4.2–4.4)."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from utils.errors import HkoError
from utils.registers.codelists import code_list
from utils.registers.connection import quiet_connection
from utils.registers.dream import BASELINE_MONTHS, HOURS_PER_MONTH, OUTCOME_MONTHS
from utils.registers.reading import scan
from utils.registers.sources import Source

GRANT_REGISTERS = ("dfdg_pa", "dfdg_hm", "dfdg_ib")
NEEDED = (*GRANT_REGISTERS, "dream")
FIRST_DAY, LAST_DAY = "2018-01-01", "2019-12-31"
ICEBREAKER_LAST_DAY = "2020-12-31"  # K21 5.7 describes those with the icebreaker in 2018–2020

GRANTS = """
    SELECT PNR AS pnr, 'PA' AS scheme, ID AS id, STARTDATO AS start_date, SLUTDATO AS end_date,
           PATYPE AS type, ARTTYPE AS art, NULL AS ownership FROM {dfdg_pa}
    UNION ALL SELECT PNR, 'HM', ID, STARTDATO, SLUTDATO, TYPE, ART, EJERSKAB FROM {dfdg_hm}
    UNION ALL SELECT PNR, 'IB', ID, LOENTILSKUD_START, LOENTILSKUD_SLUT, NULL, NULL, NULL FROM {dfdg_ib}
"""


def require(sources: Mapping[str, Source]) -> None:
    """Raises HkoError naming the registers without which there is no population."""
    absent = [name for name in NEEDED if name not in sources]
    if absent:
        raise HkoError(f"Registrene {', '.join(absent)} mangler; uden dem er der ingen population at regne på.")


def grants(sources: Mapping[str, Source]) -> pd.DataFrame:
    """df_by_grant: every grant and regrant of PA, HM and IB in the extract, whatever its year.

    pnr, scheme, id, start_date, end_date (missing: not limited), year, municipality (nykom of the year of
    start_date, missing where DREAM has none), benefit_code (week of start_date, empty: no benefit, missing: not
    in DREAM), benefit_group, purpose ("retention", "recruitment"), type, art, ownership (aids: "lån", "eje"),
    duration_weeks (end − start in weeks; the end date itself is not counted).
    """
    with quiet_connection() as connection:
        _load(connection, sources)
        df_by_grant = connection.execute(
            """
            SELECT g.pnr, g.scheme, g.id, g.start_date, g.end_date, year(g.start_date) AS year, r.municipality,
                   CASE WHEN p.PNR IS NOT NULL AND w.name IS NOT NULL THEN coalesce(b.code, '') END AS benefit_code,
                   g.type, g.art, g.ownership, (g.end_date - g.start_date) / 7.0 AS duration_weeks
            FROM grants g
            LEFT JOIN people p ON p.PNR = g.pnr
            LEFT JOIN week_names w ON w.name = g.week
            LEFT JOIN benefits b ON b.PNR = g.pnr AND lower(b.week) = g.week
            LEFT JOIN residences r ON r.PNR = g.pnr AND lower(r.name) = 'nykom' || year(g.start_date)
            ORDER BY g.scheme, g.start_date, g.id
            """
        ).df()
    return _with_benefit_groups(df_by_grant)


def persons(sources: Mapping[str, Source], df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_person_scheme: first grant of PA and HM with start_date in 2018–2019 (design.md 4.2).

    The columns of the grant; baseline_hours and outcome_hours = paid hours in the month before and in the third
    month after (0: no job, missing: a job of unknown hours, or DREAM does not hold the person or month); gender
    ("mand", "kvinde"), age, education, education_level, income_dkk (year before), industry and sector (month of
    the grant, missing without a job).
    """
    return _described(sources, df_by_grant, ("PA", "HM"), LAST_DAY)


def icebreaker_persons(sources: Mapping[str, Source], df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_icebreaker_person: first grant of IB with start_date in 2018–2020, the columns of `persons`."""
    return _described(sources, df_by_grant, ("IB",), ICEBREAKER_LAST_DAY)


def _described(
    sources: Mapping[str, Source], df_by_grant: pd.DataFrame, schemes: tuple[str, ...], last_day: str
) -> pd.DataFrame:
    """The first grant of each person and scheme from 2018 to the last day, with hours and background."""
    period = df_by_grant["start_date"].between(FIRST_DAY, last_day) & df_by_grant["scheme"].isin(schemes)
    first = df_by_grant[period].drop_duplicates(["scheme", "pnr"])  # sorted by start_date
    with quiet_connection() as connection:
        connection.register("first_grants", first[["pnr", "scheme", "id", "start_date"]])
        _load_months(connection, sources)
        df = first.merge(_hours(connection), on=["pnr", "scheme"]).merge(
            _background(connection, sources), on=["pnr", "scheme"]
        )
    return _with_groups(df)


def _load(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Temporary tables: grants with their week, and of DREAM only the persons and columns they ask for."""
    union = GRANTS.format(**{name: scan(name, sources) for name in GRANT_REGISTERS})
    connection.execute(
        f"""
        CREATE TEMP TABLE grants AS SELECT *,
            printf('y_%02d%02d', isoyear(start_date) % 100, week(start_date)) AS week FROM ({union});
        """
    )
    dream = scan("dream", sources)
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {dream}").fetchall()]
    asked = {row[0] for row in connection.execute("SELECT DISTINCT week FROM grants").fetchall()}
    weeks = [name for name in names if name.lower() in asked]
    years = {row[0] for row in connection.execute("SELECT DISTINCT year(start_date) FROM grants").fetchall()}
    residences = [name for name in names if name.lower() in {f"nykom{year}" for year in years}]
    chosen = ", ".join(f'"{name}"' for name in ["PNR", *weeks, *residences])
    connection.execute(
        f"CREATE TEMP TABLE people AS SELECT {chosen} FROM {dream} WHERE PNR IN (SELECT pnr FROM grants)"
    )
    connection.execute("CREATE TEMP TABLE week_names (name VARCHAR)")
    for week in weeks:
        connection.execute("INSERT INTO week_names VALUES (?)", [week.lower()])
    _unpivot(connection, "benefits", "people", weeks, "week", "code", "VARCHAR")
    _unpivot(connection, "residences", "people", residences, "name", "municipality", "INTEGER")


def _unpivot(
    connection: duckdb.DuckDBPyConnection, target: str, table: str, columns: list[str], name: str, value: str, kind: str
) -> None:
    """A long table PNR, name, value of the columns; missing values have no row."""
    if not columns:
        connection.execute(f"CREATE TEMP TABLE {target} (PNR VARCHAR, {name} VARCHAR, {value} {kind})")
        return
    listed = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"""CREATE TEMP TABLE {target} AS
            UNPIVOT (SELECT PNR, {listed} FROM {table}) ON {listed} INTO NAME {name} VALUE {value}"""
    )


def _load_months(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Long tables grad, branche and virkform of the persons and months that the first grants ask for."""
    connection.execute(
        f"""
        CREATE TEMP TABLE asked AS SELECT pnr, scheme, id, start_date,
            strftime(start_date + INTERVAL ({BASELINE_MONTHS}) MONTH, '%Y_%m') AS baseline,
            strftime(start_date, '%Y_%m') AS granted,
            strftime(start_date + INTERVAL ({OUTCOME_MONTHS}) MONTH, '%Y_%m') AS outcome
        FROM (SELECT * REPLACE (date_trunc('month', start_date) AS start_date) FROM first_grants);
        """
    )
    dream = scan("dream", sources)
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {dream}").fetchall()]
    months = {
        row[0]
        for row in connection.execute(
            "SELECT baseline FROM asked UNION SELECT granted FROM asked UNION SELECT outcome FROM asked"
        ).fetchall()
    }
    chosen = {
        field: [name for name in names if name.lower().removeprefix(f"{field}_") in months
                and name.lower().startswith(f"{field}_")]
        for field in ("grad", "branche", "virkform")
    }  # fmt: skip
    listed = ", ".join(
        f'"{name}"' for name in ["PNR", "FOEDDT", *(column for columns in chosen.values() for column in columns)]
    )
    connection.execute(
        f"CREATE TEMP TABLE people AS SELECT {listed} FROM {dream} WHERE PNR IN (SELECT pnr FROM first_grants)"
    )
    connection.execute("CREATE TEMP TABLE month_names (name VARCHAR)")
    for name in chosen["grad"]:
        connection.execute("INSERT INTO month_names VALUES (?)", [name.lower().removeprefix("grad_")])
    for field, columns in chosen.items():
        _unpivot(
            connection, f"long_{field}", "people", columns, "name", "value", "DOUBLE" if field == "grad" else "VARCHAR"
        )
        connection.execute(
            f"CREATE TEMP VIEW {field} AS SELECT PNR, replace(lower(name), '{field}_', '') AS month, value "
            f"FROM long_{field}"
        )


def _hours(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Hours a month by person and scheme: grad × 160.33; no job 0; a job without grad, or no such month, missing."""
    parts = []
    for moment in ("baseline", "outcome"):
        parts.append(
            f"""CASE WHEN p.PNR IS NULL OR n_{moment}.name IS NULL THEN NULL
                     WHEN g_{moment}.value IS NOT NULL THEN g_{moment}.value * {HOURS_PER_MONTH}
                     WHEN b_{moment}.value IS NULL THEN 0.0 END AS {moment}_hours"""
        )
    joins = "\n".join(
        f"""LEFT JOIN month_names n_{moment} ON n_{moment}.name = a.{moment}
            LEFT JOIN grad g_{moment} ON g_{moment}.PNR = a.pnr AND g_{moment}.month = a.{moment}
            LEFT JOIN branche b_{moment} ON b_{moment}.PNR = a.pnr AND b_{moment}.month = a.{moment}"""
        for moment in ("baseline", "outcome")
    )
    return connection.execute(
        f"SELECT a.pnr, a.scheme, {', '.join(parts)} FROM asked a LEFT JOIN people p ON p.PNR = a.pnr {joins}"
    ).df()


def _background(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Background by person and scheme, of the year before the grant; registers that are missing give missing."""
    fields = {"befk": "KOEN", "ind": "PERINDKP", "udda": "HFAUDD"}
    selected, joins = [], []
    for register, field in fields.items():
        if register in sources:
            selected.append(f"{register}.{field} AS {field}")
            joins.append(
                f"LEFT JOIN {scan(register, sources)} {register} "
                f"ON {register}.PNR = f.pnr AND {register}.AAR = year(f.start_date) - 1"
            )
        else:
            selected.append(f"NULL AS {field}")
    return connection.execute(
        f"""
        SELECT f.pnr, f.scheme, {", ".join(selected)}, date_diff('year', p.FOEDDT, f.start_date)
                   - CAST(strftime(f.start_date, '%m%d') < strftime(p.FOEDDT, '%m%d') AS INTEGER) AS age,
               b.value AS branche, v.value AS virkform
        FROM first_grants f {" ".join(joins)}
        JOIN asked a ON a.pnr = f.pnr AND a.scheme = f.scheme
        LEFT JOIN people p ON p.PNR = f.pnr
        LEFT JOIN branche b ON b.PNR = f.pnr AND b.month = a.granted
        LEFT JOIN virkform v ON v.PNR = f.pnr AND v.month = a.granted
        """
    ).df()


def _with_benefit_groups(df_by_grant: pd.DataFrame) -> pd.DataFrame:
    codes = code_list("dream_benefit").set_index("code")
    df = df_by_grant.assign(
        municipality=df_by_grant["municipality"].astype("Int64"),
        benefit_group=df_by_grant["benefit_code"].map(codes["benefit_group"]),
        purpose=df_by_grant["benefit_code"].map(codes["purpose"]),
    )
    return df.assign(purpose=df["purpose"].where(df["purpose"] != ""))


def _with_groups(df_by_person_scheme: pd.DataFrame) -> pd.DataFrame:
    """Register codes as the groups of Tabel 13, by the code lists."""
    df = df_by_person_scheme
    education = code_list("hfaudd").set_index("code")
    level = df["HFAUDD"].astype("string").str[:2]
    industry = code_list("branche").set_index("code")["group"]
    sector = code_list("virkform").set_index("code")["group"]
    return df.assign(
        gender=df["KOEN"].map({1: "mand", 2: "kvinde"}),
        education=level.map(education["group"]),
        education_level=level.map(education["level"]),
        income_dkk=df["PERINDKP"].astype(float),
        industry=df["branche"].astype("string").str[:2].map(industry),
        sector=df["virkform"].astype("string").map(sector),
    ).drop(columns=["KOEN", "PERINDKP", "HFAUDD", "branche", "virkform"])
