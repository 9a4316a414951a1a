"""Events: what a reader must know of before comparing one end of a series with the other."""

from dataclasses import dataclass
from datetime import date

from xlkpi.assessment.covid import is_in_covid
from xlkpi.register.register import Register
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold

BREAKS = ("definition", "scope", "method", "source")
"""The fields whose change makes earlier results another measure."""


@dataclass(frozen=True, slots=True)
class Break:
    """A change from which on results are not those of before."""

    period: Period
    """The first period, of those that are shown, to which it applies."""
    what: str
    """What changed: `definition`, `scope`."""


def covid_among(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the periods that lie in 2020/21."""
    return tuple(period for period in periods if is_in_covid(period))


def breaks_among(
    register: Register, ref: str, periods: tuple[Period, ...], as_at: date
) -> tuple[Break, ...]:
    """Return the changes of what the KPI measures that fall among the periods, one a period."""
    found: dict[Period, Break] = {}
    for change in register.changes:
        what = fold(change.field or "")
        if change.ref != ref or what not in BREAKS:
            continue
        day = change.effective.start if change.effective else change.changed_on
        if day is None or day > as_at:
            continue
        first = next((period for period in periods if period.start >= day), None)
        if first is not None and first != periods[0]:
            found.setdefault(first, Break(first, what))
    return tuple(found.values())
