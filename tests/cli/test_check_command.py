"""`xlkpi check` as an officer or a scheduler runs it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.making.books import register_folder, small_tables
from xlkpi.workbook.layout import LAYOUTS

ROOT = Path(__file__).parents[2]


def xlkpi(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )


def test_a_sound_register_ends_with_its_counts_and_exit_code_0(tmp_path: Path) -> None:
    done = xlkpi("check", cwd=register_folder(tmp_path))

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        "Example Council, 2026/27 Q2: sound. 4 KPIs, 16 results, 4 queries to look at."
    )


def test_problems_are_listed_a_line_each_with_exit_code_1(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"][0].update(value="tbc")
    tables["kpis"][0].update(polarity="")
    done = xlkpi("check", cwd=register_folder(tmp_path, tables))

    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "Problem",
        "Problem",
        "Example Council",
    ]
    assert done.stdout.splitlines()[-1].endswith(
        "2 problems to mend before anything can be reported."
    )


def test_another_command_tells_the_first_problems_of_each_sheet_and_counts_the_others(
    tmp_path: Path,
) -> None:
    tables = small_tables()
    tables["results"] = [{**tables["results"][0], "value": f"tbc {n}"} for n in range(23)]
    tables["kpis"][0].update(polarity="")
    folder = register_folder(tmp_path, tables)
    lines = xlkpi("rate", cwd=folder).stderr.splitlines()
    every = xlkpi("check", cwd=folder).stdout.splitlines()

    assert len([one for one in lines if "found the text 'tbc" in one]) == 20
    assert len([one for one in every if "found the text 'tbc" in one]) == 23
    told = "KPI Data Record.xlsx, Results: and 3 more problems: xlkpi check lists them all"
    assert "tbc 19" in lines[lines.index(told) - 1]
    assert any("KPIs!" in one for one in lines)


def test_findings_are_json_when_asked(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"][0].update(value="tbc")
    done = xlkpi("check", "--json", cwd=register_folder(tmp_path, tables))
    (problem,) = json.loads(done.stdout)

    assert done.returncode == 1
    assert problem["file"] == "KPI Data Record.xlsx"
    assert (problem["sheet"], problem["cell"], problem["kpi"]) == ("Results", "E5", "GR01")
    assert {key: problem[key] for key in ("code", "severity", "heading", "found", "expected")} == {
        "code": "not-a-number",
        "severity": "Problem",
        "heading": "Value",
        "found": "tbc",
        "expected": "a number",
    }


def test_a_fault_in_the_scorecard_is_told_and_papers_can_be_made(tmp_path: Path) -> None:
    typed = [{"ref": "GR01", "period": "2026/27 Q2", "value": "about 90"}]
    folder = register_folder(tmp_path, {**small_tables(), "entries": typed})
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert "CLT Scorecard.xlsx, Scorecard!D5 (Latest): GR01 2026/27 Q2: found the text" in (
        done.stdout
    )
    assert done.stdout.splitlines()[-1].endswith(
        "sound. 4 KPIs, 16 results, 4 queries to look at. 1 problem in the Scorecard to mend "
        "before it can be posted."
    )


def test_what_is_typed_is_queried_before_it_is_posted(tmp_path: Path) -> None:
    typed = [{"ref": "GR01", "period": "2026/27 Q2", "value": 965, "rag": "Amber"}]
    folder = register_folder(tmp_path, {**small_tables(), "entries": typed})
    done = xlkpi("check", "--json", cwd=folder)
    found = {one["code"]: one for one in json.loads(done.stdout) if one["kpi"] == "GR01"}

    assert done.returncode == 0
    assert {code: one["cell"] for code, one in found.items()} == {
        "decimal-slip": "D5",
        "rating-differs": "H5",
        "not-posted": "D5",
    }
    assert found["decimal-slip"]["expected"] == "96.5"


def test_a_stored_result_that_differs_is_queried_at_its_cell(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 -- this test alone makes a workbook of its own

    folder = register_folder(tmp_path)
    with xlsxwriter.Workbook(str(folder / "CLT Scorecard.xlsx")) as book:
        book.add_worksheet("Scorecard").write_row(3, 0, list(LAYOUTS["entries"].headings.values()))
        book.add_worksheet("Notes").write_formula("B2", '=KPI_RAG(1, 2, "Lower")', None, "Red")
    found = json.loads(xlkpi("check", "--json", cwd=folder).stdout)
    (stale,) = [one for one in found if one["code"] == "stale-result"]

    assert (stale["sheet"], stale["cell"]) == ("Notes", "B2")
    assert (stale["found"], stale["expected"]) == ('"Red"', '"Green"')


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made as Unix makes one")
def test_a_terminal_shows_a_table_a_sheet_as_wide_as_it_is() -> None:
    import pty  # noqa: PLC0415 -- Unix alone has it

    shown = b""

    def read(terminal: int) -> bytes:
        nonlocal shown
        shown += (piece := os.read(terminal, 1024))
        return piece and b" "

    command = [sys.executable, "-m", "xlkpi", "check", "--register", "workbooks/examples/hart"]
    held = {**os.environ}
    try:
        os.environ.update(COLUMNS="80", TERM="xterm", NO_COLOR="1")
        assert pty.spawn(command, read) == 0
    finally:
        os.environ.clear()
        os.environ.update(held)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()

    assert lines[0].strip() == "Hart KPIs.xlsx - KPIs 2014-15 Q2"
    assert max(map(len, lines[:-1])) <= 80
    assert any("and 1 more of stale-copy: xlkpi check --all" in line for line in lines)
    assert lines[-1].startswith("Hart District Council, 2014/15 Q2: sound. 45 KPIs")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            lambda f: (f / "KPI Data Record.xlsx").unlink(),
            "there is no such file: check the name and folder in xlkpi.toml",
        ),
        (
            lambda f: (f / "KPI Data Record.xlsx").write_bytes(b"not a workbook"),
            "is not an Excel workbook",
        ),
        (
            lambda f: (f / "KPI Data Record.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"0" * 600),
            "is an old .xls or a password-protected workbook",
        ),
        (
            lambda f: (f / "KPI Data Record.xlsx").write_bytes(
                (f / "KPI Data Record.xlsx").read_bytes()[:900]
            ),
            "is not an Excel workbook",
        ),
        (lambda f: (f / "xlkpi.toml").unlink(), "there is no such file: run xlkpi in the folder"),
    ],
    ids=["missing", "text", "old", "truncated", "no settings"],
)
def test_a_file_that_is_not_there_or_no_workbook_is_one_line(
    tmp_path: Path, spoil: object, expected: str
) -> None:
    folder = register_folder(tmp_path)
    assert callable(spoil)
    spoil(folder)
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert expected in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_period_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    done = xlkpi("check", "--period", "Q2 26", cwd=register_folder(tmp_path))

    assert done.returncode == 1
    assert done.stderr == (
        "xlkpi: period 'Q2 26' does not say which financial year: write Q2 2024/25\n"
    )


def test_a_missing_heading_names_what_is_accepted(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 -- this test alone makes a workbook of its own

    folder = register_folder(tmp_path)
    with xlsxwriter.Workbook(str(folder / "KPI Data Record.xlsx")) as book:
        book.add_worksheet("Results").write_row(3, 0, ["KPI ref", "Period", "Figure"])
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert "no column is headed 'Value' or 'Result' or 'Actual' or 'Latest'" in done.stdout


def test_a_missing_sheet_names_those_that_are_there(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 -- this test alone makes a workbook of its own

    folder = register_folder(tmp_path)
    with xlsxwriter.Workbook(str(folder / "KPI Data Record.xlsx")) as book:
        book.add_worksheet("Figures")
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert "there is no sheet 'Results': it has Figures" in done.stdout


def test_an_error_cell_is_a_problem_never_a_blank(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 -- this test alone makes a workbook of its own

    folder = register_folder(tmp_path)
    with xlsxwriter.Workbook(str(folder / "KPI Data Record.xlsx")) as book:
        sheet = book.add_worksheet("Results")
        sheet.write_row(3, 0, ["KPI ref", "Period", "Value"])
        sheet.write_row(4, 0, ["GR01", "2026/27 Q2"])
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert "Results!C5 (Value): GR01 2026/27 Q2: found the error #DIV/0!" in done.stdout


def test_a_stray_cell_in_the_far_corner_is_refused_not_read(tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 -- this test alone makes a workbook of its own

    folder = register_folder(tmp_path)
    with xlsxwriter.Workbook(str(folder / "KPI Data Record.xlsx")) as book:
        sheet = book.add_worksheet("Results")
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)
    done = xlkpi("check", cwd=folder)

    assert done.returncode == 1
    assert "its cells span 1,048,576 rows by 16,384 columns" in done.stdout
