"""Identity: what a paper says of itself in its properties, so that no file name is ever trusted."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_NUMBER = 2
"""Word numbers a file's own properties from two."""

MARK = "xlkpi "
"""The name of every property of ours begins with this."""

LONGEST = 255
"""So many characters Word keeps of a property."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook that the figures were read from."""

    name: str
    sha256: str

    def __str__(self) -> str:
        """Return both on one line, the name cut where Word would cut the whole."""
        return f"{self.name[: LONGEST - 73]} sha256={self.sha256}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which paper a file is, and what it was made from."""

    kind: str
    """The paper's kind as its catalogue names it, such as `CLT report`."""
    audience: str
    """Who it is for: the board's name, say."""
    period: str
    council: str
    version: str
    """The version of xlkpi that made it."""
    template: str = ""
    """The SHA-256 of the template it was made from."""
    sources: tuple[str, ...] = ()

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield the properties with their values."""
        yield "kind", self.kind
        yield "audience", self.audience
        yield "period", self.period
        yield "council", self.council
        yield "version", self.version
        yield "template", self.template
        for number, source in enumerate(self.sources, 1):
            yield f"source {number}", source


def with_identity(properties: bytes | None, identity: Identity) -> bytes:
    """Return the part of a file's own properties with this identity; other properties stay.

    Args:
        properties: the part as it is; None where the file has none.
        identity: what the file is to say of itself.
    """
    root = etree.fromstring(properties) if properties else _empty()
    others = [p for p in root if not p.get("name", "").startswith(MARK)]
    for child in list(root):
        root.remove(child)
    root.extend(others)
    taken = {p.get("pid") for p in others}
    free = (n for n in count(FIRST_NUMBER) if str(n) not in taken)
    for (name, value), number in zip(identity.properties(), free, strict=False):
        node = etree.SubElement(root, f"{{{NAMESPACE}}}property")
        node.set("fmtid", FORMAT_ID)
        node.set("pid", str(number))
        node.set("name", f"{MARK}{name}")
        etree.SubElement(node, f"{{{VALUES}}}lpwstr").text = value[:LONGEST]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def identity_in(properties: bytes) -> Identity | None:
    """Return the identity that a file's own properties say, None where they say none."""
    said = {
        node.get("name", "").removeprefix(MARK): "".join(value.text or "" for value in node)
        for node in etree.fromstring(properties)
        if node.get("name", "").startswith(MARK)
    }
    if not said.get("kind") or not said.get("period"):
        return None
    return Identity(
        kind=said["kind"],
        audience=said.get("audience", ""),
        period=said["period"],
        council=said.get("council", ""),
        version=said.get("version", ""),
        template=said.get("template", ""),
        sources=tuple(value for name, value in said.items() if name.startswith("source ")),
    )


def _empty() -> etree._Element:
    return etree.fromstring(f'<Properties xmlns="{NAMESPACE}" xmlns:vt="{VALUES}"/>'.encode())
