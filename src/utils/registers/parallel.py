"""Efforts beside the grants, by DuckDB from DFDG, HANDIC and DREAM (K21 5.3.3, Tabel 16; 5.4)."""

from collections.abc import Mapping

import duckdb
import pandas as pd

from utils.registers.codelists import code_list
from utils.registers.connection import quiet_connection
from utils.registers.dream import WEEKS_BEFORE, week_columns
from utils.registers.population import FIRST_DAY, LAST_DAY
from utils.registers.reading import scan
from utils.registers.sources import Source

EFFORT_COLUMNS = {"pnr": "str", "scheme": "str", "effort": "str", "at_the_same_time": "bool"}
EARLIER_COLUMNS = {"pnr": "str", "scheme": "str", "weeks_known": "int64", "effort_weeks": "int64"}
EFFORTS = {
    "dfdg_mentor": "SELECT PNR AS pnr, 'mentor' AS effort, STARTDATO AS first, SLUTDATO AS last FROM {table}",
    "handic": "SELECT PNR AS pnr, 'SEL' AS effort, YDELSE_START AS first, YDELSE_SLUT AS last FROM {table} "
    "WHERE MODT_YDELSE_KODE IN (SELECT code FROM service_codes)",
}
# The studied grants look back from 2018–2019, so weeks of ISO years 2017–2019 are all that is asked for.
WEEKS = week_columns(2017, 2019)
FIRST_MONDAY = "2017-01-02"


def efforts(sources: Mapping[str, Source], df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_person_effort: pnr, scheme, effort, at_the_same_time; persons with a studied grant and another effort.

    A studied grant is one with start_date in 2018–2019. effort: another scheme of which the person has a studied
    grant ("PA", "HM", "IB"), "mentor" (a course in DFDG) or "SEL" (a service in HANDIC whose code is in the code list
    modt_ydelse_kode). at_the_same_time: some period of the effort has at least one day in common with a studied grant
    of the scheme, both ends counted; a missing end date still runs. No row for an effort that a person never had.
    """
    studied = df_by_grant[df_by_grant["start_date"].between(FIRST_DAY, LAST_DAY)]
    held = [name for name in EFFORTS if name in sources]
    with quiet_connection() as connection:
        connection.register("service_codes", code_list("modt_ydelse_kode")[["code"]])
        connection.register("studied", studied[["pnr", "scheme", "start_date", "end_date"]])
        parts = ["SELECT pnr, scheme AS effort, start_date AS first, end_date AS last FROM studied"]
        parts += [EFFORTS[name].format(table=scan(name, sources)) for name in held]
        df = connection.execute(
            f"""
            SELECT g.pnr, g.scheme, e.effort, bool_or(e.first <= coalesce(g.end_date, DATE '9999-12-31')
                       AND coalesce(e.last, DATE '9999-12-31') >= g.start_date) AS at_the_same_time
            FROM studied g JOIN ({" UNION ALL ".join(parts)}) e ON e.pnr = g.pnr AND e.effort <> g.scheme
            GROUP BY ALL ORDER BY ALL
            """
        ).df()
    return df.astype(EFFORT_COLUMNS)


def earlier_efforts(sources: Mapping[str, Source], df_by_grant: pd.DataFrame) -> pd.DataFrame:
    """df_by_person_earlier_effort: pnr, scheme (PA, HM), weeks_known, effort_weeks; a row a person and scheme in DREAM.

    The 52 ISO weeks before the week of the first studied grant of the scheme: how many of them the extract holds, and
    how many have a benefit code of the code list dream_effort (activation: guidance, company trainee, wage subsidy,
    education). The week of the grant itself does not count.
    """
    studied = df_by_grant["start_date"].between(FIRST_DAY, LAST_DAY) & df_by_grant["scheme"].isin(["PA", "HM"])
    first = df_by_grant[studied].drop_duplicates(["scheme", "pnr"])  # sorted by start_date
    if "dream" not in sources or first.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in EARLIER_COLUMNS.items()})
    with quiet_connection() as connection:
        connection.register("first_grants", first[["pnr", "scheme", "start_date"]])
        connection.register("effort_codes", code_list("dream_effort")[["code"]])
        weeks = _load_weeks(connection, scan("dream", sources))
        connection.register("weeks", weeks)
        df = connection.execute(
            f"""
            WITH asked AS (
                SELECT f.pnr, f.scheme, w.name FROM first_grants f JOIN weeks w
                ON w.monday < date_trunc('week', f.start_date)
                AND w.monday >= date_trunc('week', f.start_date) - INTERVAL ({7 * WEEKS_BEFORE}) DAY
            )
            SELECT a.pnr, a.scheme, count(*) AS weeks_known, count(h.PNR) AS effort_weeks
            FROM asked a LEFT JOIN hits h ON h.PNR = a.pnr AND h.week = a.name
            WHERE a.pnr IN (SELECT PNR FROM people) GROUP BY ALL ORDER BY ALL
            """
        ).df()
    return df.astype(EARLIER_COLUMNS)


def _load_weeks(connection: duckdb.DuckDBPyConnection, dream: str) -> pd.DataFrame:
    """Tables people and hits (PNR, week) of effort codes; name and Monday of each week column that there is."""
    held = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {dream}").fetchall()]
    mondays = dict(zip(WEEKS, pd.date_range(FIRST_MONDAY, periods=len(WEEKS), freq="7D"), strict=True))
    names = [name for name in held if name in mondays]
    listed = ", ".join(f'"{name}"' for name in names)
    chosen = f", {listed}" if names else ""
    connection.execute(
        f"CREATE TEMP TABLE people AS SELECT PNR{chosen} FROM {dream} WHERE PNR IN (SELECT pnr FROM first_grants)"
    )
    if names:
        connection.execute(
            f"""CREATE TEMP TABLE hits AS SELECT PNR, week FROM (UNPIVOT people ON {listed} INTO NAME week VALUE code)
                WHERE code IN (SELECT code FROM effort_codes)"""
        )
    else:
        connection.execute("CREATE TEMP TABLE hits (PNR VARCHAR, week VARCHAR)")
    return pd.DataFrame({"name": names, "monday": [mondays[name] for name in names]}).astype(
        {"name": "str", "monday": "datetime64[ns]"}
    )
