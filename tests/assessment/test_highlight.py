"""Highlights: picked for stated reasons, good news too, eight at most, and people decide."""

from datetime import date

import pytest

from tests.making.records import kpi, register, results, target
from xlkpi.assessment.assess import Question
from xlkpi.assessment.highlight import Highlight, dropped, highlights, passed_over
from xlkpi.assessment.scorecards import Scorecards, scorecards
from xlkpi.register.benchmark import ComparatorValue, GroupMember
from xlkpi.register.process import Escalation, HighlightDecision
from xlkpi.register.register import Register
from xlkpi.register.result import Commentary
from xlkpi.register.target import TargetRow
from xlkpi.terms.period_text import read_period

ASKED = Question(read_period("2026/27 Q2"), date(2026, 10, 23))
QUARTERS = [f"{2024 + n // 4}/{25 + n // 4} Q{n % 4 + 1}" for n in range(10)]


def series(*values: float) -> str:
    """Return results up to 2026/27 Q2."""
    return "\n".join(f"{q} = {v}" for q, v in zip(QUARTERS[-len(values) :], values, strict=True))


def picked(record: Register) -> tuple[Highlight, ...]:
    return highlights(scorecards(record, ASKED).clt)


def reasons(values: str, *targets: TargetRow, **fields: object) -> tuple[str, ...]:
    found = picked(register(kpi(**fields), results=results(values), targets=targets))
    return found[0].reasons if found else ()


def goal(**fields: object) -> TargetRow:
    years = {"tolerance": 5, "mode": "percent"}
    return target("2026/27", 80, **{**years, **fields})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((90, 60, 50), ("Red two periods running", "Red and worsening")),
        ((90, 78), ("Rating changed from Green to Amber",)),
        ((78, 90), ("Rating changed from Amber to Green",)),
        ((95, 94, 93, 92), ("Worse three periods running",)),
        ((82, 84, 85, 90), ("Better three periods running",)),
        ((90, 85, 90, 85, 90, 85, 90, 91), ("Best result of its series",)),
        ((90, 85, 90, 85, 90, 85, 90, 82), ("Worst result of its series",)),
        ((90, 85, 90), ()),
    ],
)
def test_a_reason_is_stated_in_words(values: tuple[float, ...], said: tuple[str, ...]) -> None:
    found = reasons(series(*values), goal())

    assert [one for one in found if "control chart" not in one] == list(said)


def test_a_result_beyond_the_floor_says_so() -> None:
    floor = goal(tolerance=70, mode="floor")

    assert "Beyond the agreed floor" in reasons(series(75, 60), floor)
    assert "Beyond the agreed floor" not in reasons(series(75, 60), goal())


def test_a_cumulative_series_has_no_best_result_and_no_steps() -> None:
    rising = series(10, 20, 30, 40, 50, 60, 70, 80, 90)

    assert reasons(rising, aggregation="Cumulative year to date") == ()


def test_a_rank_that_moved_by_two_places_is_a_reason() -> None:
    areas = {"A": (50, 50), "B": (52, 90), "C": (54, 90)}
    peers = [
        ComparatorValue(ref="AH01", period=period, area_code=code, value=values[n])
        for n, period in enumerate(("2026/27 Q1", "2026/27 Q2"))
        for code, values in areas.items()
    ]
    record = register(
        kpi(benchmark_group="Core Cities"),
        results=results("2026/27 Q1 = 60\n2026/27 Q2 = 61"),
        comparator_values=peers,
        groups=[GroupMember(group="Core Cities", area_code=a, area=a) for a in areas],
    )
    (found,) = picked(record)

    assert found.reasons == ("Fell by two places among the Core Cities",)
    assert found.is_concern


def decided(ref: str, highlight: object, note: str | None = None) -> HighlightDecision:
    return HighlightDecision(ref=ref, period="2026/27 Q2", highlight=highlight, note=note)


def crowd(number: int, **tables: object) -> Scorecards:
    """Return the scorecards of so many KPIs that officers wrote about, all of them red."""
    refs = [f"AH{n:02d}" for n in range(1, number + 1)]
    said = [Commentary(ref=ref, period="2026/27 Q2", what_happened="It fell.") for ref in refs]
    record = register(
        *(kpi(ref=ref) for ref in refs),
        kpi(ref="ZZ01"),
        results=[
            *(row for ref in refs for row in results("2026/27 Q1 = 60\n2026/27 Q2 = 50", ref)),
            *results("2026/27 Q1 = 60\n2026/27 Q2 = 95", "ZZ01"),
        ],
        targets=[goal(ref=ref) for ref in (*refs, "ZZ01")],
        commentary=said,
        **tables,
    )
    return scorecards(record, ASKED)


def test_eight_are_shown_and_what_else_was_raised_is_named() -> None:
    card = crowd(12).clt
    found = highlights(card)

    assert len(found) == 8
    assert len(passed_over(card, found)) == 5


def test_among_twelve_concerns_there_is_the_good_news() -> None:
    found = highlights(crowd(12).clt)

    assert [h.assessment.kpi.ref for h in found if not h.is_concern] == ["ZZ01"]


def test_an_escalation_comes_before_words_and_words_before_rules() -> None:
    up = Escalation(number=1, ref="AH12", period="2026/27 Q2", from_level="Service", to_level="CLT")
    found = highlights(crowd(12, escalations=[up]).clt)

    assert found[0].assessment.kpi.ref == "AH12"
    assert found[0].reasons[:2] == ("Escalated to CLT", "The owner has commented")


def test_what_a_person_wants_is_there_beyond_the_eight() -> None:
    wanted = [decided(f"AH{n:02d}", "Yes", "The board asked") for n in range(1, 11)]
    found = highlights(crowd(12, highlights=wanted).clt)

    assert [h.assessment.kpi.ref for h in found] == [f"AH{n:02d}" for n in range(1, 11)]
    assert found[0].reasons[0] == "The board asked"


def test_what_a_person_dropped_is_not_there_whatever_the_rules_say() -> None:
    card = crowd(2, highlights=[decided("AH01", "No"), decided("AH02", None)]).clt

    assert [h.assessment.kpi.ref for h in highlights(card)] == ["AH02", "ZZ01"]
    assert [a.kpi.ref for a in dropped(card)] == ["AH01"]


def test_a_decision_holds_for_its_own_period_alone() -> None:
    earlier = HighlightDecision(ref="AH01", period="2026/27 Q1", highlight="No")

    assert len(highlights(crowd(1, highlights=[earlier]).clt)) == 2


def test_why_it_was_decided_is_not_said_in_public() -> None:
    board = crowd(1, highlights=[decided("AH01", "Yes", "Asked for by a colleague")]).boards[0]
    found = highlights(board)[0]

    assert found.reasons[0] == "Chosen by officers"
    assert "colleague" not in repr(found)
