"""Signing in: tokens of Entra, and nobody let in by anything less."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey
from playwright.sync_api import Browser

from tests.host.server.asynchronous import awaited
from tests.host.server.pane import opened
from tests.host.server.registers import small
from tests.host.server.served import Server
from tests.host.server.tokens import CLIENT, COLLEAGUE, TENANT, Issuer
from xlkpi.errors import SettingsError
from xlkpi.host.server.entra import AGAIN, Door, Entra, NotAdmittedError

OPEN = ["/", "/taskpane.html", "/manifest.xml", "/kpi/icon-32.png", "/kpi/pane/pane.js",
        "/static/js/utils.js", "/xlwings/custom-functions-meta.json"]  # fmt: skip
CLOSED = ["/xlwings/custom-functions-call", "/kpi/overview", "/kpi/actions/check", "/kpi/talks/a"]
CALL = {"func_name": "KPI_RAG", "args": [[[77.4]], [[80]], [["Higher"]]], "runtime": "1.4"}


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("keys") / "keys.json")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, issuer: Issuer) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guarded")
    options = ("--tenant", TENANT, "--client", CLIENT, "--keys", str(issuer.file))
    with Server(small(folder), folder / "log.txt", options) as running:
        yield running


def test_pages_are_for_anybody_and_nothing_else_is(guarded: Server) -> None:
    assert [guarded.get(path).status_code for path in OPEN] == [200] * len(OPEN)
    assert [guarded.post(path, {}).status_code for path in CLOSED] == [401] * len(CLOSED)
    assert guarded.get("/kpi/papers/a").status_code == 401
    assert guarded.get("/nothing").status_code == 401


def test_who_has_not_signed_in_is_told_so_in_a_line(guarded: Server) -> None:
    reply = guarded.post("/kpi/overview", {})

    assert reply.json() == {"error": "nobody is signed in: open the pane in Excel and sign in"}


def test_who_has_signed_in_is_let_in_and_not_named(guarded: Server, issuer: Issuer) -> None:
    token = issuer.bearer()
    reply = guarded.post("/xlwings/custom-functions-call", CALL, Authorization=token)

    assert reply.json() == {"result": [["Red"]]}
    told = guarded.told
    assert not any(word in told for word in (token[7:], "written down", "officer-object-id"))


def test_the_manifest_says_where_to_sign_in(guarded: Server) -> None:
    manifest = guarded.get("/manifest.xml").text

    assert f"<Id>{CLIENT}</Id>" in manifest
    assert f"api://127.0.0.1:{guarded.port}/{CLIENT}" in manifest
    assert '"authProviders": ["entraid"]' in guarded.get("/taskpane.html").text


def test_an_action_is_its_officers_alone(guarded: Server, issuer: Issuer) -> None:
    book = {"path": "Other.xlsx", "sheets": [], "tables": []}
    asked = {"talk": "a-name-of-a-talk-1", "book": book}
    own = guarded.post("/kpi/actions/check", asked, Authorization=issuer.bearer())
    other = issuer.bearer(oid=COLLEAGUE)
    reply = guarded.post(
        "/kpi/talks/a-name-of-a-talk-1", {"heard": 1, "applied": True}, Authorization=other
    )

    assert "done" in own.json()
    assert reply.status_code == 409


def test_the_pane_signs_in_by_itself_or_says_that_nobody_is(
    browser: Browser, guarded: Server, issuer: Issuer
) -> None:
    book = {"name": "CLT Scorecard.xlsx", "sheets": [{"name": "A", "cells": []}], "tables": []}
    with opened(browser, guarded, book, token=issuer.token()) as pane:
        signed_in = pane.page.inner_text("#subject")
        call = "() => stub.functions.KPI_RAG([[1]], [[2]], [['Lower']], { address: 'A!A1' })"
        answered = pane.page.evaluate(call)
    with opened(browser, guarded, book) as pane:
        told = pane.message

    assert signed_in.startswith("Example Council")
    assert answered == [["Green"]]
    assert told == "nobody is signed in: open the pane in Excel and sign in"


async def admitted(door: Door, header: str) -> bool:
    try:
        await door.admit(header)
    except NotAdmittedError:
        return False
    return True


def forged(issuer: Issuer, kind: str) -> str:
    """Return a header that must let nobody in."""
    now = int(time.time())
    stranger = RSAKey.generate_key(2048, {"kid": "one"})
    said: dict[str, dict[str, Any]] = {
        "expired": {"exp": now - 120},
        "not yet": {"nbf": now + 600},
        "without an end": {"exp": None},
        "for another application": {"aud": "another"},
        "for nobody": {"aud": None},
        "of another tenant": {"tid": "another"},
        "without a tenant": {"tid": None},
        "from another issuer": {"iss": "https://login.microsoftonline.com/another/v2.0"},
        "without an issuer": {"iss": None},
        "of an unknown version": {"ver": "3.0"},
        "of no version": {"ver": None, "iss": ""},
        "without a scope": {"scp": None},
        "with another scope": {"scp": "openid profile"},
        "of nobody": {"oid": None},
        "by a stranger": {"key": stranger},
        "by an unknown key": {"key": stranger, "kid": "another"},
        "by a shared secret": {"key": OctKey.import_key("x" * 64), "alg": "HS256"},
    }
    return issuer.bearer(**said[kind])


@pytest.mark.parametrize("kind", [
    "expired", "not yet", "without an end", "for another application", "for nobody",
    "of another tenant", "without a tenant", "from another issuer", "without an issuer",
    "of an unknown version", "of no version", "without a scope", "with another scope", "of nobody",
    "by a stranger", "by an unknown key", "by a shared secret",
])  # fmt: skip
@awaited
async def test_a_token_that_is_not_ours_lets_nobody_in(issuer: Issuer, kind: str) -> None:
    door = Door(Entra(TENANT, CLIENT, str(issuer.file)), "kpi.council.example")

    assert await admitted(door, issuer.bearer())
    assert not await admitted(door, forged(issuer, kind))
    assert await admitted(door, issuer.bearer())


@pytest.mark.parametrize("header", [
    "", "Bearer", "Bearer ", "Bearer a", "Bearer a.b.c", "Basic b2ZmaWNlcg==",
    "Error 13001: The user is not signed in.", "Bearer \u00e9.\u00e9.\u00e9",
])  # fmt: skip
@awaited
async def test_what_is_no_token_lets_nobody_in(issuer: Issuer, header: str) -> None:
    assert not await admitted(Door(Entra(TENANT, CLIENT, str(issuer.file)), "a"), header)


@awaited
async def test_a_token_without_a_signature_lets_nobody_in(issuer: Issuer) -> None:
    _, claims, signature = issuer.token().split(".")
    door = Door(Entra(TENANT, CLIENT, str(issuer.file)), "a")
    for algorithm in (b'{"alg":"none","kid":"one"}', b'{"alg":"RS256","kid":"one"}'):
        head = urlsafe_b64encode(algorithm).decode().rstrip("=")

        assert not await admitted(door, f"Bearer {head}.{claims}.")
        assert not await admitted(door, f"Bearer {head}.{claims[:-4]}AAAA.{signature}")


@awaited
async def test_both_versions_and_both_spellings_of_the_audience_are_ours(issuer: Issuer) -> None:
    door = Door(Entra(TENANT, CLIENT, str(issuer.file)), "kpi.council.example")
    older = {"ver": "1.0", "iss": f"https://sts.windows.net/{TENANT}/"}

    assert await door.admit(issuer.bearer()) == "officer-object-id"
    assert await admitted(door, issuer.bearer(**older, aud=f"api://kpi.council.example/{CLIENT}"))
    assert not await admitted(door, issuer.bearer(ver="1.0"))


@awaited
async def test_a_new_key_is_found_and_the_file_is_not_read_at_every_forgery(
    tmp_path: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer = Issuer(tmp_path / "keys.json")
    door = Door(Entra(TENANT, CLIENT, str(issuer.file)), "a")
    assert await admitted(door, issuer.bearer())
    new = RSAKey.generate_key(2048, {"kid": "two"})
    issuer.publish(new)

    assert not await admitted(door, issuer.bearer(key=new, kid="two"))  # -- asked a moment ago --
    clock = time.monotonic
    monkeypatch.setattr("xlkpi.host.server.entra.time.monotonic", lambda: clock() + AGAIN + 1)
    assert await admitted(door, issuer.bearer(key=new, kid="two"))


@awaited
async def test_keys_that_cannot_be_read_are_told_in_a_line(tmp_path: Any) -> None:  # noqa: ANN401
    issuer = Issuer(tmp_path / "keys.json")
    issuer.file.unlink()

    with pytest.raises(SettingsError, match="the keys cannot be read"):
        await Door(Entra(TENANT, CLIENT, str(issuer.file)), "a").admit(issuer.bearer())
