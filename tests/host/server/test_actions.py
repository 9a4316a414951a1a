"""Actions from the pane: the same cells as through files, papers to fetch, all or nothing."""

import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Route

from tests.host.server.pane import Pane, opened
from tests.host.server.registers import as_excel_shows, held, shipped, small
from tests.host.server.served import Server
from xlkpi.actions.edit import Options, edit
from xlkpi.actions.post import post, posting
from xlkpi.actions.rate import rate
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.files import Files

STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
FILES = Files(STAMP)
ROLE = "Intelligence and Policy"
SCORECARD, RECORD = "CLT Scorecard.xlsx", "KPI Data Record.xlsx"
TYPED: dict[str, object] = {"D5": 25.5, "E5": "Revised", "G5": "=HYPERLINK(1)", "D6": 12.25}


@contextmanager
def served(folder: Path, register: Path) -> Iterator[Server]:
    with Server(register, folder / "log.txt") as running:
        yield running


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("own")
    with served(folder, small(folder)) as one:
        yield one


@pytest.fixture
def running(own: Server, tmp_path: Path) -> Server:
    """A server for a small Register that is as new for every test."""
    shutil.rmtree(own.register)
    small(tmp_path)
    shutil.copytree(tmp_path / "register", own.register)
    return own


def by_files(folder: Path) -> Settings:
    """Return the shipped Register after typing, rating and posting on its files."""
    settings = read_settings(shipped(folder))
    lines = [f"Scorecard!{cell}={value}" for cell, value in TYPED.items()]
    edit(settings.entries[0].path, lines, Options(), STAMP)
    rate(settings, FILES)
    post(posting(settings, FILES), FILES, role=ROLE, stamp=STAMP)
    return settings


def agree(pane: Pane, role: str = ROLE) -> None:
    """Go on after a look at the differences."""
    pane.page.fill("#role", role)
    pane.page.click("#asking button[type=submit]")
    pane.wait()


def without_clock(cells: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return cells but for when a line of the change log was written."""
    log = {at: value for at, value in cells.get("Change log", {}).items() if not at.endswith(",0")}
    return {**cells, "Change log": log} if "Change log" in cells else cells


def contents(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in settings.path.parent.rglob("*.xlsx")}


def test_rate_and_post_leave_the_same_cells_as_through_files(
    browser: Browser, tmp_path: Path
) -> None:
    expected = by_files(tmp_path / "files").path.parent / "workbooks"
    home = shipped(tmp_path / "served")
    with (
        served(tmp_path, home) as server,
        opened(browser, server, home / "workbooks" / SCORECARD) as pane,
    ):
        for cell, value in TYPED.items():
            pane.type("Scorecard", cell, value)
        pane.press("rate")
        rated = pane.message
        pane.press("post")
        listed = pane.page.locator("#asking-lines li").all_inner_texts()
        agree(pane)

        assert rated.startswith("111 rows rated")
        assert any(line.startswith("Revised: AH01") for line in listed)
        assert pane.message.endswith("posted."), pane.lines
        assert pane.held() == held(as_excel_shows(expected / SCORECARD))
        record = without_clock(held(as_excel_shows(home / "workbooks" / RECORD)))
        assert record == without_clock(held(as_excel_shows(expected / RECORD)))
        assert pane.complaints == []


def test_new_rows_and_the_log_go_into_an_open_data_record(browser: Browser, tmp_path: Path) -> None:
    expected = by_files(tmp_path / "files").path.parent / "workbooks"
    settings = read_settings(shipped(tmp_path / "served"))
    lines = [f"Scorecard!{cell}={value}" for cell, value in TYPED.items()]
    edit(settings.entries[0].path, lines, Options(), STAMP)
    home = settings.path.parent
    with (
        served(tmp_path, home) as server,
        opened(browser, server, home / "workbooks" / RECORD) as pane,
    ):
        pane.press("post")
        agree(pane)

        assert pane.message.endswith("posted."), pane.lines
        assert without_clock(pane.held()) == without_clock(held(as_excel_shows(expected / RECORD)))
        assert held(as_excel_shows(home / "workbooks" / SCORECARD)) == held(
            as_excel_shows(expected / SCORECARD)
        )


def test_check_changes_nothing(browser: Browser, running: Server) -> None:
    before = contents(read_settings(running.register))
    with opened(browser, running, running.register / SCORECARD) as pane:
        pane.press("check")

        assert pane.page.evaluate("() => stub.writes") == 0
    assert contents(read_settings(running.register)) == before


def test_papers_are_offered_as_downloads(browser: Browser, tmp_path: Path) -> None:
    home = shipped(tmp_path)
    with (
        served(tmp_path, home) as server,
        opened(browser, server, home / "workbooks" / SCORECARD) as pane,
    ):
        pane.press("papers")
        names = pane.page.locator("#papers-list button").all_inner_texts()
        paper = next(name for name in names if name.startswith("Download CLT report"))
        violations = pane.violations()
        with pane.page.expect_download() as waiting:
            pane.page.get_by_role("button", name=paper, exact=True).click()
        saved = tmp_path / "saved.docx"
        waiting.value.save_as(saved)

        assert violations == []
        assert waiting.value.suggested_filename == paper.removeprefix("Download ")
        assert "word/document.xml" in ZipFile(saved).namelist()
        assert {"Download Scorecard.xlsx"} <= set(names)
        assert pane.message.endswith("is among your downloads.")
        assert all(str(home) not in line for line in [*pane.lines, pane.message])
        assert pane.complaints == []


def test_a_cell_that_excel_locks_stops_all_of_it(browser: Browser, running: Server) -> None:
    before = contents(read_settings(running.register))
    with opened(browser, running, running.register / SCORECARD) as pane:
        held_before = pane.held()
        pane.press("post")
        pane.page.evaluate("() => { stub.fails = 'Scorecard!5,7'; }")
        agree(pane)

        assert "You can't edit a protected sheet" in pane.message
        assert pane.held() == held_before
    assert contents(read_settings(running.register)) == before


def test_a_file_that_cannot_be_written_puts_the_open_workbook_back(
    browser: Browser, running: Server
) -> None:
    record = running.register / RECORD
    with opened(browser, running, running.register / SCORECARD) as pane:
        held_before = pane.held()
        pane.press("post")
        (running.register / f"~${RECORD}").write_bytes(b"somebody else")
        agree(pane)
        writes = pane.page.evaluate("() => stub.writes")

        assert pane.page.get_attribute("#message", "role") == "alert"
        assert "open" in pane.message
        assert writes > 0  # -- it was changed, and put back --
        assert pane.held() == held_before
    assert "Change log" not in load_workbook(record).sheetnames


def test_a_cell_that_was_typed_in_meanwhile_is_left_alone(
    browser: Browser, running: Server
) -> None:
    with opened(browser, running, running.register / SCORECARD) as pane:
        meanwhile = (
            "() => { stub.book.sheets[0].map.set('5,7', { value: 'mine', format: 'General' }); }"
        )

        def type_then_go_on(route: Route) -> None:
            reply = route.fetch()
            pane.page.evaluate(meanwhile)
            route.fulfill(response=reply)

        pane.page.route("**/kpi/actions/rate", type_then_go_on)
        pane.press("rate")

        assert "Scorecard!H6 has been changed meanwhile" in pane.message
        assert pane.held()["Scorecard"]["5,7"] == "mine"
        assert "4,7" not in pane.held()["Scorecard"]


def test_what_would_change_must_be_what_was_seen(browser: Browser, running: Server) -> None:
    with opened(browser, running, running.register / SCORECARD) as pane:
        pane.press("post")
        pane.type("Scorecard", "D6", 71)
        agree(pane)

        assert pane.message.startswith("what would change is not what you saw")
        assert pane.page.evaluate("() => stub.writes") == 0


def test_an_answer_that_is_lost_on_its_way_is_asked_for_again_and_nothing_is_done_twice(
    browser: Browser, running: Server
) -> None:
    lost = []

    def lose_once(route: Route) -> None:
        route.fetch()
        if route.request.url in lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.abort()

    with opened(browser, running, running.register / SCORECARD) as pane:
        pane.press("post")
        pane.page.route("**/kpi/actions/post", lose_once)
        pane.page.route("**/kpi/talks/*", lose_once)
        agree(pane)

        assert len(lost) == 2
        assert pane.message == "1 figures posted.", pane.lines
    results = load_workbook(running.register / RECORD)["Results"]
    posted = [row for row in results.iter_rows(values_only=True) if row[0] == "AM01" and 70 in row]
    assert len(posted) == 1


def press(server: Server, action: str, **asked: object) -> tuple[str, dict[str, Any]]:
    """Press a button beside the Scorecard without a browser; return the talk and what is said."""
    talk = uuid.uuid4().hex
    book = sent(server.register / SCORECARD)
    reply = server.post(f"/kpi/actions/{action}", {"book": book, "talk": talk, **asked})
    return talk, reply.json()


def test_a_pane_that_was_closed_has_said_no(running: Server) -> None:
    before = contents(read_settings(running.register))
    _, planned = press(running, "post", is_preview=True)
    talk, first = press(running, "post", role=ROLE, seen=planned["done"]["seen"])
    refused = running.post(f"/kpi/talks/{talk}", {"heard": 1, "refused": "the pane was closed"})

    assert first["edits"]
    assert refused.json()["failed"]["message"] == "the pane was closed"
    assert contents(read_settings(running.register)) == before


def test_no_action_runs_without_the_look_and_the_role_that_it_needs(running: Server) -> None:
    _, planned = press(running, "post", is_preview=True)
    _, unseen = press(running, "post", role=ROLE)
    _, nobody = press(running, "post", seen=planned["done"]["seen"])

    assert unseen["failed"]["message"].startswith("what would change is not what you saw")
    assert nobody["failed"]["message"].startswith("no role was given")


@pytest.mark.parametrize("book", [None, [], "x", {}, {"path": 1, "sheets": 3, "tables": []}, {
    "path": "CLT Scorecard.xlsx", "sheets": [{"name": "A", "rows": [[{"no": 1}]], "formulas": {}}],
    "tables": [],
}])  # fmt: skip
def test_what_is_no_workbook_is_refused_in_a_line(running: Server, book: object) -> None:
    _, acted = press(running, "check", book=book)
    shown = running.post("/kpi/overview", {"book": book})

    assert "\n" not in acted["failed"]["message"]
    assert shown.status_code == 400
    assert "\n" not in shown.json()["error"]
    assert "failed:" not in running.told


def test_one_action_waits_for_another(running: Server) -> None:
    talk, first = press(running, "rate")
    second: list[dict[str, Any]] = []
    waiting = threading.Thread(target=lambda: second.append(press(running, "rate")[1]))
    waiting.start()
    time.sleep(0.5)
    waited = not second
    running.post(f"/kpi/talks/{talk}", {"heard": 1, "refused": "no"})
    waiting.join()

    assert "edits" in first
    assert waited
    assert "edits" in second[0]


def sent(path: Path) -> dict[str, Any]:
    """Return a workbook as the pane sends it, without its formulas."""
    book = load_workbook(path, data_only=True)
    sheets = [
        {"name": page.title, "rows": [list(row) for row in page.iter_rows(values_only=True)],
         "formulas": {}}
        for page in book.worksheets
    ]  # fmt: skip
    return {"path": path.name, "sheets": sheets, "tables": []}
