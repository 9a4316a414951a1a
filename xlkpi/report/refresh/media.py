"""Media: the pictures and charts of a paper, added and removed without touching any other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from lxml import etree

from xlkpi.report.chart.chartml import (
    CHART_RELATION,
    CHART_TYPE,
    WORKBOOK_RELATION,
    WORKBOOK_TYPE,
)
from xlkpi.report.package import PICTURES
from xlkpi.report.picture import Picture
from xlkpi.report.refresh.officers_paper import OFFICE, TYPES, OfficersPaper, relations_of

IMAGE = f"{OFFICE}/image"
DRAWN = (IMAGE, CHART_RELATION)
"""Relationships to what a drawing shows."""

EMBED, LINK = f"{{{OFFICE}}}embed", f"{{{OFFICE}}}link"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BLIP, SVG_BLIP, PROPERTIES = f"{{{DRAWING}}}blip", f"{{{SVG}}}svgBlip", f"{{{INLINE}}}docPr"
USED = re.compile(rb'(?:embed|link|id)=["\x27]([^"\x27]*)')
"""Every attribute by which a part leads to another."""

NUMBER = re.compile(rb'<wp:docPr [^>]*?\bid="(\d+)"')


@dataclass(slots=True)
class Media:
    """The pictures and charts of the paper's own part."""

    paper: OfficersPaper
    _targets: dict[str, str] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)
    """Numbers that no drawing in the paper has."""
    _drawn: set[str] = field(default_factory=set)
    """The relationships that drawings used when the paper was read."""

    def __post_init__(self) -> None:
        """Look up which relationship leads where, and the highest number of a drawing."""
        relations = self.paper.relations(self.paper.document)
        self._targets = {r.key: r.target for r in relations}
        drawn = {r.key for r in relations if r.kind in DRAWN}
        self._drawn = drawn & self._used()
        numbers = NUMBER.findall(self.paper.members[self.paper.document])
        self.numbers = count(max(map(int, numbers), default=0) + 1)

    def shows(self, drawn: etree._Element, picture: Picture) -> bool:
        """Return whether a drawing shows this picture, with these words."""
        blip, vector = next(drawn.iter(BLIP), None), next(drawn.iter(SVG_BLIP), None)
        words = next(drawn.iter(PROPERTIES), None)
        if blip is None or words is None or words.get("descr") != picture.alternative:
            return False
        is_same = vector is None or self._content(vector) == picture.svg
        return is_same and self._content(blip) == picture.png

    def add(self, content: bytes, kind: str) -> str:
        """Return the id of the relationship to a picture; `kind` is `png` or `svg`."""
        name = f"{sha256(content).hexdigest()[:16]}.{kind}"
        key, target = f"kpi{name.replace('.', '')}", f"word/media/{name}"
        if key not in self._targets:
            self._targets[key] = target
            self.paper.members[target] = content
            self._relate(key, target)
            self._declare(kind)
        return key

    def chart(self, key: str) -> str:
        """Return the member that holds the chart of a relationship, empty where there is none."""
        name = self._targets.get(key, "")
        return name if name in self.paper.members else ""

    def charts(self) -> Iterator[bytes]:
        """Yield every chart that drawings of the paper use."""
        relations = self.paper.relations(self.paper.document)
        names = (r.target for r in relations if r.kind == CHART_RELATION)
        yield from (self.paper.members[name] for name in names if name in self.paper.members)

    def add_chart(self, content: bytes, workbook: bytes) -> str:
        """Return the id of the relationship to a new chart with its workbook."""
        mark = sha256(content).hexdigest()[:16]
        marks = (mark if n == 1 else f"{mark}-{n}" for n in count(1))
        mark = next(m for m in marks if f"kpi{m}" not in self._targets)
        name, book = f"word/charts/kpi{mark}.xml", f"word/embeddings/kpi{mark}.xlsx"
        self.paper.members[name] = content
        self._targets[f"kpi{mark}"] = name
        self._relate(f"kpi{mark}", name, CHART_RELATION)
        self._put_last(TYPES, "</Types>", _override(name, CHART_TYPE))
        self.link(name, "rId1", book, workbook)
        return f"kpi{mark}"

    def link(self, chart: str, key: str, book: str, workbook: bytes) -> None:
        """Give a chart a new workbook."""
        relations = relations_of(chart)
        line = f'<Relationship Id="{key}" Type="{WORKBOOK_RELATION}" Target="/{book}"/>'
        if relations in self.paper.members:
            self._put_last(relations, "</Relationships>", line)
        else:
            found = f'<Relationships xmlns="{PACKAGE}">{line}</Relationships>'
            self.paper.members[relations] = found.encode()
        self.paper.members[book] = workbook
        self._put_last(TYPES, "</Types>", _override(book, WORKBOOK_TYPE))

    def let_go(self) -> set[str]:
        """Return the relationships that drawings used and nothing uses any more."""
        return self._drawn - self._used()

    def drop_unused(self, keys: set[str]) -> None:
        """Remove the relationships of `keys` that nothing uses any more, and what they lead to."""
        relations = relations_of(self.paper.document)
        root = etree.fromstring(self.paper.members[relations])
        gone = keys - self._used()
        if not gone:
            return
        for node in [n for n in root if n.get("Id") in gone]:
            root.remove(node)
        self.paper.members[relations] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        parts = [relations_of(name) for name in self.paper.written_parts]
        held = b"".join(self.paper.members.get(name, b"") for name in parts)
        for target in {self._targets[key] for key in gone}:
            if target.rpartition("/")[2].encode() not in held:
                self._drop(target)

    def _used(self) -> set[str]:
        text = self.paper.members[self.paper.document]
        return {found.decode() for found in USED.findall(text)}

    def _drop(self, name: str) -> None:
        """Take out a part, and whatever only it leads to."""
        for inner in self.paper.relations(name):
            if inner.target in self.paper.members:
                self._drop(inner.target)
        self.paper.members.pop(relations_of(name), None)
        self.paper.members.pop(name, None)
        types = self.paper.members[TYPES].decode()
        named = re.compile(rf"<Override\b[^>]*PartName=[\"']/{re.escape(name)}[\"'][^>]*/>")
        self.paper.members[TYPES] = named.sub("", types).encode()

    def _content(self, blip: etree._Element) -> bytes | None:
        return self.paper.members.get(self._targets.get(blip.get(EMBED, ""), ""))

    def _relate(self, key: str, target: str, kind: str = IMAGE) -> None:
        name = relations_of(self.paper.document)
        line = f'<Relationship Id="{key}" Type="{kind}" Target="/{target}"/>'
        self._put_last(name, "</Relationships>", line)

    def _declare(self, kind: str) -> None:
        if f'Extension="{kind}"' not in self.paper.members[TYPES].decode():
            line = f'<Default Extension="{kind}" ContentType="{PICTURES[kind]}"/>'
            self._put_first(TYPES, line)

    def _put_last(self, name: str, end: str, line: str) -> None:
        head, close, tail = self.paper.members[name].decode().rpartition(end)
        self.paper.members[name] = f"{head}{line}{close}{tail}".encode()

    def _put_first(self, name: str, line: str) -> None:
        text = self.paper.members[name].decode()
        place = text.index(">", text.index("<Types")) + 1
        self.paper.members[name] = f"{text[:place]}{line}{text[place:]}".encode()


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def embedded(element: etree._Element) -> set[str]:
    """Return the relationships that the drawings inside the element use."""
    keys = {node.get(name, "") for node in element.iter(BLIP, SVG_BLIP) for name in (EMBED, LINK)}
    return keys - {""}
