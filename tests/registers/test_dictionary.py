import re

from utils.registers.dictionary import as_markdown, dictionary
from utils.registers.schemas import SCHEMAS, USER_FILES


def test_every_field_has_a_danish_description_and_a_source():
    df_by_field = dictionary()
    assert len(df_by_field) == 173
    assert (df_by_field["description"].str.len() >= 2).all()
    assert df_by_field["source"].str.match(r"^(K21|N22|N24) ").all()


def test_every_number_has_a_unit_unless_it_is_a_code():
    df_by_field = dictionary()
    amounts = df_by_field[df_by_field["type"] == "tal"]
    assert (amounts["unit"] != "").all()


def test_the_lines_of_three_fields():
    df_by_field = dictionary().set_index(["register", "field"])
    assert df_by_field.loc[("befk", "KOM")].to_dict() == {
        "type": "helt tal", "description": "Bopælskommune; 0 = ukendt", "unit": "", "nullable": False,
        "values": "de 98 kommuners koder og 411 (Christiansø) samt 0", "source": "K21 9.3, Danmarks Statistik",
    }  # fmt: skip
    assert df_by_field.loc[("dream", "y_ååuu"), "values"] == "3 cifre"
    assert df_by_field.loc[("dfdg_pa", "MINUTTER_PR_UGE"), "values"] == "mindst 0; højst 59"


def test_no_pattern_of_the_code_is_shown():
    df_by_field = dictionary()
    assert not df_by_field["field"].str.contains(r"[\\^$]").any()
    assert not df_by_field["values"].str.contains(r"[\\^$]").any()


def test_the_markdown_has_a_table_with_seven_cells_a_line_for_each_register():
    text = as_markdown()
    assert re.findall(r"^### (\w+)$", text, re.MULTILINE) == [*SCHEMAS, *USER_FILES]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 173 + 2 * (len(SCHEMAS) + len(USER_FILES))  # a heading and a rule in each table
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {8}
