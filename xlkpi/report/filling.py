"""Filling: the values of a paper written into the controls of its template."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from lxml import etree

from xlkpi.report.bookmark import Bookmarks
from xlkpi.report.chart.chart import Chart
from xlkpi.report.chart.figures import said_of
from xlkpi.report.chart.placed import AddChart, place_chart
from xlkpi.report.control import OFFICERS, Control
from xlkpi.report.control_text import lines_of, tidy, write
from xlkpi.report.drawing import drawing_run
from xlkpi.report.names import Name, Names
from xlkpi.report.picture import Picture
from xlkpi.report.record import WordsMade, Written
from xlkpi.report.shortening import shortened
from xlkpi.report.shown import fingerprint, shown
from xlkpi.report.table_rows import hold_rows_together
from xlkpi.report.template import Template, chip_of
from xlkpi.report.wordml import (
    ID,
    RUN,
    SDT,
    TABLE,
    VALUE,
    parent_of,
    remove,
    value_of,
)
from xlkpi.terms.rag import Rag

LONGEST_TAG = 64
"""Word refuses a longer tag."""


@dataclass(slots=True)
class Filling:
    """One template on its way to becoming a paper."""

    template: Template
    period: str
    """The reporting period as a tag spells it, such as `2026-27Q2`."""
    add_picture: Callable[[bytes, str], str]
    """Puts a picture into the file and returns its relationship's id."""
    add_chart: AddChart
    pictures: Iterator[int] = field(default_factory=lambda: count(1))
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    written: Written = field(default_factory=Written)
    """What was written, for the paper to remember."""
    samples: set[str] = field(default_factory=set)
    """The relationships of sample charts, which stand in no paper."""

    def fill(self, element: etree._Element, record: Any, names: Names, key: str) -> None:  # noqa: ANN401 -- a record of any paper
        """Write the record's values into the controls inside `element`."""
        for found in list(element.iter(SDT)):
            control = Control(found)
            tag = control.tag
            if not tag:
                continue
            if tag.startswith(OFFICERS):
                self._pass_on(control, record, names)
            else:
                self._write(control, names.of[tag], record, key)

    def _write(self, control: Control, name: Name, record: Any, key: str) -> None:  # noqa: ANN401
        value = name.value(record)
        tag = control.tag
        control.tag = tag_of(tag, key)
        if value is not None and name.inside is None:
            self.written.texts[control.tag] = text_of_value(value)
        if name.inside is not None:
            self._repeat(control, name.inside, value, tag)
        elif value is None:
            self._leave_place(control.unit, control.tag)
        elif isinstance(value, Rag):
            write(control, value.value)
            control.style_paragraph(self.template.styles[chip_of(value)])
        elif isinstance(value, Picture):
            run = next(control.content.iter(RUN))
            drawn = drawing_run(value, next(self.pictures), self.add_picture)
            parent_of(run).replace(run, drawn)
        elif isinstance(value, Chart):
            sample_of = self.template.file.chart
            self.samples.add(place_chart(control, value, sample_of, self.add_chart, self.pictures))
        else:
            write(control, value)

    def _repeat(self, section: Control, names: Names, records: Any, tag: str) -> None:  # noqa: ANN401
        """Write a copy of the section's pattern for each record; without any, the section goes."""
        pattern = self.template.patterns[value_of(section.properties.find(ID))]
        for record in records:
            item = deepcopy(pattern)
            key = names.key(record) if names.key else ""
            self.fill(item, record, names, key)
            Control(item).tag = item_tag(tag, key)
            section.content.append(item)
            self.written.items.setdefault(section.tag, []).append(Control(item).tag)
        if not records:
            self._leave_place(section_unit(section), section.tag)
        elif parent_of(section.element).tag == TABLE:
            hold_rows_together(section.content)

    def _pass_on(self, control: Control, record: Any, names: Names) -> None:  # noqa: ANN401
        """Give an officer-owned control its lasting tag, and the officer's words if there are any.

        Without words the template's own text stays, asking for them.
        """
        part = control.tag.partition(":")[2]
        owner = names.key(record) if names.key else ""
        control.tag = words_tag(owner, self.period, part)
        words = names.words[part](record) if part in names.words else None
        if words:
            tidy(control)
            control.show_as_words()
            write(control, words)
        content = control.content
        self.written.words[control.tag] = WordsMade(fingerprint(content), shown(content))
        self.bookmarks.put_around(control.element, control.tag)

    def _leave_place(self, unit: etree._Element, tag: str) -> None:
        """Take the element away; a bookmark keeps its place until there is something to say."""
        self.bookmarks.put_before(unit, tag)
        remove(unit)


def text_of_value(value: Any) -> str:  # noqa: ANN401 -- whatever a name stands for
    """Return what a control with this value shows: a text's lines, a rating's word.

    Of a picture it is the sentence for who does not see it.
    """
    if isinstance(value, Rag):
        return value.value
    if isinstance(value, Chart):
        return said_of(value)
    return value.alternative if isinstance(value, Picture) else "\n".join(lines_of(value))


def tag_of(name: str, key: str) -> str:
    """Return the tag in a paper of the control that prints this name of a record."""
    return fitting(f"{name}@", key) if key else name


def item_tag(section: str, key: str) -> str:
    """Return the tag of one item of a repeating section."""
    return fitting(f"{section}:", key)


def words_tag(owner: str, period: str, part: str) -> str:
    """Return the tag of an officer-owned control."""
    return fitting(f"{OFFICERS}:", owner, f":{period}:{part}")


def fitting(before: str, key: str, after: str = "") -> str:
    """Return the three parts as a tag of at most 64 characters.

    Only the key is ever shortened, to its beginning and a checksum: what a control holds can always
    be read off its tag.
    """
    return f"{before}{shortened(key, LONGEST_TAG - len(before) - len(after))}{after}"


def number_controls(roots: tuple[etree._Element, ...]) -> None:
    """Give every control in the paper its own `w:id`, in reading order.

    Preparing the template has seen to it that each has one, whatever it says.
    """
    numbers = count(1)
    for root in roots:
        for found in root.iter(ID):
            found.set(VALUE, str(next(numbers)))


def section_unit(section: Control) -> etree._Element:
    """Return what goes when a section goes: itself, or the table that it leaves without rows."""
    parent = parent_of(section.element)
    return parent if parent.tag == TABLE else section.element
