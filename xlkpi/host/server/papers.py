"""Papers that were made from a pane, offered to the officer who asked for them."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from xlkpi.host.server.guard import Refused

MOST_OFFERS = 1000
"""Kept to be fetched; the oldest go first."""
KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}


class Papers:
    """Files that may be fetched, each under a name that nobody can guess, by one officer."""

    def __init__(self) -> None:
        """Offer nothing yet."""
        self._offers: OrderedDict[str, tuple[str, Path]] = OrderedDict()

    def offer(self, officer: str, files: Iterable[str]) -> list[dict[str, str]]:
        """Return each file's name and where the officer fetches it."""
        offered = []
        for path in map(Path, files):
            key = secrets.token_urlsafe(24)
            self._offers[key] = (officer, path)
            offered.append({"name": path.name, "at": f"/kpi/papers/{key}"})
        while len(self._offers) > MOST_OFFERS:
            self._offers.popitem(last=False)
        return offered

    async def fetch(self, request: Request) -> Response:
        """Return a file to the officer to whom it was offered."""
        officer, path = self._offers.get(request.path_params["key"], ("", None))
        if path is None or officer != request.scope["officer"]:
            raise Refused(404, "this paper is not offered any more: write the papers again")
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError:
            raise Refused(
                404, f"{path.name} is not there any more: write the papers again"
            ) from None
        kind = KINDS.get(path.suffix.casefold(), "application/octet-stream")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(path.name)}"}
        return Response(content, media_type=kind, headers=headers)
