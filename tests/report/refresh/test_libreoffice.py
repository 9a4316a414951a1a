"""A paper that LibreOffice has saved: its figures are renewed and its words are all there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report.finished import TEMPLATES
from tests.report.making import edition
from tests.report.reading import W, parts, root, text, value
from tests.report.refresh.officer import Officer, data, whole_text
from tests.report.refresh.registers import (
    NAME,
    built,
    first,
    first_card,
    later,
    paper_of,
    renewed,
)
from tests.report.refresh.rich import write_richly
from tests.report.refresh.test_refresh import REF, words
from xlkpi.report.refresh.new_layout import relaid

REF_WORDS = ("Twelve blocks came back late.", "the audit report", "Tenants come first.")
WORDS = ("Twelve blocks were handed back late.", "Head of Housing Options")


@pytest.fixture(scope="module")
def saved(office: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("saved")
    officer = Officer(first())
    tags = [value(sdt, "sdtPr/tag") for sdt in officer.root.iter(f"{W}sdt")]
    for said, part in zip(WORDS, (":why", ":by_whom"), strict=True):
        officer.write([tag for tag in tags if tag.endswith(part)][1], said)
    return _saved_by(office, officer.saved(), folder)


def _saved_by(office: str, docx: bytes, folder: Path) -> bytes:
    """Return a paper as LibreOffice saves it."""
    (folder / "paper.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "docx:MS Word 2007 XML"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    subprocess.run(
        [*command, str(folder / "paper.docx")], check=True, capture_output=True, timeout=180
    )
    return Path(folder / "out" / "paper.docx").read_bytes()


@pytest.mark.real_host
def test_figures_are_new_and_words_are_there(saved: bytes) -> None:
    done = renewed(saved, later(40))
    new = data(built(paper_of(later(40))))
    found = data(done.content)

    assert len(done.summary.regenerated) > 200
    assert {tag for tag in found if tag in new and found[tag] != new[tag]} == set()
    assert all(words in whole_text(done.content) for words in WORDS)
    assert renewed(done.content, later(40)).content is done.content


@pytest.mark.real_host
def test_a_paper_in_a_new_layout_opens_with_its_words(office: str, tmp_path: Path) -> None:
    officer = Officer(first())
    write_richly(officer, words(REF, "why"))
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    done = relaid(officer.saved(), NAME, paper_of(first_card()), templates, edition(1).as_at)
    shown = _saved_by(office, done.content, tmp_path)

    assert [one for one in REF_WORDS if one not in whole_text(shown)] == []
    assert b"upperRoman" in parts(shown)["word/numbering.xml"]
    assert "Is this the final figure?" in text(root(shown, "word/comments.xml"))


@pytest.mark.real_host
def test_words_that_libreoffice_took_out_of_their_controls_find_home(saved: bytes) -> None:
    done = relaid(saved, NAME, paper_of(first_card()), TEMPLATES, edition(1).as_at)

    assert all(one in whole_text(done.content) for one in WORDS)
    assert done.has_left_behind
