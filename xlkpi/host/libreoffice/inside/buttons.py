"""Officers' buttons: those that run a macro of ours in Excel run the same action here."""

import re
from collections.abc import Iterator
from typing import Any

import uno
import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob

from xlkpi.host.libreoffice.inside.built import BUILT
from xlkpi.host.libreoffice.signature import BUTTONS, COMMAND, SCRIPT

MACROS = {action["macro"].casefold(): action["macro"] for action in BUILT["actions"].values()}
_MACRO = re.compile(r"vnd\.sun\.star\.script:(?:[^?]*[.!/])?(\w+)\?")
"""A macro as a button that came from Excel names it: `VBAProject.KpiButtons.KpiCheck?...`."""
CLICKED = "OnClick"
PROPERTIES = "[]com.sun.star.beans.PropertyValue"


class Buttons(unohelper.Base, XJob, XServiceInfo):  # type: ignore[misc]
    """Looks at each document that is opened; what it changes is never saved."""

    def __init__(self, context: object) -> None:
        """Stand ready."""
        del context

    def execute(self, arguments: Any) -> None:  # noqa: ANN401 -- LibreOffice's
        """Bind the buttons of the document that was opened."""
        said = {one.Name: one.Value for one in arguments}
        environment = {one.Name: one.Value for one in said.get("Environment", ())}
        document = environment.get("Model")
        if document and document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            was_modified = document.isModified()
            for sheet in document.Sheets:
                _bind_forms(sheet.DrawPage.Forms)
                _bind_shapes(sheet.DrawPage)
            if not was_modified:
                document.setModified(False)

    def getImplementationName(self) -> str:
        """Return the name under which the class is registered."""
        return BUTTONS

    def supportsService(self, name: str) -> bool:
        """Return whether this is the service of that name."""
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the names of what this is."""
        return (BUTTONS, "com.sun.star.task.Job")


def script(macro: str) -> str:
    """Return the address of the script of this extension that a macro's button runs."""
    return f"vnd.sun.star.script:{SCRIPT}${macro}?language=Python&location=user:uno_packages"


def ours(address: str) -> str:
    """Return our macro that a script's address names; blank for any other."""
    found = _MACRO.match(address)
    return MACROS.get(found[1].casefold(), "") if found else ""


def _bind_forms(forms: Any) -> None:  # noqa: ANN401 -- as above
    for form in _each(forms):
        for place in range(form.Count):
            for event in form.getScriptEvents(place):
                macro = ours(event.ScriptCode)
                if macro:
                    # -- with the event's own fields the old binding would stay --
                    form.revokeScriptEvents(place)
                    event.ScriptType, event.ScriptCode = "Script", script(macro)
                    form.registerScriptEvent(place, event)


def _bind_shapes(shapes: Any) -> None:  # noqa: ANN401 -- as above
    for shape in _each(shapes):
        events = shape.getEvents() if hasattr(shape, "getEvents") else None
        if events is None or not events.hasByName(CLICKED):
            continue
        bound = events.getByName(CLICKED) or ()
        said = {one.Name: one for one in bound}
        macro = ours(str(said["Script"].Value)) if "Script" in said else ""
        if macro:
            said["Script"].Value = script(macro)
            bound_to = uno.Any(PROPERTIES, tuple(bound))
            uno.invoke(events, "replaceByName", (CLICKED, bound_to))


def _each(found: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    for place in range(found.getCount()):
        yield found.getByIndex(place)


def pressed(desk: Any, name: str) -> None:  # noqa: ANN401 -- as above
    """Carry out an action for the document whose button was pressed."""
    context = desk.getComponentContext()
    frame = desk.getDocument().CurrentController.Frame
    helper = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    helper.executeDispatch(frame, COMMAND + name, "", 0, ())


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 -- what the loader looks for
g_ImplementationHelper.addImplementation(Buttons, BUTTONS, (BUTTONS, "com.sun.star.task.Job"))
