"""Talk: an action under way for a pane, which changes the open workbook in the middle of it.

An action runs in a thread. Where it changes the open workbook it waits until the pane says that
this was done; only then does it write files. A pane that stays away too long has said no. What was
said is kept for a while: a pane whose connection broke asks for it again, and nothing runs twice.
"""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from xlkpi.errors import RegisterError, WorkbookError, XlkpiError
from xlkpi.host.sent_book import Instructions
from xlkpi.host.server.guard import Refused

REPLIED_WITHIN = 60.0
"""Seconds in which a pane must have changed its workbook."""
KEPT = 900.0
"""Seconds for which what was said can be asked for again."""
MOST_TALKS, MOST_KEPT = 8, 200
NAME = re.compile(r"[0-9A-Za-z-]{16,64}")
"""How a pane may name a talk."""

Said = Mapping[str, Any]
Act = Callable[["Talk"], Said]


class Talk:
    """One action, its officer and what both sides say."""

    def __init__(self, officer: str) -> None:
        """Begin to talk with an officer."""
        self.officer, self.begun = officer, time.monotonic()
        self.is_over = False
        self._loop = asyncio.get_running_loop()
        self._said: list[Said] = []
        self._grown = asyncio.Event()
        self._heard: SimpleQueue[Said] = SimpleQueue()
        self._replies = 0

    def deliver(self, instructions: Instructions) -> None:
        """Have the open workbook changed; a WorkbookError says why it could not be."""
        for edits in instructions.values():
            self.say({"edits": edits})
            try:
                reply = self._heard.get(timeout=REPLIED_WITHIN)
            except Empty:
                reply = {"refused": "Excel did not answer in time: no file was changed. Try again"}
            if reply.get("applied") is not True:
                raise WorkbookError(str(reply.get("refused", "Excel made no change"))[:500])

    def say(self, said: Said) -> None:
        """Say something to the pane, from the action's thread."""
        with suppress(RuntimeError):  # -- the server is closing --
            self._loop.call_soon_threadsafe(self._grow, said)

    def _grow(self, said: Said) -> None:
        self._said.append(said)
        self._grown.set()

    def hear(self, number: int, reply: Said) -> None:
        """Take what the pane says of the edits before `number`, once."""
        if self._replies < number <= len(self._said):
            self._replies = number
            self._heard.put(reply)

    async def told(self, number: int) -> Said:
        """Return what the action says, counted from 0, as soon as it has said it."""
        while len(self._said) <= number:
            if self.is_over and self._said:
                raise Refused(409, "this action has ended: ask for it again")
            self._grown.clear()
            await self._grown.wait()
        return self._said[number]


class Talks:
    """Every action under way, and those that ended a short while ago."""

    def __init__(self) -> None:
        """Have none under way."""
        self._talks: dict[tuple[str, str], Talk] = {}

    async def begin(self, officer: str, name: object, act: Act) -> Said:
        """Return what an action says first; one that has begun under this name goes on."""
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise Refused(400, "this is not how the pane asks: reload it")
        talk = self._talks.get((officer, name))
        if talk is None:
            self._forget()
            if sum(not one.is_over for one in self._talks.values()) >= MOST_TALKS:
                raise Refused(503, "others are at work here: try again in a moment")
            talk = self._talks[officer, name] = Talk(officer)
            threading.Thread(target=_carry_out, args=(talk, act), daemon=True).start()
        return await talk.told(0)

    async def go_on(self, officer: str, name: str, number: object, reply: Said) -> Said:
        """Return what an action says once it has heard the pane's reply."""
        talk = self._talks.get((officer, name))
        if talk is None or not isinstance(number, int) or not 0 < number < 1000:  # noqa: PLR2004
            raise Refused(409, "this action has ended already: ask for it again")
        talk.hear(number, reply)
        return await talk.told(number)

    def _forget(self) -> None:
        """Let go of talks that ended long ago, or of the oldest."""
        now = time.monotonic()
        over = [key for key, one in self._talks.items() if one.is_over]
        old = [key for key in over if now - self._talks[key].begun > KEPT]
        for key in {*old, *over[: max(0, len(over) - MOST_KEPT)]}:
            del self._talks[key]


def _carry_out(talk: Talk, act: Act) -> None:
    """Run an action; whatever goes wrong on purpose is said in a line."""
    try:
        said = act(talk)
    except RegisterError as error:
        lines = [str(problem) for problem in error.problems]
        said = failed(f"{error}: nothing was changed. Mend them and ask again.", lines)
    except XlkpiError as error:
        said = failed(str(error))
    except OSError as error:
        where = error.filename or "a file"
        said = failed(f"{where}: {error.strerror}: close it, or check the folder, and ask again.")
    except Exception as error:  # noqa: BLE001 -- told to the guard, which writes down where
        said = {"broken": error}
    talk.is_over = True
    talk.say(said)


def failed(message: str, lines: list[str] | None = None) -> Said:
    """Return a failure as a pane is told of it."""
    return {"failed": {"message": message, "lines": lines or []}}
