"""Rebinding: formulas that another host saved under its own names, respelt where they stand."""

import re
from collections.abc import Iterator
from html import unescape

from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.formula_name import function_name
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.outline import elements_named
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.xml_bytes import Splice, markup, tag_at

_HOLDERS = ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula")
"""The elements that hold a formula: of cells, rules, validations, names and tables."""
_CALLED = re.compile(
    r"\"(?:[^\"]|\"\")*\""
    r"|((?:'(?:[^']|'')*'!|\[\d+\]!|[\w.\-]+!)?[A-Za-z_][\w.]*)(?=\s*\()"
)
"""A text, in which nothing is called; else the name of what is called, with where it lives."""


def rewritten(book: OpenBook) -> tuple[Plan, int]:
    """Return the plan that respells formulas, and how many; results stay until Excel calculates."""
    plan, count = Plan(book), 0
    for part in _parts(book):
        xml, _ = book.read(part)
        if b"kpi" not in xml.lower():
            continue
        splices = [one for name in _HOLDERS for one in _respelt(xml, name)]
        plan.splice(part, splices)
        count += len(splices)
    plan.must_calculate = bool(count)
    finish(plan)
    return plan, count


def own_names(formula: str) -> str:
    """Return a formula with every KPI function under its own name."""
    return _CALLED.sub(_own_name, formula)


def _own_name(found: re.Match[str]) -> str:
    name = function_name(found[1]) if found[1] else ""
    return name if name in CATALOGUE else found[0]


def _parts(book: OpenBook) -> Iterator[str]:
    """Yield the parts that may hold formulas: the workbook, its sheets and their tables."""
    yield book.parts.main
    for sheet in book.parts.sheets.values():
        if not sheet.is_external and book.parts.has(sheet.part):
            yield sheet.part
            yield from (t for t in book.parts.referred(sheet.part, "table") if book.parts.has(t))


def _respelt(xml: bytes, name: str) -> Iterator[Splice]:
    if name.encode() not in xml:
        return
    for one in elements_named(xml, name):
        tag = tag_at(xml, one.start)
        end = xml.rfind(b"</", tag.end, one.end)
        held = xml[tag.end : end]
        if tag.is_empty or b"<" in held or b"kpi" not in held.lower():
            continue
        formula = unescape(held.decode())
        new = own_names(formula)
        if new != formula:
            yield Splice(tag.end, end, markup(new))
