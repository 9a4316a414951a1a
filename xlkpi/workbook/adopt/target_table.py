"""The targets that a sheet holds, with their tolerances."""

import re
from dataclasses import replace

from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.drafting import ACCEPTED, figures, period_words, section, usable, words_of
from xlkpi.workbook.adopt.kpi_table import rated_as_data
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.adopt.proposal import Ask, PeriodColumns, Said, TableProposal
from xlkpi.workbook.adopt.result_table import (
    WHICH_PERIOD,
    Drafted,
    notes_of,
    one_a_period,
    period_of_rows,
    ref_ask,
)
from xlkpi.workbook.adopt.understood import Understood

_MODES = (
    (r"points?\b|\bppt?s?\b", "points"),
    (r"%|per ?cent", "percent"),
    (r"floor|threshold|minimum", "floor"),
)
"""What the heading of a tolerance says of how it is read; the first that fits counts."""

OF_ROW = {"target_upper": "upper", "tolerance": "tolerance", "mode": "mode"}


def target_table(sheet: Understood) -> Drafted | None:
    """Return the section that reads a sheet's targets; None when it holds none."""
    columns, single = one_a_period(sheet, sheet.of_periods("target")), sheet.one("target")
    if not columns and single is None:
        return None
    rows = {field: sheet.one(meaning) for meaning, field in OF_ROW.items()}
    found = {"ref": sheet.one("ref"), **rows}
    if columns:
        return _finished(sheet, _wide(sheet, columns, found), columns)
    assert single is not None  # noqa: S101 -- see above
    found |= {"value": single, "period": sheet.one("period")}
    named = usable(sheet, {field: column for field, column in found.items() if column})
    table = section(sheet, "targets", named)
    if "period" not in named:
        said = period_of_rows(sheet)
        asks = () if said else (Ask("period", f"the period of the targets, {WHICH_PERIOD}"),)
        table = replace(table, values={"period": said} if said else {}, asks=asks)
    return _finished(sheet, table, [single])


def _wide(sheet: Understood, columns: list[Named], found: dict[str, Named | None]) -> TableProposal:
    named = usable(sheet, {field: column for field, column in found.items() if column})
    table = section(sheet, "targets", named, columns)
    periods = tuple(
        PeriodColumns(c.heading, c.timed.period, c.timed.because, {}) for c in columns if c.timed
    )
    return replace(table, columns=periods)


def _finished(sheet: Understood, table: TableProposal, targets: list[Named]) -> Drafted:
    """Return the section with its tolerances, words and questions."""
    tolerance, mode = sheet.one("tolerance"), sheet.one("mode")
    found = figures(sheet, targets, are_targets=True)
    of_tolerance = figures(sheet, [tolerance] if tolerance else [])
    words, asks = words_of(sheet, {"mode": [mode] if mode else []})
    periods, period_asks = period_words(sheet, None if table.columns else sheet.one("period"))
    words |= {"period": periods} if periods else {}
    if found.words:
        words["value"] = dict(found.words)
    values, each, tolerance_asks = _allowance(sheet, dict(table.values), tolerance, mode)
    done = replace(
        table,
        values=values,
        each=each,
        words=words,
        numbers_as_text=found.as_text + of_tolerance.as_text > 0,
        asks=(
            *table.asks,
            *asks,
            *period_asks,
            *tolerance_asks,
            *_zeros(sheet, targets),
            *ref_ask(sheet),
        ),
    )
    reads = {c.index: f"target of {_when(c)}" for c in targets}
    reads |= {c.index: f"targets.{field}" for m, field in OF_ROW.items() if (c := sheet.one(m))}
    return Drafted(done, reads, notes_of(found.as_text, found.strange, "target"))


def _when(column: Named) -> str:
    if column.timed is None:
        return "the row"
    return column.timed.period.name if column.timed.period else column.timed.says


def _allowance(
    sheet: Understood, values: dict[str, Said], tolerance: Named | None, mode: Named | None
) -> tuple[dict[str, Said], dict[str, dict[str, Said]], list[Ask]]:
    """Return how tolerances are read, whose are none, and what has to be asked."""
    if tolerance is None:
        why = "how far short of a target is still Amber; without it nothing is Amber"
        asks = [
            Ask("tolerance", why, offered=0, is_optional=True),
            Ask("mode", ACCEPTED["mode"], is_optional=True),
        ]
        return values, {}, [] if mode else asks
    if mode:
        return values, {}, []
    said = next(
        (
            Said(word, f"the heading '{tolerance.heading}'; points if it means those of the unit")
            if word == "percent"
            else Said(word, f"the heading '{tolerance.heading}'")
            for pattern, word in _MODES
            if re.search(pattern, fold(tolerance.heading))
        ),
        None,
    )
    if said is None:
        return values, {}, [Ask("mode", ACCEPTED["mode"])]
    blank = {ref for ref, row in sheet.refs.items() if not sheet.text(tolerance, row)}
    each = {ref: {"mode": Said("", "its tolerance is blank")} for ref in sheet.refs if ref in blank}
    return {**values, "mode": said}, each, []


def _zeros(sheet: Understood, targets: list[Named]) -> list[Ask]:
    """Return a question about targets of 0 beside a rating that says there is none."""
    doubtful = {
        ref: f"target 0 beside '{rating}': {sheet.titles[ref]}"
        for ref, row in sheet.refs.items()
        if (rating := rated_as_data(sheet, row)) and {sheet.text(c, row) for c in targets} == {"0"}
    }
    expected = 'is 0 the target? If there is none, take the # away: "" blanks it'
    return [Ask("value", expected, doubtful, is_optional=True)] if doubtful else []
