"""Unbinding: what binding put into a package taken out, every part as it was before.

A part that is as binding left it gets back its very bytes. One that Excel has written anew since
loses what is ours: our modules, our tab.
"""

from dataclasses import dataclass

from xlkpi.host.excel import package as around
from xlkpi.host.excel.keepsake import Keepsake, Kept, is_as_bound, keepsake_part
from xlkpi.host.excel.project import holds_code, sources_of, without_modules
from xlkpi.host.excel.ribbon import is_empty, without_tab
from xlkpi.host.excel.wrappers import modules
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.package_xml import CONTENT_TYPES
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.parts import relationships_part


def is_bound(book: OpenBook) -> bool:
    """Return whether a workbook was bound."""
    return keepsake_part(book.parts) is not None


def unbind(plan: Plan) -> str:
    """Plan everything of ours out of a bound package; returns the ending that fits it then."""
    part = keepsake_part(plan.book.parts)
    if part is None:
        message = "keepsake"
        raise KeyError(message)
    work = _Unbinding(plan, Keepsake.of_xml(plan.book.parts.read(part)))
    was_clean = work.project() & work.ribbon()
    work.forget(part)
    has_macros = around.vba_part(plan) not in (None, *plan.gone)
    back = {new: old for old, new in around.MACRO_TYPES.items()}
    if work.keepsake.ending in around.ENDINGS and not has_macros:
        around.set_main_type(plan, back)
    work.finish(whole=was_clean)
    return plan.book.path.suffix if has_macros else work.keepsake.ending


@dataclass
class _Unbinding:
    """The unbinding of one package."""

    plan: Plan
    keepsake: Keepsake

    def project(self) -> bool:
        """Take our modules out of the VBA project; returns whether nobody had changed it."""
        part = around.vba_part(self.plan)
        if part is None:
            return False
        kept, is_intact = self._kept(part)
        if is_intact:
            if kept.before is None:
                self._drop(self.plan.book.parts.main, part)
            return True
        theirs = sources_of(kept.before) if kept.before is not None else {}
        ours = [name for name in modules() if name not in theirs]
        left = without_modules(self.plan.book.parts.read(part), ours)
        if kept.before is None and not holds_code(sources_of(left)):
            self._drop(self.plan.book.parts.main, part)
        else:
            self.plan.replaced[self.plan.book.parts.entries[part]] = [memoryview(left)]
        return False

    def ribbon(self) -> bool:
        """Take our tab out of the ribbon; returns whether nobody had changed it."""
        part = around.ribbon_part(self.plan)
        if part is None:
            return False
        kept, is_intact = self._kept(part)
        if is_intact:
            if kept.before is None:
                self._drop("", part)
            return True
        self.plan.change(part, without_tab(self.plan.text(part)))
        if kept.before is None and is_empty(self.plan.text(part)):
            self._drop("", part)
        return False

    def forget(self, part: str) -> None:
        """Take the keepsake out."""
        for one in self.plan.book.parts.relationships(part):
            around.drop(self.plan, one.part)
        self._drop(self.plan.book.parts.main, part)

    def finish(self, *, whole: bool) -> None:
        """Finish the plan with the very bytes of each part that is as binding left it.

        Args:
            whole: whether the lists of the package may be given back too, since all that they
                speak of is as it was.
        """
        parts = self.plan.book.parts
        main, root = relationships_part(parts.main), relationships_part("")
        lists = {parts.entries[one] for one in (CONTENT_TYPES.casefold(), main, root)}
        finish(self.plan)
        for name, kept in self.keepsake.parts.items():
            is_there = parts.has(name) and is_as_bound(kept, parts.read(name))
            if is_there and kept.before is not None and (whole or name not in lists):
                self.plan.replaced[name] = [memoryview(kept.before)]

    def _kept(self, part: str) -> tuple[Kept, bool]:
        """Return what was kept of a part, and whether it is as binding left it."""
        kept = self.keepsake.parts.get(self.plan.book.parts.entries[part], Kept(None, ""))
        return kept, is_as_bound(kept, self.plan.book.parts.read(part))

    def _drop(self, source: str, part: str) -> None:
        around.unrelate(self.plan, source, part)
        around.drop(self.plan, part)
