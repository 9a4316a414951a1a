"""Workbooks full of what a careless edit loses, made by XlsxWriter and by hand.

`rich_workbook(folder)` has buttons with VML, macros, sparklines, charts, tables, x14 rules,
comments and validations, and hand-made parts for slicers, pivots, threaded comments, printer
settings, custom XML and a ribbon. The other makers give one oddity each.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

Parts = dict[str, bytes]

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
WHEN = (2026, 10, 1, 12, 0, 0)


def parts_of(path: Path) -> Parts:
    """Return every part of a package by name, in order."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the package that these parts make."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def remade(path: Path, change: Callable[[Parts], object]) -> Path:
    """Return the workbook after its parts were changed in place."""
    parts = parts_of(path)
    change(parts)
    path.write_bytes(packed(parts))
    return path


def plain_workbook(folder: Path, name: str = "plain.xlsx", **options: object) -> Path:
    """Return a workbook with two sheets of texts, numbers, dates, booleans, errors and formulas."""
    path = folder / name
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Sheet")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.set_column(1, 1, 20, book.add_format({"bold": True}))
        fill(sheet, date)
        book.add_worksheet("My other sheet").write_row(0, 0, ["first", 1, 2.5])
    return path


def fill(sheet: Any, date: Any) -> None:  # noqa: ANN401 -- XlsxWriter ships no types
    """Write ten rows: name, number, date, formula, boolean, gap."""
    sheet.write_row(0, 0, ["Name", "Value", "When", "Double", "Yes", "Gap"])
    for row in range(1, 11):
        sheet.write_string(row, 0, f"KPI {row}")
        sheet.write_number(row, 1, row * 1.5)
        sheet.write_number(row, 2, 46_000 + row, date)
        sheet.write_formula(row, 3, f"=B{row + 1}*2", None, row * 3)
        sheet.write_boolean(row, 4, row % 2 == 0)
    sheet.write_formula(12, 0, "=1/0", None, "#DIV/0!")


def rich_workbook(folder: Path, name: str = "rich.xlsm") -> Path:
    """Return a workbook with everything that openpyxl or a careless edit loses."""
    path, macros = folder / name, folder / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8)
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_vba_project(str(macros))
        sheet = book.add_worksheet("Sheet")
        fill(sheet, book.add_format({"num_format": "dd/mm/yyyy"}))
        _decorate(book, sheet)
        table = book.add_worksheet("Table")
        columns = [{"header": "Ref"}, {"header": "Value"}]
        columns.append({"header": "Twice", "formula": "=tblData[[#This Row],[Value]]*2"})
        rows = [[f"K{row}", row] for row in range(1, 6)]
        table.add_table(2, 0, 7, 2, {"name": "tblData", "columns": columns, "data": rows})
    macros.unlink()
    return remade(path, _add_parts)


def _decorate(book: Any, sheet: Any) -> None:  # noqa: ANN401
    sheet.insert_button("H2", {"macro": "Rate", "caption": "Rate", "width": 80, "height": 30})
    sheet.insert_checkbox(11, 0, True)  # noqa: FBT003 -- its signature
    sheet.add_sparkline("G2", {"range": "Sheet!B2:B11"})
    sheet.conditional_format("B2:B11", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A2:A11", {"type": "text", "criteria": "containing", "value": "K"})
    sheet.data_validation("E2:E11", {"validate": "list", "source": ["TRUE", "FALSE"]})
    sheet.write_comment("A2", "An old note")
    sheet.merge_range("A15:C16", "Merged")
    sheet.write_array_formula("A18:A20", "{=B2:B4*2}", None, 3)
    sheet.write_dynamic_array_formula("C18:C20", "=SORT(B2:B4)", None, 1.5)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Sheet!$B$2:$B$11"})
    sheet.insert_chart("H6", chart)
    sheet.set_header("&LRegister&R&D")
    book.define_name("Latest", "=Sheet!$B$11")


_CUSTOM: Parts = {
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
    "customXml/item1.xml": b'<?xml version="1.0"?><label xmlns="urn:label">OFFICIAL</label>',
    "customUI/customUI14.xml": b'<customUI xmlns="http://schemas.microsoft.com/office/2009/07/cu"/>',
    "xl/threadedComments/threadedComment1.xml": DECLARATION
    + b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    b'threadedcomments"><threadedComment ref="A3" id="{1}"><text>Why?</text></threadedComment>'
    b"</ThreadedComments>",
    "xl/persons/person.xml": DECLARATION
    + b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threaded'
    b'comments"/>',
    "xl/slicers/slicer1.xml": DECLARATION
    + b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/>',
    "xl/slicerCaches/slicerCache1.xml": DECLARATION
    + b'<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/'
    b'main" name="Slicer_Ref" sourceName="Ref"/>',
    "xl/pivotTables/pivotTable1.xml": DECLARATION
    + b'<pivotTableDefinition xmlns="%s" name="Pivot" cacheId="1" dataCaption="Values">' % MAIN
    + b'<location ref="J20:K24" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
    b"</pivotTableDefinition>",
    "docMetadata/LabelInfo.xml": b'<clbl:labelList xmlns:clbl="urn:mip"/>',
}
_OF_SHEET = {
    "printerSettings": "../printerSettings/printerSettings1.bin",
    "pivotTable": "../pivotTables/pivotTable1.xml",
    "threadedComment": "/xl/threadedComments/threadedComment1.xml",
    "slicer": "..\\slicers\\slicer1.xml",
}
_OF_BOOK = {
    "person": "persons/person.xml",
    "slicerCache": "slicerCaches/slicerCache1.xml",
    "calcChain": "calcChain.xml",
}
CHAIN = DECLARATION + b'<calcChain xmlns="%s"><c r="D2" i="1"/><c r="D3"/></calcChain>' % MAIN


def _add_parts(parts: Parts) -> None:
    parts |= _CUSTOM
    parts["xl/calcChain.xml"] = CHAIN
    relate(parts, "xl/worksheets/_rels/sheet1.xml.rels", _OF_SHEET)
    relate(parts, "xl/_rels/workbook.xml.rels", _OF_BOOK)
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.chain+xml"/>'
    types = parts["[Content_Types].xml"]
    binary = b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    if b'Extension="bin"' in types:
        binary = b""
    parts["[Content_Types].xml"] = types.replace(b"</Types>", binary + override + b"</Types>")


def relate(parts: Parts, name: str, targets: Mapping[str, str]) -> None:
    """Add relationships to a part's list of them."""
    empty = DECLARATION + b'<Relationships xmlns="%s"></Relationships>' % PACKAGE_RELATIONS
    added = b"".join(
        b'<Relationship Id="rIdX%d" Type="%s/%s" Target="%s"/>'
        % (number, RELATIONS, kind.encode(), target.encode())
        for number, (kind, target) in enumerate(targets.items())
    )
    xml = parts.get(name, empty)
    parts[name] = xml.replace(b"</Relationships>", added + b"</Relationships>")


def as_strict(parts: Parts) -> None:
    """Give every part the namespaces of Strict Open XML."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            strict = content.replace(MAIN, STRICT_MAIN)
            parts[name] = strict.replace(RELATIONS, STRICT_RELATIONS)


def with_prefix(parts: Parts) -> None:
    """Spell the workbook, its sheets and its shared strings with the prefix x."""
    for name, content in parts.items():
        if re.fullmatch(r"xl/(workbook|sharedStrings|worksheets/sheet\d)\.xml", name):
            spelt = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", content)
            parts[name] = spelt.replace(b'xmlns="', b'xmlns:x="', 1)


def in_utf16(parts: Parts) -> None:
    """Write the workbook's part and its sheets in UTF-16 with a byte order mark."""
    for name, content in parts.items():
        if re.fullmatch(r"xl/(workbook|sharedStrings|worksheets/sheet\d)\.xml", name):
            text = content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            parts[name] = text.encode("utf-16")


def without_references(parts: Parts) -> None:
    """Drop `r=` from the rows and cells of the first sheet, which has no gaps up to row 11."""
    parts[SHEET] = re.sub(rb'(<(?:row|c)) r="[A-E]?\d\d?"', rb"\1", parts[SHEET])


def renamed(parts: Parts) -> None:
    """Give the main parts names that nobody would guess."""
    names = {"xl/workbook.xml": "xl/workbook10.xml", SHEET: "xl/worksheets/Blatt-3.xml"}
    names["xl/_rels/workbook.xml.rels"] = "xl/_rels/workbook10.xml.rels"
    held = {names.get(name, name): content for name, content in parts.items()}
    for name in ("_rels/.rels", "xl/_rels/workbook10.xml.rels", "[Content_Types].xml"):
        held[name] = held[name].replace(b"xl/workbook.xml", b"xl/workbook10.xml")
        held[name] = held[name].replace(b"worksheets/sheet1.xml", b"worksheets/Blatt-3.xml")
    parts.clear()
    parts |= held


def with_comments(parts: Parts) -> None:
    """Put comments and CDATA where a search for tags would stumble."""
    xml = parts[SHEET].replace(b"<sheetData>", b'<!-- <sheetData><row r="1"> --><sheetData>')
    xml = xml.replace(b'<row r="5"', b'<!-- <c r="B5"/></row> --><row r="5"')
    parts[SHEET] = xml.replace(b"<v>1.5</v>", b"<v><![CDATA[1.5]]></v><!-- </c> -->")


def with_shared_formulas(parts: Parts) -> None:
    """Let D2 hold the formula that D3 to D11 share."""
    xml = re.sub(
        rb'(<c r="D2"[^>]*>)<f>[^<]*</f>',
        rb'\1<f t="shared" ref="D2:D11" si="0">B2*2</f>',
        parts[SHEET],
    )
    parts[SHEET] = re.sub(
        rb'(<c r="D(?:[3-9]|1[01])"[^>]*>)<f>B\d+\*2</f>', rb'\1<f t="shared" si="0"/>', xml
    )


def without_shared_strings(parts: Parts) -> None:
    """Hold every text in its own cell."""
    texts = re.findall(rb"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    for name in (SHEET, "xl/worksheets/sheet2.xml"):
        parts[name] = re.sub(
            rb'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="s"><v>(\d+)</v>',
            lambda found: b'%s t="inlineStr"><is><t>%s</t></is>' % (found[1], texts[int(found[2])]),
            parts[name],
        )
    del parts["xl/sharedStrings.xml"]
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = re.sub(
            rb"<(?:Override|Relationship) [^>]*haredStrings[^>]*/>", b"", parts[name]
        )


ODDITIES: dict[str, Callable[[Parts], None]] = {
    "strict": as_strict,
    "prefixed": with_prefix,
    "utf16": in_utf16,
    "no references": without_references,
    "renamed": renamed,
    "comments": with_comments,
    "shared formulas": with_shared_formulas,
    "inline strings": without_shared_strings,
}
"""What a workbook may be like, by name; each changes the parts of a plain one."""


def with_absolute_targets(parts: Parts) -> None:
    """Spell the workbook's targets from the root of the package."""
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b'Target="', b'Target="/xl/')


def without_formats(parts: Parts) -> None:
    """Have every cell in the ordinary format."""
    for name in (SHEET, "xl/worksheets/sheet2.xml"):
        parts[name] = re.sub(rb' (?:s|style)="\d+"', b"", parts[name])


def without_styles(parts: Parts) -> None:
    """Drop the part of the formats."""
    del parts["xl/styles.xml"]
    without_formats(parts)
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rb"<(?:Override|Relationship) [^>]*styles[^>]*/>", b"", parts[name])


def styled(change: Callable[[bytes], bytes]) -> Callable[[Parts], None]:
    """Return what changes the part of the formats."""

    def apply(parts: Parts) -> None:
        before = parts["xl/styles.xml"]
        parts["xl/styles.xml"] = change(before)
        assert parts["xl/styles.xml"] != before
        if change in (blank_lists, no_lists):
            without_formats(parts)

    return apply


def no_lists(xml: bytes) -> bytes:
    """Return formats without any list."""
    lists = rb"<(fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles|dxfs)\b"
    return re.sub(lists + rb"(?:[^>]*/>|.*?</\1>)", b"", xml)


def no_parents(xml: bytes) -> bytes:
    """Return formats without named styles."""
    xml = re.sub(rb' xfId="0"', b"", xml)
    return re.sub(rb"<(cellStyleXfs|cellStyles)\b.*?</\1>", b"", xml)


def blank_lists(xml: bytes) -> bytes:
    """Return formats with an empty list, and one with a blank in its tags."""
    xml = re.sub(rb"<cellXfs.*?</cellXfs>", b"<cellXfs ></cellXfs>", xml)
    return re.sub(rb"<fonts.*?</fonts>", b"<fonts count='0' />", xml)


def prefixed_styles(xml: bytes) -> bytes:
    """Return formats spelt with a prefix."""
    spelt = re.sub(rb"<(/?)([A-Za-z])", rb"<\1s:\2", xml)
    return spelt.replace(b'xmlns="', b'xmlns:s="', 1)


def prefixed_package(parts: Parts) -> None:
    """Spell the lists of the package with a prefix."""
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        spelt = re.sub(rb"<(/?)([A-Za-z])", rb"<\1p:\2", parts[name])
        parts[name] = spelt.replace(b'xmlns="', b'xmlns:p="', 1)


def utf16_package(parts: Parts) -> None:
    """Write the formats and the workbook's relationships in UTF-16."""
    for name in ("xl/styles.xml", "xl/_rels/workbook.xml.rels"):
        text = parts[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        parts[name] = text.encode("utf-16")


AWKWARD: dict[str, Callable[[Parts], None]] = ODDITIES | {
    "absolute targets": with_absolute_targets,
    "no styles": without_styles,
    "no lists of formats": styled(no_lists),
    "blank lists of formats": styled(blank_lists),
    "uncounted lists": styled(lambda xml: re.sub(rb'(<\w+) count="\d+"', rb"\1", xml)),
    "prefixed styles": styled(prefixed_styles),
    "prefixed package": prefixed_package,
    "UTF-16 package": utf16_package,
    "no formats of parents": styled(no_parents),
}
"""What a package may be like besides."""
