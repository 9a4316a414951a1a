"""Officers' paper: a .docx as they saved it, its members kept as bytes until one must change."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.identity import Identity, identity_in, with_identity
from xlkpi.report.record import Written, is_record, record_part, written_in
from xlkpi.report.wordml import value_of, w

PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a password-protected file begins, and a .doc of before 2007."""

MOST_BYTES = 1 << 29
EARLIEST = (1980, 1, 1, 0, 0, 0)
TYPES, MAIN_RELATIONS = "[Content_Types].xml", "_rels/.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT, CUSTOM = f"{OFFICE}/officeDocument", f"{OFFICE}/custom-properties"
RECORD = re.compile(r"customXml/item\d+\.xml")
STYLE_RULE, STYLE_NAME, STYLE_ID = w("style"), w("name"), w("styleId")
NOT_A_PAPER = "cannot be read as a Word document: expected a .docx that xlkpi made"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part."""

    key: str
    kind: str
    target: str
    """The name of the member it leads to; an address outside the file as it is."""
    is_external: bool = False


class OfficersPaper:
    """A paper that somebody has worked in."""

    def __init__(self, content: bytes) -> None:
        """Read the paper.

        Raises:
            PaperError: it is damaged, protected, holds macros or is no Word document.
        """
        if content.startswith(PROTECTED):
            message = (
                "is protected by a password, or is an old .doc: open it in Word, take the password "
                "off and save it as .docx"
            )
            raise PaperError(message)
        try:
            self._read(content)
            self.document = next(r.target for r in self.relations("") if r.kind == DOCUMENT)
            types = self.members[TYPES].decode()
            self._read_own_parts()
        except (BadZipFile, KeyError, StopIteration, RuntimeError, zlib.error) as error:
            raise PaperError(NOT_A_PAPER) from error
        except (etree.LxmlError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
            raise PaperError(NOT_A_PAPER) from error
        if "macroEnabled" in types:
            message = "holds macros: save it in Word as .docx, which has none, and refresh that"
            raise PaperError(message)
        if "wordprocessingml.document.main+xml" not in types or self.document not in self.members:
            raise PaperError(NOT_A_PAPER)

    def _read(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self._infos = {info.filename: info for info in package.infolist()}
            is_odd = len(self._infos) < len(package.infolist())
            if is_odd or sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                raise PaperError(NOT_A_PAPER)
            self.members = {name: package.read(name) for name in self._infos}
        self._as_read = dict(self.members)

    def _read_own_parts(self) -> None:
        """Read once what the paper says of itself, so that a damaged part is met here."""
        self._style_ids = self._read_style_ids()
        properties, record = self._properties, self._record
        self._identity = identity_in(self.members[properties]) if properties else None
        self._written = self.members[record] if record else b""
        if self._written:
            written_in(self._written)
        for part in self.written_parts:
            self.relations(part)

    @property
    def is_changed(self) -> bool:
        """Whether any member is another than was read."""
        return self.members != self._as_read

    @property
    def written_parts(self) -> tuple[str, ...]:
        """The members that hold text: the paper, then its headers and footers."""
        kinds = (f"{OFFICE}/header", f"{OFFICE}/footer")
        edges = {r.target for r in self.relations(self.document) if r.kind in kinds}
        return (self.document, *sorted(edges & self.members.keys()))

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of a part; of the file itself where `part` is empty."""
        content = self.members.get(relations_of(part))
        if content is None:
            return []
        return [_relation(part, node) for node in etree.fromstring(content).iterchildren("*")]

    @property
    def style_ids(self) -> Mapping[str, str]:
        """The ids of the styles by the name that Word shows."""
        return self._style_ids

    def _read_style_ids(self) -> Mapping[str, str]:
        found = (r.target for r in self.relations(self.document) if r.kind == f"{OFFICE}/styles")
        content = self.members.get(next(found, ""))
        if content is None:
            return {}
        styles = etree.fromstring(content).iterchildren(STYLE_RULE)
        return {value_of(s.find(STYLE_NAME)): s.get(STYLE_ID, "") for s in styles}

    @property
    def identity(self) -> Identity | None:
        """What the paper says of itself; None where it says nothing that is ours."""
        return self._identity

    def set_identity(self, identity: Identity) -> None:
        """Have the paper say which it is; the part is there, or the paper would not be known."""
        if self.identity != identity and self._properties:
            held = self.members[self._properties]
            self.members[self._properties] = with_identity(held, identity)
            self._identity = identity

    @property
    def written(self) -> Written:
        """What was written into the paper; nothing where the record has been removed."""
        return written_in(self._written) if self._written else Written()

    def set_written(self, written: Written) -> None:
        """Have the paper remember what was written into it."""
        if self._record and written != self.written:
            self._written = self.members[self._record] = record_part(written)

    def to_bytes(self) -> bytes:
        """Return the file, its members in the order in which they were read, new ones last."""
        out = BytesIO()
        with ZipFile(out, "w") as target:
            for name, content in self.members.items():
                held = self._infos.get(name)
                info = ZipInfo(name, held.date_time if held else EARLIEST)
                info.compress_type = held.compress_type if held else ZIP_DEFLATED
                info.external_attr = held.external_attr if held else 0
                target.writestr(info, content)
        return out.getvalue()

    @property
    def _properties(self) -> str:
        found = (r.target for r in self.relations("") if r.kind == CUSTOM)
        return next((name for name in found if name in self.members), "")

    @property
    def _record(self) -> str:
        named = (n for n in self.members if RECORD.fullmatch(n) and is_record(self.members[n]))
        return next(named, "")


def relations_of(part: str) -> str:
    """Return the name of the member that holds a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if part else MAIN_RELATIONS


def _relation(part: str, node: etree._Element) -> Relation:
    target, is_external = node.get("Target", ""), node.get("TargetMode") == "External"
    held = target if is_external else normpath(join("/", dirname(part), target)).lstrip("/")
    return Relation(node.get("Id", ""), node.get("Type", ""), held, is_external)
