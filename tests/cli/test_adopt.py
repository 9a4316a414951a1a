"""`xlkpi adopt` as an officer runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_check_command import xlkpi
from tests.making.foreign import home_made, pentana_like, workbook


def test_without_a_terminal_it_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = pentana_like(tmp_path)
    done = xlkpi("adopt", path.name, cwd=tmp_path)

    assert done.returncode == 1
    assert "Headings: rows 4 and 5 together. Fills: kpis, results, targets." in done.stdout
    assert "Not read: a sheet that is a chart: it holds no cells." in done.stdout
    assert done.stderr == (
        "xlkpi: nothing was written: run it in a terminal to be asked, or add --yes (xlkpi.toml)\n"
    )
    assert not (tmp_path / "xlkpi.toml").exists()


def test_with_yes_it_writes_reads_back_and_counts(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    path = home_made(tmp_path)
    done = xlkpi("adopt", path.name, "--register", "register", "--yes", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "Note: left out, totals: row 9 'Total households'." in done.stdout
    assert "It reads: 5 KPIs, 26 results" in done.stdout.splitlines()[-1]
    assert 'performance_2025_26 = "../Performance 2025-26.xlsx"' in (
        tmp_path / "register" / "xlkpi.toml"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("n", False)])
def test_in_a_terminal_it_asks(tmp_path: Path, answer: str, is_written: bool) -> None:  # noqa: FBT001 -- a case
    pty = pytest.importorskip("pty")
    path = pentana_like(tmp_path)
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "xlkpi", "adopt", str(path), "--register", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.write(ours, f"{answer}\n".encode())
    out, _ = started.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert b"Write this into" in out
    assert (tmp_path / "xlkpi.toml").exists() == is_written
    assert started.returncode == 0


def test_what_is_missing_is_said_with_what_to_do(tmp_path: Path) -> None:
    rows = [("Ref", "Indicator", "Q1"), ("A1", "Calls answered", 80), ("A2", "Bins missed", 3)]
    path = workbook(tmp_path / "Ours.xlsx", {"Sheet1": rows})
    done = xlkpi("adopt", path.name, "--yes", cwd=tmp_path)

    assert "No sheet holds targets: adopt the workbook that does, too." in done.stdout
    assert (
        "Missing in kpis: polarity of A1, A2: Higher, Lower, Within or None: add a column, or "
        "fill the line in xlkpi.toml."
    ) in done.stdout
    assert "Missing in results: the period of 'Q1'" in done.stdout
    assert "It waits for answers: xlkpi.toml: " in done.stdout
    assert "Traceback" not in done.stderr


def test_a_heading_that_is_missing_is_told_with_the_line_that_waits_for_it(tmp_path: Path) -> None:
    figures = ("Target 2025/26", "Q1 2025/26")
    rows = [
        ("Ref", "Indicator", "Directorate", "Frequency", "Unit", *figures),
        ("A1", "Calls answered", "Housing", "Quarterly", "%", 90, 80),
        ("A2", "Bins missed", "Waste", "Quarterly", "Number", 4, 3),
    ]
    path = workbook(tmp_path / "Ours.xlsx", {"Sheet1": rows})
    (tmp_path / "xlkpi.toml").write_text('[council]\nname = "Ours"\n', encoding="utf-8")
    done = xlkpi("adopt", path.name, "--yes", cwd=tmp_path)
    lines = (tmp_path / "xlkpi.toml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if line.startswith("# kind = "))

    assert (
        f"Problem: Ours.xlsx, Sheet1: no column is headed 'Kind': add it, or fill line {number} of "
        f"xlkpi.toml, kind, and take the # away"
    ) in done.stdout
    section = lines.index("# [tables.each.A1]   # Calls answered") + 1
    told = f"fill the section at line {section} and 1 more of xlkpi.toml, polarity, and take the #"
    assert told in done.stdout
    assert "name its heading" not in done.stdout


@pytest.mark.parametrize(
    ("name", "expected"),
    [("gone.xlsx", "there is no such file"), (".", "is a folder, not a workbook")],
)
def test_what_is_no_workbook_is_one_line(tmp_path: Path, name: str, expected: str) -> None:
    done = xlkpi("adopt", name, "--yes", cwd=tmp_path)

    assert done.returncode == 1
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_is_none_is_one_line(tmp_path: Path) -> None:
    path = pentana_like(tmp_path)
    done = xlkpi("adopt", path.name, "--register", "nowhere", "--yes", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr == (
        "xlkpi: nowhere: is not a folder: name the one in which xlkpi.toml shall be\n"
    )
