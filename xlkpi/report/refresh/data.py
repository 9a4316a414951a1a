"""Data: the figures, sentences and trend lines of one part, brought up to date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from xlkpi.report.bookmark import Bookmarks
from xlkpi.report.chart.chart import Chart
from xlkpi.report.control import Control
from xlkpi.report.filling import text_of_value
from xlkpi.report.refresh.additions import added_to, taken_out
from xlkpi.report.refresh.charts import ChartRenewal
from xlkpi.report.refresh.figure import DRAWINGS, Figures
from xlkpi.report.refresh.frame import has_marks
from xlkpi.report.refresh.media import embedded
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.refresh.values import Value
from xlkpi.report.shown import shown
from xlkpi.report.wordml import SDT, SHOWING_PLACEHOLDER, w
from xlkpi.terms.rag import Rag

TEXT_BOX = w("txbxContent")
MOST_SHOWN = 60


@dataclass(slots=True)
class Data:
    """The controls of data of one part."""

    part: PartText
    figures: Figures
    written: Mapping[str, str]
    """What the controls said when they were last written."""
    bookmarks: Bookmarks
    summary: Summary
    unused: set[str]
    """Relationships to pictures that were replaced."""
    overtyped: list[tuple[str, str]]
    """What officers typed over a figure, by its tag."""

    def renew(self, control: Control, value: Value) -> None:
        """Bring one control up to date; what an officer typed into it stays beside it."""
        tag, said = control.tag, value.value
        if next(control.element.iterancestors(TEXT_BOX), None) is not None:
            self.summary.note(
                f"'{tag}' stands in a text box, which not every reader can read: move it out"
            )
        if next(control.content.iter(SDT), None) is not None:
            self.summary.note(f"'{tag}' holds another control: take one of the two away")
        elif said is None:
            self._leave(control)
        elif isinstance(said, Chart):
            charts = ChartRenewal(self.part, self.figures.media, self.summary)
            charts.renew(control, said, self.written.get(tag, ""))
        elif self.figures.is_current(control, said):
            self._chip(control, said)
        else:
            self._write(control, said)

    def _write(self, control: Control, value: Any) -> None:  # noqa: ANN401 -- whatever a name stands for
        before, after = self._typed(control, value)
        pictures = embedded(control.element)
        if not self.figures.write(control, value):
            self.summary.note(
                f"'{control.tag}' is deleted by a tracked change: accept or reject it"
            )
            return
        self.unused |= pictures - embedded(control.element)
        self._chip(control, value)
        self.part.write(control.element)
        if before:
            self.part.add_before(control.element, before)
        if after:
            self.part.add_after(control.element, after)
        self.summary.regenerated.append(control.tag)

    def _chip(self, control: Control, value: Any) -> None:  # noqa: ANN401
        """Give the paragraph the style of its rating."""
        style = self.figures.chip(control, value) if isinstance(value, Rag) else None
        if style is None:
            return
        inside = any(around is control.element for around in style.iterancestors())
        self.part.write(control.element if inside else style)

    def _typed(
        self,
        control: Control,
        value: Any,  # noqa: ANN401
    ) -> tuple[list[etree._Element], list[etree._Element]]:
        """Return what an officer typed before and behind the figure, taken out of the control."""
        tag, now = control.tag, shown(control.content)
        made = self.written.get(tag, text_of_value(value))
        is_drawn = next(control.content.iter(*DRAWINGS), None) is not None
        if now == made or is_drawn or control.has(SHOWING_PLACEHOLDER):
            return [], []
        added = added_to(now, made)
        if added is None:
            self.overtyped.append((tag, now))
            self.summary.note(
                f"'{_short(now)}' was typed over '{tag}': the Register says "
                f"'{_short(text_of_value(value))}', and the paper says so again"
            )
            return [], []
        before, after = added
        self.summary.note(
            f"'{_short((before + after).strip())}' was typed into '{tag}': it now stands beside it"
        )
        last = taken_out(control, after, is_last=True) if after else []
        return taken_out(control, before, is_last=False) if before else [], last

    def _leave(self, control: Control) -> None:
        """Take out a control that has nothing to say any more; a bookmark keeps its place."""
        unit, made = control.unit, self.written.get(control.tag)
        if has_marks(unit) or (made is not None and shown(control.content) != made):
            self.summary.note(
                f"'{control.tag}' has nothing to say any more, and an officer has worked in it: "
                f"delete it in Word"
            )
            return
        self.part.add_before(unit, self.bookmarks.pair(control.tag))
        self.part.remove(unit)
        self.summary.retired.append(control.tag)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[: MOST_SHOWN - 3]}..."
