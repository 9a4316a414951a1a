"""Entries: the rows of the Scorecard, read against the Register that they will join."""

from collections.abc import Sequence

from xlkpi.errors import RegisterError
from xlkpi.register.collect import collect
from xlkpi.register.crosscheck import crosscheck_entries
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.raw import RawTable
from xlkpi.register.register import Register


def entries_from(
    tables: Sequence[RawTable], register: Register, problems: Sequence[Problem] = ()
) -> tuple[Entry, ...]:
    """Return the Scorecard's rows in their order.

    Args:
        tables: what the Scorecard's sheets hold.
        register: whose KPIs the rows are about.
        problems: what was already found while reading them.

    Raises:
        RegisterError: with every problem in every row, in one pass.
    """
    records, found = collect(tables, register.kpis)
    entries = tuple(row for row in records[Entry.table] if isinstance(row, Entry))
    everything = [*problems, *found, *crosscheck_entries(entries, register.kpis)]
    if everything:
        raise RegisterError(everything)
    return entries
