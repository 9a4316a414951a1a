"""The pane as an officer meets it: what it shows, says and asks, by mouse, keyboard and reader."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.host.server.pane import SMALL, USUAL, Pane, opened
from tests.host.server.served import Server
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.functions.catalogue import CATALOGUE

SCORECARD, SUPPORTING = "CLT Scorecard.xlsx", "KPI Supporting Information.xlsx"


def book(server: Server, name: str = SCORECARD) -> Path:
    return server.register / name


@pytest.fixture
def pane(browser: Browser, server: Server) -> Iterator[Pane]:
    with opened(browser, server, book(server)) as shown:
        yield shown
        assert shown.complaints == []


def test_it_shows_what_stands_in_the_register(pane: Pane) -> None:
    counts = dict(
        zip(
            pane.page.locator("#counts dt").all_inner_texts(),
            pane.page.locator("#counts dd").all_inner_texts(),
            strict=True,
        )
    )
    rated = [int(counts[name]) for name in ("Green", "Amber", "Red", "Not rated")]

    assert pane.page.inner_text("#subject") == "Example Council, Quarter 2, July to September 2026"
    assert counts["KPIs"] == "4"
    assert counts["Problems to mend"] == "0"
    assert sum(rated) == 3
    assert pane.page.locator("#rows tr").count() == 3
    assert pane.page.locator("#rows tr").first.inner_text().startswith("GR01")


def test_nothing_is_fetched_from_anywhere_else(pane: Pane, server: Server) -> None:
    assert all(url.startswith((server.origin, "data:")) for url in pane.asked)


def test_every_action_is_a_button_with_its_help(pane: Pane) -> None:
    for action in ACTIONS.values():
        button = pane.page.get_by_role("button", name=action.label, exact=True)
        described = button.get_attribute("aria-describedby")

        assert pane.page.inner_text(f"#{described}") == action.help


@pytest.mark.parametrize("width", [SMALL, USUAL])
def test_it_can_be_used_by_everybody_at_any_width(
    browser: Browser, server: Server, width: int
) -> None:
    with opened(browser, server, book(server, SUPPORTING), width=width) as shown:
        states = [("opened", shown.violations())]
        shown.press("check")
        states.append(("checked", shown.violations()))
        shown.type("KPIs", "A5", "")
        shown.press("rate")
        shown.page.wait_for_selector(".message.failed")
        states.append(("failed", shown.violations()))

        assert states == [("opened", []), ("checked", []), ("failed", [])]
        assert shown.page.evaluate("() => document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [SMALL, USUAL])
def test_the_question_before_posting_can_be_used_by_everybody(
    browser: Browser, server: Server, width: int
) -> None:
    with opened(browser, server, book(server), width=width) as shown:
        shown.press("post")
        asking = shown.violations()
        shown.page.click("#asking button[type=submit]")
        refused = shown.violations()

        assert (asking, refused) == ([], [])
        assert shown.page.inner_text("#role-wrong") == "Say your role, such as Head of Policy."
        assert shown.page.evaluate("() => document.activeElement.id") == "role"


def test_a_query_leads_to_its_cell(browser: Browser, server: Server) -> None:
    with opened(browser, server, book(server, SUPPORTING)) as shown:
        shown.page.get_by_role("button", name="Go to KPIs!U6", exact=True).click()
        shown.page.wait_for_function("() => stub.selected")

        assert shown.page.evaluate("() => [stub.book.active, stub.selected]") == [
            "KPIs",
            "KPIs!5,20",
        ]
        assert shown.message == "KPIs!U6 is selected."


def test_a_query_about_another_workbook_says_which(pane: Pane) -> None:
    here = pane.page.locator(".findings button").all_inner_texts()

    assert here == ["Go to Scorecard!D6", "Go to Scorecard!D7"]
    assert pane.page.locator(".findings .place").last.inner_text() == f"In {SUPPORTING}, KPIs!A8"


def test_a_figure_typed_a_moment_ago_is_looked_at(pane: Pane) -> None:
    pane.type("Scorecard", "D5", 2550)
    pane.press("check")
    first = pane.page.locator(".findings li").first

    assert "GR01" in first.inner_text()
    assert first.get_by_role("button").inner_text() == "Go to Scorecard!D5"
    assert pane.lines == []


def test_the_keyboard_reaches_and_presses_everything(pane: Pane) -> None:
    page = pane.page
    reached = []
    for _ in ACTIONS:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.dataset.action"))
    page.focus('[data-action="post"]')
    page.keyboard.press("Enter")
    pane.wait()
    asked = page.evaluate("() => document.activeElement.id")
    page.keyboard.press("Escape")

    assert reached == list(ACTIONS)
    assert asked == "asking-heading"
    assert page.evaluate("() => document.activeElement.dataset.action") == "post"
    assert pane.message == "Nothing was changed."
    assert page.evaluate("() => stub.writes") == 0


def test_a_reader_is_told_what_goes_on_and_of_failures_at_once(pane: Pane) -> None:
    assert pane.page.get_attribute("#message", "role") == "status"
    pane.type("Scorecard", "C5", "no such period")
    pane.press("rate")

    assert pane.page.get_attribute("#message", "role") == "alert"
    assert pane.message.endswith("nothing was changed. Mend them and ask again.")
    assert "Scorecard!C5" in pane.lines[0]
    assert all(str(pane.server.register) not in line for line in pane.lines)


def test_buttons_on_the_ribbon_do_the_same(pane: Pane) -> None:
    registered = pane.page.evaluate("() => Object.keys(stub.actions)")
    done = pane.page.evaluate(
        "() => new Promise((done) => stub.actions.check({ completed: () => done('completed') }))"
    )

    assert registered == list(ACTIONS)
    assert done == "completed"
    assert pane.page.evaluate("() => stub.isPaneShown") is True
    assert pane.message.startswith("0 problems to mend")


def test_functions_are_registered_and_called_by_the_vendors_client(pane: Pane) -> None:
    call = """([name, args]) => stub.functions[name](...args, { address: "Scorecard!J5" })"""
    error = {"type": "Error", "basicType": "Error", "basicValue": "#N/A"}

    def answered(name: str, *args: object) -> object:
        return pane.page.evaluate(call, [name, args])

    assert set(pane.page.evaluate("() => Object.keys(stub.functions)")) == set(CATALOGUE)
    assert answered(
        "KPI_RAG", [[77.4]], [[80]], [["higher"]], [[5]], [["percent"]], None, None
    ) == [["Amber"]]
    assert answered("KPI_RAG", [[1], [""], [3]], [[2]], [["Lower"]], None, None, None, None) == [
        ["Green"], ["No data"], ["Red"],
    ]  # fmt: skip
    assert answered("KPI_RAG", [[error]], [[2]], [["Lower"]], None, None, None, None) == [
        [{"type": "Error", "errorType": "NotAvailable"}]
    ]


def test_a_function_that_cannot_be_answered_says_why_on_its_cell(pane: Pane) -> None:
    body = json.dumps({"error": "too many requests at once: try again in a moment"})
    pane.page.route("**/custom-functions-call", lambda route: route.fulfill(
        status=503, body=body, content_type="application/json"
    ))  # fmt: skip
    said = pane.page.evaluate(
        """async () => {
            try { await stub.functions.KPI_RAG([[1]], [[2]], [["Lower"]], { address: "S!A1" }); }
            catch (error) { return [error.code, error.message]; }
        }"""
    )
    pane.complaints.clear()

    assert said == ["#VALUE!", "too many requests at once: try again in a moment"]


def test_a_workbook_that_is_none_of_the_registers_is_told_so(
    browser: Browser, server: Server
) -> None:
    other = {"name": "Rota.xlsx", "sheets": [{"name": "A", "cells": []}], "tables": []}
    with opened(browser, server, other) as shown:
        told = shown.message
        shown.press("check")

        assert told.startswith("Rota.xlsx is no workbook of the Register")
        assert shown.lines == [told]


def test_outside_excel_it_says_where_it_belongs_and_asks_nobody_else(
    browser: Browser, server: Server
) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda one: complaints.append(one.text))
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{server.origin}/taskpane.html")  # -- with the vendor's real Office.js --
    page.wait_for_selector(".message.failed", timeout=30_000)

    assert page.inner_text("#message").startswith("This pane belongs into Excel")
    assert any("outside of Office client" in one for one in complaints)
    assert not any("script-src" in one for one in complaints)
    assert all(url.startswith(server.origin) for url in asked)
    page.close()
