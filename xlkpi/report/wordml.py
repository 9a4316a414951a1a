"""WordprocessingML: the few element and attribute names that the room uses, spelled once."""

from typing import Final

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"

NAMESPACES: Final = {"w": WORD, "w14": WORD_2010, "w15": WORD_2012}


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


SDT, SDT_PROPERTIES, SDT_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
TAG, TITLE, ID, LOCK = w("tag"), w("alias"), w("id"), w("lock")
SHOWING_PLACEHOLDER, PLACEHOLDER, DATA_BINDING = (
    w("showingPlcHdr"),
    w("placeholder"),
    w("dataBinding"),
)
REPEATING_SECTION = f"{{{WORD_2012}}}repeatingSection"
REPEATING_ITEM = f"{{{WORD_2012}}}repeatingSectionItem"
CHECKBOX = f"{{{WORD_2010}}}checkbox"

BODY, PARAGRAPH, PARAGRAPH_PROPERTIES, STYLE = w("body"), w("p"), w("pPr"), w("pStyle")
RUN, RUN_PROPERTIES, RUN_STYLE, TEXT, BREAK = w("r"), w("rPr"), w("rStyle"), w("t"), w("br")
KEEP_WITH_NEXT, SECTION_END = w("keepNext"), w("sectPr")
FIELD_MARK, FIELD_KIND, FIELD_TEXT = w("fldChar"), w("fldCharType"), w("instrText")
BOOKMARK_START, BOOKMARK_END, NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
VALUE = w("val")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def value_of(element: etree._Element | None) -> str:
    """Return the element's `w:val`, or an empty text where there is no such element."""
    return "" if element is None else element.get(VALUE, "")


def child_of(element: etree._Element, name: str) -> etree._Element:
    """Return the element's child of that name, a new one where there is none."""
    # -- a template has tens of thousands of these; `find` would parse its path each time --
    found = next(element.iterchildren(name), None)
    return etree.SubElement(element, name) if found is None else found


def first_child_of(element: etree._Element, name: str) -> etree._Element:
    """Return the element's child of that name, a new one before all others where there is none."""
    if len(element) and element[0].tag == name:
        return element[0]
    found = next(element.iterchildren(name), None)
    if found is None:
        found = etree.Element(name)
        element.insert(0, found)
    return found


def parent_of(element: etree._Element) -> etree._Element:
    """Return the element around this one; nothing here ever asks for that of a whole part."""
    parent = element.getparent()
    if parent is None:
        message = f"{element.tag} stands in no document"
        raise ValueError(message)
    return parent


def remove(element: etree._Element) -> None:
    """Take the element out of what stands around it."""
    parent_of(element).remove(element)


def text_of(element: etree._Element) -> str:
    """Return the text inside the element, runs joined."""
    return "".join(node.text or "" for node in element.iter(TEXT))
