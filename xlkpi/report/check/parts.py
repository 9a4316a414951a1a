"""Parts of any .docx: what it says and how it looks, read straight from its zip."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- its own name says nothing

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.wordml import WORD

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CORE = "docProps/core.xml"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How an old .doc begins, and a .docx with a password."""

LARGEST = 200_000_000
"""So many bytes of one part are more than any paper has, and few enough to be read."""

TITLES: Final = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
"""The parts beside the paper's own text that hold words, as officers call them."""

PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds words."""

    title: str
    root: etree._Element
    links: Mapping[str, str]
    """Where its links lead, by relationship id."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file that say something, or say how it looks."""

    texts: tuple[Part, ...]
    """The paper itself, then its headers, footers and notes."""
    styles: etree._Element | None
    theme: etree._Element | None
    settings: etree._Element | None
    core: etree._Element | None
    has_macros: bool


def parts_of(content: bytes) -> Parts:
    """Return the parts of a Word file.

    Raises:
        PaperError: it is none that can be read; the message says why, and what to do.
    """
    if content[:4] == OLD_OR_LOCKED:
        message = "is an old .doc or has a password: save it as .docx without a password"
        raise PaperError(message)
    try:
        with ZipFile(BytesIO(content)) as package:
            return _parts(package)
    except (BadZipFile, KeyError, etree.LxmlError, ZlibError, OSError, ValueError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        message = "is damaged or no Word document: open it in Word, and save it as .docx"
        raise PaperError(message) from error


def _parts(package: ZipFile) -> Parts:
    """Return the parts, found by their relationships: no program must name them as Word does."""
    main = next(_related(package, "", "officeDocument"), "")
    root = _root(package, main)
    if root.tag != f"{{{WORD}}}document":
        is_strict = "purl.oclc.org" in str(root.tag)
        message = "is saved as Strict Open XML" if is_strict else "is no Word document"
        message += ": open it in Word, and save it as Word Document (.docx)"
        raise PaperError(message)
    others = [
        Part(title, _root(package, name), _links(package, name))
        for kind, title in TITLES.items()
        for name in sorted(set(_related(package, main, kind)))
    ]
    kinds = _root(package, "[Content_Types].xml").iter(f"{TYPES}Override", f"{TYPES}Default")
    return Parts(
        texts=(Part(PAPER, root, _links(package, main)), *others),
        styles=_first(package, main, "styles"),
        theme=_first(package, main, "theme"),
        settings=_first(package, main, "settings"),
        core=_root(package, CORE) if CORE in package.namelist() else None,
        has_macros=any("macroEnabled" in kind.get("ContentType", "") for kind in kinds),
    )


def _first(package: ZipFile, main: str, kind: str) -> etree._Element | None:
    name = next(_related(package, main, kind), None)
    return None if name is None else _root(package, name)


def _root(package: ZipFile, name: str) -> etree._Element:
    """Return the root of a part, without the second copies kept for programs of before 2010."""
    if package.getinfo(name).file_size > LARGEST:
        message = "has a part of more than 200 MB: take pictures and tables out of it"
        raise PaperError(message)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(package.read(name), parser)
    for fallback in list(root.iter(FALLBACK)):
        around = fallback.getparent()
        if around is not None:
            around.remove(fallback)
    return root


def _relations(package: ZipFile, source: str) -> Iterator[etree._Element]:
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in package.namelist():
        yield from _root(package, path)


def _related(package: ZipFile, source: str, kind: str) -> Iterator[str]:
    """Return the names of the parts that `source` is related to in this way."""
    for relation in _relations(package, source):
        if relation.get("Type", "").rpartition("/")[2] == kind:
            target = posixpath.join("/", posixpath.dirname(source), relation.get("Target", ""))
            yield posixpath.normpath(target).lstrip("/")


def _links(package: ZipFile, source: str) -> Mapping[str, str]:
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _relations(package, source)
        if relation.get("TargetMode") == "External"
    }
