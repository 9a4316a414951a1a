"""Dates that cannot be as they stand, and periods of another year."""

from datetime import date

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, results, target
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result

HISTORY = "2025/26 Q1 = 77.4, 2025/26 Q2 = 80.1, 2025/26 Q3 = 75.2, 2025/26 Q4 = 79.9"
DATES = {
    "dates-swapped", "supplied-early", "supplied-after-as-at", "future-period", "wrong-year",
}  # fmt: skip


def queries(written: str, *more: Result, entries: tuple[Entry, ...] = ()) -> dict[str, Problem]:
    one = kpi(**{**COMPLETE, "aggregation": "Sum", "unit": ""})
    rows = [*results(written), *more]
    found = asked(register(one, results=rows, targets=[target("2026/27", 80)]), entries)
    return {code: problems[0] for code, problems in found.items() if code in DATES}


def supplied(day: date, period: str = "2026/27 Q1", **fields: object) -> Result:
    return Result(ref="AH01", period=period, value=78.2, supplied_on=day, **fields)


@pytest.mark.parametrize(
    ("day", "code", "expected"),
    [
        (date(2026, 7, 14), None, ""),
        (date(2026, 6, 14), "supplied-early", ""),
        (date(2026, 2, 7), "dates-swapped", "2026-07-02"),
        (date(2026, 12, 8), "dates-swapped", "2026-08-12"),
        (date(2026, 11, 14), "supplied-after-as-at", ""),
    ],
)
def test_the_day_of_supply(day: date, code: str | None, expected: str) -> None:
    found = queries(HISTORY, supplied(day))

    assert set(found) == ({code} if code else set())
    assert all(query.expected == expected for query in found.values())
    assert all(query.heading == "" for query in found.values())


def test_a_figure_that_is_not_final_may_come_early() -> None:
    assert not queries(HISTORY, supplied(date(2026, 6, 14), status="Estimated"))


def test_a_result_cannot_lie_in_the_future() -> None:
    assert set(queries(f"{HISTORY}, 2027/28 Q1 = 5")) == {"future-period"}
    assert not queries(f"{HISTORY}, 2026/27 Q2 = 78")


def test_a_lone_figure_a_year_late_has_the_wrong_year() -> None:
    without = "2024/25 Q1 = 77.4, 2024/25 Q3 = 75.2, 2025/26 Q3 = 80.1, 2025/26 Q4 = 79.9"
    found = queries(without, supplied(date(2026, 7, 14), "2025/26 Q1"))

    assert found["wrong-year"].expected == "2026/27 Q1"


def test_a_history_typed_in_later_is_no_slip() -> None:
    late = [supplied(date(2026, 7, 14), f"2024/25 Q{quarter}") for quarter in (1, 2, 3)]

    assert not queries(HISTORY, *late)


def test_last_years_period_in_the_scorecard_is_queried() -> None:
    typed = Entry(ref="AH01", period="2025/26 Q2", value=81)

    assert queries(HISTORY, entries=(typed,))["wrong-year"].expected == "2026/27 Q2"
