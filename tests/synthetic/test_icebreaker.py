import numpy as np
import pandas as pd
import pytest

from utils.frames import Frames
from utils.registers.dream import week_column
from utils.registers.municipalities import municipalities
from utils.synthetic.dream import dream
from utils.synthetic.icebreaker import with_icebreaker


@pytest.fixture(scope="module")
def df_by_person(made_frames: Frames) -> pd.DataFrame:
    """The first icebreaker grant of each person."""
    grants = made_frames.df_by_grant
    return grants[grants["scheme"] == "IB"].drop_duplicates("pnr")


def persons(frames: Frames, scheme: str) -> set[str]:
    grants = frames.df_by_grant
    return set(grants.loc[grants["scheme"] == scheme, "pnr"])


def test_grants_and_persons(made_frames: Frames, df_by_person: pd.DataFrame) -> None:
    grants = made_frames.df_by_grant
    assert grants[grants["scheme"] == "IB"]["year"].value_counts().to_dict() == {2018: 24, 2019: 21}
    assert len(df_by_person) == 41


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
    near_capital = place.reindex([101, 147, 157, 159, 167, 175, 185], fill_value=0).sum()
    assert near_capital == 24  # "knap 60": 24 of 41 are 58,5 percent
    assert df_by_person["municipality"].notna().all()


def test_persons_with_the_icebreaker_alone_are_no_persons_of_the_other_schemes(made_frames: Frames) -> None:
    studied = set(made_frames.df_by_person_scheme["pnr"])
    assert len(persons(made_frames, "IB") - studied) == 27
    assert set(made_frames.df_by_person_scheme["scheme"]) == {"PA", "HM"}


def test_the_week_of_every_icebreaker_grant_holds_the_persons_benefit() -> None:
    # 40 persons of København, first granted PA or HM in December 2019, and so their icebreaker.
    df = pd.DataFrame({"person": range(40), "schemes": ["PA", "HM", "PA+HM", "HM"] * 10, "lead_scheme": "PA"}).assign(
        municipality=0, first_date=pd.Timestamp("2019-12-30"), recruitment=False, baseline_known=True, with_hours=False,
        increased=False, retained=False,
    )  # fmt: skip
    df_by_grant = df[["person"]].assign(scheme="PA", municipality=0, year=2019, start_date=pd.Timestamp("2019-12-30"))
    everyone, grants = with_icebreaker(np.random.default_rng(1), df, df_by_grant, municipalities())
    everyone = everyone.assign(
        pnr=[f"610170{i:04d}" for i in range(len(everyone))], birth_date=pd.Timestamp("1970-01-01"), code="771",
        industry="841100", public=True, earlier_effort=False,
    )  # fmt: skip
    table = dream(np.random.default_rng(1), everyone, municipalities()["code"].to_numpy())
    row = everyone.reset_index().set_index("person")["index"]
    grants = grants[grants["scheme"] == "IB"]
    found = [table[week_column(grant.start_date)][int(row[grant.person])].as_py() for grant in grants.itertuples()]
    assert found == ["771"] * 45
