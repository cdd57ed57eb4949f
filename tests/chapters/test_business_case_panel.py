from types import SimpleNamespace

import ipywidgets
import pytest

from utils.chapters.business_case_panel import in_jupyterlab, panel, scenario, scenario_html
from utils.registers.series import cost_examples, refund_rules

DATA = SimpleNamespace(df_by_cost_example=cost_examples(), df_by_refund_step=refund_rules())


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a kernel that belongs to an open notebook."""
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/11_business_case.ipynb")
    monkeypatch.delenv("HKO_FRAMES", raising=False)


def test_ten_weeks_of_the_catalogue() -> None:
    df = scenario(DATA, hours=18, rate_dkk=114.68, price_dkk=8_507, benefit_dkk=16_000, weeks=10).set_index("post")
    months = 10 / 4.33
    assert df.loc["personlig assistance", "municipality_2015_dkk"] == pytest.approx(-4_469 * months)
    assert df.loc["personlig assistance", "state_2015_dkk"] == pytest.approx(-4_469 * months)
    assert df.loc["hjælpemiddel", "municipality_2015_dkk"] == -4_253.5
    assert df.loc["sparet ydelse", "municipality_2015_dkk"] == pytest.approx(11_200 * months)
    # From 2016 the municipality pays 20 pct. of 4 weeks and 60 pct. of 6.
    assert df.loc["sparet ydelse", "municipality_2016_dkk"] == pytest.approx((0.8 + 3.6) * 16_000 / 4.33)
    posts = df.drop("balance").sum()
    assert df.loc["balance"].tolist() == pytest.approx(posts.tolist())


def test_nothing_costs_nothing() -> None:
    df = scenario(DATA, hours=0, rate_dkk=0, price_dkk=0, benefit_dkk=0, weeks=0).set_index("post")
    assert df.abs().sum().sum() == 0


def test_the_table_says_how_long() -> None:
    html = scenario_html(DATA, 18, 114.68, 0, 16_000, 52)
    assert "Egne tal over 52 uger" in html
    assert html.count("<tr>") == 5


def test_a_batch_and_papermill_show_no_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert panel(DATA, 1) is None
    monkeypatch.setenv("JPY_SESSION_NAME", "notebook.ipynb")
    monkeypatch.setenv("HKO_FRAMES", "/a/folder")  # a batch that was started from a notebook
    assert not in_jupyterlab()
    assert panel(DATA, 1) is None


@pytest.mark.usefixtures("lab")
def test_the_panel_begins_with_the_example() -> None:
    *fields, table = panel(DATA, 1).children
    assert [field.value for field in fields] == [18, 114.68, 0, 16_000, 52]
    assert table.value == scenario_html(DATA, 18, 114.68, 0, 16_000, 52)


@pytest.mark.usefixtures("lab")
def test_moving_a_slider_changes_the_table() -> None:
    *fields, table = panel(DATA, 2).children
    hours, _, _, _, weeks = fields
    assert isinstance(hours, ipywidgets.FloatSlider) and isinstance(weeks, ipywidgets.IntSlider)
    before = table.value
    weeks.value = 10
    assert table.value == scenario_html(DATA, 0, 0, 8_507, 16_000, 10) != before


@pytest.mark.usefixtures("lab")
@pytest.mark.parametrize("number", range(1, 26))
def test_every_example_fits_into_the_fields(number: int) -> None:
    row = DATA.df_by_cost_example.set_index("example").loc[number]
    hours, rate, price, benefit, _ = panel(DATA, number).children[:-1]
    assert benefit.value == row["benefit_dkk"]
    assert (price.value, hours.value * rate.value > 0) == (
        (row["price_dkk"], False) if row["scheme"] == "HM" else (0, True)
    )
