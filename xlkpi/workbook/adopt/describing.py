"""A sheet's mapping in words: what a row is, where each column goes, what else was seen."""

from collections.abc import Iterator, Mapping, Sized

from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.confidence import Confidence
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.adopt.plain import shortened
from xlkpi.workbook.adopt.proposal import ColumnLine, SheetProposal, TableProposal
from xlkpi.workbook.adopt.rows import Left
from xlkpi.workbook.adopt.understood import Understood

MOST_SHOWN = 4


def described(
    sheet: Understood,
    tables: tuple[TableProposal, ...],
    reads: Mapping[int, str],
    notes: tuple[str, ...],
    skip: frozenset[Period],
) -> SheetProposal:
    """Return the proposal of one sheet with everything that an officer should see of it."""
    header = sheet.header
    assert header is not None  # noqa: S101 -- a sheet without headings is skipped
    row = header.row + 1
    return SheetProposal(
        sheet.seen.path,
        sheet.seen.name,
        one_row_is=_one_row(tables),
        header=f"row {row}" if header.rows == 1 else f"rows {row - 1} and {row} together",
        columns=tuple(_line(sheet, column, reads, skip) for column in sheet.columns),
        tables=tables,
        notes=(*_seen(sheet), *notes),
    )


def _one_row(tables: tuple[TableProposal, ...]) -> str:
    results = next((table for table in tables if table.fills == "results"), None)
    if results and "period" in results.headings:
        return "one KPI in one period"
    if results and results.columns:
        return f"one KPI, with a value in each of {len(results.columns)} columns"
    return "one KPI"


def _line(
    sheet: Understood, column: Named, reads: Mapping[int, str], skip: frozenset[Period]
) -> ColumnLine:
    """Return how one column is read, with the reasons."""
    goes_to = reads.get(column.index, "")
    if fold(column.heading) in sheet.headed_twice and not goes_to.startswith(("result", "target")):
        why = "two columns have this heading: rename one, so that it can be told from the other"
        return ColumnLine(column.letter, column.heading, "", Confidence.NONE, why)
    if goes_to:
        reasons = [*map(str, column.evidence)]
        if column.timed:
            reasons.insert(0, column.timed.because)
        return ColumnLine(
            column.letter, column.heading, goes_to, column.confidence, "; ".join(reasons)
        )
    return ColumnLine(column.letter, column.heading, "", Confidence.NONE, _why_not(column, skip))


def _why_not(column: Named, skip: frozenset[Period]) -> str:
    """Return why a column is not read."""
    if column.meaning is None:
        return "nothing in the Register goes by such a name"
    if column.meaning.because:
        return column.meaning.because
    if column.timed and column.timed.period in skip:
        return "the sheet of that year gives it"
    if column.timed is None and column.meaning.name in ("actual", "rating", "note"):
        return "other columns give the figures period by period; this one says no period"
    return "the columns beside it give the same"


def _seen(sheet: Understood) -> Iterator[str]:
    """Yield what an officer may have forgotten: hidden things, rows left out."""
    seen, body = sheet.seen, sheet.body
    names = {column.letter for column in sheet.columns}
    hidden = [letter for letter in seen.hidden_columns if letter in names]
    if hidden:
        yield f"hidden and read all the same: column{_s(hidden)} {', '.join(hidden)}"
    if seen.hidden_rows:
        yield f"hidden and read all the same: {seen.hidden_rows} row{_s(range(seen.hidden_rows))}"
    for sort in ("section", "total", "repeated headings", "note"):
        rows = [left for left in body.left if left.sort == sort]
        if rows:
            yield f"left out, {_named(sort, rows)}"
    if body.loose:
        rows_of = ", ".join(map(str, body.loose[:MOST_SHOWN]))
        more = f" and {len(body.loose) - MOST_SHOWN} more" if len(body.loose) > MOST_SHOWN else ""
        yield f"no reference stands in row {rows_of}{more}, only figures: `xlkpi check` will say so"
    first = min(body.records, default=0)
    down = [
        m for m in seen.merges if m.bottom > m.top and m.top >= first and m.left in _read(sheet)
    ]
    if down:
        yield (
            f"{len(down)} merged range{_s(down)} reach over several records: only the first row "
            f"of each holds the value, the others are read as blank"
        )


def _named(sort: str, rows: list[Left]) -> str:
    shown = ", ".join(f"{one.number} '{shortened(one.text, 30)}'" for one in rows[:MOST_SHOWN])
    more = f" and {len(rows) - MOST_SHOWN} more" if len(rows) > MOST_SHOWN else ""
    what = {"note": "notes below", "total": "totals", "section": "sections"}.get(sort, sort)
    return f"{what}: row {shown}{more}"


def _read(sheet: Understood) -> set[int]:
    return {column.index for column in sheet.columns if column.meaning}


def _s(many: Sized) -> str:
    return "" if len(many) == 1 else "s"
