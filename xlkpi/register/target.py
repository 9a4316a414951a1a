"""Target: what was agreed for a KPI and a period, as the Supporting Information holds it."""

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from xlkpi.register.fields import Day, Number, OptionalMode, OptionalText, PeriodField, Text
from xlkpi.register.record import Contradiction, Record, spelled
from xlkpi.terms.number import shown
from xlkpi.terms.target import Target, TargetKind
from xlkpi.terms.tolerance import Tolerance
from xlkpi.terms.wording import fold


def _target(found: object) -> object:
    """Return the number or the word in a target's cell; a blank is no target yet."""
    if isinstance(found, str):
        for kind in (TargetKind.INCREASE, TargetKind.DECREASE, TargetKind.TRACKER):
            if fold(found) == fold(kind.value):
                return kind
    from_number: object = found
    return from_number


class TargetStatus(Enum):
    """How far a target has been agreed."""

    NEEDED = "Needed"
    PROPOSED = "Proposed"
    AGREED = "Agreed by DMT"
    SET = "Set"
    NOT_APPROPRIATE = "Not appropriate"


class TargetProfile(Enum):
    """Whether one value holds all year or each period has its own."""

    FLAT = "Flat"
    PROFILED = "Profiled"


class TargetRow(Record):
    """One row of the targets: for a period, or for every period inside a year."""

    table: ClassVar[str] = "targets"

    ref: Text
    period: PeriodField
    word: Annotated[TargetKind | None, BeforeValidator(_target)] = None
    value: Number = None
    upper: Number = None
    tolerance: Number = None
    mode: OptionalMode = None
    profile: Annotated[TargetProfile | None, spelled(TargetProfile, "profile")] = None
    status: Annotated[TargetStatus | None, spelled(TargetStatus, "status")] = None
    source: OptionalText = None
    agreed_by: OptionalText = None
    agreed_on: Day = None

    @model_validator(mode="before")
    @classmethod
    def _one_cell_holds_word_or_number(cls, cells: object) -> object:
        """Part the target's one cell into a word (Increase, Decrease, Tracker) or a number."""
        if isinstance(cells, dict) and isinstance(_target(cells.get("value")), TargetKind):
            return {**cells, "word": cells["value"], "value": None}
        return cells

    @model_validator(mode="after")
    def _can_be_judged_by(self) -> Self:
        """Refuse a target or tolerance that is none, such as a band upside down."""
        _ = self.target, self.allowance
        return self

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a tolerance that could be read two ways, and a mode of no tolerance."""
        if self.tolerance is not None and self.mode is None:
            yield (
                "tolerance",
                (
                    f"tolerance {shown(self.tolerance)} has no mode: say percent (of the target), "
                    f"points (in the KPI's own unit) or floor (the last amber value)"
                ),
            )
        # -- where the whole column is missing, that is one problem and told already --
        has_column = self.place is None or "tolerance" in self.place.columns
        if self.mode is not None and self.tolerance is None and has_column:
            yield (
                "mode",
                (
                    f"the mode {self.mode.value} has no tolerance: give the tolerance, or blank "
                    f"the mode"
                ),
            )

    @property
    def target(self) -> Target | None:
        """The target as the rules take it; None when it is still needed."""
        if self.word is not None:
            return Target(self.word)
        return None if self.value is None else Target.number(self.value, self.upper)

    @property
    def allowance(self) -> Tolerance | None:
        """The tolerance with its mode; None when there is none."""
        if self.tolerance is None or self.mode is None:
            return None
        return Tolerance(self.tolerance, self.mode)
