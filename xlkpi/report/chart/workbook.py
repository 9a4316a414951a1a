"""Workbook: the figures of a chart as the small spreadsheet that Word opens under Edit Data."""

from collections.abc import Sequence
from io import BytesIO
from string import ascii_uppercase
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlkpi.report.chart.chart import Chart

SHEET = "Sheet1"
FIRST_ROW = 2
NAMES, FIRST_SERIES = 1, 2
"""The columns, counted from 0, of the names under the axis and of the first series."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"

FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{BOOK}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{BOOK}.styles+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Arial"/>'
        '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>'
        '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def workbook(chart: Chart) -> bytes:
    """Return the workbook: periods down the first column, their short names, then each series."""
    columns = (
        ("Period", chart.periods),
        ("Name under the axis", chart.names),
        *((line.name, line.values) for line in chart.lines),
    )
    table = [[name for name, _ in columns], *zip(*(values for _, values in columns), strict=True)]
    rows = "".join(_row(number, values) for number, values in enumerate(table, 1))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, content in {**FIXED, "xl/worksheets/sheet1.xml": sheet}.items():
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, HEAD + content)
    return out.getvalue()


def cells_of(column: int, periods: int) -> str:
    """Return where a column stands without its name, as a chart refers to it."""
    letter = letters_of(column)
    return f"{SHEET}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + periods - 1}"


def heading_of(column: int) -> str:
    """Return where a column's name stands, as a chart refers to it."""
    return f"{SHEET}!${letters_of(column)}$1"


def letters_of(column: int) -> str:
    """Return a column's letters: `A` for 0, `AA` for 26."""
    before, last = divmod(column, len(ascii_uppercase))
    return (letters_of(before - 1) if before else "") + ascii_uppercase[last]


def _row(number: int, values: Sequence[str | float | None]) -> str:
    cells = "".join(
        _cell(f"{letters_of(column)}{number}", value)
        for column, value in enumerate(values)
        if value not in {None, ""}
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: str | float | None) -> str:
    if isinstance(value, str):
        words = f'<t xml:space="preserve">{escape(value)}</t>'
        return f'<c r="{place}" t="inlineStr"><is>{words}</is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'
