"""Changes to an open document: all that an action asks for as one step to undo, or none."""

from types import MappingProxyType
from typing import Any

from xlkpi.host.libreoffice.inside.built import Refused
from xlkpi.host.libreoffice.inside.highlight import highlight
from xlkpi.host.libreoffice.inside.new_sheet import add_sheet, remove_sheet
from xlkpi.host.libreoffice.inside.put import cell_of, put
from xlkpi.host.libreoffice.inside.table import add_row

Edit = dict[str, Any]


def _edit(document: Any, edit: Edit) -> None:
    put(document, cell_of(document, edit), edit["value"])


def _nothing(document: Any, edit: Edit) -> None:
    """Leave a formula alone: LibreOffice works out its result by itself."""
    del document, edit


CHANGES = MappingProxyType({
    "edit": _edit,
    "cached": _nothing,
    "new_row": add_row,
    "new_sheet": add_sheet,
    "removed_sheet": remove_sheet,
    "highlight": highlight,
})  # fmt: skip
"""Every instruction by its name."""


class Changing:
    """One action's changes to a document; `undo` puts it back as it was before them."""

    def __init__(self, document: Any, title: str) -> None:
        """Stand ready; nothing is changed yet."""
        self.document, self.title = document, title
        self.is_changed = False

    def __call__(self, edits: list[Edit]) -> None:
        """Make every change; Refused says why one could not be made, and then none was."""
        document = self.document
        for edit in edits:
            _refuse_locked(document, edit)
        document.lockControllers()
        document.UndoManager.enterUndoContext(self.title)
        try:
            for edit in edits:
                CHANGES[edit["do"]](document, edit)
        except Exception as error:
            self._leave()
            self.undo()
            if isinstance(error, Refused):
                raise
            message = f"LibreOffice could not make a change ({edit['do']}): {error}"
            raise Refused(message) from error
        self._leave()

    def _leave(self) -> None:
        self.document.UndoManager.leaveUndoContext()
        self.document.unlockControllers()
        self.is_changed = True

    def undo(self) -> None:
        """Put the document back as it was before the changes, where there were any."""
        manager = self.document.UndoManager
        is_ours = manager.isUndoPossible() and manager.getCurrentUndoActionTitle() == self.title
        if self.is_changed and is_ours:
            manager.undo()
        self.is_changed = False


def _refuse_locked(document: Any, edit: Edit) -> None:
    """Refuse a cell that the sheet's protection locks; LibreOffice would ignore the change."""
    if edit["do"] != "edit" or not document.Sheets.hasByName(edit["sheet"]):
        return
    cell = cell_of(document, edit)
    if cell.Spreadsheet.isProtected() and cell.CellProtection.IsLocked:
        message = (
            f"{edit['sheet']}!{edit['cell']} is locked and its sheet protected: unprotect it "
            f"(Tools, Protect Sheet) and ask again."
        )
        raise Refused(message)
