"""Asks: what a directorate's management team has to do before its results go further."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.highlight import highlights
from xlkpi.assessment.queries.codes import OVERDUE, STALE
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Commentary
from xlkpi.report.actions_table import ActionRow, overdue
from xlkpi.report.edition import Edition
from xlkpi.report.gaps import MissingTarget
from xlkpi.terms.missing import GapReason

PARTS = {
    "what_happened": "what happened",
    "why": "why",
    "action": "what is being done",
    "by_whom": "by whom",
    "by_when": "by when",
}
"""The parts of a commentary, in words."""

ALREADY_ASKED = frozenset({OVERDUE, STALE})
"""Queries about results that are not there, which are asked for anyway."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked."""

    key: str
    ref: str
    ask: str
    who: str


def asks(
    scorecard: Scorecard,
    edition: Edition,
    missing: Sequence[MissingTarget],
    promised: tuple[ActionRow, ...],
) -> tuple[Ask, ...]:
    """Return everything that is asked of the team, numbered as it is printed."""
    found = (
        *_results(scorecard),
        *_words(scorecard),
        *_queries(scorecard, edition),
        *(
            (one.line.row.ref, f"Agree a target for {one.line.row.title}.", one.line.row.owner)
            for one in missing
        ),
        *(
            (row.ref, f"Bring action {row.key.split()[-1]} up to date: {row.action}.", row.owner)
            for row in overdue(promised)
        ),
    )
    return tuple(Ask(f"ask {n}", ref, ask, who) for n, (ref, ask, who) in enumerate(found, 1))


def asks_sentence(found: Sequence[Ask], period: str) -> str:
    """Return how many things are asked, and that the results are to be signed off."""
    if not found:
        return f"Nothing is open: the results of {period} can be signed off."
    many = len(found)
    thing = "thing is" if many == 1 else "things are"
    return f"{many} {thing} asked of the team before it signs off the results of {period}."


def _results(scorecard: Scorecard) -> Iterator[tuple[str, str, str]]:
    """Yield each result that is expected and not there; one with another reason is explained."""
    for assessment in scorecard.assessments:
        if assessment.gap is GapReason.AWAITING:
            kpi = assessment.kpi
            yield kpi.ref, f"Send the result of {kpi.title}, or say why there is none.", _owner(kpi)


def _words(scorecard: Scorecard) -> Iterator[tuple[str, str, str]]:
    """Yield what is missing of the words about each highlight."""
    for highlight in highlights(scorecard):
        assessment = highlight.assessment
        if ask := _asked_of(assessment, assessment.commentary):
            yield assessment.kpi.ref, ask, _owner(assessment.kpi)


def _asked_of(assessment: Assessment, words: Commentary | None) -> str:
    title = assessment.kpi.title
    if words is None:
        return f"Write the commentary on {title}: it is a highlight."
    missing = [text for part, text in PARTS.items() if not getattr(words, part)]
    if missing:
        return f"Complete the commentary on {title}: say {', '.join(missing)}."
    if words.accepted_by is None:
        return f"Accept or change the commentary on {title}, which is a draft."
    return ""


def _queries(scorecard: Scorecard, edition: Edition) -> Iterator[tuple[str, str, str]]:
    owners = {a.kpi.ref: _owner(a.kpi) for a in scorecard.assessments}
    for query in edition.queries():
        if query.kpi in owners and query.code not in ALREADY_ASKED:
            period = f" ({query.period})" if query.period else ""
            message = f"{query.message[0].upper()}{query.message[1:]}"
            end = "" if message.endswith(("?", ".")) else "."
            yield query.kpi, f"Answer a query{period}: {message}{end}", owners[query.kpi]


def _owner(kpi: Kpi) -> str:
    return kpi.owner or "Owner to be named"
