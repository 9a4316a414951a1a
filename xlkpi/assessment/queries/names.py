"""Names: boards and directorates that one sheet knows and another does not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from xlkpi.assessment.queries.row_codes import SIMILAR_NAMES, UNKNOWN_BOARD, UNKNOWN_DIRECTORATE
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem
from xlkpi.register.rows import at
from xlkpi.terms.wording import fold

CLOSE = 0.92
"""Names as like as this are one name and a slip; `Ward 1` and `Ward 2` are not."""


def name_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each board or directorate that is likely another one, or that nothing else knows."""
    kpis = scope.register.kpis
    boards = [(kpi, "boards", board) for kpi in kpis for board in kpi.boards]
    yield from _similar("board", boards)
    yield from _similar("directorate", [(kpi, "directorate", kpi.directorate) for kpi in kpis])
    yield from _boards(scope, boards)
    yield from _sign_offs(scope)


def _similar(what: str, named: list[tuple[Kpi, str, str]]) -> Iterator[Problem]:
    """Yield the first row of a name that is almost a commoner one."""
    counts = Counter(name for _, _, name in named)
    told: set[str] = set()
    for kpi, field, name in named:
        if name in told:
            continue
        commoner = [other for other in counts if counts[other] > counts[name]]
        near = get_close_matches(name, commoner, n=1, cutoff=CLOSE)
        if near and not _differ_by_number(name, near[0]):
            told.add(name)
            message = f"the {what} '{name}' is almost '{near[0]}': correct it if that is meant"
            yield replace(at(SIMILAR_NAMES, kpi, field, message, near[0]), found=name)


def _differ_by_number(one: str, other: str) -> bool:
    digits = ["".join(c for c in name if c.isdigit()) for name in (one, other)]
    return digits[0] != digits[1]


def _boards(scope: Scope, named: list[tuple[Kpi, str, str]]) -> Iterator[Problem]:
    """Yield each board without a meeting of its own, where the timetable has boards at all."""
    bodies = [fold(meeting.body) for meeting in scope.register.timetable]
    first = {name: (kpi, field) for kpi, field, name in reversed(named)}
    without = [name for name in first if not any(fold(name) in body for body in bodies)]
    if len(without) == len(first):
        return
    for name in without:
        kpi, field = first[name]
        message = (
            f"no meeting of the timetable is that of the board '{name}': correct its name, or add "
            f"the meeting"
        )
        yield replace(at(UNKNOWN_BOARD, kpi, field, message), found=name)


def _sign_offs(scope: Scope) -> Iterator[Problem]:
    known = {fold(kpi.directorate): kpi.directorate for kpi in scope.register.kpis}
    for row in scope.register.sign_offs:
        if fold(row.directorate) not in known:
            near = get_close_matches(row.directorate, known.values(), n=1)
            advice = f"did you mean {near[0]}?" if near else "correct it, or take the row out"
            message = f"no KPI is of the directorate '{row.directorate}': {advice}"
            yield at(UNKNOWN_DIRECTORATE, row, "directorate", message, near[0] if near else "")
