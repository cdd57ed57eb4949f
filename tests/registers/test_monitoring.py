from collections.abc import Callable
from pathlib import Path

import pytest

from utils.errors import HkoError
from utils.paths import DATA
from utils.registers.monitoring import monitored, user_series
from utils.registers.monitoring_file import COLUMNS
from utils.registers.series import published_series

EXAMPLE = DATA / "examples" / "monitorering_norddjurs_trykte_tal.csv"
HEADER = ";".join(COLUMNS)
FROM = "Jobindsats.dk, 14. august 2024"
Written = Callable[..., Path]


def row(period: str = "2020", value: str = "5", area: str = "Thisted", series: str = "personer med personlig assistance",
        mark: str = "nej", unit: str = "personer", source: str = FROM) -> str:  # fmt: skip
    return ";".join([series, area, period, mark, value, unit, source])


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A monitoring csv with these lines."""

    def write(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "thisted.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
        return path

    return write


def faults(path: Path) -> list[str]:
    with pytest.raises(HkoError) as raised:
        user_series(path)
    first, *rest = str(raised.value).splitlines()
    assert first == "thisted.csv har fejl; intet er regnet ud."
    return [line.removeprefix("thisted.csv") for line in rest]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([row("2018"), row("2021")], [", kolonne period: «personer med personlig assistance» for Thisted mangler 2019, 2020."]),
        ([row(value="-5")], [", kolonne value, række 1: tallet er negativt; det skal være mindst 0."]),
        ([row(value="1.234")], [", kolonne value, række 1: «1.234» har tusindtalsskilletegn; skriv 1234."]),
        ([row(value="1 234")], [", kolonne value, række 1: «1 234» har tusindtalsskilletegn; skriv 1234."]),
        ([row(value="12.5")], [", kolonne value, række 1: «12.5» har punktum som decimaltegn; skriv 12,5."]),
        ([row(value="12,5")], [", kolonne value, række 1: «12,5» er ikke et helt antal; komma er decimaltegn."]),
        ([row(value="14,091")], [", kolonne value, række 1: «14,091» kan være tusinder; skriv 14091 eller færre decimaler."]),
        ([row(value="fem")], [", kolonne value, række 1: «fem» er ikke et tal."]),
        ([row(value="")], [", kolonne value, række 1: tallet mangler; udelad rækken, hvis tallet ikke findes."]),
        ([row(value="..")], [", kolonne value, række 1: tallet mangler; udelad rækken, hvis tallet ikke findes."]),
        (
            [row("Jan-maj 2024")],
            [", kolonne part_year, række 1: perioden «Jan-maj 2024» er kun en del af et år og skal være mærket «ja»."],
        ),
        (
            [row("2024")],
            [
                ", kolonne part_year, række 1: året 2024 var ikke gået, da tallet blev hentet (2024); mærk det «ja», og "
                "skriv månederne, fx Jan-maj 2024."
            ],
        ),
        (
            [row("2023", mark="ja")],
            [", kolonne part_year, række 1: perioden «2023» er mærket som delår; skriv månederne, fx Jan-maj 2023."],
        ),
        ([row(mark="")], [", kolonne part_year, række 1: der skal stå ja eller nej, ikke «»."]),
        ([row(area="Thistad")], [", kolonne area, række 1: området «Thistad» kendes ikke; mente du «Thisted»?"]),
        (
            [row(area="Atlantis")],
            [", kolonne area, række 1: området «Atlantis» kendes ikke; data/README.md viser, hvad der kan stå."],
        ),
        (
            [row(series="personer med personlig asistance")],
            [
                ", kolonne series, række 1: serien «personer med personlig asistance» kendes ikke; mente du «personer med "
                "personlig assistance»?"
            ],
        ),
        ([row(), row(value="6")], [", kolonne period, række 2: serie, område og periode står allerede i række 1."]),
        (
            [row("3kv22")],
            [", kolonne period, række 1: perioden «3kv22» skal være år (fx 2023) eller delår (fx Jan-maj 2024)."],
        ),
        ([row(unit="antal")], [", kolonne unit, række 1: enheden skal være «personer», ikke «antal»."]),
        ([row(source="jobindsats")], [f", kolonne source, række 1: skriv hvor og hvilket år tallet er hentet, fx {FROM}."]),
        ([row() + ";x"], [", række 1: rækken har ikke lige så mange felter som første linje (7)."]),
        (["", ";;;;;;"], [": filen har overskrifter, men ingen rækker."]),
    ],
)  # fmt: skip
def test_a_fault_names_file_column_and_row(written: Written, lines: list[str], told: list[str]) -> None:
    assert faults(written(*lines)) == told


def test_all_faults_are_told_at_once(written: Written) -> None:
    found = faults(written(row("2018", value="1.000"), row("2020", value="-1", area="Tisted"), row("Jan-maj 2024")))
    assert [line.split(":")[0] for line in found] == [
        ", kolonne area, række 2", ", kolonne part_year, række 3", ", kolonne value, række 1", ", kolonne value, række 2",
    ]  # fmt: skip


def test_of_many_faults_in_a_column_ten_are_listed(written: Written) -> None:
    found = faults(written(*(row(str(year), value="x") for year in range(2000, 2015))))
    assert len(found) == 11
    assert found[-1] == ", kolonne value: … og 5 fejl mere."


def test_missing_and_repeated_columns(written: Written) -> None:
    assert faults(written(row(), header=HEADER.replace("part_year", "mark").replace("unit", "Value"))) == [
        ", kolonne part_year: kolonnen mangler.",
        ", kolonne unit: kolonnen mangler.",
        ", kolonne value: kolonnen står flere gange.",
    ]


def test_commas_between_columns(written: Written) -> None:
    assert faults(written(row(), header=HEADER.replace(";", ","))) == [
        ": kolonnerne er ikke adskilt af semikolon; brug semikolon mellem kolonner og komma i tal."
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf_8(written: Written, encoding: str) -> None:
    path = written(row(area="Læsø"), encoding=encoding)
    assert faults(path) == [": filen er ikke i UTF-8; gem den som «CSV UTF-8»."]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "thisted.csv"
    path.write_text(content)
    assert faults(path) == [": filen er tom; første linje skal være kolonnernes navne."]


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert faults(tmp_path / "thisted.csv") == [": filen findes ikke."]
    (tmp_path / "thisted.csv").mkdir()
    assert faults(tmp_path / "thisted.csv") == [": filen findes ikke."]


def test_a_source_that_looks_like_a_personal_number_is_refused_and_not_told(written: Written) -> None:
    found = faults(written(row(source="610170-1234 2024")))
    assert found == [
        ", kolonne source, række 1: teksten ligner et personnummer; skriv kun, hvor og hvornår tallet er hentet."
    ]


def test_a_quotation_mark_too_many(written: Written) -> None:
    assert faults(written('"' + row())) == [": et anførselstegn er sat for meget eller for lidt."]


def test_a_number_that_may_be_a_person_is_masked(written: Written) -> None:
    assert "6101701234" not in "".join(faults(written(row(area="610170-1234"))))
    assert "(skjult: et muligt personnummer)" in faults(written(row(area="610170-1234")))[0]


def test_prices_of_two_years_and_the_form_of_the_unit(written: Written) -> None:
    amount = {"series": "udgifter til hjælpemidler", "value": "354,5"}
    assert faults(written(row("2020", unit="1.000 kr., 2021-priser", **amount),
                          row("2021", unit="1.000 kr., 2022-priser", **amount))) == [
        ", kolonne unit: «udgifter til hjælpemidler» for Thisted har flere enheder."
    ]  # fmt: skip
    assert faults(written(row(unit="kr.", **amount))) == [
        ", kolonne unit, række 1: enheden skal være «1.000 kr., 2021-priser», ikke «kr.»."
    ]


def usage(period: str, series: str, value: str = "10") -> str:
    unit = "personer" if series == "indbyggere" else "bevillinger"
    return row(period, value, series=series, unit=unit)


def test_a_missing_quarter_of_grants(written: Written) -> None:
    lines = [usage("3kv22", "indbyggere", "1000")]
    lines += [usage(f"{quarter}", "bevillinger af hjælpemidler") for quarter in ("3kv21", "4kv21", "1kv22", "2kv22")]
    lines += [usage(f"{quarter}", "bevillinger af personlig assistance") for quarter in ("3kv21", "4kv21", "2kv22")]
    assert faults(written(*lines)) == [
        ", kolonne period: «bevillinger af personlig assistance» for Thisted mangler 1kv22."
    ]
    assert faults(written(*lines[1:])) == [
        ", kolonne period: «indbyggere» for Thisted mangler i kvartalet efter bevillingerne."
    ]


def test_one_group_of_the_flexjob_scheme_without_the_other(written: Written) -> None:
    line = row("Jun 2024", "12,5", series="personer i fleksjob", unit="fuldtidspersoner")
    assert faults(written(line)) == [", kolonne period: «personer på ledighedsydelse» for Thisted mangler Jun 2024."]


def test_a_sound_file_is_read_with_its_numbers(written: Written) -> None:
    path = written(row("2019", "4"), "", row("2020"), header="\ufeff" + HEADER.upper() + ";note")
    assert faults(path) == [
        ", række 1: rækken har ikke lige så mange felter som første linje (8).",
        ", række 3: rækken har ikke lige så mange felter som første linje (8).",
    ]
    df = user_series(written(row("2019", "4"), "", row("2020"), header="\ufeff" + HEADER.upper()))
    assert df["value"].tolist() == [4.0, 5.0]
    assert list(df.columns) == list(COLUMNS)


def test_the_users_numbers_take_the_place_of_printed_ones(written: Written) -> None:
    path = written(row("2023", "60", area="Norddjurs"), row("2023", "9", area="Hele landet"))
    data = monitored(707, "2022-2023", str(path))
    values = data.of("Norddjurs", "personer med personlig assistance").set_index("period")["value"]
    assert values.to_dict() == {"2022": 81.0, "2023": 60.0}  # N24-0025 is printed, 67 is replaced
    assert data.of("Hele landet", "personer med personlig assistance")["value"].tolist() == [10135.0, 9.0]
    assert data.file == "thisted.csv"


def test_a_file_without_the_municipality(written: Written) -> None:
    with pytest.raises(HkoError, match=r"thisted\.csv har ingen rækker for Læsø \(kommune=825\)"):
        monitored(825, "alle", str(written(row())))


def test_an_unknown_municipality_and_period() -> None:
    with pytest.raises(HkoError, match="kommune=999: vælg en af de 98"):
        monitored(999)
    with pytest.raises(HkoError, match="periode='sidste'"):
        monitored(707, "sidste")


def test_the_example_holds_the_printed_numbers_and_no_other() -> None:
    df = user_series(EXAMPLE)
    printed = published_series()
    keys = ["series", "area", "period", "part_year", "value", "unit"]
    assert df[keys].merge(printed[keys], on=keys).shape[0] == len(df) == 58
    assert df["source"].str.match(r"N2[24] ").all()
    assert "trykte_tal" in EXAMPLE.name


def test_the_page_is_the_same_with_the_example_as_without() -> None:
    columns = ["series", "area", "period", "value"]
    with_file, without = monitored(707, "alle", str(EXAMPLE)), monitored(707)
    assert with_file.df_by_series[columns].equals(without.df_by_series[columns])
