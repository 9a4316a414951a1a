"""Buttons on a sheet: one for each action and Help, in the row above the table."""

from collections.abc import Iterator

from xlkpi.actions.catalogue import ACTIONS
from xlkpi.errors import WorkbookError
from xlkpi.host.excel import package as around
from xlkpi.host.excel.wrappers import HELP_MACRO
from xlkpi.workbook.edit.new_part import namespaces
from xlkpi.workbook.edit.outline import Element, outline
from xlkpi.workbook.edit.package_xml import free_ident
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.xml_bytes import Splice, markup, tag_at
from xlkpi.workbook.parts import canonical, relationships_part

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
WIDTH, HEIGHT, EDGE = 108, 26, 3
"""In pixels."""
_BEHIND = (
    "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
"""What stands behind the drawing of buttons in a sheet's part."""
_HEAD = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap '
    b'v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t201" coordsize="21600,21600" '
    b'o:spt="201" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path '
    b'shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/><o:lock '
    b'v:ext="edit" shapetype="t"/></v:shapetype>'
)
_SHAPE = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t201" alt="%s" style="position:absolute;width:%dpx;'
    b'height:%dpx;z-index:%d;mso-wrap-style:tight" o:button="t" fillcolor="buttonFace [67]" '
    b'strokecolor="windowText [64]" o:insetmode="auto"><v:fill color2="buttonFace [67]" '
    b'o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/><v:textbox '
    b'style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center"><font '
    b'face="Calibri" size="220" color="#000000">%s</font></div></v:textbox><x:ClientData '
    b'ObjectType="Button"><x:Anchor>%d, %d, 0, %d, %d, %d, 0, %d</x:Anchor><x:PrintObject>False'
    b"</x:PrintObject><x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!%s</x:FmlaMacro><x:TextHAlign>"
    b"Center</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
)
_FIRST_SHAPE = 1025


def add_buttons(plan: Plan, sheet_name: str, first_column: int) -> None:
    """Plan the buttons into a sheet's first row, a column each from `first_column` on.

    Raises:
        WorkbookError: the sheet has comments or buttons of its own.
    """
    sheet = plan.book.sheet(sheet_name)
    xml = plan.book.read(sheet.part)[0]
    root, *children = outline(xml)
    if any(one.name == "legacyDrawing" for one in children):
        message = f"'{sheet_name}' has comments or buttons of its own already"
        raise WorkbookError(message)
    entry = around.free_name(plan, "xl/drawings", "vmlDrawing", ".vml")
    plan.texts[canonical(entry)], plan.fresh[canonical(entry)] = _drawing(first_column), entry
    around.declare(plan, entry, VML_TYPE)
    relations = namespaces(plan)[1]
    ident = free_ident(plan.text(relationships_part(sheet.part)))
    around.relate(plan, sheet.part, f"{relations}/vmlDrawing", entry)
    place = _place(xml, root, children)
    prefix = tag_at(xml, root.start).prefix
    new = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (
        prefix,
        relations.encode(),
        ident.encode(),
    )
    plan.splice(sheet.part, [Splice(place, place, new)])


def name_sheets(plan: Plan) -> None:
    """Plan a code name for every worksheet, as Excel gives one where there are macros."""
    for number, name in enumerate(plan.book.parts.sheets, start=1):
        sheet = plan.book.sheet(name)
        xml = plan.book.read(sheet.part)[0]
        root, *children = outline(xml)
        spelt = b"Sheet%d" % number
        if children and children[0].name == "sheetPr":
            tag = tag_at(xml, children[0].start)
            new = Splice(tag.start, tag.end, tag.with_attributes(codeName=spelt))
        else:
            prefix = tag_at(xml, root.start).prefix
            new = Splice(root.end, root.end, b'<%ssheetPr codeName="%s"/>' % (prefix, spelt))
        plan.splice(sheet.part, [new])


def _drawing(first_column: int) -> bytes:
    buttons = [(action.label, action.macro) for action in ACTIONS.values()]
    return _HEAD + b"".join(_shapes([*buttons, ("Help", HELP_MACRO)], first_column)) + b"</xml>"


def _shapes(buttons: list[tuple[str, str]], first_column: int) -> Iterator[bytes]:
    for number, (label, macro) in enumerate(buttons):
        column, said = first_column - 1 + number, markup(label)
        yield _SHAPE % (
            _FIRST_SHAPE + number, said, WIDTH, HEIGHT, number + 1, said,
            column, EDGE, EDGE, column, EDGE + WIDTH, EDGE + HEIGHT, macro.encode(),
        )  # fmt: skip


def _place(xml: bytes, root: Element, children: list[Element]) -> int:
    """Return where the schema has the drawing stand."""
    behind = [one.start for one in children if one.name in _BEHIND]
    if behind:
        return min(behind)
    return children[-1].end if children else xml.rindex(b"</", root.end)
