"""What every proposed section needs: its headings, its words, its figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlkpi.errors import RefusalError
from xlkpi.register.cell import text_of
from xlkpi.terms.missing import is_missing
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.cell_words import NO_FIGURE, READ, register_word, translations
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.adopt.periods import Context, timed
from xlkpi.workbook.adopt.plain import shortened
from xlkpi.workbook.adopt.proposal import Ask, Said, TableProposal
from xlkpi.workbook.adopt.understood import Understood
from xlkpi.workbook.layout import LAYOUTS
from xlkpi.workbook.own_words import number_in

ACCEPTED = {
    "polarity": "Higher, Lower, Within or None",
    "frequency": "Monthly, Quarterly or Annual",
    "aggregation": "Sum, Last, Weighted rate, Cumulative year to date or Rolling",
    "comparator_type": "Previous period, Same period last year, Previous year end or Baseline",
    "kind": "Council service or City outcome",
    "type": "Targeted, Interim or Tracker",
    "mode": "percent (of the target), points (in the KPI's unit) or floor (the last amber value)",
    "directorate": "the directorate that answers for it, or the council where there is none",
    "rating_shown": "Green, Amber, Red, Tracker, No data or No target",
}
"""Field to what an officer can answer."""

READER = {"rating_shown": "rating"}
"""Field to the meaning whose words it holds, where the names differ."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands in the number columns of a sheet beside numbers."""

    as_text: int
    """How many numbers are stored as text."""
    words: Mapping[str, str]
    """Words for a missing figure or a target, with what the Register reads."""
    strange: tuple[str, ...]
    """Cells that hold something else, such as `F12 'see note'`."""


def figures(sheet: Understood, columns: Iterable[Named], *, are_targets: bool = False) -> Figures:
    """Return what the number columns hold beside numbers."""
    as_text, strange = 0, []
    words: dict[str, str] = {}
    for column in columns:
        for row, cell in sheet.cells(column):
            if not isinstance(cell, str):
                continue
            word = register_word("target", cell) if are_targets else None
            if number_in(cell) is not None:
                as_text += 1
            elif word is not None:
                words |= {cell.strip(): word} if word != cell else {}
            elif fold(cell) in NO_FIGURE:
                words[cell.strip()] = ""
            elif not is_missing(cell):
                strange.append(f"{column.letter}{row + 1} '{shortened(cell, 30)}'")
    return Figures(as_text, words, tuple(strange))


def words_of(
    sheet: Understood, columns: Mapping[str, Iterable[Named]]
) -> tuple[dict[str, dict[str, str]], list[Ask]]:
    """Return each field's own words, and a question about those that are not known.

    Args:
        sheet: where the columns stand.
        columns: field to the columns that hold it.
    """
    words: dict[str, dict[str, str]] = {}
    asks: list[Ask] = []
    for field, named in columns.items():
        meaning = READER.get(field, field)
        if meaning not in READ:
            continue
        texts = (text_of(cell) for column in named for _, cell in sheet.cells(column))
        known, unknown = translations(meaning, texts)
        if known:
            words[field] = known
        asks += [
            Ask(text, ACCEPTED[field], section=f"words.{field}", is_optional=True)
            for text in unknown
        ]
    return words, asks


def period_words(sheet: Understood, column: Named | None) -> tuple[dict[str, str], list[Ask]]:
    """Return the periods of a column in the Register's words, and those whose year is not said."""
    context = sheet.header.context if sheet.header else Context()
    words: dict[str, str] = {}
    asks = []
    cells = (cell for _, cell in sheet.cells(column)) if column else iter(())
    for text in dict.fromkeys(cell.strip() for cell in cells if isinstance(cell, str)):
        if period_in(text):
            continue
        found = timed(text, context)
        if found and found.period and not found.rest:
            words[text] = found.period.name
        else:
            asks.append(Ask(text, 'a period such as "2026/27 Q1"', section="words.period"))
    return words, asks


def period_in(text: str) -> Period | None:
    """Return the period that a text names as the Register reads it; None where it does not."""
    try:
        return read_period(text)
    except RefusalError:
        return None


def section(
    sheet: Understood, fills: str, columns: Mapping[str, Named], used: Iterable[Named] = ()
) -> TableProposal:
    """Return the section that reads `columns`, field by field, and nothing else by accident."""
    header, seen = sheet.header, sheet.seen
    assert header is not None  # noqa: S101 -- a sheet without headings has no columns
    headings = {field: Said(one.heading, because(one)) for field, one in columns.items()}
    layout = LAYOUTS[fills]
    taken = {fold(one.heading): one for one in sheet.columns}
    wide = {"period", "value"} if any(one.timed for one in used) else set()
    for field in layout.headings:
        mistaken = [taken[s] for s in map(fold, layout.spellings(field)) if s in taken]
        if field not in headings and mistaken and field not in wide:
            headings[field] = Said("", _why_blank(sheet, mistaken[0]))
    return TableProposal(
        fills,
        seen.path,
        seen.name,
        header.row + 1,
        header.rows,
        headings,
        leave_out=sheet.body.leave_out,
        ends_at=sheet.body.ends_at,
    )


def _why_blank(sheet: Understood, column: Named) -> str:
    if fold(column.heading) in sheet.headed_twice:
        return f"two columns are headed '{column.heading}'"
    what = column.meaning.name if column.meaning else "something else"
    return f"'{column.heading}' is read as {what}"


def because(column: Named) -> str:
    """Return the confidence and the reasons of a column, as a comment says them."""
    reasons = "; ".join(map(str, column.evidence))
    return f"{column.confidence.value}: {reasons}"


def usable(sheet: Understood, columns: Mapping[str, Named]) -> dict[str, Named]:
    """Return the columns whose headings no other column shares."""
    return {f: c for f, c in columns.items() if fold(c.heading) not in sheet.headed_twice}
