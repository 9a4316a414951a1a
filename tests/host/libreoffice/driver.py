"""Drives a running LibreOffice for the tests, in the Python that LibreOffice was built for.

It reads one JSON call a line, `["values", 1, "Sheet"]`, and answers each with one JSON line,
`{"result": ...}` or `{"error": "..."}`.
"""

# ruff: noqa: ANN401, N802, FBT003, EM101, EM102, TRY003, T201, BLE001

import contextlib
import json
import sys
import threading
import time
import traceback
from functools import partial
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

EXCEL = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML"}
USE_SETTINGS = 3
"""LibreOffice's number for macros as its user has set them."""
LONGEST = 60
"""Seconds that an action may take before a test gives it up."""
DIALOG, PUSH_BUTTON, TEXT = 12, 44, 60
"""LibreOffice's numbers for roles of what is on the screen."""


def prop(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Approving(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Says yes, as an officer does who installs an extension."""

    def getInteractionHandler(self) -> Any:
        return self

    def getProgressHandler(self) -> None:
        """Show no progress."""

    def handle(self, request: Any) -> None:
        kind = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
        for one in request.getContinuations():
            if one.queryInterface(kind):
                one.select()
                return


class Driver:
    def __init__(self, pipe: str) -> None:
        self.context = self._connected(pipe)
        self.smgr = self.context.ServiceManager
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.documents: list[Any] = []

    def _connected(self, pipe: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for _ in range(300):
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except NoConnectException:
                time.sleep(0.1)
        raise TimeoutError("LibreOffice did not answer")

    def make(self, service: str) -> Any:
        return self.smgr.createInstanceWithContext(service, self.context)

    # -- the extension --

    def install(self, path: str) -> str:
        manager = self.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")
        asked = Approving()
        package = manager.addExtension(uno.systemPathToFileUrl(path), (), "user", None, asked)
        return str(package.getIdentifier().Value)

    def is_let_in(self, path: str, identifier: str) -> bool:
        """Return whether an extension is installed when its officer says yes to everything."""
        manager = self.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")
        with contextlib.suppress(Exception):  # -- a refusal is an exception without words --
            manager.addExtension(uno.systemPathToFileUrl(path), (), "user", None, Approving())
        known = manager.getDeployedExtensions("user", None, Approving())
        return identifier in [one.getIdentifier().Value for one in known]

    # -- documents --

    def show(self, path: str) -> int:
        """Open a workbook in a window, as an officer has it: macros as set, which is off."""
        return self.open(path, hidden=False, macros=USE_SETTINGS)

    def open(self, path: str, *, hidden: bool = True, macros: int = 0) -> int:
        flags = (
            prop("Hidden", hidden),
            prop("ReadOnly", False),
            prop("MacroExecutionMode", macros),
            prop("UpdateDocMode", 0),
            prop("FilterName", EXCEL[path[-5:]]),
        )
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, flags
        )
        if document is None:
            raise ValueError(f"{path} was not opened")
        self.documents.append(document)
        return len(self.documents) - 1

    def new(self) -> int:
        self.documents.append(
            self.desktop.loadComponentFromURL(
                "private:factory/scalc", "_blank", 0, (prop("Hidden", True),)
            )
        )
        return len(self.documents) - 1

    def recalculate(self, number: int) -> float:
        begun = time.perf_counter()
        self.documents[number].calculateAll()
        return time.perf_counter() - begun

    def values(self, number: int, sheet: str, area: str = "") -> list[list[object]]:
        """Return the cells of a sheet's used area, or of one; an error is {"error": code}."""
        cells = self._area(number, sheet, area)
        return [
            [
                {"error": cells.getCellByPosition(x, y).getError()} if cell is None else cell
                for x, cell in enumerate(row)
            ]
            for y, row in enumerate(cells.getDataArray())
        ]

    def formulas(self, number: int, sheet: str, area: str = "") -> list[list[str]]:
        return [list(row) for row in self._area(number, sheet, area).getFormulaArray()]

    def _area(self, number: int, sheet: str, area: str) -> Any:
        found = self.documents[number].Sheets.getByName(sheet)
        if area:
            return found.getCellRangeByName(area)
        cursor = found.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return found.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)

    def save(self, number: int, path: str) -> None:
        self.documents[number].storeToURL(
            uno.systemPathToFileUrl(path), (prop("FilterName", EXCEL[path[-5:]]),)
        )

    def close(self, number: int) -> None:
        self.documents[number].setModified(False)
        self.documents[number].close(True)

    # -- buttons, menu and windows --

    def buttons(self, number: int, sheet: str) -> dict[str, str]:
        """Return what each button of a sheet runs, by the words on it."""
        forms = self.documents[number].Sheets.getByName(sheet).DrawPage.Forms
        found = {}
        for n in range(forms.Count):
            form = forms.getByIndex(n)
            for place in range(form.Count):
                model = form.getByIndex(place)
                events = [event.ScriptCode for event in form.getScriptEvents(place)]
                found[model.Label] = "; ".join([*events, model.TargetURL]).strip("; ")
        return found

    def press(self, number: int, sheet: str, button: str) -> list[list[str]]:
        """Press a button as an officer does; return the windows it showed, all agreed to."""
        document = self.documents[number]
        controller = document.CurrentController
        found = document.Sheets.getByName(sheet)
        controller.setActiveSheet(found)
        forms = found.DrawPage.Forms
        for n in range(forms.Count):
            for place in range(forms.getByIndex(n).Count):
                model = forms.getByIndex(n).getByIndex(place)
                if model.Label == button:
                    control = controller.getControl(model).getAccessibleContext()
                    return self._watched(partial(control.doAccessibleAction, 0))
        raise KeyError(button)

    def choose(self, number: int, url: str, role: str | None = None) -> list[list[str]]:
        """Choose a command of the menu; return the windows it showed, all agreed to."""
        frame = self.documents[number].CurrentController.Frame
        helper = self.make("com.sun.star.frame.DispatchHelper")
        return self._watched(lambda: helper.executeDispatch(frame, url, "", 0, ()), role)

    def _watched(self, act: Any, role: str | None = None) -> list[list[str]]:
        seen: list[list[str]] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                act()
            except BaseException as error:
                failed.append(error)

        acting = threading.Thread(target=run, daemon=True)
        acting.start()
        until = time.monotonic() + LONGEST
        # -- a button posts its event and is done: the window follows --
        while (acting.is_alive() or not seen) and not failed and time.monotonic() < until:
            seen.extend(self._agree(window, role) for window in self._dialogs())
            time.sleep(0.05)
        if failed:
            raise failed[0]
        if acting.is_alive() or not seen:
            raise TimeoutError(f"it did not end: {seen}")
        return seen

    def _dialogs(self) -> list[Any]:
        toolkit = self.make("com.sun.star.awt.Toolkit")
        found = []
        for place in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(place)
            context = window.getAccessibleContext() if window else None
            if context and context.getAccessibleRole() == DIALOG:
                found.append(context)
        return found

    def _agree(self, window: Any, role: str | None) -> list[str]:
        """Return what a window says, after pressing its first button."""
        texts, buttons = [window.getAccessibleName()], []
        waiting = [window]
        while waiting:
            one = waiting.pop(0)
            for place in range(one.getAccessibleChildCount()):
                child = one.getAccessibleChild(place).getAccessibleContext()
                waiting.append(child)
                kind = child.getAccessibleRole()
                if kind == PUSH_BUTTON:
                    buttons.append(child)
                elif hasattr(child, "getText"):
                    if role is not None and kind == TEXT and not child.getText():
                        child.setText(role)
                    texts.append(child.getText())
                else:
                    texts.append(child.getAccessibleName())
        texts.append("|".join(button.getAccessibleName() for button in buttons))
        buttons[0].doAccessibleAction(0)
        time.sleep(0.3)
        return texts

    def arrange(self, number: int, sheet: str, zoom: int) -> None:
        """Show a sheet as a picture wants it."""
        controller = self.documents[number].CurrentController
        controller.setActiveSheet(self.documents[number].Sheets.getByName(sheet))
        controller.ZoomType, controller.ZoomValue = 3, zoom
        window = controller.Frame.ContainerWindow
        window.setPosSize(0, 0, 1500, 900, 15)

    def open_menu(self, number: int, label: str) -> None:
        """Open a menu of the window by the words on it."""
        window = self.documents[number].CurrentController.Frame.ContainerWindow
        waiting = [window.getAccessibleContext()]
        while waiting:
            one = waiting.pop(0)
            if one.getAccessibleName() == label and hasattr(one, "doAccessibleAction"):
                one.doAccessibleAction(0)
                return
            count = min(one.getAccessibleChildCount(), 50)
            waiting += [one.getAccessibleChild(n).getAccessibleContext() for n in range(count)]
        raise KeyError(label)

    def undo(self, number: int) -> None:
        self.documents[number].UndoManager.undo()

    def undo_titles(self, number: int) -> list[str]:
        return list(self.documents[number].UndoManager.getAllUndoActionTitles())

    def type(self, number: int, sheet: str, cell: str, value: object) -> None:
        found = self.documents[number].Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(value, str):
            found.setString(value)
        else:
            found.setValue(value)

    def protect(self, number: int, sheet: str) -> None:
        self.documents[number].Sheets.getByName(sheet).protect("")

    def marks(self, number: int, sheet: str) -> list[list[str]]:
        """Return where conditional formats are, and the style that each shows."""
        formats = self.documents[number].Sheets.getByName(sheet).ConditionalFormats
        return [
            [one.Range.RangeAddressesAsString, one.getByIndex(0).StyleName]
            for one in formats.getConditionalFormats()
        ]

    def profile(self) -> str:
        paths = self.make("com.sun.star.util.PathSubstitution")
        return str(uno.fileUrlToSystemPath(paths.substituteVariables("$(user)", True)))

    # -- what the function wizard shows --

    def wizard(self, name: str) -> dict[str, object]:
        for found in self._descriptions():
            said = {one.Name: one.Value for one in found}
            if said["Name"] == name:
                return {
                    "description": said["Description"],
                    "category": said["Category"],
                    "arguments": [
                        [one.Name, one.Description, one.IsOptional] for one in said["Arguments"]
                    ],
                }
        raise KeyError(name)

    def _descriptions(self) -> Any:
        found = self.make("com.sun.star.sheet.FunctionDescriptions")
        for number in range(found.getCount()):
            yield found.getByIndex(number)

    def quit(self) -> None:
        with contextlib.suppress(Exception):  # -- the connection may end first --
            self.desktop.terminate()


def main() -> None:
    driver = Driver(sys.argv[1])
    print(json.dumps({"result": "ready"}), flush=True)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        try:
            said: dict[str, object] = {"result": getattr(driver, name)(*arguments)}
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}\n{traceback.format_exc()}"}
        print(json.dumps(said), flush=True)
        if name == "quit":
            return
    driver.quit()  # -- the test has gone without a word --


main()
