"""An officer who puts everything into a commentary that Word can put there."""

from zlib import compress, crc32

from tests.report.refresh.officer import BULLET, BY, TABLE, TRACKED, Officer, paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + crc32(kind + content).to_bytes(4)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", (1).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0]))
    + _chunk(b"IDAT", compress(bytes([0, 18, 67, 109])))
    + _chunk(b"IEND", b"")
)
"""A picture of one point."""

LINK = (
    '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rLink"><w:r>'
    "<w:t>the audit report</w:t></w:r></w:hyperlink></w:p>"
)
NUMBERED = "".join(
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr><w:r>'
    f"<w:t>{words}</w:t></w:r></w:p>"
    for words in ("First the survey.",)
)
SECOND_NUMBER = NUMBERED.replace("First the survey.", "Then the works.")
QUOTE = (
    '<w:p><w:pPr><w:pStyle w:val="OfficersQuote"/></w:pPr><w:r><w:rPr><w:b/><w:i/></w:rPr>'
    "<w:t>Tenants come first.</w:t></w:r></w:p>"
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="' + DRAWING + '/wordprocessingDrawing">'
    '<wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Map" descr="Map of the wards"/>'
    '<a:graphic xmlns:a="' + DRAWING + '/main"><a:graphicData uri="' + DRAWING + '/picture">'
    '<pic:pic xmlns:pic="' + DRAWING + '/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Map"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rMap"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
COMMENTED = (
    '<w:p><w:commentRangeStart w:id="31"/><w:r><w:t>Costs rose by 4%.</w:t></w:r>'
    '<w:commentRangeEnd w:id="31"/><w:r><w:commentReference w:id="31"/></w:r></w:p>'
)
FOOTNOTED = '<w:p><w:r><w:t>As noted.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
MARKED = (
    '<w:p><w:bookmarkStart w:id="3" w:name="my_place"/><w:r><w:t>My own place.</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/></w:p>'
)
RICH = (
    "Twelve blocks came back late.", BULLET, TRACKED, TABLE, LINK, NUMBERED, SECOND_NUMBER, QUOTE,
    PICTURE, COMMENTED, MARKED, "And so it ends.",
)  # fmt: skip


def write_richly(officer: Officer, tag: str) -> None:
    """Write everything into one commentary, with the parts that Word keeps for it."""
    _relate(officer, "rLink", "hyperlink", "https://council.example/audit", outside=True)
    _relate(officer, "rMap", "image", "media/map.png")
    officer.members["word/media/map.png"] = PNG
    _replace(officer, "word/numbering.xml", "<w:num ", _PATTERN + "<w:num ", first=True)
    _replace(officer, "word/numbering.xml", "</w:numbering>", _LIST + "</w:numbering>")
    _replace(officer, "word/styles.xml", "</w:styles>", _STYLE + "</w:styles>")
    _comment(officer)
    officer.write(tag, *RICH)


def _comment(officer: Officer) -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = paragraph("Is this the final figure?").replace("<w:p ", '<w:p w14:paraId="0A0B0C0D" ')
    officer.members["word/comments.xml"] = (
        f'<w:comments {w} {w14}><w:comment w:id="31" {BY}>{said}</w:comment></w:comments>'
    ).encode()
    officer.members["word/commentsExtended.xml"] = (
        f'<w15:commentsEx {w15}><w15:commentEx w15:paraId="0A0B0C0D" w15:done="1"/>'
        f"</w15:commentsEx>"
    ).encode()
    _relate(officer, "rComments", "comments", "comments.xml")
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    _relate(officer, "rThreads", kind, "commentsExtended.xml")
    for name in ("comments", "commentsExtended"):
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        line = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        _replace(officer, "[Content_Types].xml", "</Types>", f"{line}</Types>")


def _relate(officer: Officer, key: str, kind: str, target: str, *, outside: bool = False) -> None:
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
    _replace(officer, "word/_rels/document.xml.rels", "</Relationships>", f"{line}</Relationships>")


def _replace(officer: Officer, member: str, old: str, new: str, *, first: bool = False) -> None:
    text = officer.members[member].decode()
    assert old in text
    officer.members[member] = text.replace(old, new, 1 if first else -1).encode()


_PATTERN = (
    '<w:abstractNum w:abstractNumId="55"><w:nsid w:val="1A2B3C4D"/><w:multiLevelType '
    'w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
)
_LIST = '<w:num w:numId="77"><w:abstractNumId w:val="55"/></w:num>'
_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="OfficersQuote"><w:name '
    'w:val="Officers Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="700"/></w:pPr>'
    "</w:style>"
)
