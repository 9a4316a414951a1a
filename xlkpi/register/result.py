"""Result: what was measured for one KPI in one period, or why nothing was."""

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from xlkpi.register.fields import (
    Day,
    Number,
    OptionalGap,
    OptionalRag,
    OptionalText,
    PeriodField,
    Text,
    Whole,
    limits_crossed,
)
from xlkpi.register.record import Contradiction, Record, spelled
from xlkpi.terms.missing import GapReason, is_missing
from xlkpi.terms.number import shown
from xlkpi.terms.wording import fold

SHORTHAND_REASONS = {
    "[x]": GapReason.NOT_AVAILABLE,
    "[c]": GapReason.SUPPRESSED,
    "[z]": GapReason.NOT_DUE,
    "[low]": GapReason.SUPPRESSED,
}


def with_gap_from_shorthand(cells: Any) -> Any:  # noqa: ANN401 -- cells as they come
    """Return the cells with `[c]` in the value's cell read as a missing value with its reason."""
    if isinstance(cells, dict) and isinstance(cells.get("value"), str):
        value = cells["value"]
        if is_missing(value) and is_missing(cells.get("gap_reason")):
            return {**cells, "gap_reason": SHORTHAND_REASONS.get(fold(value))}
    return cells


def gap_and_value_clash(value: float | None, gap: GapReason | None) -> Iterator[Contradiction]:
    """Yield the contradiction of a value that is there and missing at once."""
    if value is not None and gap is not None:
        message = (
            f"the value {shown(value)} and the reason for a gap {gap.value} cannot both hold: "
            f"blank one of them"
        )
        yield "gap_reason", message


class ResultStatus(Enum):
    """How firm a result is."""

    PROVISIONAL = "Provisional"
    FINAL = "Final"
    REVISED = "Revised"
    ESTIMATED = "Estimated"


class Result(Record):
    """One row of the KPI Data Record."""

    table: ClassVar[str] = "results"

    ref: Text
    period: PeriodField
    breakdown: OptionalText = None
    """What the row divides by, such as `Deprivation`; None is the headline."""
    category: OptionalText = None
    value: Number = None
    numerator: Number = None
    denominator: Number = None
    lower: Number = None
    """Lower 95% confidence limit, in the KPI's unit."""
    upper: Number = None
    status: Annotated[ResultStatus | None, spelled(ResultStatus, "status")] = None
    revision: Whole = None
    """0 or blank is the first figure; 1 its first revision, which stands."""
    gap_reason: OptionalGap = None
    note: OptionalText = None
    source: OptionalText = None
    supplied_by: OptionalText = None
    supplied_on: Day = None
    message_id: OptionalText = None
    rating_shown: OptionalRag = None
    """A colour written in the officers' file; never believed, only compared by `check`."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand_names_the_gap(cls, cells: Any) -> Any:  # noqa: ANN401 -- cells as they come
        return with_gap_from_shorthand(cells)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a value that is there and missing at once, and limits the wrong way round."""
        yield from gap_and_value_clash(self.value, self.gap_reason)
        if message := limits_crossed(self.lower, self.upper):
            yield "lower", message

    @property
    def is_headline(self) -> bool:
        """Whether the row is the KPI itself rather than a category of it."""
        return self.breakdown is None and self.category is None

    @property
    def key(self) -> tuple[object, ...]:
        """What no two rows may share."""
        return (
            self.ref,
            self.period,
            fold(self.breakdown or ""),
            fold(self.category or ""),
            self.revision or 0,
        )


class Commentary(Record):
    """An officer's words about a result. Never generated, altered or lost."""

    table: ClassVar[str] = "commentary"

    ref: Text
    period: PeriodField
    what_happened: OptionalText = None
    why: OptionalText = None
    action: OptionalText = None
    by_whom: OptionalText = None
    by_when: OptionalText = None
    accepted_by: OptionalText = None
    accepted_on: Day = None


class SignOff(Record):
    """A directorate's management team has agreed its results for a period."""

    table: ClassVar[str] = "sign_offs"

    directorate: Text
    period: PeriodField
    signed_by: OptionalText = None
    signed_on: Day = None
    note: OptionalText = None
