"""Reading a finished Word file back, without the code that wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Found:
    """One content control of a finished file."""

    tag: str
    number: str
    lock: str
    text: str
    element: etree._Element

    @property
    def is_data(self) -> bool:
        """Whether it prints a value of the paper, and is no officer's and no section."""
        is_section = self.element.find(f"{W}sdtPr/{W15}*") is not None
        return not is_section and not self.tag.startswith("commentary")


def parts(docx: bytes) -> dict[str, bytes]:
    """Return every member of the zip."""
    with ZipFile(BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def root(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of one part."""
    return etree.fromstring(parts(docx)[name])


def roots(docx: bytes) -> Iterator[etree._Element]:
    """Yield the paper, its headers and its footers."""
    for name, content in sorted(parts(docx).items()):
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(
            ".xml"
        ):
            yield etree.fromstring(content)


def controls(docx: bytes) -> list[Found]:
    """Return every content control in the file."""
    return [_found(sdt) for part in roots(docx) for sdt in part.iter(f"{W}sdt")]


def text(element: etree._Element) -> str:
    """Return the text inside the element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def holds(element: etree._Element, *names: str) -> bool:
    """Return whether an element of one of these names stands anywhere inside."""
    return next(element.iter(*names), None) is not None


def value(element: etree._Element, path: str) -> str:
    """Return the `w:val` of the element at `path`, empty where there is none."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def said(docx: bytes, tag: str) -> list[str]:
    """Return the texts of the controls with this tag."""
    return [found.text for found in controls(docx) if found.tag == tag]


def _found(sdt: etree._Element) -> Found:
    content = sdt.find(f"{W}sdtContent")
    return Found(
        value(sdt, "sdtPr/tag"),
        value(sdt, "sdtPr/id"),
        value(sdt, "sdtPr/lock"),
        "" if content is None else text(content),
        sdt,
    )
