"""A server for a small Register that several tests ask and none changes; and a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.host.server.pane import chromium
from tests.host.server.registers import small
from tests.host.server.served import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    with Server(small(folder), folder / "log.txt") as running:
        yield running


@pytest.fixture(scope="module")  # -- while it is open, nothing else can keep a loop --
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
