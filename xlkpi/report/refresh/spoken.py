"""Spoken: what officers wrote in a paper, read back as plain text."""

from dataclasses import dataclass

from xlkpi.errors import PaperError
from xlkpi.report.control import Control
from xlkpi.report.identity import Identity
from xlkpi.report.refresh.figure import DRAWINGS
from xlkpi.report.refresh.items import is_theirs
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.refresh import UNKNOWN
from xlkpi.report.refresh.words import recovered_words
from xlkpi.report.shown import shown
from xlkpi.report.wordml import SDT, TABLE, w

OBJECT = w("object")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of one officer-owned control."""

    tag: str
    text: str
    """As the paper shows it: insertions taken, deletions left out."""
    made: str
    """What stood there when the paper was made: recorded words, or the template's question."""
    beyond_text: str = ""
    """What stands there that plain text cannot say: `a picture`, `a table`."""


@dataclass(frozen=True, slots=True)
class Read:
    """One paper or request, read back."""

    identity: Identity
    spoken: tuple[Spoken, ...]
    """The words in it that are an officer's."""
    tags: tuple[str, ...]
    """Every officer-owned control that it was made with."""


def spoken_in(content: bytes) -> Read:
    """Return which paper a file is, and the words in it that are an officer's.

    Raises:
        PaperError: the file is no paper that xlkpi made.
    """
    file = OfficersPaper(content)
    identity, written = file.identity, file.written
    if identity is None:
        raise PaperError(UNKNOWN)
    parts = [PartText(name, file.members[name]) for name in file.written_parts]
    controls = [Control(sdt) for part in parts for sdt in part.root.iter(SDT)]
    officers = [control for control in controls if control.is_officers]
    found = {
        (control.tag, shown(control.content).strip(), _beyond_text(control)): None
        for control in officers
        if is_theirs(control, written)
    }
    lost = recovered_words(parts, [control.tag for control in officers], written)
    found |= {(one.tag, one.text, ""): None for one in lost}
    made = {tag: words.text.strip() for tag, words in written.words.items()}
    spoken = (
        Spoken(tag, text, made.get(tag, ""), beyond)
        for tag, text, beyond in found
        if text and text != made.get(tag)
    )
    return Read(identity, tuple(spoken), tuple(written.words))


def _beyond_text(control: Control) -> str:
    if next(control.content.iter(*DRAWINGS, OBJECT), None) is not None:
        return "a picture"
    return "a table" if next(control.content.iter(TABLE), None) is not None else ""
