"""What the extension was built with, and what its officer has changed in a file of their own."""

import json
from pathlib import Path
from typing import Any

import uno

BUILT: dict[str, Any] = (
    json.loads(Path(__file__).with_name("built.json").read_text(encoding="utf-8"))
    if Path(__file__).with_name("built.json").is_file()
    else {"version": "", "command": [], "actions": {}}
)
"""Version, command and actions, as they were when the extension was made."""


class Refused(Exception):  # noqa: N818 -- it is an answer
    """What stands in the way, in one line for an officer; `lines` say more where there is more."""

    def __init__(self, message: str, lines: tuple[str, ...] = ()) -> None:
        """Carry the message, and the lines under it."""
        super().__init__(message)
        self.lines = lines


def own_folder(context: Any) -> Path:
    """Return the folder of the officer's LibreOffice profile, where settings and log are."""
    paths = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.util.PathSubstitution", context
    )
    return Path(uno.fileUrlToSystemPath(paths.substituteVariables("$(user)", True)))


def settings_file(context: Any) -> Path:
    """Return the file in which an officer may name another `command`, and a `role`."""
    return own_folder(context) / "xlkpi.json"


def log_file(context: Any) -> Path:
    """Return the file that keeps what went wrong."""
    return own_folder(context) / "xlkpi.log"


def read_settings(context: Any) -> dict[str, Any]:
    """Return `command` and `role`: the officer's where there are any."""
    path = settings_file(context)
    found: dict[str, Any] = {"command": BUILT["command"], "role": ""}
    if not path.is_file():
        return found
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        own = {name: said[name] for name in found if name in said}
    except (ValueError, TypeError, OSError) as error:
        message = f"{path} cannot be read ({error}): mend it as JSON, or delete it."
        raise Refused(message) from error
    command = own.get("command", found["command"])
    if not (isinstance(command, list) and command and all(isinstance(c, str) for c in command)):
        message = f'{path}: command is not a list of texts such as ["python", "-m", "xlkpi"].'
        raise Refused(message)
    return found | own


def keep_role(context: Any, role: str) -> None:
    """Remember the officer's role for the next time, with whatever else the file holds."""
    path = settings_file(context)
    said = json.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}
    path.write_text(json.dumps({**said, "role": role}, indent=1), encoding="utf-8")
