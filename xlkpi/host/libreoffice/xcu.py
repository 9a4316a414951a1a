"""The XML in which LibreOffice's configuration is written."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

OOR = "http://openoffice.org/2001/registry"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ENGLISH = "en-US"
"""The language that is shown in every other one too."""

ET.register_namespace("oor", OOR)


def component(name: str, *nodes: ET.Element, package: str = "org.openoffice.Office") -> bytes:
    """Return a whole file: what is set in one component of the configuration."""
    root = ET.Element(f"{{{OOR}}}component-data", {_oor("name"): name, _oor("package"): package})
    root.extend(nodes)
    return as_file(root)


def as_file(root: ET.Element) -> bytes:
    """Return an XML file, indented for whoever reads it."""
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def node(name: str, *children: ET.Element) -> ET.Element:
    """Return a node that is there already, to be added to."""
    made = ET.Element("node", {_oor("name"): name})
    made.extend(children)
    return made


def new(name: str, *children: ET.Element) -> ET.Element:
    """Return a node of our own."""
    made = node(name, *children)
    made.set(_oor("op"), "replace")
    return made


def shared(name: str, *children: ET.Element) -> ET.Element:
    """Return a node that others may have made already."""
    made = node(name, *children)
    made.set(_oor("op"), "fuse")
    return made


def numbered(items: Iterable[Iterable[ET.Element]]) -> list[ET.Element]:
    """Return nodes of our own that stay in this order."""
    return [new(f"m{number:02}", *parts) for number, parts in enumerate(items)]


def value(name: str, text: str, kind: str | None = None) -> ET.Element:
    """Return a property that is the same in every language."""
    made = ET.Element("prop", {_oor("name"): name})
    if kind:
        made.set(_oor("type"), kind)
    ET.SubElement(made, "value").text = text
    return made


def words(name: str, text: str) -> ET.Element:
    """Return a property that could be translated."""
    made = value(name, text)
    made[0].set(LANGUAGE, ENGLISH)
    return made


def _oor(name: str) -> str:
    return f"{{{OOR}}}{name}"
