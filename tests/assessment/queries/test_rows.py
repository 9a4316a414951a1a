"""Rows that another sheet does not know, that hold at once, or that lack what they need."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import group, kpi, peers, register, results, target
from xlkpi.register.kpi import Alignment, Contact
from xlkpi.register.process import Meeting
from xlkpi.register.result import Result, SignOff

HELD: Mapping[str, Any] = {
    "results": results("2026/27 Q1 = 77, 2026/27 Q2 = 81"),
    "targets": [target("2026/27", 80)],
}
PLACED = Alignment(ref="AH01", framework="Plan", priority="Homes")
BOARD = "Adults, Health and Active Lifestyles"


def codes(*more: Any, **tables: Any) -> set[str]:  # noqa: ANN401 -- rows of any table
    return set(asked(register(kpi(**COMPLETE), *more, **{**HELD, **tables})))


def test_a_sound_register_raises_no_query() -> None:
    assert codes() == set()
    assert codes(alignments=[PLACED], contacts=_contacts(), sign_offs=[_signed()]) == set()


def _contacts() -> list[Contact]:
    return [Contact(role="head of adult social care"), Contact(role="Performance Officer")]


def _signed(directorate: str = "Adults and Health") -> SignOff:
    return SignOff(directorate=directorate, period="2026/27 Q1")


def meeting(body: str) -> Meeting:
    return Meeting(body=body, period="2026/27 Q2")


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"alignments": [PLACED.model_copy(update={"ref": "ZZ"})]}, "no-alignment"),
        ({"contacts": _contacts()[:1]}, "no-contact"),
        ({"sign_offs": [_signed("Adults, Health")]}, "unknown-directorate"),
        ({"alignments": [PLACED, PLACED]}, "overlapping-alignments"),
        ({"groups": [*group("E1"), *group("E1")]}, "overlapping-memberships"),
        ({"targets": []}, "missing-target"),
        ({"targets": [target("2025/26", 80)]}, "missing-target"),
    ],
)
def test_what_a_sheet_lacks_or_says_twice(tables: Mapping[str, Any], code: str) -> None:
    assert codes(**tables) == {code}


def test_validity_that_ends_before_the_next_begins_does_not_overlap() -> None:
    rows = [
        Alignment(ref="AH01", framework="Plan", valid_to="31/03/2026"),
        Alignment(ref="AH01", framework="Plan", valid_from="01/04/2026"),
        Alignment(ref="AH01", framework="Ambition"),
    ]

    assert codes(alignments=rows) == set()


def test_a_target_that_is_not_appropriate_is_not_missing() -> None:
    none_needed = target("2026/27", None, status="Not appropriate")

    assert codes(targets=[none_needed]) == set()
    assert codes(targets=[target("2026/27", None, status="Needed")]) == {"missing-target"}


def test_a_field_that_no_kpi_has_is_one_query_and_others_one_a_kpi() -> None:
    two = [kpi(**{**COMPLETE, "source": None, "owner": None}), kpi(ref="AH02", **COMPLETE)]
    two[1] = two[1].model_copy(update={"source": None, "type": two[1].type})
    found = asked(register(*two, **HELD))["missing-field"]

    assert [one.message for one in found] == [
        "no KPI has a source: fill the column, or add it",
        "the KPI has no owner: fill in",
    ]


def test_boards_without_a_meeting_and_boards_spelt_almost_alike() -> None:
    odd = kpi(**{**COMPLETE, "ref": "AH02", "boards": f"{BOARD}s"})
    again = kpi(**{**COMPLETE, "ref": "AH03"})
    rows = {"timetable": [meeting(f"Scrutiny Board ({BOARD})")]}
    found = asked(register(kpi(**COMPLETE), odd, again, **{**HELD, **rows}))

    assert found["similar-names"][0].expected == BOARD
    assert [one.kpi for one in found["unknown-board"]] == ["AH02"]
    assert codes(timetable=[meeting("Corporate Leadership Team")]) == set()


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("ZZ99", None, "replaced-by-unknown"),
        ("AH02", "AH01", "replaced-in-circle"),
        ("AH01", None, "replaced-in-circle"),
        ("AH02", None, "replaced-still-live"),
    ],
)
def test_where_a_replacement_leads(first: str, second: str | None, code: str) -> None:
    older = kpi(**COMPLETE, replaced_by=first)
    newer = kpi(**{**COMPLETE, "ref": "AH02"}, replaced_by=second, type="Tracker")
    found = asked(register(older, newer, **HELD))

    assert code in found
    assert len({c for c in found if c.startswith("replaced")}) == 1


def test_a_kpi_that_ended_before_its_replacement_began_is_sound() -> None:
    older = kpi(**COMPLETE, replaced_by="AH02", valid_to="31/03/2026")
    newer = kpi(**{**COMPLETE, "ref": "AH02"}, valid_from="01/04/2026", type="Tracker")
    rows = {"results": results("2026/27 Q2 = 81", "AH02")}

    assert set(asked(register(older, newer, **rows))) == set()


def test_an_area_under_two_codes_would_count_twice() -> None:
    values = peers("2026/27 Q2", E1=5, E2=6)
    named = [row.model_copy(update={"area": "Sheffield"}) for row in values]

    assert codes(comparator_values=named) == {"area-under-two-codes"}
    assert codes(comparator_values=values) == set()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((0, 1, 2), False), ((0, 2), True), ((1,), True), ((None, 1), False)],
)
def test_revisions_are_numbered_in_order(
    numbers: tuple[int | None, ...], *, expected: bool
) -> None:
    rows = [
        Result(ref="AH01", period="2026/27 Q2", value=81, revision=number) for number in numbers
    ]

    assert ("revision-skipped" in codes(results=rows)) is expected


def test_one_span_under_two_names_has_one_figure() -> None:
    rolling = kpi(**{**COMPLETE, "frequency": "rolling year", "aggregation": "Rolling"})
    rows = results("12 months to 2026-03 = 50, 2025/26 = 51")
    found = asked(register(rolling, results=rows, targets=[target("2026/27", 80)]))

    assert "same-span-twice" in found


def test_a_return_that_was_sent_again_is_one_query() -> None:
    refs = ("AH01", "AH02", "AH03")
    kpis = [kpi(**{**COMPLETE, "ref": ref}, type="Tracker") for ref in refs]
    written = "2026/27 Q1 = 77, 2025/26 Q4 = 75.5, 2026/27 Q2 = 77"
    rows = [row for ref in refs for row in results(written, ref)]
    moved = [*rows[:-1], *results("2026/27 Q2 = 78", "AH03")]

    (query,) = asked(register(*kpis, results=rows))["return-unchanged"]
    assert "all 3 KPIs of Adults and Health for 2026/27 Q2" in query.message
    assert "return-unchanged" not in asked(register(*kpis, results=moved))
