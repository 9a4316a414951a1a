"""Look: the styles and lists of carried content, as the new file knows them."""

from lxml import etree

from xlkpi.report.refresh.carrying.lists import Lists
from xlkpi.report.refresh.carrying.package_parts import PackageParts, member_of, spelled
from xlkpi.report.refresh.carrying.styles import Styles
from xlkpi.report.refresh.officers_paper import OFFICE, OfficersPaper
from xlkpi.report.wordml import NAMESPACES, w

STYLES, LISTS = f"{OFFICE}/styles", f"{OFFICE}/numbering"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Look:
    """The styles and lists of two files; what the new one gets is put into it at the end."""

    def __init__(self, parts: PackageParts) -> None:
        self._parts = parts
        self.styles = Styles(_root(parts.old, STYLES, "styles"), _root(parts.new, STYLES, "styles"))
        old, new = (_root(paper, LISTS, "numbering") for paper in (parts.old, parts.new))
        self._lists = Lists(old, new, self.styles)
        self.styles.list_of = self._lists.id_of

    def set_in(self, content: etree._Element) -> None:
        """Give copied content the styles and lists of the new file.

        Raises:
            CannotCarryError: a list cannot be copied.
        """
        self._lists.renumber(content)
        self.styles.restyle(content)

    def put(self) -> None:
        """Put what was copied into the new file."""
        for kind, root, name in (
            (STYLES, self.styles.new, "styles"),
            (LISTS, self._lists.new, "numbering"),
        ):
            if len(root):
                home = self._parts.part(kind, f"word/{name}.xml", f"{TYPE}.{name}+xml", root)
                self._parts.new.members[home] = spelled(root)


def _root(paper: OfficersPaper, kind: str, name: str) -> etree._Element:
    held = member_of(paper, kind)
    if held:
        return etree.fromstring(paper.members[held])
    return etree.Element(w(name), nsmap=dict(NAMESPACES))
