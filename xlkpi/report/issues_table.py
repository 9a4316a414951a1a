"""Contact Centre issues: what people contacted the council about, and what it says of services."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.finding import in_words
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.register.process import CustomerIssue
from xlkpi.report.edition import Edition
from xlkpi.report.kpi_line import MADE_UP
from xlkpi.terms.wording import fold

UNKNOWN = "[x]"


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue."""

    key: str
    issue: str
    bears_on: str
    """The directorate, and the KPI that the issue bears on."""
    contacts: str
    contacts_change: str
    complaints: str
    complaints_change: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class IssuePart:
    """The part of a paper about what people contacted the council about."""

    key: str
    issues_sentence: str
    issues: tuple[IssueRow, ...]


def issue_parts(scorecard: Scorecard, edition: Edition) -> tuple[IssuePart, ...]:
    """Return the part about the period's issues, the most contacts first; none where none is kept.

    A directorate sees its own.
    """
    mine = [row for row in edition.register.customer_issues if _is_seen(row, scorecard)]
    now = [row for row in mine if row.period == scorecard.period]
    if not now:
        return ()
    earlier = scorecard.period.shift(-1)
    before = {_subject(row): row for row in mine if row.period == earlier}
    now.sort(key=lambda row: -(row.contacts or 0))
    rows = tuple(_row(number, row, before) for number, row in enumerate(now, 1))
    sentence = _sentence(now, before, scorecard.period.name)
    if any(MADE_UP in (row.source or "").casefold() for row in now):
        sentence += f" The numbers are {MADE_UP}."
    return (IssuePart("issues", sentence, rows),)


def _is_seen(row: CustomerIssue, scorecard: Scorecard) -> bool:
    audience = scorecard.audience
    return audience.kind is AudienceKind.CLT or fold(row.directorate or "") == fold(audience.name)


def _subject(row: CustomerIssue) -> tuple[str, str]:
    return fold(row.issue), fold(row.directorate or "")


def _row(number: int, row: CustomerIssue, before: dict[tuple[str, str], CustomerIssue]) -> IssueRow:
    was = before.get(_subject(row))
    about = "; ".join(part for part in (row.directorate, row.ref) if part)
    return IssueRow(
        key=f"issue {number}",
        issue=row.issue,
        bears_on=about or "Whole council",
        contacts=_shown(row.contacts),
        contacts_change=_change(row.contacts, was.contacts if was else None),
        complaints=_shown(row.complaints),
        complaints_change=_change(row.complaints, was.complaints if was else None),
        cause=row.cause or "Not yet known",
        remedy=row.action or "Not yet agreed",
    )


def _shown(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"


def _change(now: int | None, before: int | None) -> str:
    if now is None or before is None:
        return "no earlier figure"
    return f"{now - before:+,}" if now != before else "no change"


def _sentence(
    rows: Sequence[CustomerIssue], before: dict[tuple[str, str], CustomerIssue], period: str
) -> str:
    contacts = sum(row.contacts or 0 for row in rows)
    complaints = sum(row.complaints or 0 for row in rows)
    many = f"{in_words(len(rows))} issue{'' if len(rows) == 1 else 's'}"
    first = (
        f"About the {many} listed, people contacted the council {contacts:,} times in {period} and "
        f"made {complaints:,} complaints."
    )
    rises = [
        ((row.contacts or 0) - (was.contacts or 0), row, was)
        for row in rows
        if (was := before.get(_subject(row))) and row.contacts and was.contacts
    ]
    most = max(rises, key=lambda rise: rise[0], default=None)
    if most is None or most[0] <= 0:
        return first
    _, row, was = most
    return (
        f"{first} Contacts rose most about \u2018{row.issue}\u2019: from {was.contacts:,} to "
        f"{row.contacts:,}."
    )
