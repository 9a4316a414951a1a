"""The commentary request: the highlights of one owner, and the places for the owner's words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from xlkpi import __version__
from xlkpi.assessment.finding import counted, headline
from xlkpi.assessment.row import ScorecardRow, row_of
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.result import Commentary
from xlkpi.report.catalogue import PaperKind
from xlkpi.report.contents import Contents, heading
from xlkpi.report.edition import Edition, in_full
from xlkpi.report.highlight_item import HighlightWords, words_of
from xlkpi.report.identity import Identity
from xlkpi.report.paper import Paper, file_name, period_code
from xlkpi.report.request_choice import Wanted, highlighted, owner_of, return_day
from xlkpi.terms.period import Period

NAME = "Commentary request"

PARTS = {
    "what_happened": "What happened",
    "why": "Why",
    "action": "What we are doing",
    "by_whom": "By whom",
    "by_when": "By when",
}
"""The parts of a commentary, as a request heads them."""


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """One part of what was said in the period before, to be looked at only."""

    key: str
    earlier_part: str
    earlier_said: str


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One KPI that words are wanted about."""

    row: ScorecardRow
    headline: str
    reasons: str
    readers: str
    """Who will read the words."""
    earlier_heading: str | None
    earlier: tuple[EarlierWords, ...]
    words: HighlightWords
    """What is said already, so that nobody types it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContents(Contents):
    """Everything a commentary request may print."""

    request_sentence: str
    return_sentence: str
    requests: tuple[RequestItem, ...]


def request_paper(
    owner: str,
    period: Period,
    wanted: Sequence[Wanted],
    said: Mapping[str, HighlightWords],
    edition: Edition,
) -> Paper:
    """Return the request to one owner.

    Args:
        owner: the role that it goes to.
        period: the reporting period.
        wanted: the KPIs that words are wanted about.
        said: the words that stand somewhere already, by the KPI's reference.
        edition: what all requests have in common.
    """
    identity = Identity(
        kind=NAME,
        audience=owner,
        period=period.name,
        council=edition.council,
        version=__version__,
        sources=tuple(map(str, edition.sources)),
    )
    name = file_name(NAME, f" {owner}", f" {period_code(period.name)}")
    return Paper(name, _contents(owner, period, wanted, said, edition), REQUEST.template, identity)


def request_contents(scorecard: Scorecard, edition: Edition) -> RequestContents:
    """Return the contents of a request about every highlight of a scorecard, to its audience."""
    wanted = highlighted((scorecard,), scorecard)
    return _contents(scorecard.audience.name, scorecard.period, wanted, {}, edition)


REQUEST = PaperKind("request", NAME, request_contents, lambda cards: (cards.clt,))
"""What templates of requests are held against; one request goes to each owner, not audience."""


def words_about(ref: str, period: Period, edition: Edition) -> HighlightWords:
    """Return what the Register says about a KPI in a period."""
    return words_of(edition.register.commentary_of(ref, period))


def missing_parts(words: HighlightWords) -> tuple[str, ...]:
    """Return the parts of a commentary that nobody has written yet."""
    return tuple(part.name for part in fields(words) if not getattr(words, part.name))


def _contents(
    owner: str,
    period: Period,
    wanted: Sequence[Wanted],
    said: Mapping[str, HighlightWords],
    edition: Edition,
) -> RequestContents:
    return RequestContents(
        key=owner,
        top=replace(heading(edition, NAME, owner, period), addressed_to=f"To: {owner}"),
        request_sentence=_request_sentence(wanted, period),
        return_sentence=_return_sentence(return_day(wanted, period, edition)),
        requests=tuple(_item(one, owner, period, said, edition) for one in wanted),
    )


def _item(
    one: Wanted,
    owner: str,
    period: Period,
    said: Mapping[str, HighlightWords],
    edition: Edition,
) -> RequestItem:
    assessment, before = one.assessment, period.shift(-1)
    ref = assessment.kpi.ref
    earlier = tuple(_earlier(ref, edition.register.commentary_of(ref, before)))
    return RequestItem(
        row=replace(row_of(assessment), owner=owner),
        headline=headline(assessment),
        reasons="; ".join(one.reasons),
        readers="; ".join(one.readers),
        earlier_heading=f"For reference only: the words of {before.name}" if earlier else None,
        earlier=earlier,
        words=said.get(ref) or words_about(ref, period, edition),
    )


def _earlier(ref: str, words: Commentary | None) -> Iterator[EarlierWords]:
    for part, title in PARTS.items():
        text = getattr(words, part, None)
        if text:
            yield EarlierWords(f"{ref} {part}", title, text)


def _request_sentence(wanted: Sequence[Wanted], period: Period) -> str:
    asked = counted(len(wanted), "KPI needs", "KPIs need")
    return f"{asked} your words for {period.name}."


def _return_sentence(due: tuple[date, str] | None) -> str:
    if due is None:
        return "Please return this file as soon as you can."
    day, body = due
    return f"Please return this file by {in_full(day)}, when papers for the {body} are due."


def owners_of(wanted: Sequence[Wanted], edition: Edition) -> Mapping[str, tuple[Wanted, ...]]:
    """Return the KPIs that words are wanted about, by the role that owns each."""
    found: dict[str, list[Wanted]] = {}
    for one in wanted:
        role = owner_of(one.assessment.kpi, edition.register.contacts)
        found.setdefault(role, []).append(one)
    return {owner: tuple(every) for owner, every in found.items()}
