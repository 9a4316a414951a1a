"""Entra: whether a token that Office handed out lets its bearer in."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from xlkpi.errors import SettingsError

SCOPE = "access_as_user"
"""What Office's tokens allow; one that a program got for itself has no scope."""
ALGORITHMS = ["RS256"]
LEEWAY = 60
"""Seconds by which two clocks may differ."""
FRESH, AGAIN = 24 * 3600.0, 60.0
"""Seconds after which keys are fetched anew; and at least between two fetches for one unknown."""
WITHIN = 10.0
"""Seconds that fetching keys may take."""


@dataclass(frozen=True, slots=True)
class Entra:
    """The registration that officers sign in to."""

    tenant: str
    client: str
    keys: str = ""
    """Where its public keys are: an address, or a file; Microsoft's address when blank."""

    @property
    def keys_at(self) -> str:
        """Where the public keys are."""
        return self.keys or (f"https://login.microsoftonline.com/{self.tenant}/discovery/v2.0/keys")

    def issuer(self, version: object) -> str:
        """Return who signs tokens of a version; blank for an unknown one."""
        return {
            "1.0": f"https://sts.windows.net/{self.tenant}/",
            "2.0": f"https://login.microsoftonline.com/{self.tenant}/v2.0",
        }.get(str(version), "")


class NotAdmittedError(Exception):
    """A token that does not let its bearer in; says why without showing any of it."""


class Door:
    """Lets officers in by their tokens: signature, issuer, audience, tenant, scope and times."""

    def __init__(self, entra: Entra, host: str) -> None:
        """Check tokens for the server that officers reach at `host`."""
        self.entra = entra
        self._audiences = [entra.client, f"api://{host}/{entra.client}", f"api://{entra.client}"]
        self._keys, self._asked = KeySet([]), -inf
        self._fetching = asyncio.Lock()

    async def admit(self, header: str) -> str:
        """Return the officer's object ID from an Authorization header.

        Raises:
            NotAdmittedError: the header holds no token that lets anybody in.
        """
        kind, _, token = header.partition(" ")
        if kind.casefold() != "bearer" or not token.strip():
            message = "nobody is signed in: open the pane in Excel and sign in"
            raise NotAdmittedError(message)
        try:
            wanted = jws.extract_compact(token.strip().encode()).headers().get("kid")
            keys = await self._keys_with(wanted)
            return self._officer(jwt.decode(token.strip(), keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            message = f"the sign-in is not valid here ({type(error).__name__}): sign in again"
            raise NotAdmittedError(message) from None

    def _officer(self, claims: Mapping[str, Any]) -> str:
        issuer = self.entra.issuer(claims.get("ver"))
        if not issuer:  # -- a blank one would be none to hold the token's against --
            message = "of another version"
            raise ValueError(message)
        registry = JWTClaimsRegistry(
            leeway=LEEWAY,
            exp={"essential": True},
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "values": self._audiences},
            tid={"essential": True, "value": self.entra.tenant},
            oid={"essential": True},
        )
        registry.validate(dict(claims))
        if SCOPE not in str(claims.get("scp", "")).split():
            message = f"the scope {SCOPE} is missing"
            raise ValueError(message)
        return str(claims["oid"])

    async def _keys_with(self, wanted: object) -> KeySet:
        """Return the keys, fetched anew where they are old or lack the one that is wanted."""
        async with self._fetching:
            since = time.monotonic() - self._asked
            is_known = any(key.kid == wanted for key in self._keys.keys)
            if since > FRESH or (not is_known and since > AGAIN):
                self._asked = time.monotonic()
                self._keys = KeySet.import_key_set(await self._fetch())
        return self._keys

    async def _fetch(self) -> Any:  # noqa: ANN401 -- JSON
        """Return the public keys as Microsoft publishes them."""
        where = self.entra.keys_at
        try:
            if not urlsplit(where).scheme.startswith("http"):
                return json.loads(await asyncio.to_thread(Path(where).read_bytes))
            async with httpx.AsyncClient(timeout=WITHIN) as client:
                return (await client.get(where)).raise_for_status().json()
        except (OSError, ValueError, httpx.HTTPError) as error:
            message = f"{where}: the keys cannot be read ({type(error).__name__}): try again later"
            raise SettingsError(message) from error
