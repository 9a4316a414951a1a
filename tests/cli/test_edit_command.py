"""`xlkpi edit`: cells of any workbook from the command line."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.making.rich import plain_workbook
from xlkpi.actions.edit import read_instruction, read_value, shown
from xlkpi.errors import RefusalError
from xlkpi.workbook.edit.change import CellError, Edit, Formula, Value


def xlkpi(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", "edit", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_it_prints_old_and_new_and_where_the_backup_is(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    done = xlkpi(
        path, "Sheet!B3=42", "Sheet!A4=agreed", "'My other sheet'!A1=", "Sheet!C2=31/03/2026"
    )

    backup = next((tmp_path / "versions" / "plain.xlsx").iterdir())
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        'My other sheet!A1: "first" -> blank',
        "Sheet!C2: 10/12/2025 -> 31/03/2026",
        "Sheet!B3: 3 -> 42",
        'Sheet!A4: "KPI 3" -> "agreed"',
        f"{path}: 4 cells changed; as it was: {backup}",
    ]


def test_a_leading_equals_sign_is_text_unless_formulas_are_asked_for(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    assert 'Sheet!A4: "KPI 3" -> "=1+1"' in xlkpi(path, "Sheet!A4==1+1").stdout
    assert 'Sheet!A5: "KPI 4" -> =B2*2\n' in xlkpi(path, "Sheet!A5==B2*2", "--formula").stdout
    sheet = load_workbook(path)["Sheet"]
    assert (sheet["A4"].data_type, sheet["A5"].data_type) == ("s", "f")


def test_out_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path, new = plain_workbook(tmp_path), tmp_path / "new.xlsx"
    content = path.read_bytes()

    done = xlkpi(path, "Sheet!B3=42", "--out", new)

    assert done.stdout.endswith(f"{new}: written with 1 cell changed.\n")
    assert path.read_bytes() == content
    assert load_workbook(new)["Sheet"]["B3"].value == 42


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("Sheet!D3=1", "Sheet!D3 holds a formula (=B3*2): say that it may be replaced"),
        ("Nowhere!A1=1", "has no sheet 'Nowhere'"),
        ("B7=42", "'B7=42' is not an edit: give sheet, cell and value, as Sheet!B7=42"),
        ("Sheet!B7=31/02/2026", "'31/02/2026' is not a day that the calendar has"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(edit: str, said: str, tmp_path: Path) -> None:
    done = xlkpi(plain_workbook(tmp_path), edit)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert done.stdout == ""


def test_a_second_run_finds_nothing_to_do(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    xlkpi(path, "Sheet!B3=42")

    assert xlkpi(path, "Sheet!B3=42").stdout == f"{path}: holds these values already.\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", 42),
        ("-1234.5", -1234.5),
        ("+.5", 0.5),
        ("1e3", 1000.0),
        ("0", 0),
        ("007", "007"),
        ("1,234", "1,234"),
        ("5%", "5%"),
        ("'42", "42"),
        ("'=x", "=x"),
        ("true", True),
        ("FALSE", False),
        ("1/4/2026", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026-04-01 14:30", datetime(2026, 4, 1, 14, 30)),  # noqa: DTZ001
        ("2026-04-01x", "2026-04-01x"),
        ("", None),
        (" ", " "),
        ("١٢", "١٢"),
        ("nan", "nan"),
        ("=1", "=1"),
    ],
)
def test_a_typed_value_means_what_it_can_only_mean(text: str, value: Value) -> None:
    found = read_value(text)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("Sheet!B7=42", Edit("Sheet", "B7", 42)),
        ("'My sheet'!$B$7=a=b", Edit("My sheet", "$B$7", "a=b")),
        ("'O''Brien'!A1=x", Edit("O'Brien", "A1", "x")),
        ("Two words!A1=x!y", Edit("Two words", "A1", "x!y")),
        ("'A=B!'!A1=", Edit("A=B!", "A1", None)),
    ],
)
def test_an_instruction_is_sheet_cell_and_value(text: str, edit: Edit) -> None:
    assert read_instruction(text) == edit


@pytest.mark.parametrize("text", ["", "B7=1", "Sheet!B7", "!B7=1", "'Sheet!B7=1"])
def test_what_is_no_instruction_is_refused(text: str) -> None:
    with pytest.raises(RefusalError, match="is not an edit"):
        read_instruction(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "blank"),
        ("a\nb", '"a b"'),
        ("x" * 80, '"' + "x" * 56 + "..."),
        (Formula("A1+1", 2.0), "=A1+1 (last 2)"),
        (CellError("#N/A"), "#N/A"),
        (datetime(2026, 4, 1, 14, 30), "01/04/2026 14:30:00"),  # noqa: DTZ001
        (True, "TRUE"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_a_value_is_shown_so_that_its_kind_is_seen(value: Value, text: str) -> None:
    assert shown(value) == text
