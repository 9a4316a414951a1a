"""Template: an officer's Word file, checked against the names of a paper and ready to fill."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from xlkpi.errors import TemplateError
from xlkpi.report.control import Control, controls_in
from xlkpi.report.control_text import tidy
from xlkpi.report.names import Kind, Names
from xlkpi.report.package import WordFile
from xlkpi.report.template_check.control_faults import ControlFaults, missing_name
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
    faults = ControlFaults(missing_chip(template.styles))
    for root in file.roots:
        for fault in faults.found_in(root, names):
            message = f"{path.name}, {fault}"
            raise TemplateError(message)
    missing = missing_name(faults.used, needs)
    if missing:
        message = f"{path.name} {missing}"
        raise TemplateError(message)
    for root in file.roots:
        _prepare(template, root, names)
    return template


def missing_chip(styles: Collection[str]) -> str | None:
    """Return the first style of a rating that a template lacks."""
    return next((chip for chip in CHIPS if chip not in styles), None)


def _prepare(template: Template, element: etree._Element, names: Names) -> None:
    """Make every control in a checked element ready, and take the patterns of sections aside."""
    for control in list(controls_in(element)):
        control.set_id("0")
        if control.is_officers:
            continue
        if control.is_section:
            _set_aside(template, control, names)
        else:
            if names.of[control.tag].kind is not Kind.CHART:
                tidy(control)
            control.show_as_data()


def _set_aside(template: Template, section: Control, names: Names) -> None:
    name, item = names.of[section.tag], section.item()
    if name.inside is None or item is None:  # -- the check has refused both --
        return
    Control(item).set_id("0")
    _prepare(template, item, name.inside)
    for child in list(section.content):
        section.content.remove(child)
    template.patterns[_numbered(section, len(template.patterns))] = item


def _numbered(control: Control, number: int) -> str:
    """Return a new `w:id` of the control; the copies of a pattern keep it while they are filled."""
    name = f"section {number}"
    control.set_id(name)
    return name
