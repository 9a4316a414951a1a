"""Buttons pressed in an open workbook: the same cells as through files, and all or none."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.host.excel.session import ask
from xlkpi.actions.post import post, posting
from xlkpi.actions.rate import rate
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.files import FileBook, Files

ROOT = Path(__file__).parents[3]
STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SCORECARD, RECORD = "workbooks/CLT Scorecard.xlsx", "workbooks/KPI Data Record.xlsx"
AUTOMATIC = -4105
AS_IT_WAS = [True, True, AUTOMATIC, False]
ROLE = "Head of Policy"
TYPED = [["Scorecard", 5, 4, 55.5], ["Scorecard", 5, 5, "Revised"], ["Scorecard", 5, 7, "'=SUM(1)"]]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return shipped(tmp_path / "live")


def shipped(folder: Path) -> Path:
    """Return a copy of the shipped Register."""
    folder.mkdir()
    shutil.copy(ROOT / "xlkpi.toml", folder)
    shutil.copytree(ROOT / "docx_templates", folder / "docx_templates")
    (folder / "workbooks").mkdir()
    for path in (ROOT / "workbooks").glob("*.xlsx"):
        shutil.copy(path, folder / "workbooks")
    return folder


def press(register: Path, action: str, *names: str, **more: Any) -> Any:  # noqa: ANN401
    """Return what came of a button, with workbooks of the Register open."""
    books = [str(register / name) for name in names or (SCORECARD,)]
    return ask(register.parent, press=action, open=books, **more)


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what every sheet of a workbook holds, without blank rows and columns at its end."""
    book = FileBook(path)
    return {name: [trimmed(row) for row in book.rows(name)] for name in book.sheet_names}


def trimmed(row: Any) -> tuple[object, ...]:  # noqa: ANN401
    held = list(row)
    while held and held[-1] in (None, ""):
        held.pop()
    return tuple(held)


def typed_into(register: Path) -> Files:
    """Return the files of a Register in which the same was typed as in the open workbook."""
    files = Files(STAMP)
    edits = [Edit("Scorecard", "D5", 55.5), Edit("Scorecard", "E5", "Revised")]
    files.write({register / SCORECARD: [*edits, Edit("Scorecard", "G5", "=SUM(1)")]})
    return files


def test_rate_leaves_the_same_cells_as_through_the_file(register: Path, tmp_path: Path) -> None:
    other = shipped(tmp_path / "files")
    rate(read_settings(other), typed_into(other))

    done = press(register, "rate", typed=TYPED, save=True)

    assert cells(register / SCORECARD) == cells(other / SCORECARD)
    assert done["left"] == AS_IT_WAS
    assert "111 rows rated" in done["messages"][0]


@pytest.mark.parametrize(
    "names", [(SCORECARD,), (SCORECARD, RECORD)], ids=["one open", "both open"]
)
def test_post_leaves_the_same_cells_as_through_files(
    names: tuple[str, ...], register: Path, tmp_path: Path
) -> None:
    other = shipped(tmp_path / "files")
    files = typed_into(other)
    settings = read_settings(other)
    post(posting(settings, files), files, role=ROLE, stamp=STAMP)

    done = press(register, "post", *names, typed=TYPED)

    assert "1 figures posted" in done["messages"][-1]
    assert done["saves"] == [1] * len(names)
    assert cells(register / SCORECARD) == cells(other / SCORECARD)
    ours, theirs = cells(register / RECORD), cells(other / RECORD)
    assert [row[1:] for row in ours.pop("Change log")] == [
        row[1:] for row in theirs.pop("Change log")
    ]
    assert ours == theirs
    assert done["left"] == AS_IT_WAS


def test_check_writes_nothing_and_sees_what_is_typed(register: Path) -> None:
    before = (register / SCORECARD).read_bytes()

    done = press(register, "check", typed=[["Scorecard", 5, 3, "Q9 2026"]])

    assert "Scorecard!C5" in done["messages"][0]
    assert done["writes"] == 0
    assert (register / SCORECARD).read_bytes() == before


def test_each_sheet_is_read_once_and_columns_are_written_in_blocks(register: Path) -> None:
    done = press(register, "rate", typed=[["Scorecard", row, 4, 1.5] for row in range(5, 44)])

    assert done["reads"] <= 2 * 4  # -- values and formulas of four sheets --
    assert done["writes"] <= 40
    assert any("writing Scorecard" in said for said in done["status"])


def test_a_copy_of_what_was_open_is_kept_before_the_first_write(register: Path) -> None:
    press(register, "rate", typed=TYPED)

    kept = list((register / "workbooks" / "versions" / "CLT Scorecard.xlsx").iterdir())
    assert len(kept) == 1
    assert cells(kept[0])["Scorecard"][4][3] == 55.5


@pytest.mark.parametrize("turn", [1, 3])
def test_when_excel_fails_half_way_everything_is_put_back(turn: int, register: Path) -> None:
    record = (register / RECORD).read_bytes()

    done = press(register, "post", typed=TYPED, fails_after=turn)

    assert "everything was put back" in done["messages"][-1]
    assert done["cells"][0]["Scorecard"]["D5"] == 55.5
    assert (register / RECORD).read_bytes() == record
    assert done["saves"] == [0]
    assert done["left"] == AS_IT_WAS


def test_when_a_file_cannot_be_written_the_open_workbook_is_put_back(register: Path) -> None:
    (register / "workbooks" / "~$KPI Data Record.xlsx").write_bytes(b"\x06Office")

    done = press(register, "post", typed=TYPED)

    assert "is open elsewhere" in done["messages"][-1]
    assert done["cells"][0]["Scorecard"]["D5"] == 55.5
    assert done["saves"] == [0]


def test_a_workbook_that_excel_cannot_save_is_told_of(register: Path) -> None:
    done = press(register, "post", typed=TYPED, refuses_to_save=True)

    assert "Excel could not save CLT Scorecard.xlsx: save it now" in done["messages"][-1]


def test_nobody_posts_without_a_role(register: Path) -> None:
    before = (register / RECORD).read_bytes()

    done = press(register, "post", typed=TYPED, role=False)

    assert len(done["messages"]) == 1
    assert (register / RECORD).read_bytes() == before


def test_a_register_with_problems_is_told_in_a_message(register: Path) -> None:
    done = press(register, "rate", typed=[["Scorecard", 5, 3, "Q9 2026"]])

    assert "Mend them and try again" in done["messages"][0]
    assert "Scorecard!C5" in done["messages"][0]
    assert "Traceback" not in done["messages"][0]
    assert done["is_same"]


def test_a_workbook_outside_any_register_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    path = shutil.copy(ROOT / SCORECARD, tmp_path / "alone" / "Mine.xlsx")

    done = ask(tmp_path, press="rate", open=[str(path)])

    assert "there is no xlkpi.toml in its folder or above" in done["messages"][0]


def test_help_says_what_each_button_does(register: Path) -> None:
    done = press(register, "help")

    assert "Check entries: List every problem" in done["messages"][0]
    assert "xlkpi.log" in done["messages"][0]


def test_papers_say_that_they_were_made_from_what_was_saved(register: Path) -> None:
    done = press(register, "papers", RECORD, typed=[["Results", 5, 12, "a remark"]])

    assert "KPI Data Record.xlsx was read as last saved" in done["messages"][0]
    assert "files written for 2026/27 Q2" in done["messages"][0]


def test_a_button_in_the_macro_enabled_copy_acts_on_that_one(register: Path) -> None:
    shutil.copy(ROOT / "workbooks" / "CLT Scorecard.xlsm", register / "workbooks")
    plain = (register / SCORECARD).read_bytes()

    done = press(register, "rate", "workbooks/CLT Scorecard.xlsm", typed=TYPED[:2])

    assert "111 rows rated" in done["messages"][0]
    assert "names CLT Scorecard.xlsx, which the commands read" in done["messages"][0]
    assert done["writes"]
    assert (register / SCORECARD).read_bytes() == plain
