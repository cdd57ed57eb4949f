from utils.registers.municipalities import municipalities, municipality_codes


def test_the_98_municipalities_with_the_numbers_that_k21_prints():
    df_by_municipality = municipalities().set_index("code")
    assert len(df_by_municipality) == 98
    assert df_by_municipality.loc[400, "inhabitants_2019k4"] == 39_611  # Bornholm, K21 l.1752
    assert df_by_municipality.loc[147, "inhabitants_2019k4"] == 104_987  # Frederiksberg, K21 l.1753
    # FOLK1A 2019K4 has 5,827,463 persons; the 86 others live on Christiansø.
    assert df_by_municipality["inhabitants_2019k4"].sum() == 5_827_463 - 86
    assert df_by_municipality["name"].is_unique


def test_the_frame_is_a_copy():
    changed = municipalities()
    changed.loc[0, "name"] = "Et andet sted"
    assert municipalities().loc[0, "name"] == "København"


def test_codes_ascend_from_koebenhavn_to_vesthimmerland_and_aalborg():
    codes = municipality_codes()
    assert (codes[0], codes[-1], len(codes)) == (101, 860, 98)
    assert codes == sorted(set(codes))
