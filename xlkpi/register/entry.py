"""Entry: a figure typed into the Scorecard, before it is posted to the KPI Data Record."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from xlkpi.register.cell import text_of
from xlkpi.register.fields import Number, OptionalGap, OptionalText, PeriodField, Text
from xlkpi.register.record import Contradiction, Record, spelled
from xlkpi.register.result import ResultStatus, gap_and_value_clash, with_gap_from_shorthand

Shown = Annotated[str | None, BeforeValidator(lambda found: text_of(found) or None)]
"""What a cell of the Scorecard shows, even an error; it is copied or computed, never believed."""


class Entry(Record):
    """One row of the Scorecard: what an officer typed, and what stands beside it."""

    table: ClassVar[str] = "entries"

    ref: Text
    title: Shown = None
    period: PeriodField
    value: Number = None
    status: Annotated[ResultStatus | None, spelled(ResultStatus, "status")] = None
    gap_reason: OptionalGap = None
    note: OptionalText = None
    rag: Shown = None
    direction: Shown = None
    target: Shown = None
    upper: Shown = None
    tolerance: Shown = None
    mode: Shown = None
    polarity: Shown = None
    comparator_period: Shown = None
    comparator: Shown = None
    min_change: Shown = None
    unit: Shown = None
    decimals: Shown = None
    why: Shown = None
    trend: Shown = None
    benchmark: Shown = None
    data_note: Shown = None
    directorate: Shown = None
    owner: Shown = None
    frequency: Shown = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand_names_the_gap(cls, cells: Any) -> Any:  # noqa: ANN401 -- cells as they come
        return with_gap_from_shorthand(cells)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a value that is there and missing at once."""
        yield from gap_and_value_clash(self.value, self.gap_reason)

    @property
    def is_filled(self) -> bool:
        """Whether somebody gave a figure, or a reason why there is none."""
        return self.value is not None or self.gap_reason is not None
