"""`xlkpi paper check` as an officer runs it: files in, findings and an exit code out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from docx_templates.wordfile import word_file
from docx_templates.wordxml import said
from tests.report.finished import annual

SOUND = word_file("Paper", said("Heading1", "Findings"), {})
NO_TITLE = "the file has no title: write what the paper is in File > Info > Title"
SKIPPED = "a heading of level 2 is the first: give it the style Heading 1"
FAULTY = word_file("", said("Heading2", "Findings"), {})


def xlkpi(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def test_a_sound_file_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "sound.docx"
    path.write_bytes(SOUND)
    done = xlkpi("paper", "check", path)

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}: accessible.\n", "")


def test_findings_are_a_line_each_and_exit_code_1(tmp_path: Path) -> None:
    sound, faulty = tmp_path / "sound.docx", tmp_path / "faulty.docx"
    sound.write_bytes(SOUND)
    faulty.write_bytes(FAULTY)
    done = xlkpi("paper", "check", faulty, sound)

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{faulty}: A01 in the file properties: {NO_TITLE}",
        f"{faulty}: A04 in the paper, at 'Findings': {SKIPPED}",
        f"{faulty}: 2 findings to mend.",
        f"{sound}: accessible.",
    ]


def test_a_paper_says_how_many_places_still_ask_for_words(tmp_path: Path) -> None:
    path = tmp_path / "annual.docx"
    path.write_bytes(annual())
    done = xlkpi("paper", "check", path)

    assert done.returncode == 0
    assert done.stdout == (
        f"{path}: accessible; 3 places still ask for words; 16 sentences are drafts to accept.\n"
    )


def test_findings_are_json_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "faulty.docx"
    path.write_bytes(FAULTY)
    done = xlkpi("paper", "check", "--json", path)
    first, _ = json.loads(done.stdout)

    assert done.returncode == 1
    assert first == {
        "file": str(path),
        "code": "A01",
        "where": "in the file properties",
        "found": "the file has no title",
        "to_do": "write what the paper is in File > Info > Title",
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"not a zip", "is damaged or no Word document"),
        (b"\xd0\xcf\x11\xe0", "has a password"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, content: bytes | None, expected: str
) -> None:
    path = tmp_path / "odd.docx"
    if content is not None:
        path.write_bytes(content)
    done = xlkpi("paper", "check", path)

    assert done.returncode == 1
    assert expected in done.stderr
    assert str(path) in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.real_host
def test_a_file_that_libreoffice_wrote_is_read(office: str, tmp_path: Path) -> None:
    source = tmp_path / "faulty.docx"
    source.write_bytes(FAULTY)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, tmp_path / "out", source], check=True, capture_output=True)
    done = xlkpi("paper", "check", tmp_path / "out" / "faulty.docx")

    assert "A01" in done.stdout
    assert "A04" in done.stdout
