"""Numbers as the Register means them: nearly equal is equal, halves round away from zero."""

import math
from typing import TYPE_CHECKING

from xlkpi.errors import RefusalError

# -- decimal is loaded when a number is first written: a sheet that only rates starts sooner --
if TYPE_CHECKING:
    from decimal import Decimal

NEARNESS = 1e-9
"""Two numbers closer than this x max(1, |a|, |b|) are equal, so 0.1 + 0.2 meets a target of 0.3."""

MOST_DECIMALS = 15
"""A double holds no more decimal places than this with any meaning."""

LARGEST_WRITTEN_OUT = 1e15
"""From here on a number is written with an exponent: a double holds no more digits."""


def nearness(value: float) -> float:
    """Return the distance within which another number is the same as `value`; none for infinity."""
    return NEARNESS * max(1.0, abs(value)) if math.isfinite(value) else 0.0


def same(a: float, b: float) -> bool:
    """Return whether two numbers are equal but for binary floating point."""
    return abs(a - b) < NEARNESS * max(1.0, abs(a), abs(b)) or a == b


def gap(a: float, b: float) -> float:
    """Return `a` less `b`, exactly 0 where they are the same but for binary floating point."""
    return 0.0 if same(a, b) else a - b


def side(a: float, b: float) -> int:
    """Return 1 where `a` is above `b`, -1 where it is below, 0 where they are the same."""
    return 0 if same(a, b) else (1 if a > b else -1)


def refuse_decimals(decimals: int | None) -> None:
    """Refuse a number of decimal places that no number has."""
    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
        message = f"decimals {decimals} is not a whole number from 0 to {MOST_DECIMALS}"
        raise RefusalError(message)


def rounded(value: float, decimals: int) -> float:
    """Return `value` at `decimals` places, halves away from zero as a spreadsheet rounds."""
    return float(placed(value, decimals))


def shown(value: float, decimals: int | None = None) -> str:
    """Return `value` as text with thousands commas; without `decimals`, as many as it needs.

    Halves round away from zero, and a value that rounds to zero carries no minus sign. Numbers
    from 1e15 on have an exponent.
    """
    if abs(value) >= LARGEST_WRITTEN_OUT:
        return spelling(value)
    text = f"{placed(value, decimals_in(value) if decimals is None else decimals):,f}"
    if text.strip("-0.,"):
        return text
    return "0" if decimals is None else text.lstrip("-")


def spelling(value: float) -> str:
    """Return the shortest spelling of `value` with at most 15 digits, as a spreadsheet shows it.

    57/200*100 is 28.5 there, and 28.499999999999996 only in binary.
    """
    return f"{value:.15g}"


def decimals_in(value: float) -> int:
    """Return how many decimal places the spelling of `value` has, at most 15."""
    text = spelling(value)
    if "e" not in text:
        return min(MOST_DECIMALS, len(text.partition(".")[2]))
    digits, _, power = text.partition("e")
    return min(MOST_DECIMALS, max(0, len(digits.partition(".")[2]) - int(power)))


def placed(value: float, decimals: int) -> "Decimal":
    """Return the spelling of `value`, rounded half away from zero to `decimals` places."""
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415 -- see above

    if not math.isfinite(value):
        return Decimal(value)
    exact = Decimal(spelling(value))
    step = Decimal(1).scaleb(-decimals)
    # -- quantize needs as many digits as the result has; the default context holds 28 --
    if exact.adjusted() + decimals >= 27:  # noqa: PLR2004 -- beyond a double's meaning already
        return exact
    return exact.quantize(step, rounding=ROUND_HALF_UP)
