"""The guard on real connections: strangers, lengths, slowness, crowds, and what is written down."""

import asyncio
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest
import uvicorn

from tests.host.server.served import free_port
from xlkpi.host.server import connection, guard
from xlkpi.host.server.connection import Connection
from xlkpi.host.server.guard import Guard
from xlkpi.host.server.serving import Serving

FIGURE = "Head of Housing says 77.4"


async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Answer with what came; /fails fails, /slow is slow."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    if scope["path"] == "/fails":
        raise ZeroDivisionError(FIGURE)
    if scope["path"] == "/slow":
        await asyncio.sleep(5)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/long":
        for _ in range(1000):
            await send({"type": "http.response.body", "body": bytes(100_000), "more_body": True})
    await send({"type": "http.response.body", "body": str(len(body)).encode()})


@contextmanager
def running(guarded: Guard) -> Iterator[int]:
    """Run a guard in a server of its own; yield its port."""
    port = guarded.serving.port
    config = uvicorn.Config(
        guarded, port=port, http=Connection, lifespan="off", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def port() -> Iterator[int]:
    with running(Guard(app, Serving(port=free_port()), lambda *_: False)) as number:
        yield number


def post(port: int, path: str = "/", **more: Any) -> httpx.Response:  # noqa: ANN401
    headers = {"Content-Type": "application/json"} | more.pop("headers", {})
    url = f"http://127.0.0.1:{port}{path}"
    return httpx.post(url, headers=headers, trust_env=False, timeout=30, **more)


def test_what_this_computer_asks_is_let_through(port: int) -> None:
    reply = post(port, content=b'{"a": 1}', headers={"Origin": f"http://localhost:{port}"})

    assert (reply.status_code, reply.text) == (200, "8")
    assert reply.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_another_site_in_the_officers_browser_is_refused(
    port: int, headers: dict[str, str], status: int
) -> None:
    reply = post(port, content=b"{}", headers=headers)

    assert reply.status_code == status
    assert "\n" not in reply.json()["error"]


def test_a_body_that_says_it_is_too_long_is_refused_unread(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(head(port, f"Content-Length: {guard.MOST_BYTES + 1}"))

        assert b" 413 " in one.recv(100)


def test_a_body_that_grows_too_long_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 100_000)

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    try:
        status = post(port, content=endless()).status_code
    except httpx.WriteError:
        status = 413  # -- it was cut while it was still being sent --

    assert status == 413


def head(port: int, *lines: str, path: str = "/") -> bytes:
    said = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/json",
        *lines,
    ]
    return "\r\n".join([*said, "", ""]).encode()


def drip(one: socket.socket, content: bytes) -> None:
    """Send byte by byte."""
    for byte in content:
        one.sendall(bytes([byte]))
        time.sleep(0.05)


def spent_until_cut(one: socket.socket) -> float:
    """Return how many seconds it took until the server ended the connection."""
    begun = time.monotonic()
    one.settimeout(10)
    while one.recv(1000):
        pass
    return time.monotonic() - begun


@pytest.mark.parametrize("sent", [b"", b"POST / HT", b"POST / HTTP/1.1\r\nHost: a\r\n"])
def test_a_client_that_never_says_what_it_wants_is_cut(
    port: int, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(connection, "HEADERS_WITHIN", 0.3)
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(sent)

        assert spent_until_cut(one) < 3


def test_a_client_that_drips_its_headers_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEADERS_WITHIN", 0.5)
    with socket.create_connection(("127.0.0.1", port)) as one, pytest.raises(ConnectionError):
        drip(one, head(port, *["X-Drip: 1"] * 100))


def test_a_client_that_drips_its_second_request_is_cut(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEADERS_WITHIN", 0.3)
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(head(port, "Content-Length: 2") + b"{}")
        assert b" 200 " in one.recv(1000)
        one.sendall(b"POST / HTTP/1.1\r\n")

        assert spent_until_cut(one) < 3


def test_a_body_that_does_not_come_is_refused(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "BODY_WITHIN", 0.3)
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(head(port, "Content-Length: 100") + b"{")
        one.settimeout(5)

        assert b" 408 " in one.recv(1000)
        assert spent_until_cut(one) < 3


def test_a_client_that_does_not_take_its_answer_is_cut(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TAKEN_WITHIN", 0.3)
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(head(port, "Content-Length: 2", path="/long") + b"{}")
        time.sleep(1.5)
        one.settimeout(10)
        taken = 0
        with suppress(ConnectionError):
            while part := one.recv(1_000_000):
                taken += len(part)

    assert taken < 100_000_000


def test_an_answer_that_takes_too_long_is_given_up(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "ANSWERED_WITHIN", 0.3)
    reply = post(port, "/slow", content=b"{}")

    assert (reply.status_code, "given up" in reply.text) == (503, True)


def test_a_crowd_is_asked_to_wait(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_REQUESTS", 1)
    monkeypatch.setattr(guard, "ANSWERED_WITHIN", 1.0)
    first = threading.Thread(target=post, args=(port, "/slow"), kwargs={"content": b"{}"})
    first.start()
    time.sleep(0.3)
    try:
        assert post(port, content=b"{}").status_code == 503
    finally:
        first.join()


def test_memory_for_bodies_is_counted_and_given_back() -> None:
    guarded = Guard(app, Serving(port=free_port()), lambda *_: False)
    with running(guarded) as port:
        assert post(port, content=b" " * 100_000).text == "100000"
        guarded.held = guard.MOST_HELD + 1
        assert post(port, content=b"{}").status_code == 503
        guarded.held = 0
        assert post(port, content=b"{}").status_code == 200
        assert guarded.held == 0


def test_a_failure_is_one_line_and_the_log_knows_no_cell(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"func_name": FIGURE}).encode()
    reply = post(port, "/fails?q=Housing", content=body, headers={"Authorization": "Bearer s3cret"})

    assert reply.status_code == 500
    assert FIGURE not in reply.text
    ours = [one for one in caplog.records if one.name in {"xlkpi.server", "uvicorn.error"}]
    said = "\n".join(f"{one.getMessage()}{one.exc_text}" for one in ours)
    assert "ZeroDivisionError at" in said
    assert "POST /fails 500" in said
    assert not any(word in said for word in ("Housing", "s3cret", "77.4"))
