"""Unit: what a number counts, and how it is written beside it. Formatted at the last moment."""

from dataclasses import dataclass

from xlkpi.terms.number import shown
from xlkpi.terms.wording import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A KPI's unit as the Register writes it: `%`, `£`, `£ million`, `days`, `per 1,000 homes`."""

    text: str

    @property
    def is_percent(self) -> bool:
        """Whether values are percentages, 95 being 95%; a change is then in points."""
        return fold(self.text) in ("%", "percent", "percentage", "per cent")

    @property
    def is_money(self) -> bool:
        """Whether values are pounds, possibly in thousands or millions."""
        return self.text.strip().startswith("£")

    @property
    def is_rate(self) -> bool:
        """Whether values are so many per something: `per 1,000 homes`, `incidents per person`."""
        return "per" in fold(self.text).split() and not self.is_percent and not self.is_money

    @property
    def is_bare(self) -> bool:
        """Whether the unit only says that values are numbers, which needs no writing."""
        return fold(self.text) in BARE

    def show(self, value: float, decimals: int | None = None) -> str:
        """Return `value` with its unit: `77.4%`, `£1,240`, `£3.2 million`, `34.2 days`."""
        number = shown(value, decimals)
        if self.is_percent:
            return f"{number}%"
        if self.is_money:
            return _pounds(number, _scale(self._money_scale))
        if self.is_bare:
            return number
        return f"{number} {_agreeing(self.text.strip(), number)}".rstrip()

    def show_gap(self, gap: float, decimals: int | None = None) -> str:
        """Return a distance without a sign: `2.6 points`, `£140`, `1 day`."""
        if not self.is_percent:
            return self.show(gap, decimals)
        number = shown(gap, decimals)
        return f"{number} {_agreeing('points', number)}"

    def show_figure(self, value: float, decimals: int | None = None) -> str:
        """Return `value` as a table cell shows it: `77.4%`, `£3.2m`; other units in a heading."""
        number = shown(value, decimals)
        if self.is_money:
            return _pounds(number, SHORT_SCALES.get(fold(self._money_scale), ""))
        return f"{number}%" if self.is_percent else number

    def show_change(self, change: float, decimals: int | None = None) -> str:
        """Return a difference with its sign: `+2.6 points`, `-£140`, `+3 days`."""
        sign = "-" if shown(change, decimals).startswith("-") else "+"
        return f"{sign}{self.show_gap(abs(change), decimals)}"

    @property
    def _money_scale(self) -> str:
        """What stands behind the £: `million`, `000s`, `per head`."""
        return self.text.strip()[1:].strip()


BARE = ("", "number", "no", "no.", "count", "#")
THOUSANDS = ("000", "000s", "'000", "'000s")

SHORT_SCALES = {
    scale: letter
    for letter, scales in {
        "k": ("k", "thousand", "thousands", *THOUSANDS),
        "m": ("m", "million", "millions"),
        "bn": ("bn", "billion", "billions"),
    }.items()
    for scale in scales
}
"""The letters of a scale, without which a table's figure would be a thousand times too small."""

COUNTED = ("points", "minutes", "hours", "days", "weeks", "months", "years", "homes", "cases")
"""Plural words that lose their s beside a 1; other units are left as the Register writes them."""


def _agreeing(unit: str, number: str) -> str:
    """Return the unit in the singular where the number shown is 1; a rate is left as it is."""
    is_rate = "per" in unit.split()
    return unit[:-1] if number == "1" and unit.endswith(COUNTED) and not is_rate else unit


def _pounds(number: str, scale: str) -> str:
    """Return the number as money, its sign before the £."""
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    return f"{sign}£{digits}{scale}"


def _scale(text: str) -> str:
    """Return the scale of money as it follows its digits: ` million`, `m`, ` thousand`."""
    if fold(text) in ("k", "m", "bn"):
        return text
    return f" {'thousand' if text in THOUSANDS else text}" if text else ""
