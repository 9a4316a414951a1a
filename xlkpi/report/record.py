"""Record: what the engine wrote into a paper, kept inside it, so that an edit can be told.

It stands in the file's own custom XML, which Word keeps and shows nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from lxml import etree

NAMESPACE: Final = "urn:xlkpi:paper"
LENGTH_OF_MARK = 16


@dataclass(frozen=True, slots=True)
class WordsMade:
    """What the engine put into an officer-owned control: recorded words, or a question."""

    mark: str
    """Its fingerprint."""
    text: str


@dataclass(slots=True)
class Written:
    """Everything that was generated, by tag."""

    texts: dict[str, str] = field(default_factory=dict)
    """What each control of data said."""
    words: dict[str, WordsMade] = field(default_factory=dict)
    """What each officer-owned control held when it was made."""
    items: dict[str, list[str]] = field(default_factory=dict)
    """The tags of the items of each repeating section."""
    fixed: frozenset[str] = frozenset()
    """Marks of what the template itself says, so that words an officer added are told from it."""


def anchor_of(tag: str) -> str:
    """Return the name of the bookmark that marks the control's place, as Word allows names."""
    return f"kpi_{sha256(tag.encode()).hexdigest()[:LENGTH_OF_MARK]}"


def record_part(written: Written) -> bytes:
    """Return the record as XML, the same for the same content."""
    root = etree.fromstring(f'<paper xmlns="{NAMESPACE}"/>'.encode())
    for tag, text in sorted(written.texts.items()):
        _add(root, "text", tag).text = text
    for tag, made in sorted(written.words.items()):
        node = _add(root, "words", tag)
        node.set("mark", made.mark)
        node.text = made.text
    for tag, items in sorted(written.items.items()):
        section = _add(root, "section", tag)
        for item in items:
            _add(section, "item", item)
    if written.fixed:
        etree.SubElement(root, _name("fixed")).text = " ".join(sorted(written.fixed))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def is_record(part: bytes) -> bool:
    """Return whether a part of custom XML is a record of ours."""
    return NAMESPACE.encode() in part[:400]


def written_in(part: bytes) -> Written:
    """Return what a record says."""
    root = etree.fromstring(part)
    return Written(
        texts={_tag(node): node.text or "" for node in root.iterchildren(_name("text"))},
        words={
            _tag(node): WordsMade(node.get("mark", ""), node.text or "")
            for node in root.iterchildren(_name("words"))
        },
        items={_tag(node): [_tag(item) for item in node] for node in _sections(root)},
        fixed=frozenset((root.findtext(_name("fixed")) or "").split()),
    )


def tags_by_anchor(written: Written) -> Mapping[str, str]:
    """Return the tags of the officer-owned controls by the bookmark around each."""
    return {anchor_of(tag): tag for tag in written.words}


def _sections(root: etree._Element) -> list[etree._Element]:
    return list(root.iterchildren(_name("section")))


def _add(parent: etree._Element, name: str, tag: str) -> etree._Element:
    node = etree.SubElement(parent, _name(name))
    node.set("tag", tag)
    return node


def _tag(node: etree._Element) -> str:
    return node.get("tag", "")


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
