import numpy as np
import pandas as pd
import pytest

from utils.synthetic.conditioning import TargetMissed
from utils.synthetic.effort_periods import at_grant, away_from_grants, efforts, grant_spans


def _tables(pa: list[tuple[str, str, str | None]], hm: list[tuple[str, str, str | None]]) -> dict[str, pd.DataFrame]:
    def table(rows: list[tuple[str, str, str | None]], start: str, end: str) -> pd.DataFrame:
        df = pd.DataFrame(rows, columns=["PNR", start, end])
        return df.assign(**{name: pd.to_datetime(df[name]) for name in (start, end)})

    return {
        "dfdg_pa": table(pa, "STARTDATO", "SLUTDATO"),
        "dfdg_hm": table(hm, "STARTDATO", "SLUTDATO"),
        "dfdg_ib": table([], "LOENTILSKUD_START", "LOENTILSKUD_SLUT"),
    }


SPANS = grant_spans(
    _tables([("a", "2018-03-01", "2018-06-01"), ("a", "2019-03-01", None), ("b", "2018-05-01", "2018-05-31")],
            [("a", "2018-04-01", "2018-12-31"), ("b", "2016-01-01", "2016-02-01")])
)  # fmt: skip


def test_spans_share_the_first_studied_grants() -> None:
    assert SPANS["shared_start"].dt.strftime("%Y-%m-%d").to_dict() == {"a": "2018-04-01", "b": "2018-05-01"}
    assert SPANS["shared_end"].dt.strftime("%Y-%m-%d").to_dict() == {"a": "2018-06-01", "b": "2018-05-31"}
    assert SPANS["first_start"].dt.year.to_dict() == {"a": 2018, "b": 2016}
    assert SPANS.loc["a", "last_end"].year == 2100  # not limited


@pytest.mark.parametrize("seed", range(10))
def test_an_effort_at_the_grant_meets_all_schemes(seed: int) -> None:
    df = at_grant(np.random.default_rng(seed), SPANS, 100).set_index("pnr")
    end = df["end"].fillna(pd.Timestamp("2100-01-01"))
    assert (df["start"] <= SPANS["shared_end"]).all()
    assert (end >= SPANS["shared_start"]).all()
    assert (end >= df["start"]).all()


@pytest.mark.parametrize("seed", range(10))
def test_an_effort_away_meets_no_grant(seed: int) -> None:
    df = away_from_grants(np.random.default_rng(seed), SPANS, 100).set_index("pnr")
    assert ((df["end"] < SPANS["first_start"]) | (df["start"] > SPANS["last_end"])).all()
    assert (df["end"] >= df["start"]).all()


def test_grants_that_never_run_together_are_a_missed_target() -> None:
    spans = grant_spans(_tables([("a", "2018-01-01", "2018-02-01")], [("a", "2019-01-01", "2019-02-01")]))
    with pytest.raises(TargetMissed, match="tabel 16"):
        at_grant(np.random.default_rng(1), spans, 100)


def test_those_chosen_have_one_and_a_share_of_the_others() -> None:
    df = efforts(np.random.default_rng(1), SPANS, pd.Index(["b"]), 1.0, 100)
    assert sorted(df["pnr"]) == ["a", "b"]
    assert df["start"].is_monotonic_increasing
