"""The ribbon tab "KPI Register": every action and Help, in a part of its own or merged in."""

from collections.abc import Iterator

from xlkpi.actions.catalogue import ACTIONS
from xlkpi.host.excel.wrappers import RIBBON_MACRO
from xlkpi.workbook.edit.outline import Element, elements_named, outline
from xlkpi.workbook.edit.xml_bytes import Splice, markup, tag_at

NAMESPACE = b"http://schemas.microsoft.com/office/2009/07/customui"
LABEL = "KPI Register"
TAB = "xlkpiTab"
HELP = "help"
PICTURES = {"check": "DataValidation", "rate": "CalculateNow", "post": "FileSave"}
_BEFORE = {"ribbon": ("officeMenu", "qat"), "customUI": ("commands",)}
OTHER_PICTURE, HELP_PICTURE = "FileSaveAsOtherFormats", "Help"


def new_ribbon() -> bytes:
    """Return a ribbon part with the tab and nothing else."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<customUI xmlns="%s"><ribbon><tabs>%s</tabs></ribbon></customUI>' % (NAMESPACE, tab(b""))
    )


def tab(prefix: bytes) -> bytes:
    """Return the tab's element, its names spelt with a prefix."""
    group = b'<%sgroup id="xlkpiGroup" label="%s">' % (prefix, markup(LABEL))
    buttons = b"".join(_buttons(prefix))
    return b'<%(p)stab id="%(id)s" label="%(label)s">%(group)s%(all)s</%(p)sgroup></%(p)stab>' % {
        b"p": prefix,
        b"id": TAB.encode(),
        b"label": markup(LABEL),
        b"group": group,
        b"all": buttons,
    }


def with_tab(xml: bytes) -> list[Splice]:
    """Return the splice that adds the tab to an officer's own ribbon, behind its tabs."""
    prefix = tag_at(xml, outline(xml)[0].start).prefix
    new = tab(prefix)
    for name in ("tabs", "ribbon"):
        if found := elements_named(xml, name):
            return [_inside(xml, found[0], new)]
        new = b"<%s%s>%s</%s%s>" % (prefix, name.encode(), new, prefix, name.encode())
    return [_inside(xml, elements_named(xml, "customUI")[0], new)]


def without_tab(xml: bytes) -> list[Splice]:
    """Return the splices that take the tab out again."""
    tabs = (one for one in elements_named(xml, "tab") if one.attributes.get("id") == TAB)
    return [Splice(one.start, one.end, b"") for one in tabs]


def has_tab(xml: bytes) -> bool:
    """Return whether the tab is among a ribbon's own."""
    return bool(without_tab(xml))


def is_empty(xml: bytes) -> bool:
    """Return whether a ribbon has no control of any kind left."""
    kinds = ("tab", "button", "group", "command", "contextMenu", "control")
    return not any(elements_named(xml, kind) for kind in kinds)


def _inside(xml: bytes, parent: Element, new: bytes) -> Splice:
    """Return the splice that puts a child where its schema has it: behind those of `_BEFORE`."""
    tag = tag_at(xml, parent.start)
    if tag.is_empty:
        whole = tag.with_attributes(is_empty=False) + new + b"</%s>" % tag.name
        return Splice(tag.start, tag.end, whole)
    if parent.name == "tabs":
        end = xml.rindex(b"</", parent.start, parent.end)
        return Splice(end, end, new)
    before = (one for kind in _BEFORE[parent.name] for one in elements_named(xml, kind))
    place = max((one.end for one in before), default=tag.end)
    return Splice(place, place, new)


def _buttons(prefix: bytes) -> Iterator[bytes]:
    for action in ACTIONS.values():
        picture = PICTURES.get(action.name, OTHER_PICTURE)
        yield _button(prefix, action.name, action.label, action.help, picture)
    about = "What each button does, and where xlkpi keeps its log."
    yield _button(prefix, HELP, "Help", about, HELP_PICTURE)


def _button(prefix: bytes, name: str, label: str, about: str, picture: str) -> bytes:
    said = {
        "id": f"xlkpi{name.title().replace('_', '')}",
        "tag": name,
        "label": label,
        "imageMso": picture,
        "size": "large",
        "screentip": label,
        "supertip": about,
        "onAction": RIBBON_MACRO,
    }
    spelt = b"".join(b' %s="%s"' % (key.encode(), markup(value)) for key, value in said.items())
    return b"<%sbutton%s/>" % (prefix, spelt)
