"""Lists: the bullets and numbers of carried words, each list a new one in the new file."""

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from xlkpi.report.refresh.carrying.cannot_carry import CannotCarryError
from xlkpi.report.refresh.carrying.styles import Styles
from xlkpi.report.wordml import STYLE, VALUE, child_of, value_of, w

LIST, LIST_ID = w("num"), w("numId")
PATTERN, PATTERN_ID = w("abstractNum"), w("abstractNumId")
STYLE_OF_PATTERN = w("numStyleLink")
OWN_MARKS = (w("nsid"), w("tmpl"), w("styleLink"))
"""By which Word would take two lists for one."""

NONE = "0"
"""The number by which a paragraph says that it is in no list."""


@dataclass(slots=True)
class Lists:
    """The lists of two files."""

    old: etree._Element
    new: etree._Element
    styles: Styles
    _found: dict[str, str] = field(default_factory=dict)

    def renumber(self, content: etree._Element) -> None:
        """Have the paragraphs in `content` belong to lists of the new file."""
        for node in content.iter(LIST_ID):
            node.set(VALUE, self.id_of(value_of(node)))

    def id_of(self, old_id: str) -> str:
        """Return the number in the new file of a list of the old one, copied when first asked for.

        Raises:
            CannotCarryError: its bullets are pictures.
        """
        if old_id not in self._found:
            held = _child(self.old, LIST, LIST_ID, old_id)
            pattern = None if held is None else self._pattern_of(held)
            if held is None or pattern is None:
                self._found[old_id] = NONE
            else:
                self._copy(old_id, held, pattern)
        return self._found[old_id]

    def _copy(self, old_id: str, held: etree._Element, pattern: etree._Element) -> None:
        if next(pattern.iter(w("lvlPicBulletId")), None) is not None:
            message = "a list with pictures as bullets"
            raise CannotCarryError(message)
        number = self._found[old_id] = _free(self.new, LIST, LIST_ID)
        shape, copy = deepcopy(pattern), deepcopy(held)
        shape_number = _free(self.new, PATTERN, PATTERN_ID)
        shape.set(PATTERN_ID, shape_number)
        for node in [n for n in shape if n.tag in OWN_MARKS]:
            shape.remove(node)
        patterns = list(self.new.iterchildren(PATTERN))
        if patterns:
            patterns[-1].addnext(shape)
        else:
            self.new.insert(0, shape)
        copy.set(LIST_ID, number)
        child_of(copy, PATTERN_ID).set(VALUE, shape_number)
        lists = list(self.new.iterchildren(LIST))
        (lists[-1] if lists else shape).addnext(copy)
        self._relink_levels(shape)

    def _relink_levels(self, shape: etree._Element) -> None:
        """Keep a level's own style only where the style came along with it."""
        for node in list(shape.iter(STYLE)):
            old = value_of(node)
            level = node.getparent()
            if level is not None and (self.styles.is_shared(old) or not self.styles.id_of(old)):
                level.remove(node)
            else:
                node.set(VALUE, self.styles.id_of(old))

    def _pattern_of(self, held: etree._Element) -> etree._Element | None:
        """Return the pattern of a list, also where a style says it."""
        pattern = _child(self.old, PATTERN, PATTERN_ID, value_of(held.find(PATTERN_ID)))
        link = None if pattern is None else pattern.find(STYLE_OF_PATTERN)
        if link is None:
            return pattern
        rule = self.styles.rule(value_of(link))
        said = None if rule is None else next(rule.iter(LIST_ID), None)
        other = _child(self.old, LIST, LIST_ID, value_of(said))
        if other is None or other is held:
            return None
        return _child(self.old, PATTERN, PATTERN_ID, value_of(other.find(PATTERN_ID)))


def _child(root: etree._Element, tag: str, name: str, value: str) -> etree._Element | None:
    return next((node for node in root.iterchildren(tag) if node.get(name) == value), None)


def _free(root: etree._Element, tag: str, name: str) -> str:
    """Return a number that no such child has."""
    taken = [int(node.get(name, "0")) for node in root.iterchildren(tag)]
    return str(max(taken, default=0) + 1)
