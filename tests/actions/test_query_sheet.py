"""Findings are written into the workbooks with links, replies are taken in, and all goes again."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import load_workbook

from tests.cli.test_check_command import ROOT, xlkpi
from tests.making.books import register_folder, small_tables
from tests.making.rich import parts_of
from xlkpi.actions.answers import read_answers
from xlkpi.actions.check import check
from xlkpi.actions.query_sheet import Marked, mark, unmark
from xlkpi.errors import WorkbookError
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.edit.edit import edit_workbook
from xlkpi.workbook.files import Files

STAMP = datetime(2026, 10, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 10, 23)
RECORD = "KPI Data Record.xlsx"
CODE = "numerator-above-denominator"
HART = "Hart KPIs.xlsx"


def spoilt(folder: Path) -> Path:
    tables = small_tables()
    tables["results"][3].update(numerator=120, denominator=100)
    return register_folder(folder, tables)


def marked(folder: Path, *, is_highlighted: bool = False) -> Marked:
    return mark(read_settings(folder), Files(STAMP), is_highlighted=is_highlighted, today=TODAY)


def unmarked(folder: Path) -> Marked:
    return unmark(read_settings(folder), Files(STAMP), today=TODAY)


def table(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path)["Queries"].iter_rows(min_row=4, values_only=True))


def typed(path: Path, cell: str, text: str) -> None:
    edit_workbook(path, [Edit("Queries", cell, text)], stamp=STAMP)


def test_a_workbook_with_queries_has_them_in_a_table_with_links(tmp_path: Path) -> None:
    done = marked(spoilt(tmp_path))
    book = load_workbook(tmp_path / RECORD)
    sheet = book["Queries"]

    assert {one.path.name for one in done.edited} == {RECORD, "KPI Supporting Information.xlsx"}
    assert book.sheetnames[-1] == "Queries"
    assert [cell.value for cell in sheet[5]] == [
        CODE,
        "Query",
        "Results!F8 (Numerator)",
        "GR01",
        "2026/27 Q2",
        "120",
        None,
        "The numerator 120 is above the denominator 100: correct one of them",
        None,
        None,
    ]
    assert sheet["C5"].hyperlink.location == "'Results'!F8"
    assert not (tmp_path / "versions" / "Benchmarks.xlsx").exists()


def test_what_is_expected_has_a_column_and_what_is_missing_is_not_found(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"] = [row for row in tables["results"] if row["period"] != "2026/27 Q2"]
    tables["targets"] = [row for row in tables["targets"] if row["ref"] != "GR01"]
    folder = register_folder(tmp_path, tables)
    marked(folder)
    rows = table(folder / "KPI Supporting Information.xlsx")
    about = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows if row[3] == "GR01"}

    assert (about["overdue"]["Found"], about["overdue"]["Expected"]) == (None, "a result")
    assert about["missing-target"]["Expected"] == "a target"
    told = str(about["missing-target"]["What to do"])
    assert told.startswith("The KPI is of type Targeted and has no target for 2026/27: agree one")
    sheet = load_workbook(folder / "KPI Supporting Information.xlsx")["Queries"]
    assert all(cell.border.bottom.style for row in sheet["A4:J6"] for cell in row)


@pytest.mark.parametrize("is_highlighted", [True, False])
def test_marking_and_unmarking_gives_every_part_back(
    tmp_path: Path, *, is_highlighted: bool
) -> None:
    folder = copytree(ROOT / "workbooks" / "examples" / "hart", tmp_path / "hart")
    before = parts_of(folder / HART)
    marked(folder, is_highlighted=is_highlighted)
    between = parts_of(folder / HART)
    marked(folder)
    unmarked(folder)

    assert between != before
    assert parts_of(folder / HART) == before


def test_a_shipped_register_is_as_it_was_after_marking_and_unmarking(tmp_path: Path) -> None:
    for path in (ROOT / "workbooks").glob("*.xlsx"):
        (tmp_path / "workbooks").mkdir(exist_ok=True)
        (tmp_path / "workbooks" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "xlkpi.toml").write_bytes((ROOT / "xlkpi.toml").read_bytes())
    names = [path.name for path in (tmp_path / "workbooks").glob("*.xlsx")]
    before = {name: parts_of(tmp_path / "workbooks" / name) for name in names}
    assert marked(tmp_path, is_highlighted=True).edited
    unmarked(tmp_path)

    assert {name: parts_of(tmp_path / "workbooks" / name) for name in names} == before


def test_highlighting_marks_the_cells_that_are_not_answered(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    marked(folder, is_highlighted=True)
    rules = load_workbook(folder / RECORD)["Results"].conditional_formatting
    assert [str(one.sqref) for one in rules] == ["F8"]

    marked(folder)
    assert not list(load_workbook(folder / RECORD)["Results"].conditional_formatting)


def test_a_reply_typed_into_the_sheet_is_taken_in_and_kept(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    marked(folder)
    typed(folder / RECORD, "I5", "=agreed")
    typed(folder / RECORD, "J5", "Head of Housing Options")
    done = marked(folder)
    (answer,) = read_answers(folder)

    assert done.taken_in == 1
    assert CODE not in [one.code.name for one in done.findings.queries]
    assert (answer.reply, answer.by, answer.on) == ("=agreed", "Head of Housing Options", TODAY)
    assert table(folder / RECORD)[1][8:] == ("=agreed", "Head of Housing Options")
    assert marked(folder).taken_in == 0


def test_a_reply_in_a_marked_workbook_counts_at_the_next_check_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    folder = spoilt(tmp_path)
    marked(folder)
    typed(folder / RECORD, "I5", "Counted  twice")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    found = check(read_settings(folder))

    assert CODE not in [one.code.name for one in found.queries]
    assert [(one.code.name, answer.reply) for one, answer in found.answered] == [
        (CODE, "Counted twice")
    ]
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert marked(folder).taken_in == 1


def test_a_reply_is_taken_in_before_the_sheet_goes(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    marked(folder)
    typed(folder / RECORD, "I5", "Counted twice")

    assert unmarked(folder).taken_in == 1
    assert "Queries" not in load_workbook(folder / RECORD).sheetnames
    assert len(read_answers(folder)) == 1


@pytest.mark.parametrize("is_highlighted", [True, False])
def test_marking_again_what_has_not_changed_writes_nothing(
    tmp_path: Path, *, is_highlighted: bool
) -> None:
    folder = spoilt(tmp_path)
    marked(folder, is_highlighted=is_highlighted)
    typed(folder / RECORD, "I5", "Counted twice")
    first = marked(folder, is_highlighted=is_highlighted)
    kept = sorted((folder / "versions").iterdir())
    again = marked(folder, is_highlighted=is_highlighted)

    assert [one.path.name for one in first.edited] == ([RECORD] if is_highlighted else [])
    assert not again.edited
    assert sorted((folder / "versions").iterdir()) == kept
    edit_workbook(folder / RECORD, [Edit("Results", "F8", 130)], stamp=STAMP)
    after = marked(folder, is_highlighted=is_highlighted)
    assert [one.path.name for one in after.edited] == [RECORD]


def test_a_reply_about_a_figure_that_changed_since_is_kept_and_told_but_no_answer(
    tmp_path: Path,
) -> None:
    folder = spoilt(tmp_path)
    marked(folder)
    typed(folder / RECORD, "I5", "Counted twice")
    edit_workbook(folder / RECORD, [Edit("Results", "F8", 130)], stamp=STAMP)
    done = marked(folder)

    assert table(folder / RECORD)[1][5:9:3] == ("130", None)
    assert CODE in [one.code.name for one in done.findings.queries]
    assert [(one.found, one.reply) for one in read_answers(folder)] == [("120", "Counted twice")]
    assert done.notes == (
        (
            "GR01 2026/27 Q2 (Numerator): the reply 'Counted twice' was about 120 and is kept, but "
            "130 stands there now: reply to that"
        ),
    )
    assert not marked(folder).notes


@pytest.mark.parametrize("act", [marked, unmarked])
@pytest.mark.parametrize("book", ["Record", "Scorecard"])
def test_no_reply_is_lost_while_a_problem_stands_elsewhere(
    act: Callable[[Path], Marked], book: str, tmp_path: Path
) -> None:
    tables = small_tables()
    tables["results"][3].update(numerator=120, denominator=100)
    tables["entries"] = [{"ref": "AM01", "period": "2026/27 Q2", "value": 77.4}]
    folder = register_folder(tmp_path, tables)
    marked(folder)
    typed(folder / RECORD, "I5", "Counted twice")
    spot = (
        (RECORD, "Results", "B12")
        if book == "Record"
        else ("CLT Scorecard.xlsx", "Scorecard", "C5")
    )
    edit_workbook(folder / spot[0], [Edit(*spot[1:], "whenever")], stamp=STAMP)
    done = act(folder)

    assert [one.found for one in done.findings.problems] == ["whenever"]
    assert [one.reply for one in read_answers(folder)] == ["Counted twice"]
    edit_workbook(folder / spot[0], [Edit(*spot[1:], "2026/27 Q2")], stamp=STAMP)
    assert [one.reply for _, one in marked(folder).findings.answered] == ["Counted twice"]


def test_a_reply_to_a_problem_stays_beside_it_and_closes_nothing(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"][0].update(value="tbc")
    folder = register_folder(tmp_path, tables)
    marked(folder, is_highlighted=True)
    typed(folder / RECORD, "I5", "Awaited from the supplier")
    done = marked(folder, is_highlighted=True)

    assert len(done.findings.problems) == 1
    assert table(folder / RECORD)[1][8] == "Awaited from the supplier"
    assert list(load_workbook(folder / RECORD)["Results"].conditional_formatting)


def test_a_sheet_of_that_name_that_is_the_officers_own_is_left_alone(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    path = folder / RECORD
    book = load_workbook(path)
    book.create_sheet("Queries")["A1"] = "From the public"
    book.save(path)
    before = path.read_bytes()

    assert check(read_settings(folder)).queries
    with pytest.raises(WorkbookError, match="not made by xlkpi check --mark"):
        marked(folder)
    assert path.read_bytes() == before


def test_the_command_marks_and_unmarks(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    done = xlkpi("check", "--mark", "--highlight", cwd=folder)
    back = xlkpi("check", "--unmark", cwd=folder)
    wrong = xlkpi("check", "--highlight", cwd=folder)

    assert (done.returncode, back.returncode, wrong.returncode) == (0, 0, 1)
    assert f"{RECORD}: marked" in done.stdout
    assert f"{RECORD}: as before" in back.stdout
    assert wrong.stderr.startswith("xlkpi: --mark and --unmark exclude each other")


def test_marking_tells_a_problem_by_the_exit_code_and_everything_as_json_when_asked(
    tmp_path: Path,
) -> None:
    tables = small_tables()
    tables["results"][0].update(value="tbc")
    folder = register_folder(tmp_path, tables)
    plain = xlkpi("check", "--json", cwd=folder)
    done = xlkpi("check", "--mark", "--json", cwd=folder)
    back = xlkpi("check", "--unmark", cwd=folder)

    assert (plain.returncode, done.returncode, back.returncode) == (1, 1, 1)
    assert json.loads(done.stdout) == json.loads(plain.stdout)
    assert f"{RECORD}: marked" in done.stderr
    assert back.stdout.splitlines()[-1].endswith(
        "1 problem to mend before anything can be reported."
    )


def test_every_query_of_a_register_is_told_apart_and_takes_its_own_reply(tmp_path: Path) -> None:
    folder = copytree(ROOT / "workbooks" / "examples" / "hart", tmp_path / "hart")
    many = len(marked(folder).findings.queries)
    replies = [Edit("Queries", f"I{row}", f"Reply {row}") for row in range(5, 5 + many)]
    edit_workbook(folder / HART, replies, stamp=STAMP)
    done = marked(folder)

    assert done.taken_in == many == len(done.findings.answered)
    assert not done.findings.queries


@pytest.mark.real_host
def test_libreoffice_opens_a_marked_workbook_and_follows_its_links(
    office: str, tmp_path: Path
) -> None:
    folder = copytree(ROOT / "workbooks" / "examples" / "hart", tmp_path / "hart")
    marked(folder, is_highlighted=True)
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", out, folder / HART],
        check=True,
        capture_output=True,
        timeout=180,
    )
    before, after = load_workbook(folder / HART)["Queries"], load_workbook(out / HART)["Queries"]
    assert [[c.value for c in row] for row in after] == [[c.value for c in row] for row in before]
    targets = [cell.hyperlink.location for cell in after["C"] if cell.hyperlink]
    assert len(targets) > 20
    assert all(target.startswith(("'KPIs 2014-15 Q2'!", "KPIs 2014-15 Q2!")) for target in targets)
