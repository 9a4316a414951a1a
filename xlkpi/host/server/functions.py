"""Calls of worksheet functions over HTTP, each answered in a thread of its own."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from starlette.requests import Request
from starlette.responses import Response

from xlkpi.functions.catalogue import CATALOGUE, call
from xlkpi.host.server.cells import received, sent
from xlkpi.host.server.guard import Refused

AT_ONCE = 4
"""Calls being worked out at one time; the others wait their turn."""


class Calls:
    """Answers what Excel's cells ask."""

    def __init__(self) -> None:
        """Answer nothing yet."""
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """Return the cells that one call of a function shows."""
        body = await request.body()
        async with self._turns:
            text = await asyncio.to_thread(_answered, body)
        return Response(text, media_type="application/json")


def _answered(body: bytes) -> bytes:
    asked = asked_in(body)
    name, arguments = asked.get("func_name"), asked.get("args")
    if not isinstance(name, str) or name not in CATALOGUE or not isinstance(arguments, list):
        raise Refused(400, "there is no such function here: reload the add-in")
    found = call(name, [received(one) for one in arguments])
    return as_json({"result": sent(found, str(asked.get("runtime", "")))})


def asked_in(body: bytes) -> Mapping[str, Any]:
    """Return what a body asks; Refused where it is no JSON object."""
    try:
        asked = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refused(400, "this is not JSON as Excel sends it: reload the add-in") from None
    if not isinstance(asked, dict):
        raise Refused(400, "this is not what Excel asks: reload the add-in")
    return asked


def as_json(said: object) -> bytes:
    """Return an answer as JSON."""
    return json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is no JSON"
    raise ValueError(message)
