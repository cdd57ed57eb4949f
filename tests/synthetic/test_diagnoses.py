import numpy as np
import pandas as pd
import pytest

from utils.registers.diagnoses import NO_IMPAIRMENT, matched_lines
from utils.synthetic.diagnoses import CODES, WITHOUT_IMPAIRMENT, hospital_registers, with_double
from utils.synthetic.impairments import NONE, PHYSICAL, PRINTED_PSYCHIC, PSYCHIC

KINDS = [*CODES, NONE]


def _persons(seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """1,000 with PA, 2,000 with aids (100 of them the same), 41 with the icebreaker, 10 of whom have PA."""
    rng = np.random.default_rng(seed)
    flags = pd.DataFrame({"PA": np.arange(2931) < 1000, "HM": False, "IB": np.arange(2931) >= 2900})
    flags.loc[900:2899, "HM"] = True
    flags.loc[:9, "IB"] = True
    df = pd.DataFrame({"impairment": rng.choice(KINDS, len(flags)), "pnr": [f"{i:010d}" for i in range(len(flags))]})
    pa_type = np.where(flags["PA"] & (rng.random(len(df)) < 0.1), "Fastholdelse i opgaven", None)
    return df.assign(pa_type=pa_type, hm_type=None), flags


@pytest.mark.parametrize("seed", range(6))
def test_double_diagnoses_print_as_tabel_14(seed: int) -> None:
    df, flags = _persons(seed)
    df = with_double(np.random.default_rng(seed), df, flags)
    assert not (df["double"] & (df["impairment"] == NONE)).any()
    for scheme, printed in {"PA": 37, "HM": 33, "IB": 27}.items():
        known = df[flags[scheme] & (df["impairment"] != NONE)]
        assert round(100 * known["double"].mean()) == printed
        assert round(100 * (1 - known["double"].mean())) == 100 - printed


def test_the_registers_say_what_was_drawn() -> None:
    df, flags = _persons()
    df = with_double(np.random.default_rng(1), df, flags).set_index("pnr", drop=False)
    tables = hospital_registers(np.random.default_rng(1), df)
    assert tables["lpr_adm"]["RECNUM"].is_unique
    long = tables["lpr_adm"].merge(tables["lpr_diag"], on="RECNUM").melt(["PNR", "RECNUM"], value_name="code")
    lines = matched_lines(long["code"].dropna())
    long = long.assign(label=long["code"].map(lines["label"]), kind=long["code"].map(lines["group"])).dropna()
    long = long[long["kind"] != NO_IMPAIRMENT]
    labels = long.groupby("PNR")["label"].nunique().reindex(df.index, fill_value=0)
    assert (labels == np.where(df["double"], 2, np.where(df["impairment"] == NONE, 0, 1))).all()
    physical = (
        long.groupby("PNR")["kind"].agg(set).reindex(df.index).map(lambda kinds: PHYSICAL in kinds, na_action="ignore")
    )
    assert (physical.eq(True) == (df["impairment"] == PHYSICAL)).all()
    # Where the psychic share is printed, nobody gets one as second diagnosis.
    limited = df["pa_type"].isin(list(PRINTED_PSYCHIC))
    psychic = long[long["kind"] == PSYCHIC]["PNR"].unique()
    assert (df.index.isin(psychic) == (df["impairment"] == PSYCHIC))[limited].all()


@pytest.mark.parametrize("kind", CODES)
def test_codes_belong_to_their_kind_and_a_label_each(kind: str) -> None:
    labels = []
    for _, codes in CODES[kind]:
        lines = matched_lines(pd.Series(codes))
        assert set(lines["group"]) == {kind}
        assert lines["label"].nunique() == 1
        labels.append(lines["label"].iloc[0])
    assert len(set(labels)) == len(labels)


def test_other_contacts_are_no_impairments() -> None:
    assert set(matched_lines(pd.Series(WITHOUT_IMPAIRMENT))["group"]) == {NO_IMPAIRMENT}
