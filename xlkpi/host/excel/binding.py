"""Binding: functions, buttons and ribbon tab put into a package."""

import posixpath
from collections.abc import Mapping

from xlkpi.errors import WorkbookError
from xlkpi.host.excel import package as around
from xlkpi.host.excel.keepsake import PROPERTIES_TYPE, Keepsake, Kept, properties
from xlkpi.host.excel.project import (
    SIGNED,
    clashes,
    new_project,
    refuse_unfit,
    sources_of,
    with_modules,
)
from xlkpi.host.excel.ribbon import has_tab, new_ribbon, with_tab, without_tab
from xlkpi.host.excel.wrappers import MADE, XLWINGS, macros, modules, version_in
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.package_xml import relationship_list
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.safe_save import sha256
from xlkpi.workbook.parts import canonical


def bind(plan: Plan, ending: str) -> None:
    """Plan functions, buttons and ribbon tab into an unbound package; no worksheet is touched.

    Args:
        plan: the workbook, with nothing planned yet.
        ending: what its file name ends in, such as `.xlsx`.

    Raises:
        WorkbookError: why its VBA project cannot take them.
    """
    around.set_main_type(plan, around.MACRO_TYPES)
    put_in(plan, modules())
    _keep(plan, ending)


def put_in(plan: Plan, sources: Mapping[str, str]) -> None:
    """Plan modules and the ribbon tab into a package, for ever."""
    _bind_project(plan, sources)
    _bind_ribbon(plan)


def _bind_project(plan: Plan, sources: Mapping[str, str]) -> None:
    parts, main = plan.book.parts, plan.book.parts.main
    part = around.vba_part(plan)
    if part is not None:
        held = parts.read(part)
        if around.is_signed_beside(plan, part):
            raise WorkbookError(SIGNED)
        theirs = sources_of(held)
        refuse_unfit(held)
        _refuse_clashes(theirs, sources)
        plan.replaced[parts.entries[part]] = [memoryview(with_modules(held, sources))]
        return
    book_name, sheet_names = around.code_names(plan)
    around.set_code_name(plan, book_name)
    folder = posixpath.dirname(parts.entries[main].replace("\\", "/"))
    entry = around.free_name(plan, folder, "vbaProject", ".bin")
    around.relate(plan, main, around.VBA_RELATION, entry)
    around.declare(plan, entry, around.VBA_TYPE)
    plan.added[entry] = [memoryview(new_project(sources, book_name, sheet_names))]


def _refuse_clashes(held: Mapping[str, str], sources: Mapping[str, str]) -> None:
    """Refuse an officer's project that has other modules, macros or functions of our names."""
    version, needed = version_in(held.get(XLWINGS, "")), version_in(sources[XLWINGS])
    if XLWINGS in held and version != needed:
        message = (
            f"its VBA project holds xlwings {version or 'of no known version'} and xlkpi needs "
            f"{needed}: replace that module, or use the add-in instead (xlkpi addin excel)"
        )
        raise WorkbookError(message)
    others = {name: text for name, text in held.items() if not _is_ours(name, text)}
    for name in sources.keys() & others.keys():
        message = f"its VBA project has a module {name} of its own: rename it, then bind again"
        raise WorkbookError(message)
    for name, module in clashes(others, macros()):
        message = f"its VBA module {module} has a {name} of its own: rename it, then bind again"
        raise WorkbookError(message)


def _is_ours(name: str, source: str) -> bool:
    return name == XLWINGS or MADE in source


def _bind_ribbon(plan: Plan) -> None:
    part = around.ribbon_part(plan)
    if part is None:
        entry = around.free_name(plan, "customUI", "customUI14", ".xml")
        around.relate(plan, "", around.RIBBON_RELATION, entry)
        plan.texts[canonical(entry)], plan.fresh[canonical(entry)] = new_ribbon(), entry
        return
    if has_tab(plan.text(part)):
        plan.change(part, without_tab(plan.text(part)))
    plan.change(part, with_tab(plan.text(part)))


def _keep(plan: Plan, ending: str) -> None:
    """Finish the plan, and keep in the package what every changed part held before."""
    parts, main = plan.book.parts, plan.book.parts.main
    item = around.free_name(plan, "customXml", "item", ".xml")
    named = around.free_name(plan, "customXml", "itemProps", ".xml")
    around.relate(plan, main, around.custom_xml_relation(plan, "customXml"), item)
    around.declare(plan, named, PROPERTIES_TYPE)
    finish(plan)
    changed = {
        name: Kept(parts.read(name), sha256(b"".join(pieces)))
        for name, pieces in plan.replaced.items()
        if pieces is not None
    }
    new = {name: Kept(None, sha256(b"".join(pieces))) for name, pieces in plan.added.items()}
    plan.added[item] = [memoryview(Keepsake(ending, changed | new).as_xml())]
    relation = around.custom_xml_relation(plan, "customXmlProps")
    target = posixpath.relpath(named, posixpath.dirname(item))
    plan.added[named] = [memoryview(properties())]
    listed = posixpath.join("customXml", "_rels", f"{posixpath.basename(item)}.rels")
    plan.added[listed] = [memoryview(relationship_list(relation, target))]
