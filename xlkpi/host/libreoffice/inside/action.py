"""An action from its button to its last word: asked in a process apart, done in the document."""

import traceback
from datetime import datetime, timezone
from typing import Any

from xlkpi.host.libreoffice.inside import built
from xlkpi.host.libreoffice.inside.built import BUILT, Refused
from xlkpi.host.libreoffice.inside.change import Changing
from xlkpi.host.libreoffice.inside.dialog import Dialog
from xlkpi.host.libreoffice.inside.document import contents, path_of
from xlkpi.host.libreoffice.inside.process import LONGEST, Said, ask


class Asking:
    """One action that an officer asks for in one window."""

    def __init__(self, context: Any, frame: Any, name: str) -> None:
        """Take up an action by its name, for the document in `frame`."""
        self._context, self._frame, self._name = context, frame, name
        self._label = BUILT["actions"][name]["label"]
        self._document: Any = frame.Controller.Model if frame.Controller else None

    def carry_out(self) -> None:
        """Carry out the action; whatever happens, the officer is told in plain words."""
        changing = Changing(self._document, f"KPI: {self._label}")
        try:
            said = self._done(changing)
        except Refused as error:
            changing.undo()
            settings = built.settings_file(self._context)
            self._show(str(error).replace("{settings}", str(settings)), error.lines)
        except Exception:  # noqa: BLE001 -- an officer never sees a traceback
            changing.undo()
            log = built.log_file(self._context)
            self._note(traceback.format_exc())
            self._show(f"{self._label} did not work: nothing was changed. The reason is in {log}.")
        else:
            if said is not None:
                files = [f"Written: {path}" for path in said["files"]]
                self._show(said["summary"], (*said["lines"], *files))

    def _done(self, changing: Changing) -> Said | None:
        """Return what the action has to say; None when the officer did not agree to it."""
        path_of(self._document)
        settings = built.read_settings(self._context)
        role = settings["role"]
        if BUILT["actions"][self._name]["is_asked"]:
            planned = self._ask(settings["command"], role, changing, is_preview=True)
            agreed = Dialog(self._context, self._label).show(
                self._window, planned["summary"], planned["lines"], agree=self._label, role=role
            )
            if agreed is None:
                return None
            if not agreed:
                message = f"{self._label} needs your role: ask again and type it."
                raise Refused(message)
            role = agreed
            built.keep_role(self._context, role)
        return self._ask(settings["command"], role, changing, is_preview=False)

    def _ask(self, command: list[str], role: str, changing: Changing, *, is_preview: bool) -> Said:
        asked = {
            "version": BUILT["version"],
            "action": self._name,
            "is_preview": is_preview,
            "role": role,
            "is_modified": bool(self._document.isModified()),
            "book": contents(self._document),
        }
        self._note(f"{self._label}{' (preview)' if is_preview else ''}: {path_of(self._document)}")
        indicator = self._frame.createStatusIndicator()
        indicator.start(f"KPI: {self._label} ...", LONGEST)
        self._window.setEnable(False)
        try:
            return ask(
                command, asked, built.log_file(self._context), changing,
                lambda seconds: indicator.setValue(int(seconds) + 1),
            )  # fmt: skip
        finally:
            self._window.setEnable(True)
            indicator.end()

    @property
    def _window(self) -> Any:
        return self._frame.ContainerWindow

    def _show(self, message: str, lines: tuple[str, ...] = ()) -> None:
        Dialog(self._context, self._label).show(self._window, message, lines)

    def _note(self, text: str) -> None:
        now = datetime.now(timezone.utc).astimezone()  # noqa: TID251, UP017 -- a door, in an older Python too
        with built.log_file(self._context).open("a", encoding="utf-8") as log:
            log.write(f"{now:%Y-%m-%d %H:%M:%S} {text}\n")
