"""Figure: what a control of data shows, brought up to date in the look that officers gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.control_text import write
from xlkpi.report.drawing import drawing_run
from xlkpi.report.filling import text_of_value
from xlkpi.report.picture import Picture
from xlkpi.report.refresh.media import Media
from xlkpi.report.shown import SAID, is_gone, shown
from xlkpi.report.template import CHIPS, chip_of
from xlkpi.report.wordml import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SHOWING_PLACEHOLDER,
    SPACE,
    STYLE,
    TEXT,
    VALUE,
    parent_of,
    value_of,
    w,
)
from xlkpi.terms.rag import Rag

DRAWINGS = (w("drawing"), w("pict"))
TEXTUAL = frozenset({TEXT, *SAID, *DRAWINGS, w("sym"), w("noBreakHyphen"), w("softHyphen")})
"""What a run of a figure may show; marks of comments and notes are not among them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes values into the controls of one part."""

    media: Media
    styles: Mapping[str, str]
    """The ids of the paper's styles by name."""

    def is_current(self, control: Control, value: Any) -> bool:  # noqa: ANN401 -- whatever a name stands for
        """Return whether the control shows the value already."""
        if control.has(SHOWING_PLACEHOLDER):
            return False
        drawn = next(control.content.iter(*DRAWINGS), None)
        if isinstance(value, Picture):
            return drawn is not None and self.media.shows(drawn, value)
        return drawn is None and shown(control.content) == text_of_value(value)

    def chip(self, control: Control, rag: Rag) -> etree._Element | None:
        """Return the paragraph's style, changed to the rating's; None where it is so already.

        A style that is none of the chips was chosen by an officer and stays.
        """
        inside = next(control.content.iter(PARAGRAPH), None)
        paragraph = parent_of(control.element) if inside is None else inside
        style = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{STYLE}")
        wanted = self.styles.get(chip_of(rag))
        chips = {self.styles.get(chip) for chip in CHIPS}
        if style is None or wanted is None or value_of(style) not in chips - {wanted}:
            return None
        style.set(VALUE, wanted)
        return style

    def write(self, control: Control, value: Any) -> bool:  # noqa: ANN401 -- whatever a name stands for
        """Write the value; return False where a tracked change has deleted what stood there.

        The first run's look stays, and every mark of a comment, a note or a deletion.
        """
        control.show_as_words()
        runs = [run for run in control.content.iter(RUN) if _is_textual(run) and not is_gone(run)]
        if not runs and next(control.content.iter(w("delText")), None) is not None:
            return False
        if isinstance(value, Picture):
            self._draw(_only(runs, control), value)
            return True
        run = _only(runs, control)
        text = etree.SubElement(run, TEXT)
        text.set(SPACE, "preserve")
        write(control, value.value if isinstance(value, Rag) else value)
        return True

    def _draw(self, run: etree._Element, picture: Picture) -> None:
        drawn = drawing_run(picture, next(self.media.numbers), self.media.add)
        run.extend(child for child in list(drawn) if child.tag != RUN_PROPERTIES)


def _is_textual(run: etree._Element) -> bool:
    return any(child.tag in TEXTUAL for child in run)


def _only(runs: list[etree._Element], control: Control) -> etree._Element:
    """Return the run that is to hold the value, with nothing of the old one left anywhere."""
    for run in runs:
        for child in [c for c in run if c.tag in TEXTUAL]:
            run.remove(child)
    if not runs:
        holder = next(control.content.iter(PARAGRAPH), control.content)
        return etree.SubElement(holder, RUN)
    first, *rest = runs
    home = _paragraph_around(first)
    for run in rest:
        if not [c for c in run if c.tag != RUN_PROPERTIES]:
            _remove_with_empty_paragraph(run, home)
    return first


def _remove_with_empty_paragraph(run: etree._Element, home: etree._Element | None) -> None:
    paragraph = _paragraph_around(run)
    parent_of(run).remove(run)
    if paragraph is None or paragraph is home:
        return
    if all(child.tag == PARAGRAPH_PROPERTIES for child in paragraph):
        parent_of(paragraph).remove(paragraph)


def _paragraph_around(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(PARAGRAPH), None)
