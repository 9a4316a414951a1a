"""Comments: those on carried words, with their replies and whether they are resolved."""

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from xlkpi.report.refresh.carrying.look import Look
from xlkpi.report.refresh.carrying.package_parts import PackageParts, member_of, spelled
from xlkpi.report.refresh.officers_paper import OFFICE
from xlkpi.report.wordml import ID, RUN, RUN_PROPERTIES, WORD_2010, WORD_2012, remove, w

KIND, NAME = f"{OFFICE}/comments", "word/comments.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
THREADS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
THREADS_NAME = "word/commentsExtended.xml"
THREADS_TYPE = TYPE.replace("comments+", "commentsExtended+")

COMMENT, START, END = w("comment"), w("commentRangeStart"), w("commentRangeEnd")
REFERENCE = w("commentReference")
THREAD = f"{{{WORD_2012}}}commentEx"
MARK, OF_THREAD = f"{{{WORD_2010}}}paraId", f"{{{WORD_2012}}}paraId"
PARENT = f"{{{WORD_2012}}}paraIdParent"


@dataclass(slots=True)
class Comments:
    """The comments of two files."""

    parts: PackageParts
    look: Look
    _taken: int = field(default=0)

    def carry(self, content: etree._Element) -> None:
        """Take along the comments that stand whole in `content`; marks of others go."""
        held = member_of(self.parts.old, KIND)
        known = self._known(held)
        ends = {node.get(ID) for node in content.iter(END)}
        for mark in list(content.iter(REFERENCE)):
            comment = known.get(mark.get(ID, ""))
            if comment is None:
                _remove_mark(mark)
        referred = {node.get(ID, "") for node in content.iter(REFERENCE)}
        starts = {node.get(ID) for node in content.iter(START)}
        for node in [*content.iter(START), *content.iter(END)]:
            if node.get(ID) not in referred & starts & ends:
                remove(node)
        if referred:
            self._copy(held, [known[one] for one in sorted(referred, key=_number)], content)

    def _known(self, held: str) -> dict[str, etree._Element]:
        if not held:
            return {}
        root = etree.fromstring(self.parts.old.members[held])
        return {node.get(ID, ""): node for node in root.iterchildren(COMMENT)}

    def _copy(self, held: str, comments: list[etree._Element], content: etree._Element) -> None:
        old = comments[0].getroottree().getroot()
        home = self.parts.part(KIND, NAME, TYPE, _empty_like(old))
        root = etree.fromstring(self.parts.new.members[home])
        numbers = [_number(node.get(ID, "")) for node in root.iterchildren(COMMENT)]
        first = max(numbers, default=-1) + 1
        new = {one.get(ID, ""): str(first + turn) for turn, one in enumerate(comments)}
        for node in content.iter(START, END, REFERENCE):
            node.set(ID, new[node.get(ID, "")])
        marks: set[str] = set()
        for comment in comments:
            copy = deepcopy(comment)
            copy.set(ID, new[comment.get(ID, "")])
            self.look.set_in(copy)
            self.parts.relink(copy, held, home)
            root.append(copy)
            marks |= {node.get(MARK, "") for node in copy.iter("*")} - {""}
        self.parts.new.members[home] = spelled(root)
        self._copy_threads(marks)

    def _copy_threads(self, marks: set[str]) -> None:
        """Take along which comments answer which, and which are resolved."""
        held = member_of(self.parts.old, THREADS)
        if not held:
            return
        old = etree.fromstring(self.parts.old.members[held])
        found = [node for node in old.iterchildren(THREAD) if node.get(OF_THREAD) in marks]
        if not found:
            return
        home = self.parts.part(THREADS, THREADS_NAME, THREADS_TYPE, _empty_like(old))
        root = etree.fromstring(self.parts.new.members[home])
        for node in map(deepcopy, found):
            if PARENT in node.attrib and node.get(PARENT) not in marks:
                del node.attrib[PARENT]
            root.append(node)
        self.parts.new.members[home] = spelled(root)


def _empty_like(root: etree._Element) -> etree._Element:
    prefixes = {prefix: address for prefix, address in root.nsmap.items() if prefix}
    made = etree.Element(root.tag, nsmap=prefixes)
    for name, value in root.attrib.items():
        made.set(name, value)
    return made


def _remove_mark(mark: etree._Element) -> None:
    """Take the mark away, with its run where that holds nothing else."""
    run = mark.getparent()
    remove(mark)
    if run is not None and run.tag == RUN and all(c.tag == RUN_PROPERTIES for c in run):
        remove(run)


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 0
