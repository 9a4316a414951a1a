"""A workbook that stands open elsewhere: read as it was sent, its edits recorded, not saved."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.host.sending import sent
from xlkpi.actions.catalogue import ACTIONS, Desk
from xlkpi.actions.rate import rate
from xlkpi.errors import WorkbookError
from xlkpi.host.libreoffice.conversation import Conversation, answer
from xlkpi.host.sent_book import Instructions, SentBooks, read_book
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.change import Edit, NewRow
from xlkpi.workbook.files import FileBook, Files

ROOT = Path(__file__).parents[2]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
ROW, VALUE = 5, "Latest"


@pytest.fixture
def shipped(tmp_path: Path) -> Settings:
    """A copy of the shipped Register."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copytree(ROOT / "docx_templates", tmp_path / "docx_templates")
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    return read_settings(tmp_path)


def scorecard(settings: Settings) -> Path:
    return settings.entries[0].path


def typed(settings: Settings) -> dict[str, Any]:
    """Return the Scorecard as sent after an officer typed a figure that is not saved."""
    found = sent(scorecard(settings))
    sheet = next(one for one in found["sheets"] if one["name"] == "Scorecard")
    sheet["rows"][ROW - 1][column(sheet["rows"], VALUE)] = 1
    return found


def column(rows: list[list[object]], heading: str) -> int:
    return next(row.index(heading) for row in rows if heading in row)


def test_a_sent_workbook_reads_as_its_file_does(shipped: Settings) -> None:
    for path in {source.path for source in (*shipped.sources, *shipped.entries)}:
        book, file = read_book(sent(path)), FileBook(path)

        assert book.sheet_names == file.sheet_names
        assert set(book.tables()) == set(file.tables())
        for name in file.sheet_names:
            held = [[cell for cell in row if cell is not None] for row in file.rows(name)]
            assert [[c for c in row if c is not None] for row in book.rows(name)] == held


def test_an_action_asks_the_same_edits_of_an_open_workbook_as_it_makes_in_a_file(
    shipped: Settings,
) -> None:
    path = scorecard(shipped)
    books = SentBooks((read_book(typed(shipped)),), Files(STAMP))
    before = path.read_bytes()
    live = rate(shipped, books)
    asked = {(one["sheet"], one["cell"]): one["value"] for one in books.instructions[path]}

    files = Files(STAMP)
    cell = f"{chr(65 + column(list(map(list, WorkbookCells(path).rows('Scorecard'))), VALUE))}{ROW}"
    assert path.read_bytes() == before
    files.write({path: [Edit("Scorecard", cell, 1)]})
    filed = rate(shipped, files)

    assert asked
    assert asked == {(one.sheet, one.cell): one.new for one in filed.edited[0].changes}
    assert len(live.edited[0].changes) == len(asked)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_runs_with_the_scorecard_open(name: str, shipped: Settings) -> None:
    settings = replace(shipped, out=scorecard(shipped).parent / "out")
    books = SentBooks((read_book(typed(shipped)),), Files(STAMP))
    before = scorecard(shipped).read_bytes()
    done = ACTIONS[name].run(Desk(settings, books, "Head of Policy", STAMP))

    assert done.summary
    assert scorecard(shipped).read_bytes() == before


def test_nothing_is_written_to_a_file_when_the_open_workbook_cannot_take_its_part(
    shipped: Settings,
) -> None:
    def refuse(_: Instructions) -> None:
        message = "the sheet is protected"
        raise WorkbookError(message)

    live, filed = scorecard(shipped), shipped.sources[0].path
    books = SentBooks((read_book(sent(live)),), Files(STAMP), refuse)
    before = filed.read_bytes()
    with pytest.raises(WorkbookError, match="is protected"):
        books.write({filed: [Edit(shipped.sources[0].sheet, "A1", "x")],
                     live: [Edit("Scorecard", "A1", "x")]})  # fmt: skip

    assert filed.read_bytes() == before
    assert not books.instructions


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Edit("Sheet of nobody", "A1", 1), "has no sheet 'Sheet of nobody': it has"),
        (NewRow("tblNobody", {"A": 1}), "has no table 'tblNobody'"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused_before_anybody_is_told(
    edit: Edit | NewRow, message: str, shipped: Settings
) -> None:
    told: list[Instructions] = []
    books = SentBooks((read_book(sent(scorecard(shipped))),), Files(STAMP), told.append)
    with pytest.raises(WorkbookError, match=message):
        books.write({scorecard(shipped): [edit]})

    assert not told


def test_values_of_every_kind_cross_in_json(shipped: Settings) -> None:
    path = scorecard(shipped)
    books = SentBooks((read_book(sent(path)),), Files(STAMP))
    books.write({path: [Edit("Scorecard", f"A{n}", value) for n, value in enumerate(
        (1, 2.5, "=text", True, None, date(2026, 10, 23)), start=1)]})  # fmt: skip
    values = [one["value"] for one in json.loads(json.dumps(books.instructions[path]))]

    assert values == [1, 2.5, "=text", True, None, {"date": "2026-10-23"}]


@pytest.mark.parametrize(
    "wrong",
    [None, {}, {"path": "x", "sheets": [{}], "tables": []}, {"path": "x", "sheets": 3, "tables": 1},
     {"path": "x", "sheets": [{"name": "S", "rows": [[{"date": "soon"}]], "formulas": {}}],
      "tables": []}],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_in_one_line(wrong: object) -> None:
    with pytest.raises(WorkbookError) as caught:
        read_book(wrong)

    assert "\n" not in str(caught.value)


def talk(asked: dict[str, Any], *replies: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the process apart says to what is asked and replied."""
    heard = StringIO("".join(json.dumps(one) + "\n" for one in (asked, *replies)))
    told = StringIO()
    answer(Conversation(heard, told), STAMP)
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_the_process_apart_hands_over_the_edits_and_then_says_what_was_done(
    shipped: Settings,
) -> None:
    asked = {"version": "0", "action": "rate", "role": "", "book": typed(shipped)}
    edits, done = talk(asked, {"applied": True})

    assert {edit["do"] for edit in edits["edits"]} == {"edit"}
    assert "rows rated" in done["done"]["summary"]
    assert any("The add-in is of version 0" in line for line in done["done"]["lines"])


def test_a_spreadsheet_that_does_not_answer_has_nothing_done_for_it(shipped: Settings) -> None:
    *_, last = talk({"action": "rate", "book": typed(shipped)})

    assert last["failed"]["message"] == "LibreOffice did not answer: nothing was done"


def test_what_was_typed_since_the_last_save_and_not_looked_at_is_said(shipped: Settings) -> None:
    book = sent(shipped.sources[0].path)
    *_, last = talk({"action": "papers", "book": book, "is_modified": True})

    assert any("was read as it was last saved" in line for line in last["done"]["lines"])
