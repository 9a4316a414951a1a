"""Posting: the Data Record and the Scorecard say the same afterwards, or nothing was changed."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.making.books import Rows, register_folder, small_tables
from xlkpi.actions import report
from xlkpi.actions.edit import Options, edit
from xlkpi.actions.post import Posted, post, posting
from xlkpi.actions.rate import rate
from xlkpi.actions.snapshot import snapshot
from xlkpi.errors import RefusalError, RegisterError, SettingsError, WorkbookError
from xlkpi.register.posting import Fate
from xlkpi.register.result import ResultStatus
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.book import Edits
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.change import Edited
from xlkpi.workbook.edit.journal import journal_of
from xlkpi.workbook.files import Files
from xlkpi.workbook.headings import HEADINGS
from xlkpi.workbook.read import read_register

ROOT = Path(__file__).parents[2]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
ROLE = "Intelligence and Policy"


def files() -> Files:
    return Files(STAMP)


@pytest.fixture
def shipped(tmp_path: Path) -> Settings:
    """A copy of the shipped Register."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copytree(ROOT / "docx_templates", tmp_path / "docx_templates")
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    return read_settings(tmp_path)


def typed(settings: Settings, *instructions: str) -> None:
    edit(settings.entries[0].path, list(instructions), Options(), STAMP)


def posted(settings: Settings) -> Posted:
    return post(posting(settings, files()), files(), role=ROLE, stamp=STAMP)


def fates(settings: Settings) -> set[Fate]:
    return {one.fate for one in posting(settings, files()).differences}


def results(settings: Settings) -> dict[tuple[str, str], float | None]:
    register = read_register(settings.sources)
    return {
        (r.ref, r.period.name): r.value for k in register.kpis for r in register.results_of(k.ref)
    }


def test_the_shipped_scorecard_is_posted_already(shipped: Settings) -> None:
    assert fates(shipped) <= {Fate.UNCHANGED, Fate.BLANK}
    assert posted(shipped).edited == ()


def test_a_revised_figure_joins_the_earlier_one(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    done = posted(shipped)
    rows = [
        (row.period.name, row.value, row.revision)
        for row in read_register(shipped.sources).results
        if row.ref == "AH01" and row.period.name == "2025"
    ]

    assert rows == [("2025", 26.55064, None), ("2025", 25.5, 1)]
    assert {one.path.name for one in done.edited} == {"KPI Data Record.xlsx", "CLT Scorecard.xlsx"}
    assert results(shipped)["AH01", "2025"] == 25.5


def test_after_posting_the_scorecard_agrees_with_the_record(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    posted(shipped)

    assert fates(shipped) <= {Fate.UNCHANGED, Fate.BLANK}
    assert rate(shipped, files()).edited == ()
    history = load_workbook(shipped.entries[0].path)["History"]
    assert [cell.value for cell in history["Z"]][4] == 25.5


def test_what_begins_like_a_formula_is_posted_as_text(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised", "Scorecard!G5==HYPERLINK(1)")
    posted(shipped)
    sheet = load_workbook(shipped.entries[0].path.parent / "KPI Data Record.xlsx")["Results"]
    last = list(sheet.iter_rows())[-1]

    assert [cell.data_type for cell in last if cell.value == "=HYPERLINK(1)"] == ["s"]


def test_the_change_log_says_what_when_by_whom_and_from_where(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    posted(shipped)
    typed(shipped, "Scorecard!D5=25.6", "Scorecard!E5=Revised")
    posted(shipped)
    book = load_workbook(shipped.entries[0].path.parent / "KPI Data Record.xlsx")
    lines = [row for row in book["Change log"].iter_rows(values_only=True) if row[2] == "AH01"]

    when = "23/10/2026 09:00"
    place = ("CLT Scorecard.xlsx", "Scorecard!D5")
    assert lines == [
        (when, ROLE, "AH01", "2025", "Figure", "26.55064", "25.5", *place),
        (when, ROLE, "AH01", "2025", "Status", "Final", "Revised", *place),
        (when, ROLE, "AH01", "2025", "Figure", "25.5", "25.6", *place),
    ]


def test_a_figure_without_a_word_is_held_back_and_the_rest_is_posted(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!D6=12", "Scorecard!E6=Revised")
    done = posted(shipped)
    fates = {one.entry.ref: one.fate for one in done.differences if one.is_posted or one.why}

    assert fates == {"AH01": Fate.HELD_BACK, "AH02": Fate.REVISED}
    assert results(shipped)["AH01", "2025"] == 26.55064
    assert results(shipped)["AH02", "2024"] == 12


def test_a_scorecard_with_problems_posts_nothing(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5='25.5")

    with pytest.raises(RegisterError) as caught:
        posting(shipped, files())
    assert "a number stored as text" in str(caught.value.problems[0])


class Refusing(Files):
    """Files of which one cannot be written."""

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Lock the second workbook, as an officer who opens it would."""
        first = next(iter(edits))
        (first.parent / "~$CLT Scorecard.xlsx").write_bytes(b"\x05Clerk".ljust(165))
        return Files.write(self, edits)


def test_when_one_workbook_is_open_neither_changes(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    folder = shipped.entries[0].path.parent
    before = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}

    with pytest.raises(WorkbookError, match="open"):
        post(posting(shipped, files()), Refusing(STAMP), role=ROLE, stamp=STAMP)
    assert {p.name: p.read_bytes() for p in folder.glob("*.xlsx") if p.name in before} == before
    assert not (shipped.path.parent / "snapshots").exists()


def test_a_snapshot_makes_the_same_papers_after_the_register_moved_on(shipped: Settings) -> None:
    made = report.report(shipped, "annual", {}, shipped.path.parent / "then")
    kept = snapshot(shipped)
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    posted(shipped)
    again = read_settings(kept.folder)
    rebuilt = report.report(again, "annual", {}, shipped.path.parent / "now")

    assert [file.sha256 for file in rebuilt] == [file.sha256 for file in made]
    manifest = json.loads((kept.folder / "snapshot.json").read_text())
    assert manifest["sha256"] == kept.sha256
    assert set(manifest["files"]) >= {"xlkpi.toml", "KPI Data Record.xlsx"}


def test_the_same_register_is_kept_once(shipped: Settings) -> None:
    first, second = snapshot(shipped), snapshot(shipped)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.folder == second.folder


WIDE = """
[[tables]]
fills = "results"
sheet = "Results"
headings = { status = "" }
[tables.columns."Q1"]
period = "2026/27 Q1"
[tables.columns."Q2"]
period = "2026/27 Q2"
"""


def wide_folder(folder: Path, *entries: dict[str, object]) -> Settings:
    """A Register whose results stand in one row a KPI, a column a quarter."""
    import xlsxwriter  # noqa: PLC0415 -- only here

    rows: Rows = list(entries)
    register_folder(folder, {**small_tables(), "entries": rows}, said=WIDE)
    with xlsxwriter.Workbook(str(folder / "KPI Data Record.xlsx")) as book:
        sheet = book.add_worksheet("Results")
        sheet.write_row(0, 0, ["KPI ref", "Q1", "Q2", "Remarks"])
        sheet.write_row(1, 0, ["GR01", 91])
        sheet.write_row(2, 0, ["AM01", 80, 81])
        for name in ("Commentary", "Sign-offs"):
            headings = [
                h
                for t, names in HEADINGS.items()
                if t.replace("_", "-") == name.lower()
                for h in names.values()
            ]
            book.add_worksheet(name).write_row(0, 0, headings)
    return read_settings(folder)


def test_a_wide_record_gets_the_figure_in_its_column(tmp_path: Path) -> None:
    settings = wide_folder(tmp_path, {"ref": "GR01", "period": "2026/27 Q2", "value": 92.5})
    posted(settings)
    sheet = load_workbook(tmp_path / "KPI Data Record.xlsx")["Results"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)] == [
        ["KPI ref", "Q1", "Q2", "Remarks"],
        ["GR01", 91, 92.5, None],
        ["AM01", 80, 81, None],
    ]


def test_a_wide_record_without_the_column_holds_the_figure_back(tmp_path: Path) -> None:
    settings = wide_folder(tmp_path, {"ref": "GR01", "period": "2025/26 Q4", "value": 92.5})
    (found,) = posting(settings, files()).differences

    assert found.fate is Fate.HELD_BACK
    assert "there is no place for GR01 in 2025/26 Q4 in KPI Data Record.xlsx, Results" in found.why


def test_a_figure_typed_while_the_list_was_looked_at_is_not_posted(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    books = files()
    planned = posting(shipped, books)
    typed(shipped, "Scorecard!D6=99", "Scorecard!E6=Revised")

    with pytest.raises(WorkbookError, match="has changed since it was read"):
        post(planned, books, role=ROLE, stamp=STAMP)
    assert results(shipped)["AH01", "2025"] == 26.55064


def test_two_who_post_at_once_post_once(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    mine, theirs = files(), files()
    here, there = posting(shipped, mine), posting(shipped, theirs)
    post(here, mine, role=ROLE, stamp=STAMP)

    with pytest.raises(WorkbookError, match="has changed since it was read"):
        post(there, theirs, role=ROLE, stamp=STAMP)
    assert fates(shipped) <= {Fate.UNCHANGED, Fate.BLANK}


def test_nobody_posts_without_a_role(shipped: Settings) -> None:
    with pytest.raises(RefusalError, match="give the role"):
        post(posting(shipped, files()), files(), role="  ", stamp=STAMP)


def test_final_stays_final_where_only_the_note_is_new(shipped: Settings) -> None:
    typed(shipped, "Scorecard!E5=", "Scorecard!G5=Checked again")
    posted(shipped)
    newest = [row for row in read_register(shipped.sources).results if row.ref == "AH01"][-1]

    assert (newest.note, newest.status) == ("Checked again", ResultStatus.FINAL)


def test_a_query_about_a_row_stands_in_the_list(shipped: Settings) -> None:
    typed(shipped, "Scorecard!D115=1310", "Scorecard!E115=Revised")
    lines = posting(shipped, files()).lines

    assert any("SR17" in line and "(query: " in line for line in lines)


def test_a_snapshot_is_never_written_and_a_spoilt_one_never_read(shipped: Settings) -> None:
    kept = read_settings(snapshot(shipped).folder)

    with pytest.raises(SettingsError, match="is a snapshot"):
        posting(kept, files())
    assert kept.out != shipped.out
    book = kept.path.parent / "KPI Data Record.xlsx"
    book.write_bytes(book.read_bytes() + b" ")
    with pytest.raises(SettingsError, match="is not as it was reported"):
        report.report(kept, "annual", {}, kept.path.parent / "out")


def test_what_was_posted_is_said_when_no_snapshot_can_be_made(shipped: Settings) -> None:
    (shipped.path.parent / "snapshots").write_text("in the way", encoding="utf-8")
    typed(shipped, "Scorecard!D5=25.5", "Scorecard!E5=Revised")
    done = posted(shipped)

    assert done.snapshot is None
    assert any("was posted, but no snapshot was made" in note for note in done.notes)
    assert results(shipped)["AH01", "2025"] == 25.5


def test_a_half_done_posting_is_not_read(shipped: Settings) -> None:
    book = shipped.entries[0].path
    journal_of(book).write_text("{}", encoding="utf-8")

    with pytest.raises(WorkbookError, match="was interrupted"):
        WorkbookCells(book)


def test_a_record_without_a_table_gets_dates_that_can_be_read(tmp_path: Path) -> None:
    rows: Rows = [{"ref": "GR01", "period": "2026/27 Q2", "value": 92.5}]
    tables = small_tables()
    tables["results"] = [r for r in tables["results"] if r.get("period") != "2026/27 Q2"]
    settings = read_settings(register_folder(tmp_path, {**tables, "entries": rows}))
    posted(settings)

    newest = read_register(settings.sources).results[-1]
    assert (newest.ref, newest.value, newest.supplied_on) == ("GR01", 92.5, settings.as_at)
