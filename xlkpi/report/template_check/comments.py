"""Comments: a template's faults written beside what is at fault, as Word comments in a copy."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.text.run import Run
from lxml import etree

from xlkpi.report.package import EARLIEST
from xlkpi.report.template_check.fault import Fault
from xlkpi.report.wordml import BODY, RUN, w

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

AUTHOR, INITIALS = "xlkpi", "KPI"
DATE = w("date")


def with_comments(document: WordDocument, faults: Sequence[Fault]) -> bytes:
    """Return the Word file with each fault as a comment at its place.

    Page headers and footers can hold no comment: theirs stand at the beginning, with the place.
    """
    start = _start(document)
    for fault in faults:
        runs = [] if fault.element is None else _runs(fault.element)
        inside = bool(runs) and next(runs[0].iterancestors(BODY), None) is not None
        first, last = (runs[0], runs[-1]) if inside else (start, start)
        text = fault.message if inside else str(fault)
        marked = [_as_run(first, document), _as_run(last, document)]
        comment = document.add_comment(marked, text, AUTHOR, INITIALS)
        # -- python-docx dates it by the clock, and a date is optional --
        comment._comment_elm.attrib.pop(DATE, "")  # noqa: SLF001 -- it has no public name
    return _written(document)


def _runs(element: etree._Element) -> list[etree._Element]:
    return list(element.iter(RUN))


def _start(document: WordDocument) -> etree._Element:
    """Return the first run of the body, a new one where there is none."""
    body: etree._Element = document.element.body
    for found in body.iter(RUN):
        return found
    paragraphs = document.paragraphs or [document.add_paragraph()]
    paragraphs[0].add_run()
    return next(body.iter(RUN))


def _as_run(element: etree._Element, document: WordDocument) -> Run:
    return Run(cast("CT_R", element), document)


def _written(document: WordDocument) -> bytes:
    """Return the file; python-docx would date its members by the clock."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(out, "w") as target:
        for info in source.infolist():
            member = ZipInfo(info.filename, EARLIEST)
            member.compress_type = info.compress_type
            target.writestr(member, source.read(info.filename))
    return out.getvalue()
