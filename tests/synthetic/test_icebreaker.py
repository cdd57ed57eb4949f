import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.dream import week_column
from utils.registers.municipalities import CAPITAL_AREA, municipalities
from utils.synthetic.dream import dream
from utils.synthetic.icebreaker import with_icebreaker


@pytest.fixture(scope="module")
def df_by_person(made_frames: Frames) -> pd.DataFrame:
    """The first icebreaker grant of each person of 2018–2019."""
    df = made_frames.df_by_icebreaker_person
    return df[df["year"] < 2020]


def persons(frames: Frames, scheme: str) -> set[str]:
    grants = frames.df_by_grant[frames.df_by_grant["year"].isin([2018, 2019])]
    return set(grants.loc[grants["scheme"] == scheme, "pnr"])


def test_grants_and_persons(made_frames: Frames, df_by_person: pd.DataFrame) -> None:
    grants = made_frames.df_by_grant
    assert grants[grants["scheme"] == "IB"]["year"].value_counts().to_dict() == {2018: 24, 2019: 21, 2020: 28}
    assert len(df_by_person) == 41
    assert len(made_frames.df_by_icebreaker_person) == 69


def test_parallel_schemes_print_as_tabel_16(made_frames: Frames) -> None:
    with_pa, with_hm, icebreaker = (persons(made_frames, scheme) for scheme in ("PA", "HM", "IB"))
    assert len(icebreaker & with_pa) == 7  # 17,1 percent of 41
    assert len(icebreaker & with_hm) == 8  # 19,5 percent
    assert len(icebreaker - with_pa - with_hm) == 27  # 65,9 percent, so 14 with others: 7 + 8 − 1 with both
    assert len(icebreaker & with_pa & with_hm) == 1


def test_places_print_as_5_2(df_by_person: pd.DataFrame) -> None:
    place = df_by_person["municipality"].value_counts()
    assert round(100 * place[561] / 41) == 12  # 5 in Esbjerg
    assert round(100 * place[791] / 41) == 5  # 2 in Viborg
    near_capital = place.reindex(list(CAPITAL_AREA), fill_value=0).sum()
    assert near_capital == 24  # "knap 60": 24 of 41 are 58,5 percent
    assert df_by_person["municipality"].notna().all()


def test_persons_with_the_icebreaker_alone_are_no_persons_of_the_other_schemes(made_frames: Frames) -> None:
    studied = set(made_frames.df_by_person_scheme["pnr"])
    assert len(persons(made_frames, "IB") - studied) == 27
    assert set(made_frames.df_by_person_scheme["scheme"]) == {"PA", "HM"}


def test_who_has_other_schemes_gets_all_on_one_day(made_frames: Frames) -> None:
    other = made_frames.df_by_person_scheme.drop_duplicates("pnr").set_index("pnr")["start_date"]
    first = made_frames.df_by_icebreaker_person.set_index("pnr")["start_date"]
    shared = first.index.intersection(other.index)
    assert len(shared) == 14
    assert (first[shared] == other[shared]).all()


def test_background_prints_for_2018_to_2020(made_frames: Frames) -> None:
    df = made_frames.df_by_icebreaker_person
    shares = {
        "gender": ("kvinde", 62), "education_level": ("lang", 35), "education": ("gymnasial eller erhvervsfaglig", 45),
        "benefit_group": ("a-dagpenge", 41), "sector": ("privat", 83),
    }  # fmt: skip
    for column, (value, printed) in shares.items():
        assert round(100 * (df[column] == value).mean()) == printed, column
    assert round(100 * (df["age"] < 30).mean()) == 49
    assert round(100 * (df["benefit_group"] == "selvforsørgelse").mean()) == 49


def test_no_whole_number_of_41_persons_prints_so_but_of_69() -> None:
    def printed(persons: int) -> set[int]:
        return {int(100 * count / persons + 0.5) for count in range(persons + 1)}

    wanted = {62, 49, 35, 45, 41}
    assert wanted - printed(41) == {62, 35, 45}
    assert [persons for persons in range(42, 70) if wanted <= printed(persons)] == [69]


def test_the_week_of_every_icebreaker_grant_holds_the_persons_benefit() -> None:
    # 40 persons of København, granted PA or HM in December 2019.
    day = pd.Timestamp("2019-12-30")
    df = pd.DataFrame({"person": range(40), "schemes": ["PA", "HM", "PA+HM", "HM"] * 10, "lead_scheme": "PA"}).assign(
        municipality=0, first_date=day, recruitment=False, baseline_known=True, with_hours=False, increased=False,
        retained=False, benefit_group="fleksjob", sector="privat", hfaudd="7060", gender=1, code="771",
        birth_date=pd.Timestamp("1970-01-01"), industry="841100", company_form="80", begins_at_grant=False,
    )  # fmt: skip
    df_by_grant = df[["person"]].assign(scheme="PA", municipality=0, year=2019, start_date=day)
    everyone, grants = with_icebreaker(np.random.default_rng(1), df, df_by_grant, municipalities())
    everyone = everyone.assign(pnr=[f"610170{i:04d}" for i in range(len(everyone))], earlier_effort=False)
    table = dream(np.random.default_rng(1), everyone, municipalities()["code"].to_numpy())
    row, code = everyone.reset_index().set_index("person")["index"], everyone.set_index("person")["code"]
    grants = grants[grants["scheme"] == "IB"]
    found = [table[week_column(grant.start_date)][int(row[grant.person])].as_py() for grant in grants.itertuples()]
    assert len(found) == 24 + 21 + 28
    assert [name or "" for name in found] == code[grants["person"]].tolist()
