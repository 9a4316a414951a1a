"""The pane and the manifest, made from the actions and from how the server is reached."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from xlkpi import __version__
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.host.server import icon
from xlkpi.host.server.guard import Refused
from xlkpi.host.server.serving import Serving

SITE = Path(__file__).parent / "site"
KINDS = {".css": "text/css", ".js": "text/javascript"}
OWN = frozenset(path.name for path in SITE.iterdir() if path.suffix in KINDS)
"""What the pane loads of ours."""
NAMESPACE = uuid.UUID("6d1f2d5e-0c55-5b53-9f0e-7d3c4c6b2a11")
"""From this and the server's address comes the add-in's ID: one for each server."""


@dataclass(frozen=True)
class Pages:
    """What Excel loads before anybody asks anything."""

    serving: Serving
    told: Mapping[str, Any]
    """What the vendor's client is told."""

    async def pane(self, _: Request) -> Response:
        """Return the task pane."""
        office = next(iter(sorted((self._vendor / "vendor" / "office-js").iterdir()))).name
        page = self._made("pane.html", told=self.told, office=office)
        return Response(page, media_type="text/html")

    async def manifest(self, _: Request) -> Response:
        """Return the add-in's manifest, which an administrator or officer gives to Excel."""
        return Response(self.manifest_text(), media_type="text/xml")

    def manifest_text(self) -> str:
        """Return the manifest."""
        origin = self.serving.origin
        version = ".".join([*(part for part in __version__.split(".") if part.isdigit()), "0"][:4])
        return self._made(
            "manifest.xml",
            ident=uuid.uuid5(NAMESPACE, origin),
            version=version,
            host=urlsplit(origin).netloc,
            client=self.serving.entra.client if self.serving.entra else "",
        )

    async def own(self, request: Request) -> Response:
        """Return a script or the style of the pane."""
        name = request.path_params["name"]
        if name not in OWN:
            raise Refused(404, "there is no such file: reload the pane")
        path = SITE / name
        return Response(path.read_bytes(), media_type=KINDS[path.suffix])

    async def icon(self, request: Request) -> Response:
        """Return the icon in one of its sizes."""
        size = int(request.path_params["size"])
        if size not in icon.SIZES:
            raise Refused(404, "there is no such icon")
        return Response(icon.png(size), media_type="image/png")

    def _made(self, name: str, **said: object) -> str:
        shared = {"origin": self.serving.origin, "actions": ACTIONS.values(), "icon": icon.svg()}
        return self._templates.get_template(name).render(**shared, **said)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(SITE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @cached_property
    def _vendor(self) -> Path:
        import xlwings_server  # noqa: PLC0415 -- its preparation comes first

        return Path(xlwings_server.__file__).parent / "static"
