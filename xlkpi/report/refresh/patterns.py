"""Patterns: items and places as the paper's template has them, filled for a paper that has none."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from lxml import etree

from xlkpi.errors import TemplateError
from xlkpi.report.bookmark import Bookmarks
from xlkpi.report.control import Control, controls_in
from xlkpi.report.filling import Filling, section_unit
from xlkpi.report.names import Names
from xlkpi.report.record import Written
from xlkpi.report.refresh.frame import Frame, frame_of
from xlkpi.report.refresh.media import Media
from xlkpi.report.refresh.values import Owner, Path, Section
from xlkpi.report.template import Template, open_template
from xlkpi.report.wordml import BOOKMARK_START, ID, SDT, STYLE, TEXT, value_of, w


@dataclass(slots=True)
class Patterns:
    """The patterns of one paper's template, opened when the first of them is wanted."""

    template_file: FilePath
    names: Names
    period: str
    media: Media
    style_ids: frozenset[str]
    """The styles that the paper has."""
    bookmarks: Bookmarks
    ids: Iterator[int]
    """Numbers that no control of the paper has."""
    _template: Template | None = None
    _filling: Filling | None = None
    _missing: str = ""
    _found: dict[Path, list[etree._Element]] = field(default_factory=dict)

    def item(
        self, section: Section, owner: Owner, frames: Sequence[Frame]
    ) -> etree._Element | None:
        """Return a new item, filled; None where the template has no such section.

        Args:
            section: the section that it belongs to.
            owner: what it is about.
            frames: those of the items that are there, which it should be like.
        """
        patterns = self.of(section.path)
        like = [pattern for pattern in patterns if frame_of(pattern) in frames]
        found = next(iter(like or patterns), None)
        return None if found is None else self._filled(found, owner)

    def of(self, path: Path) -> list[etree._Element]:
        """Return the patterns of the section at this path; there may be several tables alike."""
        if path not in self._found:
            self._found[path] = list(self._patterns(path))
        return self._found[path]

    def place(self, name: str, owner: Owner) -> etree._Element | None:
        """Return the paragraph, table or control that prints a name of a record, filled."""
        for home in self.of(owner.path) if owner.path else self._roots():
            for control in controls_in(home):
                if control.tag == name:
                    unit = section_unit(control) if control.is_section else control.unit
                    shell = etree.Element(w("body"))
                    shell.append(deepcopy(unit))
                    self._fill(shell, owner)
                    return next((c for c in shell if c.tag != BOOKMARK_START), None)
        return None

    def take_written(self) -> Written:
        """Return what the filled patterns say, for the paper to remember."""
        return self._filling.written if self._filling else Written()

    @property
    def why_not(self) -> str:
        """Why there are no patterns; empty where there are."""
        return self._missing

    def _filled(self, pattern: etree._Element, owner: Owner) -> etree._Element | None:
        item = deepcopy(pattern)
        if not self._fill(item, owner):
            return None
        Control(item).tag = owner.item
        return item

    def _fill(self, element: etree._Element, owner: Owner) -> bool:
        if self._filling is None:
            return False
        self._filling.fill(element, owner.record, owner.names, owner.key)
        for found in element.iter(SDT):
            Control(found).set_id(str(next(self.ids)))
        strange = {value_of(s) for s in element.iter(STYLE)} - self.style_ids
        if strange:
            self._missing = f"the paper has no style '{min(strange)}', which the template uses now"
        return not strange

    def _patterns(self, path: Path) -> Iterator[etree._Element]:
        *outer, name = path
        template = self._opened()
        if template is None:
            return
        for home in self.of(tuple(outer)) if outer else self._roots():
            for control in controls_in(home):
                if control.tag == name and control.is_section:
                    yield template.patterns[value_of(control.properties.find(ID))]

    def _roots(self) -> Sequence[etree._Element]:
        template = self._opened()
        return template.file.roots if template else ()

    def _opened(self) -> Template | None:
        if self._template is None and not self._missing:
            try:
                self._template = open_template(self.template_file, self.names, frozenset())
            except TemplateError as error:
                self._missing = str(error)
                return None
            self._filling = Filling(
                self._template,
                self.period,
                self.media.add,
                self.media.add_chart,
                pictures=self.media.numbers,
                bookmarks=self.bookmarks,
            )
        return self._template


def conform(row: etree._Element, neighbour: etree._Element) -> None:
    """Give a new row the cells of its neighbour, whose columns an officer may have changed."""
    new, held = _cells(row), _cells(neighbour)
    if not new or not held:
        return
    by_names = {_names_in(cell): cell for cell in new}
    home = new[0].getparent()
    if home is None:
        return
    for cell in new:
        home.remove(cell)
    for like in held:
        made = by_names.get(_names_in(like))
        home.append(_blank(like) if made is None else made)
        if made is not None:
            _put_properties(made, like)


CELL, CELL_PROPERTIES = w("tc"), w("tcPr")


def _cells(item: etree._Element) -> list[etree._Element]:
    row = next(item.iter(w("tr")), None)
    return [] if row is None else list(row.iterchildren(CELL))


def _names_in(cell: etree._Element) -> tuple[str, ...]:
    return tuple(Control(sdt).tag.partition("@")[0] for sdt in cell.iter(SDT))


def _blank(like: etree._Element) -> etree._Element:
    """Return a cell like one that an officer added, without its words."""
    cell = deepcopy(like)
    for node in list(cell.iter(TEXT)):
        node.text = ""
    return cell


def _put_properties(cell: etree._Element, like: etree._Element) -> None:
    for held in cell.findall(CELL_PROPERTIES):
        cell.remove(held)
    properties = like.find(CELL_PROPERTIES)
    if properties is not None:
        cell.insert(0, deepcopy(properties))
