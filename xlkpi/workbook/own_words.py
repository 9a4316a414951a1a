"""What a council's cells mean where `xlkpi.toml` says so: its own words, numbers kept as text."""

import re
from collections.abc import Mapping

from xlkpi.register.cell import text_of
from xlkpi.terms.wording import fold
from xlkpi.workbook.source import TableSource

NUMBERS = frozenset(
    (
        "value", "upper", "lower", "tolerance", "numerator", "denominator", "min_change",
        "decimals", "lag_days", "every",
    )
)  # fmt: skip
"""Fields that hold a number in every table that has them."""

_NUMBER = re.compile(r"([-+]?)£?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)? ?%?")


def number_in(text: str) -> float | None:
    """Return the number that a text spells, such as `1,234`, `£5` or `77.4%`; None for others."""
    found = _NUMBER.fullmatch(text.strip().replace("\N{MINUS SIGN}", "-"))
    if found is None or not (found[2] or found[3]):
        return None
    return float(f"{found[1]}{(found[2] or '0').replace(',', '')}{found[3] or ''}")


def translated(source: TableSource, cells: dict[str, object]) -> dict[str, object]:
    """Return the cells in the Register's own words, as far as the settings translate them."""
    for field, words in source.words.items():
        if field in cells and cells[field] is not None:
            said = _translation(words, text_of(cells[field]))
            cells[field] = cells[field] if said is None else said or None
    if source.numbers_as_text:
        for field in NUMBERS & cells.keys():
            found = cells[field]
            number = number_in(found) if isinstance(found, str) else None
            cells[field] = found if number is None else number
    return cells


def own_word(source: TableSource, field: str, said: str) -> str:
    """Return the council's own word for what the Register says, or the Register's without one."""
    words = source.words.get(field, {})
    return next((own for own, word in words.items() if fold(word) == fold(said)), said)


def is_left_out(patterns: tuple[str, ...], first: str) -> bool:
    """Return whether a row that begins with the text `first` is none of the table's records."""
    folded = fold(first)
    return any(
        folded.startswith(fold(pattern[:-1])) if pattern.endswith("*") else folded == fold(pattern)
        for pattern in patterns
    )


def _translation(words: Mapping[str, str], found: str) -> str | None:
    folded = fold(found)
    return next((said for own, said in words.items() if fold(own) == folded), None)
