"""From what is wanted of a workbook to the new content of its parts."""

from xlkpi.workbook.edit.cell_edit import edit_cells
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.rules import grown_rules
from xlkpi.workbook.edit.workbook_xml import (
    calculated_on_opening,
    is_calculated_by_hand,
    without_override,
    without_relationship,
)
from xlkpi.workbook.parts import relationships_part

CONTENT_TYPES = "[Content_Types].xml"
_MANUAL = "the workbook is calculated by hand: press F9 in Excel to refresh its formulas"


def finish(plan: Plan) -> None:
    """Turn the edits, in the order of their cells, into new content of parts."""
    book, parts = plan.book, plan.book.parts
    for name in sorted(plan.wanted):
        sheet = book.sheet(name)
        edit_cells(plan, sheet, list(plan.wanted[name].values()))
        plan.splice(sheet.part, grown_rules(sheet.xml, plan.grown, sheet.tables))
    if not plan.changes:
        return
    if not (plan.is_complete and all(change.is_result for change in plan.changes)):
        plan.splice(parts.main, calculated_on_opening(book.read(parts.main)[0]))
        if is_calculated_by_hand(parts.read(parts.main)):
            plan.notes.append(_MANUAL)
    if book.strings_part and book.strings is not None:
        plan.splice(book.strings_part, book.strings.splices())
    if plan.formulas_changed:
        _drop_chain(plan)
    for part, splices in plan.splices.items():
        if splices:
            plan.replaced[parts.entries[part]] = book.with_splices(part, splices)


def _drop_chain(plan: Plan) -> None:
    """Take out the order of calculation, which Excel makes again."""
    book, parts = plan.book, plan.book.parts
    chains = parts.referred(parts.main, "calcChain")
    if not chains:
        return
    source = relationships_part(parts.main)
    plan.splice(source, without_relationship(book.read(source)[0], "calcChain"))
    types = book.read(CONTENT_TYPES)[0]
    for chain in chains:
        plan.splice(CONTENT_TYPES, without_override(types, chain))
        if parts.has(chain):
            plan.replaced[parts.entries[chain]] = None
