"""Template: an officer's Word file, checked against the names of a paper and ready to fill."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from lxml import etree

from xlkpi.errors import TemplateError
from xlkpi.report.control import OFFICERS, Control, controls_in
from xlkpi.report.control_text import can_hold_text, tidy
from xlkpi.report.names import Kind, Names
from xlkpi.report.package import WordFile
from xlkpi.report.place import part_title, place_of
from xlkpi.report.wordml import DATA_BINDING
from xlkpi.terms.rag import RATED, Rag

NOT_RATED = "Not rated"
CHIPS = tuple(f"KPI RAG {word}" for word in (*(rag.value for rag in RATED), NOT_RATED))
"""The paragraph styles that show a rating."""


def chip_of(rag: Rag) -> str:
    """Return the name of the style that shows a rating, or that there is none."""
    return f"KPI RAG {rag.value if rag.is_rated else NOT_RATED}"


@dataclass(slots=True)
class Template:
    """A checked template: its sections are emptied, and the pattern of each is kept aside."""

    file: WordFile
    styles: Mapping[str, str]
    """The ids of the file's styles by name."""
    patterns: dict[str, etree._Element] = field(default_factory=dict)
    """The item of each repeating section, by the section's `w:id`."""
    used: set[str] = field(default_factory=set)
    """Every name that stands somewhere in the template."""


def open_template(path: Path, names: Names, needs: frozenset[str]) -> Template:
    """Return the template in `path`, checked and ready.

    Args:
        path: the Word file.
        names: what its controls may be called.
        needs: the names without which it is no template of this paper.

    Raises:
        TemplateError: the file is no Word file, or a control in it cannot be filled; the message
            says where, and what to do.
    """
    file = WordFile.opened(path)
    template = Template(file, file.style_ids)
    for root in template.file.roots:
        _Preparing(template, path.name, part_title(root)).prepare(root, names)
    missing = sorted(needs - template.used)
    if missing:
        message = (
            f"{path.name} has no content control tagged '{missing[0]}', which this paper must "
            f"print: add one in Word with Developer > Rich Text, then Properties > Tag"
        )
        raise TemplateError(message)
    return template


@dataclass(frozen=True, slots=True)
class _Preparing:
    """The walk through one part of a template."""

    template: Template
    file_name: str
    part: str

    def prepare(self, element: etree._Element, names: Names) -> None:
        """Check every control in `element`, and take the patterns of its sections aside."""
        for control in list(controls_in(element)):
            if not control.tag:
                self.refuse(
                    control, "a content control has no tag: set Developer > Properties > Tag"
                )
            control.set_id("0")
            if control.is_officers:
                self._check_part(control, names)
            elif control.is_section:
                self._set_aside(control, names)
            else:
                self._check_value(control, names)

    def refuse(self, control: Control, what: str) -> NoReturn:
        """Stop with what is wrong, and where."""
        place = place_of(control.element, self.part)
        message = f"{self.file_name}, {place}: {what}"
        raise TemplateError(message)

    def _check_part(self, control: Control, names: Names) -> None:
        """Accept any officer-owned part but a misspelling of one that has words to hold."""
        part = control.tag.partition(":")[2]
        if not part:
            self.refuse(control, f"'{control.tag}' names no part: write '{OFFICERS}:why'")
        close = get_close_matches(part, names.words, n=1)
        if close and part not in names.words:
            self.refuse(control, f"'{control.tag}': did you mean '{OFFICERS}:{close[0]}'?")
        if part in names.words:
            self._check_text(control)

    def _check_text(self, control: Control) -> None:
        if not can_hold_text(control):
            self.refuse(
                control, f"'{control.tag}' must stand around text alone, no row or other control"
            )

    def _check_chips(self, control: Control) -> None:
        missing = [chip for chip in CHIPS if chip not in self.template.styles]
        if missing:
            self.refuse(
                control,
                f"'{control.tag}' needs the paragraph style '{missing[0]}': "
                f"copy it from a shipped template",
            )

    def _set_aside(self, control: Control, names: Names) -> None:
        name = names.of.get(control.tag)
        if name is None:
            self._refuse_unknown(control, names)
        item = control.item()
        if name.inside is None or item is None:
            what = f"holds one {name.kind.value}" if name.inside is None else "has no item"
            self.refuse(control, f"the repeating section '{control.tag}' {what}")
        self.template.used.add(control.tag)
        Control(item).set_id("0")
        self.prepare(item, name.inside)
        for child in list(control.content):
            control.content.remove(child)
        self.template.patterns[_numbered(control, len(self.template.patterns))] = item

    def _check_value(self, control: Control, names: Names) -> None:
        name = names.of.get(control.tag)
        if name is None:
            self._refuse_unknown(control, names)
        if name.kind is Kind.LIST:
            self.refuse(
                control,
                f"'{control.tag}' is a list: use Developer > Repeating Section Content Control",
            )
        if control.has(DATA_BINDING):
            self.refuse(
                control,
                f"'{control.tag}' is bound to the file's own data, which would overwrite it: "
                f"use a Rich Text control",
            )
        self._check_text(control)
        if name.kind is Kind.RATING:
            self._check_chips(control)
        tidy(control)
        control.show_as_data()
        self.template.used.add(control.tag)

    def _refuse_unknown(self, control: Control, names: Names) -> NoReturn:
        home = next(names.homes_of(control.tag), None)
        if home is not None:
            self.refuse(control, f"'{control.tag}' belongs inside the repeating section '{home}'")
        close = get_close_matches(control.tag, names.of, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        self.refuse(control, f"'{control.tag}' is not a name this paper knows{hint}")


def _numbered(control: Control, number: int) -> str:
    """Return a new `w:id` of the control; the copies of a pattern keep it while they are filled."""
    name = f"section {number}"
    control.set_id(name)
    return name
