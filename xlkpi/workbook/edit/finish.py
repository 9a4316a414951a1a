"""From what is wanted of a workbook to the new content of its parts."""

from xlkpi.workbook.edit.cell_edit import edit_cells
from xlkpi.workbook.edit.package_xml import CONTENT_TYPES, without_override, without_relationship
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.rules import grown_rules
from xlkpi.workbook.edit.workbook_xml import calculated_on_opening, is_calculated_by_hand
from xlkpi.workbook.edit.xml_bytes import in_encoding
from xlkpi.workbook.parts import relationships_part

_MANUAL = "the workbook is calculated by hand: press F9 in Excel to refresh its formulas"


def finish(plan: Plan) -> None:
    """Turn the edits, in the order of their cells, into new content of parts."""
    book = plan.book
    for name in sorted(plan.wanted):
        sheet = book.sheet(name)
        edit_cells(plan, sheet, list(plan.wanted[name].values()))
        plan.splice(sheet.part, grown_rules(sheet.xml, plan.grown, sheet.tables))
    if plan.changes and book.strings_part and book.strings is not None:
        plan.splice(book.strings_part, book.strings.splices())
    if plan.changes or plan.must_calculate:
        _ask_to_calculate(plan)
    if plan.formulas_changed:
        _drop_chain(plan)
    _collect(plan)


def _ask_to_calculate(plan: Plan) -> None:
    """Have Excel calculate on opening, unless every result is given."""
    main = plan.book.parts.main
    is_given = plan.is_complete and all(change.is_result for change in plan.changes)
    if not is_given or plan.must_calculate:
        plan.change(main, calculated_on_opening(plan.text(main)))
        if is_calculated_by_hand(plan.text(main)):
            plan.notes.append(_MANUAL)


def _drop_chain(plan: Plan) -> None:
    """Take out the order of calculation, which Excel makes again."""
    parts = plan.book.parts
    chains = parts.referred(parts.main, "calcChain")
    if not chains:
        return
    source = relationships_part(parts.main)
    plan.change(source, without_relationship(plan.text(source), "calcChain"))
    for chain in chains:
        plan.change(CONTENT_TYPES, without_override(plan.text(CONTENT_TYPES), chain))
        plan.gone.add(chain)


def _collect(plan: Plan) -> None:
    """Gather the new content by entry."""
    book, parts = plan.book, plan.book.parts
    for part, splices in plan.splices.items():
        if splices:
            plan.replaced[parts.entries[part]] = book.with_splices(part, splices)
    for part, text in plan.texts.items():
        if part in plan.fresh:
            plan.added[plan.fresh[part]] = [memoryview(text)]
        elif text != (held := book.read(part))[0]:
            plan.replaced[parts.entries[part]] = in_encoding([memoryview(text)], held[1])
    for part in plan.gone & parts.entries.keys():
        plan.replaced[parts.entries[part]] = None
