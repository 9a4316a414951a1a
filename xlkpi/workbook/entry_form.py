"""The CLT Scorecard: the form in which a quarter is entered, with what its functions will read."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.benchmark import peer_values
from xlkpi.assessment.row import row_of
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.assessment.series import series
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.workbook.scorecard_sheet import add_chips
from xlkpi.workbook.table_sheet import Column, Kind, Sheet
from xlkpi.workbook.table_writer import RegisterBook

HISTORY_LENGTH = 24
"""How many of the latest results the History table holds, gaps included."""

ENTRY_COLUMNS = (
    Column("ref", "KPI ref"),
    Column("title", "KPI"),
    Column("period", "Period"),
    Column("latest", "Latest", Kind.NUMBER),
    Column("note", "Note"),
    Column("rag", "Rating"),
    Column("direction", "Direction"),
    Column("target", "Target", Kind.NUMBER),
    Column("upper", "Upper end of band", Kind.NUMBER),
    Column("tolerance", "Tolerance", Kind.NUMBER),
    Column("mode", "Tolerance mode"),
    Column("polarity", "Polarity"),
    Column("comparator_period", "Comparator period"),
    Column("comparator", "Comparator", Kind.NUMBER),
    Column("unit", "Unit"),
    Column("decimals", "Decimals", Kind.WHOLE),
    Column("why", "Why"),
    Column("data_note", "Data note"),
    Column("directorate", "Directorate"),
    Column("owner", "Owner (role)"),
    Column("frequency", "Frequency"),
)

ABOUT = "One row a KPI. Type into Latest and Note; the other columns are copied from the Register."

HOW_TO = (
    "Type this quarter's figure into Latest, in the unit of the row; leave it blank without one.",
    "Say anything a reader must know in Note: provisional, revised, why there is no figure.",
    "Rating, Direction and Why are refreshed from the Data Record; they are not for typing.",
    "Agreed figures go into the KPI Data Record, from which the papers are made.",
)


def entry_form(register: Register, card: Scorecard, notice: str | None, area_code: str) -> bytes:
    """Return the entry form of a scorecard's period, with its History and Peers tables."""
    title = f"CLT Scorecard: {card.period.title}"
    live = card.assessments
    places = [a.kpi.decimals for a in live]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        with RegisterBook(path, title, notice or title) as book:
            sheet = Sheet("Scorecard", title, ABOUT, "tblScorecard", ENTRY_COLUMNS)
            page = book.table(sheet, [_entry(a) for a in live], places)
            add_chips(book, page, ENTRY_COLUMNS, len(live))
            book.table(_history_sheet(), [_history(a) for a in live], places)
            book.table(*_peers(register, live, area_code), places)
            book.cover("Where a quarter is entered and seen rated.", HOW_TO)
        return path.read_bytes()


def _entry(assessment: Assessment) -> Mapping[str, object]:
    """Return the row of one KPI: figures as numbers, and a target as its number or word."""
    kpi, target, row = assessment.kpi, assessment.target, row_of(assessment)
    return {
        **{field: getattr(row, field) for field in ("direction", "why", "data_note", "rag")},
        **{field: getattr(kpi, field) for field in ("ref", "title", "directorate", "owner")},
        "frequency": row.frequency,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "polarity": kpi.polarity,
        "period": row.period,
        "latest": assessment.value,
        "note": assessment.latest.note if assessment.latest else None,
        "target": (target.value if target.word is None else target.word) if target else None,
        "upper": target.upper if target else None,
        "tolerance": target.tolerance if target else None,
        "mode": target.mode if target else None,
        "comparator_period": row.comparator_period,
        "comparator": assessment.comparator.value if assessment.comparator else None,
    }


def _history_sheet() -> Sheet:
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


def _history(assessment: Assessment) -> Mapping[str, object]:
    """Return the latest results of one KPI, right-aligned so that the last column is the latest."""
    recorded: Sequence[Result] = assessment.history
    values = series(recorded)[-HISTORY_LENGTH:]
    first = HISTORY_LENGTH - len(values) + 1
    return {
        "ref": assessment.kpi.ref,
        "period": recorded[-1].period if recorded else "None",
        **{f"value{first + i}": value for i, value in enumerate(values)},
    }


def _peers(
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
