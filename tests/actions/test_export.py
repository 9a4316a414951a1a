"""`xlkpi paper pdf` as an officer runs it: where the PDF stands, and what it never replaces."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docx_templates.wordfile import word_file
from docx_templates.wordxml import said
from tests.office.host import office

HEADING = said("Heading1", "Findings")

pytestmark = pytest.mark.real_host


def xlkpi(*arguments: object, path: str = "") -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"PYTHONUTF8": "1"} | ({"PATH": path} if path else {})
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=surroundings,
    )


def paper(folder: Path, title: str = "Paper") -> Path:
    office()
    folder.mkdir(exist_ok=True)
    path = folder / "Our report.docx"
    path.write_bytes(word_file(title, HEADING, {}))
    return path


def test_a_pdf_stands_beside_its_paper(tmp_path: Path) -> None:
    path = paper(tmp_path)
    done = xlkpi("paper", "pdf", path)
    made = tmp_path / "Our report.pdf"

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{made}  new, 1 page\n"
    assert made.read_bytes().startswith(b"%PDF-1.7")
    assert xlkpi("paper", "pdf", path).stdout == f"{made}  unchanged, 1 page\n"


def test_a_pdf_that_somebody_else_made_is_not_replaced(tmp_path: Path) -> None:
    path, other = paper(tmp_path), tmp_path / "Our report.pdf"
    other.write_bytes(b"made by Word")
    done = xlkpi("paper", "pdf", path)

    assert done.stdout.startswith(f"{tmp_path / 'Our report (2).pdf'}  written beside")
    assert other.read_bytes() == b"made by Word"


def test_a_paper_that_lacks_its_title_is_printed_and_told(tmp_path: Path) -> None:
    done = xlkpi("paper", "pdf", paper(tmp_path, title=""), "--out", tmp_path / "pdf")

    assert done.returncode == 1
    assert (tmp_path / "pdf" / "Our report.pdf").is_file()
    assert done.stderr.endswith(
        "the paper has no title: write it in Word under File > Info > Title\n"
    )


def test_nothing_is_written_when_one_of_several_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"not a paper")
    done = xlkpi("paper", "pdf", paper(tmp_path), bad, "--out", tmp_path / "pdf")

    assert done.returncode == 1
    assert done.stderr.startswith(f"xlkpi: {bad} is damaged or no Word document")
    assert not (tmp_path / "pdf").exists()


def test_two_papers_of_one_name_are_refused_for_one_folder(tmp_path: Path) -> None:
    one, other = paper(tmp_path / "a"), paper(tmp_path / "b")
    done = xlkpi("paper", "pdf", one, other, "--out", tmp_path / "pdf")

    assert done.returncode == 1
    assert "two papers would be Our report.pdf" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is found off the path")
def test_without_libreoffice_it_is_one_line(tmp_path: Path) -> None:
    done = xlkpi("paper", "pdf", paper(tmp_path), path=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == (
        "xlkpi: LibreOffice was not found: install version 25.2 or later, and run again\n"
    )
