"""Guard: who may ask what, how much and how long; it stands before everything the server does.

What it writes down of a request is its method, its path, the outcome and the time it took.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from traceback import extract_tb
from typing import Any

from xlkpi.errors import XlkpiError
from xlkpi.host.server.entra import Door, NotAdmittedError
from xlkpi.host.server.serving import Serving

MOST_BYTES = 32 * 1024 * 1024
"""The longest body: 100,000 rows of 8 long numbers are about half of it."""
MOST_HELD = 256 * 1024 * 1024
"""Of all bodies together."""
MOST_REQUESTS = 256
"""Under way at once."""
BODY_WITHIN = 30.0
"""Seconds in which a whole body must have come."""
ANSWERED_WITHIN = 300.0
"""Seconds after which a request is given up, however far it is."""

KEPT = ("/static/vendor/", "/kpi/icon-")
"""What a browser may keep: paths that say a version, and pictures."""
ANCESTORS = (
    "'self' https://*.office.com https://*.officeapps.live.com https://*.sharepoint.com "
    "https://*.cloud.microsoft https://*.microsoft365.com https://*.microsoft.com"
)
"""Pages in which Excel on the web may show the pane."""
# -- Office.js sets styles of its own on what it adds; its telemetry frame is not let in --
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    f"form-action 'none'; frame-ancestors {ANCESTORS}"
)

Scope = Mapping[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]

log = logging.getLogger("xlkpi.server")


class Refused(Exception):  # noqa: N818 -- an answer, not a failure
    """A request that is not answered, with the status and the line that it gets."""

    def __init__(self, status: int, line: str) -> None:
        """Say which status and why."""
        super().__init__(line)
        self.status = status


@dataclass
class Guard:
    """Lets through to `app` what may pass; a path that `is_open` needs nobody to be signed in."""

    app: App
    serving: Serving
    is_open: Callable[[str, str], bool]
    door: Door | None = None
    under_way: int = 0
    held: int = 0

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:  # noqa: ANN401
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, answer, body = time.monotonic(), _Answer(self, scope, send), _Body(self, receive)
        self.under_way += 1
        try:
            await self._answer(scope, body, answer)
        finally:
            self.under_way -= 1
            self.held -= body.size
            spent = (time.monotonic() - begun) * 1000
            log.info("%s %s %s %.0f ms", scope["method"], _said(scope), answer.status, spent)

    async def _answer(self, scope: Any, body: "_Body", answer: "_Answer") -> None:  # noqa: ANN401
        try:
            async with asyncio.timeout(ANSWERED_WITHIN):
                scope["officer"] = await self._officer(scope)
                await self.app(scope, body.receive, answer.send)
        except Refused as refused:
            await answer.refuse(refused.status, str(refused))
        except TimeoutError:
            await answer.refuse(503, "this took too long and was given up: try again")
        except XlkpiError as error:
            await answer.refuse(400, str(error))
        except Exception as error:  # noqa: BLE001 -- the last guard: whatever it is, no cell is told
            log.error("%s %s failed: %s", scope["method"], _said(scope), _where(error))  # noqa: TRY400
            await answer.refuse(500, "xlkpi failed here, and its log says where: tell your support")

    async def _officer(self, scope: Scope) -> str:
        """Return who asks, blank where nobody has to sign in; Refused says why not."""
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        self._refuse_strangers(scope, headers)
        if self.under_way > MOST_REQUESTS or self.held > MOST_HELD:
            raise Refused(503, "too many requests at once: try again in a moment")
        if self.is_open(scope["method"], scope["path"]) or self.door is None:
            return ""
        try:
            return await self.door.admit(headers.get("authorization", ""))
        except NotAdmittedError as error:
            raise Refused(401, str(error)) from None

    def _refuse_strangers(self, scope: Scope, headers: Mapping[str, str]) -> None:
        """Refuse what another site has a browser ask, and bodies that are too long or not JSON."""
        origins = self.serving.origins
        if headers.get("host", "") not in {one.partition("://")[2] for one in origins}:
            raise Refused(421, f"this is {self.serving.origin}: ask for it by that address")
        if headers.get("origin", self.serving.origin) not in origins:
            raise Refused(403, "another site asked for this: open the pane in Excel")
        if scope["method"] in {"GET", "HEAD"}:
            return
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            raise Refused(403, "another site asked for this: open the pane in Excel")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise Refused(415, "expected a body of application/json")
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > MOST_BYTES:
            raise Refused(413, TOO_LONG)


TOO_LONG = f"more than {MOST_BYTES // 1024 // 1024} MB at once: give fewer rows"


@dataclass
class _Body:
    """The body of a request: counted, and waited for only so long."""

    guard: Guard
    source: Receive
    size: int = 0
    until: float = 0.0
    is_whole: bool = False

    async def receive(self) -> Message:
        """Return the next part."""
        if self.is_whole:
            return dict(await self.source())
        now = asyncio.get_running_loop().time()
        self.until = self.until or now + BODY_WITHIN
        try:
            async with asyncio.timeout_at(self.until):
                message = await self.source()
        except TimeoutError:
            raise Refused(408, "the request did not come in time: try again") from None
        many = len(message.get("body", b""))
        self.size += many
        self.guard.held += many
        if self.size > MOST_BYTES:
            raise Refused(413, TOO_LONG)
        self.is_whole = not message.get("more_body", False)
        return dict(message)


@dataclass
class _Answer:
    """The answer to a request, with the headers that all of them have."""

    guard: Guard
    scope: Scope
    to: Send
    status: int = 0

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message.get("headers", ()), *self._headers()]
            message = {**message, "headers": headers}
        await self.to(message)

    async def refuse(self, status: int, line: str) -> None:
        """Answer with one line; what has begun to be answered is cut off instead."""
        if self.status:
            return
        body = json.dumps({"error": line}).encode()
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        headers.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.to({"type": "http.response.body", "body": body})

    def _headers(self) -> list[tuple[bytes, bytes]]:
        is_open = self.guard.is_open(self.scope["method"], self.scope["path"])
        kept = "public, max-age=86400" if self.scope["path"].startswith(KEPT) else "no-cache"
        said = {
            "content-security-policy": POLICY,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-resource-policy": "cross-origin" if is_open else "same-origin",
            "cache-control": kept if is_open else "no-store",
        }
        if self.guard.serving.origin.startswith("https://"):
            said["strict-transport-security"] = "max-age=31536000"
        return [(name.encode(), value.encode()) for name, value in said.items()]


def _said(scope: Scope) -> str:
    """Return a path as the log has it: no more of it than says what was asked."""
    return json.dumps("/".join(scope["path"].split("/")[:4]))[1:-1][:60]


def _where(error: BaseException) -> str:
    """Return what kind of failure and where, without its message, which may tell of cells."""
    frames = extract_tb(error.__traceback__)[-3:]
    places = (f"{PurePath(one.filename).name}:{one.lineno}" for one in frames)
    return f"{type(error).__name__} at {' > '.join(places)}"
