"""Faults of content controls: what a paper cannot fill, and what Word would undo."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from lxml import etree

from xlkpi.report.control import OFFICERS, Control, controls_in
from xlkpi.report.control_text import can_hold_text
from xlkpi.report.names import Kind, Names
from xlkpi.report.place import part_title, place_of
from xlkpi.report.template_check.fault import Fault
from xlkpi.report.wordml import DATA_BINDING, LOCK, ROW, TABLE, value_of, w

TEXT_BOX = w("txbxContent")
LOCKED = ("contentLocked", "sdtContentLocked")


@dataclass(slots=True)
class ControlFaults:
    """The walk through a template that finds what is wrong with its controls."""

    missing_chip: str | None
    """The first style of a rating that the template lacks."""
    used: set[str] = field(default_factory=set)
    """Every name that stands somewhere in the template."""
    _parts: set[tuple[str, ...]] = field(default_factory=set)

    def found_in(self, root: etree._Element, names: Names) -> Iterator[Fault]:
        """Return the faults of one part of the file, in reading order."""
        return self._walk(root, names, part_title(root), ())

    def _walk(
        self, element: etree._Element, names: Names, part: str, path: tuple[str, ...]
    ) -> Iterator[Fault]:
        for control in controls_in(element):
            for message in self._messages(control, names, path):
                yield Fault(message, place_of(control.element, part), control.element)
            name = names.of.get(control.tag)
            item = control.item() if control.is_section else None
            if name is not None and name.inside is not None and item is not None:
                yield from self._walk(item, name.inside, part, (*path, control.tag))

    def _messages(self, control: Control, names: Names, path: tuple[str, ...]) -> Iterator[str]:
        """Return what is wrong with one control, without what stands inside a section."""
        if not control.tag:
            yield "a content control has no tag: set Developer > Properties > Tag"
            return
        yield from _anywhere(control)
        if control.is_officers:
            yield from self._of_part(control, names, path)
        elif control.tag not in names.of:
            yield _unknown(control, names)
        else:
            self.used.add(control.tag)
            check = _of_section if control.is_section else self._of_value
            yield from check(control, names)

    def _of_part(self, control: Control, names: Names, path: tuple[str, ...]) -> Iterator[str]:
        """Accept any officer-owned part once, but a misspelling of one that has words to hold."""
        part = control.tag.partition(":")[2]
        close = get_close_matches(part, names.words, n=1)
        if not part:
            yield f"'{control.tag}' names no part: write '{OFFICERS}:why'"
        elif part in names.words:
            yield from _of_text(control)
        elif close:
            yield f"'{control.tag}': did you mean '{OFFICERS}:{close[0]}'?"
        if (*path, part) in self._parts:
            yield (
                f"'{control.tag}' stands here a second time, so that its words could not be told "
                f"apart: delete one, or change its tag"
            )
        self._parts.add((*path, part))

    def _of_value(self, control: Control, names: Names) -> Iterator[str]:
        kind = names.of[control.tag].kind
        if kind is Kind.LIST:
            yield f"'{control.tag}' is a list: use Developer > Repeating Section Content Control"
            return
        yield from _of_text(control)
        if kind is Kind.RATING and self.missing_chip:
            yield (
                f"'{control.tag}' needs the paragraph style '{self.missing_chip}': "
                f"copy it from a shipped template"
            )


def missing_name(used: Collection[str], needs: Collection[str]) -> str | None:
    """Return what to say of the first name that a template must print and does not."""
    missing = sorted(set(needs) - set(used))
    if not missing:
        return None
    return (
        f"has no content control tagged '{missing[0]}', which this paper must "
        f"print: add one in Word with Developer > Rich Text, then Properties > Tag"
    )


def _anywhere(control: Control) -> Iterator[str]:
    """Return what is wrong with a control whatever it holds."""
    if next(control.element.iterancestors(TEXT_BOX), None) is not None:
        yield (
            f"'{control.tag}' stands in a text box, which Word keeps twice: "
            f"take it out of the box, into the text"
        )
    if control.has(DATA_BINDING):
        yield (
            f"'{control.tag}' is bound to the file's own data, which would overwrite it: "
            f"use a Rich Text control"
        )
    if value_of(control.properties.find(LOCK)) in LOCKED:
        yield (
            f"'{control.tag}' is locked, so that nobody could edit or comment on it: "
            f"clear Developer > Properties > Contents cannot be edited"
        )


def _of_text(control: Control) -> Iterator[str]:
    if not can_hold_text(control):
        yield f"'{control.tag}' must stand around text alone, no row or other control"


def _of_section(control: Control, names: Names) -> Iterator[str]:
    name, item = names.of[control.tag], control.item()
    if name.inside is None or item is None:
        what = f"holds one {name.kind.value}" if name.inside is None else "has no item"
        yield f"the repeating section '{control.tag}' {what}"
        return
    parent = control.element.getparent()
    before = control.element.itersiblings(preceding=True)
    is_first = not any(next(one.iter(ROW), None) is not None for one in before)
    if parent is not None and parent.tag == TABLE and is_first:
        yield (
            f"the repeating section '{control.tag}' begins with the table's first row, which "
            f"would repeat the headings: put it around the row under them"
        )


def _unknown(control: Control, names: Names) -> str:
    home = next(names.homes_of(control.tag), None)
    if home is not None:
        return f"'{control.tag}' belongs inside the repeating section '{home}'"
    close = get_close_matches(control.tag, names.of, n=1)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    return f"'{control.tag}' is not a name this paper knows{hint}"
