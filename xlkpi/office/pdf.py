"""PDF: Word papers printed by LibreOffice for everybody to read, to PDF/UA, the same every time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from xlkpi.errors import OfficeError
from xlkpi.office.convert import convert

try:
    import pikepdf
except ModuleNotFoundError as error:  # pragma: no cover -- the tests have it
    REASON = "PDF needs the package pikepdf: install xlkpi with it, pip install 'xlkpi[pdf]'"
    raise OfficeError(REASON) from error

WORD = "MS Word 2007 XML"
SETTINGS: Final = {"PDFUACompliance": True, "UseTaggedPDF": True, "ExportBookmarks": True}
TARGET = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(on).lower()} for name, on in SETTINGS.items()}
)
"""Tagged, with bookmarks from the headings, and the claim to be PDF/UA."""

RANDOM: Final = ("/ID", "/DocChecksum")
"""What LibreOffice draws by lot or by the clock; a new `/ID` is made of the contents."""


@dataclass(frozen=True, slots=True)
class Printing:
    """A Word paper on its way to PDF, and what only the Word file knows."""

    content: bytes
    modified: datetime | None
    """The time the file bears, for its dates; the clock's is never used."""
    links: Mapping[str, str] = field(default_factory=dict)
    """The words of each link by the address it leads to."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of the paper and the page it stands on, counted from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF."""

    content: bytes
    pages: int
    bookmarks: tuple[Bookmark, ...]
    faults: tuple[str, ...]
    """What keeps a screen reader from reading it, because the Word file lacks it."""


def print_pdf(papers: Mapping[str, Printing]) -> dict[str, Pdf]:
    """Return each paper as a PDF, all printed by one process.

    Raises:
        OfficeError: LibreOffice is missing, too old, hangs, or cannot read a paper.
    """
    contents = {name: paper.content for name, paper in papers.items()}
    made = convert(contents, WORD, TARGET)
    return {name: _finished(name, made[name], paper) for name, paper in papers.items()}


def _finished(name: str, content: bytes, paper: Printing) -> Pdf:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not pdf.pages:
                raise OfficeError(_unreadable(name))
            bookmarks = tuple(_bookmarks(pdf))
            _say_where_links_lead(pdf, paper.links)
            _date(pdf, paper.modified)
            for mark in RANDOM:
                if mark in pdf.trailer:
                    del pdf.trailer[mark]
            out = BytesIO()
            pdf.save(out, deterministic_id=True)
            return Pdf(out.getvalue(), len(pdf.pages), bookmarks, tuple(_faults(pdf)))
    except pikepdf.PdfError as error:
        raise OfficeError(_unreadable(name)) from error


def _unreadable(name: str) -> str:
    return f"{name}: LibreOffice made a PDF without pages: open the paper in Word to see why"


def _bookmarks(pdf: "pikepdf.Pdf") -> Iterator[Bookmark]:
    """Return the bookmarks in reading order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items: Any, level: int) -> Iterator[Bookmark]:  # noqa: ANN401 -- pikepdf's own list
        for item in items:
            yield Bookmark(level, item.title, numbers.get(_page_of(item.destination), 0))
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        yield from walk(outline.root, 1)


def _page_of(destination: Any) -> tuple[int, int]:  # noqa: ANN401 -- any object of a PDF
    """Return the number of the page object that a destination names."""
    if isinstance(destination, pikepdf.Array) and len(destination):
        return destination[0].objgen
    return (0, 0)


def _say_where_links_lead(pdf: "pikepdf.Pdf", words: Mapping[str, str]) -> None:
    """Give every link the words that PDF/UA asks for, which LibreOffice leaves out."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    titles: dict[str, str] = {}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            titles.setdefault(repr(_spot(item.destination)), item.title)
            waiting += item.children
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            if link.get("/Subtype") == "/Link" and not str(link.get("/Contents", "")):
                link.Contents = _words(link, titles, words, numbers)


def _words(
    link: Any,  # noqa: ANN401 -- any object of a PDF
    titles: Mapping[str, str],
    words: Mapping[str, str],
    numbers: Mapping[tuple[int, int], int],
) -> str:
    action = link.get("/A", {})
    address = str(action.get("/URI", ""))
    if address:
        return words.get(address) or words.get(address.rstrip("/")) or address
    destination = link.get("/Dest", action.get("/D"))
    title = titles.get(repr(_spot(destination)))
    return title or f"Page {numbers.get(_page_of(destination), 1)}"


def _spot(destination: Any) -> tuple[object, ...]:  # noqa: ANN401 -- any object of a PDF
    """Return the page and the place on it that a destination names."""
    if not isinstance(destination, pikepdf.Array):
        return ()
    return (_page_of(destination), *(str(part) for part in list(destination)[1:]))


def _date(pdf: "pikepdf.Pdf", modified: datetime | None) -> None:
    """Date the file as the paper is dated, in both places where a PDF says so."""
    for name in ("/CreationDate", "/ModDate"):
        if name in pdf.docinfo:
            del pdf.docinfo[name]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:date"):
            if name in metadata:
                del metadata[name]
        if modified is not None:
            pdf.docinfo["/CreationDate"] = f"{modified:D:%Y%m%d%H%M%SZ}"
            metadata["xmp:CreateDate"] = f"{modified:%Y-%m-%dT%H:%M:%SZ}"


def _faults(pdf: "pikepdf.Pdf") -> Iterator[str]:
    """Return what keeps the file from being PDF/UA."""
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "the paper has no title: write it in Word under File > Info > Title"
    if not str(pdf.Root.get("/Lang", "")):
        yield "the paper has no language: set it in Word under Review > Language"
    silent = sum(not str(figure.get("/Alt", "")).strip() for figure in _figures(pdf))
    if silent:
        plural = "picture has" if silent == 1 else "pictures have"
        yield f"{silent} {plural} no alternative text: write it in Word under View Alt Text"


def _figures(pdf: "pikepdf.Pdf") -> Iterator[Any]:
    """Return every figure of the tagged structure."""
    waiting: list[Any] = [pdf.Root.get("/StructTreeRoot", {})]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == "/Figure":
            yield element
        children = element.get("/K", ())
        several = children if isinstance(children, pikepdf.Array) else [children]
        waiting += [child for child in several if isinstance(child, pikepdf.Dictionary)]
