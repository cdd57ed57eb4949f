import duckdb
import pandas as pd
import pytest

from utils.errors import HkoError
from utils.registers.reading import read, scan

INCOME = "\ufeffpnr;aar;Perindkp;andet\n0161600001;2018;1234,5;x\n0161600002;2018;;y\n0161600003;2019;-300;\n"


def test_a_csv_comes_out_with_canonical_names_and_types(csv):
    df_by_person_year = read("ind", csv("ind", INCOME))
    expected = pd.DataFrame(
        {
            "PNR": ["0161600001", "0161600002", "0161600003"],
            "AAR": [2018, 2018, 2019],
            "PERINDKP": [1234.5, float("nan"), -300.0],
        }
    )
    pd.testing.assert_frame_equal(df_by_person_year, expected)


def test_columns_are_chosen_by_canonical_name(csv):
    df_by_person_year = read("ind", csv("ind", INCOME), ["PERINDKP", "PNR"])
    assert list(df_by_person_year.columns) == ["PERINDKP", "PNR"]


def test_a_csv_and_a_parquet_file_with_the_same_content_read_the_same(csv, parquet):
    from_csv = read("handic", csv("handic", "PNR;MODT_YDELSE_KODE;YDELSE_START;YDELSE_SLUT\n"
                                            "0161600001;097;2018-01-31;\n"))  # fmt: skip
    df_by_period = pd.DataFrame(
        {
            "pnr": ["0161600001"],
            "modt_ydelse_kode": ["097"],
            "ydelse_start": [pd.Timestamp("2018-01-31").date()],
            "ydelse_slut": pd.Series([None], dtype="datetime64[us]"),
        }
    )
    from_parquet = read("handic", parquet("handic", df_by_period))
    pd.testing.assert_frame_equal(from_csv, from_parquet)
    assert from_csv["MODT_YDELSE_KODE"].tolist() == ["097"]
    assert str(from_csv["YDELSE_START"].dtype) == "datetime64[ns]"
    assert from_csv["YDELSE_SLUT"].isna().tolist() == [True]


def test_whole_numbers_that_may_be_missing_are_nullable(parquet):
    df_by_person = pd.DataFrame(
        {
            "PNR": ["0161600001", "0161600002"],
            "FOEDDT": pd.to_datetime(["1960-01-01", "1961-01-01"]),
            "NYKOM2018": [101.0, None],
            "Y_1801": ["130", ""],
            "ALDER": [1, 2],
        }
    )
    read_back = read("dream", parquet("dream", df_by_person))
    assert list(read_back.columns) == ["PNR", "FOEDDT", "nykom2018", "y_1801"]
    assert read_back["nykom2018"].dtype == "Int64"
    assert read_back["nykom2018"].tolist() == [101, pd.NA]
    assert read_back["y_1801"].isna().tolist() == [False, True]


def test_criteria_of_the_municipality_types_are_read_along(csv):
    text = "KOMMUNE;STRATEGI;ORGANISERING;MEDARBEJDERE;Beskaeftigelsesplan\n707;proaktiv;specialiseret team;120;1\n"
    df_by_case_municipality = read("municipality_types", csv("municipality_types", text))
    assert df_by_case_municipality.iloc[0].to_dict() == {
        "KOMMUNE": 707, "STRATEGI": "proaktiv", "ORGANISERING": "specialiseret team", "MEDARBEJDERE": 120,
        "beskaeftigelsesplan": 1,
    }  # fmt: skip


def test_a_scan_is_a_table_expression_with_the_same_names_and_types(csv):
    expression = scan("ind", csv("ind", INCOME))
    with duckdb.connect() as connection:
        names = connection.execute(f"DESCRIBE FROM {expression}").fetchall()
        total = connection.execute(f"SELECT sum(PERINDKP) FROM {expression} WHERE AAR = 2018").fetchall()
    assert [(row[0], row[1]) for row in names] == [
        ("PNR", "VARCHAR"),
        ("AAR", "BIGINT"),
        ("PERINDKP", "DOUBLE"),
    ]
    assert total == [(1234.5,)]


def test_weeks_can_be_unpivoted_from_a_scan(parquet):
    df_by_person = pd.DataFrame({"PNR": ["0161600001"], "FOEDDT": [pd.Timestamp("1960-01-01")]})
    df_by_person = df_by_person.assign(y_1801="130", y_1802=None, Y_1803="771").astype({"y_1802": "str"})
    expression = scan("dream", parquet("dream", df_by_person))
    query = f"FROM (UNPIVOT (SELECT PNR, COLUMNS('^y_') FROM {expression}) ON COLUMNS('^y_') INTO NAME w VALUE code)"
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [
            ("0161600001", "y_1801", "130"),
            ("0161600001", "y_1803", "771"),
        ]


def test_a_quote_in_the_path_does_no_harm(tmp_path, csv):
    source = csv("ind", INCOME)["ind"]
    moved = source.path.rename(tmp_path / "ind'kopi.csv")
    assert len(read("ind", {"ind": type(source)("ind", moved, "csv", "register")})) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            INCOME.replace("1234,5", "1234.5"),
            "Registret ind kan ikke læses; kør «hko data check» for at se fejlene.",
        ),
        (
            INCOME.replace("2018", "2.018"),
            "Registret ind kan ikke læses; kør «hko data check» for at se fejlene.",
        ),
        (INCOME.replace("aar", "year"), "Registret ind (ind.csv) mangler kolonnen AAR."),
    ],
)
def test_a_file_that_does_not_fit_is_not_read(csv, text, message):
    with pytest.raises(HkoError) as caught:
        read("ind", csv("ind", text))
    assert str(caught.value) == message


def test_codes_stored_as_numbers_are_refused_because_their_zeros_are_gone(parquet):
    df_by_person_year = pd.DataFrame({"PNR": [161600001], "AAR": [2018], "PERINDKP": [1.0]})
    with pytest.raises(HkoError, match=r"Registret ind \(ind.parquet\): PNR skal være tekst"):
        read("ind", parquet("ind", df_by_person_year))


def test_a_register_that_is_not_given_and_a_file_that_is_not_there(csv):
    sources = csv("ind", INCOME)
    with pytest.raises(HkoError, match="Registret udda mangler"):
        read("udda", sources)
    sources["ind"].path.unlink()
    with pytest.raises(HkoError, match=r"Registret ind \(.*ind.csv\) kan ikke læses: filen findes ikke"):
        scan("ind", sources)
