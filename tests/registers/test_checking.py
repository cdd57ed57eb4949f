import pandas as pd
import pytest

from utils.errors import HkoError
from utils.registers.checking import check, problems
from utils.registers.sources import Source

ASSISTANCE = (
    "PNR;ID;STARTDATO;SLUTDATO;TIMER_PR_UGE;MINUTTER_PR_UGE;PATYPE;ARTTYPE;TIMEPRIS;TIMEPRIS_TYPE;"
    "OEVRIGE_UDGIFTER;OEVRIGE_UDGIFTER_TYPE\n"
)
GOOD = "0161600001;1;2018-03-01;2018-05-01;10;30;Andet;Ledig;150,5;fast;;\n"
INCOME = "PNR;AAR;PERINDKP\n"


def told(sources) -> list[tuple[str, int | None, str]]:
    """Column, row and problem of each line."""
    df_by_problem = problems(sources)
    rows = [None if pd.isna(row) else int(row) for row in df_by_problem["row"]]
    return list(zip(df_by_problem["column"], rows, df_by_problem["problem"], strict=True))


def test_a_good_register_has_no_problems(csv):
    sources = csv("dfdg_pa", ASSISTANCE + GOOD)
    assert told(sources) == []
    check(sources)


def test_all_faults_of_all_registers_are_told_at_once_with_file_column_and_row(csv):
    bad = "0161600002;2;2018-02-30;;ti;61;Andt;Ledig;150.5;fast;1.234,5;\n"
    sources = csv("dfdg_pa", ASSISTANCE.replace(";ARTTYPE", ";ART") + GOOD + bad) | csv("ind", "PNR;AAR\n")
    with pytest.raises(HkoError) as caught:
        check(sources)
    pa, ind = sources["dfdg_pa"].path, sources["ind"].path
    types = (
        "Fysisk aflastning; Strukturering og/eller kvalitetssikring af arbejde; Andet; Særlig personlig støtte; "
        "Tegnsprogstolkning; Fastholdelse i opgaven; Sekretærarbejde; Oplæsning og/eller forklaring af tekst; "
        "Føre bil i arbejdstiden; Introduktion til nye opgaver"
    )
    point = "har punktum; skriv decimaler med komma og tusinder uden skilletegn"
    assert str(caught.value).splitlines() == [
        "Registrene har fejl; intet er skrevet.",
        f"dfdg_pa ({pa}), kolonne ARTTYPE: kolonnen mangler.",
        f"dfdg_pa ({pa}), kolonne STARTDATO, række 2: «2018-02-30» er en dato, der ikke findes.",
        f"dfdg_pa ({pa}), kolonne TIMER_PR_UGE, række 2: «ti» er ikke et helt tal.",
        f"dfdg_pa ({pa}), kolonne MINUTTER_PR_UGE, række 2: «61» er større end 59.",
        f"dfdg_pa ({pa}), kolonne PATYPE, række 2: «Andt» er ikke tilladt; tilladt er {types}.",
        f"dfdg_pa ({pa}), kolonne TIMEPRIS, række 2: «150.5» {point}.",
        f"dfdg_pa ({pa}), kolonne OEVRIGE_UDGIFTER, række 2: «1.234,5» {point}.",
        f"ind ({ind}), kolonne PERINDKP: kolonnen mangler.",
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("01-02-2018", "", ("STARTDATO", 1, "«01-02-2018» er ikke en dato (ÅÅÅÅ-MM-DD)")),
        ("2019-02-29", "", ("STARTDATO", 1, "«2019-02-29» er en dato, der ikke findes")),
        ("1899-12-31", "", ("STARTDATO", 1, "«1899-12-31» ligger uden for årene 1900-2100")),
        ("2018-01-01", "2101-01-01", ("SLUTDATO", 1, "«2101-01-01» ligger uden for årene 1900-2100")),
        ("2018-01-02", "2018-01-01", ("SLUTDATO", 1, "«2018-01-01» ligger før STARTDATO")),
        ("", "2018-01-01", ("STARTDATO", 1, "værdien mangler")),
    ],
)
def test_impossible_dates(csv, start, end, expected):
    assert told(csv("dfdg_pa", ASSISTANCE + GOOD.replace("2018-03-01;2018-05-01", f"{start};{end}"))) == [expected]


def test_an_end_on_the_day_of_the_start_is_in_order(csv):
    assert told(csv("dfdg_pa", ASSISTANCE + GOOD.replace("2018-05-01", "2018-03-01"))) == []


def test_identifiers_are_masked_wherever_they_stand(csv):
    rows = "016160-0001;2018;0161600001\n0161600002;0161600003;1,5\n"
    text = " ".join(problem for _, _, problem in told(csv("ind", INCOME + rows)))
    assert "*** skal være 10 cifre" in text
    assert "(skjult: et muligt personnummer) er større end 2100" in text
    assert "01616" not in text


def test_a_duplicate_id_and_a_duplicate_person_year(csv):
    assert told(csv("dfdg_pa", ASSISTANCE + GOOD * 3)) == [
        ("ID", 2, "ID står allerede i række 1"),
        ("ID", 3, "ID står allerede i række 1"),
    ]
    same_year = "0161600001;2018;1\n0161600001;2019;1\n0161600002;2018;1\n0161600001;2018;2\n"
    assert told(csv("ind", INCOME + same_year)) == [("AAR", 4, "PNR og AAR står allerede i række 1")]


def test_ten_rows_are_listed_and_the_rest_counted(csv):
    # 1,250 rows without income: rows 1-10 are listed, 1,240 are left.
    rows = "".join(f"{number:010d};2018;\n" for number in range(1250))
    found = told(csv("ind", INCOME + rows))
    assert found[:10] == [("PERINDKP", row, "værdien mangler") for row in range(1, 11)]
    assert found[10:] == [("PERINDKP", None, "… og 1.240 rækker mere")]


def test_one_row_more_than_ten_is_told_in_the_singular(csv):
    rows = "".join(f"{number:010d};2018;\n" for number in range(11))
    assert told(csv("ind", INCOME + rows))[-1] == ("PERINDKP", None, "… og 1 række mere")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("101", []),
        ("411", []),  # Christiansø
        ("0", []),  # not known
        ("100", [("KOM", 1, "kommunekoden «100» findes ikke")]),
        ("707,5", [("KOM", 1, "«707,5» er ikke et helt tal")]),
    ],
)
def test_municipality_codes(csv, code, expected):
    assert told(csv("befk", f"PNR;AAR;KOEN;KOM;REG\n0161600001;2018;1;{code};1082\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INCOME.replace(";", ","), "kolonnerne er ikke adskilt af semikolon; brug semikolon mellem kolonner og komma i tal"),
        ("", "filen er tom; første linje skal være kolonnernes navne"),
        ("PNR;pnr;AAR\n", "første linje har navne flere gange eller tomme navne: PNR, pnr"),
    ],
)  # fmt: skip
def test_a_csv_whose_first_line_is_wrong(csv, text, expected):
    assert told(csv("ind", text)) == [("", None, expected)]


def test_files_that_are_not_what_they_should_be(csv, parquet):
    latin = csv("udda", "PNR;AAR;HFAUDD\n0161600001;2018;ø\n", "latin-1")
    assert told(latin) == [
        ("", 1, "rækken er ikke i UTF-8; gem filen som «CSV UTF-8»"),
        ("", None, "filens værdier er ikke kontrolleret; ret først rækkerne ovenfor"),
    ]
    utf16 = csv("ind", INCOME, "utf-16")
    assert told(utf16) == [("", None, "filen er ikke en tekstfil i UTF-8; gem den som «CSV UTF-8»")]
    no_parquet = parquet("handic", pd.DataFrame({"PNR": ["1"]}))
    no_parquet["handic"].path.write_text("PNR;AAR\n", encoding="utf-8")
    assert told(no_parquet) == [("", None, "filen er ikke en Parquet-fil, eller den er beskadiget")]
    no_parquet["handic"].path.unlink()
    assert told(no_parquet) == [("", None, "filen findes ikke")]


def test_rows_that_cannot_be_split_do_not_hide_the_others_or_move_their_numbers(csv):
    rows = "0161600001;2018;1\n0161600002;2018\n0161600003;2018;x\n0161600004;2018;1;2\n0161600005;2018;y\n"
    assert told(csv("ind", INCOME + rows)) == [
        ("", 2, "rækken har færre felter end første linje"),
        ("", 4, "rækken har flere felter end første linje"),
        ("PERINDKP", 3, "«x» er ikke et tal"),
        ("PERINDKP", 5, "«y» er ikke et tal"),
    ]


def test_parquet_types(parquet):
    df_by_municipality = pd.DataFrame({"KOMMUNE": [101.0, None, 147.5], "RAMMEVILKAAR_RANG": ["1", "2", "tre"]})
    assert told(parquet("municipality_conditions", df_by_municipality)) == [
        ("KOMMUNE", 3, "«147,5» er ikke et helt tal"),
        ("KOMMUNE", 2, "værdien mangler"),
        ("RAMMEVILKAAR_RANG", 3, "«tre» er ikke et helt tal"),
    ]
    df_by_person_year = pd.DataFrame({"PNR": [161600001], "AAR": [2018], "PERINDKP": [True]})
    assert told(parquet("ind", df_by_person_year)) == [
        ("PNR", None, "kolonnen skal være tekst, men er gemt som BIGINT"),
        ("PERINDKP", None, "kolonnen skal være tal, men er gemt som BOOLEAN"),
    ]


def dream(**columns) -> pd.DataFrame:
    return pd.DataFrame({"PNR": ["0161600001"], "FOEDDT": [pd.Timestamp("1960-01-01")]}).assign(**columns)


def test_dream_needs_the_columns_that_the_grants_ask_for(csv, parquet):
    columns = {"branche_2018_02": "841100", "branche_2018_03": "841100", "branche_2018_06": "841100",
               "grad_2018_02": 1.0, "grad_2018_06": 0.5, "virkform_2018_03": "250", "y_1809": "130"}  # fmt: skip
    sources = parquet("dream", dream(**columns)) | csv("dfdg_pa", ASSISTANCE + GOOD)
    assert told(sources) == [("nykom2018", None, "kolonnen mangler; bevillingerne har brug for den")]


def test_missing_columns_of_dream_are_counted_beyond_ten(csv, parquet):
    # A grant in each of 1 March 2018 and 1 June 2019: 8 columns each, none of them there: 16, of which 10 are listed.
    second = GOOD.replace(";1;2018-03-01;2018-05-01", ";2;2019-06-01;")
    found = told(parquet("dream", dream()) | csv("dfdg_pa", ASSISTANCE + GOOD + second))
    assert len(found) == 11
    assert found[-1] == ("", None, "… og 6 kolonner mere mangler")


def test_benefit_codes_are_held_against_the_list_in_the_weeks_of_the_grants(csv, parquet):
    columns = {"branche_2018_02": None, "branche_2018_03": None, "branche_2018_06": "84110", "grad_2018_02": None,
               "grad_2018_06": -0.5, "virkform_2018_03": None, "nykom2018": 999, "y_1809": "232", "y_9132": "232",
               "y_1810": "12"}  # fmt: skip
    frame = dream(**columns).astype({"branche_2018_02": "str", "branche_2018_03": "str", "virkform_2018_03": "str"})
    sources = parquet("dream", frame.astype({"grad_2018_02": "float64"})) | csv("dfdg_pa", ASSISTANCE + GOOD)
    assert told(sources) == [
        ("branche_2018_06", 1, "«84110» skal være 6 cifre"),
        ("grad_2018_06", 1, "«-0,5» er mindre end 0"),
        ("nykom2018", 1, "kommunekoden «999» findes ikke"),
        ("y_1810", 1, "«12» skal være 3 cifre"),
        ("y_1809", 1, "koden «232» findes ikke i kodelisten dream_benefit"),
    ]


def test_criteria_of_types_are_zero_or_one(csv):
    head = "KOMMUNE;STRATEGI;ORGANISERING;MEDARBEJDERE;punkt_i_plan\n"
    found = told(csv("municipality_types", head + "707;proaktiv;specialiseret team;120;2\n"))
    assert found == [("punkt_i_plan", 1, "«2» er ikke tilladt; tilladt er 0; 1")]


def test_problems_have_a_fixed_form_even_when_there_are_none(csv):
    df_by_problem = problems(csv("ind", INCOME))
    assert list(df_by_problem.columns) == ["file", "register", "column", "row", "problem"]
    assert df_by_problem["row"].dtype == "Int64"
    assert len(df_by_problem) == 0


def test_a_synthetic_file_that_is_not_made_yet_says_how_to_make_it(tmp_path):
    sources = {"ind": Source("ind", tmp_path / "ind.parquet", "parquet", "synthetic")}
    assert told(sources) == [("", None, "filen findes ikke; lav den med «hko data synthetic»")]


def test_an_impairment_that_no_list_knows_would_be_counted_as_something_else(parquet):
    df = pd.DataFrame(
        {
            "KOMMUNE": [147] * 3,
            "ORDNING": ["PA"] * 3,
            "ANSOEGNINGSDATO": pd.to_datetime(["2019-01-01"] * 3),
            "FUNKTIONSNEDSAETTELSER": ["Ryg/nakke; Stress", "ryg/nakke", None],
        }
    )
    found = [line for line in told(parquet("case_files", df)) if line[0] == "FUNKTIONSNEDSAETTELSER"]
    assert found == [("FUNKTIONSNEDSAETTELSER", 2, "«ryg/nakke» findes ikke i kodelisten impairments")]
