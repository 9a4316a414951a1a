"""The rules applied to the record: what is latest, what it is held against, what is missing."""

from datetime import date

import pytest

from tests.making.records import former, group, kpi, peers, register, results, target
from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.errors import RefusalError
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Commentary
from xlkpi.terms.direction import Direction
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period_text import read_period
from xlkpi.terms.rag import Rag

AS_AT = date(2026, 10, 23)


def judge(one: Kpi, period: str = "2026/27 Q2", **tables: object) -> Assessment:
    (assessment,) = assess(register(one, **tables), Question(read_period(period), AS_AT, "Leeds"))
    return assessment


def test_the_latest_available_result_is_rated_with_its_age() -> None:
    found = judge(
        kpi(frequency="year", lag_days=500),
        results=results("2023/24 = 70, 2024/25 = 77.4"),
        targets=[target("2024/25", 80, tolerance=5, mode="percent"), target("2026/27", 90)],
    )

    assert found.value == 77.4
    assert found.rag is Rag.AMBER
    assert found.months_old == 18
    assert found.gap is None
    assert found.direction is Direction.IMPROVED


def test_a_result_after_the_reporting_period_is_not_seen() -> None:
    found = judge(kpi(), "2026/27 Q1", results=results("2026/27 Q1 = 1, 2026/27 Q2 = 2"))

    assert found.value == 1


def test_a_result_supplied_after_the_as_at_day_is_not_seen() -> None:
    early, late = results("2026/27 Q1 = 1, 2026/27 Q2 = 2")
    late = late.model_copy(update={"supplied_on": date(2026, 10, 24)})
    found = judge(kpi(), results=[early, late])

    assert found.value == 1
    assert found.gap is GapReason.AWAITING


@pytest.mark.parametrize(
    ("recorded", "lag", "gap", "value"),
    [
        ("2026/27 Q1 = 5, 2026/27 Q2 = 6", 14, None, 6),
        ("2026/27 Q1 = 5", 14, GapReason.AWAITING, 5),
        ("2026/27 Q1 = 5", 60, GapReason.NOT_DUE, 5),
        ("2026/27 Q1 = 5, 2026/27 Q2 = Awaiting data", 14, GapReason.AWAITING, 5),
        ("2026/27 Q1 = 5, 2026/27 Q2 = Suspended", 14, GapReason.SUSPENDED, None),
        ("2026/27 Q1 = 5, 2026/27 Q2 = Suppressed", 14, GapReason.SUPPRESSED, None),
        ("2025/26 Q4 = Suspended, 2026/27 Q2 = 6", 14, None, 6),
        ("", 14, GapReason.AWAITING, None),
    ],
)
def test_a_missing_result_has_a_named_reason_and_is_never_zero(
    recorded: str, lag: int, gap: GapReason | None, value: float | None
) -> None:
    found = judge(kpi(lag_days=lag), results=results(recorded), targets=[target("2026/27", 1)])

    assert (found.gap, found.value) == (gap, value)
    assert (found.rag is Rag.NO_DATA) == (value is None)


def test_a_three_yearly_survey_is_up_to_date_between_its_years() -> None:
    three_yearly = kpi(frequency="calendar year", every=3)

    assert judge(three_yearly, results=results("2023 = 60")).gap is None
    assert judge(three_yearly, results=results("2022 = 60")).gap is GapReason.AWAITING


def test_a_year_target_holds_for_its_quarters() -> None:
    found = judge(kpi(), results=results("2026/27 Q2 = 80"), targets=[target("2026/27", 80)])

    assert found.rag is Rag.GREEN


@pytest.mark.parametrize("aggregation", ["Sum", "Cumulative year to date"])
def test_a_total_for_the_year_says_nothing_of_a_quarter(aggregation: str) -> None:
    adding = kpi(aggregation=aggregation, comparator_type="Same period last year")
    recorded = results("2026/27 Q2 = 30")

    assert judge(adding, results=recorded, targets=[target("2026/27", 100)]).rag is Rag.NO_TARGET
    profiled = [target("2026/27", 100), target("2026/27 Q2", 25)]
    assert judge(adding, results=recorded, targets=profiled).rag is Rag.GREEN


def test_a_target_of_another_year_is_not_borrowed() -> None:
    found = judge(kpi(), results=results("2026/27 Q2 = 80"), targets=[target("2025/26", 80)])

    assert found.rag is Rag.NO_TARGET


def test_a_tracker_is_never_rated() -> None:
    found = judge(kpi(type="Tracker", polarity="None"), results=results("2026/27 Q2 = 80"))

    assert found.rag is Rag.TRACKER


def test_an_interim_target_is_held_against_the_comparator() -> None:
    recorded = results("2026/27 Q1 = 5, 2026/27 Q2 = 6")
    found = judge(kpi(type="Interim"), results=recorded, targets=[target("2026/27", "Increase")])

    assert found.rag is Rag.GREEN
    assert (
        judge(
            kpi(type="Interim"), results=recorded[1:], targets=[target("2026/27", "Increase")]
        ).rag
        is Rag.NO_COMPARATOR
    )


def test_nearer_to_the_band_is_an_improvement_whatever_the_sign() -> None:
    found = judge(
        kpi(polarity="Within"),
        results=results("2026/27 Q1 = 110, 2026/27 Q2 = 104"),
        targets=[target("2026/27", 95, upper=100)],
    )

    assert found.direction is Direction.IMPROVED


def test_a_city_under_two_codes_is_one_peer_and_we_are_none() -> None:
    found = judge(
        kpi(benchmark_group="Core Cities"),
        results=results("2026/27 Q2 = 80"),
        groups=group("Leeds", "Sheffield", "Bristol", "Cardiff"),
        area_codes=[former("Old", "Sheffield")],
        comparator_values=peers(
            "2026/27 Q2", Leeds=80, Old=91, Sheffield=90, Bristol=70, Cardiff=None, Paris=99
        ),
    )

    assert found.benchmark is not None
    assert found.benchmark.standing == "2nd of 3"
    assert found.benchmark.median == 80


def test_a_benchmark_is_of_the_latest_period_that_both_have() -> None:
    found = judge(
        kpi(benchmark_group="Core Cities"),
        results=results("2026/27 Q1 = 60, 2026/27 Q2 = 80"),
        groups=group("Sheffield", "Bristol"),
        comparator_values=peers("2026/27 Q1", Sheffield=50, Bristol=70),
    )

    assert found.benchmark is not None
    assert found.benchmark.period.name == "2026/27 Q1"
    assert found.benchmark.standing == "2nd of 3"


def test_a_restricted_figure_reaches_no_comparison() -> None:
    values = peers("2026/27 Q2", Sheffield=50, Bristol=70, Cardiff=90)
    hidden = [value.model_copy(update={"restricted": True}) for value in values[2:]]
    found = judge(
        kpi(benchmark_group="Core Cities"),
        results=results("2026/27 Q2 = 80"),
        groups=group("Sheffield", "Bristol", "Cardiff"),
        comparator_values=[*values[:2], *hidden],
    )

    assert found.benchmark is not None
    assert found.benchmark.areas == 3


def test_overlapping_results_are_not_charted() -> None:
    recorded = results(
        ", ".join(f"202{y}/2{y + 1} Q{q} = {y + q}" for y in range(3, 6) for q in (1, 2, 3, 4))
    )

    assert judge(kpi(aggregation="Rolling"), results=recorded).trend is None
    assert judge(kpi(), results=recorded).trend is not None


def test_a_kpi_that_has_retired_is_not_assessed() -> None:
    asked = Question(read_period("2026/27 Q2"), AS_AT)

    assert assess(register(kpi(state="Retired")), asked) == ()
    assert assess(register(kpi(valid_to=date(2026, 3, 31))), asked) == ()
    assert len(assess(register(kpi(valid_to=date(2026, 8, 31))), asked)) == 1


def test_a_revision_supplied_later_leaves_the_figure_it_replaced() -> None:
    first, revised = results("2026/27 Q2 = 5, 2026/27 Q2 = 9")
    late = {"revision": 1, "supplied_on": date(2026, 11, 20)}
    found = judge(kpi(), results=[first, revised.model_copy(update=late)])

    assert found.value == 5


def test_a_comparator_revised_later_is_compared_as_it_stood() -> None:
    first, revised, latest = results("2026/27 Q1 = 4, 2026/27 Q1 = 100, 2026/27 Q2 = 5")
    late = {"revision": 1, "supplied_on": date(2026, 11, 20)}
    found = judge(kpi(), results=[first, revised.model_copy(update=late), latest])

    assert found.comparator is not None
    assert found.comparator.value == 4


def test_a_period_that_has_not_ended_is_refused() -> None:
    with pytest.raises(RefusalError, match="ends on 31/12/2026, after the as-at day 23/10/2026"):
        judge(kpi(), "2026/27 Q3")


def test_a_total_whose_target_became_a_word_this_year_is_held_against_the_word() -> None:
    adding = kpi(aggregation="Sum", type="Interim")
    targets = [target("2025/26", 100), target("2026/27", "Increase")]
    found = judge(adding, results=results("2026/27 Q1 = 5, 2026/27 Q2 = 6"), targets=targets)

    assert found.rag is Rag.GREEN


def test_words_under_a_months_own_period_are_found() -> None:
    words = Commentary(ref="AH01", period="2026-09", what_happened="It rose.")
    found = judge(kpi(frequency="month"), results=results("2026-09 = 5"), commentary=[words])

    assert found.commentary == words
