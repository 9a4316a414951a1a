"""Request choice: which KPIs want words, who is asked for them, and by when."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.highlight import highlights
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard
from xlkpi.register.kpi import Contact, Kpi
from xlkpi.report.edition import Edition
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """A KPI that is a highlight in one paper or more."""

    assessment: Assessment
    reasons: tuple[str, ...]
    audiences: tuple[Audience, ...]

    @property
    def readers(self) -> tuple[str, ...]:
        """Who will read the words, by name."""
        return tuple(map(reader_of, self.audiences))


def highlighted(cards: Sequence[Scorecard], whole: Scorecard) -> tuple[Wanted, ...]:
    """Return the highlights of all these scorecards, each KPI once, in the Register's order.

    Args:
        cards: the scorecards of the papers that print highlights.
        whole: that of every KPI, from which the facts are.
    """
    found: dict[str, tuple[list[str], list[Audience]]] = {}
    for card in cards:
        for highlight in highlights(card):
            reasons, audiences = found.setdefault(highlight.assessment.kpi.ref, ([], []))
            reasons += [reason for reason in highlight.reasons if reason not in reasons]
            audiences.append(card.audience)
    return tuple(
        Wanted(one, tuple(reasons), tuple(audiences))
        for one in whole.assessments
        for reasons, audiences in [found.get(one.kpi.ref, ([], []))]
        if audiences
    )


def owner_of(kpi: Kpi, contacts: Sequence[Contact]) -> str:
    """Return the role that owns the KPI, else its key contact's; never a name or an address."""
    for text in (kpi.owner, kpi.contact):
        if not text:
            continue
        role = next((c.role for c in contacts if _is_named(text, (c.name, c.email))), None)
        if role is not None:
            return role
        if "@" not in text:
            return text
    return f"Owner to be named, {kpi.directorate}"


def _is_named(text: str, names: Iterable[str | None]) -> bool:
    said = fold(text)
    return any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", said) for name in names if name)


def return_day(
    wanted: Sequence[Wanted], period: Period, edition: Edition
) -> tuple[date, str] | None:
    """Return the first day on which papers with these words are due, and the body they are for.

    Days before the as-at date are over; None where the timetable has no later one.
    """
    audiences = dict.fromkeys(a for one in wanted for a in one.audiences)
    days = [
        (meeting.submission, meeting.body)
        for meeting in edition.register.timetable
        if meeting.period == period
        and meeting.submission is not None
        and meeting.submission >= edition.as_at
        and any(_receives(meeting.body, audience) for audience in audiences)
    ]
    return min(days, default=None)


def _receives(body: str, audience: Audience) -> bool:
    """Return whether a meeting of the timetable is that of an audience."""
    names = [audience.name]
    if audience.kind is AudienceKind.DIRECTORATE:
        names.append(audience.kind.value)
    return any(fold(name) in fold(body) for name in names)


def reader_of(audience: Audience) -> str:
    """Return an audience as a sentence names it."""
    match audience.kind:
        case AudienceKind.BOARD:
            return f"Scrutiny Board ({audience.name})"
        case AudienceKind.DIRECTORATE:
            return f"the management team of {audience.name}"
        case _:
            return f"the {audience.name}"
