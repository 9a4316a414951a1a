"""The mapping that several sheets suggest together: which lists the KPIs, which gives what."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.register.cell import text_of
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.describing import described
from xlkpi.workbook.adopt.drafting import period_in
from xlkpi.workbook.adopt.header import titles
from xlkpi.workbook.adopt.kpi_table import kpi_fields, kpi_table
from xlkpi.workbook.adopt.periods import Context, context_of, timed
from xlkpi.workbook.adopt.plain import plain
from xlkpi.workbook.adopt.proposal import Proposal, Said, SheetProposal, TableProposal
from xlkpi.workbook.adopt.result_table import result_table
from xlkpi.workbook.adopt.seen import sheets_of
from xlkpi.workbook.adopt.target_table import target_table
from xlkpi.workbook.adopt.understood import Understood, understood
from xlkpi.workbook.layout import LAYOUTS, Layout

FEWEST_FIELDS = 3
"""A list of KPIs says something of each beside its reference and its name."""
LONGEST_NAME = 60

_NO_DIRECTORATE = re.compile(r"(?:sheet|table|page|data) ?\d*", re.IGNORECASE)

STACKED = (
    "references repeat, as where actual and target stand in rows of their own: only one row a KPI, "
    "or one a KPI and period, can be read"
)
RETURNS = (
    "a checklist of returns ({}): the Register keeps the steps of the process, not whose return "
    "has come in, and another sheet lists its KPIs"
)
AREAS = "it holds values of several areas: benchmarks are mapped by hand, as comparator_values"
SHIPPED = (
    "it has the headings of the sheet '{}' that the Register ships with, and is read without a "
    "mapping: name its workbook under [books] as {}"
)
MOST_HEADINGS = 0.8
"""The share of a shipped sheet's headings from which on a sheet is that one."""
NOTHING_NEW = "it names KPIs that another sheet lists, and holds no results or targets"


def propose(paths: Sequence[Path]) -> Proposal:
    """Return the mapping that workbooks suggest; nothing of it is written anywhere.

    Raises:
        WorkbookError: one of the files cannot be read as a workbook.
    """
    sheets = [understood(seen) for path in paths for seen in sheets_of(path)]
    lists = _lists(sheets)
    own_years = _own_years(sheets)
    done = tuple(
        _planned(sheet, is_list=sheet in lists, siblings=sheets, skip=own_years.get(id(sheet)))
        for sheet in sheets
    )
    used = [sheet for sheet, planned in zip(sheets, done, strict=True) if planned.tables]
    return Proposal(done, _council(sheets), _period(used))


def _lists(sheets: Sequence[Understood]) -> list[Understood]:
    """Return the sheets that list the KPIs: of sheets with the same KPIs, the one that says most.

    Of sheets that say as much, the latest counts: last year's sheet lists last year's KPIs.
    """

    def claim(sheet: Understood) -> tuple[int, int, int]:
        year = sheet.header.context.year if sheet.header else None
        return kpi_fields(sheet), year.number if year else 0, -sheets.index(sheet)

    listed: list[Understood] = []
    for sheet in sorted((s for s in sheets if s.one("title")), key=claim, reverse=True):
        if sheet.repeats_refs or (not sheet.refs and listed):
            continue
        if not any(sheet.refs.keys() & other.refs.keys() for other in listed):
            listed.append(sheet)
    return listed


def _own_years(sheets: Sequence[Understood]) -> Mapping[int, frozenset[Period]]:
    """Return the periods that each sheet leaves to another, which has the same KPIs.

    A sheet of its own year knows that year better than a column of last year's figures.
    """
    skip: dict[int, set[Period]] = {}
    for number, sheet in enumerate(sheets):
        for other in sheets[number + 1 :]:
            if not sheet.refs.keys() & other.refs.keys():
                continue
            for period in _periods(sheet) & _periods(other):
                loser = other if _is_own(sheet, period) or not _is_own(other, period) else sheet
                skip.setdefault(id(loser), set()).add(period)
    return {key: frozenset(periods) for key, periods in skip.items()}


def _periods(sheet: Understood) -> set[Period]:
    return {c.timed.period for c in sheet.of_periods("actual") if c.timed and c.timed.period}


def _is_own(sheet: Understood, period: Period) -> bool:
    return bool(sheet.header and sheet.header.context.year == period.financial_year)


def _planned(
    sheet: Understood,
    *,
    is_list: bool,
    siblings: Sequence[Understood],
    skip: frozenset[Period] | None,
) -> SheetProposal:
    """Return what one sheet is taken for."""
    if why := _why_not(sheet, is_list=is_list):
        return SheetProposal(sheet.seen.path, sheet.seen.name, skipped=why)
    tables: list[TableProposal] = []
    reads: dict[int, str] = {}
    notes: list[str] = []
    if is_list:
        table = kpi_table(sheet, _directorate(sheet, siblings))
        tables.append(table)
        for column in sheet.columns:
            if column.meaning and "kpis" in column.meaning.fields and not column.timed:
                reads[column.index] = f"kpis.{column.meaning.fields['kpis']}"
    for drafted in (result_table(sheet, skip or frozenset()), target_table(sheet)):
        if drafted:
            tables.append(drafted.table)
            reads = {**drafted.reads, **reads}
            notes += drafted.notes
    if not tables:
        return SheetProposal(sheet.seen.path, sheet.seen.name, skipped=_no_figures(sheet))
    return described(sheet, tuple(tables), reads, tuple(notes), skip or frozenset())


def _no_figures(sheet: Understood) -> str:
    """Return why none of the figures of a sheet can be read."""
    twice = [
        column.heading for column in sheet.columns if fold(column.heading) in sheet.headed_twice
    ]
    if twice:
        return f"several columns are headed {', '.join(dict.fromkeys(twice))}: rename all but one"
    return "other sheets give its figures"


def _why_not(sheet: Understood, *, is_list: bool) -> str:
    """Return why nothing is read from a sheet; blank when something is."""
    names = {c.meaning.name for c in sheet.columns if c.meaning}
    if why := _no_table(sheet, names):
        return why
    if names & {"actual", "target"}:
        if "area" in names and sheet.repeats_refs:
            return AREAS
        is_stacked = sheet.repeats_refs and "period" not in names
        return STACKED if is_stacked and not sheet.of_periods("actual") else ""
    if is_list and kpi_fields(sheet) >= FEWEST_FIELDS:
        return ""
    returns = [c.heading for c in sheet.columns if c.meaning and c.meaning.name == "returns"]
    return RETURNS.format(", ".join(returns)) if returns else NOTHING_NEW


def _no_table(sheet: Understood, names: set[str]) -> str:
    """Return why a sheet is no table about KPIs at all; blank when it is one."""
    if sheet.seen.is_chart:
        return "a sheet that is a chart: it holds no cells"
    if not any(any(cell is not None for cell in row) for row in sheet.seen.rows):
        return "it is empty"
    if sheet.header is None:
        return "no row has the headings of a table: it is text, a cover or a picture"
    if shipped := _shipped(sheet):
        return SHIPPED.format(shipped.sheet, shipped.book)
    if not names & {"ref", "title"}:
        return "no column holds references or names of KPIs"
    return "" if sheet.body.records else "no row stands below its headings"


def _shipped(sheet: Understood) -> Layout | None:
    """Return the shipped layout that a sheet has, or None."""
    headings = {plain(column.heading) for column in sheet.columns}
    for layout in LAYOUTS.values():
        own = {plain(heading) for heading in layout.headings.values()}
        is_named_so = fold(layout.sheet) == fold(sheet.seen.name)
        if is_named_so and len(own & headings) >= MOST_HEADINGS * len(own):
            return layout
    return None


def _directorate(sheet: Understood, siblings: Sequence[Understood]) -> Said | None:
    """Return the directorate that a sheet's name is, where sheets with its headings are several."""
    alike = [
        other
        for other in siblings
        if other.seen.path == sheet.seen.path
        and [plain(c.heading) for c in other.columns] == [plain(c.heading) for c in sheet.columns]
        and not other.refs.keys() & sheet.refs.keys()
    ]
    name = sheet.seen.name
    if not alike or _NO_DIRECTORATE.fullmatch(name) or context_of([("", name)]).year:
        return None
    if timed(name, Context()):
        return None
    many = len(alike) + 1
    return Said(name, f"the sheet's name: {many} sheets have the same headings and other KPIs")


def _council(sheets: Sequence[Understood]) -> Said | None:
    """Return the council that a title names."""
    for sheet in sheets:
        above = sheet.header.row + 1 - sheet.header.rows if sheet.header else 0
        for what, text in titles(sheet.seen, above):
            short = " ".join(text.split())
            is_name = fold(short).endswith(" council") and len(short) <= LONGEST_NAME
            if what == "the title" and is_name:
                return Said(short, f"the title of {sheet.seen.name}")
    return None


def _period(sheets: Sequence[Understood]) -> Said | None:
    """Return the period to report: as titles say, else the latest with a figure."""
    contexts = [sheet.header.context for sheet in sheets if sheet.header]
    current = [(c.current, c.where) for c in contexts if c.current]
    if current:
        period, where = max(current, key=lambda one: one[0])
        return Said(period.name, where)
    last = [s.last_figures for s in sheets if s.last_figures] or _last_of_rows(sheets)
    return Said(max(last).name, "the latest that holds figures") if last else None


def _last_of_rows(sheets: Sequence[Understood]) -> list[Period]:
    """Return every period that rows name, where each row names its own."""
    columns = ((sheet, sheet.one("period")) for sheet in sheets if sheet.one("actual"))
    texts = {text_of(cell) for sheet, c in columns if c for _, cell in sheet.cells(c)}
    return [period for text in texts if (period := period_in(text))]
