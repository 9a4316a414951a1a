"""The whole server: what is offered at which path, behind the guard."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from xlkpi.host.server import vendor
from xlkpi.host.server.desk import Buttons
from xlkpi.host.server.entra import Door
from xlkpi.host.server.functions import Calls
from xlkpi.host.server.guard import Guard, Receive, Refused, Send
from xlkpi.host.server.overview import Overview
from xlkpi.host.server.pages import Pages
from xlkpi.host.server.serving import Serving

OPEN = ("/kpi/pane/", "/kpi/icon-", *vendor.PATHS)
OPEN_FILES = frozenset({"/", "/taskpane.html", "/manifest.xml", *vendor.FILES})


def is_open(method: str, path: str) -> bool:
    """Return whether anybody may have this: pages and scripts, nothing of the Register."""
    return method in {"GET", "HEAD"} and (path in OPEN_FILES or path.startswith(OPEN))


def server(
    serving: Serving, register: Path, clock: Callable[[], datetime], empty_folder: str
) -> Guard:
    """Return the server for one Register.

    Raises:
        SettingsError: what is missing before it can be offered.
    """
    serving.refuse_if_unsafe()
    vendors, told = vendor.prepare(empty_folder, signs_in=serving.entra is not None)
    pages, buttons = Pages(serving, told), Buttons(register, clock)
    shown = Overview(buttons)
    own = Router(
        [
            Route("/", _well),
            Route("/taskpane.html", pages.pane),
            Route("/manifest.xml", pages.manifest),
            Route("/kpi/pane/{name}", pages.own),
            Route("/kpi/icon-{size:int}.png", pages.icon),
            Route("/xlwings/custom-functions-call", Calls().answer, methods=["POST"]),
            Route("/kpi/overview", shown.show, methods=["POST"]),
            Route("/kpi/actions/{action}", buttons.press, methods=["POST"]),
            Route("/kpi/talks/{talk}", buttons.go_on, methods=["POST"]),
            Route("/kpi/papers/{key}", buttons.papers.fetch),
        ]
    )

    async def offered(scope: Any, receive: Receive, send: Send) -> None:  # noqa: ANN401
        path = scope.get("path", "")
        is_vendors = path in vendor.FILES or path.startswith(vendor.PATHS)
        if scope["type"] == "http" and is_vendors and scope["method"] not in {"GET", "HEAD"}:
            raise Refused(405, "this can only be read")
        await (vendors if is_vendors else own)(scope, receive, send)

    door = Door(serving.entra, urlsplit(serving.origin).netloc) if serving.entra else None
    return Guard(offered, serving, is_open, door)


async def _well(_: Request) -> Response:
    """Return that the server is well, for whoever watches over it."""
    return Response('{"status":"ok"}', media_type="application/json")
