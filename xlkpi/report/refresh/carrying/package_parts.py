"""Package parts: members of another file, taken along with their links under free names."""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from posixpath import splitext

from lxml import etree

from xlkpi.report.refresh.carrying.cannot_carry import CannotCarryError
from xlkpi.report.refresh.officers_paper import OFFICE, TYPES, OfficersPaper, Relation, relations_of

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = f"{{{RELATIONS}}}Relationship"
DEFAULT, OVERRIDE = "Default", "Override"
EMPTY_RELATIONS = f'<Relationships xmlns="{RELATIONS}"/>'.encode()


@dataclass(slots=True)
class PackageParts:
    """The members that lead from one file into another."""

    old: OfficersPaper
    new: OfficersPaper
    _names: dict[str, str] = field(default_factory=dict)
    _keys: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def relink(self, content: etree._Element, old_part: str, new_part: str) -> None:
        """Have every link in `content`, copied from one part into another, lead where it led."""
        for node in content.iter("*"):
            for name, key in node.attrib.items():
                if str(name).startswith(f"{{{OFFICE}}}") and key:
                    node.set(name, self._key(old_part, new_part, str(key)))

    def part(self, kind: str, name: str, content_type: str, empty: etree._Element) -> str:
        """Return the new file's member of one kind, made from `empty` where it has none."""
        found = member_of(self.new, kind)
        if found:
            return found
        self.new.members[name] = spelled(empty)
        self._relate(self.new.document, kind, f"/{name}")
        self._declare(name, content_type)
        return name

    def _key(self, old_part: str, new_part: str, key: str) -> str:
        """Return the new relationship that leads where one of the old file led."""
        case = (old_part, new_part, key)
        if case not in self._keys:
            links = {relation.key: relation for relation in self.old.relations(old_part)}
            if key not in links:
                message = "a link that leads nowhere"
                raise CannotCarryError(message)
            self._keys[case] = self._linked(new_part, links[key])
        return self._keys[case]

    def _linked(self, new_part: str, link: Relation) -> str:
        if link.is_external:
            return self._relate(new_part, link.kind, link.target, is_external=True)
        return self._relate(new_part, link.kind, f"/{self._taken(link.target)}")

    def _taken(self, name: str) -> str:
        """Return the name in the new file of a member of the old one, copied with all it needs."""
        if name in self._names:
            return self._names[name]
        content = self.old.members.get(name)
        if content is None:
            message = "a link that leads nowhere"
            raise CannotCarryError(message)
        stem, ending = splitext(name)
        new = self._names[name] = f"{stem.rpartition('/')[0]}/words{self._mark(name)}{ending}"
        self.new.members[new] = content
        self._declare(new, _type_of(self.old.members[TYPES], name))
        for link in self.old.relations(name):
            target = link.target if link.is_external else f"/{self._taken(link.target)}"
            self._relate(new, link.kind, target, link.key, is_external=link.is_external)
        return new

    def _mark(self, name: str, around: frozenset[str] = frozenset()) -> str:
        """Return a mark of a member and of what it leads to, the same whatever they are called."""
        links = [link for link in self.old.relations(name) if not link.is_external]
        seen = around | {name}
        inner = "".join(self._mark(link.target, seen) for link in links if link.target not in seen)
        content = self.old.members.get(name, b"")
        return sha256(content + inner.encode()).hexdigest()[:16]

    def _relate(
        self, part: str, kind: str, target: str, key: str = "", *, is_external: bool = False
    ) -> str:
        """Return the id of a new relationship of a part of the new file."""
        name = relations_of(part)
        root = etree.fromstring(self.new.members.get(name, EMPTY_RELATIONS))
        taken = {node.get("Id") for node in root}
        key = key or next(k for n in count(1) if (k := f"words{n}") not in taken)
        node = etree.SubElement(root, RELATION, Id=key, Type=kind, Target=target)
        if is_external:
            node.set("TargetMode", "External")
        self.new.members[name] = spelled(root)
        return key

    def _declare(self, name: str, content_type: str) -> None:
        """Have the new file say what a member is."""
        types = self.new.members[TYPES]
        if _type_of(types, name) == content_type:
            return
        root = etree.fromstring(types)
        tag = f"{{{etree.QName(root).namespace}}}{OVERRIDE}"
        etree.SubElement(root, tag, PartName=f"/{name}", ContentType=content_type)
        self.new.members[TYPES] = spelled(root)


def member_of(paper: OfficersPaper, kind: str) -> str:
    """Return the member to which a paper's relationship of one kind leads, empty for none."""
    held = (r.target for r in paper.relations(paper.document) if r.kind == kind)
    return next((target for target in held if target in paper.members), "")


def spelled(root: etree._Element) -> bytes:
    """Return a part as its file holds it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _type_of(types: bytes, name: str) -> str:
    """Return what a list of types says that a member is."""
    by_ending, ending = "", splitext(name)[1].removeprefix(".").lower()
    for node in etree.fromstring(types).iterchildren("*"):
        kind = etree.QName(node).localname
        if kind == OVERRIDE and node.get("PartName", "") == f"/{name}":
            return node.get("ContentType", "")
        if kind == DEFAULT and node.get("Extension", "").lower() == ending:
            by_ending = node.get("ContentType", "")
    return by_ending
