"""Where each of the Register's tables lives: its workbook, its sheet, its columns.

The shipped workbooks are written by these and any workbook is read by them; a council whose sheets
or headings differ says so in `xlkpi.toml`, and nothing in its files has to change.
"""

from dataclasses import dataclass

from xlkpi.register.collect import KINDS
from xlkpi.register.record import Record
from xlkpi.workbook.headings import ACCEPTED, HEADINGS

SCORECARD = "scorecard"
"""The workbook in which a quarter is entered: read beside the Register, never as a part of it."""

BOOKS = {
    "data_record": "KPI Data Record.xlsx",
    "supporting_information": "KPI Supporting Information.xlsx",
    "benchmarks": "Benchmarks.xlsx",
    "checklist": "Reporting Checklist.xlsx",
    SCORECARD: "CLT Scorecard.xlsx",
}
"""The Register's workbooks and the Scorecard, with the file names they ship under."""

SHEETS = {
    "supporting_information": {
        "kpis": "KPIs",
        "alignments": "Framework",
        "targets": "Targets",
        "contacts": "Contacts",
        "changes": "Changes",
    },
    "data_record": {
        "results": "Results",
        "commentary": "Commentary",
        "sign_offs": "Sign-offs",
    },
    "benchmarks": {
        "comparator_values": "Comparator values",
        "groups": "Groups",
        "area_codes": "Former codes",
    },
    "checklist": {
        "checklist": "Steps",
        "timetable": "Timetable",
        "actions": "Actions",
        "escalations": "Escalations",
        "risks": "Risks",
        "customer_issues": "Contact Centre",
        "highlights": "Highlights",
    },
    SCORECARD: {
        "entries": "Scorecard",
    },
}
"""Workbook to table to the name of its sheet, in the order of the tabs."""

OPTIONAL = ("risks", "customer_issues", "highlights")
"""Tables that not every council keeps here: where the shipped sheet is missing, there is none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of one kind of record are written in the Register's own workbooks."""

    record: type[Record]
    book: str
    """Which of the Register's workbooks: a key of `BOOKS`."""
    sheet: str

    @property
    def headings(self) -> dict[str, str]:
        """Field to its heading, in the order of the columns."""
        return HEADINGS[self.record.table]

    @property
    def table_name(self) -> str:
        """The name of the table object in the sheet."""
        return f"tbl{self.sheet.replace(' ', '').replace('-', '')}"

    def spellings(self, field: str) -> tuple[str, ...]:
        """Return every heading under which a field is recognised, the canonical one first."""
        return (self.headings[field], *ACCEPTED.get(self.record.table, {}).get(field, ()))


LAYOUTS = {
    table: Layout(KINDS[table], book, sheet)
    for book, sheets in SHEETS.items()
    for table, sheet in sheets.items()
}
"""Every table of the Register by name."""
