"""Whatever a workbook holds: a proposal that can be written, or the reason for none."""

import tempfile
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.making.foreign import workbook
from xlkpi.settings.writing import with_proposal
from xlkpi.workbook.adopt.plan import propose

HEADINGS = (
    "Ref", "PI Code", "Indicator", "Measure", "Q1", "Q2 2025/26", "Qtr 1 Actual", "Apr-25",
    "Target", "RAG", "Status", "Tolerance %", "Aim", "Freq", "Owner", "Period", "Actual",
    "Comments", "Due", "Total", "2025/26", 'a "quoted" heading', "tab\there", "Last year", "May",
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.sampled_from(HEADINGS),
    st.sampled_from(
        ("A1", "A2", "B 1", "High", "↑", "g", "data only", "Q2", "n/a", "1,234", "tbc")
    ),
    st.floats(-1e6, 1e6),
    st.integers(0, 2100),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["Q1", "Ref", "Q1", "Ref"], [[None, "PI Code", "Ref"]], 0)
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=10),
    st.lists(st.lists(CELLS, max_size=10), max_size=8),
    st.integers(0, 3),
)
def test_any_sheet_gives_settings_that_can_be_read_or_a_reason(
    headings: Sequence[str], rows: list[list[object]], at: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = workbook(Path(name) / "any.xlsx", {"Sheet": [*rows[:at], headings, *rows[at:]]})
        before = path.read_bytes()
        (sheet,) = (proposal := propose([path])).sheets
        text = with_proposal("", proposal, Path(name), date(2026, 10, 23)).text

        assert bool(sheet.skipped) != bool(sheet.tables)
        assert len(tomllib.loads(text).get("tables", [])) == len(sheet.tables)
        assert path.read_bytes() == before
