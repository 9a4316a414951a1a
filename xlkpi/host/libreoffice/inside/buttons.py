"""Officers' buttons: those that run a macro of ours in Excel run the same action here.

A macro of the workbook's would only run where its officer has allowed macros, and then the one that
was made for Excel. So the button is given the action's command instead, as long as the document is
open; before it is saved it gets its macro back.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import uno
import unohelper
from com.sun.star.document import XDocumentEventListener
from com.sun.star.lang import XServiceInfo
from com.sun.star.script import ScriptEventDescriptor
from com.sun.star.task import XJob

from xlkpi.host.libreoffice.inside.built import BUILT
from xlkpi.host.libreoffice.signature import BUTTONS, COMMAND, WAS

ACTIONS = {action["macro"].casefold(): name for name, action in BUILT["actions"].items()}
_MACRO = re.compile(r"vnd\.sun\.star\.script:((?:[^?]*[.!/])?(\w+))\?")
"""A macro as a button that came from Excel names it: `VBAProject.KpiButtons.KpiCheck?...`."""
PUSH, URL = (uno.Enum("com.sun.star.form.FormButtonType", kind) for kind in ("PUSH", "URL"))
SAVING = frozenset({"OnSave", "OnSaveAs", "OnSaveTo", "OnCopyTo"})
SAVED = frozenset({f"{event}{end}" for event in SAVING for end in ("Done", "Failed")})


class Buttons(unohelper.Base, XJob, XServiceInfo):
    """Looks at each document that is opened."""

    def __init__(self, context: object) -> None:
        """Stand ready."""
        del context

    def execute(self, arguments: Any) -> None:
        """Bind the buttons of the document that was opened."""
        said = {one.Name: one.Value for one in arguments}
        told = {one.Name: one.Value for one in said.get("Environment", ())}
        document = told.get("Model")
        if document is None:
            return
        is_calc = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
        if is_calc and _each_button(document, _bind):
            document.addDocumentEventListener(Saving())

    def getImplementationName(self) -> str:
        """Return the name under which the class is registered."""
        return BUTTONS

    def supportsService(self, name: str) -> bool:
        """Return whether this is the service of that name."""
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the names of what this is."""
        return (BUTTONS, "com.sun.star.task.Job")


class Saving(unohelper.Base, XDocumentEventListener):
    """Gives a document's buttons their macros back while it is saved."""

    def documentEventOccured(self, event: Any) -> None:
        """Look at what happens to the document."""
        if event.EventName in SAVING:
            _each_button(event.Source, _unbind)
        elif event.EventName in SAVED:
            _each_button(event.Source, _bind)

    def disposing(self, event: object) -> None:
        """Let go of a document that was closed."""


def _each_button(document: Any, change: Callable[[Any, int], bool]) -> bool:
    """Return whether any button was changed; that alone never makes a document a changed one."""
    was_modified = document.isModified()
    document.UndoManager.lock()  # -- nor is it a step to undo --
    try:
        done = [change(form, place) for form in _forms(document) for place in range(form.Count)]
    finally:
        document.UndoManager.unlock()
    if not was_modified:
        document.setModified(False)
    return any(done)


def _bind(form: Any, place: int) -> bool:
    for event in form.getScriptEvents(place):
        found = _MACRO.match(event.ScriptCode)
        name = ACTIONS.get(found[2].casefold()) if found else None
        if found and name:
            button = form.getByIndex(place)
            # -- with the event's own fields the binding would stay --
            form.revokeScriptEvents(place)
            button.ButtonType, button.DispatchURLInternal = URL, True
            button.TargetURL = f"{COMMAND}{name}{WAS}{event.ScriptCode}"
            return True
    return False


def _unbind(form: Any, place: int) -> bool:
    button = form.getByIndex(place)
    address = getattr(button, "TargetURL", "")
    if not address.startswith(COMMAND) or WAS not in address:
        return False
    button.ButtonType, button.TargetURL = PUSH, ""
    event = ScriptEventDescriptor()
    event.ListenerType, event.EventMethod = "XActionListener", "actionPerformed"
    event.ScriptType, event.ScriptCode = "Script", address.partition(WAS)[2]
    form.registerScriptEvent(place, event)
    return True


def _forms(document: Any) -> Iterator[Any]:
    for sheet in document.Sheets:
        forms = sheet.DrawPage.Forms
        for place in range(forms.Count):
            yield forms.getByIndex(place)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 -- what the loader looks for
g_ImplementationHelper.addImplementation(Buttons, BUTTONS, (BUTTONS, "com.sun.star.task.Job"))
