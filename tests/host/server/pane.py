"""The pane in headless Chromium, with the vendor's client, over a stub of Excel's object model."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from playwright.sync_api import Browser, Page, sync_playwright

from tests.host.server.registers import as_excel_shows
from tests.host.server.served import Server

HERE = Path(__file__).parent
AXE = (HERE / "axe" / "axe.min.js").read_text(encoding="utf-8")
STUB = (HERE / "stub.js").read_text(encoding="utf-8")
SMALL, USUAL = 320, 400


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the distribution's Chromium; a test that needs it is skipped where it is absent."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed: CI must have it")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Pane:
    """An open pane: the page, and what went wrong in it behind an officer's back."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def press(self, name: str) -> None:
        """Press a button of an action and wait until it is done."""
        self.page.click(f'[data-action="{name}"]')
        self.wait()

    def wait(self) -> None:
        """Wait until no button waits."""
        self.page.wait_for_selector('#refresh:not([aria-disabled="true"])', timeout=60_000)

    @property
    def message(self) -> str:
        return self.page.inner_text("#message")

    @property
    def lines(self) -> list[str]:
        return self.page.locator("#told-lines li").all_inner_texts()

    def held(self) -> dict[str, dict[str, Any]]:
        """Return what the open workbook holds now: sheet to place to formula or value."""
        found: dict[str, dict[str, Any]] = self.page.evaluate(
            """() => Object.fromEntries(stub.book.sheets.map((sheet) => [sheet.name,
                Object.fromEntries([...sheet.map].filter(([, c]) => c.formula || c.value !== "")
                    .map(([at, c]) => [at, c.formula || c.value]))]))"""
        )
        return found

    def type(self, sheet: str, cell: str, value: object) -> None:
        """Type into a cell of the open workbook, as an officer does who has not saved it."""
        row, column = (number - 1 for number in coordinate_to_tuple(cell))
        script = (
            "([s, at, value]) => { const map = stub.book.sheets.find((one) => one.name === s).map;"
        )
        script += (
            "map.set(at, { ...(map.get(at) ?? { format: 'General' }), value, formula: null }); }"
        )
        self.page.evaluate(script, [sheet, f"{row},{column}", value])

    def violations(self) -> list[str]:
        """Return what axe-core finds wrong with the page as it stands, every rule on."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
        return [
            f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found["violations"]
        ]


@contextmanager
def opened(
    browser: Browser,
    server: Server,
    book: Path | dict[str, Any],
    *,
    width: int = USUAL,
    token: str = "",
) -> Iterator[Pane]:
    """Yield the pane beside a workbook."""
    shown = as_excel_shows(book) if isinstance(book, Path) else book
    context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
    page = context.new_page()
    pane = Pane(page, server)
    page.on(
        "console", lambda one: pane.complaints.append(one.text) if one.type == "error" else None
    )
    page.on("pageerror", lambda error: pane.complaints.append(str(error)))
    page.on("request", lambda one: pane.asked.append(one.url))
    start = f"globalThis.__book = {json.dumps(shown)};\nglobalThis.__token = {json.dumps(token)};\n"
    page.route("**/office.js", lambda route: route.fulfill(
        body=start + STUB, content_type="text/javascript"
    ))  # fmt: skip
    page.goto(f"{server.origin}/taskpane.html")
    try:
        pane.wait()
        yield pane
    finally:
        context.close()
