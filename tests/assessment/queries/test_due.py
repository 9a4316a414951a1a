"""What is due and missing is told with its days, where it belongs, unless somebody said why."""

from datetime import date

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, results, target
from xlkpi.register.entry import Entry

TARGETS = [target("2026/27", 80)]


def test_one_result_that_is_due_is_overdue_by_so_many_days() -> None:
    record = register(kpi(**COMPLETE), results=results("2026/27 Q1 = 77.4"), targets=TARGETS)
    (query,) = asked(record)["overdue"]

    assert query.message == (
        "the result for 2026/27 Q2 was due on 14/10/2026, 9 days ago: ask Performance Officer for "
        "it, or record the reason for the gap"
    )
    assert query.period == "2026/27 Q2"


def test_two_missing_results_make_the_latest_stale() -> None:
    record = register(kpi(**COMPLETE), results=results("2025/26 Q4 = 77.4"), targets=TARGETS)
    found = asked(record)

    assert "overdue" not in found
    assert found["stale"][0].message.startswith(
        "the latest result is of 2025/26 Q4, and 2 since are missing; the first, 2026/27 Q1, was "
        "due on 14/07/2026, 101 days ago"
    )


def test_a_result_within_its_lag_is_not_due() -> None:
    record = register(
        kpi(**{**COMPLETE, "lag_days": 60}), results=results("2026/27 Q1 = 7"), targets=TARGETS
    )

    assert not {"overdue", "stale"} & set(asked(record))


def test_a_reason_for_the_gap_and_a_typed_figure_answer_it() -> None:
    one, typed = kpi(**COMPLETE), Entry(ref="AH01", period="2026/27 Q2", value=81)
    explained = results("2026/27 Q1 = 77.4, 2026/27 Q2 = Suspended")
    before = register(one, results=results("2026/27 Q1 = 77.4"), targets=TARGETS)

    assert "overdue" not in asked(register(one, results=explained, targets=TARGETS))
    assert set(asked(before, [typed])) == {"not-posted"}


def test_a_three_yearly_survey_is_due_every_third_year() -> None:
    survey = kpi(**{**COMPLETE, "frequency": "calendar year", "every": 3, "type": "Tracker"})

    assert "stale" not in asked(register(survey, results=results("2023 = 60")))
    assert "overdue" in asked(register(survey, results=results("2022 = 60")))


def test_a_kpi_owes_nothing_from_before_it_began() -> None:
    new = kpi(**{**COMPLETE, "valid_from": date(2026, 9, 1)})
    record = register(new, targets=TARGETS)

    assert "overdue" in asked(record)
    assert "overdue" not in asked(record, as_at=date(2026, 10, 5))
