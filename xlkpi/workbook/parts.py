"""The parts of an open package, found by what refers to them and never by their names."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part refers to: `kind` is the last word of its type, such as `worksheet`."""

    ident: str
    kind: str
    part: str
    """The canonical name of the part, or the address of something outside the package."""
    is_external: bool


class Parts:
    """The parts of one package; a KeyError names a part that is not there."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        """Take an open package and list its entries."""
        self._zip = package
        self.entries = {canonical(name): name for name in package.namelist()}
        """The name of each entry as the archive spells it, by its canonical name."""

    def read(self, part: str) -> bytes:
        """Return the content of a part."""
        return self._zip.read(self.entries[canonical(part)])

    def has(self, part: str) -> bool:
        """Return whether the package holds a part of this name."""
        return canonical(part) in self.entries

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return what a part refers to; the part "" is the package itself."""
        source = relationships_part(part)
        if not self.has(source):
            return ()
        found = parsed(self.read(source)).iterfind("{*}Relationship")
        return tuple(_relationship(element, posixpath.dirname(part)) for element in found)

    def referred(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts of one kind that a part refers to."""
        return tuple(
            one.part for one in self.relationships(part) if one.kind == kind and not one.is_external
        )

    @cached_property
    def main(self) -> str:
        """The workbook's own part."""
        found = self.referred("", "officeDocument")
        if not found:
            raise KeyError("officeDocument")  # noqa: EM101 -- never shown
        return found[0]

    @cached_property
    def sheets(self) -> Mapping[str, Relationship]:
        """The sheets of the workbook by name, in the order of their tabs."""
        targets = {one.ident: one for one in self.relationships(self.main)}
        sheets: dict[str, Relationship] = {}
        for sheet in parsed(self.read(self.main)).iterfind(".//{*}sheets/{*}sheet"):
            name = str(sheet.get("name"))
            if name.casefold() in map(str.casefold, sheets):
                raise KeyError(name)
            ids = [v for k, v in sheet.attrib.items() if etree.QName(k).localname == "id"]
            sheets[name] = targets[str(ids[0])] if ids else targets[""]
        return sheets


def relationships_part(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def canonical(name: str) -> str:
    """Return a name as packages compare them: no case, no escapes, forward slashes."""
    return posixpath.normpath(unquote(name).replace("\\", "/").lstrip("/")).casefold()


def holds_document_type(xml: bytes) -> bool:
    """Return whether a part declares a document type, by which it could name entities or files."""
    return any(mark in xml for mark in _DOCTYPE)


def parsed(xml: bytes) -> etree._Element:
    """Return the parsed part; a document type, which no workbook has, is refused."""
    if holds_document_type(xml):
        message = "document type"
        raise KeyError(message)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml, parser)


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = str(element.get("Target"))
    is_external = element.get("TargetMode") == "External"
    if not is_external:
        path = target.replace("\\", "/")
        target = canonical(path if path.startswith("/") else posixpath.join(folder, path))
    kind = str(element.get("Type")).rsplit("/", 1)[-1]
    return Relationship(str(element.get("Id")), kind, target, is_external)
