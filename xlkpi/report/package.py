"""Word file: opened with python-docx, written so that the same content gives the same bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from xlkpi.errors import TemplateError
from xlkpi.report.chart.chartml import (
    CHART_RELATION,
    CHART_TYPE,
    WORKBOOK_RELATION,
    WORKBOOK_TYPE,
)
from xlkpi.report.identity import Identity, with_identity
from xlkpi.report.wordml import VALUE, w

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the zip: the oldest that a zip can say."""

CREATOR = "xlkpi"
LONGEST_PROPERTY = 255
"""So many characters of a title or subject Word and python-docx allow."""

PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
PACKED = (".png", ".xlsx")
"""What is packed already."""

TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
STORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem xmlns:ds="'
    b'http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    b'ds:itemID="{6A1C5F1E-0B7D-4E0F-9C53-7A6B706A7062}"><ds:schemaRefs/></ds:datastoreItem>'
)
"""What Word wants to know of a part of custom XML: a number of its own."""

RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; dates come from the paper, never from the clock."""

    title: str
    subject: str
    as_at: date


class WordFile:
    """A .docx in memory."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._pictures = self._charts = 0

    @classmethod
    def opened(cls, path: Path) -> "WordFile":
        """Return the Word file in `path`.

        Raises:
            TemplateError: there is none, or it is not a .docx that can be read.
        """
        try:
            return cls(Document(str(path)))
        except (OpcError, BadZipFile, KeyError, ValueError, OSError, etree.LxmlError) as error:
            found = "cannot be read as a Word document" if path.exists() else "does not exist"
            message = f"{path.name} {found}: expected a .docx template in {path.parent.name}/"
            raise TemplateError(message) from error

    @property
    def roots(self) -> tuple[etree._Element, ...]:
        """The parts that hold text: the paper, then its headers and footers by name."""
        parts = [part for part in self._parts() if isinstance(part, XmlPart)]
        edges = [part.element for part in parts if part.element.tag in (w("hdr"), w("ftr"))]
        return (self._document.part.element, *edges)

    @property
    def style_ids(self) -> Mapping[str, str]:
        """The ids of the styles by the name that Word shows."""
        styles = self._document.styles.element.iter(w("style"))
        named = ((style.find(w("name")), style.get(w("styleId"))) for style in styles)
        return {name.get(VALUE): key for name, key in named if name is not None}

    def add_picture(self, content: bytes, kind: str) -> str:
        """Return the relationship id of a new picture in the paper; `kind` is `png` or `svg`."""
        self._pictures += 1
        name = PackURI(f"/word/media/trend{self._pictures}.{kind}")
        paper = self._document.part
        part = Part(name, PICTURES[kind], content, paper.package)
        # -- an id of our own: python-docx looks through every other picture to find a free one --
        key = f"trend{self._pictures}"
        paper.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, key)
        return key

    def chart(self, key: str) -> bytes | None:
        """Return the chart that a relationship of the paper leads to, None where there is none."""
        rel = self._document.part.rels.get(key)
        return rel.target_part.blob if rel and rel.reltype == CHART_RELATION else None

    def add_chart(self, content: bytes, workbook: bytes) -> str:
        """Return the relationship id of a new chart with its workbook."""
        paper = self._document.part
        self._charts += 1
        chart = Part(
            PackURI(f"/word/charts/kpi{self._charts}.xml"), CHART_TYPE, content, paper.package
        )
        held = PackURI(f"/word/embeddings/kpi{self._charts}.xlsx")
        chart.relate_to(Part(held, WORKBOOK_TYPE, workbook, paper.package), WORKBOOK_RELATION)
        key = f"kpiChart{self._charts}"
        paper.rels.add_relationship(CHART_RELATION, chart, key)
        return key

    def drop_charts(self, keys: set[str]) -> None:
        """Take out charts that stand nowhere in the paper any more."""
        for key in keys:
            self._document.part.rels.pop(key, None)

    def add_identity(self, identity: Identity) -> None:
        """Have the file say which paper it is."""
        package = self._document.part.package
        rels = package.rels.values()
        kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
        held = next((rel.target_part for rel in rels if rel.reltype == kind), None)
        content = with_identity(held.blob if held else None, identity)
        name = held.partname if held else PackURI("/docProps/custom.xml")
        part = Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
        if held:
            next(rel for rel in rels if rel.reltype == kind)._target = part  # noqa: SLF001 -- python-docx has no other way
        else:
            package.relate_to(part, kind)

    def add_record(self, record: bytes) -> None:
        """Have the file hold what was written into it."""
        package = self._document.part.package
        taken = {part.partname for part in self._parts()}
        number = next(n for n in count(1) if f"/customXml/item{n}.xml" not in taken)
        part = Part(PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, record, package)
        name = PackURI(f"/customXml/itemProps{number}.xml")
        kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
        part.relate_to(Part(name, kind, STORE, package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

    def to_bytes(self, properties: Properties) -> bytes:
        """Return the finished file."""
        core = self._document.core_properties
        core.title = properties.title[:LONGEST_PROPERTY]
        core.subject, core.language = properties.subject[:LONGEST_PROPERTY], "en-GB"
        core.author = core.last_modified_by = CREATOR
        core.created = core.modified = datetime.combine(properties.as_at, time(), UTC)
        core.revision = 1
        out = BytesIO()
        with ZipFile(out, "w") as target:
            for name, content in self._contents():
                info = ZipInfo(name, EARLIEST)
                info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
                target.writestr(info, content)
        return out.getvalue()

    def _parts(self) -> list[Part]:
        """Return the parts of the file by name."""
        return sorted(self._document.part.package.iter_parts(), key=lambda part: part.partname)

    def _contents(self) -> Iterator[tuple[str, bytes | str]]:
        """Return each member of the zip with its content, the list of types first."""
        parts = self._parts()
        yield "[Content_Types].xml", _content_types(parts)
        yield "_rels/.rels", self._document.part.package.rels.xml
        for part in parts:
            yield part.partname.membername, part.blob
            if part.rels:
                yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: list[Part]) -> str:
    """Return the list of what each part is; pictures are known by their ending."""
    known = {"rels": RELATIONS_TYPE, "xml": "application/xml", **PICTURES}
    endings = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in known.items()
    )
    named = "".join(
        f"<Override PartName={quoteattr(name)} ContentType={quoteattr(part.content_type)}/>"
        for part in parts
        if PICTURES.get((name := part.partname).ext) != part.content_type
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<Types xmlns="{TYPES_NAMESPACE}">{endings}{named}</Types>'
