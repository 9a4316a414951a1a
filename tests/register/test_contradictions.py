"""A row that says two things at once is a problem at the cell that says the second."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.making.books import Rows, problems, register_folder, small_tables

EARLY, LATE = "01/04/2026", "31/03/2027"

ROWS: Mapping[str, Mapping[str, Any]] = {
    "comparator_values": {"ref": "GR01", "period": "2026/27 Q1", "area_code": "E1"},
    "groups": {"group": "Core Cities", "area_code": "E1", "area": "One"},
}
"""A sound row of the tables that the small Register leaves blank."""


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        (
            "targets",
            {"tolerance": None},
            (
                "Targets!F5 (Tolerance mode): GR01 2026/27: the mode points has no tolerance: "
                "give the tolerance, or blank the mode"
            ),
        ),
        (
            "targets",
            {"mode": None},
            "Targets!E5 (Tolerance): GR01 2026/27: tolerance 2 has no mode",
        ),
        ("targets", {"tolerance": 0, "mode": None}, "tolerance 0 has no mode: say percent"),
        (
            "results",
            {"gap_reason": "Suppressed"},
            (
                "Results!L5 (Reason for gap): GR01 2025/26 Q3: the value 94.1 and the reason for a "
                "gap Suppressed cannot both hold: blank one of them"
            ),
        ),
        (
            "results",
            {"lower": 95, "upper": 93},
            (
                "Results!H5 (Lower 95% limit): GR01 2025/26 Q3: the lower limit 95 is above the "
                "upper 93: correct one of them"
            ),
        ),
        ("comparator_values", {"lower": 95, "upper": 93}, "Comparator values!F5 (Lower 95% limit)"),
        (
            "kpis",
            {"valid_from": LATE, "valid_to": EARLY},
            "KPIs!E5 (Valid from): GR01: begins on 31/03/2027, after its end on 01/04/2026",
        ),
        ("alignments", {"valid_from": LATE, "valid_to": EARLY}, "Framework!E5 (Valid from): GR01"),
        ("groups", {"member_from": LATE, "member_to": EARLY}, "Groups!D5 (Member from)"),
    ],
)
def test_a_row_that_contradicts_itself_is_located(
    tmp_path: Path, table: str, cells: Mapping[str, Any], expected: str
) -> None:
    tables = small_tables()
    rows: Rows = tables.setdefault(table, [dict(ROWS.get(table, {}))])
    rows[0].update(cells)
    (line,) = problems(register_folder(tmp_path, tables))

    assert expected in line
