"""Definition: everything there is to know about one worksheet function, in one place."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from xlkpi.functions.cells import Answer

Judge = Callable[..., Answer | list[str]]
"""Judges one record: the arguments that are not part of the rule, in their order."""

Prepare = Callable[..., Judge]
"""Makes a judge ready from the cells that are part of the rule, in their order."""


class Kind(Enum):
    """How a function treats a range."""

    ROW = "row"
    """Element by element: one KPI in one period."""
    SERIES = "series"
    """A row or column as one series; a block as one series a row."""


class Holds(Enum):
    """What an argument holds; from this each host knows how to hand it over."""

    VALUE = "a number of the record, or a blank where there is none"
    TARGET = "a target: a number, or a word such as Increase"
    NUMBER = "a number"
    WORD = "a text"
    SWITCH = "TRUE or FALSE"
    PERIOD = "a period's name, or a date"
    SERIES = "a row, a column or a block of numbers"


class Argument(NamedTuple):
    """One argument; `doc` is the line that a function wizard shows, at most 255 characters."""

    name: str
    holds: Holds
    doc: str
    is_optional: bool = False
    is_rule: bool = False
    """Whether it is part of the rule, which is prepared once for each combination in a call."""

    @property
    def is_series(self) -> bool:
        """Whether a row or column is read as one series."""
        return self.holds is Holds.SERIES


class Example(NamedTuple):
    """A worked example: an Excel formula without cell references, and what it answers."""

    formula: str
    result: object


class Definition(NamedTuple):
    """A worksheet function. Every host, `xlkpi eval` and docs/functions.md are derived from it."""

    name: str
    kind: Kind
    summary: str
    """What comes back, in one line of at most 255 characters."""
    arguments: tuple[Argument, ...]
    prepare: Prepare
    examples: tuple[Example, ...]
    method: str
    source: str

    @property
    def signature(self) -> str:
        """The call as documentation writes it: `KPI_CHANGE(actual, previous, polarity, [unit])`."""
        names = (f"[{a.name}]" if a.is_optional else a.name for a in self.arguments)
        return f"{self.name}({', '.join(names)})"


# -- arguments that several functions share, described once --


def polarity_of(accepted: str) -> Argument:
    """Return the argument of a function that can use these polarities."""
    doc = f"Which way is better: {accepted}. There is no default."
    return Argument("polarity", Holds.WORD, doc, is_rule=True)


POLARITY = polarity_of("Higher, Lower, Within or None")
BASELINE = Argument(
    "baseline",
    Holds.NUMBER,
    "How many of the first values the mean and limits are computed from; blank for all.",
    is_optional=True,
    is_rule=True,
)
SCREEN = Argument(
    "screen",
    Holds.SWITCH,
    "TRUE (default): steps between values that are far above the usual are left out when the "
    "limits are computed, once. FALSE keeps them, as the NHS Excel tool does.",
    is_optional=True,
    is_rule=True,
)
VALUES = Argument(
    "values",
    Holds.SERIES,
    "The values, oldest first; a blank is a gap. A block is one series a row.",
)
BAND_LOW = Argument(
    "target",
    Holds.VALUE,
    "For polarity Within: the lower end of the band. Otherwise not used.",
    is_optional=True,
    is_rule=True,
)
BAND_HIGH = Argument(
    "upper",
    Holds.NUMBER,
    "For polarity Within: the upper end of the band. Otherwise not used.",
    is_optional=True,
    is_rule=True,
)
