"""Unit: what a number counts, and how it is written beside it. Formatted at the last moment."""

from dataclasses import dataclass

from xlkpi.terms.number import shown
from xlkpi.terms.wording import fold

PERCENT = "%"


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

    def show(self, value: float, decimals: int | None = None) -> str:
        """Return `value` with its unit: `77.4%`, `£1,240`, `£3.2 million`, `34.2 days`."""
        number = shown(value, decimals)
        if self.is_percent:
            return f"{number}%"
        if self.is_money:
            sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
            scale = self.text.strip()[1:].strip()
            return f"{sign}£{digits}{' ' + scale if scale else ''}"
        return f"{number} {_agreeing(self.text.strip(), number)}".rstrip()

    def show_gap(self, gap: float, decimals: int | None = None) -> str:
        """Return a distance without a sign: `2.6 points`, `£140`, `1 day`."""
        if not self.is_percent:
            return self.show(gap, decimals)
        number = shown(gap, decimals)
        return f"{number} {_agreeing('points', number)}"

    def show_figure(self, value: float, decimals: int | None = None) -> str:
        """Return `value` as a table cell shows it: the sign of % or £, other units in a heading."""
        if self.is_percent or self.is_money:
            return Unit(self.text.strip()[:1] if self.is_money else PERCENT).show(value, decimals)
        return shown(value, decimals)

    def show_change(self, change: float, decimals: int | None = None) -> str:
        """Return a difference with its sign: `+2.6 points`, `-£140`, `+3 days`."""
        sign = "-" if shown(change, decimals).startswith("-") else "+"
        return f"{sign}{self.show_gap(abs(change), decimals)}"


COUNTED = ("points", "minutes", "hours", "days", "weeks", "months", "years", "homes", "cases")
"""Plural words that lose their s beside a 1; other units are left as the Register writes them."""


def _agreeing(unit: str, number: str) -> str:
    """Return the unit in the singular where the number shown is 1; a rate is left as it is."""
    is_rate = "per" in unit.split()
    return unit[:-1] if number == "1" and unit.endswith(COUNTED) and not is_rate else unit
