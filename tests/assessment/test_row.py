"""The printed row: what stands in one cell agrees with what stands beside it."""

from datetime import date
from typing import Any

import pytest

from tests.making.records import kpi, register, results, target
from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.row import ScorecardRow, row_of
from xlkpi.terms.period_text import read_period

AS_AT = date(2026, 10, 23)


def assessed(written: str, *targets: Any, **fields: Any) -> Assessment:  # noqa: ANN401
    """Return the assessment of one KPI in 2026/27 Q2."""
    known = register(kpi(**fields), results=results(written), targets=targets)
    (found,) = assess(known, Question(read_period("2026/27 Q2"), AS_AT))
    return found


def row(written: str, *targets: Any, **fields: Any) -> ScorecardRow:  # noqa: ANN401
    """Return the printed row of one KPI in 2026/27 Q2."""
    return row_of(assessed(written, *targets, **fields))


@pytest.mark.parametrize(
    ("unit", "latest", "change"),
    [
        ("£ million", "£10.1m", "-£1.9m"),
        ("£m", "£10.1m", "-£1.9m"),
        ("£000s", "£10.1k", "-£1.9k"),
        ("£ billion", "£10.1bn", "-£1.9bn"),
        ("£", "£10.1", "-£1.9"),
        ("£ per head", "£10.1", "-£1.9"),
        ("%", "10.1%", "-1.9 points"),
        ("days", "10.1", "-1.9"),
    ],
)
def test_a_figure_in_a_table_says_its_scale(unit: str, latest: str, change: str) -> None:
    found = row("2026/27 Q1 = 12.0, 2026/27 Q2 = 10.1", unit=unit)

    assert (found.latest, found.change) == (latest, change)


def test_a_band_of_millions_says_so_at_both_ends() -> None:
    band = target("2026/27", -2, upper=2)
    found = row("2026/27 Q2 = 1", band, unit="£ million", polarity="Within")

    assert found.target == "-£2.0m to £2.0m"


@pytest.mark.parametrize(
    ("unit", "size", "mode", "text"),
    [
        ("£ million", 3, "points", "£3m"),
        ("£ million", 3, "floor", "amber to £3.0m"),
        ("%", 1, "points", "1 point"),
        ("days", 0.2, "points", "0.2 days"),
        ("number", 15000, "points", "15,000"),
        ("days", 2.5, "percent", "2.5% of target"),
    ],
)
def test_a_tolerance_is_written_in_its_unit(unit: str, size: float, mode: str, text: str) -> None:
    held = target("2026/27", 20, tolerance=size, mode=mode)

    assert row("2026/27 Q2 = 1", held, unit=unit).tolerance == text


@pytest.mark.parametrize(
    ("before", "now", "fields", "direction", "change"),
    [
        (11.68, 11.65, {"min_change": 0.05}, "= Same", "No change"),
        (11.74, 11.65, {"min_change": 0.1}, "= Same", "No change"),
        (11.70, 11.80, {"min_change": 0.5}, "= Same", "Too small to count"),
        (4.66, 4.62, {"unit": "days", "polarity": "Lower"}, "▲ Improved", "-0.1"),
        (4.64, 4.56, {"unit": "days", "polarity": "Lower"}, "= Same", "No change"),
        (4.6, 4.6001, {"unit": "days"}, "= Same", "No change"),
        (-2.04, 2.04, {"unit": "£ million"}, "▲ Improved", "+£4.0m"),
        (4.6, 4.7, {"decimals": None}, "▲ Improved", "+0.1 points"),
        (7, 7, {}, "= Same", "No change"),
    ],
)
def test_a_change_agrees_with_the_figures_and_the_arrow_beside_it(
    before: float, now: float, fields: dict[str, Any], direction: str, change: str
) -> None:
    found = row(f"2026/27 Q1 = {before}, 2026/27 Q2 = {now}", **fields)

    assert (found.direction, found.change) == (direction, change)


def test_two_figures_inside_a_band_are_as_near_to_it() -> None:
    band = target("2026/27", 95, upper=105)
    found = row("2026/27 Q1 = 98, 2026/27 Q2 = 104", band, unit="score", polarity="Within")

    assert (found.direction, found.change) == ("= Same", "As near its band")


@pytest.mark.parametrize(
    ("written", "fields", "note"),
    [
        (
            "2021/22 = 7",
            {"frequency": "year"},
            "Awaiting data; last figure 54 months old",
        ),
        (
            "2026/27 Q1 = 7",
            {},
            "2026/27 Q2: awaiting data; last figure 3 months old",
        ),
        ("2024 = 7", {"frequency": "calendar year", "every": 3}, "21 months old"),
        ("2026/27 Q2 = 7", {}, "Up to date"),
    ],
)
def test_a_data_note_says_what_is_awaited_and_how_old_the_last_figure_is(
    written: str, fields: dict[str, Any], note: str
) -> None:
    assert row(written, **fields).data_note == note


def test_no_group_to_compare_with_is_not_no_earlier_figure() -> None:
    found = row("2026/27 Q2 = 7")

    assert (found.rank, found.comparator_period) == ("No comparison", "No earlier figure")
