"""A generated sentence is marked as a draft until a person deletes the mark; refresh keeps that."""

from tests.report.finished import finished
from tests.report.reading import controls
from tests.report.refresh.officer import Officer
from tests.report.refresh.registers import first, later, renewed
from xlkpi.report.wordml import remove

TAG = "commentary:SERVICE:2026-27Q2:draft_finding"


def marks(docx: bytes) -> set[str]:
    return {found.tag for found in controls(docx) if ":draft_" in found.tag}


def accepted(docx: bytes, tag: str) -> bytes:
    """Return the paper after somebody has deleted one mark."""
    officer = Officer(docx)
    remove(officer.control(tag))
    return officer.saved()


def test_every_paper_has_its_findings_marked() -> None:
    for name, paper in finished().items():
        assert marks(paper), name


def test_an_accepted_sentence_is_never_marked_again() -> None:
    assert TAG in marks(first())
    after = renewed(accepted(first(), TAG), later()).content
    again = renewed(after, later(shift=3)).content

    assert TAG not in marks(after) | marks(again)
    assert {tag for tag in marks(again) if tag.endswith("draft_finding")} == {
        tag for tag in marks(first()) if tag.endswith("draft_finding") and tag != TAG
    }
