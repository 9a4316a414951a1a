"""An officer at work in a paper, as the XML that Word leaves behind."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from tests.report.reading import W, controls, parts, text, value

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
BY = 'w:author="Head of Housing Options" w:date="2026-10-26T09:14:00Z"'
DOCUMENT = "word/document.xml"


class Officer:
    """Opens a paper, edits its XML and saves it."""

    def __init__(self, docx: bytes) -> None:
        self.members = parts(docx)
        self.root = etree.fromstring(self.members[DOCUMENT])
        self.typed: list[str] = []
        """Everything that was written by hand."""

    def saved(self) -> bytes:
        """Return the paper, its XML spelled and packed as Word does."""
        xml = etree.tostring(self.root, encoding="UTF-8").replace(b"&#13;", b"")
        head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        self.members[DOCUMENT] = head + xml
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as package:
            for name, content in self.members.items():
                package.writestr(name, content)
        return out.getvalue()

    def control(self, tag: str, number: int = 0) -> etree._Element:
        """Return a control by its tag."""
        return [sdt for sdt in self.root.iter(f"{W}sdt") if value(sdt, "sdtPr/tag") == tag][number]

    def content(self, tag: str) -> etree._Element:
        """Return what stands in a control."""
        found = self.control(tag).find(f"{W}sdtContent")
        assert found is not None
        return found

    def write(self, tag: str, *content: str) -> None:
        """Write into an officer-owned control as Word does: no placeholder, runs split."""
        properties = self.control(tag).find(f"{W}sdtPr")
        assert properties is not None
        for shown in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(shown)
        holder = self.content(tag)
        is_block = holder.find(f"{W}p") is not None
        for child in list(holder):
            holder.remove(child)
        for one in content:
            holder.append(
                xml(one if one.startswith("<") else paragraph(one) if is_block else split(one))
            )
            self.typed += [said for said in text(holder[-1]).split("\n") if said]

    def add_after(self, element: etree._Element, content: str) -> None:
        """Add XML behind an element."""
        made = xml(content)
        element.addnext(made)
        self.typed.append(text(made))

    def comment_on(self, run: etree._Element) -> None:
        """Put a comment on a run."""
        run.addprevious(xml('<w:commentRangeStart w:id="7"/>'))
        run.addnext(xml('<w:r><w:commentReference w:id="7"/></w:r>'))
        run.addnext(xml('<w:commentRangeEnd w:id="7"/>'))
        self.members["word/comments.xml"] = (
            f'<w:comments {NAMESPACES}><w:comment w:id="7" {BY}>{paragraph("Please check.")}'
            f"</w:comment></w:comments>"
        ).encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        self._add(
            "[Content_Types].xml",
            f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>',
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        self._add(
            "word/_rels/document.xml.rels",
            f'<Relationship Id="rComments" Type="{kind}" Target="comments.xml"/>',
        )

    def _add(self, member: str, line: str) -> None:
        head, close, tail = self.members[member].decode().rpartition("</")
        self.members[member] = f"{head}{line}{close}{tail}".encode()

    def item(self, tag: str) -> etree._Element:
        """Return the item of a repeating section."""
        return self.control(tag)


def xml(content: str) -> etree._Element:
    """Return one element of WordprocessingML."""
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", content, count=1))


def split(words: str) -> str:
    """Return the words as Word splits them: a spelling mark and a revision number between."""
    half = len(words) // 2
    spelling = '<w:proofErr w:type="spellStart"/>'
    return f'<w:ins w:id="9{half}" {BY}>{_run(words[:half])}{spelling}{_run(words[half:])}</w:ins>'


def paragraph(words: str, properties: str = "") -> str:
    """Return a paragraph of two runs."""
    half = len(words) // 2
    in_english = '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    first, second = _run(words[:half]), _run(words[half:], in_english)
    return f'<w:p w:rsidR="00A1">{properties}{first}{second}</w:p>'


def _run(words: str, look: str = "") -> str:
    return f'<w:r w:rsidR="00B2">{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


BULLET = (
    '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>Void standard agreed with tenants</w:t></w:r></w:p>"
)
TRACKED = (
    f'<w:p><w:ins w:id="901" {BY}><w:r><w:t>Contract starts in May.</w:t></w:r>'
    f'</w:ins><w:del w:id="902" {BY}><w:r><w:delText>Contract starts in April.</w:delText></w:r>'
    "</w:del></w:p>"
)
TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r>"
    "<w:t>Works by ward</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def raw_without_ours(document: bytes) -> bytes:
    """Return the raw bytes between the innermost controls, chips made alike."""
    innermost = rb"<w:sdt>(?:(?!<w:sdt>).)*?</w:sdt>"
    found = re.sub(innermost, _mask, document, flags=re.DOTALL)
    return re.sub(rb'"KPIRAG\w+"', b'"chip"', found)


def _mask(found: re.Match[bytes]) -> bytes:
    tag = re.search(rb'<w:tag w:val="([^"]*)"', found[0])
    if tag is None or tag[1].startswith(b"commentary"):
        return found[0]
    return b"<" + tag[1] + b">"


def data(docx: bytes) -> dict[str, set[str]]:
    """Return the texts of the controls of data by tag."""
    found: dict[str, set[str]] = {}
    for one in controls(docx):
        if one.is_data:
            found.setdefault(one.tag, set()).add(one.text)
    return found


def whole_text(docx: bytes) -> str:
    """Return all text of the paper itself, deleted text included."""
    root = etree.fromstring(parts(docx)[DOCUMENT])
    return "".join(node.text or "" for node in root.iter(f"{W}t", f"{W}delText"))
