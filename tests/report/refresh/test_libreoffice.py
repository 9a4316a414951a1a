"""A paper that LibreOffice has saved: its figures are renewed and its words are all there."""

import subprocess
from pathlib import Path

import pytest

from tests.report.reading import W, value
from tests.report.refresh.officer import Officer, data, whole_text
from tests.report.refresh.registers import built, first, later, paper_of, renewed

WORDS = ("Twelve blocks were handed back late.", "Head of Housing Options")


@pytest.fixture(scope="module")
def saved(office: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("saved")
    officer = Officer(first())
    tags = [value(sdt, "sdtPr/tag") for sdt in officer.root.iter(f"{W}sdt")]
    for words, part in zip(WORDS, (":why", ":by_whom"), strict=True):
        officer.write([tag for tag in tags if tag.endswith(part)][1], words)
    (folder / "paper.docx").write_bytes(officer.saved())
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
