"""The CLT Scorecard: the form in which a quarter is entered, with what its functions will read."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.assessment.assess import Question
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.benchmark import peer_values
from xlkpi.assessment.entered import assess_entries, due_entries
from xlkpi.assessment.row import row_of
from xlkpi.assessment.series import series
from xlkpi.register.entry import Entry
from xlkpi.register.register import Register
from xlkpi.register.result import Result, ResultStatus
from xlkpi.terms.missing import GapReason
from xlkpi.terms.rag import Rag
from xlkpi.workbook.layout import LAYOUTS
from xlkpi.workbook.scorecard_sheet import add_chips
from xlkpi.workbook.table_sheet import Column, Kind, Sheet
from xlkpi.workbook.table_writer import RegisterBook

HISTORY_LENGTH = 24
"""How many of the latest results the History table holds, gaps included."""

NUMBERS = ("value", "target", "upper", "tolerance", "comparator", "min_change")
"""Columns whose cells are numbers, or the word that stands for one."""

CHOICES = {
    "status": tuple(status.value for status in ResultStatus),
    "gap_reason": tuple(reason.value for reason in GapReason),
}
"""Columns that are filled from a list."""


def _column(field: str, heading: str) -> Column:
    if field in CHOICES:
        return Column(field, heading, Kind.CHOICE, CHOICES[field])
    return Column(field, heading, Kind.NUMBER if field in NUMBERS else Kind.TEXT)


ENTRY = LAYOUTS[Entry.table]
ENTRY_COLUMNS = tuple(_column(field, heading) for field, heading in ENTRY.headings.items())

ABOUT = (
    "One row a KPI. Fill Period, Latest, Status, Reason for gap and Note; the rest is copied from "
    "the Register."
)

HOW_TO = (
    "Type the new figure into Latest, in the unit of the row, and its period into Period.",
    "Leave Latest blank without a figure, and choose the Reason for gap. Never type 0 for none.",
    "Choose Revised under Status when a figure replaces one that was posted for the same period.",
    "Say anything else that a reader must know in Note.",
    "Rating, Why, Direction, Trend and Rank in group are refreshed; they are not for typing.",
    "Posting puts agreed figures into the KPI Data Record, from which the papers are made.",
)


def entry_form(register: Register, question: Question, notice: str | None) -> bytes:
    """Return the form in which a period is entered, with its History and Peers tables."""
    title = f"CLT Scorecard: {question.period.title}"
    live = assess_entries(register, due_entries(register, question), question)
    places = [a.kpi.decimals for a in live]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        with RegisterBook(path, title, notice or title) as book:
            page = book.table(entry_sheet(title), [entry_row(a) for a in live], places)
            add_chips(book, page, ENTRY_COLUMNS, len(live))
            book.table(history_sheet(), [history_row(a) for a in live], places)
            book.table(*peers(register, live, question.area_code), places)
            book.cover("Where a quarter is entered and seen rated.", HOW_TO)
        return path.read_bytes()


def entry_sheet(title: str = "") -> Sheet:
    """Return the sheet in which a quarter is entered."""
    return Sheet(ENTRY.sheet, title, ABOUT, ENTRY.table_name, ENTRY_COLUMNS)


def entry_row(assessment: Assessment) -> Mapping[str, object]:
    """Return the Scorecard's row of one KPI: figures as numbers, words as the functions say them.

    What an officer fills is what the last result of the assessment's history says.
    """
    kpi, target, row = assessment.kpi, assessment.target, row_of(assessment)
    recorded = assessment.history[-1]
    return {
        **{field: getattr(kpi, field) for field in ("ref", "title", "directorate", "owner")},
        "frequency": row.frequency,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "polarity": kpi.polarity,
        "min_change": kpi.min_change,
        **{f: getattr(recorded, f) for f in ("period", "value", "status", "gap_reason", "note")},
        "target": _target(assessment),
        "upper": target.upper if target else None,
        "tolerance": target.tolerance if target else None,
        "mode": target.mode if target else None,
        "comparator_period": row.comparator_period,
        "comparator": assessment.comparator.value if assessment.comparator else None,
        "data_note": row.data_note,
        **rated(assessment),
    }


def _target(assessment: Assessment) -> object:
    """Return the target as its cell holds it: a number, or the word that stands for one."""
    target = assessment.target
    if target is None:
        return Rag.TRACKER if assessment.rag is Rag.TRACKER else None
    return target.value if target.word is None else target.word


def rated(assessment: Assessment) -> Mapping[str, object]:
    """Return what the rules say of one KPI, in the words of the worksheet functions."""
    row = row_of(assessment)
    return {
        "rag": assessment.rag,
        "why": assessment.why,
        "direction": assessment.direction,
        "trend": row.trend,
        "benchmark": row.rank,
    }


def history_sheet() -> Sheet:
    """Return the sheet whose rows `KPI_TREND` reads."""
    numbers = range(1, HISTORY_LENGTH + 1)
    return Sheet(
        "History",
        "Results before the latest, oldest first",
        "One row a KPI; the last column is the latest result. A blank is a gap.",
        "tblHistory",
        (
            Column("ref", "KPI ref"),
            Column("period", "To period"),
            *(Column(f"value{n}", f"Result {n}", Kind.NUMBER) for n in numbers),
        ),
    )


def history_row(assessment: Assessment) -> Mapping[str, object]:
    """Return the latest results of one KPI, right-aligned so that the last column is the latest."""
    latest = assessment.latest
    recorded: Sequence[Result] = [
        row for row in assessment.history if latest is None or row.period <= latest.period
    ]
    values = series(recorded)[-HISTORY_LENGTH:]
    first = HISTORY_LENGTH - len(values) + 1
    return {
        "ref": assessment.kpi.ref,
        "period": recorded[-1].period if recorded else "None",
        **{f"value{first + i}": value for i, value in enumerate(values)},
    }


def peers(
    register: Register, live: Sequence[Assessment], area_code: str
) -> tuple[Sheet, Sequence[Mapping[str, object]]]:
    """Return the other areas' values for each KPI's benchmark period, an area a column."""
    others = (member for member in register.groups if member.area_code != area_code)
    areas = {member.area_code: member.area for member in others}
    rows = [_peer_row(register, assessment, area_code) for assessment in live]
    columns = (
        Column("ref", "KPI ref"),
        Column("period", "Period"),
        *(Column(code, area, Kind.NUMBER) for code, area in areas.items()),
    )
    about = "One row a KPI; a blank is an area without a value, or a KPI without a comparison."
    return Sheet("Peers", "Other areas' values", about, "tblPeers", columns), rows


def _peer_row(register: Register, assessment: Assessment, area_code: str) -> Mapping[str, object]:
    kpi, benchmark = assessment.kpi, assessment.benchmark
    if benchmark is None:
        return {"ref": kpi.ref, "period": "None"}
    values = peer_values(register, kpi, benchmark.period, area_code)
    return {"ref": kpi.ref, "period": benchmark.period, **values}
