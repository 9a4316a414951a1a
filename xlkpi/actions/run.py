"""Run: the main job. Register in, assessments, scorecards, papers out: the whole way, in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlkpi.actions.check import Findings, findings
from xlkpi.actions.issue import issue
from xlkpi.actions.output import Placed, period_folder
from xlkpi.actions.papers import OF_THE_RUN, Made, edition_of, papers
from xlkpi.actions.snapshot import refuse_if_spoilt
from xlkpi.assessment.scorecard import AudienceKind, Counts
from xlkpi.assessment.scorecards import Scorecards, scorecards
from xlkpi.register.kpi import KpiKind
from xlkpi.report.edition import Edition
from xlkpi.settings.settings import Settings
from xlkpi.workbook.read import read_register
from xlkpi.workbook.scorecard_book import scorecard_book

Step = Callable[[str], None]
"""Told the name of each step before it begins."""

STEPS = ("Reading the Register", "Rating", "Checking", "Writing the scorecard", "Writing papers")


@dataclass(frozen=True, slots=True)
class Finished:
    """What one Register comes to in one period, finished and not yet written anywhere."""

    settings: Settings
    findings: Findings
    scorecards: Scorecards
    made: Made
    """The papers."""
    others: Mapping[str, bytes]
    """Every other file's contents by its name."""
    edition: Edition

    @property
    def contents(self) -> Mapping[str, bytes]:
        """Each file's contents by its name."""
        return {**self.others, **self.made.contents}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run made, and where it stands."""

    finished: Finished
    files: tuple[Placed, ...]


def finish(settings: Settings, boards: Sequence[str], step: Step) -> Finished:
    """Return everything that is made of a Register for one period.

    Args:
        settings: the council's.
        boards: names or parts of names of the Scrutiny Boards wanted; empty for all.
        step: told of each of `STEPS`.

    Raises:
        RegisterError: the Register has problems.
    """
    step(STEPS[0])
    refuse_if_spoilt(settings)
    register = read_register(settings.sources)
    step(STEPS[1])
    cards = scorecards(register, settings.question)
    step(STEPS[2])
    found = findings(settings, register, cards.clt.assessments)
    step(STEPS[3])
    edition = edition_of(settings, register)
    others = {"Scorecard.xlsx": scorecard_book(cards, edition.council, settings.notice)}
    step(STEPS[4])
    made = papers(cards, settings, edition, OF_THE_RUN, {AudienceKind.BOARD: boards})
    return Finished(settings, found, cards, made, others, edition)


def write(finished: Finished, folder: Path, *, is_printed: bool = False) -> Run:
    """Return the run once its files stand in the period's folder under `folder`, all or none.

    With `is_printed` each paper gets a PDF beside it.
    """
    home = period_folder(folder, finished.settings.period)
    made, others = finished.made, finished.others
    return Run(finished, issue(made, others, home, finished.edition, is_printed=is_printed))


def as_json(run: Run) -> dict[str, Any]:
    """Return a run for a script: period, counts by kind and rating, files with their SHA-256."""
    card = run.finished.scorecards.clt
    return {
        "council": run.finished.settings.council,
        "period": run.finished.settings.period.name,
        "as_at": run.finished.settings.as_at.isoformat(),
        "kpis": card.counts().total,
        "ratings": {kind.value: _ratings(card.counts(kind)) for kind in KpiKind},
        "queries": len(run.finished.findings.queries),
        "files": [
            {"path": str(file.path), "fate": file.fate.value, "sha256": file.sha256}
            for file in run.files
        ],
    }


def _ratings(counts: Counts) -> dict[str, int]:
    return {rag.value: number for rag, number in counts.of.items()}
