"""What the cells of a column look like: references, numbers, periods, words for polarity ..."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from xlkpi.errors import RefusalError
from xlkpi.register.cell import is_blank, text_of
from xlkpi.terms.missing import is_missing
from xlkpi.terms.period_text import read_period
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.cell_words import NO_FIGURE, register_word
from xlkpi.workbook.adopt.periods import Context, timed
from xlkpi.workbook.own_words import number_in

MOST_SAMPLED = 400
"""Cells of one column that are looked at; more would not say more."""
ENOUGH = 0.7
"""The share of cells that must fit."""
LONGEST_REFERENCE, LONGEST_UNIT, SHORTEST_TITLE = 20, 30, 12

_REFERENCE = re.compile(r"(?=.*\d)[^\s]{1,14}(?: ?[^\s]{1,6})?|[A-Z]{2,6}")
_UNITS = frozenset(
    (
        "%", "number", "no", "no.", "count", "days", "weeks", "months", "hours", "minutes",
        "ratio", "rate", "percentage", "percent", "per cent", "currency", "score", "index",
        "working days", "average days", "whole number", "decimal",
    )
)  # fmt: skip

Fits = Callable[[object], bool]


def is_number(cell: object) -> bool:
    """Return whether a cell holds a number, stored as one or as text, or a sign for none."""
    if isinstance(cell, str):
        return number_in(cell) is not None or is_missing(cell) or fold(cell) in NO_FIGURE
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_reference(cell: object) -> bool:
    """Return whether a cell holds what could be a KPI's reference."""
    text = text_of(cell)
    return len(text) <= LONGEST_REFERENCE and _REFERENCE.fullmatch(text) is not None


def _is_title(cell: object) -> bool:
    return isinstance(cell, str) and (len(cell.strip()) >= SHORTEST_TITLE or " " in cell.strip())


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and number_in(cell) is None


def _is_period(cell: object) -> bool:
    if isinstance(cell, date) or timed(text_of(cell), Context()):
        return True
    try:
        read_period(text_of(cell))
    except RefusalError:
        return False
    return True


def _is_unit(cell: object) -> bool:
    text = fold(text_of(cell))
    known = text in _UNITS or text.startswith(("£", "per ")) or "%" in text
    return known or (
        isinstance(cell, str) and len(text) <= LONGEST_UNIT and number_in(text) is None
    )


def _means(meaning: str) -> Fits:
    def fits(cell: object) -> bool:
        text = text_of(cell)
        return register_word(meaning, text) is not None or is_missing(text)

    return fits


def _is_target(cell: object) -> bool:
    return is_number(cell) or register_word("target", text_of(cell)) is not None


def _is_yes_or_no(cell: object) -> bool:
    return isinstance(cell, bool) or fold(text_of(cell)) in ("yes", "no", "y", "n", "true", "false")


LOOKS: Mapping[str, tuple[str, Fits]] = {
    "references": ("references", is_reference),
    "titles": ("names of measures", _is_title),
    "words": ("words", _is_words),
    "numbers": ("numbers", is_number),
    "targets": ("targets", _is_target),
    "periods": ("periods", _is_period),
    "units": ("units", _is_unit),
    "polarity": ("words for polarity", _means("polarity")),
    "frequency": ("words for a frequency", _means("frequency")),
    "aggregation": ("words for how periods add up", _means("aggregation")),
    "comparator_type": ("words for a comparison", _means("comparator_type")),
    "kind": ("words for whose measure it is", _means("kind")),
    "type": ("words for how it is held to account", _means("type")),
    "mode": ("words for how a tolerance is read", _means("mode")),
    "rating": ("ratings", _means("rating")),
    "yes or no": ("yes or no", _is_yes_or_no),
}
"""Look to what such cells are called and how one is known."""


def sample(cells: Sequence[object]) -> list[object]:
    """Return at most `MOST_SAMPLED` filled cells, spread over the column."""
    filled = [cell for cell in cells if not is_blank(cell)]
    step = max(1, len(filled) // MOST_SAMPLED)
    return filled[::step][:MOST_SAMPLED]


def looks_like(cells: Sequence[object], look: str) -> bool | None:
    """Return whether sampled cells have a look; None where there is nothing to judge by."""
    if not cells:
        return None
    fits = LOOKS[look][1]
    return sum(map(fits, cells)) / len(cells) >= ENOUGH
