"""Sign-off: which directorates' management teams have agreed their results for the period."""

from dataclasses import dataclass

from xlkpi.assessment.finding import counted, in_words, listed
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.result import SignOff
from xlkpi.report.edition import Edition, in_full
from xlkpi.terms.wording import fold

NOT_SIGNED = "Not signed off"


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """One directorate's management team."""

    key: str
    team: str
    sign_off: str
    """By which role and when, or that it has not been."""
    sign_off_note: str


def sign_offs(scorecard: Scorecard, edition: Edition) -> tuple[SignOffRow, ...]:
    """Return each directorate of the scorecard with its sign-off of the period."""
    agreed = {
        fold(row.directorate): row
        for row in edition.register.sign_offs
        if row.period == scorecard.period and _is_given(row, edition)
    }
    names = dict.fromkeys(a.kpi.directorate for a in scorecard.assessments)
    return tuple(_row(name, agreed.get(fold(name))) for name in names)


def sign_off_sentence(rows: tuple[SignOffRow, ...], period: str) -> str:
    """Return which management teams have not signed off the period."""
    missing = unsigned(rows)
    if not rows:
        return "There are no KPIs to sign off."
    if not missing:
        return f"Every directorate\u2019s management team has signed off {period}."
    first = counted(
        len(missing),
        f"of {in_words(len(rows))} management teams has",
        f"of {in_words(len(rows))} management teams have",
    )
    if len(rows) == 1:
        first = "The management team has"
    return (
        f"{first} not signed off {period}: {listed(sorted(missing))}. Figures of theirs are marked "
        f"\u2018not signed off\u2019."
    )


def unsigned(rows: tuple[SignOffRow, ...]) -> frozenset[str]:
    """Return the directorates without a sign-off."""
    return frozenset(row.team for row in rows if row.sign_off == NOT_SIGNED)


def _is_given(row: SignOff, edition: Edition) -> bool:
    if row.signed_on is None:
        return row.signed_by is not None
    return row.signed_on <= edition.as_at


def _row(name: str, given: SignOff | None) -> SignOffRow:
    if given is None:
        return SignOffRow(f"team {name}", name, NOT_SIGNED, "No note")
    who = given.signed_by or "Signed off, by whom is not recorded"
    when = f", {in_full(given.signed_on)}" if given.signed_on else ""
    return SignOffRow(f"team {name}", name, f"{who}{when}", given.note or "No note")
