"""Word files with one fault each, in the words of WordprocessingML."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from docx_templates.wordfile import word_file
from docx_templates.wordxml import NAMESPACES, paragraph, run, said
from tests.report.reading import parts
from xlkpi.report.check.finding import Finding
from xlkpi.report.check.rules import findings

HEADING = said("Heading1", "Scorecard")
WORDS = said("Normal", "Words")
HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
TITLE = '<w:tblPr><w:tblCaption w:val="Facts"/></w:tblPr>'
PLACED = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def found(body: str, edges: Mapping[str, str] | None = None, title: str = "Paper") -> list[Finding]:
    """Return the findings about a file with this body."""
    return list(findings(word_file(title, body, edges or {})))


def codes(body: str, edges: Mapping[str, str] | None = None) -> list[str]:
    """Return the codes of the findings about a file with this body."""
    return [one.code for one in found(body, edges)]


def text(words: str, look: str = "", style: str = "Normal", properties: str = "") -> str:
    """Return a paragraph whose one run has these run properties."""
    one = f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"
    return paragraph(style, one, properties=properties)


def cell(content: str, properties: str = "") -> str:
    """Return a cell; a bare text becomes a paragraph."""
    inside = content if content.startswith("<w:") else paragraph("Normal", run(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str, properties: str = TITLE, head: str = HEAD) -> str:
    """Return a table whose first row is its heading."""
    first, *others = rows
    lines = f"<w:tr>{head}{first}</w:tr>" + "".join(f"<w:tr>{row}</w:tr>" for row in others)
    return f"<w:tbl>{properties}{lines}</w:tbl>{WORDS}"


def fill(colour: str) -> str:
    """Return a shading."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def picture(words: str | None, kind: str = "inline", inside: str = "") -> str:
    """Return a paragraph that shows a picture with these words; None for no words at all."""
    said_of_it = "" if words is None else f' descr="{words}"'
    return paragraph(
        "Normal",
        f'<w:r><w:drawing {PLACED}><wp:{kind}><wp:docPr id="1" name="P"{said_of_it}>{inside}'
        f"</wp:docPr></wp:{kind}></w:drawing></w:r>",
    )


def repacked(docx: bytes, **changed: bytes) -> bytes:
    """Return the file with whole parts replaced; `word_styles_xml` is `word/styles.xml`."""
    names = {name.replace("/", "_").replace(".", "_"): name for name in parts(docx)}
    content = parts(docx) | {names.get(key, key): part for key, part in changed.items()}
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return out.getvalue()


def header(content: str) -> Mapping[str, str]:
    """Return a page header with this content."""
    return {"header1.xml": f"<w:hdr {NAMESPACES}>{content}</w:hdr>"}


SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
