"""`xlkpi recalc`: what an officer sees."""

import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from tests.making.formulas import Stored, formula_book


def xlkpi(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", "recalc", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def book(folder: Path, file: str = "book.xlsx") -> Path:
    cells = {
        "A1": 77.4,
        "B1": Stored('KPI_RAG(A1,80,"Higher",5,"percent")', "#NAME?"),
        "B2": Stored("KPI_RAG(SUM(A1:A1),80)", "Red"),
        "C1": Stored('COUNTIF(B:B,"Amber")', 0),
    }
    return formula_book(folder, {"My sheet": cells}, file=file)


def test_it_lists_changes_and_what_it_could_not_do(tmp_path: Path) -> None:
    path = book(tmp_path)

    done = xlkpi(path)

    backup = next((tmp_path / "versions" / "book.xlsx").iterdir())
    assert done.returncode == 0, done.stderr
    first, second, third, last = done.stdout.splitlines()
    assert first == 'My sheet!B1: #NAME? -> "Amber"'
    assert second == (
        'Not computed: My sheet!C1: =COUNTIF(B:B,"Amber") was left as it is: it depends on '
        "My sheet!B2 (=KPI_RAG(SUM(A1:A1),80)), which is not computed here."
    )
    assert third.endswith("IF, IFERROR, IFNA, AND, OR, NOT, ISBLANK, INDEX, ROUND.")
    assert last == (
        f"{path}: 2 KPI functions, 1 result changed; Excel calculates the rest when it opens it; "
        f"as it was: {backup}"
    )


def test_several_files_are_done_in_their_order(tmp_path: Path) -> None:
    one, two = book(tmp_path, "one.xlsx"), book(tmp_path, "two.xlsx")

    done = xlkpi(one, two)
    again = xlkpi(one)

    lasts = [line for line in done.stdout.splitlines() if line.startswith(str(tmp_path))]
    assert [line.split(":")[0] for line in lasts] == [str(one), str(two)]
    assert again.stdout.splitlines()[-1] == (
        f"{one}: 2 KPI functions; nothing to change, nothing was written."
    )


def test_out_takes_one_file(tmp_path: Path) -> None:
    one, out = book(tmp_path), tmp_path / "out.xlsx"

    assert xlkpi(one, one, "--out", out).returncode == 2
    assert "written" not in xlkpi(one, "--out", out).stderr
    assert load_workbook(out, data_only=True)["My sheet"]["B1"].value == "Amber"
    assert load_workbook(one, data_only=True)["My sheet"]["B1"].value == "#NAME?"


def test_a_refusal_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = xlkpi(tmp_path / "gone.xlsx")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith("there is no such file: check the name and folder\n")


def test_a_file_without_kpi_functions_is_said_to_have_none(tmp_path: Path) -> None:
    path = formula_book(tmp_path, {"S": {"A1": 1}})

    assert xlkpi(path).stdout == f"{path}: calls no KPI function.\n"
