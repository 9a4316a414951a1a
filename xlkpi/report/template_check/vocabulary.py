"""Vocabulary: every name that a template may use, read off the records that papers are made of.

What each one holds is said once, by the titles and samples of controls in the templates' folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from xlkpi.report.catalogue import PaperKind
from xlkpi.report.control import OFFICERS, Control, controls_in
from xlkpi.report.names import Names
from xlkpi.report.package import WordFile
from xlkpi.report.template_check.checked_template import names_in, word_document
from xlkpi.report.wordml import text_of

Key = tuple[str, str]
"""The list that a name belongs to, empty for the paper itself, and the name."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a control says of the name it carries."""

    title: str
    """What the name holds."""
    sample: str


@dataclass(slots=True)
class Entry:
    """One name."""

    name: str
    kind: str
    """`text`, `rating`, `picture`, `repeating section` or `officer's words`."""
    inside: str
    """The repeating section that it belongs inside; empty for the paper itself."""
    holds: str = ""
    example: str = ""
    papers: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where the name may stand."""
        return f"inside '{self.inside}'" if self.inside else "anywhere in the paper"


def vocabulary(kinds: Sequence[PaperKind], captions: Mapping[Key, Caption]) -> tuple[Entry, ...]:
    """Return every name of these papers, each once for the list that it belongs to."""
    found: dict[Key, Entry] = {}
    for paper in kinds:
        for inside, name, kind in _names(names_in(paper), ""):
            entry = found.setdefault((inside, name), Entry(name, kind, inside))
            if paper.name not in entry.papers:
                entry.papers.append(paper.name)
    elsewhere: dict[str, Caption] = {}
    for (_, name), caption in sorted(captions.items(), key=lambda one: not one[0][0]):
        elsewhere.setdefault(name, caption)
    for key, entry in found.items():
        caption = captions.get(key) or elsewhere.get(key[1]) or Caption("", "")
        entry.holds, entry.example = caption.title, caption.sample
    return tuple(found.values())


def captions_in(name: str, content: bytes) -> dict[Key, Caption]:
    """Return what the controls of a Word file say of the names they carry.

    Raises:
        TemplateError: the file cannot be read.
    """
    found: dict[Key, Caption] = {}
    for root in WordFile(word_document(name, content)).roots:
        for inside, control in _controls(root, ""):
            item = control.item() if control.is_section else None
            sample = text_of(control.content) if item is None else Control(item).title
            # -- a chart has no text --
            found.setdefault((inside, control.tag), Caption(control.title, sample or control.title))
    return found


def _names(names: Names, inside: str) -> Iterator[tuple[str, str, str]]:
    for name, what in names.of.items():
        yield inside, name, what.kind.value
        if what.inside is not None:
            yield from _names(what.inside, name)
    for part in names.words:
        yield inside, f"{OFFICERS}:{part}", "officer\u2019s words"


def _controls(element: etree._Element, inside: str) -> Iterator[tuple[str, Control]]:
    """Return the controls of an element, each with the list that it stands in."""
    for control in controls_in(element):
        yield inside, control
        if control.is_section:
            yield from _controls(control.content, control.tag)
