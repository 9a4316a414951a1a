"""Serving: where the server listens, by which address officers reach it, and who may."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from xlkpi.errors import SettingsError
from xlkpi.host.server.entra import Entra

LOOPBACK = "127.0.0.1"
_NAMES_OF_LOOPBACK = (LOOPBACK, "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Serving:
    """How the server is reached; nothing beyond this computer unless all of it is said."""

    host: str = LOOPBACK
    port: int = 8000
    url: str = ""
    """What officers' Excel calls it, such as `https://kpi.council.example`."""
    certificate: Path | None = None
    private_key: Path | None = None
    entra: Entra | None = None

    @property
    def scheme(self) -> str:
        """What this process itself speaks."""
        return "https" if self.certificate else "http"

    @property
    def origin(self) -> str:
        """The address of everything that the server offers, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url.rstrip("/") or f"{self.scheme}://{host}:{self.port}"

    @property
    def origins(self) -> frozenset[str]:
        """Every address by which a browser may ask for anything."""
        own = {f"{self.scheme}://{name}:{self.port}" for name in _NAMES_OF_LOOPBACK}
        return frozenset({self.origin, *own} if is_loopback(self.host) else {self.origin})

    @property
    def is_beyond(self) -> bool:
        """Whether anybody but this computer can reach it, directly or through another server."""
        return not is_loopback(self.host) or not is_loopback(urlsplit(self.origin).hostname or "")

    def refuse_if_unsafe(self) -> None:
        """Refuse to be reached from other computers without encryption and signing in.

        Raises:
            SettingsError: what is missing.
        """
        self._refuse_half_a_certificate()
        self._refuse_other_urls()
        if not self.is_beyond:
            return
        if self.entra is None:
            message = (
                f"{self.origin} can be reached from other computers: say who may use it with "
                f"--tenant and --client, the IDs of its registration in Entra"
            )
            raise SettingsError(message)
        if not is_loopback(self.host) and self.certificate is None:
            message = (
                f"--host {self.host} can be reached from other computers: name a TLS certificate "
                f"with --certificate and --private-key"
            )
            raise SettingsError(message)
        if not self.url.startswith("https://"):
            message = "--url says no address that begins with https://: give the one officers use"
            raise SettingsError(message)

    def _refuse_half_a_certificate(self) -> None:
        if (self.certificate is None) is not (self.private_key is None):
            message = "--certificate and --private-key belong together: name both files, or neither"
            raise SettingsError(message)
        for path in (self.certificate, self.private_key):
            if path is not None and not path.is_file():
                message = f"{path}: there is no such file: name the certificate and its key"
                raise SettingsError(message)

    def _refuse_other_urls(self) -> None:
        parts = urlsplit(self.url)
        if self.url and (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.path.strip("/")
            or parts.query
            or parts.username
        ):
            message = f"--url {self.url}: expected an address such as https://kpi.council.example"
            raise SettingsError(message)


def is_loopback(host: str) -> bool:
    """Return whether a name or address means this computer alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
