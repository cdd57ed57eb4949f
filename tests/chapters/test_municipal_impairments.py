import pandas as pd

from utils.chapters.municipal_impairments import physical_by_municipality
from utils.frames import FRAME_NAMES, Frames

GRANTS = pd.DataFrame(
    [("a", "PA", 101, "2018-02-01"), ("a", "HM", 147, "2018-03-01"), ("b", "HM", 101, "2018-01-01"),
     ("c", "HM", 147, "2019-01-01"), ("d", "HM", None, "2019-01-01")],
    columns=["pnr", "scheme", "municipality", "start_date"],
)  # fmt: skip


def _data(missing: tuple[str, ...] = (), df_by_grant: pd.DataFrame = GRANTS) -> Frames:
    df_by_grant = df_by_grant.assign(
        municipality=df_by_grant["municipality"].astype("Int64"), start_date=pd.to_datetime(df_by_grant["start_date"]),
        year=2018,
    )  # fmt: skip
    frames = {
        "df_by_grant": df_by_grant,
        "df_by_municipality": pd.DataFrame({"code": [101, 147], "name": ["København", "Frederiksberg"]}),
        "df_by_person_diagnosis": pd.DataFrame(
            [("a", "Sklerose", "fysisk"), ("a", "Diabetes", "fysisk"), ("c", "Stress", "psykisk")],
            columns=["pnr", "impairment", "impairment_type"],
        ),
    }
    return Frames(**(dict.fromkeys(FRAME_NAMES, pd.DataFrame()) | frames), status="synthetic", missing=missing)


def test_a_person_counts_once_in_the_first_municipality() -> None:
    df = physical_by_municipality(_data()).data
    assert df.to_numpy().tolist() == [["Frederiksberg", 147, 0, 1, 0], ["København", 101, 1, 2, 50]]


def test_what_is_missing_is_said() -> None:
    assert "lpr_adm" in physical_by_municipality(_data(missing=("lpr_adm",))).note
    assert physical_by_municipality(_data(df_by_grant=GRANTS.tail(1))).kind == "empty"  # no known municipality


def test_the_named_municipalities_are_the_ends_of_the_spread(data: Frames) -> None:
    df = physical_by_municipality(data).data
    share = df[df["n_persons"] >= 40].set_index("municipality")["physical_impairment_pct"]
    assert set(share.index[:4]) == {"Gentofte", "Egedal", "Greve", "Helsingør"}
    assert set(share.index[-5:]) == {"Aabenraa", "Middelfart", "Morsø", "Lemvig", "Varde"}
    assert (share.iloc[:4] - 25).abs().max() <= 2.5
    assert share.iloc[-5:].min() > 50
