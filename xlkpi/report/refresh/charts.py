"""Charts: brought up to date where they stand, in the look that officers gave them."""

from dataclasses import dataclass

from lxml import etree

from xlkpi.report.chart.chart import Chart, Role
from xlkpi.report.chart.chartml import RELATION_ID, SERIES, WORKBOOK_RELATION, name_of
from xlkpi.report.chart.cloning import Own, cloned
from xlkpi.report.chart.figures import (
    figures_in,
    figures_of,
    made_in,
    mark_of,
    roles_in,
    scale_in,
    scale_of,
)
from xlkpi.report.chart.look import look
from xlkpi.report.chart.workbook import workbook
from xlkpi.report.control import Control
from xlkpi.report.drawing import PROPERTIES, chart_in
from xlkpi.report.refresh.media import Media
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.shown import is_gone
from xlkpi.report.wordml import RUN

NEW_LINK = "rIdKpi"


@dataclass(slots=True)
class ChartRenewal:
    """The charts of one part."""

    part: PartText
    media: Media
    summary: Summary

    def renew(self, control: Control, chart: Chart, said: str) -> None:
        """Bring the chart in a control up to date.

        Args:
            control: where it stands.
            chart: what it is to show.
            said: what the paper remembers of it.
        """
        tag, shown = control.tag, chart_in(control.content)
        run = None if shown is None else next(shown.iterancestors(RUN), None)
        if shown is None or run is None:
            self.summary.note(f"'{tag}' holds no chart any more: what stands there stays")
        elif is_gone(run):
            self.summary.note(f"'{tag}' is deleted by a tracked change: accept or reject it")
        elif name := self.media.chart(shown.get(RELATION_ID, "")):
            self._renew(control, chart, said, name)
        else:
            self.summary.note(f"'{tag}' shows a chart that the file has lost: delete it in Word")

    def _renew(self, control: Control, chart: Chart, said: str, name: str) -> None:
        members, made = self.media.paper.members, made_in(said)
        root = etree.fromstring(members[name])
        held = roles_in(root)
        left_out = frozenset() if made is None else made.roles - {role.name for role in held}
        wanted = [role for role in Role if role.name not in left_out]
        has_own_scale = made is not None and scale_in(root) != made.scale
        figures = figures_in(root)
        is_scaled = has_own_scale or scale_in(root) == scale_of(chart.axis)
        if figures != figures_of(chart, wanted) or not is_scaled:
            if made is not None and not left_out and mark_of(figures) != made.mark:
                self.summary.note(
                    f"figures were typed into the chart '{control.tag}': the Register\u2019s stand "
                    f"there again"
                )
            others = () if set(wanted) <= held else (*self.media.charts(), look())
            drawn = Chart(
                chart.periods, chart.names,
                tuple(line for line in chart.lines if line.role in wanted), chart.axis,
                chart.alternative,
            )  # fmt: skip
            own = Own(self._put_workbook(name, workbook(drawn)), has_own_scale)
            self._tell_of_others(control.tag, root)
            members[name] = cloned(members[name], drawn, others, own)
            self.summary.regenerated.append(control.tag)
        self._put_words(control, chart.alternative, made.alternative if made else "")

    def _tell_of_others(self, tag: str, root: etree._Element) -> None:
        """Tell of series that an officer added, which have no place in the new figures."""
        found = [name_of(s) for s in root.iter(SERIES) if Role.of(name_of(s)) is None]
        if found:
            self.summary.note(
                f"the chart '{tag}' had a series that is not the Register\u2019s ({found[0]}): it "
                f"is left out; the paper as it was is under versions/"
            )

    def _put_workbook(self, chart: str, content: bytes) -> str:
        """Put the figures into the chart's workbook; return the relationship that leads there."""
        paper = self.media.paper
        for relation in paper.relations(chart):
            if relation.kind == WORKBOOK_RELATION and relation.target in paper.members:
                paper.members[relation.target] = content
                return relation.key
        stem = chart.rpartition("/")[2].removesuffix(".xml")
        self.media.link(chart, NEW_LINK, f"word/embeddings/{stem}-kpi.xlsx", content)
        return NEW_LINK

    def _put_words(self, control: Control, words: str, made: str) -> None:
        """Say the chart in words; those that an officer wrote stay, and are told."""
        found = next(control.content.iter(PROPERTIES), None)
        held = "" if found is None else found.get("descr", "")
        if found is None or held == words:
            return
        if held and held != made:
            self.summary.note(
                f"the alternative text of '{control.tag}' is an officer\u2019s and stays: today it "
                f"would be '{words}'"
            )
            return
        found.set("descr", words)
        self.part.write(control.element)
        if control.tag not in self.summary.regenerated:
            self.summary.regenerated.append(control.tag)
