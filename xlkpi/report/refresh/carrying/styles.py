"""Styles: those that carried words are set in, found by name in the new file or taken along."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from xlkpi.report.wordml import STYLE, VALUE, value_of, w
from xlkpi.terms.wording import fold

RULE, NAME, ID, DEFAULT = w("style"), w("name"), w("styleId"), w("default")
USES = (STYLE, w("rStyle"), w("tblStyle"))
"""The elements by which text and tables name their style."""

RELATED = (w("basedOn"), w("next"), w("link"))
LIST = w("numId")


@dataclass(slots=True)
class Styles:
    """The styles of two files."""

    old: etree._Element
    new: etree._Element
    list_of: Callable[[str], str] = str
    """Gives the new file's number of a list of the old one."""
    _found: dict[str, str] = field(default_factory=dict)

    def restyle(self, content: etree._Element) -> None:
        """Name the styles in `content` as the new file names them."""
        for node in list(content.iter(*USES)):
            style = self.id_of(value_of(node))
            if style:
                node.set(VALUE, style)
            else:
                parent = node.getparent()
                if parent is not None:
                    parent.remove(node)

    def id_of(self, old_id: str) -> str:
        """Return the id in the new file of a style of the old one; empty where neither knows it."""
        if old_id not in self._found:
            rule = _rule(self.old, old_id)
            known = None if rule is None else self.named(_name_of(rule))
            self._found[old_id] = known or ""
            if rule is not None and known is None:
                self._take(old_id, rule)
        return self._found[old_id]

    def named(self, name: str) -> str | None:
        """Return the id of the new file's style of this name."""
        rules = self.new.iterchildren(RULE)
        return next((r.get(ID, "") for r in rules if fold(_name_of(r)) == fold(name)), None)

    def is_shared(self, old_id: str) -> bool:
        """Return whether both files have the style."""
        rule = _rule(self.old, old_id)
        return rule is not None and self.named(_name_of(rule)) is not None

    def rule(self, old_id: str) -> etree._Element | None:
        """Return a style of the old file."""
        return _rule(self.old, old_id)

    def _take(self, old_id: str, rule: etree._Element) -> None:
        """Put a style of the old file into the new one, with those that it builds on."""
        taken = {r.get(ID) for r in self.new.iterchildren(RULE)}
        ids = (old_id if n == 1 else f"{old_id}{n}" for n in count(1))
        new = self._found[old_id] = next(i for i in ids if i not in taken)
        copy = deepcopy(rule)
        copy.set(ID, new)
        if DEFAULT in copy.attrib:
            del copy.attrib[DEFAULT]
        self.new.append(copy)
        for node in list(copy.iterchildren(*RELATED)):
            related = self.id_of(value_of(node))
            if related:
                node.set(VALUE, related)
            else:
                copy.remove(node)
        for node in copy.iter(LIST):
            node.set(VALUE, self.list_of(value_of(node)))


def _rule(root: etree._Element, style_id: str) -> etree._Element | None:
    return next((r for r in root.iterchildren(RULE) if r.get(ID) == style_id), None)


def _name_of(rule: etree._Element) -> str:
    return value_of(rule.find(NAME))
