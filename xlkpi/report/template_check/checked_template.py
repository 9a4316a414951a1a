"""Checked template: any Word file held against a paper, with every fault that is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import get_type_hints
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree

from xlkpi.errors import PaperError, TemplateError
from xlkpi.report.catalogue import PAPER_KINDS, PaperKind
from xlkpi.report.check.file_rules import CHANGES
from xlkpi.report.check.parts import parts_of
from xlkpi.report.check.style import Styles
from xlkpi.report.names import Names, names_of
from xlkpi.report.package import WordFile
from xlkpi.report.place import part_title, place_of
from xlkpi.report.request import REQUEST
from xlkpi.report.template import missing_chip
from xlkpi.report.template_check.control_faults import ControlFaults, missing_name
from xlkpi.report.template_check.fault import Fault
from xlkpi.report.wordml import PARAGRAPH

TEMPLATE_KINDS = (*PAPER_KINDS, REQUEST)
"""Everything that has a template."""

MARKING = frozenset({"marking"})
"""What every paper prints, whoever reads it."""

MACROS = "holds macros: save it as Word Document (.docx), which has none"


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A Word file, the paper it is meant for, and its faults."""

    kind: PaperKind
    faults: tuple[Fault, ...]
    document: WordDocument | None
    """The file itself; None where it cannot be opened for comments."""


def names_in(kind: PaperKind) -> Names:
    """Return the names that a template of this paper may use."""
    return names_of(get_type_hints(kind.contents)["return"])


def checked_template(name: str, content: bytes) -> CheckedTemplate:
    """Return the file held against the paper that it is named for, or that it fits best.

    Raises:
        TemplateError: the file cannot be read; the message says why, and what to do.
    """
    try:
        parts = parts_of(content)
    except PaperError as error:
        message = f"{name} {error}"
        raise TemplateError(message) from error
    named = next((kind for kind in TEMPLATE_KINDS if kind.template == name), None)
    if parts.has_macros:
        return CheckedTemplate(named or TEMPLATE_KINDS[0], (Fault(MACROS),), None)
    document = word_document(name, content)
    chip = missing_chip(Styles(parts.styles).names)
    candidates = (named,) if named else TEMPLATE_KINDS
    checked = [
        CheckedTemplate(kind, tuple(_faults(WordFile(document), names_in(kind), chip)), document)
        for kind in candidates
    ]
    return min(checked, key=lambda one: len(one.faults))


def word_document(name: str, content: bytes) -> WordDocument:
    """Return the Word document with this content.

    Raises:
        TemplateError: it cannot be read; the message begins with its name.
    """
    try:
        return Document(BytesIO(content))
    except (OpcError, BadZipFile, KeyError, ValueError, etree.LxmlError) as error:
        message = f"{name} cannot be read as a Word document: open it in Word, and save it as .docx"
        raise TemplateError(message) from error


def _faults(file: WordFile, names: Names, chip: str | None) -> Iterator[Fault]:
    """Return every fault: those of controls and changes in reading order, then what is missing."""
    controls = ControlFaults(chip)
    for root in file.roots:
        yield from controls.found_in(root, names)
        yield from _changes(root)
    missing = missing_name(controls.used, MARKING)
    if missing:
        yield Fault(missing)


def _changes(root: etree._Element) -> Iterator[Fault]:
    """Return a fault for each paragraph with a tracked change, which every paper would show."""
    seen: set[etree._Element] = set()
    for change in root.iter(*CHANGES):
        near = next(change.iterancestors(PARAGRAPH), change)
        if near not in seen:
            seen.add(near)
            message = "a tracked change is left in: accept or reject it under Review > Changes"
            yield Fault(message, place_of(near, part_title(root)), near)
