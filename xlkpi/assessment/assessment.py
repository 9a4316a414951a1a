"""Assessment: one KPI in one reporting period, with everything the judgement was made from."""

from dataclasses import dataclass

from xlkpi.register.kpi import Alignment, Kpi
from xlkpi.register.process import Escalation, HighlightDecision
from xlkpi.register.result import Commentary, Result
from xlkpi.register.target import TargetRow
from xlkpi.terms.direction import Direction
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Period
from xlkpi.terms.rag import Rag
from xlkpi.terms.trend import Trend


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How the latest result stands among the areas of its comparator group."""

    group: str
    period: Period
    median: float
    """The median of the other areas, in the KPI's unit."""
    standing: str | None
    """`5th of 11 (2 equal)`; None for a KPI that no polarity ranks."""
    rank: int | None
    areas: int
    """Areas with a value, ours included."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One KPI in one reporting period. Figures keep the records they came from."""

    kpi: Kpi
    period: Period
    """The reporting period that was asked for."""
    alignment: Alignment | None
    latest: Result | None
    """The latest result with a value at the end of the period; None when there is none."""
    gap: GapReason | None
    """Why the expected result is not there; None when it is, or nothing was said."""
    months_old: int | None
    """Whole months from the end of the latest result's period to that of the reporting period."""
    target: TargetRow | None
    """The target that holds in the latest result's period."""
    comparator: Result | None
    rag: Rag
    why: str
    """One sentence: the rule, the limit and the gap."""
    direction: Direction
    trend: Trend | None
    """What a control chart says of the latest point; None where one does not apply."""
    benchmark: Benchmark | None
    history: tuple[Result, ...]
    """Headline results up to the period, oldest first, gaps with their reasons included."""
    commentary: Commentary | None
    escalations: tuple[Escalation, ...] = ()
    """What was escalated about the KPI in the period and is not closed."""

    decision: HighlightDecision | None = None
    """What a person decided about the KPI as a highlight of the period."""
    categories: tuple[Result, ...] = ()
    """The KPI's results by category (deprived areas, sex), up to the period."""

    @property
    def is_raised(self) -> bool:
        """Whether officers raised the KPI: wrote about the result, or escalated it."""
        return self.commentary is not None or bool(self.escalations)

    @property
    def value(self) -> float | None:
        """The latest value, in the KPI's unit."""
        return self.latest.value if self.latest else None

    @property
    def change(self) -> float | None:
        """Latest less comparator, in the KPI's unit (points for percentages), not turned."""
        if self.latest is None or self.comparator is None:
            return None
        if self.latest.value is None or self.comparator.value is None:
            return None
        return self.latest.value - self.comparator.value
