"""The results that a sheet holds: one a row, or one for each quarter, month or year of a row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlkpi.terms.period import Period
from xlkpi.terms.unit import Unit
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.drafting import figures, period_words, section, usable, words_of
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.adopt.proposal import Ask, PeriodColumns, Said, TableProposal
from xlkpi.workbook.adopt.understood import Understood

BESIDE = {"rating": "rating_shown", "note": "note", "numerator": "numerator"} | {
    "denominator": "denominator"
}
"""Meaning to field of what can stand beside a value."""

IN_ROWS = {"breakdown": "breakdown", "category": "category"}
"""What more can stand in a row of its own period."""
MOST_SHOWN = 3
WHICH_PERIOD = 'such as "2026/27 Q1"'


@dataclass(frozen=True, slots=True)
class Drafted:
    """A section, with the columns that it reads and what else was seen."""

    table: TableProposal
    reads: Mapping[int, str]
    """Index of a column to what it fills."""
    notes: tuple[str, ...] = ()


def result_table(sheet: Understood, skip: frozenset[Period]) -> Drafted | None:
    """Return the section that reads a sheet's results; None when it holds none.

    Args:
        sheet: the sheet.
        skip: periods that another sheet gives.
    """
    columns = one_a_period(sheet, sheet.of_periods("actual"))
    wide = [c for c in columns if not (c.timed and c.timed.period in skip)]
    return _wide(sheet, wide) if wide else _long(sheet)


def one_a_period(sheet: Understood, columns: Iterable[Named]) -> list[Named]:
    """Return the columns that can be told apart: the first of each period, no heading twice."""
    found: dict[object, Named] = {}
    for column in columns:
        if column.timed and fold(column.heading) not in sheet.headed_twice:
            found.setdefault(column.timed.period or column.heading, column)
    return list(found.values())


def _wide(sheet: Understood, values: list[Named]) -> Drafted:
    """Return the section with one value column a period."""
    reads: dict[int, str] = {}
    columns = []
    current = _current(sheet, values)
    for column in values:
        assert column.timed  # noqa: S101 -- of_periods gives no other
        beside = _beside(sheet, column, is_current=column is current)
        period = column.timed.period
        columns.append(
            PeriodColumns(
                column.heading,
                period,
                column.timed.because,
                {field: one.heading for field, one in beside.items()},
            )
        )
        when = period.name if period else column.timed.says
        reads[column.index] = f"result of {when}"
        reads |= {one.index: f"{field} of {when}" for field, one in beside.items()}
    ref = sheet.one("ref")
    base = section(sheet, "results", usable(sheet, {"ref": ref} if ref else {}), values)
    return _finished(sheet, replace(base, columns=tuple(columns)), values, reads)


def _beside(sheet: Understood, value: Named, *, is_current: bool) -> dict[str, Named]:
    """Return the rating, note and counts that go with a value, by field."""
    found: dict[str, Named] = {}
    for meaning, field in BESIDE.items():
        own = [c for c in sheet.of_periods(meaning) if c.timed and _same(c, value)]
        row_wide = sheet.one(meaning)
        if own:
            found[field] = own[0]
        elif is_current and row_wide:
            found[field] = row_wide
    return usable(sheet, found)


def _same(one: Named, other: Named) -> bool:
    return bool(
        one.timed
        and other.timed
        and (one.timed.period, one.timed.says if one.timed.period is None else "")
        == (other.timed.period, other.timed.says if other.timed.period is None else "")
    )


def _current(sheet: Understood, values: list[Named]) -> Named | None:
    """Return the value column that a rating or note of the whole row is about."""
    now = sheet.header.context.current if sheet.header else None
    found = [c for c in values if c.timed and c.timed.period and c.timed.period == now]
    return found[0] if found else values[0] if len(values) == 1 else None


def _long(sheet: Understood) -> Drafted | None:
    """Return the section with one value a row."""
    value, period, ref = sheet.one("actual"), sheet.one("period"), sheet.one("ref")
    if value is None or (sheet.repeats_refs and period is None):
        return None
    columns = {"ref": ref, "period": period, "value": value}
    columns |= {field: sheet.one(meaning) for meaning, field in (BESIDE | IN_ROWS).items()}
    found = usable(sheet, {field: column for field, column in columns.items() if column})
    base = section(sheet, "results", found)
    asks: tuple[Ask, ...] = ()
    if period is None:
        said = period_of_rows(sheet)
        base = replace(base, values={"period": said} if said else {})
        asks = () if said else (Ask("period", f"the period of the figures, {WHICH_PERIOD}"),)
    reads = {column.index: f"results.{field}" for field, column in found.items()}
    return _finished(sheet, replace(base, asks=asks), [value], reads)


def period_of_rows(sheet: Understood) -> Said | None:
    """Return the one period that every row is about, where titles say it."""
    context = sheet.header.context if sheet.header else None
    period = (context.current or context.year) if context else None
    return Said(period.name, context.where) if context and period else None


def _finished(
    sheet: Understood, table: TableProposal, values: list[Named], reads: dict[int, str]
) -> Drafted:
    """Return the section with its words and with what stands in place of figures."""
    found = figures(sheet, values)
    ratings = [c for c in sheet.columns if reads.get(c.index, "").startswith("rating_shown of")]
    rating = sheet.one("rating")
    if rating and rating.index in reads and rating not in ratings:
        ratings.append(rating)
    words, asks = words_of(sheet, {"rating_shown": ratings})
    periods, period_asks = period_words(sheet, None if table.columns else sheet.one("period"))
    words |= {"period": periods} if periods else {}
    if found.words:
        words["value"] = dict(found.words)
    done = replace(
        table,
        words=words,
        numbers_as_text=found.as_text > 0,
        asks=(*table.asks, *asks, *period_asks, *ref_ask(sheet)),
    )
    notes = notes_of(found.as_text, found.strange, "result")
    return Drafted(done, reads, (*notes, *_shares(sheet, values)))


def _shares(sheet: Understood, values: list[Named]) -> tuple[str, ...]:
    """Return a note on percentages that seem to be kept as shares of 1, as Excel formats them."""
    unit = sheet.one("unit")
    of_row: defaultdict[int, list[float]] = defaultdict(list)
    for column in values if unit else ():
        for row, cell in sheet.cells(column):
            if isinstance(cell, int | float) and Unit(sheet.text(unit, row)).is_percent:
                of_row[row].append(cell)
    doubtful = [
        row + 1
        for row, cells in of_row.items()
        if max(map(abs, cells)) <= 1 and any(cell != int(cell) for cell in cells)
    ]
    if not doubtful:
        return ()
    shown = ", ".join(map(str, doubtful[:MOST_SHOWN]))
    note = (
        f"figures of 1 or less stand beside the unit % (row {shown}): a cell that shows 94% holds "
        f"0.94 and is read as 0.94%: keep such figures as 94, or give these KPIs another unit"
    )
    return (note,)


def ref_ask(sheet: Understood) -> tuple[Ask, ...]:
    """Return the question for the column of references, where there is none."""
    title = sheet.one("title")
    if sheet.one("ref"):
        return ()
    return (
        Ask(
            "ref",
            "the column that names the KPI, as for the list of KPIs above",
            offered=title.heading if title else "",
            section="headings",
        ),
    )


def notes_of(as_text: int, strange: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Return what an officer should know of the figures."""
    notes = []
    if as_text:
        are = f"{what}s are" if as_text > 1 else f"{what} is"
        notes.append(f"{as_text} {are} stored as text: read as numbers")
    if strange:
        more = f" and {len(strange) - MOST_SHOWN} more" if len(strange) > MOST_SHOWN else ""
        shown = ", ".join(strange[:MOST_SHOWN])
        notes.append(f"no number stands in {shown}{more}: `xlkpi check` will say so")
    return tuple(notes)
