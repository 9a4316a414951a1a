"""The shared strings of a workbook: read by number, and added to at the end."""

import re

from xlkpi.workbook.edit.xml_bytes import Splice, markup, masked, tag_at
from xlkpi.workbook.parts import parsed

_ROOT = re.compile(rb"<(?:[^\s<>/!?:]+:)?sst[\s/>]")


class SharedStrings:
    """The part that holds the texts of cells, as UTF-8."""

    def __init__(self, xml: bytes) -> None:
        """Find every string; a ValueError says that the part is not one."""
        self.xml = xml
        self._seen = masked(xml)
        found = _ROOT.search(self._seen)
        if found is None:
            message = "sst"
            raise ValueError(message)
        self.root = tag_at(self._seen, found.start())
        item = re.compile(rb"<%ssi[\s/>]" % re.escape(self.root.prefix))
        self._starts = [one.start() for one in item.finditer(self._seen, self.root.end)]
        self.end = (
            self.root.end if self.root.is_empty else self._seen.rindex(b"</%s" % self.root.name)
        )
        self._added: dict[str, int] = {}
        self.uses = 0
        """How many more cells show a shared string than before."""

    def text(self, number: int) -> str:
        """Return a string as its cell's part would hold it, phonetic hints left out."""
        if not 0 <= number < len(self._starts):
            message = "shared string"
            raise IndexError(message)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self.end
        opening = self.root.with_attributes(is_empty=False)
        root = parsed(opening + self.xml[start:end] + b"</%s>" % self.root.name)
        item = root[0]
        texts = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
        return "".join(text.text or "" for text in texts)

    def add(self, text: str) -> int:
        """Return the number of a string that is added; the same text is added once."""
        return self._added.setdefault(text, len(self._starts) + len(self._added))

    def splices(self) -> list[Splice]:
        """Return what puts the added strings into the part."""
        if not self._added and not self.uses:
            return []
        prefix = self.root.prefix
        items = b"".join(
            b"<%ssi>%s</%ssi>" % (prefix, text_element(prefix, text), prefix)
            for text in self._added
        )
        counts: dict[str, bytes | None] = {}
        for name, more in (("count", self.uses), ("uniqueCount", len(self._added))):
            held = self.root.get(name.encode())
            if held is not None and held.isdigit():
                counts[name] = b"%d" % max(0, int(held) + more)
        tag = self.root.with_attributes(is_empty=False, **counts)
        if self.root.is_empty:
            items += b"</%s>" % self.root.name
            return [Splice(self.root.start, self.root.end, tag + items)]
        return [
            Splice(self.root.start, self.root.end, tag),
            Splice(self.end, self.end, items),
        ]


def text_element(prefix: bytes, text: str) -> bytes:
    """Return the element of an escaped text; its spaces at the ends are kept."""
    keep = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    return b"<%st%s>%s</%st>" % (prefix, keep, markup(text), prefix)
