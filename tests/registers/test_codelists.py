from pathlib import Path

import pytest

from utils.errors import HkoError
from utils.registers.codelists import COLUMNS, code_list
from utils.registers.schemas import SCHEMAS
from utils.registers.schemas.municipality import BENEFIT_GROUPS


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_list_has_its_columns_as_text_and_a_source_on_each_line(name):
    df_by_code = code_list(name)
    assert tuple(df_by_code.columns) == COLUMNS[name]
    assert (df_by_code.dtypes == "str").all()
    assert (df_by_code["source"] != "").all()


def test_the_benefit_codes_and_their_purposes():
    df_by_code = code_list("dream_benefit").set_index("code")
    assert len(df_by_code) == 145  # 144 codes and the blank week
    assert df_by_code["purpose"].value_counts().to_dict() == {"recruitment": 137, "retention": 6, "": 2}
    retention = df_by_code.index[df_by_code["purpose"] == "retention"]
    assert sorted(retention) == ["", "651", "652", "771", "774", "899"]
    assert sorted(df_by_code.index[df_by_code["purpose"] == ""]) == ["997", "999"]
    assert set(df_by_code["benefit_group"]) == set(BENEFIT_GROUPS)


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("", "selvforsørgelse"), ("111", "a-dagpenge"), ("126", "a-dagpenge"), ("121", "øvrige"),
        ("231", "a-dagpenge"), ("139", "kontanthjælp"), ("730", "kontanthjælp"), ("140", "uddannelseshjælp"),
        ("729", "uddannelseshjælp"), ("169", "integrationsydelse"), ("710", "integrationsydelse"),
        ("750", "revalidering"), ("768", "revalidering"), ("740", "ledighedsydelse"), ("890", "sygedagpenge"),
        ("899", "delvis sygemeldt"), ("810", "ressourceforløb"), ("870", "jobafklaring"), ("771", "fleksjob"),
        ("783", "øvrige"),
    ],
)  # fmt: skip
def test_the_group_of_a_benefit_code(code, group):
    assert code_list("dream_benefit").set_index("code").loc[code, "benefit_group"] == group


def test_accounts_by_scheme():
    df_by_account = code_list("accounts")
    assert df_by_account["scheme"].value_counts().to_dict() == {"HM": 6, "PA": 2, "IB": 2}


def test_industries_of_tabel_13():
    df_by_code = code_list("branche").set_index("code")
    assert df_by_code.loc["84", "group"] == "offentlig administration, undervisning og sundhed"
    assert df_by_code.loc["47", "group"] == "handel og transport"
    assert df_by_code.loc["05", "group"] == "industri, råstofvinding og forsyningsvirksomhed"
    assert df_by_code.loc["43", "group"] == "bygge og anlæg"
    assert df_by_code["group"].nunique() == 11  # ten groups and "uoplyst"


def test_every_item_of_the_staff_survey_is_listed_with_its_direction():
    df_by_item = code_list("survey_items")
    assert list(df_by_item["item"]) == list(SCHEMAS["survey_staff"].to_schema().columns)
    direction = df_by_item.set_index("item")["direction"]
    assert direction["q07_fysisk"] == "high_first"  # 1 = meget enig
    assert direction["q18_fysisk"] == "low_first"  # 1 = meget dårligere
    assert direction["q08_pa"] == "low_first"  # 0 = intet kendskab
    recoded = df_by_item.groupby("recode").size().to_dict()
    assert recoded == {"10to3": 4, "5to3": 19, "none": 32}  # q08; q07, q09, q18 (12) and q14-17, q19-21 (7)


def test_a_list_is_replaced_through_data_toml(tmp_path: Path):
    (tmp_path / "mine.csv").write_text("code;label;group;source\n10;Ejet;privat;eget\n", encoding="utf-8")
    toml = tmp_path / "data.toml"
    toml.write_text('[codelists]\nvirkform = "mine.csv"\n', encoding="utf-8")
    assert code_list("virkform", toml).to_dict("records") == [
        {"code": "10", "label": "Ejet", "group": "privat", "source": "eget"}
    ]
    assert len(code_list("hfaudd", toml)) == 11


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code;label;source\n10;a;b\n", "mangler group; kolonnerne er code;label;group;source."),
        ("code;label;group;source\n10;a;b;c\n10;d;e;f\n", "har samme kode flere gange: 10."),
        ("", "kan ikke læses; den skal være UTF-8 med semikolon."),
    ],
)
def test_a_faulty_replacement_is_told_in_danish(tmp_path: Path, text, message):
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    toml = tmp_path / "data.toml"
    toml.write_text('[codelists]\nvirkform = "mine.csv"\n', encoding="utf-8")
    with pytest.raises(HkoError) as caught:
        code_list("virkform", toml)
    assert str(caught.value) == f"Kodelisten {tmp_path / 'mine.csv'} {message}"


def test_a_replacement_that_is_not_there_and_names_that_do_not_exist(tmp_path: Path):
    toml = tmp_path / "data.toml"
    toml.write_text('[codelists]\nvirkform = "mine.csv"\n', encoding="utf-8")
    with pytest.raises(HkoError, match="findes ikke"):
        code_list("virkform", toml)
    toml.write_text('[codelists]\nvirkfrom = "mine.csv"\n', encoding="utf-8")
    with pytest.raises(HkoError, match="kodelisten «virkfrom» i .codelists. kendes ikke"):
        code_list("virkform", toml)
    with pytest.raises(HkoError, match="Kodelisten «virkfrom» kendes ikke"):
        code_list("virkfrom")
