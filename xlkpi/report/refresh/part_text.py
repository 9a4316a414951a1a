"""Part text: the XML of one part, changed only at the elements that are named, byte for byte."""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    PARAGRAPH,
    SDT,
    STYLE,
    TABLE,
    WORD,
)

PLACED = (SDT, PARAGRAPH, TABLE, STYLE, BOOKMARK_START, BOOKMARK_END)
"""The elements whose place in the bytes is known."""

DECLARATION = re.compile(rb' xmlns(?::([\w.-]+))?="([^"]*)"')
Span = tuple[int, int]


class PartText:
    """One part as bytes and as a tree; what is done to the tree is written where it was done."""

    def __init__(self, name: str, content: bytes) -> None:
        """Read the part.

        Raises:
            PaperError: it is no XML, or not spelled as word processors spell it.
        """
        self.name, self._content = name, content
        try:
            self.root = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            message = f"is damaged ({name} is no XML): open and repair it in Word"
            raise PaperError(message) from error
        self._spans = self._find_spans()
        self._splices: dict[Span, list[bytes]] = {}
        self._written: dict[Span, etree._Element] = {}
        self._ends: list[int] = []
        self._by_end: dict[int, Span] = {}

    def write(self, element: etree._Element) -> None:
        """Write the element anew in its place."""
        self._put(self._spans[element], [element])
        span = self._spans[element]
        if span not in self._written:
            insort(self._ends, span[1])
            self._by_end[span[1]] = span
        self._written[span] = element

    def remove(self, element: etree._Element) -> None:
        """Take the element out."""
        start, end = self._spans[element]
        within = [s for s in self._splices if start <= s[0] and s[1] <= end and s[0] < s[1]]
        for span in [*within, *(s for s in self._splices if start < s[0] == s[1] < end)]:
            del self._splices[span]
            self._written.pop(span, None)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        self._put((start, end), [])

    def add_before(self, element: etree._Element, added: Sequence[etree._Element]) -> None:
        """Put elements before one that stands in the part."""
        start, _ = self._spans[element]
        for new in added:
            element.addprevious(new)
        self._put((start, start), added)

    def add_after(self, element: etree._Element, added: Sequence[etree._Element]) -> None:
        """Put elements behind one that stands in the part."""
        _, end = self._spans[element]
        for new in reversed(added):
            element.addnext(new)
        self._put((end, end), added)

    def _put(self, span: Span, new: Sequence[etree._Element]) -> None:
        """Have new elements stand at a place; one inside what was written anew is written there."""
        around = self._around(span)
        if around is not None:
            self._splices[around] = [self._spelled(self._written[around])]
            return
        spelled = [self._spelled(element) for element in new]
        held = self._splices.get(span, []) if span[0] == span[1] else []
        self._splices[span] = [*held, *spelled]

    def _around(self, span: Span) -> Span | None:
        """Return the place of an element written anew in which this place lies."""
        before = bisect_right(self._ends, span[0])
        end = self._ends[before] if before < len(self._ends) else 0
        around = self._by_end.get(end)
        if around is None or around == span or around not in self._written:
            return None
        is_inside = around[0] <= span[0] and span[1] <= end
        is_edge = span[0] == span[1] == around[0]
        return around if is_inside and not is_edge else None

    def span(self, element: etree._Element) -> Span:
        """Return where the element stood when the part was read."""
        return self._spans[element]

    @property
    def content(self) -> bytes:
        """The part's bytes: those that were read, but for what was written, added or removed."""
        pieces, done = [], 0
        for (start, end), new in sorted(self._splices.items()):
            if start < done:
                message = "holds controls inside controls, which cannot be renewed: take one away"
                raise PaperError(message)
            pieces += [self._content[done:start], *new]
            done = end
        return b"".join([*pieces, self._content[done:]])

    def _spelled(self, element: etree._Element) -> bytes:
        """Return the element as XML without what is declared around it already."""
        parent = element.getparent()
        known = parent.nsmap if parent is not None else {}
        text: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
        head, close, rest = text.partition(b">")

        def without_known(found: re.Match[bytes]) -> bytes:
            prefix, address = found[1].decode() if found[1] else None, found[2].decode()
            return b"" if known.get(prefix) == address else found[0]

        return DECLARATION.sub(without_known, head) + close + rest

    def _find_spans(self) -> dict[etree._Element, Span]:
        """Return where each of the placed elements begins and ends."""
        prefix = next((p for p, address in self.root.nsmap.items() if address == WORD), None)
        before = f"{prefix}:" if prefix else ""
        local = "|".join(etree.QName(name).localname for name in PLACED)
        token = re.compile(
            rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?){before}({local})(?=[\s/>])"
            r"""((?:"[^"]*"|'[^']*'|[^"'>/]|/(?!>))*)(/?)>""".encode(),
            re.DOTALL,
        )
        spans: dict[bytes, list[list[int]]] = {}
        still_open: list[list[int]] = []
        for found in token.finditer(self._content):
            if found[2] is None:
                continue
            if found[1]:
                still_open.pop()[1] = found.end()
                continue
            span = [found.start(), found.end()]
            spans.setdefault(found[2], []).append(span)
            if not found[4]:
                still_open.append(span)
        return self._matched(spans)

    def _matched(self, spans: dict[bytes, list[list[int]]]) -> dict[etree._Element, Span]:
        known: dict[etree._Element, Span] = {}
        for name in PLACED:
            elements = list(self.root.iter(name))
            places = spans.get(etree.QName(name).localname.encode(), [])
            if len(elements) != len(places):
                message = "is not spelled as Word spells a .docx: open it in Word and save it"
                raise PaperError(message)
            known.update(
                (element, (start, end))
                for element, (start, end) in zip(elements, places, strict=True)
            )
        return known
