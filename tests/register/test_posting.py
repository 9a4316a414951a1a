"""What posting would change: never an earlier figure without a word."""

from datetime import date
from typing import Any

import pytest

from tests.making.records import kpi
from xlkpi.register.entry import Entry
from xlkpi.register.posting import Difference, Fate, Step, differences, steps
from xlkpi.register.register import Register
from xlkpi.register.result import Result, ResultStatus

AS_AT = date(2026, 10, 23)


def difference(standing: dict[str, Any] | None, **typed: Any) -> Difference:  # noqa: ANN401 -- cells
    """Return the difference between a typed row and what stands for the same quarter."""
    row = {"ref": "AH01", "period": "2026/27 Q2"}
    results = () if standing is None else (Result(**row, **standing),)
    register = Register(kpis=(kpi(),), results=results)
    return differences(register, [Entry(**{**row, **typed})], AS_AT)[0]


@pytest.mark.parametrize(
    ("standing", "typed", "fate"),
    [
        (None, {"value": 77.4}, Fate.NEW),
        (None, {"gap_reason": "Suspended"}, Fate.NEW),
        (None, {}, Fate.BLANK),
        ({"value": 77.4}, {}, Fate.BLANK),
        ({"value": 77.4}, {"value": 77.4}, Fate.UNCHANGED),
        ({"value": 0.3}, {"value": 0.1 + 0.2}, Fate.UNCHANGED),
        ({"value": 77.4, "note": "late", "status": "Final"}, {"value": 77.4}, Fate.UNCHANGED),
        ({"gap_reason": "Awaiting data"}, {"value": 77.4}, Fate.NEW),
        ({"gap_reason": "Awaiting data"}, {"gap_reason": "Awaiting data"}, Fate.UNCHANGED),
        ({"gap_reason": "Awaiting data"}, {"gap_reason": "Suspended"}, Fate.HELD_BACK),
        ({"value": 77.4}, {"value": 77.5}, Fate.HELD_BACK),
        ({"value": 77.4}, {"value": 77.5, "status": "Provisional"}, Fate.HELD_BACK),
        ({"value": 77.4}, {"value": 77.5, "status": "Revised"}, Fate.REVISED),
        ({"value": 77.4, "status": "Final"}, {"value": 77.5, "status": "Final"}, Fate.HELD_BACK),
        (
            {"value": 77.4, "status": "Provisional"},
            {"value": 77.5, "status": "Final"},
            Fate.REVISED,
        ),
        (
            {"value": 77.4, "status": "Provisional"},
            {"value": 77.4, "status": "Final"},
            Fate.REVISED,
        ),
        ({"value": 77.4}, {"value": 77.4, "note": "agreed"}, Fate.REVISED),
        ({"value": 77.4}, {"gap_reason": "Suppressed", "status": "Revised"}, Fate.REVISED),
        (None, {"value": 77.4, "period": "2026/27 Q3"}, Fate.HELD_BACK),
    ],
)
def test_the_fate_of_a_row(
    standing: dict[str, Any] | None, typed: dict[str, Any], fate: Fate
) -> None:
    assert difference(standing, **typed).fate is fate


def test_a_row_that_is_held_back_says_what_to_do() -> None:
    assert difference({"value": 77.4}, value=77.5).why == (
        "77.4 was posted for 2026/27 Q2: choose Revised under Status to replace it, or correct "
        "the Period"
    )
    assert difference(None, value=1, period="2026/27 Q3").why.startswith(
        "2026/27 Q3 ends on 31/12/2026, after 23/10/2026"
    )


def test_a_revision_is_a_row_of_its_own_with_the_next_number() -> None:
    found = difference({"value": 77.4, "revision": 1}, value=77.5, status="Revised", note="recount")
    row = found.result("Head of Policy", AS_AT)

    assert (row.value, row.revision, row.status) == (77.5, 2, ResultStatus.REVISED)
    assert (row.note, row.supplied_by, row.supplied_on) == ("recount", "Head of Policy", AS_AT)


def test_a_first_figure_has_no_revision_number() -> None:
    assert difference(None, value=77.4).result("Head of Policy", AS_AT).revision is None


def test_the_steps_name_each_thing_that_is_not_as_it_was() -> None:
    found = difference({"value": 77.4, "status": "Provisional"}, value=77.5, status="Final")

    assert steps(found) == (Step("Figure", "77.4", "77.5"), Step("Status", "Provisional", "Final"))
    assert steps(difference(None, gap_reason="Suspended")) == (Step("Figure", "", "Suspended"),)
