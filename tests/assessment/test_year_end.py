"""A year is a Register: in-year results become their year's, and the same rules judge them."""

from datetime import date

import pytest

from tests.making.records import kpi, register, results, target
from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.scorecards import annual_year
from xlkpi.assessment.year_end import year_end, year_result
from xlkpi.register.result import ResultStatus
from xlkpi.terms.period_text import read_period
from xlkpi.terms.rag import Rag

QUARTERS = """
2024/25 Q1 = 9, 2024/25 Q2 = 9, 2024/25 Q3 = 9, 2024/25 Q4 = 9
2025/26 Q1 = 10, 2025/26 Q2 = 20, 2025/26 Q3 = 30, 2025/26 Q4 = 40
2026/27 Q1 = 50
"""


def test_the_quarters_of_a_count_make_its_year_and_its_profile_the_target() -> None:
    profile = [target(f"2025/26 Q{q}", 20, tolerance=5, mode="percent") for q in (1, 2, 3, 4)]
    one = kpi(aggregation="Sum", comparator_type="Same period last year")
    yearly = year_end(register(one, results=results(QUARTERS), targets=profile))
    (found,) = assess(yearly, Question(read_period("2025/26"), date(2026, 10, 23)))

    assert found.value == 100
    assert found.target is not None
    assert found.target.value == 80
    assert found.rag is Rag.GREEN
    assert found.comparator is not None
    assert found.comparator.value == 36


def test_an_outturn_that_was_recorded_wins_over_what_the_parts_make() -> None:
    recorded = results(f"{QUARTERS}, 2025/26 = 99")
    (found,) = assess(
        year_end(register(kpi(aggregation="Sum"), results=recorded)),
        Question(read_period("2025/26"), date(2026, 10, 23)),
    )

    assert found.value == 99


def test_a_year_without_all_its_parts_is_missing_not_short() -> None:
    (found,) = assess(
        year_end(register(kpi(aggregation="Sum"), results=results(QUARTERS))),
        Question(read_period("2026/27"), date(2027, 4, 30)),
    )

    assert found.latest is not None
    assert found.latest.period.name == "2025/26"


def test_an_annual_kpi_keeps_its_own_sort_of_year() -> None:
    yearly = year_end(
        register(kpi(frequency="calendar year"), results=results("2024 = 1, 2025 = 2"))
    )
    (found,) = assess(yearly, Question(read_period("2025/26"), date(2026, 10, 23)))

    assert found.latest is not None
    assert found.latest.period.name == "2025"


def test_the_annual_report_is_of_the_last_year_that_has_ended() -> None:
    assert annual_year(read_period("2026/27 Q2")).name == "2025/26"
    assert annual_year(read_period("2026/27 Q4")).name == "2026/27"
    assert annual_year(read_period("2027-03")).name == "2026/27"


def test_a_stock_with_its_last_quarter_alone_has_its_year() -> None:
    (found,) = assess(
        year_end(register(kpi(), results=results("2025/26 Q4 = 96"))),
        Question(read_period("2025/26"), date(2026, 10, 23)),
    )

    assert found.value == 96


@pytest.mark.parametrize(
    ("fields", "rag"),
    [
        ({"tolerance": 18, "mode": "floor"}, Rag.AMBER),
        ({"tolerance": 2, "mode": "floor"}, Rag.AMBER),
        ({"tolerance": 24, "mode": "floor"}, Rag.RED),
        ({"tolerance": 10, "mode": "points"}, Rag.AMBER),
        ({"tolerance": 5, "mode": "percent"}, Rag.RED),
    ],
)
def test_a_tolerance_in_the_unit_of_a_sum_adds_up_with_its_target(
    fields: dict[str, object], rag: Rag
) -> None:
    quarters = ", ".join(f"2025/26 Q{q} = 20" for q in (1, 2, 3, 4))
    profile = [target(f"2025/26 Q{q}", 25, **fields) for q in (1, 2, 3, 4)]
    one = kpi(aggregation="Sum", comparator_type="Same period last year")
    (found,) = assess(
        year_end(register(one, results=results(quarters), targets=profile)),
        Question(read_period("2025/26"), date(2026, 10, 23)),
    )

    assert found.rag is rag


def test_a_band_adds_up_at_both_ends() -> None:
    quarters = ", ".join(f"2025/26 Q{q} = 20" for q in (1, 2, 3, 4))
    profile = [target(f"2025/26 Q{q}", 15, upper=21) for q in (1, 2, 3, 4)]
    one = kpi(aggregation="Sum", polarity="Within", comparator_type="Same period last year")
    (found,) = assess(
        year_end(register(one, results=results(quarters), targets=profile)),
        Question(read_period("2025/26"), date(2026, 10, 23)),
    )

    assert found.rag is Rag.GREEN


def test_a_year_with_a_provisional_quarter_is_provisional() -> None:
    rows = results(", ".join(f"2025/26 Q{q} = 20" for q in (1, 2, 3, 4)))
    rows[1] = rows[1].model_copy(update={"status": ResultStatus.PROVISIONAL})
    found = year_result(kpi(aggregation="Sum"), rows, read_period("2025/26"))

    assert found is not None
    assert found.status is ResultStatus.PROVISIONAL
