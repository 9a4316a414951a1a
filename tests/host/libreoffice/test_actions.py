"""Menu, toolbar and officers' buttons in a real LibreOffice, through the process apart."""

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.host.libreoffice.office import Office
from tests.host.libreoffice.registers import FIRST_ROW, OTHER, SHEET, column_of, register
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.host.libreoffice.signature import COMMAND
from xlkpi.workbook.cells import WorkbookCells

pytestmark = pytest.mark.real_host


@pytest.fixture
def scorecard(tmp_path: Path) -> Path:
    return register(tmp_path / "register")


@pytest.fixture
def opened(calc: Office, scorecard: Path) -> Iterator[int]:
    """Return the Scorecard, open in a window as an officer has it."""
    book = calc("show", str(scorecard))
    yield book
    calc("close", book)


def ratings(calc: Office, book: int) -> list[object]:
    rows = calc("values", book, SHEET)[FIRST_ROW - 1 :]
    return [row[column_of("rag")] for row in rows]


def test_a_button_that_was_made_for_excel_rates_the_open_workbook_as_one_step_to_undo(
    calc: Office, opened: int
) -> None:
    before = calc("values", opened, SHEET)
    calc("type", opened, SHEET, f"{chr(65 + column_of('value'))}{FIRST_ROW}", 10)
    windows = calc("press", opened, SHEET, "Rate")
    after = ratings(calc, opened)
    titles = calc("undo_titles", opened)
    calc("undo", opened)
    calc("undo", opened)

    assert windows[0][0] == "Rate"
    assert windows[0][1].startswith("3 rows rated")
    assert after == ["Red", "Red", "No data"]
    assert titles[0] == "KPI: Rate"
    assert calc("values", opened, SHEET) == before


def test_every_action_has_its_button_and_other_buttons_stay_as_they_are(
    calc: Office, opened: int
) -> None:
    found = calc("buttons", opened, SHEET)

    assert all(
        found[action.label].startswith(f"{COMMAND}{action.name}#") for action in ACTIONS.values()
    )
    assert found[OTHER].startswith("vnd.sun.star.script:VBAProject.KpiButtons.Other?")


def test_a_saved_workbook_keeps_the_macros_of_its_buttons_and_they_go_on_working(
    calc: Office, opened: int, tmp_path: Path
) -> None:
    calc("save", opened, str(tmp_path / "saved.xlsm"))
    with ZipFile(tmp_path / "saved.xlsm") as saved:
        parts = [saved.read(n).decode() for n in saved.namelist() if n.endswith(".vml")]

    assert all(f">KpiButtons.{action.macro}<" in parts[0] for action in ACTIONS.values())
    assert calc("buttons", opened, SHEET)["Rate"].startswith(COMMAND)


def test_the_menu_posts_after_the_officer_has_seen_the_differences_and_given_a_role(
    calc: Office, opened: int, scorecard: Path
) -> None:
    asked, said = calc("choose", opened, f"{COMMAND}post", "Head of Policy")
    posted = WorkbookCells(scorecard.parent / "KPI Data Record.xlsx").rows("Results")[-1]
    log = WorkbookCells(scorecard.parent / "KPI Data Record.xlsx").rows("Change log")

    assert any(line.startswith("Revised: AM01") for line in asked[2].splitlines())
    assert asked[-1] == "Post to Register|Cancel"
    assert said[1].endswith("posted.")
    assert posted[0] == "AM01"
    assert 70 in posted
    assert log[-1][1] == "Head of Policy"


def test_what_stands_in_the_way_is_a_message_and_the_document_stays_as_it_was(
    calc: Office, opened: int, scorecard: Path
) -> None:
    before = calc("values", opened, SHEET)
    (scorecard.parent / "KPI Data Record.xlsx").write_bytes(b"no workbook")
    windows = calc("choose", opened, f"{COMMAND}rate")

    assert "in the Register: nothing was changed" in windows[0][1]
    assert "KPI Data Record.xlsx" in windows[0][2]
    assert calc("values", opened, SHEET) == before


def test_a_locked_cell_of_a_protected_sheet_stops_all_of_it(calc: Office, opened: int) -> None:
    calc("protect", opened, SHEET)
    before = calc("values", opened, SHEET)
    windows = calc("choose", opened, f"{COMMAND}rate")

    assert "is locked and its sheet protected" in windows[0][1]
    assert calc("values", opened, SHEET) == before
    assert calc("undo_titles", opened) == ["Protect sheet"]


def test_a_command_that_does_not_start_is_named_with_the_file_to_mend_it_in(
    calc: Office, opened: int
) -> None:
    own = Path(calc("profile")) / "xlkpi.json"
    own.write_text(json.dumps({"command": ["no-such-xlkpi"]}), encoding="utf-8")
    try:
        windows = calc("choose", opened, f"{COMMAND}check")
    finally:
        own.unlink()

    assert "no-such-xlkpi" in windows[0][1]
    assert str(own) in windows[0][1]


def test_a_process_that_fails_leaves_its_reason_in_the_log(
    calc: Office, opened: int, log: Path
) -> None:
    own = Path(calc("profile")) / "xlkpi.json"
    failing = ["sh", "-c", "echo what went wrong >&2; exit 3"]
    own.write_text(json.dumps({"command": failing}), encoding="utf-8")
    try:
        windows = calc("choose", opened, f"{COMMAND}check")
    finally:
        own.unlink()

    assert str(log) in windows[0][1]
    assert "what went wrong" in log.read_text(encoding="utf-8")


def test_a_workbook_outside_the_register_is_told_where_to_stand(
    calc: Office, tmp_path: Path, scorecard: Path
) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    scorecard.rename(alone / scorecard.name)
    book = calc("show", str(alone / scorecard.name))
    windows = calc("choose", book, f"{COMMAND}rate")
    calc("close", book)

    assert "holds xlkpi.toml" in windows[0][1]
