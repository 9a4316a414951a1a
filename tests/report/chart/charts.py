"""KPIs with series of their own, charted as papers chart them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from tests.making.records import kpi, register, results
from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.register.register import Register
from xlkpi.register.target import TargetRow
from xlkpi.report.chart.chart import Chart, Line, Role
from xlkpi.report.chart.cloning import cloned
from xlkpi.report.chart.look import look
from xlkpi.report.edition import Edition
from xlkpi.report.over_time import OverTime, over_time
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LAST = read_period("2026/27 Q2")
STEADY = (50, 52, 51, 50, 52, 51, 50, 52, 51, 50, 52, 51, 50)
"""Thirteen quarters in which nothing is unusual."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A KPI as a paper shows it over time."""

    assessment: Assessment
    register: Register
    shown: OverTime

    @property
    def chart(self) -> Chart:
        """The chart, which must be there."""
        assert self.shown.chart is not None
        return self.shown.chart

    def lines(self, role: Role) -> list[Line]:
        """Return the lines of one role."""
        return [line for line in self.chart.lines if line.role is role]

    def only(self, role: Role) -> Line:
        """Return the one line of a role."""
        (found,) = self.lines(role)
        return found


def quarters(values: Sequence[float | str | None], last: Period = LAST) -> str:
    """Return results that end in `last`; a text is the reason for a gap, None is no row at all."""
    periods = [last.shift(n - len(values) + 1) for n in range(len(values))]
    rows = zip(periods, values, strict=True)
    return "\n".join(f"{p.name} = {v}" for p, v in rows if v is not None)


def charted(
    values: Sequence[float | str | None] = STEADY,
    *,
    targets: Sequence[TargetRow] = (),
    tables: dict[str, Any] | None = None,
    last: Period = LAST,
    **fields: Any,  # noqa: ANN401 -- cells as an officer types them
) -> Charted:
    """Return a KPI with these results up to `last`, charted on the day of the shipped papers."""
    more = dict(tables or {})
    rows = [*results(quarters(values, last)), *more.pop("results", ())]
    record = register(kpi(**fields), results=rows, targets=targets, **more)
    as_at = date(2026, 10, 23)
    (found,) = assess(record, Question(LAST, as_at, "LEEDS"))
    edition = Edition("Council", as_at, record, area_code="LEEDS")
    return Charted(found, record, over_time(found, edition))


def drawn(chart: Chart, sample: bytes | None = None) -> etree._Element:
    """Return the chart as XML."""
    return etree.fromstring(cloned(sample or look(), chart))


def names(root: etree._Element) -> list[str]:
    """Return the names of the series, in order."""
    return [found.text or "" for found in root.findall(f".//{C}ser/{C}tx//{C}v")]


def series(root: etree._Element, name: str) -> etree._Element:
    """Return the series of that name."""
    return next(s for s in root.iter(f"{C}ser") if s.findtext(f"{C}tx//{C}v") == name)


def points(found: etree._Element) -> dict[int, float]:
    """Return the figures of a series by their place."""
    held = found.findall(f"{C}val//{C}pt")
    return {int(p.get("idx", "")): float(p.findtext(f"{C}v") or "nan") for p in held}
