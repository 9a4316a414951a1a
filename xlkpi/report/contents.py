"""Contents: what every paper holds; each paper adds the names of its own parts."""

from dataclasses import dataclass

from xlkpi.report.edition import Edition
from xlkpi.terms.period import Period


@dataclass(frozen=True, slots=True)
class Heading:
    """The names that stand in the title block, the header and the footer of every paper."""

    title: str
    """The file's title property: what the paper is and what it covers."""
    paper_title: str
    subtitle: str
    reader: str
    """Who receives the paper."""
    addressed_to: str
    council: str
    period: str
    """The reporting period's name, such as `2026/27 Q2`."""
    as_at: str
    marking: str
    notice: str | None
    """The demonstration notice, in words; None for a paper that is the council's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A paper's plain values: each field is a name that its template may use."""

    key: str
    """Tells this paper's officer-owned words from another paper's: `CLT`, or the board."""
    top: Heading


def heading(edition: Edition, paper_title: str, reader: str, period: Period) -> Heading:
    """Return the heading of a paper about `period`."""
    return Heading(
        title=f"{paper_title}: {period.title}",
        paper_title=paper_title,
        subtitle=period.title,
        reader=reader,
        addressed_to=f"Report to {reader}",
        council=edition.council,
        period=period.name,
        as_at=edition.as_at_words,
        marking=edition.marking,
        notice=edition.notice,
    )
