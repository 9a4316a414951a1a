"""The server's desk: an officer's buttons, for the workbook that the pane sends."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from xlkpi.actions.catalogue import ACTIONS, Action, Desk, Done
from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.host.sent_book import SentBooks
from xlkpi.host.server.functions import as_json, asked_in
from xlkpi.host.server.guard import Refused
from xlkpi.host.server.opened import note_of, opened
from xlkpi.host.server.papers import Papers
from xlkpi.host.server.talk import Said, Talk, Talks
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.files import Files

TURN_WITHIN = 30.0
"""Seconds that an action waits for the one before it."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Answers buttons for one Register; `clock` is the door's."""

    register: Path
    clock: Callable[[], datetime]
    papers: Papers = field(default_factory=Papers)
    talks: Talks = field(default_factory=Talks)
    turn: threading.Lock = field(default_factory=threading.Lock)

    async def press(self, request: Request) -> Response:
        """Answer a button: what was done, what shall change in the workbook first, or why not."""
        asked, officer = asked_in(await request.body()), str(request.scope["officer"])
        action = ACTIONS.get(request.path_params["action"])
        if action is None:
            raise Refused(404, "there is no such action: reload the pane")
        said = await self.talks.begin(
            officer, asked.get("talk"), lambda talk: self._said(action, asked, talk)
        )
        return self._told(officer, said)

    async def go_on(self, request: Request) -> Response:
        """Answer a pane that has changed its workbook, or could not, or lost the answer."""
        asked, officer = asked_in(await request.body()), str(request.scope["officer"])
        name = str(request.path_params["talk"])
        said = await self.talks.go_on(officer, name, asked.get("heard"), asked)
        return self._told(officer, said)

    def settings(self) -> Settings:
        """Return the Register's settings as they are now, what is made standing beside them."""
        settings = read_settings(self.register)
        return replace(settings, out=settings.path.parent / settings.out)

    def _said(self, action: Action, asked: Mapping[str, Any], talk: Talk) -> Said:
        """Carry out an action; one with a preview only as it was last seen."""
        settings, stamp = self.settings(), self.clock()
        book, is_ours = opened(asked.get("book", {}), settings)
        books = SentBooks((book,), Files(stamp), talk.deliver)
        desk = Desk(settings, books, str(asked.get("role", "")).strip(), stamp)
        if action.preview is not None and asked.get("is_preview"):
            planned = action.preview(desk)
            return {"done": planned, "seen": fingerprint(planned)}
        with self._turn():
            if action.preview is not None:
                _refuse_unseen(desk, asked.get("seen"), fingerprint(action.preview(desk)))
            done = action.run(desk)
        notes = () if is_ours else (note_of(book, settings),)
        return {"done": replace(done, lines=(*notes, *done.lines))}

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one action at a time change the Register."""
        if not self.turn.acquire(timeout=TURN_WITHIN):
            message = "somebody else's action is under way: try again in a minute"
            raise WorkbookError(message)
        try:
            yield
        finally:
            self.turn.release()

    def _told(self, officer: str, said: Said) -> Response:
        """Return what an action says: papers by where they are fetched, no folder of the server."""
        if "broken" in said:
            raise said["broken"]
        if "done" in said:
            done: Done = said["done"]
            lines = [self.plain(line) for line in done.lines]
            papers = self.papers.offer(officer, done.files)
            told = {"summary": self.plain(done.summary), "lines": lines, "papers": papers}
            said = {"done": told | ({"seen": said["seen"]} if "seen" in said else {})}
        elif "failed" in said:
            lines = [self.plain(line) for line in said["failed"]["lines"]]
            said = {"failed": {"message": self.plain(said["failed"]["message"]), "lines": lines}}
        return Response(as_json(said), media_type="application/json")

    def plain(self, line: str) -> str:
        """Return a line without the folder in which the Register lies on this server."""
        folder = self.register if self.register.is_dir() else self.register.parent
        for spelt in {str(folder.resolve()), str(folder)} - {"."}:
            line = line.replace(f"{spelt}/", "").replace(f"{spelt}\\", "")
        return line


def fingerprint(planned: Done) -> str:
    """Return by what a list of differences is known again."""
    text = "\n".join([planned.summary, *planned.lines])
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_unseen(desk: Desk, seen: object, now: str) -> None:
    """Refuse to do anything but what somebody looked at and agreed to, in a role."""
    if seen != now:
        message = "what would change is not what you saw a moment ago: look at it again"
        raise RefusalError(message)
    if not desk.role:
        message = "no role was given: say which role does this, such as Head of Policy"
        raise RefusalError(message)
