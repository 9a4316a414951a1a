"""What the pane shows of the Register: counts, what to look at, and the scorecard as it stands."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from xlkpi.actions.check import Findings, as_json, findings
from xlkpi.assessment.assess import assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.entered import assess_entries
from xlkpi.assessment.row import row_of
from xlkpi.assessment.scorecard import count
from xlkpi.errors import RegisterError, XlkpiError
from xlkpi.host.sent_book import SentBooks
from xlkpi.host.server import functions
from xlkpi.host.server.desk import Buttons
from xlkpi.host.server.guard import Refused
from xlkpi.host.server.opened import note_of, opened
from xlkpi.register.problem import Problem
from xlkpi.settings.settings import Settings
from xlkpi.terms.rag import RATED
from xlkpi.workbook.book import Books
from xlkpi.workbook.files import Files
from xlkpi.workbook.read import read_entries, read_register

AT_ONCE = 2
"""Registers being read at one time."""

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """Answers a pane that opens, or whose workbook has changed."""

    buttons: Buttons
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def show(self, request: Request) -> Response:
        """Return what the pane shows."""
        asked = functions.asked_in(await request.body())
        async with self.turns:
            try:
                shown = await asyncio.to_thread(self._shown, asked)
            except XlkpiError as error:
                raise Refused(400, self.buttons.plain(str(error))) from error
        return Response(functions.as_json(shown), media_type="application/json")

    def _shown(self, asked: Mapping[str, Any]) -> Shown:
        settings = self.buttons.settings()
        book, is_ours = opened(asked.get("book", {}), settings)
        books = SentBooks((book,), Files(self.buttons.clock()))
        found, judged = _read(settings, books)
        here = book.path.name if is_ours else ""
        return {
            "council": settings.council,
            "period": settings.period.title,
            "note": "" if is_ours else note_of(book, settings),
            "counts": _counts(found, judged),
            "findings": [
                shown
                for group in (found.problems, found.queries, found.notes)
                for shown in _findings(self.buttons, group, here)
            ],
            "scorecard": [_row(one) for one in judged],
        }


def _read(settings: Settings, books: Books) -> tuple[Findings, Sequence[Assessment]]:
    """Return the findings, and each row of the Scorecard as it would be rated now."""
    try:
        register = read_register(settings.sources, books.open)
    except RegisterError as error:
        problems = tuple(error.problems)
        return Findings(problems, is_sound=False), ()  # type: ignore[arg-type]
    judged = assess(register, settings.question)
    found = findings(settings, register, judged, books.open)
    try:
        entries = read_entries(settings.entries, register, books.open)
    except RegisterError:  # -- which the findings tell of --
        return found, judged
    return found, assess_entries(register, entries, settings.question) if entries else judged


def _counts(found: Findings, judged: Sequence[Assessment]) -> list[Shown]:
    """Return what is counted, with its name, in the order in which it is shown."""
    counted = count(judged)
    rated = {rag.value: counted.of[rag] for rag in RATED}
    every = {
        "KPIs": found.kpis,
        "Results": found.results,
        "Problems to mend": len(found.problems),
        "Queries to look at": len(found.queries),
        **rated,
        "Not rated": counted.total - counted.rated,
    }
    return [{"name": name, "value": value} for name, value in every.items()]


def _findings(buttons: Buttons, group: Sequence[Problem], here: str) -> list[Shown]:
    """Return findings; those whose cell is in the open workbook are marked, and come first."""
    shown = []
    for one in group:
        said = as_json(one)
        kept = {key: said[key] for key in ("severity", "file", "sheet", "cell", "kpi", "period")}
        is_here = bool(here) and one.file == here and bool(one.sheet)
        told = {"message": buttons.plain(one.message), "line": buttons.plain(str(one))}
        shown.append({**kept, **told, "is_here": is_here})
    return sorted(shown, key=lambda one: not one["is_here"])


def _row(assessment: Assessment) -> Shown:
    row = row_of(assessment)
    return {
        "ref": row.ref,
        "title": row.title,
        "latest": row.latest,
        "target": row.target,
        "rag": row.rag.value,
        "direction": row.direction,
    }
