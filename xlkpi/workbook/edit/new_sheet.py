"""A sheet added as the last tab."""

import posixpath

from xlkpi.workbook.edit.change import NewSheet
from xlkpi.workbook.edit.look import with_look
from xlkpi.workbook.edit.new_part import (
    DECLARATION,
    add_part,
    attach,
    free_entry,
    namespaces,
    styles_part,
)
from xlkpi.workbook.edit.new_sheet_xml import sheet_xml, table_xml
from xlkpi.workbook.edit.package_xml import relationship_list
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.sheet_checks import free_table_number, refuse_sheet
from xlkpi.workbook.edit.tabs import refuse_protected, with_tab
from xlkpi.workbook.parts import canonical


def add_sheet(plan: Plan, new: NewSheet) -> None:
    """Plan a sheet as the last tab; a WorkbookError says why the workbook cannot take it."""
    main = plan.book.parts.main
    refuse_protected(plan.text(main))
    refuse_sheet(plan, new)
    styles = styles_part(plan)
    plan.texts[styles], first = with_look(plan.text(styles))
    namespace, relations = namespaces(plan)
    sheet, table = free_entry(plan, "worksheets/sheet"), free_entry(plan, "tables/table")
    content = sheet_xml(new, first, namespace, relations, is_1904=plan.book.is_1904)
    ident = attach(plan, sheet, DECLARATION + content, "worksheet")
    plan.change(main, with_tab(plan.text(main), new.name, ident))
    folder, name = posixpath.split(sheet)
    listed = relationship_list(f"{relations}/table", posixpath.relpath(table, folder))
    entry = posixpath.join(folder, "_rels", f"{name}.rels")
    plan.texts[canonical(entry)], plan.fresh[canonical(entry)] = DECLARATION + listed, entry
    number = free_table_number(plan)
    add_part(plan, table, DECLARATION + table_xml(new, number, namespace), "table")
    plan.new_sheets.append(new)
