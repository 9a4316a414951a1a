"""A sheet taken out again, with all that it alone refers to."""

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.book import Sheet
from xlkpi.workbook.edit.change import NewSheet, RemovedSheet
from xlkpi.workbook.edit.look import without_look
from xlkpi.workbook.edit.new_part import detach, drop_relationship, without_empty_styles
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.references import refers_to
from xlkpi.workbook.edit.tabs import refuse_protected, without_tab
from xlkpi.workbook.parts import Parts

_MAY_HOLD = {"table", "printerSettings", "hyperlink", "comments", "vmlDrawing", "threadedComment"}
"""What an added sheet has, and what officers and their programs may have put on it since."""


def remove_sheet(plan: Plan, removed: RemovedSheet, again: NewSheet | None) -> None:
    """Plan a sheet out of the workbook; `again` is the one of its name that takes its place.

    Raises:
        WorkbookError: the sheet holds more than a NewSheet puts in, or something refers to it.
    """
    parts, main = plan.book.parts, plan.book.parts.main
    refuse_protected(plan.text(main))
    sheet = plan.book.sheet(removed.name)
    _refuse_other(plan, sheet)
    own = _reached_from(parts, sheet.part) - _reached_otherwise(parts, sheet.part)
    table = sheet.tables[0].name if sheet.tables else None
    where = refers_to(plan, sheet.name, table, own)
    if where:
        is_same = again is not None and table in (None, again.table)
        if not is_same:
            message = f"'{sheet.name}' cannot be removed: {where} refers to it: change that first"
            raise WorkbookError(message)
        plan.must_calculate = True
    plan.change(main, without_tab(plan.text(main), sheet.name))
    drop_relationship(plan, sheet.part)
    for part in sorted(own):
        detach(plan, part)
    _restyle(plan)


def _refuse_other(plan: Plan, sheet: Sheet) -> None:
    """Refuse a sheet that no NewSheet put in, and the last one of a workbook."""
    parts = plan.book.parts
    kinds = {one.kind for one in parts.relationships(sheet.part)}
    if kinds - _MAY_HOLD or len(sheet.tables) > 1 or sheet.xml.has_formulas:
        message = f"'{sheet.name}' holds more than a table of values: remove it in Excel"
        raise WorkbookError(message)
    if sheet.name in plan.wanted or sheet.name in plan.marked:
        message = f"'{sheet.name}' is to be edited and removed: do one of them"
        raise WorkbookError(message)
    if all(one.part in {sheet.part, *plan.gone} for one in parts.sheets.values()):
        message = f"'{sheet.name}' is the only sheet: a workbook needs one"
        raise WorkbookError(message)


def _reached_from(parts: Parts, part: str) -> set[str]:
    """Return a part and all that it leads to."""
    found, todo = set(), [part]
    while todo:
        one = todo.pop()
        if one not in found and parts.has(one):
            found.add(one)
            todo += [r.part for r in parts.relationships(one) if not r.is_external]
    return found


def _reached_otherwise(parts: Parts, sheet: str) -> set[str]:
    """Return the parts that are reached without going through the sheet."""
    found, todo = set(), [one.part for one in parts.relationships("")]
    while todo:
        one = todo.pop()
        if one != sheet and one not in found and parts.has(one):
            found.add(one)
            todo += [r.part for r in parts.relationships(one) if not r.is_external]
    return found


def _restyle(plan: Plan) -> None:
    """Take the look out of the styles where no other sheet uses it."""
    parts = plan.book.parts
    found = parts.referred(parts.main, "styles")
    if not found or not parts.has(found[0]):
        return
    others = (
        plan.book.read(one.part)[0]
        for one in parts.sheets.values()
        if one.part not in plan.gone and parts.has(one.part)
    )
    plan.texts[found[0]] = without_look(plan.text(found[0]), others)
    without_empty_styles(plan, found[0])
