"""A rating in a file is compared, never believed, and what rounding decides is told."""

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, results, target
from xlkpi.register.entry import Entry
from xlkpi.register.result import Result

TARGETS = [target("2026/27", 80, tolerance=5, mode="percent")]
BEFORE = results("2026/27 Q1 = 77")


@pytest.mark.parametrize(
    ("shown", "expected"), [("Amber", False), ("amber", False), ("Green", True), ("#NAME?", True)]
)
def test_the_scorecards_rating_is_that_of_its_own_figure(shown: str, *, expected: bool) -> None:
    record = register(kpi(**COMPLETE), results=BEFORE, targets=TARGETS)
    found = asked(record, [Entry(ref="AH01", period="2026/27 Q2", value=77.4, rag=shown)])

    assert ("rating-differs" in found) is expected
    assert all(query.expected == "Amber" for query in found["rating-differs"])


def test_a_row_without_a_figure_has_no_rating_to_compare() -> None:
    record = register(kpi(**COMPLETE), results=BEFORE, targets=TARGETS)
    found = asked(record, [Entry(ref="AH01", period="2026/27 Q2", rag="Green")])

    assert "rating-differs" not in found


def test_a_colour_in_the_record_is_compared_too() -> None:
    row = Result(ref="AH01", period="2026/27 Q2", value=77.4, rating_shown="Red")
    found = asked(register(kpi(**COMPLETE), results=[*BEFORE, row], targets=TARGETS))

    assert found["rating-differs"][0].message.startswith("the file shows Red, the rule gives Amber")


def test_rounding_that_hides_a_miss_is_queried() -> None:
    rows = results("2026/27 Q1 = 77, 2026/27 Q2 = 79.98")
    record = register(kpi(**COMPLETE), results=rows, targets=TARGETS)

    assert "as displayed (80.0%) it would be Green" in (
        asked(record)["rounding-hides-miss"][0].message
    )


def test_what_is_typed_and_not_posted_is_noted_and_what_is_posted_is_not() -> None:
    record = register(kpi(**COMPLETE), results=BEFORE, targets=TARGETS)
    typed = Entry(ref="AH01", period="2026/27 Q2", value=77.4)
    posted = Entry(ref="AH01", period="2026/27 Q1", value=77)

    (note,) = asked(record, [typed, posted])["not-posted"]
    assert note.message.startswith("77.4% is not in the KPI Data Record yet")
    assert note.severity.value == "Note"
