"""LibreOffice that is absent, old, hanging or given rubbish is one line, and leaves nothing."""

import os
import sys
import time
from pathlib import Path

import pytest

from docx_templates.wordfile import word_file
from docx_templates.wordxml import said
from tests.office.host import office
from xlkpi.errors import OfficeError
from xlkpi.office import program
from xlkpi.office.convert import convert
from xlkpi.office.surroundings import clean

SOUND = word_file("Paper", said("Heading1", "Findings"), {})
WORD = "MS Word 2007 XML"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that is the only `soffice` on the path."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin" / "soffice"


def script(path: Path, *lines: str) -> None:
    path.write_text("\n".join(("#!/bin/sh", *lines)), encoding="utf-8")
    path.chmod(0o755)


def test_an_absent_libreoffice_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(program, "HOMES", {})

    with pytest.raises(OfficeError, match=r"was not found: install version 25\.2 or later"):
        convert({"a.docx": SOUND}, WORD, "pdf")


@pytest.mark.parametrize(
    ("said_of_itself", "expected"),
    [("LibreOffice 24.8.4.2 1", "LibreOffice 24.8 is too old"), ("", "of no known version")],
)
def test_an_old_libreoffice_is_one_line(stand_in: Path, said_of_itself: str, expected: str) -> None:
    script(stand_in, f"echo '{said_of_itself}'")

    with pytest.raises(OfficeError, match=expected):
        convert({"a.docx": SOUND}, WORD, "pdf")


def test_one_that_hangs_is_stopped_with_its_children(stand_in: Path, tmp_path: Path) -> None:
    note = tmp_path / "child"
    script(
        stand_in,
        '[ "$1" = --version ] && echo "LibreOffice 25.2.3.2" && exit',
        f"sleep 600 & echo $! > {note}; wait",
    )
    before = time.monotonic()

    with pytest.raises(OfficeError, match="did not finish within 1 seconds and was stopped"):
        convert({"a.docx": SOUND}, WORD, "pdf", seconds=1)
    assert time.monotonic() - before < 20
    assert not _is_running(int(note.read_text(encoding="utf-8")))


def test_one_that_ends_well_without_a_file_is_told_by_the_papers_name(stand_in: Path) -> None:
    script(stand_in, 'echo "LibreOffice 25.2.3.2"')

    with pytest.raises(OfficeError, match=r"^b, c\.docx: LibreOffice cannot read it: open it"):
        convert({"b, c.docx": SOUND}, WORD, "pdf")


def test_another_pythons_surroundings_do_not_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PYTHONHOME", "elsewhere")

    assert "PATH" in clean()
    assert not any(name.startswith("PYTHON") for name in clean())


@pytest.mark.real_host
def test_a_damaged_paper_is_one_line_that_names_it() -> None:
    office()

    with pytest.raises(OfficeError, match=r"^bad\.docx: LibreOffice cannot read it") as error:
        convert({"good.docx": SOUND, "bad.docx": b"not a paper"}, WORD, "pdf")
    assert "\n" not in str(error.value)


@pytest.mark.real_host
def test_two_papers_of_one_name_in_two_folders_are_both_converted() -> None:
    office()
    other = word_file("Paper", said("Heading1", "Findings") + said("Normal", "More"), {})
    made = convert({"a/report.docx": SOUND, "b/report.docx": other}, WORD, "pdf")

    assert list(made) == ["a/report.docx", "b/report.docx"]
    assert all(content.startswith(b"%PDF-") for content in made.values())
    assert made["a/report.docx"] != made["b/report.docx"]


def _is_running(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
