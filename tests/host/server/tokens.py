"""Tokens as Entra signs them, made with keys of our own."""

import json
import time
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "66666666-7777-8888-9999-000000000000"
OFFICER, COLLEAGUE = "officer-object-id", "colleague-object-id"


class Issuer:
    """Whoever signs; its public keys stand in a file."""

    def __init__(self, file: Path) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.file = file
        self.publish(self.key)

    def publish(self, *keys: RSAKey) -> None:
        known = KeySet(list(keys)).as_dict(private=False)
        self.file.write_text(json.dumps(known), encoding="utf-8")

    def token(
        self,
        *,
        key: Any = None,  # noqa: ANN401 -- an RSA key, or one that must not do
        alg: str = "RS256",
        kid: str = "one",
        **other: object,
    ) -> str:
        """Return a token that lets its bearer in, with other claims; None leaves one out."""
        now = int(time.time())
        claims = {
            "aud": CLIENT, "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0", "ver": "2.0",
            "iat": now - 10, "nbf": now - 10, "exp": now + 600, "tid": TENANT, "oid": OFFICER,
            "scp": "openid access_as_user", "name": "not to be written down",
        } | other  # fmt: skip
        said = {name: value for name, value in claims.items() if value is not None}
        signed: str = jwt.encode({"alg": alg, "kid": kid}, said, key or self.key, algorithms=[alg])
        return signed

    def bearer(self, **other: Any) -> str:  # noqa: ANN401 -- claims are of any kind
        return f"Bearer {self.token(**other)}"
