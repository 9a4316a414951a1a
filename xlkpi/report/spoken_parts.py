"""Spoken parts: everything that a Word file says anywhere, with where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any, cast
from zipfile import BadZipFile, ZipFile

from lxml import etree

from xlkpi.report.chart_words import chart_words, row_words
from xlkpi.report.place import part_title, place_of
from xlkpi.report.wordml import PARAGRAPH, SDT, SDT_PROPERTIES, TABLE, TAG, text_of, value_of

PACKAGES = (".xlsx", ".docx", ".xlsm", ".docm")
PLACES = (
    ("docProps/", "file properties"),
    ("word/comments", "comments"),
    ("word/charts/", "the data of a chart"),
    ("word/footnotes", "footnotes"),
    ("word/endnotes", "endnotes"),
    ("word/media/", "a picture"),
    ("customXml/", "the data kept in the file"),
)
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
TEXT_PARTS = ("}document", "}hdr", "}ftr")
TOLD = "//*[local-name() != 'tag']/@*[contains(., ' ') or contains(., '@')] | //@descr | //@title"
"""Attributes that hold words; the tags of controls are looked at with what they hold."""

KEYED = re.compile(r"^(?P<name>[^@:]+)[@:](?P<key>.+)$")
POINTS_TO = ".//@*[local-name() = 'id' or local-name() = 'embed']/.."


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that a file says."""

    text: str
    part: str
    """The part it stands in, in words."""
    element: etree._Element | None = None
    """Where in the text it stands."""
    ref: str = ""
    """The KPI it is about, where a control says so."""
    name: str = ""
    """The name of its control, or `chart`."""
    beside: str = ""
    """What belongs to it, such as the period of a figure."""

    @property
    def place(self) -> str:
        """Where it stands, as a message begins."""
        if self.element is None:
            return f"in {self.part}"
        return place_of(self.element, self.part)

    def says(self, figure: str, period: str) -> bool:
        """Return whether it gives the figure, as a number of its own, for the period."""
        number = rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)"
        in_tag = period.replace("/", "-").replace(" ", "")
        is_of_period = period in self.beside or in_tag in self.beside
        return is_of_period and re.search(number, self.text) is not None


def spoken_in(content: bytes, part: str = "", ref: str = "") -> Iterator[Spoken]:
    """Yield everything that a Word file says: text, words of pictures, properties, chart data.

    Args:
        content: the file, or a workbook embedded in one.
        part: what an embedded file is called; blank for the paper itself.
        ref: the KPI that an embedded file is about.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except BadZipFile:
        yield Spoken(_readable(content), part or "the file")
        return
    about = {} if part else _kpis_of_charts(members)
    # -- the text first: where one thing stands in several parts, that is where to mend it --
    for name, member in sorted(members.items(), key=lambda one: one[0] != DOCUMENT):
        where, kpi = part or _place(name), about.get(name, ref)
        if name.endswith(PACKAGES):
            yield from spoken_in(member, "a workbook embedded in the paper", kpi)
        elif name.endswith((".xml", ".rels", ".svg")):
            yield from _of_xml(member, where, kpi)
        else:
            yield Spoken(_readable(member), where)
    if part:
        yield from (Spoken(row, part, None, ref, "chart", row) for row in row_words(members))


def everything(content: bytes) -> str:
    """Return all that a file says and holds as one text, without order or place."""
    try:
        with ZipFile(BytesIO(content)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except BadZipFile:
        return _readable(content)
    said, held = [], []
    for name, member in members.items():
        if name.endswith(PACKAGES):
            said.append(everything(member))
        elif name.endswith((".xml", ".rels", ".svg")):
            text = member.decode("utf-8", errors="replace")
            said.append(unescape(text) if "&" in text else text)
            said.append(_text_alone(member))
        else:
            held.append(member)
    # -- without its zeros a text in either of two spellings reads alike --
    return "\n".join((*said, b"\n".join(held).replace(b"\0", b"").decode("latin-1")))


def _text_alone(member: bytes) -> str:
    try:
        return etree.tostring(etree.fromstring(member), method="text", encoding="unicode")
    except etree.XMLSyntaxError:
        return ""


def _of_xml(member: bytes, part: str, ref: str) -> Iterator[Spoken]:
    try:
        root = etree.fromstring(member)
    except etree.XMLSyntaxError:
        yield Spoken(_readable(member), part)
        return
    if root.tag.endswith(TEXT_PARTS):
        yield from _of_text(root)
        return
    words = [str(text) for text in root.itertext() if text.strip()]
    words += [str(value) for value in _sought(root, "//@*")]
    yield Spoken("\n".join(words), part)
    yield from (Spoken(text_of(p), part) for p in root.iter(PARAGRAPH))
    for figure, beside in chart_words(root):
        yield Spoken(figure, part, None, ref, "chart", beside)


def _of_text(root: etree._Element) -> Iterator[Spoken]:
    """Yield each paragraph as it reads, words in attributes, and each control with its KPI."""
    part = part_title(root)
    for paragraph in root.iter(PARAGRAPH):
        yield Spoken(text_of(paragraph), part, paragraph)
    for value in _sought(root, TOLD):
        yield Spoken(str(value), part, value.getparent())
    periods: dict[str, str] = {}
    controls = [(sdt, tag) for sdt in root.iter(SDT) if (tag := _tag(sdt))]
    for sdt, tag in controls:
        name, _, key = tag.partition("@")
        if name.endswith("period"):
            periods[key] = f"{periods.get(key, '')} {text_of(sdt)}"
    for sdt, tag in controls:
        keyed = KEYED.match(tag)
        if keyed is not None and next(sdt.iter(TABLE), None) is None:
            ref = re.split(r"[ :]", keyed["key"])[0]
            period = periods.get(keyed["key"], "")
            yield Spoken(text_of(sdt), part, sdt, ref, keyed["name"], f"{keyed['key']} {period}")


def _sought(root: etree._Element, path: str) -> list[Any]:
    """Return what a path finds: elements, or attributes that know their element."""
    return cast("list[Any]", root.xpath(path))


def _tag(sdt: etree._Element) -> str:
    return value_of(sdt.find(f"{SDT_PROPERTIES}/{TAG}"))


def _kpis_of_charts(members: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the KPI of each chart, and of the workbook in it, by the part's name."""
    found: dict[str, str] = {}
    if DOCUMENT not in members or RELATIONS not in members:
        return found
    targets = _targets(members[RELATIONS], "word")
    for element in _sought(etree.fromstring(members[DOCUMENT]), POINTS_TO):
        part = next((targets[v] for v in element.attrib.values() if v in targets), "")
        tags = (_tag(sdt) for sdt in element.iterancestors(SDT))
        keyed = next((match for tag in tags if (match := KEYED.match(tag))), None)
        if part and keyed is not None:
            ref = found[part] = re.split(r"[ :]", keyed["key"])[0]
            folder, _, name = part.rpartition("/")
            rels = members.get(f"{folder}/_rels/{name}.rels")
            if rels is not None:
                found |= dict.fromkeys(_targets(rels, folder).values(), ref)
    return found


def _targets(rels: bytes, folder: str) -> Mapping[str, str]:
    """Return the parts that a list of relationships leads to, by id."""
    found = {}
    for relation in etree.fromstring(rels):
        steps = f"{folder}/{relation.get('Target', '')}".split("/")
        while ".." in steps:
            up = steps.index("..")
            del steps[max(up - 1, 0) : up + 1]
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else "/".join(steps)
        )
    return found


def _place(name: str) -> str:
    return next((words for start, words in PLACES if name.startswith(start)), name)


def _readable(member: bytes) -> str:
    """Return the text that stands in a part of another kind, in either of two spellings."""
    return f"{member.decode('latin-1')}\n{member.decode('utf-16-le', errors='ignore')}"
