"""The shipped Register is sound, whole, and has every kind of KPI and every state."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xlkpi.assessment.assess import Question, assess
from xlkpi.register.register import Register
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Frequency
from xlkpi.terms.period_text import read_period
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import RATED, Rag
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.workbook.layout import BOOKS, LAYOUTS, Layout
from xlkpi.workbook.read import read_register
from xlkpi.workbook.source import TableSource

Sheet = Callable[[str], Sequence[Mapping[str, Any]]]

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
QUARTER = read_period("2026/27 Q2")
AS_AT = date(2026, 10, 23)
BOARDS = {
    "Strategy and Resources",
    "Infrastructure, Investment and Inclusive Growth",
    "Adults, Health and Active Lifestyles",
    "Children and Families",
    "Environment, Housing and Communities",
}
DIRECTORATES = {
    "Adults and Health",
    "Children and Families",
    "City Development",
    "Communities, Housing and Environment",
    "Strategy and Resources",
}


@pytest.fixture(scope="module")
def register() -> Register:
    sources = [
        TableSource(name, WORKBOOKS / BOOKS[layout.book], layout.sheet)
        for name, layout in LAYOUTS.items()
    ]
    return read_register(sources)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_every_row_satisfies_its_model(sheet: Sheet, layout: Layout) -> None:
    rows = sheet(layout.sheet)
    assert rows
    for row in rows:
        cells = {field: row[heading] for field, heading in layout.headings.items()}
        layout.record.model_validate(cells)


def test_every_row_about_a_kpi_names_one_that_is_listed(sheet: Sheet) -> None:
    known = {row["KPI ref"] for row in sheet("KPIs")}
    for layout in LAYOUTS.values():
        if "ref" in layout.headings:
            named = {row[layout.headings["ref"]] for row in sheet(layout.sheet)}
            assert named - {None} <= known, layout.sheet


def test_every_kpi_has_results_a_target_row_and_a_place_in_a_plan(sheet: Sheet) -> None:
    known = {row["KPI ref"] for row in sheet("KPIs")}
    assert 100 <= len(known) <= 120
    for name in ("Results", "Targets", "Framework"):
        assert {row["KPI ref"] for row in sheet(name)} == known, name


def test_every_board_and_directorate_is_covered(register: Register) -> None:
    assert {board for kpi in register.kpis for board in kpi.boards} == BOARDS
    assert {kpi.directorate for kpi in register.kpis} == DIRECTORATES


def test_every_kind_of_kpi_occurs(register: Register) -> None:
    kpis = register.kpis
    assert {kpi.polarity for kpi in kpis} == set(Polarity)
    assert {kpi.aggregation for kpi in kpis} == set(Aggregation)
    assert {kpi.frequency for kpi in kpis} == set(Frequency) - {Frequency.ROLLING_YEAR}
    assert len({kpi.type for kpi in kpis}) == 3
    assert len({kpi.kind for kpi in kpis}) == 2
    assert {kpi.every for kpi in kpis} >= {None, 3}
    units = {kpi.unit.text for kpi in kpis}
    assert units >= {"%", "£", "£ million", "days", "ratio", "per 100,000", "score out of 10"}


def test_every_kind_of_target_occurs(register: Register) -> None:
    rows = register.targets
    assert {row.mode for row in rows} == {None, *ToleranceMode}
    assert {row.word.value for row in rows if row.word} == {"Increase", "Decrease", "Tracker"}
    assert {row.profile.value for row in rows if row.profile} == {"Flat", "Profiled"}
    assert len({row.status for row in rows}) == 5
    assert any(row.upper is not None for row in rows)


def test_every_state_of_a_result_occurs(register: Register) -> None:
    assert {row.status.value for row in register.results if row.status} >= {
        "Provisional", "Final", "Revised",
    }  # fmt: skip
    reasons = {row.gap_reason for row in register.results} - {None}
    assert reasons == set(GapReason) - {GapReason.NOT_DUE}
    assert any(row.category for row in register.results)
    assert any(row.revision for row in register.results)
    assert any(row.numerator is not None for row in register.results)


def test_the_quarter_shows_every_rating_in_a_believable_spread(register: Register) -> None:
    question = Question(QUARTER, AS_AT, "E08000035")
    found = Counter(assessment.rag for assessment in assess(register, question))
    rated = sum(found[rag] for rag in RATED)
    assert 0.42 <= found[Rag.GREEN] / rated <= 0.55
    assert 0.20 <= found[Rag.AMBER] / rated <= 0.30
    assert 0.17 <= found[Rag.RED] / rated <= 0.26
    assert found[Rag.TRACKER] >= 10
    assert found[Rag.NO_TARGET] >= 5
    assert 2 <= found[Rag.NO_DATA] <= 4


def test_the_figures_in_the_commentary_are_those_of_the_record(register: Register) -> None:
    kpis = {kpi.ref: kpi for kpi in register.kpis}
    for words in register.commentary:
        result = register.results_of(words.ref)[-1]
        kpi = kpis[words.ref]
        assert result.value is not None
        shown = {f"{result.value:g}", kpi.show(result.value), f"{result.value:.0f}"}
        assert any(text.strip("%£") in str(words.what_happened) for text in shown), words.ref
        held = [row for row in register.targets_of(words.ref) if row.period == result.period]
        year = [r for r in register.targets_of(words.ref) if r.period == QUARTER.financial_year]
        target = (held or year)[0].value
        assert target is not None
        assert f"{abs(target):g}" in str(words.what_happened), words.ref


def test_nothing_is_dated_after_the_day_the_register_stands_at(sheet: Sheet) -> None:
    for name, heading in (
        ("Results", "Supplied on"),
        ("Sign-offs", "Signed off on"),
        ("Commentary", "Accepted on"),
        ("Steps", "Done on"),
        ("Contacts", "Last confirmed"),
        ("Changes", "Changed on"),
    ):
        days = [row[heading].date() for row in sheet(name) if row[heading] is not None]
        assert max(days) <= AS_AT, name


def test_only_roles_are_named(sheet: Sheet) -> None:
    contacts = sheet("Contacts")
    assert all(row["Name"] is None for row in contacts)
    assert all(row["Email"].endswith(".example") for row in contacts)
    roles = {row["Role"] for row in contacts}
    for kpi in sheet("KPIs"):
        assert {kpi["Owner (role)"], kpi["Key contact (role)"]} <= roles


def test_nearly_all_may_be_published_and_two_may_not(sheet: Sheet) -> None:
    assert Counter(row["Publish"] for row in sheet("KPIs"))["No"] == 2


def test_three_of_five_directorates_have_signed_the_quarter_off(sheet: Sheet) -> None:
    signed = [row for row in sheet("Sign-offs") if row["Period"] == QUARTER.name]
    assert len(signed) == 3
