"""`xlkpi template` as an officer runs it."""

import os
import subprocess
import sys
from pathlib import Path

from docx import Document

from docx_templates.make_templates import HERE
from docx_templates.wordfile import word_file
from docx_templates.wordxml import Field, control, paragraph

ROOT = Path(__file__).parents[2]
TITLE = Field("titel", "Title", "Title")


def xlkpi(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def faulty(folder: Path) -> Path:
    path = folder / "Ours.docx"
    path.write_bytes(word_file("Ours", paragraph("Normal", control(TITLE)), {}))
    return path


def test_a_shipped_template_is_said_to_be_sound() -> None:
    path = HERE / "CLT report.docx"
    done = xlkpi("template", "check", path)

    assert done.returncode == 0
    assert done.stdout == f"{path}: sound, as a template of the CLT report.\n"


def test_faults_are_a_line_each_with_a_copy_that_shows_them(tmp_path: Path) -> None:
    path, copy = faulty(tmp_path), tmp_path / "copy.docx"
    before = path.read_bytes()
    done = xlkpi("template", "check", path, "--comments", copy)
    first, second, last, written = done.stdout.splitlines()

    assert done.returncode == 1
    assert first == (
        f"{path}: in the paper: 'titel' is not a name this paper knows; did you mean 'title'?"
    )
    assert second.startswith(f"{path}: has no content control tagged 'marking'")
    assert last.startswith(f"{path}: 2 faults to mend, as a template of the ")
    assert written == f"{copy}  new"
    assert [comment.author for comment in Document(str(copy)).comments] == ["xlkpi", "xlkpi"]
    assert path.read_bytes() == before


def test_the_copy_never_replaces_the_template(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    before = path.read_bytes()
    done = xlkpi("template", "check", path, "--comments", path)

    assert done.returncode == 1
    assert done.stderr.endswith("is the template itself: name another file for the copy\n")
    assert path.read_bytes() == before


def test_names_are_listed_with_what_they_hold_where_they_may_stand_and_an_example() -> None:
    done = xlkpi("template", "names", "scrutiny")
    lines = done.stdout.splitlines()

    assert done.returncode == 0
    at = lines.index("latest  (text, inside 'rows')")
    assert lines[at + 1] == "    Latest result, such as: 96.5%"
    assert "period  (text, anywhere in the paper)" in lines
    assert "commentary:why  (officer\u2019s words, inside 'highlights')" in lines
    assert not any("late_data" in line for line in lines)
    assert lines[lines.index("period  (text, anywhere in the paper)") + 1].startswith(
        "    Reporting period"
    )


def test_every_name_says_what_it_holds() -> None:
    lines = xlkpi("template", "names").stdout.splitlines()

    assert len(lines) == 2 * sum(not line.startswith(" ") for line in lines)


def test_a_paper_that_there_is_not_is_one_line() -> None:
    done = xlkpi("template", "names", "minutes")

    assert done.returncode == 1
    assert done.stderr.startswith("xlkpi: there is no paper 'minutes': choose one of clt, dmt")
