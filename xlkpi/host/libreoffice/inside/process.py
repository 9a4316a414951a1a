"""The process apart: started with the officer's own xlkpi, never with LibreOffice's Python."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from xlkpi.host.libreoffice.inside.built import Refused
from xlkpi.office.surroundings import clean

LONGEST = 900
"""Seconds after which an action is given up."""
BEAT = 0.1
"""Seconds between two looks at whether there is something to show."""
NO_WINDOW = 0x0800_0000 if sys.platform == "win32" else 0

Said = dict[str, Any]


def ask(
    command: Sequence[str],
    asked: Said,
    log: Path,
    change: Callable[[list[Said]], None],
    beat: Callable[[float], None],
) -> Said:
    """Return what the action has to say once it is done.

    Args:
        command: what starts xlkpi.
        asked: the action and the document, as `conversation` hears them.
        log: where the process's own complaints go.
        change: changes the open document; Refused says why it could not.
        beat: told now and then for how many seconds it has been going on.

    Raises:
        Refused: in one line, why nothing came of it.
    """
    with log.open("ab") as complaints:
        process = _started(command, complaints)
    lines: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(process, lines), daemon=True).start()
    threading.Thread(target=_tell, args=(process, asked), daemon=True).start()
    begun = time.monotonic()
    try:
        while True:
            beat(time.monotonic() - begun)
            try:
                line = lines.get(timeout=BEAT)
            except Empty:
                if time.monotonic() - begun > LONGEST:
                    message = f"xlkpi did not finish within {LONGEST // 60} minutes: it was stopped"
                    raise Refused(message) from None
                continue
            said = _understood(line, log)
            if "done" in said:
                return dict(said["done"])
            if "failed" in said:
                raise Refused(said["failed"]["message"], tuple(said["failed"]["lines"]))
            _tell(process, _changed(said["edits"], change))
    finally:
        process.kill()
        process.wait()


def _started(command: Sequence[str], complaints: Any) -> "subprocess.Popen[str]":
    whole = [*command, "addin", "answer"]
    try:
        return subprocess.Popen(  # noqa: S603 -- the command that the officer's settings name
            whole, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints,
            env=clean(), encoding="utf-8", creationflags=NO_WINDOW,
        )  # fmt: skip
    except OSError as error:
        message = (
            f"xlkpi was not found as {command[0]} ({error.strerror}): install it, or name its "
            f"command in {{settings}}."
        )
        raise Refused(message) from error


def _listen(process: "subprocess.Popen[str]", lines: "SimpleQueue[str]") -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put("")


def _tell(process: "subprocess.Popen[str]", said: Said) -> None:
    try:
        if process.stdin:
            process.stdin.write(json.dumps(said) + "\n")
            process.stdin.flush()
    except OSError:
        pass  # -- it has ended, which the listener will find --


def _understood(line: str, log: Path) -> Said:
    """Return what a line says; a process that ended, or prattles, is a failure."""
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        message = f"xlkpi ended before it was done: nothing was changed. The reason is in {log}."
        raise Refused(message)
    return found


def _changed(edits: list[Said], change: Callable[[list[Said]], None]) -> Said:
    try:
        change(edits)
    except Refused as error:
        return {"refused": str(error)}
    return {"applied": True}
