"""Media: the pictures of a paper, added and removed without touching any other."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from lxml import etree

from xlkpi.report.package import PICTURES
from xlkpi.report.picture import Picture
from xlkpi.report.refresh.officers_paper import OFFICE, TYPES, OfficersPaper, relations_of

IMAGE = f"{OFFICE}/image"
EMBED, LINK = f"{{{OFFICE}}}embed", f"{{{OFFICE}}}link"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BLIP, SVG_BLIP, PROPERTIES = f"{{{DRAWING}}}blip", f"{{{SVG}}}svgBlip", f"{{{INLINE}}}docPr"
USED = re.compile(rb'(?:embed|link|id)=["\x27]([^"\x27]*)')
"""Every attribute by which a part leads to another."""

NUMBER = re.compile(rb'<wp:docPr [^>]*?\bid="(\d+)"')


@dataclass(slots=True)
class Media:
    """The pictures of the paper's own part."""

    paper: OfficersPaper
    _targets: dict[str, str] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)
    """Numbers that no drawing in the paper has."""

    def __post_init__(self) -> None:
        """Look up which relationship leads where, and the highest number of a drawing."""
        self._targets = {r.key: r.target for r in self.paper.relations(self.paper.document)}
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

    def drop_unused(self, keys: set[str]) -> None:
        """Remove the relationships of `keys` that nothing uses any more, and their pictures."""
        text = self.paper.members[self.paper.document]
        relations = relations_of(self.paper.document)
        root = etree.fromstring(self.paper.members[relations])
        gone = keys - {found.decode() for found in USED.findall(text)}
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
                self.paper.members.pop(target, None)

    def _content(self, blip: etree._Element) -> bytes | None:
        return self.paper.members.get(self._targets.get(blip.get(EMBED, ""), ""))

    def _relate(self, key: str, target: str) -> None:
        name = relations_of(self.paper.document)
        line = f'<Relationship Id="{key}" Type="{IMAGE}" Target="/{target}"/>'
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


def embedded(element: etree._Element) -> set[str]:
    """Return the relationships that the drawings inside the element use."""
    keys = {node.get(name, "") for node in element.iter(BLIP, SVG_BLIP) for name in (EMBED, LINK)}
    return keys - {""}
